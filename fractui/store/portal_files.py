"""One portal's data files and journal as this process sees them: what is on disk and the lines that are newer than it."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH120, PTH208

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fractui.core.errors import Damaged, FractuiError
from fractui.store.codec import Raw, foreign
from fractui.store.files import make_folder, sweep, sync_folder, trouble
from fractui.store.journal import Journal
from fractui.store.layout import MAIN, SCHEMA, Place
from fractui.store.line import Change, Line
from fractui.store.month_sums import MonthSums
from fractui.store.running import RunningPointer
from fractui.store.tinydb_storage import DocumentFile

if TYPE_CHECKING:
    from fractui.store.totals import Sums

_SHARD = re.compile(r"(\d{4}-\d\d)\.json")


class PortalFiles:
    """The files of one portal.

    Memory is always the data files plus every journal line read so far; ``settle`` brings the data files up to memory.
    ``broken`` is the sentence of what is damaged, empty when all is well. ``generation`` changes when a document does.
    """

    def __init__(self, place: Place, writer: str) -> None:
        self.place = place
        self.journal = Journal(place)
        self.broken = ""
        self.generation = 0
        self._writer = writer
        self._files: dict[str, DocumentFile] = {}
        self._seqs: dict[str, int] = {}
        self._tail: list[Line] = []
        self._months: set[str] = set()
        self._pointer: RunningPointer | None = None
        self._sums = MonthSums(place)

    def open(self) -> None:
        """Read the journal's tail and the main file; damage is remembered in ``broken``, not raised."""
        self._files, self._seqs, self._tail = {}, {}, []
        self._months, self._pointer, self._sums = set(), None, MonthSums(self.place)
        self.broken = ""
        self.generation += 1
        try:
            self._months = self._list_months()
            self._tail = self.journal.open()
            self._months |= {name[5:] for line in self._tail for name in line.files if name != MAIN}
            self._check_shards()
            self.file(MAIN)
        except FractuiError as error:
            self.broken = error.sentence

    def _check_shards(self) -> None:
        point = self.journal.checkpoint
        gone = sorted(set(point.shards) - self._months) if point else []
        if gone:
            raise Damaged(f"{self.place.brief('time/' + gone[0])}: the file is missing; run fractui doctor.")

    def is_there(self) -> bool:
        """Whether the portal has anything: a main file, a journal line, or a shard."""
        return self.journal.end.seq > 0 or os.path.lexists(self.place.path(MAIN)) or bool(self.months())

    def months(self) -> list[str]:
        """The months that have a shard, on disk or only in the journal so far, oldest first."""
        return sorted(self._months)

    def _list_months(self) -> set[str]:
        folder = f"{self.place.folder}/time"
        try:
            names = os.listdir(folder)
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise trouble(folder, error) from error
        return {match[1] for match in map(_SHARD.fullmatch, names) if match}

    def running(self) -> dict[str, Raw]:
        """The entries without an end, by id: none or one, two after a crash in the middle of a switch."""
        if self._pointer is None:
            pointer = RunningPointer(self.place, self._writer)
            if not pointer.load():
                pointer.rebuild(self.raw(f"time/{month}", "entries") for month in self.months())
            for line in self._tail:
                pointer.take(line)
            self._pointer = pointer
        return self._pointer.entries

    def file(self, name: str) -> DocumentFile:
        """A data file with every line read so far applied.

        Raises:
            Damaged: it cannot be read as what it should be, is of a newer schema, or is missing though the journal has had it.
            StorageTrouble: the disk refused.
        """
        found = self._files.get(name)
        if found is None:
            found = DocumentFile(self.place.path(name), self.place.brief(name))
            self._check(name, found)
            self._seqs[name] = found.store.seq
            for line in self._tail:
                if line.seq > self._seqs[name]:
                    self._apply(found, (change for change in line.changes if change.file == name))
            self._files[name] = found
        return found

    def _check(self, name: str, found: DocumentFile) -> None:
        brief = self.place.brief(name)
        tables = found.store.read()
        if tables is None:
            self._check_missing(name, brief)
            return
        if found.store.schema > SCHEMA:
            raise Damaged(
                f"{brief}: fractui {found.store.writer} wrote it with schema {found.store.schema}; "
                f"this one reads schema {SCHEMA}: use the newer fractui."
            )
        for table, documents in tables.items():
            for doc_id, raw in documents.items():
                reason = foreign(table, raw, doc_id, self.place.code)
                if reason:
                    where = f'{brief}: $.{table}["{doc_id[:40]}"]'
                    raise Damaged(f"{where} is not {self.place.label}'s, {reason}; run fractui doctor.")

    def _check_missing(self, name: str, brief: str) -> None:
        first = self._tail[0].seq if self._tail else self.journal.end.seq + 1
        if name == MAIN and first > 1:
            raise Damaged(f"{brief}: the file is missing though its journal is there; run fractui doctor.")

    def raw(self, name: str, table: str) -> dict[str, Raw]:
        """A table's stored documents by id; not to be changed."""
        return self.file(name).documents(table).raw()

    def get(self, name: str, table: str, doc_id: str) -> Raw | None:
        """One stored document."""
        return self.raw(name, table).get(doc_id)

    def sums(self, month: str) -> Sums:
        """The sums of a month's closed entries, from the cache where its shard need not be read."""
        name = f"time/{month}"
        if name not in self._files and not any(name in line.files for line in self._tail):
            cached = self._sums.cached(month)
            if cached is not None:
                return cached
        return self._sums.of(month, self.raw(name, "entries"))

    def home_of(self, name: str, table: str, doc_id: str, *, search: bool) -> str:
        """The data file that holds a document, looked for first in ``name``; empty when none does.

        With ``search`` an entry is looked for in every month, the newest first.
        """
        if doc_id in self.raw(name, table):
            return name
        if search and table == "entries":
            for month in reversed(self.months()):
                if doc_id in self.raw(f"time/{month}", table):
                    return f"time/{month}"
        return ""

    @staticmethod
    def _apply(found: DocumentFile, changes: Iterable[Change]) -> None:
        tables: dict[str, dict[str, Raw | None]] = {}
        for change in changes:
            tables.setdefault(change.table, {})[change.id] = change.after
        for table, documents in tables.items():
            found.documents(table).replace(documents)

    def absorb(self, line: Line) -> None:
        """Take a journal line into memory."""
        self._tail.append(line)
        self._months |= {name[5:] for name in line.files if name != MAIN}
        if self._pointer is not None:
            self._pointer.take(line)
        for name in line.files:
            found = self._files.get(name)
            if found is not None and self._seqs[name] < line.seq:
                self._apply(found, (change for change in line.changes if change.file == name))
                self._seqs[name] = line.seq
        self.generation += 1

    def catch_up(self) -> bool:
        """Read what others have appended; True when there was something.

        Raises:
            FractuiError: as ``Journal.read_new`` does.
        """
        lines = self.journal.read_new()
        if lines is None:
            self.open()
            return True
        for line in lines:
            self.absorb(line)
        return bool(lines)

    @property
    def unsettled(self) -> int:
        """How many lines the data files may not hold yet, a torn one that has to go included."""
        return len(self._tail) + self.journal.torn

    def settle(self) -> None:
        """Bring the data files up to memory, then move the checkpoint. Only under the lock, after catching up.

        Raises:
            StorageTrouble: the disk refused; the journal has it all and the next call goes on from here.
            Damaged: a file that the journal changes cannot be read.
        """
        self.journal.cut()
        if not self._tail:
            return
        point = self.journal.read_checkpoint()
        done = point.seq if point and point.seq <= self.journal.end.seq else 0
        for folder in (self.place.folder, f"{self.place.folder}/time"):
            sweep(folder)
        self.running()
        names = {name for line in self._tail if line.seq > done for name in line.files}
        if not os.path.lexists(self.place.path(MAIN)):
            names.add(MAIN)
        folders = {self._save(name) for name in sorted(names)}
        changed = {name[5:]: self.raw(name, "entries") for name in names if name != MAIN}
        if self._pointer is not None and self._months:
            self._pointer.save(self.journal.end.seq)
        for folder in sorted(folders):
            try:
                sync_folder(folder)
            except OSError as error:
                raise trouble(folder, error) from error
        if changed:
            self._sums.save(changed)
        self.journal.write_checkpoint(tuple(self.months()))
        self._tail = []

    def _save(self, name: str) -> str:
        found = self.file(name)
        path = self.place.path(name)
        folder = os.path.dirname(path)
        if name != MAIN:
            make_folder(folder)
        found.store.save(self.journal.end.seq, self._writer)
        return folder
