"""A time entry, and starting, stopping and switching as functions of ``now``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fractui.core.document import Document


class Bucket(StrEnum):
    """Time that is nobody's client's (row 001-02)."""

    BD = "bd"
    ADMIN = "admin"
    LEARNING = "learning"
    RELATIONSHIP = "relationship"
    PERSONAL = "personal"


class Category(StrEnum):
    """The kind of work (rows 002-07 to 002-14)."""

    LEADERSHIP_MEETING = "leadership_meeting"
    ONE_ON_ONE = "one_on_one"
    DEEP_WORK = "deep_work"
    ASYNC = "async"
    PREP_FOLLOWUP = "prep_followup"
    MEETING = "meeting"
    URGENT = "urgent"
    CRISIS = "crisis"
    SPECIAL_PROJECT = "special_project"
    EXECUTION = "execution"
    BD = "bd"
    ADMIN = "admin"
    TRAVEL = "travel"


class Source(StrEnum):
    """How an entry came to be."""

    TIMER = "timer"
    MANUAL = "manual"
    IMPORT = "import"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Document):
    """Time spent for one client or in one of the practice's own buckets: exactly one of ``client`` and ``bucket`` is set.

    ``start`` and ``end`` are aware UTC instants to the second; ``end`` is None while the timer runs. ``zone`` is the IANA zone
    in which it was made: its days and months are reckoned there, and the month shard that keeps it is that of its local start.
    ``deliverable`` is a deliverable's id. ``overlap_ok`` says that the user chose to keep an overlap.
    """

    start: datetime
    end: datetime | None = None
    zone: str = "UTC"
    client: str | None = None
    bucket: Bucket | None = None
    category: Category | None = None
    note: str = ""
    deliverable: str | None = None
    tags: tuple[str, ...] = ()
    source: Source = Source.TIMER
    overlap_ok: bool = False
