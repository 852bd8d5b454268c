"""Entries as they would be after a change: built, checked and put in their place, not yet stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fractui.core import parts
from fractui.core.entry import Category, Entry, Source, category_named, check_entry, check_unlocked
from fractui.core.errors import Refused
from fractui.core.overlap import describe, on_overlap_named
from fractui.core.period import day_bounds
from fractui.core.zones import local_day
from fractui.services.entry_times import Times, changed_times, new_times
from fractui.services.one_line_of_time import Settled, in_the_way_of, settle
from fractui.services.timer import deliverable_of
from fractui.services.whose import of_entry, portal_of, whose
from fractui.store.practice import Practice


class EntryChanges(Times, total=False):
    """What can be changed of an entry; what is left out stays.

    ``who`` is a client's code or a bucket's name, ``end`` an instant (None is refused where the entry has
    one), ``deliverable`` the beginning of an id or None for none, ``on_overlap`` as in ``Entries.add``.
    ``locked`` False unlocks an entry that was invoiced elsewhere, and is needed to change anything of it.
    """

    who: str
    note: str
    category: Category | str | None
    deliverable: str | None
    tags: tuple[str, ...]
    on_overlap: str
    locked: bool


def drafted(practice: Practice, said: EntryChanges, now: datetime) -> Settled:
    """The new entry that was asked for, in the place that it finds.

    Raises:
        NotFound: nobody is called so, or there is no such deliverable.
        Overlaps: it would share time with others and nothing was chosen.
        Refused: the times cannot be, or the chosen way with overlaps is not possible.
    """
    owner = whose(practice, said["who"])
    category = said.get("category")
    blank = Entry(
        id=practice.new_id(),
        start=now,
        zone=practice.settings().zone,
        client=owner.client,
        bucket=owner.bucket,
        category=category_named(category) if category else None,
        note=said.get("note", ""),
        deliverable=deliverable_of(practice, owner, said.get("deliverable")),
        tags=said.get("tags", ()),
        source=Source.MANUAL,
    )
    new = check_entry(new_times(blank, said), now)
    return settle(practice, new, said.get("on_overlap", "refuse"), now)


def edited(practice: Practice, old: Entry, changes: EntryChanges, now: datetime) -> Settled:
    """The entry as it was asked to be, in the place that it finds; one whose times stay keeps its own.

    Raises:
        NotFound: no client or deliverable is meant.
        Overlaps: it would share time with others and nothing was chosen.
        Refused: it is locked, the times cannot be, or the chosen way with overlaps is not possible.
    """
    locked = changes.get("locked", old.locked)
    if locked:
        check_unlocked(old)
    new = check_entry(replace(_changed(practice, old, changes), locked=locked), now, old)
    how = on_overlap_named(changes.get("on_overlap", "refuse"))
    if (new.start, new.end, new.timed) == (old.start, old.end, old.timed):
        return Settled((new,))
    return settle(practice, new, how, now, was=old)


def following(practice: Practice, one: Entry) -> Entry:
    """The next entry of the same owner that begins on the local day on which this one ends.

    Raises:
        Refused: there is none.
    """
    now = practice.now()
    zone_name = practice.settings().zone
    last = day_bounds(local_day(one.end or now, zone_name), zone_name)[1]
    near = portal_of(practice, of_entry(one)).entries(one.start, last)
    after = [
        each
        for each in near
        if each.timed and each.who == one.who and (each.start, each.id) > (one.start, one.id)
    ]
    if not after:
        raise Refused(f"No other entry of {one.who} follows on that day; name the one to join it with.")
    return after[0]


def joined(practice: Practice, one: Entry, other: Entry) -> Entry:
    """Two entries as one; what is tracked between them must not be covered.

    Raises:
        Refused: they are the same, another lies between them, or ``core.parts.join`` says no.
    """
    now = practice.now()
    if one.id == other.id:
        raise Refused("An entry cannot be joined with itself; name another one.")
    made = parts.join(one, other)
    first, second = sorted((one, other), key=lambda each: (each.start, each.id))
    if first.end is not None and first.end < second.start:
        gap = replace(made, start=first.end, end=second.start)
        between = in_the_way_of(practice, gap, besides=(one, other))
        if between:
            raise Refused(f"{describe(between[0], now)} lies between them; move or delete it first.")
    return check_entry(made, max(now, made.end or now))


def _changed(practice: Practice, old: Entry, changes: EntryChanges) -> Entry:
    owner = whose(practice, changes["who"]) if "who" in changes else of_entry(old)
    moved = owner != of_entry(old)
    category = changes.get("category", old.category)
    wanted = changes.get("deliverable", None if moved else old.deliverable)
    return replace(
        changed_times(old, changes),
        client=owner.client,
        bucket=owner.bucket,
        note=changes.get("note", old.note),
        category=category_named(category) if category else None,
        deliverable=wanted if wanted == old.deliverable else deliverable_of(practice, owner, wanted),
        tags=changes.get("tags", old.tags),
    )
