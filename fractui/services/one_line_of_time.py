"""One person's single line of time over all clients: what lies where, and how a new entry finds its place (pains 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fractui.core.document import ID_LENGTH
from fractui.core.entry import Entry, overlapping
from fractui.core.errors import FieldRefused, NotFound, Refused
from fractui.core.text import safe
from fractui.core.timeline import end_of
from fractui.core.wording import moment_word
from fractui.core.zones import local
from fractui.services.whose import gathered
from fractui.store.practice import Practice

ON_OVERLAP = ("refuse", "trim", "keep")
"""What to do where a new entry shares time with another; the first is the default."""


def entries_between(practice: Practice, start: datetime, end: datetime) -> tuple[Entry, ...]:
    """Every live entry of anyone's that touches ``start`` to ``end``, by start; the running one among them.

    What cannot be read is left out; ``Practice.damage`` tells of it afterwards.
    """
    found = gathered(practice, lambda portal: portal.entries(start, end))
    found.sort(key=lambda each: (each.start, each.id))
    return tuple(found)


def running_entry(practice: Practice) -> Entry | None:
    """The entry without an end, the one with the later start if a crash left two; None when nothing runs."""
    running = [each for each in gathered(practice, lambda portal: (portal.running(),)) if each is not None]
    return max(running, key=lambda each: (each.start, each.id), default=None)


def last_end(practice: Practice, now: datetime) -> datetime | None:
    """When the last entry ended that began up to ``now``; None when nothing was tracked yet."""
    newest = gathered(practice, lambda portal: portal.latest(1))
    return max((each.end for each in newest if each.end is not None and each.start <= now), default=None)


def find_entry(practice: Practice, id_prefix: str) -> Entry:
    """The live entry whose id begins so, whoever's it is.

    Raises:
        NotFound: there is none, or several.
    """
    if len(id_prefix) == ID_LENGTH:
        # What people change they have before their eyes, so it is in memory.
        seen = gathered(practice, lambda portal: portal.entries_named(id_prefix, in_memory=True))
        if seen:
            return seen[0]
    found = gathered(practice, lambda portal: portal.entries_named(id_prefix))
    if len(found) == 1:
        return found[0]
    shown = safe(id_prefix[:32])
    if found:
        raise NotFound(f"{len(found)} entries begin with {shown}; write more of the id.")
    raise NotFound(f"No entry begins with {shown or 'nothing'}; fractui log shows the ids.")


def settle(
    practice: Practice, new: Entry, how: str, now: datetime, besides: Iterable[str] = ()
) -> tuple[Entry, tuple[Entry, ...]]:
    """Find the place of ``new`` among all entries: the entry as it may be kept, and the others that gave way.

    ``how`` is ``refuse``; ``trim``, which shortens others that are closed so that the new one fits; or
    ``keep``, which marks the new one as overlapping by intent. ``besides`` are ids that do not count.

    Raises:
        Refused: it overlaps, or with ``trim`` another one would vanish, fall apart, or is running.
    """
    end = end_of(new, now)
    apart = set(besides)
    near = [each for each in entries_between(practice, new.start, end) if each.id not in apart]
    others = overlapping(new, near, now)
    if not others:
        return replace(new, overlap_ok=False), ()
    if how == "keep":
        return replace(new, overlap_ok=True), ()
    if how == "trim":
        return replace(new, overlap_ok=False), tuple(_shortened(each, new, end, now) for each in others)
    first = others[0]
    more = "" if len(others) == 1 else f" and {len(others) - 1} more"
    raise FieldRefused(
        "on_overlap",
        f"It overlaps {describe(first, now)}{more}; change the times, or choose on overlap: trim shortens what is there, "
        "keep keeps both (--on-overlap in the shell).",
    )


def _shortened(other: Entry, new: Entry, end: datetime, now: datetime) -> Entry:
    """``other`` without the time from ``new``'s start to ``end``."""
    if other.end is None:
        raise Refused(f"{describe(other, now)} is running and is not shortened; stop it first.")
    if new.start <= other.start and other.end <= end:
        raise Refused(
            f"Nothing would be left of {describe(other, now)}; delete it first, or change the times."
        )
    if other.start < new.start and end < other.end:
        raise Refused(
            f"{describe(other, now)} goes on after it and would fall into two; shorten it first, then add the rest."
        )
    if other.start < new.start:
        return replace(other, end=new.start)
    return replace(other, start=end)


def describe(entry: Entry, now: datetime) -> str:
    """An entry as a sentence names it: ``ACME 09:00-10:30 (a1b2c3d4)``."""
    today = local(now, entry.zone).date()
    begin = moment_word(local(entry.start, entry.zone), today)
    end = "now" if entry.end is None else f"{local(entry.end, entry.zone):%H:%M}"
    return f"{entry.who} {begin}-{end} ({entry.id[:8]})"
