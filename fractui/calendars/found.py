"""What a foreign calendar gives: rows, each an event at one time or why it cannot be taken."""

from __future__ import annotations

from datetime import date, datetime

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

    ``since`` is of an event that was cancelled with all its times: from when on it does not take place, None where nobody knows.
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
    since: datetime | None = None


@value
class CalendarReading:
    """A calendar file that was read: its name, whose it is where that can be told, its rows, and other components by kind.

    ``whole`` are the UIDs of series all of whose times within reach are among the rows, or in a row that is the series;
    ``left_out`` are the times that such a series leaves out, worth a word only to somebody who took them in before they were.
    """

    name: str
    own: str
    found: tuple[Found, ...]
    others: tuple[tuple[str, int], ...] = ()
    whole: frozenset[str] = frozenset()
    left_out: tuple[Found, ...] = ()


def series_key(uid: str) -> str:
    """The name of the row that is a whole series."""
    return f"{uid} series"


def instance_key(uid: str, on: date, at: datetime | None = None) -> str:
    """The name of one time of a series: its original day, which it keeps when the series is moved within the day.

    Where several are on one day, ``at`` is its start.
    """
    return f"{uid} {on}" if at is None else f"{uid} {on} {at:%H%M%S}"
