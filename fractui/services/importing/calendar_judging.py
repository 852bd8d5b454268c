"""Judging a calendar's events: what is past becomes entries, what is to come blocks; what changed since changes them (row 000-25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fractui.calendars.found import series_key
from fractui.core.block import Block
from fractui.core.entry import Entry
from fractui.exchange.keys import import_key
from fractui.exchange.rows import TimeRow
from fractui.services.importing.calendar_memory import Had, block_print, entry_print, mark_in
from fractui.services.importing.calendar_withdrawing import Withdrawing
from fractui.services.importing.judging import Judge, Watch
from fractui.services.importing.names import Names
from fractui.services.views.importing import BLOCKS, ENTRIES, ICS, Gathered, Judged, Verdict
from fractui.store.known import Known
from fractui.store.practice import Practice

_FIRST, _LAST = datetime(1950, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
MOVED = timedelta(days=400)
"""How far an event may have been moved since it was taken in, to be known as the same."""


def had_of(practice: Practice, file: Gathered, since: datetime, until: datetime) -> Had:
    """What was taken in before of what the file may have; ``since`` to ``until`` is the time of its rows."""
    ours = any(dict(one.row.extra).get("uid", "").endswith("@fractui") for one in file.rows)
    since = min([since, *(one.begin for one in file.left_out if one.begin is not None)])
    # An event may lie at either end of all calendars, an entry does not.
    since, until = max(since, _FIRST) - MOVED, min(until, _LAST) + MOVED
    return Had(practice, since, until, own_uids=ours)


class CalendarJudge(Judge):
    """Judges events: ``what`` is one of ``WHAT``, ``had`` what was taken in before."""

    def __init__(
        self,
        names: Names,
        known: Known,
        had: Had,
        *,
        zone: str,
        now: datetime,
        taken: frozenset[str],
        how: str,
        what: str,
    ) -> None:
        self._had = had
        self._what = what
        self._withdrawing = Withdrawing(had, now, what)
        self._ending: set[str] = set()
        self._times = known.times
        super().__init__(names, known, zone=zone, now=now, taken=taken, how=how)

    def events(self, file: Gathered, watch: Watch) -> tuple[Judged, ...]:
        """Every event with its verdict, in the file's order; one that takes back several things has a row for each."""
        gathered = self._withdrawing.spread(file)
        gone = [one for one in gathered if one.gone]
        self._ending = {one.was for one in gone if self._withdrawing.verdict(one)[0] is Verdict.UPDATED}
        self._clear_the_line(gathered)
        return self.rows(gathered, watch)

    def _clear_the_line(self, gathered: Sequence[Judged]) -> None:
        """What is going to be updated or taken back is in nobody's way."""
        going = [each for one in gathered for each in self._going(one)]
        own = [(int(e.start.timestamp()), int(e.end.timestamp()), e.who) for e in going if e.end is not None]
        for each in own:
            if each in self._times:
                self._times.remove(each)
        if own:
            self._begin_line(self._times)

    def _going(self, one: Judged) -> list[Entry]:
        """The entries whose time a row frees."""
        if one.gone:
            kept = self._withdrawing.of(one)
            verdict = self._withdrawing.verdict(one)[0]
            return [kept] if isinstance(kept, Entry) and verdict is Verdict.TAKEN_BACK else []
        entries = list(self._had.entries.get(one.key, ()))
        again = self._entry_again(one, entries, one.begin, one.end)[0]
        return entries if again is Verdict.UPDATED else []

    def _alone(self, one: Judged) -> Judged:
        """The verdict that an event has by itself and by its key."""
        judged = replace(self._of_event(one), told=one.told, sequence=one.sequence)
        if judged.makes != "block" or judged.gone:
            return judged
        return replace(judged, block=one.block)

    def _of_event(self, one: Judged) -> Judged:
        if one.gone:
            return self._gone(one)
        if one.row.problem is not None:
            return super()._alone(one)
        if dict(one.row.extra).get("uid", "") in self._had.uids:
            return self._plainly(one, Verdict.DUPLICATE, "it was exported from here")
        if one.block is not None:
            return self._to_come(one)
        if self._what == BLOCKS and one.end is not None and one.end <= self._now:
            return self._plainly(one, Verdict.PAST, "only what is to come becomes blocks")
        if one.key in self._had.entries:
            return self._past_again(one)
        return super()._alone(one)

    def _plainly(self, one: Judged, verdict: Verdict, detail: str) -> Judged:
        meant = self._names.of(one.row)
        return Judged(one.row, one.key, verdict, detail, meant.who, meant.name, one.begin, one.end)

    def _gone(self, one: Judged) -> Judged:
        """Something that is to be taken back."""
        kept = self._withdrawing.of(one)
        verdict, detail = self._withdrawing.verdict(one)
        who = kept.who if isinstance(kept, Entry) else kept.client or ""
        judged = replace(self._plainly(one, verdict, detail), who=who)
        if verdict in (Verdict.TAKEN_BACK, Verdict.UPDATED):
            return replace(judged, was=one.was, gone=True, block=one.block)
        return judged

    # -- entries -------------------------------------------------------------------------------------

    def _past_again(self, one: Judged) -> Judged:
        """An event that was taken in as an entry before."""
        entries = self._had.entries[one.key]
        verdict, detail = self._entry_again(one, entries, one.begin, one.end)
        judged = replace(self._plainly(one, verdict, detail), who=entries[0].who)
        if verdict is Verdict.UPDATED and one.begin is not None and one.end is not None:
            return replace(judged, was=entries[0].id, pieces=((one.begin, one.end),))
        return judged

    def _entry_again(
        self, one: Judged, entries: list[Entry], begin: datetime | None, end: datetime | None
    ) -> tuple[Verdict, str]:
        if (
            not entries
            or one.row.problem is not None
            or one.block is not None
            or begin is None
            or end is None
        ):
            return Verdict.NEW, ""
        mark = mark_in(entries[0])
        if mark is None or mark.told == one.told:
            return Verdict.DUPLICATE, "taken in before"
        if one.sequence < mark.sequence:
            return Verdict.OLDER, "a newer version of it was taken in"
        if end > self._now:
            return Verdict.FUTURE, "it was put off and is still to come"
        if len(entries) > 1 or entries[0].locked or mark.kept != entry_print(entries[0]):
            return (
                Verdict.CHANGED,
                "the calendar has it otherwise now, and it was changed here too: edit it yourself",
            )
        return Verdict.UPDATED, _what_changed(entries[0], one)

    # -- blocks --------------------------------------------------------------------------------------

    def _to_come(self, one: Judged) -> Judged:
        """An event that is still to come."""
        if self._what == ENTRIES:
            return self._plainly(
                one, Verdict.FUTURE, "it is still to come, and only what is past becomes entries"
            )
        block = self._had.blocks.get(one.key)
        if block is not None:
            return self._block_again(one, block)
        if self._is_series(one):
            return self._plainly(
                one, Verdict.CHANGED, "it is planned here as a series, which it fits no more: change that"
            )
        if one.key in self._had.entries:
            return self._plainly(one, Verdict.CHANGED, "it was taken in as an entry, and is to come now")
        if not self._taken.isdisjoint(self._had.deleted.get(one.key, ())):
            return self._plainly(one, Verdict.DELETED, "taken in before and deleted here since")
        first = self._first.setdefault(one.key, one.row.number)
        if first != one.row.number:
            return self._plainly(one, Verdict.DUPLICATE, f"the same as row {first}")
        verdict, detail = self._owned(self._names.of(one.row)) or (Verdict.NEW, one.row.detail)
        return replace(self._plainly(one, verdict, detail), block=one.block)

    def _is_series(self, one: Judged) -> bool:
        """Whether the event is planned as a series that stays as it is."""
        uid = dict(one.row.extra).get("uid", "")
        block = self._had.blocks.get(import_key(ICS, TimeRow(0, native_id=series_key(uid))))
        return block is not None and block.id not in self._ending

    def _block_again(self, one: Judged, block: Block) -> Judged:
        mark = mark_in(block)
        if mark is None or mark.told == one.told:
            verdict, detail = Verdict.DUPLICATE, "planned before"
        elif one.sequence < mark.sequence:
            verdict, detail = Verdict.OLDER, "a newer version of it was taken in"
        elif mark.kept != block_print(block):
            verdict = Verdict.CHANGED
            detail = "the calendar has it otherwise now, and it was changed here too: edit it yourself"
        else:
            verdict, detail = Verdict.UPDATED, "the calendar has it otherwise now"
        judged = replace(self._plainly(one, verdict, detail), who=block.client or "")
        return replace(judged, was=block.id, block=one.block) if verdict is Verdict.UPDATED else judged


def _what_changed(entry: Entry, one: Judged) -> str:
    moved = (entry.start, entry.end) != (one.begin, one.end)
    return "its time changed" if moved else "its title changed"
