"""When an entry was: clock times, or a day and a length, as they are given to add or change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypedDict

from fractui.core.entry import Entry, on_day
from fractui.core.errors import FieldRefused
from fractui.core.zones import local_day


class Times(TypedDict, total=False):
    """When it was: ``start`` and ``end`` are instants, ``length`` whole seconds instead of an end.

    ``day`` and ``length`` alone make an entry without clock times, which only says how long it was on a local day.
    """

    start: datetime
    end: datetime | None
    day: date
    length: int


def new_times(entry: Entry, given: Times) -> Entry:
    """A new entry with the times that were given.

    Raises:
        FieldRefused: they do not say when it was, or say it twice.
    """
    start, day, length = given.get("start"), given.get("day"), given.get("length")
    end = given.get("end")
    if day is not None:
        _check_no_clock(given)
        if length is None:
            raise FieldRefused("length", f"Say how long it was on {day}, like 1h30.")
        return on_day(entry, day, length)
    if start is None:
        raise FieldRefused("start", "Say when it began, or on which day it was and how long.")
    if (end is None) == (length is None):
        raise FieldRefused("end", "Say either when it ended or how long it was.")
    return replace(entry, start=start, end=end or start + timedelta(seconds=length or 0))


def changed_times(old: Entry, given: Times) -> Entry:
    """The entry with the times that were given, the others as they are.

    A length alone moves the end. Clock times given to an entry that has none make it one that has them, and a day
    with a length the other way round.

    Raises:
        FieldRefused: they do not fit together, or the entry would begin to run again.
    """
    if given.get("end", old.end) is None and old.end is not None:
        raise FieldRefused(
            "end", "The entry has ended and cannot run again; write an end, or start the timer."
        )
    clock = "start" in given or "end" in given
    if "day" in given or (not old.timed and not clock):
        return _on_its_day(old, given)
    if not old.timed and "start" not in given:
        raise FieldRefused("start", "The entry has no clock times yet; say when it began, too.")
    if given.get("end") is not None and "length" in given:
        raise FieldRefused("length", "Say either when it ended or how long it was.")
    start = given.get("start", old.start)
    end = given.get("end", old.end)
    length = timedelta(seconds=given["length"]) if "length" in given else None
    if length is None and not old.timed and "end" not in given and old.end is not None:
        length = old.end - old.start
    return replace(old, start=start, end=end if length is None else start + length, timed=True)


def _on_its_day(old: Entry, given: Times) -> Entry:
    """The entry as a length on a day, of which one may be as it was."""
    if "day" not in given and "length" not in given:
        return old
    _check_no_clock(given)
    if old.end is None:
        raise FieldRefused("day", f"{old.who} is running; stop it first.")
    if old.timed and "length" not in given:
        raise FieldRefused(
            "day", "The entry has clock times; change when it began, or say how long it was on that day."
        )
    day = given.get("day", local_day(old.start, old.zone))
    return on_day(old, day, given.get("length", (old.end - old.start) // timedelta(seconds=1)))


def _check_no_clock(given: Times) -> None:
    if given.get("start") is not None or given.get("end") is not None:
        raise FieldRefused("day", "Say either clock times or a day and how long it was, not both.")
