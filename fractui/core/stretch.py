"""The stretches of the calendar that one leafs through: a day, week, month, quarter, year, or all time."""

from __future__ import annotations

from datetime import date, timedelta

from fractui.core.period import Period, add_months, month_of, one_day, quarter_of, week_of, year_of

LENGTHS = ("day", "week", "month", "quarter", "year", "all")
"""From the shortest to the longest."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def stretch_of(length: str, day: date) -> Period:
    """The stretch of that length in which the day lies."""
    match length:
        case "day":
            return one_day(day)
        case "week":
            return week_of(day)
        case "month":
            return month_of(day)
        case "quarter":
            return quarter_of(day)
        case "year":
            return year_of(day)
        case _:
            return Period()


def leafed(length: str, day: date, way: int) -> date:
    """The first day of the stretch ``way`` (negative: earlier) on from the one in which the day lies; of all time the day itself."""
    first = stretch_of(length, day).start
    if first is None:
        return day
    if length in _MONTHS:
        return add_months(first, _MONTHS[length] * way)
    return first + timedelta(days=way * (7 if length == "week" else 1))


def changed_length(length: str, way: int) -> str:
    """The length so many steps longer, or shorter; the last one stays."""
    place = LENGTHS.index(length) + way
    return LENGTHS[max(0, min(len(LENGTHS) - 1, place))]
