"""The running timer: one for one person, over all clients and own time (rows 000-08, 000-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from fractui.core import entry as rules
from fractui.core.client import Client, check_client
from fractui.core.entry import Category, Entry, category_named, overlapping
from fractui.core.errors import FieldRefused, Refused
from fractui.core.period import day_start, week_of
from fractui.core.timeline import clip
from fractui.core.wording import moment_word
from fractui.core.zones import local, local_day
from fractui.services import documents
from fractui.services.one_line_of_time import describe, entries_between, running_entry
from fractui.services.whose import Whose, portal_of, whose
from fractui.store.practice import Practice


class Timer:
    """Starting, stopping and switching; every change is on the disk when a method returns.

    ``who`` is a client's code or a bucket's name in any case. ``at`` is an aware instant, None for now; it
    may not lie ahead. A category may be given by its name. A deliverable is given by the beginning of its id.
    An entry is made in the user's zone.
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
    ) -> Entry:
        """Start the timer for ``who`` while nothing runs.

        Raises:
            NotFound: nobody is called so, or there is no such deliverable.
            Refused: the engagement is closed, the timer runs already, or ``at`` lies ahead or within an
                entry.
        """
        now = self._practice.now()
        owner = whose(self._practice, who)
        with self._practice.transaction(f"start {owner.name}") as tx:
            running = running_entry(self._practice)
            if running is not None:
                raise Refused(_runs_already(running, owner, now))
            return tx.put(self._begun(owner, None, now, at, note, category, deliverable)[1])

    def switch(
        self,
        who: str,
        note: str = "",
        category: Category | str | None = None,
        at: datetime | None = None,
        deliverable: str | None = None,
    ) -> Entry:
        """Stop what runs and start ``who`` at the same second, as one change; with nothing running it is a start.

        Returns:
            The new, running entry.

        Raises:
            NotFound: nobody is called so, or there is no such deliverable.
            Refused: the engagement is closed, ``who`` runs already, or ``at`` lies ahead, within an entry or
                before the running one began.
        """
        now = self._practice.now()
        owner = whose(self._practice, who)
        with self._practice.transaction(f"switch to {owner.name}") as tx:
            running = running_entry(self._practice)
            closed, new = self._begun(owner, running, now, at, note, category, deliverable)
            if closed is not None:
                tx.put(closed)
            return tx.put(new)

    def stop(self, at: datetime | None = None, next_note: str | None = None) -> Entry:
        """Stop the timer; ``next_note`` is kept as the client's line "where I left off".

        Raises:
            Refused: nothing runs, ``at`` lies ahead or before the start, the clock was set back behind the
                start, or a note is left for a bucket.
        """
        now = self._practice.now()
        running = rules.stop(running_entry(self._practice), at, now)
        with self._practice.transaction(f"stop {running.who}") as tx:
            closed = rules.stop(running_entry(self._practice), at, now)
            if next_note is not None:
                tx.put(self._left(closed, next_note, now))
            return tx.put(closed)

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
        entries = entries_between(self._practice, start, end)
        return documents.status(
            running_entry(self._practice),
            now,
            sum(clip(each, day, end, now) for each in entries),
            sum(clip(each, start, end, now) for each in entries),
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
        )
        if at is not None:
            self._check_free(new, closed, now)
        return closed, new

    def _check_free(self, new: Entry, closed: Entry | None, now: datetime) -> None:
        """See that nothing was tracked since ``new`` began; starting now needs no looking, and no clock set back can forbid it."""
        near = entries_between(self._practice, new.start, now + timedelta(seconds=1))
        taken = overlapping(new, [each for each in near if closed is None or each.id != closed.id], now)
        if taken:
            raise FieldRefused(
                "at",
                f"{describe(taken[-1], now)} lies after that time; start it later, or change that entry first.",
            )

    def _left(self, closed: Entry, text: str, now: datetime) -> Client:
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
