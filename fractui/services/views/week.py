"""What the Calendar shows: days by hours with what is planned, tracked and due, and the load around them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from fractui.core.value import value
from fractui.services.views.agenda import AgendaView
from fractui.services.views.load import LoadView

DAY, WEEK, MONTH = "day", "week", "month"
ZOOMS = (DAY, WEEK, MONTH)
"""How much the Calendar shows: one day, a week, four weeks; from near to far."""

LENGTHS = {DAY: 1, WEEK: 7, MONTH: 28}
"""The days of each."""


@value
class TrackedPiece:
    """A stretch of tracked time, local to the user's zone; ``end`` is None while it runs. ``color`` is empty for own time."""

    id: str
    code: str
    color: str
    start: datetime
    end: datetime | None


@value
class DayBeside:
    """What a day of the agenda has beside its items: what was tracked, and the time off that it falls into.

    ``tracked_s`` are the seconds of what is over.
    """

    tracked: tuple[TrackedPiece, ...]
    tracked_s: int
    leave: str
    works: bool

    def seconds(self, now: datetime | None) -> int:
        """The day's tracked seconds with those of what runs up to ``now``."""
        if now is None:
            return self.tracked_s
        return self.tracked_s + sum(_run(each, now) for each in self.tracked if each.end is None)


def _run(piece: TrackedPiece, now: datetime) -> int:
    """The seconds for which a piece has run on the day on which it begins."""
    midnight = datetime.combine(piece.start.date() + timedelta(days=1), time(), piece.start.tzinfo)
    end = min(now.astimezone(UTC), midnight.astimezone(UTC))
    return max(0, int((end - piece.start.astimezone(UTC)).total_seconds()))


@value
class WeekView:
    """The Calendar: the days of ``agenda``, what each has ``beside`` its items, and the load of four weeks from the first one's Monday.

    ``zoom`` is one of ``ZOOMS``; ``work_from`` and ``work_to`` bound the user's working hours.
    """

    zoom: str
    agenda: AgendaView
    beside: tuple[DayBeside, ...]
    work_from: time
    work_to: time
    load: LoadView
