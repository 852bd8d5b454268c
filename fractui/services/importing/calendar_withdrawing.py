"""What a calendar takes back of what came from it: events that were cancelled, times that their series has no more (row 000-25)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from fractui.calendars.found import series_key
from fractui.core.block import Block, occurrences
from fractui.core.entry import Entry
from fractui.exchange.keys import import_key
from fractui.exchange.rows import Problem, TimeRow
from fractui.services.importing.calendar_memory import (
    Had,
    block_print,
    entry_print,
    group_of,
    mark_in,
    whole_print,
)
from fractui.services.views.importing import BLOCKS, ENTRIES, ICS, Gathered, Judged, Verdict

Kept = Entry | Block

_NO_RHYTHM = "it repeats in no rhythm known here any more: its times are planned one by one"
_NO_MORE = "its calendar has it no more: it is taken out of the plan"


class Withdrawing:
    """Finds what is to be taken back; ``what`` is one of ``WHAT``, ``had`` what was taken in before."""

    def __init__(self, had: Had, now: datetime, what: str) -> None:
        self._had = had
        self._now = now
        self._what = what
        self._kept: dict[str, Kept] = {}

    def spread(self, file: Gathered) -> list[Judged]:
        """The file's rows in their order, those that take something back once for each thing that they take back."""
        found: list[Judged] = []
        for one in file.rows:
            found += self._cancelled(one)
        for one in file.left_out:
            found += [self._back(one, each) for each in self._wanted(self._had.entries.get(one.key, ()))]
        found += self._missing(file)
        return sorted(found, key=lambda each: each.row.number)

    def of(self, one: Judged) -> Kept:
        """What a row is to take back."""
        return self._kept[one.was]

    def verdict(self, one: Judged) -> tuple[Verdict, str]:
        """Whether it is taken back, or a person is to look at it."""
        kept = self._kept[one.was]
        mark, reason = mark_in(kept), one.row.detail
        if mark is not None and one.sequence < mark.sequence:
            return Verdict.OLDER, "a newer version of it was taken in"
        if isinstance(kept, Entry):
            if kept.locked:
                return (
                    Verdict.CHANGED,
                    f"{reason}, but its time is locked: unlock and delete it if it did not take place",
                )
            if (
                mark is None
                or mark.kept != entry_print(kept)
                or (mark.whole and mark.whole != whole_print(kept))
            ):
                return (
                    Verdict.CHANGED,
                    f"{reason}, and changed here since: delete it here if it did not take place",
                )
            return Verdict.TAKEN_BACK, f"{reason}: its entry is taken out"
        if mark is None or mark.kept != block_print(kept):
            return (
                Verdict.CHANGED,
                f"{reason}, and changed here since: delete it here if it does not take place",
            )
        if reason == _NO_RHYTHM:
            return Verdict.UPDATED, reason
        return Verdict.TAKEN_BACK, reason if reason == _NO_MORE else f"{reason}: it is taken out of the plan"

    # -- what was cancelled --------------------------------------------------------------------------

    def _cancelled(self, one: Judged) -> list[Judged]:
        """A row once for each thing that it takes back; as it is where that is nothing."""
        if one.row.problem is not Problem.CANCELLED:
            return [one]
        uid = _uid(one)
        keys, stay = [one.key], 0
        kept: dict[str, Kept] = {}
        if one.row.native_id in (uid, series_key(uid)):
            keys = [_key(uid), _key(series_key(uid))]
            group, stay = self._of_group(uid, one.since or self._now, keys)
            kept |= {each.id: each for each in group}
        for key in keys:
            block = self._had.blocks.get(key)
            things = [*self._had.entries.get(key, ()), *([] if block is None else [block])]
            kept |= {each.id: each for each in things}
        backs = [self._back(one, each) for each in self._wanted(list(kept.values()))]
        if not stay:
            return backs or [one]
        times = "1 time of it" if stay == 1 else f"{stay:,} times of it"
        told = replace(one.row, detail=f"{one.row.detail}; {times} that took place before stay")
        return [replace(one, row=told), *backs]

    def _of_group(self, uid: str, since: datetime, keys: Sequence[str]) -> tuple[list[Kept], int]:
        """The single times of an event that lie after it was cancelled, and how many entries lie before."""
        found: list[Kept] = []
        before = 0
        for each in self._had.groups.get(group_of(uid), ()):
            if each.import_key in keys:
                continue
            begin, end = _span(each)
            if begin is not None and end is not None and end > since:
                found.append(each)
            elif isinstance(each, Entry):
                before += 1
        return found, before

    # -- what a series has no more -------------------------------------------------------------------

    def _missing(self, file: Gathered) -> Iterator[Judged]:
        """Blocks of series that the file tells whole and that are not in it."""
        keys = {one.key for one in file.rows}
        first: dict[str, Judged] = {}
        for one in file.rows:
            first.setdefault(_uid(one), one)
        for uid in sorted(file.whole & set(first)):
            one = first[uid]
            plain = replace(one, row=replace(one.row, problem=None, detail=_NO_MORE))
            is_series = _key(series_key(uid)) in keys
            group = self._had.groups.get(group_of(uid), ())
            for block in self._wanted([each for each in group if isinstance(each, Block)]):
                if block.import_key in keys or not isinstance(block, Block):
                    continue
                if block.repeats:
                    yield self._back(replace(plain, row=replace(plain.row, detail=_NO_RHYTHM)), block)
                elif self._is_told(block, None if is_series else file.until):
                    yield self._back(plain, block)

    def _is_told(self, block: Block, until: datetime | None) -> bool:
        """Whether a block is still to come and lies where the file's times were looked for."""
        begin, _ = _span(block)
        return begin is not None and self._now <= begin and (until is None or begin < until)

    # -- both ----------------------------------------------------------------------------------------

    def _wanted(self, kept: Sequence[Kept]) -> list[Kept]:
        """Of entries and blocks those that the person wants to have to do with."""
        left_alone = {ENTRIES: Block, BLOCKS: Entry}.get(self._what)
        return [each for each in kept if left_alone is None or not isinstance(each, left_alone)]

    def _back(self, one: Judged, kept: Kept) -> Judged:
        self._kept[kept.id] = kept
        begin, end = _span(kept)
        block = kept if isinstance(kept, Block) else None
        return replace(one, key=kept.import_key, begin=begin, end=end, was=kept.id, gone=True, block=block)


def _uid(one: Judged) -> str:
    return dict(one.row.extra).get("uid", "")


def _key(name: str) -> str:
    return import_key(ICS, TimeRow(0, native_id=name))


def _span(kept: Kept) -> tuple[datetime | None, datetime | None]:
    """When something takes place; nothing of a series, and of a block that is skipped."""
    if isinstance(kept, Entry):
        return kept.start, kept.end
    found = [] if kept.repeats else occurrences(kept, kept.starts_on, kept.starts_on)
    return (found[0].start, found[0].end) if found else (None, None)
