"""A time entry, and starting, stopping and switching as functions of ``now``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from fractui.core.document import Document
from fractui.core.errors import FieldRefused, Refused
from fractui.core.text import one_line
from fractui.core.value import record
from fractui.core.zones import check_zone, local, written

LONGEST = timedelta(days=366)
"""No entry is longer: it would be a mistake."""

CLOCK_JITTER = timedelta(seconds=2)
"""A clock that is corrected by so little right after a start is not worth a question."""

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


def start(
    running: Entry | None,
    now: datetime,
    new_id: str,
    *,
    client: str | None = None,
    bucket: Bucket | None = None,
    zone: str = "UTC",
    at: datetime | None = None,
    note: str = "",
    category: Category | None = None,
    deliverable: str | None = None,
    tags: tuple[str, ...] = (),
) -> tuple[Entry | None, Entry]:
    """Begin an entry at ``at`` (now, when None) and close the running one at the same second.

    Returns the closed entry (None when nothing ran) and the new, running one.

    Raises:
        Refused: the same client or bucket runs already, ``at`` is in the future or before the running entry
            began.
    """
    if running is not None and running.who == (client or str(bucket or "")):
        about = f" ({running.note})" if running.note else ""
        since = _clock(running.start, running.zone, now)
        raise Refused(f"{running.who} runs already, since {since}{about}; stop it first.")
    closed = None if running is None else stop(running, at, now)
    begin = closed.end if closed and closed.end else _second(at or now)
    new = Entry(
        id=new_id,
        start=begin,
        zone=zone,
        client=client,
        bucket=bucket,
        category=category,
        note=note,
        deliverable=deliverable,
        tags=tags,
    )
    return closed, check_entry(new, now if at else max(now, begin))


def stop(running: Entry | None, at: datetime | None, now: datetime) -> Entry:
    """Close the running entry at ``at`` (now, when None).

    Where the clock was set back behind the start, an ``at`` after the start is taken although it lies ahead
    of the clock.

    Raises:
        Refused: nothing runs, ``at`` is before the start or in the future, or the clock stands before the
            start.
    """
    if running is None:
        raise Refused("No timer is running; start one first.")
    now = _second(now)
    end = _second(at or now)
    if at is None and timedelta() < running.start - end <= CLOCK_JITTER:
        end = running.start
    zone = running.zone
    began = _clock(running.start, zone, now)
    if end < running.start and at is None:
        hint = written(running.start + timedelta(hours=1), zone)
        raise Refused(
            f"The clock says {_clock(now, zone, running.start)}, but {running.who} has run since {began}: "
            f'the clock was set back; say when it ended, like --at "{hint}".'
        )
    if end < running.start:
        raise FieldRefused(
            "at",
            f"{running.who} began at {began} and cannot end at {_clock(end, zone, now)}; write a later time.",
        )
    if at is not None and end > now >= running.start:
        raise FieldRefused("at", _to_come(end, zone, now))
    if end - running.start > LONGEST:
        raise FieldRefused(
            "at", f"{running.who} has run since {began}, over a year; say when it ended with --at."
        )
    return replace(running, end=end)


def cancel(running: Entry | None) -> Entry:
    """The running entry that is to be thrown away.

    Raises:
        Refused: nothing runs.
    """
    if running is None:
        raise Refused("No timer is running; there is nothing to cancel.")
    return running


def check_entry(entry: Entry, now: datetime, was: Entry | None = None) -> Entry:
    """Return the entry as it may be kept: whole seconds in UTC, clean texts.

    ``was`` is the entry before an edit: times that the edit leaves alone are not judged again.

    Raises:
        FieldRefused: it belongs to nobody or to two, ends before it starts, lies in the future, is longer
            than a year, or its texts cannot be kept.
    """
    if (entry.client is None) == (entry.bucket is None):
        raise FieldRefused(
            "client", "An entry belongs to one client or to one of your own buckets; name one."
        )
    begin, end = _second(entry.start), None if entry.end is None else _second(entry.end)
    if was is None or (begin, end) != (was.start, was.end):
        _check_times(begin, end, entry.zone, _second(now))
    return replace(
        entry,
        start=begin,
        end=end,
        zone=check_zone(entry.zone),
        note=one_line("note", entry.note, NOTE_LENGTH),
        tags=tuple(one_line("tag", tag, TAG_LENGTH, required=True) for tag in entry.tags),
    )


def overlapping(entry: Entry, others: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    """The other live entries that share time with this one, by start; a running one lasts until ``now``.

    Touching is not sharing.
    """
    begin, end = entry.start, entry.end or max(now, entry.start)
    shared = [
        other
        for other in others
        if other.id != entry.id
        and other.deleted_at is None
        and other.start < end
        and begin < (other.end or max(now, other.start))
    ]
    return tuple(sorted(shared, key=lambda other: other.start))


def _check_times(begin: datetime, end: datetime | None, zone: str, now: datetime) -> None:
    began = _clock(begin, zone, now)
    if begin > now:
        raise FieldRefused("start", _to_come(begin, zone, now))
    if end is None:
        if now - begin > LONGEST:
            raise FieldRefused("start", f"{began} is more than a year ago; write a later time.")
        return
    ended = _clock(end, zone, now)
    if end < begin:
        raise FieldRefused("end", f"It would end at {ended}, before it starts at {began}; write a later end.")
    if end > now:
        raise FieldRefused("end", _to_come(end, zone, now))
    if end - begin > LONGEST:
        raise FieldRefused("end", f"From {began} to {ended} is more than a year; check the dates.")


def _to_come(moment: datetime, zone: str, now: datetime) -> str:
    """Say that a moment lies ahead; soon after midnight yesterday's time is what was meant."""
    there = local(moment, zone)
    meant = "an earlier time"
    if moment - now <= timedelta(days=1) and there.date() == local(now, zone).date():
        meant += f", or yesterday {there:%H:%M}"
    return f"{_clock(moment, zone, now)} is still to come, it is {_clock(now, zone, now)}; write {meant}."


def _second(moment: datetime) -> datetime:
    """The instant in UTC, to the whole second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _clock(moment: datetime, zone: str, now: datetime) -> str:
    """A moment as a sentence names it: the time alone when it is on the day of ``now``, else with its date."""
    there = local(moment, zone)
    return f"{there:%H:%M}" if there.date() == local(now, zone).date() else f"{there:%Y-%m-%d %H:%M}"
