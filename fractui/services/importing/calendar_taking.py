"""Putting a calendar's events in their places: new entries and blocks, and changes of those that came before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from fractui.core import block as rules
from fractui.core.apart import parted
from fractui.core.block import Block
from fractui.core.entry import NOTE_LENGTH, TAG_LENGTH, Bucket, Category, Entry, Source, check_entry
from fractui.core.zones import local_day
from fractui.services.importing.calendar_memory import (
    MARK,
    Mark,
    block_print,
    entry_print,
    group_of,
    whole_print,
)
from fractui.services.importing.names import BUCKETS, category_of
from fractui.services.importing.turning import EXTRA_LENGTH, MOST_TAGS, line_of
from fractui.services.views.importing import KEEP, ImportPlan, Judged, Verdict
from fractui.store.portal import Portal
from fractui.store.practice import Practice, Transaction


class CalendarTaking:
    """Puts what was judged into a transaction."""

    def __init__(self, practice: Practice, plan: ImportPlan) -> None:
        self._practice = practice
        self._plan = plan

    def put(self, tx: Transaction, one: Judged) -> None:
        """Put what one event becomes."""
        if one.pieces:
            overlap_ok = one.verdict is Verdict.OVERLAP and self._plan.on_overlap == KEEP
            for entry in self._entries(one, overlap_ok=overlap_ok):
                tx.put(check_entry(entry, tx.now))
        elif one.gone:
            self._take_back(tx, one)
        elif one.verdict is Verdict.UPDATED:
            self._change(tx, one)
        elif one.makes == "block" and one.block is not None:
            client = None if one.who in BUCKETS else one.who
            made = replace(one.block, id=self._practice.new_id(), client=client, category=_kind(one))
            self._store(tx, made, one)

    # -- entries -------------------------------------------------------------------------------------

    def _entries(self, one: Judged, *, overlap_ok: bool) -> list[Entry]:
        made = []
        for place, piece in enumerate(one.pieces):
            entry = self._entry(one, piece)
            if place == 0 and one.was:
                old = self._old_entry(one)
                entry = replace(
                    old, start=piece[0], end=piece[1], note=entry.note, import_extra=entry.import_extra
                )
            made.append(replace(entry, overlap_ok=True) if overlap_ok else entry)
        return [self._marked(entry, one) for entry in made]

    def _old_entry(self, one: Judged) -> Entry:
        return self._portal(one).entry(one.was)

    def _entry(self, one: Judged, piece: tuple[datetime, datetime]) -> Entry:
        row = one.row
        said = dict(row.extra)
        tags = dict.fromkeys(line_of(each, TAG_LENGTH) for each in said.get("categories", "").split(", "))
        tags.pop("", None)
        extra = {name: line_of(text, EXTRA_LENGTH) for name, text in said.items() if name != "categories"}
        return Entry(
            id=self._practice.new_id(),
            start=piece[0],
            end=piece[1],
            zone=row.zone or self._plan.file.zone,
            client=None if one.who in BUCKETS else one.who,
            bucket=Bucket(one.who) if one.who in BUCKETS else None,
            category=_kind(one),
            note=line_of(row.note, NOTE_LENGTH),
            tags=tuple(each for each in tags if category_of(each) is None)[:MOST_TAGS],
            source=Source.CALENDAR,
            import_key=one.key,
            import_extra=extra,
        )

    @staticmethod
    def _marked(entry: Entry, one: Judged) -> Entry:
        group = group_of(dict(one.row.extra).get("uid", ""))
        mark = Mark(one.sequence, one.told, entry_print(entry), group, whole_print(entry))
        return replace(entry, import_extra={**(entry.import_extra or {}), MARK: mark.written()})

    # -- what is taken back --------------------------------------------------------------------------

    def _take_back(self, tx: Transaction, one: Judged) -> None:
        """Take an entry or block out; it loses its name, by which else it would be known as deleted by a person."""
        portal = self._portal(one)
        if one.block is None:
            tx.delete(portal.code, replace(portal.entry(one.was), import_key=""))
            return
        old = portal.block(one.was)
        if not self._end(tx, old):
            tx.delete(portal.code, replace(old, import_key="", import_mark=""))

    def _end(self, tx: Transaction, old: Block) -> bool:
        """Let a series end before today; False where none of it has taken place.

        What has taken place stays in the plan as it was, so that it can be held against what was tracked.
        """
        last = _last_before(old, local_day(tx.now, old.zone))
        if last is None:
            return False
        kept = tuple(each for each in old.deviations if each.on <= last)
        ended = replace(old, until=last, deviations=kept, import_key="", import_mark="")
        tx.put(parted(old, rules.check_block(ended), tx.now))
        return True

    def _portal(self, one: Judged) -> Portal:
        return self._practice.portal(one.who) if one.who and one.who not in BUCKETS else self._practice.own

    # -- blocks --------------------------------------------------------------------------------------

    def _change(self, tx: Transaction, one: Judged) -> None:
        old = self._portal(one).block(one.was)
        if one.block is None:
            return
        today = local_day(tx.now, old.zone)
        new = replace(one.block, id=old.id, rev=old.rev, created_at=old.created_at, updated_at=old.updated_at)
        new = replace(new, client=old.client, category=old.category, apart=old.apart)
        if _beats_alike(old, new):
            before = tuple(each for each in old.deviations if each.on < min(today, new.starts_on))
            new = replace(new, starts_on=old.starts_on, deviations=(*before, *new.deviations))
        elif self._end(tx, old):
            new = replace(new, id=self._practice.new_id(), rev=0, created_at=None, updated_at=None, apart=())
            self._store(tx, new, one)
            return
        self._store(tx, new, one, old)

    def _store(self, tx: Transaction, block: Block, one: Judged, old: Block | None = None) -> None:
        checked = rules.check_block(replace(block, import_key=one.key))
        group = group_of(dict(one.row.extra).get("uid", ""))
        mark = Mark(one.sequence, one.told, block_print(checked), group)
        checked = replace(checked, import_mark=mark.written())
        tx.put(parted(old or checked, checked, tx.now))


def _beats_alike(old: Block, new: Block) -> bool:
    """Whether two blocks take place on the same days at the same time, so that one may go on as the other."""
    parts = [
        (each.at, each.minutes, each.days, each.step, each.month_day, each.nth, each.zone)
        for each in (old, new)
    ]
    return old.repeats and parts[0] == parts[1] and rules.has_instance(old, new.starts_on)


def _last_before(block: Block, today: date) -> date | None:
    """The day of the last instance of a series before today; None where there was none."""
    if not block.repeats:
        return None
    near = list(rules.instance_days(block, today - block.rhythm.widest, today - timedelta(days=1)))
    return near[-1] if near else None


def _kind(one: Judged) -> Category:
    return category_of(one.row.category) or Category.MEETING
