"""Where an entry and others would share time: who gives way, and what is left of each (pains 8, row 000-29).

One person does one thing at a time, so an overlap is a question with a few answers; which of them are possible
depends on how the entries lie. Nothing here ever makes an entry vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from fractui.core.entry import Entry
from fractui.core.errors import FieldRefused, Refused
from fractui.core.parts import pieces
from fractui.core.period import LATEST
from fractui.core.value import value
from fractui.core.wording import moment_word
from fractui.core.zones import local


class OnOverlap(StrEnum):
    """What to do where an entry would share time with others."""

    REFUSE = "refuse"
    """Change nothing and say which entries are in the way."""
    TRIM = "trim"
    """The others are shortened at the side where they touch it."""
    TRIM_EARLIER = "trim-earlier"
    """Whichever began earlier ends where the later one begins."""
    TRIM_LATER = "trim-later"
    """Whichever began later begins where the earlier one ends."""
    SPLIT = "split"
    """What lies within another stays whole; the longer one falls into pieces around it."""
    KEEP = "keep"
    """Both stay as they are, and the new one is marked."""


@value
class Place:
    """What becomes of the entries.

    ``wanted`` are the pieces of the new or changed entry in order, one unless it was split around others.
    ``others`` are those that changed, each as it was and in its pieces. The first piece keeps its id; further ones
    have none yet.
    """

    wanted: tuple[Entry, ...]
    others: tuple[tuple[Entry, tuple[Entry, ...]], ...] = ()


def on_overlap_named(text: str) -> OnOverlap:
    """The way with overlaps that a word means.

    Raises:
        FieldRefused: there is none; the sentence lists them.
    """
    if text not in set(OnOverlap):
        names = [each.value for each in OnOverlap]
        raise FieldRefused("on_overlap", f"Write {', '.join(names[:-1])} or {names[-1]} for an overlap.")
    return OnOverlap(text)


def place(wanted: Entry, others: Sequence[Entry], how: OnOverlap, now: datetime) -> Place:
    """Make room between ``wanted`` and the ``others`` that share time with it, in the way that was chosen.

    Raises:
        FieldRefused: the way is ``refuse``; the sentence names the first in the way and the choices.
        Refused: it is not possible here; the sentence says why.
    """
    if not others:
        return Place((replace(wanted, overlap_ok=False),))
    if how is OnOverlap.KEEP:
        return Place((replace(wanted, overlap_ok=True),))
    if how is OnOverlap.REFUSE:
        raise FieldRefused("on_overlap", in_the_way(others, now))
    wanted = replace(wanted, overlap_ok=False)
    if how is OnOverlap.TRIM:
        return Place((wanted,), tuple((each, (_give_way(each, wanted, now),)) for each in others))
    if how is OnOverlap.SPLIT:
        return _split(wanted, others, now)
    trim = _trim_earlier if how is OnOverlap.TRIM_EARLIER else _trim_later
    return trim(wanted, others, now)


def in_the_way(others: Sequence[Entry], now: datetime) -> str:
    """The sentence that names what is in the way and what can be chosen."""
    more = "" if len(others) == 1 else f" and {len(others) - 1} more"
    return (
        f"It overlaps {describe(others[0], now)}{more}; change the times, or choose on overlap: trim shortens what is there, "
        "trim-earlier or trim-later the one that began so, split goes around, keep keeps both (--on-overlap in the shell)."
    )


def describe(entry: Entry, now: datetime) -> str:
    """An entry as a sentence names it: ``ACME 09:00-10:30 (a1b2c3d4)``, without the id while it is not stored."""
    today = local(now, entry.zone).date()
    begin = moment_word(local(entry.start, entry.zone), today)
    end = "now" if entry.end is None else f"{local(entry.end, entry.zone):%H:%M}"
    return f"{entry.who} {begin}-{end} ({entry.id[:8]})" if entry.rev else f"{entry.who} {begin}-{end}"


def _end(entry: Entry) -> datetime:
    """Where it ends; a running one goes on."""
    return entry.end or LATEST


def _within(entry: Entry, other: Entry) -> bool:
    return other.start <= entry.start and _end(entry) <= _end(other)


def _movable(entry: Entry, now: datetime) -> Entry:
    if entry.locked:
        raise Refused(f"{describe(entry, now)} was invoiced and is locked; unlock it first, or keep both.")
    return entry


def _give_way(other: Entry, wanted: Entry, now: datetime) -> Entry:
    """``other`` without the time of ``wanted``, which must stick out at one side only."""
    _movable(other, now)
    if other.end is None:
        raise Refused(
            f"{describe(other, now)} is running and is not shortened; stop it first, or choose split."
        )
    if _within(other, wanted):
        raise Refused(
            f"Nothing would be left of {describe(other, now)}; delete it first, change the times, or choose split."
        )
    if other.start < wanted.start and _end(wanted) < other.end:
        raise Refused(
            f"{describe(other, now)} goes on after it and would fall into two; choose split for that, "
            "or shorten it first."
        )
    if other.start < wanted.start:
        return replace(other, end=wanted.start)
    return replace(other, start=_end(wanted))


def _is_earlier(other: Entry, wanted: Entry) -> bool:
    return (other.start, _end(other)) < (wanted.start, _end(wanted))


def _trim_earlier(wanted: Entry, others: Sequence[Entry], now: datetime) -> Place:
    begin, end = wanted.start, _end(wanted)
    cut: list[tuple[Entry, tuple[Entry, ...]]] = []
    for other in others:
        if other.start == begin:
            raise Refused(f"{describe(other, now)} begins at the same moment; none of the two is earlier.")
        first = other if _is_earlier(other, wanted) else wanted
        if first.end is None:
            raise Refused(f"{describe(first, now)} is running and would be stopped; choose split.")
        if first is other:
            cut.append((other, (replace(_movable(other, now), end=begin),)))
        else:
            end = min(end, other.start)
    return Place(pieces(wanted, [(begin, end)]), tuple(cut))


def _trim_later(wanted: Entry, others: Sequence[Entry], now: datetime) -> Place:
    begin, end = wanted.start, _end(wanted)
    cut: list[tuple[Entry, tuple[Entry, ...]]] = []
    for other in others:
        first, last = (other, wanted) if _is_earlier(other, wanted) else (wanted, other)
        if _end(last) <= _end(first):
            raise Refused(
                f"{describe(last, now)} lies within {describe(first, now)}: nothing would be left of it; choose split."
            )
        if last is wanted:
            begin = max(begin, _end(first))
        else:
            cut.append((other, (replace(_movable(other, now), start=end),)))
    if begin >= end:
        raise Refused(f"Nothing would be left of {describe(wanted, now)}; change the times.")
    return Place(pieces(wanted, [(begin, end)]), tuple(cut))


def _split(wanted: Entry, others: Sequence[Entry], now: datetime) -> Place:
    """Cut the time of ``wanted`` out of what goes beyond it, and what lies within it out of ``wanted``."""
    whole = (wanted.start, _end(wanted))
    left = [whole]
    cut: list[tuple[Entry, tuple[Entry, ...]]] = []
    for other in others:
        if _within(other, wanted):
            left = _without(left, (other.start, _end(other)))
        else:
            rest = _without([(other.start, _end(other))], whole)
            cut.append((other, pieces(_movable(other, now), rest)))
    if not left:
        raise Refused(
            f"Nothing would be left of {describe(wanted, now)}: other entries fill all of it; change the times."
        )
    return Place(pieces(wanted, left), tuple(cut))


def _without(
    spans: Iterable[tuple[datetime, datetime]], gone: tuple[datetime, datetime]
) -> list[tuple[datetime, datetime]]:
    """The spans without the time that is gone."""
    parts = (
        part
        for start, end in spans
        for part in ((start, min(end, gone[0])), (max(start, gone[1]), end))
        if part[0] < part[1]
    )
    return list(parts)
