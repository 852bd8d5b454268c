"""Time entries: adding, changing and reading them back as a log or a day (rows 000-08, 000-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Unpack

from fractui.core import parts
from fractui.core.entry import Category, Entry, bucket_named, check_unlocked
from fractui.core.errors import Refused
from fractui.core.period import Period
from fractui.services.entry_changes import EntryChanges, drafted, edited, following, joined
from fractui.services.one_line_of_time import Tell, find_entry
from fractui.services.relations import fresh
from fractui.services.whose import known_code, of_entry, whose
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.services.views.log import LogView
    from fractui.services.views.overlap import OverlapView
    from fractui.services.views.time import DayView


class Entries:
    """The time entries of all clients and own time: one person's single line of time."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(
        self,
        who: str,
        start: datetime | None = None,
        end: datetime | None = None,
        note: str = "",
        category: Category | str | None = None,
        deliverable: str | None = None,
        on_overlap: str = "refuse",
        *,
        day: date | None = None,
        length: int | None = None,
        tags: tuple[str, ...] = (),
        tell: Tell | None = None,
    ) -> Entry:
        """Write down time that has passed; filling a gap is adding from its start to its end.

        Args:
            who: a client's code or a bucket's name, in any case.
            start: an aware instant, None where only the day is known.
            end: an aware instant, not before ``start`` and not ahead.
            note: one line of text.
            category: the kind of work, or its name.
            deliverable: the beginning of the id of one of the client's deliverables.
            on_overlap: where it shares time with other entries, one of ``core.overlap.OnOverlap``: ``refuse`` says
                which; ``trim`` shortens those so that it fits; ``trim-earlier`` and ``trim-later`` shorten whichever
                began so; ``split`` goes around, so that the longer falls into pieces; ``keep`` keeps both and marks
                this one.
            day: the local day of an entry without clock times.
            length: whole seconds, with a ``day`` or instead of an ``end``.
            tags: short texts.
            tell: hears which others gave way, and into which pieces the new one fell.

        Returns:
            The new entry; where it fell into pieces, the first.

        Raises:
            NotFound: nobody is called so, or there is no such deliverable.
            Overlaps: it would share time with others; it carries what could be done.
            Refused: the engagement is closed, the times cannot be, or the chosen way is not possible.
        """
        now = self._practice.now()
        said = EntryChanges(who=who, note=note, category=category, deliverable=deliverable, tags=tags)
        said |= {"on_overlap": on_overlap}
        said |= {"start": start} if start is not None else {}
        said |= {"end": end} if end is not None else {}
        said |= {"day": day} if day is not None else {}
        said |= {"length": length} if length is not None else {}
        with self._practice.transaction(f"add time for {whose(self._practice, who).name}") as tx:
            settled = drafted(self._practice, said, now)
            settled.put_others(tx)
            made = tx.put(settled.wanted[0])
        if tell is not None:
            tell(settled)
        return made

    def preview(self, id: str | None = None, **changes: Unpack[EntryChanges]) -> OverlapView | None:  # noqa: A002
        """What an entry that is added so (``id`` None), or changed so, would share time with, and each way out.

        None where it would share time with nothing. Nothing is changed. ``on_overlap`` does not count.

        Raises:
            NotFound: no entry or client is meant.
            Refused: the change is not possible whatever is in the way.
        """
        from fractui.services.views.overlap import Overlaps

        now = self._practice.now()
        changes["on_overlap"] = "refuse"
        try:
            if id is None:
                drafted(self._practice, changes, now)
            else:
                edited(self._practice, find_entry(self._practice, id), changes, now)
        except Overlaps as error:
            return error.view
        return None

    def show(self, id: str) -> Entry:  # noqa: A002
        """One entry, by the beginning of its id.

        Raises:
            NotFound: there is none, or several.
        """
        return find_entry(self._practice, id)

    def edit(
        self,
        id: str,  # noqa: A002
        *,
        rev: int | None = None,
        tell: Tell | None = None,
        **changes: Unpack[EntryChanges],
    ) -> Entry:
        """Change an entry, the running one too; giving that an ``end`` stops it.

        Another client makes it a new entry in that client's portal, with a new id, and leaves a tombstone in
        the old: one change. Where the times stay, an overlap that is there already is not judged again.

        Args:
            id: the beginning of the entry's id.
            rev: the revision that the changes were made against; None does not look.
            tell: hears which others gave way, and into which pieces this one fell.
            changes: what changes.

        Returns:
            The changed entry, or the new one.

        Raises:
            NotFound: no entry, client or deliverable is meant.
            Stale: the entry has another revision by now.
            Refused: the times cannot be, it overlaps, or the entry would begin to run again.
        """
        now = self._practice.now()
        found = find_entry(self._practice, id)
        with self._practice.transaction(f"edit time of {found.who}") as tx:
            old = fresh(find_entry(self._practice, found.id), rev)
            settled = edited(self._practice, old, changes, now)
            settled.put_others(tx)
            new = settled.wanted[0]
            if of_entry(new) != of_entry(old):
                tx.delete(old.client, old)
                fresh_id = self._practice.new_id()
                new = replace(new, id=fresh_id, rev=0, created_at=None, updated_at=None, deleted_at=None)
            made = tx.put(new)
        if tell is not None:
            tell(replace(settled, wanted=(made, *settled.wanted[1:])))
        return made

    def give(self, id: str, who: str, rev: int | None = None) -> Entry:  # noqa: A002
        """Move an entry to another client or bucket; see ``edit``."""
        return self.edit(id, rev=rev, who=who)

    def delete(self, id: str) -> Entry:  # noqa: A002
        """Take an entry away; undo brings it back.

        Raises:
            NotFound: there is none with that id.
            Refused: it is running: that is what ``cancel`` is for; or it is locked.
        """
        found = find_entry(self._practice, id)
        with self._practice.transaction(f"delete time of {found.who}") as tx:
            old = check_unlocked(find_entry(self._practice, found.id))
            if old.end is None:
                raise Refused(f"{old.who} is running; throw it away with: fractui cancel")
            return tx.delete(old.client, old)

    def split(self, id: str, at: datetime, rev: int | None = None) -> tuple[Entry, Entry]:  # noqa: A002
        """Cut an entry in two at an instant; the first keeps the id, the second runs on where it was running.

        Raises:
            NotFound: there is none with that id.
            Stale: the entry has another revision by now.
            Refused: ``at`` does not lie within it, it is locked, or it has no clock times.
        """
        now = self._practice.now()
        found = find_entry(self._practice, id)
        with self._practice.transaction(f"split time of {found.who}") as tx:
            first, second = parts.split(fresh(find_entry(self._practice, found.id), rev), at, now)
            return tx.put(first), tx.put(replace(second, id=self._practice.new_id()))

    def join(self, id: str, other_id: str | None = None) -> Entry:  # noqa: A002
        """Make one entry of two of the same client or bucket, from the start of the earlier to the end of the later.

        Without ``other_id`` it is the next one that follows that day. A gap between them becomes tracked time.

        Raises:
            NotFound: there is none with that id.
            Refused: nothing follows, they belong to two, another entry lies between, one is locked, or has no
                clock times.
        """
        found = find_entry(self._practice, id)
        with self._practice.transaction(f"join time of {found.who}") as tx:
            one = find_entry(self._practice, found.id)
            other = (
                following(self._practice, one) if other_id is None else find_entry(self._practice, other_id)
            )
            made = joined(self._practice, one, other)
            gone = other if made.id == one.id else one
            tx.delete(gone.client, gone)
            return tx.put(made)

    def log(self, code: str | None, period: Period) -> LogView:
        """The entries of ``period`` by start, of everyone (``code`` None) or of one client or bucket.

        Days are the user's. The log of everyone has the gaps of working days up to now in it; overlaps are
        marked over all clients.

        Raises:
            NotFound: nobody is called so.
        """
        # What reads time is imported where it is read: whoever only writes an entry down need not wait for it.
        from fractui.services.day_log import log_view

        only = None if code is None else self._owner_name(code)
        return log_view(self._practice, only, period, self._practice.now())

    def day(self, day: date | None = None) -> DayView:
        """One day in the user's zone, today when None."""
        from fractui.services.day_log import day_view

        return day_view(self._practice, day, self._practice.now())

    def _owner_name(self, text: str) -> str:
        bucket = bucket_named(text)
        return bucket.value if bucket is not None else known_code(self._practice, text)
