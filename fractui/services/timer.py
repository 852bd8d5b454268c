"""The running timer: one for one person, over all clients and own time (rows 000-08, 000-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from fractui.core import timer as rules
from fractui.core.client import Client, check_client
from fractui.core.entry import Category, Entry, category_named
from fractui.core.errors import FieldRefused, Refused
from fractui.core.overlap import on_overlap_named
from fractui.core.period import day_start, week_of
from fractui.core.timeline import seconds_in
from fractui.core.wording import moment_word
from fractui.core.zones import local, local_day
from fractui.services import documents
from fractui.services.one_line_of_time import (
    Settled,
    Tell,
    begun_now,
    entries_of_days,
    running_entry,
    settle,
)
from fractui.services.whose import Whose, portal_of, whose
from fractui.store.practice import Practice, Transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fractui.services.views.overlap import OverlapView


class Timer:
    """Starting, stopping and switching; every change is on the disk when a method returns.

    ``who`` is a client's code or a bucket's name in any case. ``at`` is an aware instant, None for now; it
    may not lie ahead; where something was tracked since, ``on_overlap`` says what to do (see ``Entries.add``), and
    ``tell`` hears which others gave way.
    A category may be given by its name. A deliverable is given by the beginning of its id. An entry is made in
    the user's zone.
    """

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def start(
        self,
        who: str,
        note: str = "",
        category: Category | str | None = None,
        at: datetime | None = None,
        deliverable: str | None = None,
        on_overlap: str = "refuse",
        tell: Tell | None = None,
    ) -> Entry:
        """Start the timer for ``who`` while nothing runs.

        Raises:
            NotFound: nobody is called so, or there is no such deliverable.
            Refused: the engagement is closed, the timer runs already, or ``at`` lies ahead.
            Overlaps: something was tracked since ``at``; it carries what could be done.
        """
        now = self._practice.now()
        owner = whose(self._practice, who)
        with self._practice.transaction(f"start {owner.name}") as tx:
            running = running_entry(self._practice)
            if running is not None:
                raise Refused(_runs_already(running, owner, now))
            _, new = self._begun(owner, None, now, at, note, category, deliverable)
            settled = self._placed(new, (), at, on_overlap, now)
            made = self._put(tx, settled)
        if tell is not None:
            tell(settled)
        return made

    def switch(
        self,
        who: str,
        note: str = "",
        category: Category | str | None = None,
        at: datetime | None = None,
        deliverable: str | None = None,
        on_overlap: str = "refuse",
        next_note: str | None = None,
        tags: tuple[str, ...] = (),
        tell: Tell | None = None,
    ) -> Entry:
        """Stop what runs and start ``who`` at the same second, as one change; with nothing running it is a start.

        ``next_note`` is kept as the line "where I left off" of the client that is left.

        Returns:
            The new, running entry.

        Raises:
            NotFound: nobody is called so, or there is no such deliverable.
            Refused: the engagement is closed, ``who`` runs already, ``at`` lies ahead or before the running one
                began, or a note is left where no client is left.
            Overlaps: something was tracked since ``at``; it carries what could be done.
        """
        now = self._practice.now()
        owner = whose(self._practice, who)
        with self._practice.transaction(f"switch to {owner.name}") as tx:
            running = running_entry(self._practice)
            closed, new = self._begun(owner, running, now, at, note, category, deliverable, tags)
            along = () if running is None or closed is None else ((running, (closed,)),)
            settled = self._placed(new, along, at, on_overlap, now)
            if next_note is not None:
                tx.put(self._left(closed, next_note, now))
            if closed is not None:
                tx.put(closed)
            made = self._put(tx, settled)
        if tell is not None:
            tell(settled)
        return made

    def preview(self, who: str, at: datetime) -> OverlapView | None:
        """What starting or switching to ``who`` since ``at`` would share time with, and each way out; None for nothing.

        Raises:
            NotFound: nobody is called so.
            Refused: the engagement is closed, ``who`` runs already, or ``at`` lies ahead or before the running one
                began.
        """
        from fractui.services.views.overlap import Overlaps

        now = self._practice.now()
        running = running_entry(self._practice)
        closed, new = self._begun(whose(self._practice, who), running, now, at, "", None, None)
        along = () if running is None or closed is None else ((running, (closed,)),)
        try:
            self._placed(new, along, at, "refuse", now)
        except Overlaps as error:
            return error.view
        return None

    def stop(
        self,
        at: datetime | None = None,
        next_note: str | None = None,
        on_overlap: str = "refuse",
        tell: Tell | None = None,
    ) -> Entry:
        """Stop the timer; ``next_note`` is kept as the client's line "where I left off".

        It never asks about time that was tracked beside it while it ran; only where the clock was set back can an
        ``at`` that lies ahead run into other entries.

        Raises:
            Refused: nothing runs, ``at`` lies ahead or before the start, the clock was set back behind the
                start, or a note is left for a bucket.
            Overlaps: ``at`` lies in time that was tracked; it carries what could be done.
        """
        now = self._practice.now()
        label = f"stop {rules.stop(running_entry(self._practice), at, now).who}"
        with self._practice.transaction(label) as tx:
            running = running_entry(self._practice)
            closed = rules.stop(running, at, now)
            settled = Settled((closed,))
            if closed.end is not None and closed.end > now:
                settled = settle(self._practice, closed, on_overlap, now, was=running, field="at")
            if next_note is not None:
                tx.put(self._left(closed, next_note, now))
            made = self._put(tx, settled)
        if tell is not None:
            tell(settled)
        return made

    def cancel(self) -> Entry:
        """Throw the running entry away; undo brings it back.

        Raises:
            Refused: nothing runs.
        """
        running = rules.cancel(running_entry(self._practice))
        with self._practice.transaction(f"cancel {running.who}") as tx:
            running = rules.cancel(running_entry(self._practice))
            return tx.delete(running.client, running)

    def status(self) -> dict[str, Any]:
        """The timer as ``fractui status --json`` shows it: today and this week in the user's zone, the running entry up to now in them."""
        now = self._practice.now()
        zone = self._practice.settings().zone
        today = local_day(now, zone)
        start = day_start(week_of(today).start or today, zone)
        day = day_start(today, zone)
        end = max(now, day) + timedelta(days=1)
        entries = entries_of_days(self._practice, start, end, zone)
        return documents.status(
            running_entry(self._practice),
            now,
            sum(seconds_in(each, day, end, zone, now) for each in entries),
            sum(seconds_in(each, start, end, zone, now) for each in entries),
        )

    def _begun(
        self,
        owner: Whose,
        running: Entry | None,
        now: datetime,
        at: datetime | None,
        note: str,
        category: Category | str | None,
        deliverable: str | None,
        tags: tuple[str, ...] = (),
    ) -> tuple[Entry | None, Entry]:
        """The closed entry, if one ran, and the new one."""
        closed, new = rules.start(
            running,
            now,
            self._practice.new_id(),
            client=owner.client,
            bucket=owner.bucket,
            zone=self._practice.settings().zone,
            at=at,
            note=note,
            category=category_named(category) if category else None,
            deliverable=deliverable_of(self._practice, owner, deliverable),
            tags=tags,
        )
        return closed, new

    def _placed(
        self,
        new: Entry,
        along: Sequence[tuple[Entry, tuple[Entry, ...]]],
        at: datetime | None,
        on_overlap: str,
        now: datetime,
    ) -> Settled:
        """The new entry in its place; started now it needs no choice, and no clock set back can forbid it."""
        on_overlap_named(on_overlap)
        if at is None:
            closed = [part for _, parts in along for part in parts]
            return Settled((begun_now(self._practice, new, closed),))
        return settle(self._practice, new, on_overlap, now, along=along, field="at")

    @staticmethod
    def _put(tx: Transaction, settled: Settled) -> Entry:
        """Store the entries; returns the one that runs, or the last piece."""
        for each in (*settled.left_of_others, *settled.wanted[:-1]):
            tx.put(each)
        return tx.put(settled.wanted[-1])

    def _left(self, closed: Entry | None, text: str, now: datetime) -> Client:
        if closed is None:
            raise FieldRefused(
                "next", "Nothing runs, so nobody is left; leave the line out, or stop with it next time."
            )
        if closed.client is None:
            raise FieldRefused(
                "next", f"{closed.who} is no client; a line can only be left where you left off with one."
            )
        client = self._practice.portal(closed.client).client()
        left = check_client(replace(client, next_note=text))
        return replace(left, next_note_at=now if left.next_note else None)


def deliverable_of(practice: Practice, owner: Whose, id_prefix: str | None) -> str | None:
    """The whole id of the owner's deliverable that begins so; None for nothing.

    Raises:
        NotFound: the client has none, or several.
        FieldRefused: own time is for no client's deliverable.
    """
    if not id_prefix:
        return None
    if owner.client is None:
        raise FieldRefused("deliverable", f"{owner.name} is your own time; leave the deliverable out.")
    return portal_of(practice, owner).deliverable(id_prefix).id


def _runs_already(running: Entry, owner: Whose, now: datetime) -> str:
    today = local_day(now, running.zone)
    since = moment_word(local(running.start, running.zone), today)
    if running.who == owner.name:
        return f"{running.who} runs already, since {since}."
    return f"{running.who} runs since {since}; go over with: fractui switch {owner.name}"
