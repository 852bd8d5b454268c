"""Planned blocks of the told practice: weekly series with skipped and moved instances, and single ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fractui.core.block import Block, Deviation
from fractui.services.demo.founding import since
from fractui.services.demo.shapes import Own, Single, Story, Weekly
from fractui.services.demo.telling import Telling, workday

CLIENT_DAY = (time(7), time(20))
"""Within these hours of the client's own day a block is kept in the client's zone."""


def blocks(story: Story, telling: Telling) -> Iterator[Block]:
    """The client's series and single blocks."""
    zone = ZoneInfo(story.zone) if story.zone else telling.home
    for weekly in story.weekly:
        yield _series(telling, weekly, story.code, zone, since(story, telling))
    for single in story.singles:
        yield _single(telling, single, story.code)


def own_blocks(own: Own, telling: Telling) -> Iterator[Block]:
    """The series of the practice's own time."""
    for weekly in own.weekly:
        yield _series(telling, weekly, None, telling.home, telling.first)


def _series(telling: Telling, weekly: Weekly, code: str | None, zone: ZoneInfo, begun: date) -> Block:
    """One weekly series from ``begun`` on."""
    first = begun
    while first.weekday() not in weekly.days:
        first += timedelta(days=1)
    kept_in, at = _wall_clock(telling, telling.today, weekly.at, zone)
    return Block(
        id=telling.id("block", code, weekly.title),
        client=code,
        title=weekly.title,
        starts_on=first,
        at=at,
        minutes=weekly.minutes,
        days=weekly.days,
        zone=kept_in.key,
        category=weekly.category,
        deviations=_deviations(telling, weekly, first, kept_in),
        location=weekly.location,
    )


def _deviations(telling: Telling, weekly: Weekly, first: date, zone: ZoneInfo) -> tuple[Deviation, ...]:
    """The skipped and the moved instances around this week."""
    monday = telling.today - timedelta(days=telling.today.weekday())
    found = {}
    for week in weekly.skip:
        on = monday + timedelta(weeks=week, days=weekly.days[0])
        found[on] = Deviation(on=on)
    if weekly.move:
        week, later, clock = weekly.move
        on = monday + timedelta(weeks=week, days=weekly.days[0])
        day = on + timedelta(days=later)
        moved = datetime.combine(day, time.fromisoformat(clock), telling.home).astimezone(zone)
        found[on] = Deviation(on=on, moved_to=moved.replace(tzinfo=None))
    return tuple(found[on] for on in sorted(found) if on >= first)


def _wall_clock(telling: Telling, day: date, clock: str, zone: ZoneInfo) -> tuple[ZoneInfo, time]:
    """The zone in which a block is kept and its wall clock there.

    The client's where people there work at that hour, and the day is the same; else the practice's own.
    """
    here = datetime.combine(day, time.fromisoformat(clock), telling.home)
    there = here.astimezone(UTC).astimezone(zone)
    if there.date() == day and CLIENT_DAY[0] <= there.time() <= CLIENT_DAY[1]:
        return zone, there.time()
    return telling.home, here.time()


def _single(telling: Telling, single: Single, code: str) -> Block:
    """A single block in the practice's zone."""
    return Block(
        id=telling.id("block", code, single.title),
        client=code,
        title=single.title,
        starts_on=workday(telling.days(single.in_days)),
        at=time.fromisoformat(single.at),
        minutes=single.minutes,
        zone=telling.zone,
        category=single.category,
        location=single.location,
    )
