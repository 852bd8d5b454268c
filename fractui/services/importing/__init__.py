"""Taking foreign time in: read a file, judge every row, and take it in as one change that undo takes back (pain 21)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from fractui.core.entry import check_entry
from fractui.core.errors import FieldRefused
from fractui.core.intake import Intake
from fractui.core.text import safe
from fractui.core.zones import check_zone, local_day
from fractui.exchange.keys import Keys
from fractui.exchange.opening import is_calendar, open_file, sniff
from fractui.exchange.rows import AskDayOrder, Reading
from fractui.services.importing.judging import EVERY, Judge, Stop, Stopped, Tell, Watch, name_rows, span
from fractui.services.importing.names import Names, said_of
from fractui.services.importing.turning import entry_of, words_of
from fractui.services.views.importing import (
    BOTH,
    ICS,
    KEEP,
    ON_OVERLAP,
    REFUSE,
    WHAT,
    Gathered,
    ImportPlan,
    Judged,
    Taken,
    Verdict,
)
from fractui.store.codec import instant
from fractui.store.known import Known
from fractui.store.practice import Practice, Transaction


class Importing:
    """Other programs' time. ``gather`` reads a file, ``judge`` says what would become of it, ``take`` takes it in.

    ``tell`` hears how far the work is; where ``stop`` answers yes, it ends with ``Stopped`` and nothing was changed.
    """

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def sniff(self, path: str) -> str | None:
        """Which format a file is in, None where it is none that can be read.

        Raises:
            Refused: it is not there, or can be none of them.
        """
        path = os.path.expanduser(path)  # noqa: PTH111 - pathlib costs more to import than a small file to read
        return ICS if is_calendar(path) else sniff(path)

    def remembered(self, format: str) -> Intake:  # noqa: A002
        """What is remembered of a program's files; nothing but its name before the first."""
        known = (each for each in self._practice.own.documents(Intake) if each.id == format)
        return next(known, Intake(id=format))

    def gather(
        self,
        path: str,
        format: str,  # noqa: A002
        zone: str = "",
        dates: str = "",
        tell: Tell | None = None,
        stop: Stop | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Gathered:
        """Read a file whole.

        Args:
            path: the file; ``~`` is understood.
            format: one of ``fractui.exchange.opening.FORMATS``, or ``ics``.
            zone: where the clocks of its times hung; empty for what was said the last time, else the user's. Of a calendar
                it is that of times that name no zone, which nobody knows until it was said.
            dates: ``dmy`` or ``mdy`` where its dates can be read in both ways; empty for what was said the last time.
            tell: hears how many rows were read.
            stop: says whether to stop.
            since: of a calendar the first day that is looked at, two years back by default.
            until: of a calendar the last day, twelve weeks ahead by default.

        Raises:
            AskDayOrder: its dates can be read in both ways, and nothing was said yet.
            Refused: it cannot be read as that, or the zone is none.
        """
        known = self.remembered(format)
        if format == ICS:
            from fractui.services.importing.calendar_file import gather_calendar

            found = gather_calendar(self._practice, known, path, zone, since, until, Watch(tell, stop).at)
            return replace(found, path=path)
        where = check_zone(zone or known.zone or self._practice.settings().zone)
        typed, path = path, os.path.expanduser(path)  # noqa: PTH111
        try:
            reading = open_file(path, format, where, dates or None)
        except AskDayOrder:
            # What was said of an earlier file counts only where this one leaves the question open.
            if dates or not known.dates:
                raise
            dates = known.dates
            reading = open_file(path, format, where, dates)
        found = gathered(reading, safe(os.path.basename(path)), where, dates, tell, stop)  # noqa: PTH119
        return replace(found, path=typed)

    def judge(
        self,
        file: Gathered,
        said: Mapping[str, str] | None = None,
        on_overlap: str = REFUSE,
        tell: Tell | None = None,
        stop: Stop | None = None,
        what: str = BOTH,
    ) -> ImportPlan:
        """Say what would become of every row; nothing is changed.

        Args:
            file: what was read.
            said: whom names mean: a client's code, a bucket's name, or ``-`` for rows that are to be left out. It
                counts before what is remembered, that before codes and names that fit exactly.
            on_overlap: of a row that shares time: ``refuse`` leaves it out, ``trim`` takes what is free of it,
                ``keep`` takes it and marks it.
            tell: hears how many rows were judged.
            stop: says whether to stop.
            what: what a calendar's events become: ``entries`` of what is past, ``blocks`` of what is to come, or ``both``.

        Raises:
            FieldRefused: somebody is meant whom there is not, or there is no such way with overlaps.
        """
        if on_overlap not in ON_OVERLAP:
            raise FieldRefused(
                "on_overlap", f"Write {', '.join(ON_OVERLAP[:-1])} or {ON_OVERLAP[-1]} for an overlap."
            )
        if what not in WHAT:
            raise FieldRefused("what", f"Write {', '.join(WHAT[:-1])} or {WHAT[-1]}.")
        self._practice.catch_up()
        return self._judged(file, said_of(self._practice, said or {}), on_overlap, what, Watch(tell, stop))

    def _judged(
        self, file: Gathered, said: tuple[tuple[str, str], ...], on_overlap: str, what: str, watch: Watch
    ) -> ImportPlan:
        practice = self._practice
        watch.at("looking", 0, len(file.rows))
        memory = self.remembered(file.format)
        at, now = practice.portals.top(), practice.now()
        names = Names(practice, (*file.known, *memory.names, *said))
        since, until = _reach(file, now)
        known = Known(practice, since, until, now, _own_ids(file))
        taken = frozenset(map(instant, memory.taken))
        if file.format == ICS:
            from fractui.services.importing.calendar_judging import CalendarJudge, had_of

            had = had_of(practice, file, since, until)
            events = CalendarJudge(
                names, known, had, zone=file.zone, now=now, taken=taken, how=on_overlap, what=what
            )
            rows = events.events(file, watch)
        else:
            judge = Judge(names, known, zone=file.zone, now=now, taken=taken, how=on_overlap)
            rows = judge.rows(file.rows, watch)
        return ImportPlan(file, on_overlap, rows, name_rows(rows, names), said, at, what)

    def take(self, plan: ImportPlan, tell: Tell | None = None, stop: Stop | None = None) -> Taken:
        """Take in what the plan says, as one change over all clients: all of it or, after a crash, nothing.

        Where the practice was changed since the plan was made, the rows are judged again. Rows that nobody has are left
        out. What a person said of names is remembered with it, and forgotten when it is taken back. Stopping works
        until it is written.

        Raises:
            Stopped: a person stopped it; nothing was changed.
            Damaged: a client's data cannot be changed.
            StorageTrouble: the disk refused; nothing was changed.
        """
        watch = Watch(tell, stop)
        if not plan.changes:
            return Taken(0, plan)
        label = f"import {_counted(plan)} from {plan.file.source}"
        with self._practice.transaction(label, secured="import") as tx:
            if self._practice.portals.top() != plan.at:
                plan = self._judged(plan.file, plan.said, plan.on_overlap, plan.what, watch)
            put = self._putter(plan)
            for judged in watch.over(plan.rows, "taking in"):
                put(tx, judged)
            if plan.changes:
                self._remember(tx, plan)
            watch.at("writing", len(plan.rows), len(plan.rows))
        return Taken(plan.taking, plan, plan.planning, plan.updating)

    def _putter(self, plan: ImportPlan) -> Callable[[Transaction, Judged], None]:
        """What puts a row in its place."""
        if plan.file.format == ICS:
            from fractui.services.importing.calendar_taking import CalendarTaking

            return CalendarTaking(self._practice, plan).put
        return lambda tx, judged: self._put(tx, judged, plan)

    def _put(self, tx: Transaction, judged: Judged, plan: ImportPlan) -> None:
        if not judged.pieces:
            return
        words = words_of(judged.row, judged.name, judged.who)
        for piece in judged.pieces:
            entry = entry_of(
                judged.row,
                words,
                judged.who,
                piece,
                new_id=self._practice.new_id(),
                key=judged.key,
                zone=plan.file.zone,
            )
            if judged.verdict is Verdict.OVERLAP and plan.on_overlap == KEEP:
                entry = replace(entry, overlap_ok=True)
            tx.put(check_entry(entry, tx.now))

    def _remember(self, tx: Transaction, plan: ImportPlan) -> None:
        memory = self.remembered(plan.file.format)
        names = dict(memory.names) | dict(plan.said)
        tx.put_in(
            None,
            replace(
                memory,
                names=tuple(sorted(names.items())),
                zone=plan.file.zone if plan.file.zone_said else memory.zone,
                dates=plan.file.dates or memory.dates,
                taken=(*memory.taken, tx.now),
            ),
        )


def gathered(
    reading: Reading,
    source: str,
    zone: str,
    dates: str = "",
    tell: Tell | None = None,
    stop: Stop | None = None,
) -> Gathered:
    """The rows of an opened file, each with its key.

    Raises:
        Stopped: a person stopped it.
    """
    watch, keys = Watch(tell, stop), Keys(reading.format)
    rows: list[Judged] = []
    first: date | None = None
    last: date | None = None
    zones: dict[str, bool] = {"": True}
    for row in reading.rows:
        if len(rows) % EVERY == 0:
            watch.at("reading", len(rows), reading.total or 0)
        if not _known_zone(row.zone, zones):
            row = replace(row, zone="", detail=row.detail or f"there is no zone “{row.zone[:40]}”")
        begin, end = span(row, zone)
        rows.append(Judged(row, keys.of(row), begin=begin, end=end))
        if begin is not None:
            day = row.day or local_day(begin, zone)
            first, last = min(first or day, day), max(last or day, day)
    return Gathered(reading.format, source, zone, tuple(rows), dates, reading.encoding, first, last)


def _known_zone(name: str, zones: dict[str, bool]) -> bool:
    """Whether there is a zone of that name; asked once for each."""
    if name not in zones:
        try:
            zones[name] = bool(check_zone(name))
        except FieldRefused:
            zones[name] = False
    return zones[name]


def _counted(plan: ImportPlan) -> str:
    """What a plan makes and changes, in words."""
    entries = "entry" if plan.taking == 1 else "entries"
    blocks, updates = ("block", "blocks")[plan.planning != 1], ("update", "updates")[plan.updating != 1]
    counts = ((plan.taking, entries), (plan.planning, blocks), (plan.updating, updates))
    return ", ".join(f"{count:,} {what}" for count, what in counts if count)


def _own_ids(file: Gathered) -> frozenset[str]:
    """The ids that our own export gave its rows, for they may be of this very practice."""
    return frozenset(one.row.native_id for one in file.rows) if file.format == "csv" else frozenset()


def _reach(file: Gathered, now: datetime) -> tuple[datetime, datetime]:
    """The time that the file's rows can touch."""
    begins = [one.begin for one in file.rows if one.begin is not None]
    ends = [one.end for one in file.rows if one.end is not None]
    return min(begins, default=now), max(ends, default=now)


__all__ = ["Gathered", "ImportPlan", "Importing", "Stopped", "Taken"]
