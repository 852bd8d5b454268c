"""Starting, stopping and switching the timer as functions of ``now``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fractui.core.entry import (
    LONGEST,
    Bucket,
    Category,
    Entry,
    check_entry,
    clock_word,
    still_to_come,
    whole_second,
)
from fractui.core.errors import FieldRefused, Refused
from fractui.core.zones import written

CLOCK_JITTER = timedelta(seconds=2)
"""A clock that is corrected by so little right after a start is not worth a question."""


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
        since = clock_word(running.start, running.zone, now)
        raise Refused(f"{running.who} runs already, since {since}{about}; stop it first.")
    closed = None if running is None else stop(running, at, now)
    begin = closed.end if closed and closed.end else whole_second(at or now)
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
    now = whole_second(now)
    end = whole_second(at or now)
    if at is None and timedelta() < running.start - end <= CLOCK_JITTER:
        end = running.start
    zone = running.zone
    began = clock_word(running.start, zone, now)
    if end < running.start and at is None:
        hint = written(running.start + timedelta(hours=1), zone)
        raise Refused(
            f"The clock says {clock_word(now, zone, running.start)}, but {running.who} has run since {began}: "
            f'the clock was set back; say when it ended, like --at "{hint}".'
        )
    if end < running.start:
        raise FieldRefused(
            "at",
            f"{running.who} began at {began} and cannot end at {clock_word(end, zone, now)}; write a later time.",
        )
    if at is not None and end > now >= running.start:
        raise FieldRefused("at", still_to_come(end, zone, now))
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
