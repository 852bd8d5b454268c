"""Days, weeks and months, and spans of them, reckoned in a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from fractui.core.zones import zone

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(9000, 1, 1, tzinfo=UTC)
"""The instants that stand for an open beginning and an open end."""

_DAY = timedelta(days=1)


class Period(NamedTuple):
    """Local days from ``start`` to before ``end``; None is an open beginning or end.

    A named tuple, because a quick command that knows a period pays dearly for the import of ``dataclasses``.
    """

    start: date | None = None
    end: date | None = None

    def bounds(self, zone_name: str) -> tuple[datetime, datetime]:
        """The UTC instants between which the days lie in that zone.

        An open side is ``EARLIEST`` or ``LATEST``.
        """
        return (
            day_start(self.start, zone_name) if self.start else EARLIEST,
            day_start(self.end, zone_name) if self.end else LATEST,
        )

    @property
    def last(self) -> date | None:
        """The last day inside, None when open."""
        return self.end - _DAY if self.end else None

    def days(self) -> list[date]:
        """Every day of a period that is closed on both sides, in order.

        Raises:
            ValueError: the period is open.
        """
        if self.start is None or self.end is None:
            raise ValueError("an open period has no list of days")
        return [self.start + timedelta(days=count) for count in range((self.end - self.start).days)]

    def __contains__(self, day: date) -> bool:  # type: ignore[override]  # it is asked for days, not for its two ends
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def day_start(day: date, zone_name: str) -> datetime:
    """The first instant of a local day, in UTC; where the clocks skip midnight it is the change itself."""
    return datetime(day.year, day.month, day.day, tzinfo=zone(zone_name)).astimezone(UTC)


def day_bounds(day: date, zone_name: str) -> tuple[datetime, datetime]:
    """The UTC instants at which a local day begins and the next one begins.

    23, 24 or 25 hours apart (pains 18).
    """
    return day_start(day, zone_name), day_start(day + _DAY, zone_name)


def one_day(day: date) -> Period:
    """The period of a single day."""
    return Period(day, day + _DAY)


def week_of(day: date) -> Period:
    """The week, Monday to Sunday, in which the day lies."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7))


def month_of(day: date) -> Period:
    """The calendar month in which the day lies."""
    return Period(day.replace(day=1), add_months(day.replace(day=1), 1))


def quarter_of(day: date) -> Period:
    """The quarter of the calendar year in which the day lies."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(first, add_months(first, 3))


def year_of(day: date) -> Period:
    """The calendar year in which the day lies."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def period_named(text: str, today: date) -> Period | None:
    """The period of a word (``last-month``), a quarter (``2026-q4``) or an ISO week (``2026-w48``); None for any other text."""
    match text.split("-"):
        case ["all"]:
            return Period()
        case ["last" | "this" | "next" as which, "week" | "month" | "quarter" | "year" as what]:
            of = {"week": week_of, "month": month_of, "quarter": quarter_of, "year": year_of}[what]
            here = of(today)
            near = {"last": (here.start or today) - _DAY, "this": today, "next": here.end or today}
            return of(near[which])
        case [year, number] if _is_year(year):
            if number in ("q1", "q2", "q3", "q4"):
                return quarter_of(date(int(year), int(number[1]) * 3, 1))
            weeks = date(int(year), 12, 28).isocalendar().week
            if number in {f"w{week:02d}" for week in range(1, weeks + 1)}:
                return week_of(date.fromisocalendar(int(year), int(number[1:]), 1))
    return None


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal() and "1970" <= text <= "2199"


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - _DAY).day
