"""Planned time: blocks, their skipped and moved instances, and the agenda over all clients (rows 000-30, 002-07)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict, Unpack

from fractui.core import block as rules
from fractui.core import deviating
from fractui.core.apart import parted
from fractui.core.block import Block, Occurrence
from fractui.core.entry import Category, category_named
from fractui.core.errors import NotFound
from fractui.core.period import Period
from fractui.core.text import safe
from fractui.core.wording import long_day
from fractui.core.zones import check_zone, local_day
from fractui.services.agenda import agenda_days, instances, planned_sums
from fractui.services.ahead import Ahead
from fractui.services.relations import fresh
from fractui.services.views.agenda import AgendaView
from fractui.services.whose import open_code, open_portals
from fractui.store.portal import Portal
from fractui.store.practice import Practice

OPEN_AHEAD = timedelta(days=366)
"""How far an open period shows the instances of series that have no end."""


class BlockChanges(TypedDict, total=False):
    """What can be changed of a series; what is left out stays. The words are those of ``Planning.add_block``."""

    title: str
    days: Iterable[int]
    step: int
    month_day: int | None
    nth: int | None
    at: time
    minutes: int
    starts_on: date
    until: date | None
    zone: str
    category: Category | str | None
    location: str
    notes: str


class Planning:
    """The planned blocks of all clients, and of the practice's own time.

    A block is named by the beginning of its id, whoever's it is. Its days are weekdays, Monday 0; without any
    it takes place once.
    """

    def __init__(self, practice: Practice, ahead: Ahead | None = None) -> None:
        self._practice = practice
        self._ahead = ahead or Ahead(practice)

    def add_block(
        self,
        code: str | None,
        title: str,
        at: time,
        minutes: int,
        days: Iterable[int] = (),
        starts_on: date | None = None,
        until: date | None = None,
        zone: str | None = None,
        category: Category | str | None = None,
        location: str = "",
        notes: str = "",
        *,
        step: int = 1,
        month_day: int | None = None,
        nth: int | None = None,
    ) -> Block:
        """Plan time for a client, or for the practice's own work (``code`` None or empty).

        ``at`` is on the wall clock of ``zone``, an IANA name (the client's zone by default, the user's own
        for own time); ``minutes`` is 1 to 1440. ``starts_on`` is the single block's day, or the first day of
        the series (today by default), ``until`` the last day that may hold an instance. ``step``, ``month_day`` and
        ``nth`` are the rhythm's, as in ``core.rhythm.Rhythm``.

        Raises:
            NotFound: no client has that code.
            FieldRefused: a value cannot be taken; its ``field`` is the argument's name.
        """
        portal = self._portal(code)
        zone = check_zone(zone or (portal.client().zone if portal.code else self._practice.settings().zone))
        new = Block(
            id=self._practice.new_id(),
            client=portal.code,
            title=title,
            starts_on=starts_on or local_day(self._practice.now(), zone),
            at=at,
            minutes=minutes,
            days=tuple(days),
            until=until,
            zone=zone,
            category=_category(category),
            location=location,
            notes=notes,
            step=step,
            month_day=month_day,
            nth=nth,
        )
        checked = rules.check_block(new)
        with self._practice.transaction(f"plan {checked.title}{_for(checked)}") as tx:
            return tx.put(checked)

    def show(self, block: str) -> Block:
        """The block whose id begins so.

        Raises:
            NotFound: no block begins with that id, or several do.
        """
        return self._block(block)

    def edit_block(self, block: str, *, rev: int | None = None, **changes: Unpack[BlockChanges]) -> Block:
        """Change the whole series; ``rev`` is the revision that was looked at, None does not compare.

        Instances that were skipped or moved stay so where the changed series still has them.

        Raises:
            NotFound: no block begins with that id, or several do.
            Stale: it has another revision by now.
            FieldRefused: a value cannot be taken.
        """
        fields = _fields(changes)

        def changed(old: Block) -> Block:
            return rules.check_block(replace(fresh(old, rev), **fields))

        return self._change(block, "edit {what}", changed)

    def edit_from(
        self, block: str, on: date, *, rev: int | None = None, **changes: Unpack[BlockChanges]
    ) -> Block:
        """Change this and all later instances: the series ends before ``on``, and a new one begins there, as one change.

        What was skipped or moved from that day on stays so where the new series still has it.

        Args:
            block: the beginning of the block's id.
            on: the original day of the first instance that changes.
            rev: the revision that was looked at, None does not compare.
            changes: what changes from there on.

        Returns:
            The new series; the old one where it would begin with it anyway.

        Raises:
            NotFound: no block begins with that id, or several do.
            Stale: it has another revision by now.
            Refused: the series has no instance on that day.
            FieldRefused: a value cannot be taken.
        """
        now = self._practice.now()
        seen = self._block(block)
        if rules.first_instance(seen) == on or not seen.repeats:
            return self.edit_block(block, rev=rev, **changes)
        with self._practice.transaction(f"edit {seen.title}{_for(seen)} from {long_day(on)} on") as tx:
            old = fresh(self._block(seen.id), rev)
            before, after = deviating.divided(old, on, self._practice.new_id())
            new = rules.check_block(replace(after, **_fields(changes)))
            tx.put(parted(old, before, now))
            return tx.put(parted(new, new, now))

    def end_before(self, block: str, on: date) -> Block:
        """Let this and all later instances fall away; from the first one on that is deleting the series.

        Raises:
            NotFound: no block begins with that id, or several do.
            Refused: the series has no instance on that day.
        """
        seen = self._block(block)
        if rules.first_instance(seen) == on or not seen.repeats:
            return self.delete_block(seen.id)
        return self._change(
            seen.id, f"end {{what}} before {long_day(on)}", lambda old: deviating.divided(old, on, old.id)[0]
        )

    def delete_block(self, block: str) -> Block:
        """Delete the whole series; calendar exports say for 90 days that it is gone.

        Raises:
            NotFound: no block begins with that id, or several do.
        """
        seen = self._block(block)
        with self._practice.transaction(f"delete {seen.title}{_for(seen)}") as tx:
            return tx.delete(seen.client, self._block(seen.id))

    def skip(self, block: str, on: date) -> Block:
        """Let one instance fall away, named by its original day or the day to which it was moved.

        Raises:
            NotFound: no block begins with that id, or several do.
            Refused: the block has no instance on that day, or it is skipped already.
        """
        return self._change(block, f"skip {{what}} on {long_day(on)}", lambda old: deviating.skip(old, on))

    def move(self, block: str, on: date, when: datetime, minutes: int | None = None) -> Block:
        """Move one instance to a local time of the block's zone; an aware ``when`` is brought into that zone.

        Raises:
            NotFound: no block begins with that id, or several do.
            Refused: the block has no instance on that day, or the clocks skip or repeat that time.
        """
        label = f"move {{what}} of {long_day(on)}"
        return self._change(block, label, lambda old: deviating.move(old, on, when, minutes))

    def occurrences(self, code: str | None, period: Period) -> list[Occurrence]:
        """Instances that begin within the period's days (in the user's zone), by start; for one client or all and own time.

        An open period ends ``OPEN_AHEAD`` after today, or after its first day where that is later.

        Raises:
            NotFound: no client has that code.
        """
        home = self._practice.settings().zone
        today = local_day(self._practice.now(), home)
        last = period.last or max(today, period.start or today) + OPEN_AHEAD
        found: list[Occurrence] = []
        for portal in self._portals(code):
            for block in portal.blocks():
                first = period.start or _first_day(block)
                found += instances(block, first, last, home)
        return sorted(found, key=lambda each: (each.start, each.block.client or "", each.block.id))

    def agenda(self, code: str | None = None, start: date | None = None, days: int = 14) -> AgendaView:
        """Blocks and due dates of ``days`` days from ``start`` (today) on, for one client or for all and own time.

        Clashes are looked for among everybody's blocks. What is overdue and not delivered stands on today.

        Raises:
            NotFound: no client has that code.
        """
        now = self._practice.now()
        home = self._practice.settings().zone
        today = local_day(now, home)
        first = start or today
        shown = self._portals(code)
        found = agenda_days(self._ahead, shown, self._portals(None), first, days, home, today)
        scope = None if code is None else shown[0].code
        return AgendaView(scope, today, first, found, planned_sums(found), home)

    def _change(self, prefix: str, label: str, change: Callable[[Block], Block]) -> Block:
        """Change one block, read anew under the lock; ``{what}`` in the label is its title and whose it is."""
        now = self._practice.now()
        seen = self._block(prefix)
        what = f"{seen.title}{_for(seen)}"
        with self._practice.transaction(label.replace("{what}", what)) as tx:
            old = self._block(seen.id)
            return tx.put(parted(old, change(old), now))

    def _portal(self, code: str | None) -> Portal:
        return self._practice.portal(open_code(self._practice, code)) if code else self._practice.own

    def _portals(self, code: str | None) -> list[Portal]:
        if code is not None:
            return [self._portal(code)]
        return [*open_portals(self._practice), self._practice.own]

    def _block(self, prefix: str) -> Block:
        wanted = prefix.strip().lower()
        found = [
            each for portal in self._portals(None) for each in portal.blocks() if each.id.startswith(wanted)
        ]
        if len(found) == 1 and wanted:
            return found[0]
        if found and wanted:
            raise NotFound(f"Several blocks begin with {wanted}; write more of the id.")
        raise NotFound(f"No block begins with “{safe(prefix[:40])}”; fractui block list shows the ids.")


def _fields(changes: BlockChanges) -> dict[str, Any]:
    fields: dict[str, Any] = dict(changes)
    if "category" in changes:
        fields["category"] = _category(changes["category"])
    if "days" in changes:
        fields["days"] = tuple(changes["days"])
    return fields


def _first_day(block: Block) -> date:
    """A day before which no instance lies, whatever was moved and whatever the zone."""
    moved = [each.moved_to.date() for each in block.deviations if each.moved_to is not None]
    return min([block.starts_on, *moved]) - timedelta(days=1)


def _category(category: Category | str | None) -> Category | None:
    return category_named(category) if isinstance(category, str) else category


def _for(block: Block) -> str:
    return f" for {block.client}" if block.client else ""
