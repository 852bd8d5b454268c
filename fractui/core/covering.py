"""Which stretch of time a document is about, and what that is called in it (rows 000-26, 003-10)."""

from __future__ import annotations

from datetime import date

from fractui.core.period import Period, month_of, quarter_of, week_of
from fractui.core.wording import MONTH_NAMES

LAST_WEEKDAY, LAST_DAY = 3, 20
"""Up to when in a week (before Thursday) and in a month something that is due is about the one before."""

_OF = {"week": week_of, "month": month_of, "quarter": quarter_of}


def covered(every: str | None, due: date) -> Period:
    """The week, month or quarter that a document due on a day speaks of; of what is owed once, the month of that day.

    What recurs looks back: due until Wednesday, until the 20th or in a quarter's first two months it is about the period before, as
    October's report is that is due on 10 November; later it is about the one that ends, as an update on Friday is. A rhythm
    stays on one side of that, so each period is spoken of once.
    """
    if every is None:
        return month_of(due)
    here = _OF[every](due)
    if here.start is None or not _looks_back(every, due):
        return here
    return _OF[every](date.fromordinal(here.start.toordinal() - 1))


def _looks_back(every: str, due: date) -> bool:
    if every == "week":
        return due.weekday() < LAST_WEEKDAY
    return due.day <= LAST_DAY if every == "month" else due.month % 3 != 0


def following(every: str | None, period: Period) -> Period:
    """The period after one that ``covered`` gave."""
    return _OF[every or "month"](period.end) if period.end is not None else period


def covered_label(every: str | None, period: Period) -> str:
    """What a document calls its period: ``week 48 of 2026``, ``October 2026``, ``Q4 2026``."""
    start = period.start
    if start is None:
        return ""
    if every == "week":
        year, week, _ = start.isocalendar()
        return f"week {week} of {year}"
    if every == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    return f"{MONTH_NAMES[start.month - 1]} {start.year}"


def written_day(day: date) -> str:
    """A day as it stands in a document: ``30 November 2026``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
