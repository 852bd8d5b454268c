"""What the Calendar shows: an agenda of blocks and due dates."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.value import value


@value
class AgendaItem:
    """A block's instance (``kind`` ``block``) or a due date (``due``). Times are local to the user's zone, None for a due date.

    ``renews`` is the day on which a client's agreement renews or ends, ``notice`` the last one to give notice (row 000-37).
    ``on`` is the instance's original date in the block's own zone, by which it is skipped or moved; ``conflict`` says that it
    shares time with another block; ``there`` is the local time at the client where its zone differs, else empty. ``days`` counts
    the days until then, negative for what is past. ``rhythm`` says in words when the block takes place again, empty for once.
    """

    kind: str
    id: str
    code: str
    color: str
    title: str
    on: date
    start: datetime | None
    end: datetime | None
    moved: bool
    conflict: bool
    there: str
    status: str
    days: int
    rhythm: str = ""


@value
class AgendaDay:
    """One day with its items in order of time, due dates first; ``planned_s`` counts its blocks."""

    day: date
    items: tuple[AgendaItem, ...]
    planned_s: int


@value
class AgendaView:
    """The agenda from ``start`` on, for all clients (``code`` None) or one; ``planned`` is (code, colour, seconds) over its days."""

    code: str | None
    today: date
    start: date
    days: tuple[AgendaDay, ...]
    planned: tuple[tuple[str, str, int], ...]
    zone: str


@value
class ExportedFile:
    """A file that was written: where, of which client, how many events or rows, and whether its bytes changed.

    ``note`` is a sentence about what some reader may get wrong, empty when there is nothing to say. ``unsent`` says what waits to
    be published, empty where nothing is published.
    """

    path: str
    code: str
    what: str
    events: int
    changed: bool
    note: str = ""
    unsent: str = ""
