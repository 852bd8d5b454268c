"""What stands in the way of a new weekly series: the time that is taken in a week, and what recurs less often than that."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fractui.core.period import Period
from fractui.core.preset import MOST_APART, Busy
from fractui.core.zones import local
from fractui.services.planning import Planning
from fractui.store.practice import Practice

_WEEK = timedelta(days=7)


def taken(practice: Practice, monday: date, zone: str) -> tuple[Busy, ...]:
    """The stretches that are taken in the week from ``monday`` on, on the wall clock of ``zone``.

    What recurs every second week or less often, and so not in this one perhaps, stands in it as it does in one of the next
    ``MOST_APART`` weeks: a series that begins now would meet it then.
    """
    found: dict[Busy, None] = {}
    for n in range(MOST_APART):
        first = monday + n * _WEEK
        for each in Planning(practice).occurrences(None, Period(first, first + _WEEK)):
            if not n or each.block.repeats:
                found[wall(each.start, zone) - n * _WEEK, wall(each.end, zone) - n * _WEEK] = None
    return tuple(found)


def wall(at: datetime, zone: str) -> datetime:
    """An instant as the clock on the wall of ``zone`` shows it."""
    return local(at, zone).replace(tzinfo=None)
