"""Time entries: adding, changing and reading them back as a log or a day (rows 000-08, 000-29)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict, Unpack

from fractui.core import entry as rules
from fractui.core.entry import Category, Entry, Source, category_named
from fractui.core.errors import FieldRefused, Refused
from fractui.core.period import Period
from fractui.services.one_line_of_time import ON_OVERLAP, find_entry, settle
from fractui.services.relations import fresh
from fractui.services.timer import deliverable_of
from fractui.services.whose import known_code, of_entry, whose
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.services.views.log import LogView
    from fractui.services.views.time import DayView


class EntryChanges(TypedDict, total=False):
    """What can be changed of an entry; what is left out stays.

    ``who`` is a client's code or a bucket's name, ``end`` an instant (None is refused where the entry has
    one), ``deliverable`` the beginning of an id or None for none, ``on_overlap`` as in ``Entries.add``.
    """

    who: str
    start: datetime
    end: datetime | None
    note: str
    category: Category | str | None
    deliverable: str | None
    tags: tuple[str, ...]
    on_overlap: str


class Entries:
    """The time entries of all clients and own time: one person's single line of time."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(
        self,
        who: str,
        start: datetime,
        end: datetime,
        note: str = "",
        category: Category | str | None = None,
        deliverable: str | None = None,
        on_overlap: str = "refuse",
    ) -> Entry:
        """Write down time that has passed.

        Args:
            who: a client's code or a bucket's name, in any case.
            start: an aware instant.
            end: an aware instant, not before ``start`` and not ahead.
            note: one line of text.
            category: the kind of work, or its name.
            deliverable: the beginning of the id of one of the client's deliverables.
            on_overlap: where it shares time with other entries: ``refuse`` says which; ``trim`` shortens
                those so that it fits; ``keep`` keeps both and marks this one.

        Raises:
            NotFound: nobody is called so, or there is no such deliverable.
            Refused: the engagement is closed, the times cannot be, or it overlaps.
        """
        now = self._practice.now()
        owner = whose(self._practice, who)
        new = Entry(
            id=self._practice.new_id(),
            start=start,
            end=end,
            zone=self._practice.settings().zone,
            client=owner.client,
            bucket=owner.bucket,
            category=category_named(category) if category else None,
            note=note,
            source=Source.MANUAL,
        )
        with self._practice.transaction(f"add time for {owner.name}") as tx:
            owed = deliverable_of(self._practice, owner, deliverable)
            new = rules.check_entry(replace(new, deliverable=owed), now)
            placed, shortened = settle(self._practice, new, _checked(on_overlap), now)
            for each in shortened:
                tx.put(each)
            return tx.put(placed)

    def show(self, id: str) -> Entry:  # noqa: A002
        """One entry, by the beginning of its id.

        Raises:
            NotFound: there is none, or several.
        """
        return find_entry(self._practice, id)

    def edit(self, id: str, *, rev: int | None = None, **changes: Unpack[EntryChanges]) -> Entry:  # noqa: A002
        """Change an entry, the running one too; giving that an ``end`` stops it.

        Another client makes it a new entry in that client's portal, with a new id, and leaves a tombstone in
        the old: one change. Where the times stay, an overlap that is there already is not judged again.

        Args:
            id: the beginning of the entry's id.
            rev: the revision that the changes were made against; None does not look.
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
            new = rules.check_entry(self._changed(old, changes), now, old)
            shortened: tuple[Entry, ...] = ()
            if (new.start, new.end) != (old.start, old.end):
                how = _checked(changes.get("on_overlap", "refuse"))
                new, shortened = settle(self._practice, new, how, now, besides=(old.id,))
            for each in shortened:
                tx.put(each)
            if of_entry(new) == of_entry(old):
                return tx.put(new)
            tx.delete(old.client, old)
            return tx.put(
                replace(
                    new, id=self._practice.new_id(), rev=0, created_at=None, updated_at=None, deleted_at=None
                )
            )

    def delete(self, id: str) -> Entry:  # noqa: A002
        """Take an entry away; undo brings it back.

        Raises:
            NotFound: there is none with that id.
            Refused: it is running: that is what ``cancel`` is for.
        """
        found = find_entry(self._practice, id)
        with self._practice.transaction(f"delete time of {found.who}") as tx:
            old = find_entry(self._practice, found.id)
            if old.end is None:
                raise Refused(f"{old.who} is running; throw it away with: fractui cancel")
            return tx.delete(old.client, old)

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
        bucket = rules.bucket_named(text)
        return bucket.value if bucket is not None else known_code(self._practice, text)

    def _changed(self, old: Entry, changes: EntryChanges) -> Entry:
        owner = whose(self._practice, changes["who"]) if "who" in changes else of_entry(old)
        moved = owner != of_entry(old)
        category = changes.get("category", old.category)
        end = changes.get("end", old.end)
        if end is None and old.end is not None:
            raise FieldRefused(
                "end", "The entry has ended and cannot run again; write an end, or start the timer."
            )
        wanted = changes.get("deliverable", None if moved else old.deliverable)
        return replace(
            old,
            client=owner.client,
            bucket=owner.bucket,
            start=changes.get("start", old.start),
            end=end,
            note=changes.get("note", old.note),
            category=category_named(category) if category else None,
            deliverable=wanted
            if wanted == old.deliverable
            else deliverable_of(self._practice, owner, wanted),
            tags=changes.get("tags", old.tags),
        )


def _checked(on_overlap: str) -> str:
    if on_overlap not in ON_OVERLAP:
        raise FieldRefused(
            "on_overlap", f"Write {', '.join(ON_OVERLAP[:-1])} or {ON_OVERLAP[-1]} for an overlap."
        )
    return on_overlap
