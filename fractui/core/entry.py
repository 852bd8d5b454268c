"""A time entry: one stretch of a person's time, or a length of time on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from fractui.core.document import Document
from fractui.core.errors import FieldRefused, Refused
from fractui.core.period import LATEST, day_bounds, day_start
from fractui.core.text import one_line
from fractui.core.value import record
from fractui.core.zones import check_zone, local, local_day

LONGEST = timedelta(days=366)
"""No entry is longer: it would be a mistake."""

NOTE_LENGTH = 1000
TAG_LENGTH = 60


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
    IDLE_SPLIT = "idle_split"
    IMPORT = "import"
    CALENDAR = "calendar"


@record
class Entry(Document):
    """Time spent for one client or in one of the practice's own buckets.

    Exactly one of ``client`` and ``bucket`` is set.

    ``start`` and ``end`` are aware UTC instants to the second; ``end`` is None while the timer runs. ``zone``
    is the IANA zone in which it was made: its days and months are reckoned there, and the month shard that
    keeps it is that of its local start. ``deliverable`` is a deliverable's id. ``overlap_ok`` says that the
    user chose to keep an overlap.

    An entry that is not ``timed`` says how long something took on a day, not when: it begins with its local day
    and ends so much later, has its place in every sum and none on the line of time. ``import_key`` names the
    row of a foreign file that it came from, ``import_extra`` keeps what else that row said. A ``locked`` entry
    was invoiced elsewhere and is not to change. ``removed_idle_s`` are the seconds that were taken out of it
    because nobody was there.
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
    timed: bool = True
    import_key: str = ""
    import_extra: Mapping[str, str] | None = None
    locked: bool = False
    removed_idle_s: int = 0

    def __hash__(self) -> int:
        """By its id: what came with it from elsewhere cannot be hashed."""
        return hash(self.id)

    @property
    def who(self) -> str:
        """Whose time it is: the client's code or the bucket's name."""
        return self.client or str(self.bucket or "")


def bucket_named(text: str) -> Bucket | None:
    """The bucket that a word of a command means, in any case.

    None when it is none and so may be a client's code.
    """
    name = text.strip().lower()
    return Bucket(name) if name in set(Bucket) else None


def category_named(text: str, field: str = "category") -> Category:
    """The category that a word means: ``deep work``, ``deep-work`` or ``deep_work``.

    Raises:
        FieldRefused: there is none; the sentence lists them.
    """
    name = "_".join(text.strip().lower().replace("-", " ").replace("_", " ").split())
    if name in set(Category):
        return Category(name)
    near = [each.value for each in Category if name and each.value.startswith(name)]
    if len(near) == 1:
        return Category(near[0])
    names = ", ".join(near or [each.value for each in Category])
    raise FieldRefused(field, f"There is no such category; write one of {names}.")


def check_entry(entry: Entry, now: datetime, was: Entry | None = None) -> Entry:
    """Return the entry as it may be kept: whole seconds in UTC, clean texts.

    ``was`` is the entry before an edit: times that the edit leaves alone are not judged again.

    Raises:
        FieldRefused: it belongs to nobody or to two, ends before it starts, lies in the future, is longer
            than a year (without clock times: than its day), or its texts cannot be kept.
    """
    if (entry.client is None) == (entry.bucket is None):
        raise FieldRefused(
            "client", "An entry belongs to one client or to one of your own buckets; name one."
        )
    begin, end = whole_second(entry.start), None if entry.end is None else whole_second(entry.end)
    if was is None or (begin, end, entry.timed) != (was.start, was.end, was.timed):
        if entry.timed:
            _check_times(begin, end, entry.zone, whole_second(now))
        else:
            _check_day(begin, end, entry.zone, now)
    return replace(
        entry,
        start=begin,
        end=end,
        zone=check_zone(entry.zone),
        note=one_line("note", entry.note, NOTE_LENGTH),
        tags=tuple(one_line("tag", tag, TAG_LENGTH, required=True) for tag in entry.tags),
    )


def on_day(entry: Entry, day: date, length_s: int) -> Entry:
    """The entry as a length of time on a local day, without clock times; ``check_entry`` judges whether it fits."""
    begin = day_start(day, entry.zone)
    return replace(entry, start=begin, end=begin + timedelta(seconds=length_s), timed=False)


def check_unlocked(entry: Entry) -> Entry:
    """The entry, which may be changed.

    Raises:
        Refused: it is locked.
    """
    if entry.locked:
        raise Refused(
            f"This time of {entry.who} was invoiced where it came from and is locked; "
            f"unlock it first: fractui edit {entry.id[:8]} --unlock"
        )
    return entry


def overlapping(entry: Entry, others: Iterable[Entry]) -> tuple[Entry, ...]:
    """The other live entries that share time with this one, by start.

    A running one goes on, whatever the clock says now, so all that ends after its start is in its way. Touching is
    not sharing; what has no length or no clock times shares nothing.
    """
    if not entry.timed or entry.end == entry.start:
        return ()
    begin, end = entry.start, entry.end or LATEST
    shared = [
        other
        for other in others
        if other.id != entry.id
        and other.deleted_at is None
        and other.timed
        and max(begin, other.start) < min(end, other.end or LATEST)
    ]
    return tuple(sorted(shared, key=lambda other: other.start))


def _check_times(begin: datetime, end: datetime | None, zone: str, now: datetime) -> None:
    began = clock_word(begin, zone, now)
    if begin > now:
        raise FieldRefused("start", still_to_come(begin, zone, now))
    if end is None:
        if now - begin > LONGEST:
            raise FieldRefused("start", f"{began} is more than a year ago; write a later time.")
        return
    ended = clock_word(end, zone, now)
    if end < begin:
        raise FieldRefused("end", f"It would end at {ended}, before it starts at {began}; write a later end.")
    if end > now:
        raise FieldRefused("end", still_to_come(end, zone, now))
    if end - begin > LONGEST:
        raise FieldRefused("end", f"From {began} to {ended} is more than a year; check the dates.")


def _check_day(begin: datetime, end: datetime | None, zone: str, now: datetime) -> None:
    """See that a length of time without clock times fits its day, today at the latest."""
    day = local_day(begin, zone)
    first, after = day_bounds(day, zone)
    if end is None or end <= first:
        raise FieldRefused("length", "Time on a day needs a length above zero, like 1h30.")
    if day > local_day(now, zone):
        raise FieldRefused("day", f"{day} is still to come; write today or an earlier day.")
    if begin != first or end > after:
        hours = (after - first) // timedelta(minutes=1)
        raise FieldRefused(
            "length",
            f"{day} has {hours // 60}:{hours % 60:02d} hours in {zone}; write less, or enter two days.",
        )


def still_to_come(moment: datetime, zone: str, now: datetime) -> str:
    """Say that a moment lies ahead; soon after midnight yesterday's time is what was meant."""
    there = local(moment, zone)
    meant = "an earlier time"
    if moment - now <= timedelta(days=1) and there.date() == local(now, zone).date():
        meant += f", or yesterday {there:%H:%M}"
    return f"{clock_word(moment, zone, now)} is still to come, it is {clock_word(now, zone, now)}; write {meant}."


def whole_second(moment: datetime) -> datetime:
    """The instant in UTC, to the whole second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def clock_word(moment: datetime, zone: str, now: datetime) -> str:
    """A moment as a sentence names it: the time alone when it is on the day of ``now``, else with its date."""
    there = local(moment, zone)
    return f"{there:%H:%M}" if there.date() == local(now, zone).date() else f"{there:%Y-%m-%d %H:%M}"
