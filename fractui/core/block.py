"""Planned time: a weekly series or a single block, with skipped and moved instances (rows 000-30, 002-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from fractui.core.document import Document
from fractui.core.entry import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """What happens to one instance, keyed by its original local date: skipped, or moved to ``moved_to`` (local, no zone)."""

    on: date
    moved_to: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Document):
    """Planned time for a client (or a bucket, ``client`` None), on given weekdays at a wall-clock time of ``zone``.

    ``days`` are weekdays, Monday 0 to Sunday 6, sorted; empty for a single block on ``starts_on``. ``starts_on`` is the first day from
    which the series holds, ``until`` the last day that may hold an instance (None: open). ``minutes`` is the length, 1 to 1440.
    ``deviations`` are sorted by ``on``; each date has at most one.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One instance of a block: ``on`` is its original local date, ``start`` and ``end`` aware UTC instants."""

    block: Block
    on: date
    start: datetime
    end: datetime
    moved: bool = False
