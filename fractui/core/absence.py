"""Absence: time that ran while nobody was there, and what each answer makes of it (row 000-36, pains 5 to 7).

Nothing here cuts anything: an absence is only asked about, and a person's answer is what changes an entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from fractui.core.entry import Bucket, Category, Entry, Source
from fractui.core.errors import Refused
from fractui.core.settings import Settings
from fractui.core.timeline import Span
from fractui.core.value import value
from fractui.core.zones import local

UNWITNESSED = timedelta(seconds=90)
"""A dashboard beats each minute: one whose last beat is so much older than the entry has never seen it run."""

_SECOND = timedelta(seconds=1)


class Why(StrEnum):
    """How it was noticed that nobody was there."""

    STOPPED = "stopped"
    """The beats stood still: the computer slept, the process was stopped, or it ended without being left."""
    STILL = "still"
    """Keyboard and mouse were still."""
    CLOSED = "closed"
    """The dashboard was left with the timer running, and came back to a session that is too long."""


@value
class Absence:
    """A stretch without a sign of life, in UTC instants; ``until`` is None while nobody is back."""

    since: datetime
    until: datetime | None = None
    why: Why = Why.STOPPED

    def span(self, now: datetime) -> Span:
        """The absent time; it lasts until ``now`` while nobody is back, and longer in no case."""
        since = min(self.since, now)
        return Span(since, min(max(since, self.until or now), now))


@value
class Record:
    """What is known of one entry's absences: those without an answer, oldest first.

    Up to ``kept`` a person has said that the time is right.
    """

    entry: str
    absences: tuple[Absence, ...] = ()
    kept: datetime | None = None


@value
class Given:
    """Who gets the absent time: exactly one of ``client`` and ``bucket`` is set."""

    client: str | None = None
    bucket: Bucket | None = None
    category: Category | None = None
    note: str = ""
    zone: str = "UTC"


@value
class Outcome:
    """What an answer makes of the running entry.

    ``ended`` is the entry with its end, ``given`` the absent time as somebody else's, ``again`` the entry that
    goes on; None for what there is not.
    """

    ended: Entry
    given: Entry | None = None
    again: Entry | None = None


def last_sign(running: Entry, beat: datetime | None) -> datetime | None:
    """The last sign of life while the entry ran, given the last ``beat``.

    Whoever started or edited the entry was there then. None where no dashboard has seen it run, so that
    nobody can tell.
    """
    touched = running.updated_at or running.start
    if beat is None or beat < touched - UNWITNESSED:
        return None
    return max(beat, touched, running.start)


def absent(
    running: Entry, since: datetime, now: datetime, settings: Settings, meetings: Iterable[Span] = ()
) -> Span | None:
    """The absence from the last sign of life ``since`` until ``now``; None where there is none to ask about.

    A meeting is not idleness: the entry's kind may say that it needs no keyboard, and what lies within
    ``meetings``, by start, explains itself. A clock that was set back is no absence.
    """
    shortest = timedelta(minutes=settings.idle_minutes)
    if not settings.idle_minutes or running.category in settings.no_idle_categories:
        return None
    begin, end = max(since, running.start), now
    near = [each for each in meetings if each.start < now and each.end > begin]
    for each in near:
        # Whoever goes to a meeting leaves the keyboard a little before it begins.
        if each.start < begin + shortest:
            begin = max(begin, each.end)
    for each in reversed(near):
        if each.end >= end > each.start:
            end = each.start
    return Span(begin, end) if end - begin >= shortest else None


def is_long(running: Entry, record: Record | None, now: datetime, settings: Settings) -> bool:
    """Whether the entry runs for so long, or so long since a person said that it is right, that one asks."""
    since = max(running.start, record.kept or running.start) if record else running.start
    return bool(settings.session_hours) and now - since >= timedelta(hours=settings.session_hours)


def noted(record: Record, new: Absence, now: datetime, settings: Settings) -> Record:
    """The record with another absence, as far as it is not in it or answered already.

    Two dashboards that wake up at once notice the same one. While an absence lasts another is a part of it.
    """
    last = record.absences[-1] if record.absences else None
    if last is not None and last.until is None:
        return record
    known = [each for each in (record.kept, last.until if last else None) if each is not None]
    since = max([new.since, *known])
    if new.span(now).end - since < timedelta(minutes=max(1, settings.idle_minutes)):
        return record
    return replace(record, absences=(*record.absences, replace(new, since=since)))


def returned(record: Record, at: datetime) -> Record:
    """The record after somebody came back at ``at``: an absence that lasted has ended."""
    if not record.absences or record.absences[-1].until is not None:
        return record
    last = record.absences[-1]
    return replace(
        record, absences=(*record.absences[:-1], replace(last, until=max(at, last.since + _SECOND)))
    )


def unanswered(record: Record | None, running: Entry) -> tuple[Absence, ...]:
    """The absences that are still to be asked about, as far as they lie within the entry as it is now."""
    if record is None or record.entry != running.id:
        return ()
    return tuple(
        replace(each, since=max(each.since, running.start))
        for each in record.absences
        if each.until is None or each.until > running.start
    )


def kept(record: Record, now: datetime) -> Record:
    """The record after a person said that the oldest absence, or the long session, is right as it is."""
    if not record.absences:
        return replace(record, kept=now)
    first, *rest = record.absences
    answered_to = max(first.span(now).end, record.kept or first.since)
    return replace(record, absences=tuple(rest), kept=answered_to if rest else max(answered_to, now))


def dropped(running: Entry, away: Span, again_id: str | None) -> Outcome:
    """The entry ends at the last sign of life; with ``again_id`` the same goes on when somebody was back."""
    removed = running.removed_idle_s + away.seconds
    ended = replace(running, end=away.start, removed_idle_s=removed)
    return Outcome(ended, again=_again(running, away.end, again_id))


def given(running: Entry, away: Span, to: Given, new_id: str, again_id: str | None) -> Outcome:
    """The entry ends at the last sign of life, and the absent time becomes another's.

    With ``again_id`` the entry's work goes on when somebody was back.

    Raises:
        Refused: it would be given to whom it is already, as the same kind.
    """
    if (to.client, to.bucket, to.category) == (running.client, running.bucket, running.category):
        raise Refused(
            f"The time is {running.who}'s already, of the same kind; keep it, or give it to another or as another kind."
        )
    entry = Entry(
        id=new_id,
        start=away.start,
        end=away.end,
        zone=to.zone,
        client=to.client,
        bucket=to.bucket,
        category=to.category,
        note=to.note,
        source=Source.IDLE_SPLIT,
    )
    return Outcome(replace(running, end=away.start), entry, _again(running, away.end, again_id))


def _again(running: Entry, start: datetime, new_id: str | None) -> Entry | None:
    if new_id is None:
        return None
    return replace(
        running,
        id=new_id,
        rev=0,
        created_at=None,
        updated_at=None,
        start=start,
        end=None,
        source=Source.IDLE_SPLIT,
        removed_idle_s=0,
    )


def untracked_since(idle_since: datetime | None, now: datetime, settings: Settings) -> datetime | None:
    """Since when nothing was tracked in today's working hours, where that is long enough to say so (pains 7).

    ``idle_since`` is when the last entry ended; before the first entry ever nothing is said.
    """
    there = local(now, settings.zone)
    works = there.weekday() in settings.work_days and settings.work_from <= there.time() < settings.work_to
    if idle_since is None or not settings.hint_minutes or not works:
        return None
    since = max(idle_since, work_began(now, settings))
    return since if now - since >= timedelta(minutes=settings.hint_minutes) else None


def work_began(now: datetime, settings: Settings) -> datetime:
    """The instant at which the working day of ``now`` begins by the settings."""
    there = local(now, settings.zone)
    begin = settings.work_from
    return there.replace(hour=begin.hour, minute=begin.minute, second=0, microsecond=0, fold=0).astimezone(
        UTC
    )
