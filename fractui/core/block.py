"""Planned time: a series or a single block, when its instances take place, and what may be kept (rows 000-30, 002-07)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fractui.core.document import Document
from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.rhythm import Rhythm, check_rhythm
from fractui.core.text import note, one_line
from fractui.core.value import record
from fractui.core.zones import check_zone, clock_change, is_change_day, zone

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = timedelta(days=1)
_LOOK_AHEAD = timedelta(days=3 * 366)


@record
class Deviation:
    """What happens to one instance, keyed by its original local date.

    Skipped, or moved to ``moved_to`` (local, no zone).
    """

    on: date
    moved_to: datetime | None = None
    minutes: int | None = None


@record
class Apart:
    """An instance that was moved past a neighbour, which calendars know as an event of its own.

    ``changes`` counts the revisions of that event and ``changed_at`` is the last one's instant. One that takes
    place in its series again, or not at all, is ``cancelled``: ``start`` (local, no zone) and ``minutes`` are
    where it stood last.
    """

    on: date
    start: datetime
    minutes: int
    changes: int = 0
    changed_at: datetime | None = None
    cancelled: bool = False


@record
class Block(Document):
    """Planned time for a client (or a bucket, ``client`` None), on weekdays at a wall-clock time of ``zone``.

    ``days``, ``step``, ``month_day`` and ``nth`` are its rhythm, as ``core.rhythm.Rhythm`` has them; without any it
    is a single block on ``starts_on``. ``starts_on`` is the first day from which the series holds, ``until`` the
    last day that may hold an instance (None: open). ``minutes`` is the length, 1 to 1440. ``deviations`` are sorted
    by ``on``; each date has at most one. ``apart`` are the instances that were ever moved past a neighbour.
    ``import_key`` names the event of a foreign calendar that it came from, ``import_mark`` tells what that event and
    the block were when it was taken in, so that a change on either side is known.
    """

    client: str | None = None
    title: str
    starts_on: date
    at: time
    minutes: int
    days: tuple[int, ...] = ()
    until: date | None = None
    zone: str = "UTC"
    category: Category | None = None
    deviations: tuple[Deviation, ...] = ()
    location: str = ""
    notes: str = ""
    step: int = 1
    month_day: int | None = None
    nth: int | None = None
    apart: tuple[Apart, ...] = ()
    import_key: str = ""
    import_mark: str = ""

    @property
    def rhythm(self) -> Rhythm:
        """When it takes place again."""
        return Rhythm(self.days, self.step, self.month_day, self.nth)

    @property
    def repeats(self) -> bool:
        """Whether it is a series."""
        return bool(self.days) or self.month_day is not None


@record
class Occurrence:
    """One instance of a block: ``on`` is its original local date, ``start`` and ``end`` are in UTC."""

    block: Block
    on: date
    start: datetime
    end: datetime
    moved: bool = False


def instance_days(block: Block, first: date, last: date) -> Iterator[date]:
    """The original days of the instances from ``first`` to ``last``, both included, deviating ones too."""
    begin = max(first, block.starts_on)
    end = last if block.until is None else min(last, block.until)
    if block.repeats:
        yield from block.rhythm.within(block.starts_on, begin, end)
    elif begin <= block.starts_on <= end:
        yield block.starts_on


def has_instance(block: Block, on: date) -> bool:
    """Whether an instance of the block belongs to that day, skipped and moved ones too."""
    return any(instance_days(block, on, on))


def first_instance(block: Block) -> date | None:
    """The first day of the series, which a calendar's DTSTART must be.

    None when none falls between start and ``until``.
    """
    if not block.repeats:
        return block.starts_on
    first = block.rhythm.first(block.starts_on)
    return None if first is None or (block.until is not None and first > block.until) else first


def neighbours(block: Block, on: date) -> tuple[date | None, date | None]:
    """The original days of the instances before and after that of ``on``, deviating ones too; None where there is none."""
    widest = block.rhythm.widest
    before = list(instance_days(block, on - widest, on - _DAY))
    return (before[-1] if before else None), next(instance_days(block, on + _DAY, on + widest), None)


def keeps_its_place(block: Block, on: date, day: date, others: Iterable[date]) -> bool:
    """Whether an instance that was moved to ``day`` may stay in its series.

    Every reader follows it only strictly between its neighbours' days, and alone on its day; ``others`` are the days of
    the instances that were moved and stay.
    """
    if day in others:
        return False
    before, after = neighbours(block, on)
    return (before is None or day > before) and (after is None or day < after)


def occurrences(block: Block, first: date, last: date) -> list[Occurrence]:
    """What takes place from ``first`` to ``last`` (local days of the block's zone, both included), by start.

    A moved instance is there on the day to which it was moved. Each begins at its wall-clock time, whatever
    the clocks did before, and lasts its minutes; a time that the clocks skip is an hour later (as iCalendar
    reads it), one that comes twice is the first.
    """
    deviating = {each.on for each in block.deviations}
    kept_in = zone(block.zone)
    found = [
        _occurrence(block, day, datetime.combine(day, block.at), block.minutes, kept_in)
        for day in instance_days(block, first, last)
        if day not in deviating
    ]
    for each in block.deviations:
        if (
            each.moved_to is not None
            and first <= each.moved_to.date() <= last
            and has_instance(block, each.on)
        ):
            minutes = each.minutes or block.minutes
            found.append(_occurrence(block, each.on, each.moved_to, minutes, kept_in, moved=True))
    return sorted(found, key=lambda occurrence: (occurrence.start, occurrence.on))


def conflicts(planned: list[Occurrence]) -> frozenset[tuple[str, date]]:
    """The occurrences, as block id and original day, that share time with another one."""
    found: set[tuple[str, date]] = set()
    open_ones: list[tuple[datetime, tuple[str, date]]] = []
    for each in sorted(planned, key=lambda occurrence: occurrence.start):
        start = each.start
        open_ones = [other for other in open_ones if other[0] > start]
        known = each.block.id, each.on
        if open_ones:
            found.add(known)
            found.update(other for _, other in open_ones)
        open_ones.append((each.end, known))
    return frozenset(found)


def check_block(block: Block) -> Block:
    """Return the block as it may be kept.

    Clean texts, sorted days, only deviations that belong to an instance.

    Raises:
        FieldRefused: it ends before it starts, has no instance, is too long or short, or would begin in the
            night hours of a clock change, where calendars disagree (design of the export, 1.4).
    """
    rhythm = check_rhythm(block.rhythm)
    check_minutes(block.minutes)
    if block.until is not None and block.until < block.starts_on:
        raise FieldRefused(
            "until", f"It ends on {block.until}, before it starts on {block.starts_on}; write a later day."
        )
    block = replace(
        block,
        title=one_line("title", block.title, required=True),
        location=one_line("location", block.location),
        notes=note("notes", block.notes),
        zone=check_zone(block.zone),
        days=rhythm.days,
        at=block.at.replace(second=0, microsecond=0, tzinfo=None),
    )
    if first_instance(block) is None:
        raise FieldRefused(
            "until",
            f"No {rhythm.words()} lies between {block.starts_on} and {block.until}; write a later end.",
        )
    _check_clock_changes(block)
    kept = {each.on: each for each in block.deviations if has_instance(block, each.on)}
    return replace(block, deviations=tuple(kept[on] for on in sorted(kept)))


def _occurrence(
    block: Block, on: date, wall: datetime, minutes: int, kept_in: ZoneInfo, *, moved: bool = False
) -> Occurrence:
    start = wall.replace(tzinfo=kept_in).astimezone(UTC)
    return Occurrence(block=block, on=on, start=start, end=start + timedelta(minutes=minutes), moved=moved)


def check_minutes(minutes: int) -> None:
    """See that a block may last so long.

    Raises:
        FieldRefused: it may not.
    """
    if not 1 <= minutes <= 1440:
        raise FieldRefused("minutes", "A block lasts from 1 minute to 24 hours; write a length like 3h.")


def _check_clock_changes(block: Block) -> None:
    """Refuse a start in the night hours of a clock change, or one that it skips or repeats."""
    risky = time(1) <= block.at < time(4)
    skipped = {each.on for each in block.deviations}
    for day in instance_days(block, block.starts_on, block.starts_on + _LOOK_AHEAD):
        if day in skipped or not is_change_day(day, block.zone):
            continue
        trouble = clock_change(datetime.combine(day, block.at), block.zone)
        if trouble or risky:
            reason = trouble.partition(", where")[0] or f"The clocks of {block.zone} change on {dated(day)}"
            when = "outside of 01:00 to 03:59" if risky else "at another time"
            other = "skip that day" if block.repeats else "on another day"
            raise FieldRefused(
                "at",
                f"{reason}, and calendars disagree about {block.at:%H:%M} then; plan it {when} or {other}.",
            )


def dated(day: date) -> str:
    """A day in a refusal, unmistakably: ``Tue 2026-11-24``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.isoformat()}"
