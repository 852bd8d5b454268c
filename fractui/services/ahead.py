"""What is planned over some days, read anew only where a portal has changed: it is asked for after every change."""

from __future__ import annotations

from datetime import date, timedelta

from fractui.core.block import Occurrence
from fractui.core.load import Sitting
from fractui.core.zones import local_day, zone
from fractui.services.agenda import instances
from fractui.services.whose import open_portals
from fractui.store.portal import Portal
from fractui.store.practice import Practice

_Stretch = tuple[date, date, str]


class Ahead:
    """The planned instances of all open clients and of own time."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._kept: dict[str | None, tuple[Portal, int, _Stretch, tuple[Sitting, ...]]] = {}

    def sittings(self, first: date, last: date, home: str) -> tuple[Sitting, ...]:
        """Those that begin from ``first`` to ``last``, both included, days of the zone ``home``; by start."""
        found: list[Sitting] = []
        for portal in (*open_portals(self._practice), self._practice.own):
            found += self._of(portal, (first, last, home))
        return tuple(sorted(found, key=lambda each: (each.start, each.end, each.key)))

    def _of(self, portal: Portal, stretch: _Stretch) -> tuple[Sitting, ...]:
        kept = self._kept.get(portal.code)
        if kept is not None and kept[0] is portal and kept[1:3] == (portal.generation, stretch):
            return kept[3]
        generation = portal.generation
        first, last, home = stretch
        found = tuple(
            sitting_of(each, home)
            for block in portal.blocks()
            for each in instances(block, first, last, home)
        )
        self._kept[portal.code] = (portal, generation, stretch, found)
        return found


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
