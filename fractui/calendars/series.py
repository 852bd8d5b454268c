"""A block as calendars can hold it: a weekly rule, its exceptions, and instances with an event of their own.

A moved instance can stay in its series only where every reader follows it: strictly between its neighbours'
days and alone on its day. An instance during a clock change is written in UTC, because readers disagree about
its wall-clock end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from fractui.calendars.vtimezone import changes
from fractui.core.block import (
    Apart,
    Block,
    Deviation,
    has_instance,
    instance_days,
    keeps_its_place,
    occurrences,
)
from fractui.core.value import value
from fractui.core.zones import zone as zone_named

HORIZON_YEARS = 10
"""How far an open series is looked through for clock changes, from its last edit on, in years."""

_DAY = timedelta(days=1)
_UTC_NAMES = frozenset(
    {"UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "GMT", "Etc/GMT"}
)


@value
class Instance:
    """One instance, with its original local date ``on`` and its times as they are to be written."""

    on: date
    start: datetime
    end: datetime

    @property
    def is_local(self) -> bool:
        """Whether it is written with the zone's name."""
        return isinstance(self.start.tzinfo, ZoneInfo)


@value
class Series:
    """A block taken apart.

    ``master`` is the instance that the rule begins with, or the only one of a single block, None where
    nothing is left of it; ``repeats`` says that it has a weekly rule. ``left_out`` are original dates to
    except from the rule, ``moved`` instances keep their place in it, ``apart`` are events of their own.
    ``cancelled`` says that no instance of the master takes place.
    """

    master: Instance | None
    repeats: bool
    left_out: tuple[date, ...] = ()
    moved: tuple[Instance, ...] = ()
    apart: tuple[Instance, ...] = ()
    cancelled: bool = False

    def instances(self) -> Iterator[Instance]:
        """All instances that are written out with their times."""
        if self.master is not None:
            yield self.master
        yield from self.moved
        yield from self.apart


def zone_of(block: Block) -> ZoneInfo | None:
    """The zone that the block's times are written in, None for UTC."""
    return None if block.zone in _UTC_NAMES else zone_named(block.zone)


def horizon(block: Block) -> date:
    """The last day on which clock changes are looked for; it follows from the block, never from the clock."""
    edited = block.updated_at.year if block.updated_at is not None else block.starts_on.year
    far = date(min(max(block.starts_on.year, edited) + HORIZON_YEARS, 9990), 12, 31)
    return far if block.until is None else min(far, block.until)


def take_apart(block: Block) -> Series:
    """The block's rule, exceptions and separate events."""
    if not block.repeats:
        return _single(block)
    deviations = {
        deviation.on: deviation for deviation in block.deviations if has_instance(block, deviation.on)
    }
    odd = _odd_dates(block)
    first = next((day for day in _days(block, block.starts_on) if day not in odd), None)
    left_out: set[date] = set()
    moved: list[Instance] = []
    apart: list[Instance] = []
    for on in sorted(odd | set(deviations)):
        instance = _instance(block, on, deviations.get(on))
        within = first is not None and on >= first
        if instance is not None and within and _stays(block, instance, moved):
            moved.append(instance)
            continue
        if within:
            left_out.add(on)
        if instance is not None:
            apart.append(instance)
    if first is None:
        return Series(None, repeats=False, apart=tuple(apart))
    master = _instance(block, first, None)
    gone = not moved and all(day in left_out for day in _days(block, first))
    return Series(master, True, tuple(sorted(left_out)), tuple(moved), tuple(apart), cancelled=gone)


def _single(block: Block) -> Series:
    deviation = next((d for d in block.deviations if d.on == block.starts_on), None)
    instance = _instance(block, block.starts_on, deviation)
    if instance is None:
        return Series(_instance(block, block.starts_on, None), repeats=False, cancelled=True)
    return Series(instance, repeats=False)


def _days(block: Block, first: date) -> Iterator[date]:
    """The days of the rule itself from ``first`` on, for an open series up to its horizon."""
    return instance_days(block, first, horizon(block))


def _odd_dates(block: Block) -> set[date]:
    """Dates of instances that begin or end in a clock change or go over one."""
    zone = zone_of(block)
    if zone is None:
        return set()
    found: set[date] = set()
    for change in changes(zone, block.starts_on.year, horizon(block).year):
        around = change.onset.date()
        for days in range(-2, 3):
            day = around + timedelta(days=days)
            if has_instance(block, day) and day not in found:
                instance = _instance(block, day, None)
                if instance is not None and not instance.is_local:
                    found.add(day)
    return found


def _instance(block: Block, on: date, deviation: Deviation | None) -> Instance | None:
    """The instance of date ``on`` as it takes place, None when it is skipped."""
    start, minutes = datetime.combine(on, block.at), block.minutes
    if deviation is not None:
        if deviation.moved_to is None:
            return None
        start, minutes = deviation.moved_to, deviation.minutes or block.minutes
    alone = replace(
        block,
        days=(),
        step=1,
        month_day=None,
        nth=None,
        starts_on=start.date(),
        at=start.time(),
        minutes=minutes,
        until=None,
        deviations=(),
    )
    found = occurrences(alone, start.date(), start.date())[0]
    zone = zone_of(block)
    if zone is None or _over_change(zone, start, found.start, found.end):
        return Instance(on, found.start.astimezone(UTC), found.end.astimezone(UTC))
    return Instance(on, found.start.astimezone(zone), found.end.astimezone(zone))


def standing(block: Block, apart: Apart) -> Instance:
    """Where an instance stood that was moved past a neighbour."""
    there = _instance(block, apart.on, Deviation(on=apart.on, moved_to=apart.start, minutes=apart.minutes))
    if there is None:
        raise ValueError("an instance that stood apart has a time")
    return there


def _over_change(zone: ZoneInfo, wall: datetime, start: datetime, end: datetime) -> bool:
    """Whether readers disagree: a wall-clock time that is skipped or repeated, another offset at the end."""
    local_start, local_end = start.astimezone(zone), end.astimezone(zone)
    begin = wall.replace(tzinfo=zone)
    if (
        begin.utcoffset() != begin.replace(fold=1).utcoffset()
        or local_start.utcoffset() != local_end.utcoffset()
    ):
        return True
    return local_end.replace(fold=0).utcoffset() != local_end.replace(fold=1).utcoffset()


def _stays(block: Block, instance: Instance, moved: list[Instance]) -> bool:
    """Whether a moved instance may keep its place: strictly between its neighbours, and alone on its day."""
    zone = zone_of(block) or UTC
    day = instance.start.astimezone(zone).date()
    return keeps_its_place(block, instance.on, day, {each.start.astimezone(zone).date() for each in moved})
