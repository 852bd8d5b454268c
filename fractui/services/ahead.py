"""What is planned, by week: reckoned once and kept until its portal changes, for it is asked for after every change and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from operator import itemgetter

from fractui.core.block import Occurrence, occurrences
from fractui.core.load import Sitting
from fractui.core.period import day_start
from fractui.core.zones import local_day, zone
from fractui.services.whose import open_portals
from fractui.store.portal import Portal
from fractui.store.practice import Practice

MOST_WEEKS = 60
"""More weeks of a portal are not kept: a year, and what one looks at around it."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_Order = tuple[datetime, datetime, str]
_Planned = tuple[_Order, Occurrence, Sitting]


class _Weeks:
    """The weeks of one portal that were asked for, by their Mondays, as they are in one generation of it."""

    def __init__(self, portal: Portal, home: str) -> None:
        self.portal = portal
        self.generation = portal.generation
        self.home = home
        self._weeks: dict[date, list[_Planned]] = {}

    def holds(self, portal: Portal, home: str) -> bool:
        """Whether this is what it would be if it were made now."""
        return self.portal is portal and self.generation == portal.generation and self.home == home

    def week(self, monday: date) -> list[_Planned]:
        """What begins in the week."""
        found = self._weeks.get(monday)
        if found is None:
            if len(self._weeks) >= MOST_WEEKS:
                self._weeks.clear()
            found = self._weeks[monday] = list(self._of(monday))
        return found

    def _of(self, monday: date) -> Iterator[_Planned]:
        home, last = self.home, monday + 6 * _DAY
        begin, end = day_start(monday, home), day_start(monday + _WEEK, home)
        for block in self.portal.blocks():
            for each in occurrences(block, monday - _DAY, last + _DAY):
                if begin <= each.start < end:
                    sitting = sitting_of(each, home)
                    yield (each.start, each.end, sitting.key), each, sitting


class Ahead:
    """The planned instances of all open clients and of own time."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._kept: dict[str | None, _Weeks] = {}

    def sittings(self, first: date, last: date, home: str) -> tuple[Sitting, ...]:
        """Those that begin from ``first`` to ``last``, both included, days of the zone ``home``; by start."""
        found: list[_Planned] = []
        for portal in (*open_portals(self._practice), self._practice.own):
            found += self._between(portal, first, last, home)
        found.sort(key=itemgetter(0))
        return tuple(each[2] for each in found)

    def planned(
        self, portals: Iterable[Portal], first: date, last: date, home: str
    ) -> list[tuple[Portal, Occurrence]]:
        """The instances of some portals that begin from ``first`` to ``last``, both included, days of the zone ``home``."""
        return [
            (portal, each) for portal in portals for _, each, _ in self._between(portal, first, last, home)
        ]

    def _between(self, portal: Portal, first: date, last: date, home: str) -> Iterator[_Planned]:
        kept = self._kept.get(portal.code)
        if kept is None or not kept.holds(portal, home):
            kept = self._kept[portal.code] = _Weeks(portal, home)
        monday = first - timedelta(days=first.weekday())
        while monday <= last:
            week = kept.week(monday)
            whole = first <= monday and monday + 6 * _DAY <= last
            yield from week if whole else (each for each in week if first <= each[2].day <= last)
            monday += _WEEK


def sitting_of(each: Occurrence, home: str) -> Sitting:
    """The instance as load is reckoned, on the days of the zone ``home``."""
    block = each.block
    offset = each.start.astimezone(zone(block.zone)).utcoffset() or timedelta()
    return Sitting(
        code=block.client or "",
        block=block.id,
        title=block.title,
        on=each.on,
        day=local_day(each.start, home),
        start=each.start,
        end=each.end,
        offset_s=int(offset.total_seconds()),
        place=block.location,
    )
