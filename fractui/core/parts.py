"""An entry in parts: cut in two, made one of two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fractui.core.entry import Entry, check_unlocked, clock_word, whole_second
from fractui.core.errors import FieldRefused, Refused
from fractui.core.period import LATEST


def pieces(entry: Entry, spans: Iterable[tuple[datetime, datetime]]) -> tuple[Entry, ...]:
    """The entry in as many parts as there are ``spans``; one that ends at ``LATEST`` runs on.

    The first keeps the id and what is noted as taken out of the entry; the others are new and have no id yet.
    """
    made: list[Entry] = []
    for start, end in spans:
        part = replace(entry, start=start, end=None if end == LATEST else end)
        if made:
            part = replace(part, id="", rev=0, created_at=None, updated_at=None, removed_idle_s=0)
        made.append(part)
    return tuple(made)


def split(entry: Entry, at: datetime, now: datetime) -> tuple[Entry, Entry]:
    """The entry until ``at`` and from there on; the second has no id yet, and runs on where the entry runs.

    Raises:
        FieldRefused: ``at`` does not lie within the entry.
        Refused: it is locked, or has no clock times.
    """
    check_unlocked(entry)
    _check_timed(entry, "split")
    at = whole_second(at)
    if not entry.start < at < (entry.end or max(now, entry.start)):
        began = clock_word(entry.start, entry.zone, now)
        ended = "now" if entry.end is None else clock_word(entry.end, entry.zone, now)
        raise FieldRefused(
            "at",
            f"{clock_word(at, entry.zone, now)} does not lie within the entry; write a time between {began} and {ended}.",
        )
    first, second = pieces(entry, [(entry.start, at), (at, entry.end or LATEST)])
    return first, second


def join(one: Entry, other: Entry) -> Entry:
    """One entry from the start of the earlier to the end of the later, a gap between them included.

    It keeps the earlier one's id, and of category and deliverable what the earlier says; notes that differ are
    put side by side. Where the later runs, it runs.

    Raises:
        Refused: they belong to two, one is locked or has no clock times, or the earlier is running.
    """
    first, second = sorted((one, other), key=lambda each: (each.start, each.id))
    for each in (first, second):
        check_unlocked(each)
        _check_timed(each, "joined")
    if first.who != second.who:
        raise Refused(
            f"One entry is {first.who}'s and one {second.who}'s; move one of them first, then join them."
        )
    if first.end is None:
        raise Refused(f"{first.who} is running, so nothing follows it; stop it first.")
    notes = dict.fromkeys(note for note in (first.note, second.note) if note)
    return replace(
        first,
        end=None if second.end is None else max(first.end, second.end),
        note="; ".join(notes),
        category=first.category or second.category,
        deliverable=first.deliverable or second.deliverable,
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        overlap_ok=first.overlap_ok or second.overlap_ok,
        removed_idle_s=first.removed_idle_s + second.removed_idle_s,
    )


def _check_timed(entry: Entry, done: str) -> None:
    if not entry.timed:
        raise Refused(
            f"This time of {entry.who} has no clock times and cannot be {done}; change its length instead."
        )
