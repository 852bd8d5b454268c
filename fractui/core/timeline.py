"""Entries on the line of time: clipped to a span, cut into days, with their gaps, overlaps and switches.

Entries without clock times count in sums and are nowhere else on the line.
Instants are subtracted in UTC, so that a night of a clock change has the hours it has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from fractui.core.entry import Entry
from fractui.core.period import day_bounds
from fractui.core.value import value
from fractui.core.zones import zone

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@value
class Span:
    """A stretch of time between two UTC instants."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        """Its length in whole seconds."""
        return (self.end - self.start) // _SECOND


@value
class Overlap:
    """Time that two entries share; ``first`` began no later than ``second``."""

    first: Entry
    second: Entry
    span: Span


def end_of(entry: Entry, now: datetime) -> datetime:
    """Where the entry ends; a running one ends now, but never before it began."""
    return entry.end if entry.end is not None else max(now, entry.start)


def length(entry: Entry, now: datetime) -> int:
    """The entry's seconds so far."""
    return (end_of(entry, now) - entry.start) // _SECOND


def clip(entry: Entry, start: datetime, end: datetime, now: datetime) -> int:
    """The entry's seconds within ``start`` to ``end``; 0 when it lies outside."""
    if start.tzinfo is not UTC:
        start = start.astimezone(UTC)
    if end.tzinfo is not UTC:
        end = end.astimezone(UTC)
    begin = entry.start if entry.start > start else start
    stop = entry.end or max(now, entry.start)
    if stop > end:
        stop = end
    return max(0, (stop - begin) // _SECOND)


def day_in(entry: Entry, zone_name: str) -> datetime:
    """The first instant that the entry's own local day has in another zone: there one without clock times is shown."""
    return day_bounds(entry.start.astimezone(zone(entry.zone)).date(), zone_name)[0]


def seconds_in(entry: Entry, start: datetime, end: datetime, zone_name: str, now: datetime) -> int:
    """The entry's seconds on the days between two midnights of a zone.

    One without clock times counts whole on its own local day, wherever that lies seen from there.
    """
    if entry.timed:
        return clip(entry, start, end, now)
    return length(entry, now) if start <= day_in(entry, zone_name) < end else 0


def by_day(entry: Entry, now: datetime) -> list[tuple[date, int]]:
    """The entry's seconds on each local day of its own zone that it touches.

    They add up to its length (pains 9, 18).
    """
    tz = zone(entry.zone)
    end = end_of(entry, now)
    day = entry.start.astimezone(tz).date()
    if day == end.astimezone(tz).date():
        return [(day, (end - entry.start) // _SECOND)]
    cut: list[tuple[date, int]] = []
    begin = entry.start
    while begin < end:
        stop = min(day_bounds(day, entry.zone)[1], end)
        if stop > begin:
            cut.append((day, (stop - begin) // _SECOND))
            begin = stop
        day += _DAY
    return cut


def day_totals(entries: Iterable[Entry], now: datetime) -> dict[tuple[str, date], int]:
    """Seconds by whose time it is and by local day, quick for years of entries in order of time."""
    totals: dict[tuple[str, date], int] = {}
    known: dict[str, tuple[date, datetime, datetime]] = {}
    for entry in entries:
        start, end = entry.start, entry.end or max(now, entry.start)
        here = known.get(entry.zone)
        if here is None or not here[1] <= start < here[2]:
            day = start.astimezone(zone(entry.zone)).date()
            here = known[entry.zone] = (day, *day_bounds(day, entry.zone))
        if end <= here[2]:
            key = (entry.who, here[0])
            totals[key] = totals.get(key, 0) + (end - start) // _SECOND
            continue
        for day, seconds in by_day(entry, now):
            totals[entry.who, day] = totals.get((entry.who, day), 0) + seconds
    return totals


def gaps(
    entries: Iterable[Entry], start: datetime, end: datetime, now: datetime, shortest_s: int = 1
) -> tuple[Span, ...]:
    """What is untracked between ``start`` and ``end``, in order.

    Stretches under ``shortest_s`` seconds are left out.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    free: list[Span] = []
    reached = start
    for entry in sorted(entries, key=lambda each: each.start):
        stop = end_of(entry, now)
        if entry.start >= end:
            break
        if stop == entry.start or not entry.timed:
            continue
        if entry.start > reached:
            free.append(Span(reached, entry.start))
        reached = max(reached, stop)
    if reached < end:
        free.append(Span(reached, end))
    return tuple(span for span in free if span.seconds >= shortest_s)


def overlaps(entries: Iterable[Entry], now: datetime) -> tuple[Overlap, ...]:
    """Every pair of entries that share time, by the second's start (pains 8)."""
    found: list[Overlap] = []
    open_ones: list[Entry] = []
    for entry in sorted(entries, key=lambda each: each.start):
        end = end_of(entry, now) if entry.timed else entry.start
        open_ones = [other for other in open_ones if end_of(other, now) > entry.start]
        if end > entry.start:
            found += [
                Overlap(other, entry, Span(entry.start, min(end, end_of(other, now)))) for other in open_ones
            ]
            open_ones.append(entry)
    return tuple(found)


def overlapping_ids(entries: Iterable[Entry], now: datetime) -> frozenset[str]:
    """The ids of all entries that share time with another."""
    return frozenset(entry.id for pair in overlaps(entries, now) for entry in (pair.first, pair.second))


def unsettled_ids(entries: Iterable[Entry], now: datetime) -> frozenset[str]:
    """The ids of all entries that share time with another although nobody chose to keep both."""
    return frozenset(
        entry.id
        for pair in overlaps(entries, now)
        if not (pair.first.overlap_ok or pair.second.overlap_ok)
        for entry in (pair.first, pair.second)
    )


def switches(entries: Iterable[Entry]) -> int:
    """How often the work went from one client or bucket to another; A-B-A-B is 3 (row 000-08).

    An entry that ended in the second in which it began, a key that was pressed by mistake, is no stay.
    """
    stays = (entry for entry in entries if entry.timed and entry.start != entry.end)
    order = [entry.who for entry in sorted(stays, key=lambda each: each.start)]
    return sum(before != after for before, after in pairwise(order))
