"""What a foreign calendar gives: rows, each an event at one time or why it cannot be taken."""

from __future__ import annotations

from datetime import datetime

from fractui.calendars.meeting import Meeting, Trouble
from fractui.core.block import Block
from fractui.core.value import value


@value
class Reach:
    """From when to when instances are looked for; what has ended by ``now`` is past."""

    now: datetime
    since: datetime
    until: datetime

    def has(self, start: datetime, end: datetime) -> bool:
        """Whether something lies in it."""
        return start < self.until and end > self.since


@value
class Found:
    """One row: an event at one time, or as the series that is still to come, or why it is not taken.

    ``key`` names it for good; ``meeting`` is None of events that could not be told apart. ``start`` and ``end`` are instants in
    UTC, of a series those of its next instance. ``zone`` is the IANA name of the zone in which it is kept. ``block`` is what it
    would be planned as, of what is still to come: it has no id and belongs to nobody yet. ``told`` is what the event says that
    would change it.
    """

    line: int
    key: str
    meeting: Meeting | None
    start: datetime | None = None
    end: datetime | None = None
    zone: str = ""
    trouble: Trouble | None = None
    detail: str = ""
    block: Block | None = None
    told: str = ""


@value
class CalendarReading:
    """A calendar file that was read: its name, whose it is where that can be told, its rows, and other components by kind."""

    name: str
    own: str
    found: tuple[Found, ...]
    others: tuple[tuple[str, int], ...] = ()
