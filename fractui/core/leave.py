"""Time off: leave and holidays, the days on which nobody works, and who covers them (row 002-30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from fractui.core.document import Document
from fractui.core.errors import FieldRefused
from fractui.core.text import one_line
from fractui.core.value import record

_DAY = timedelta(days=1)


@record
class Leave(Document):
    """Days off from ``first`` to ``last``, both included; a holiday is one day. ``cover`` says who is there meanwhile.

    ``covered`` names what falls into them and goes on without one: planned instances and deliverables by their keys.
    """

    first: date
    last: date
    name: str = ""
    cover: str = ""
    covered: tuple[str, ...] = ()


def check_leave(leave: Leave) -> Leave:
    """Return the time off as it may be kept.

    Raises:
        FieldRefused: it ends before it begins, is longer than a year, or a text cannot be taken.
    """
    if leave.last < leave.first:
        raise FieldRefused(
            "last", f"It ends on {leave.last}, before it begins on {leave.first}; write a later day."
        )
    if (leave.last - leave.first).days > 366:
        raise FieldRefused("last", "Time off is at most a year; check the days.")
    return replace(leave, name=one_line("name", leave.name), cover=one_line("cover", leave.cover))


def leave_on(leaves: Iterable[Leave], day: date) -> Leave | None:
    """The time off that a day falls into, the first of several; None on a day of work."""
    return next((each for each in leaves if each.first <= day <= each.last), None)


def days_off(leaves: Iterable[Leave]) -> frozenset[date]:
    """Every day on which nobody works."""
    return frozenset(
        leave.first + n * _DAY for leave in leaves for n in range((leave.last - leave.first).days + 1)
    )


def working_day_before(day: date, work_days: Iterable[int], off: frozenset[date]) -> date:
    """The day itself when it is worked, else the nearest worked day before it; the day itself where a year has none."""
    worked = frozenset(work_days)
    for back in range(366):
        earlier = day - back * _DAY
        if earlier.weekday() in worked and earlier not in off:
            return earlier
    return day
