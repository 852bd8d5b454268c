"""What ``fractui log`` shows: the entries of a period with the gaps between them."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.entry import Entry
from fractui.core.value import value


@value
class LogRow:
    """An entry, or with ``entry`` None a gap: untracked time within working hours.

    ``start`` and ``end`` are local to the user's zone, unclipped; ``end`` is None while the entry runs.
    ``seconds`` are those within the period, up to now. ``whose`` is the client's code or the bucket's name.
    ``overlap`` marks an entry that shares time with another of anyone's, ``kept`` that it does so by choice.
    """

    entry: Entry | None
    whose: str
    start: datetime
    end: datetime | None
    seconds: int
    overlap: bool = False
    kept: bool = False


@value
class LogView:
    """A period's entries and gaps by start; ``start`` and ``end`` as in the period (``end`` exclusive, None where it is open).

    ``total_s`` sums the entries' seconds within the period, the running one up to now; ``untracked_s`` the
    gaps'.
    """

    start: date | None
    end: date | None
    rows: tuple[LogRow, ...]
    total_s: int
    untracked_s: int
