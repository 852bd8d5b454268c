"""One person's single line of time over all clients: what lies where, and how a new entry finds its place (pains 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fractui.core.document import ID_LENGTH
from fractui.core.entry import Entry, overlapping
from fractui.core.errors import NotFound
from fractui.core.overlap import OnOverlap, on_overlap_named, place
from fractui.core.period import LATEST
from fractui.core.text import safe
from fractui.core.timeline import day_in
from fractui.core.timer import CLOCK_JITTER
from fractui.core.value import value
from fractui.services.whose import gathered
from fractui.store.practice import Portal, Practice, Transaction

_DAY = timedelta(days=1)
_A_DAYS_ENTRIES = 30
"""More than a client has in a day: behind those without clock times, which begin with their day, look no further."""


def entries_between(practice: Practice, start: datetime, end: datetime) -> tuple[Entry, ...]:
    """Every live entry of anyone's that touches ``start`` to ``end``, by start; the running one among them.

    What cannot be read is left out; ``Practice.damage`` tells of it afterwards.
    """
    found = gathered(practice, lambda portal: portal.entries(start, end))
    found.sort(key=lambda each: (each.start, each.id))
    return tuple(found)


def entries_of_days(
    practice: Practice, start: datetime, end: datetime, zone_name: str, only: Portal | None = None
) -> tuple[Entry, ...]:
    """Every live entry of the days between two midnights of a zone, by start; of one portal if ``only`` it is asked for.

    One without clock times is of its own local day, wherever that lies seen from here.

    Raises:
        Damaged: the one portal cannot be read.
    """
    since, until = start - _DAY, end + _DAY
    near = entries_between(practice, since, until) if only is None else only.entries(since, until)
    return tuple(each for each in near if _is_of(each, start, end, zone_name))


def _is_of(entry: Entry, start: datetime, end: datetime, zone_name: str) -> bool:
    if not entry.timed:
        return start <= day_in(entry, zone_name) < end
    return entry.start < end and (entry.end is None or entry.end > start or entry.start >= start)


def running_entry(practice: Practice) -> Entry | None:
    """The entry without an end, the one with the later start if a crash left two; None when nothing runs."""
    running = [each for each in gathered(practice, lambda portal: (portal.running(),)) if each is not None]
    return max(running, key=lambda each: (each.start, each.id), default=None)


def last_end(practice: Practice, now: datetime) -> datetime | None:
    """When the last entry ended that began up to ``now``; None when nothing was tracked yet."""
    newest = gathered(practice, _newest)
    return max((each.end for each in newest if each.end is not None and each.start <= now), default=None)


def _newest(portal: Portal) -> tuple[Entry, ...]:
    """A portal's newest entry that has clock times."""
    found = portal.latest(1)
    if not found or found[0].timed:
        return found
    return tuple(each for each in portal.latest(_A_DAYS_ENTRIES) if each.timed)[:1]


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


@value
class Settled:
    """Entries as they may be stored.

    ``wanted`` is in its pieces by start; ``others`` are those that gave way, each as it was and in its pieces.
    """

    wanted: tuple[Entry, ...]
    others: tuple[tuple[Entry, tuple[Entry, ...]], ...] = ()

    @property
    def left_of_others(self) -> tuple[Entry, ...]:
        """The pieces of the others."""
        return tuple(piece for _, pieces in self.others for piece in pieces)

    def put_others(self, tx: Transaction) -> None:
        """Store all but the first piece of the wanted entry."""
        for each in (*self.left_of_others, *self.wanted[1:]):
            tx.put(each)


Tell = Callable[[Settled], None]
"""Hears how the entries came to lie, once that is stored."""


def settle(
    practice: Practice,
    wanted: Entry,
    how: str,
    now: datetime,
    *,
    was: Entry | None = None,
    along: Sequence[tuple[Entry, tuple[Entry, ...]]] = (),
    field: str = "on_overlap",
) -> Settled:
    """Find the place of ``wanted`` among all entries, in the way that ``how`` names (``core.overlap.OnOverlap``).

    ``was`` is the entry before an edit, ``along`` what else changes with it; neither is in the way. ``field`` is
    where a dialog points.

    Raises:
        Overlaps: it overlaps and the way is ``refuse``; it carries the picture of what could be done.
        Refused: the chosen way is not possible here.
    """
    chosen = on_overlap_named(how)
    others = in_the_way_of(practice, wanted, besides=(was, *(old for old, _ in along)))
    if others and chosen is OnOverlap.REFUSE:
        from fractui.services.overlapping import overlaps

        raise overlaps(practice, wanted, others, now, was=was, along=along, field=field)
    placed = place(wanted, others, chosen, now)
    changed = tuple((old, _named(practice, parts)) for old, parts in placed.others)
    return Settled(_named(practice, placed.wanted), changed)


def in_the_way_of(
    practice: Practice, wanted: Entry, besides: Iterable[Entry | None] = ()
) -> tuple[Entry, ...]:
    """The entries of anyone's that share time with ``wanted``, by start; ``besides`` do not count."""
    apart = {each.id for each in besides if each is not None}
    near = entries_between(practice, wanted.start, wanted.end or LATEST)
    return overlapping(wanted, [each for each in near if each.id not in apart])


def begun_now(practice: Practice, new: Entry, besides: Iterable[Entry] = ()) -> Entry:
    """The entry of a timer that is started now, where the clock was set back marked as sharing time with what was tracked.

    That must not forbid to start; a correction by a second or two is made up for.
    """
    if not any(gathered(practice, lambda portal: (portal.ends_after(new.start),))):
        return new
    others = in_the_way_of(practice, new, besides)
    last = max((each.end for each in others if each.end is not None), default=new.start)
    if last - new.start <= CLOCK_JITTER:
        return replace(new, start=last)
    return replace(new, overlap_ok=True)


def _named(practice: Practice, parts: Iterable[Entry]) -> tuple[Entry, ...]:
    """The pieces, those that are new with an id."""
    return tuple(part if part.id else replace(part, id=practice.new_id()) for part in parts)
