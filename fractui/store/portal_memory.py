"""One portal as this process sees it: the data files and the journal lines that are newer than they are."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from fractui.core.document import ID_LENGTH
from fractui.core.errors import Damaged, FractuiError, StorageTrouble
from fractui.store.codec import Raw, foreign
from fractui.store.files import read_file
from fractui.store.journal import Journal
from fractui.store.layout import MAIN, Place
from fractui.store.line import Change, Line
from fractui.store.loading import apply, check_months, list_months, load, remembered, salvage
from fractui.store.migrations import Migrations, TooNew
from fractui.store.month_sums import MonthSums
from fractui.store.near import near_entries
from fractui.store.running import RunningPointer
from fractui.store.tinydb_storage import DocumentFile
from fractui.store.watch import changed_at

if TYPE_CHECKING:
    from fractui.store.totals import Sums


class PortalMemory:
    """The documents of one portal: always the data files plus every journal line read so far.

    ``broken`` is the sentence of what is damaged, empty when all is well; ``too_new`` says that only a newer fractui can
    read it. ``generation`` changes when a document does.
    """

    def __init__(self, place: Place, writer: str, migrations: Migrations) -> None:
        self.place = place
        self._migrations = migrations
        self.journal = Journal(place)
        self.broken = ""
        self.too_new = False
        self.generation = 0
        self._broken_file = MAIN
        self._broken_stamp: tuple[int, ...] = ()
        self._writer = writer
        self._files: dict[str, DocumentFile] = {}
        self._seqs: dict[str, int] = {}
        self._tail: list[Line] = []
        self._remembered: dict[str, list[Change]] | None = None
        self._months: set[str] = set()
        self._glimpsed: set[str] = set()
        self._pointer: RunningPointer | None = None
        self._sums = MonthSums(place)
        # Panes read in their own thread: a file must not be loaded while lines come in, or it would miss them.
        self._guard = threading.RLock()

    def open(self) -> None:
        """Read the journal's tail and the main file; damage is remembered in ``broken``, not raised."""
        with self._guard:
            self._open()

    def _open(self) -> None:
        self._files, self._seqs, self._tail = {}, {}, []
        self._months, self._pointer, self._sums = set(), None, MonthSums(self.place)
        self._glimpsed = set()
        self.broken, self.too_new, self._remembered = "", False, None
        self.generation += 1
        try:
            self._months = list_months(self.place)
            self._tail = [self._migrations.line(line, self.place.short) for line in self.journal.open()]
            self._months |= {name[5:] for line in self._tail for name in line.files if name != MAIN}
            check_months(self.place, self._months, self.journal.checkpoint)
            self.file(MAIN)
        except FractuiError as error:
            self._break(error, MAIN)

    def is_there(self) -> bool:
        """Whether the portal has anything: a main file, a journal line, or a shard."""
        return self.journal.end.seq > 0 or os.path.lexists(self.place.path(MAIN)) or bool(self.months())

    def months(self) -> list[str]:
        """The months that have a shard, on disk or only in the journal so far, oldest first."""
        return sorted(self._months)

    def running(self) -> dict[str, Raw]:
        """The entries without an end, by id: none or one, two after a crash in the middle of a switch."""
        with self._guard:
            return self._loaded_pointer().entries

    def _loaded_pointer(self) -> RunningPointer:
        if self._pointer is None:
            pointer = RunningPointer(self.place, self._writer, self._migrations.target)
            if not pointer.load():
                pointer.rebuild(self.raw(f"time/{month}", "entries") for month in self.months())
            for line in self._tail:
                pointer.take(line)
            self._pointer = pointer
        return self._pointer

    def file(self, name: str) -> DocumentFile:
        """A data file with every line read so far applied.

        What cannot be read makes the portal ``broken``; then it is what the journal remembers, to be read only.
        """
        found = self._files.get(name)
        if found is None:
            with self._guard:
                found = self._files.get(name) or self._load(name)
        return found

    def _load(self, name: str) -> DocumentFile:
        try:
            found = load(self.place, name, self._migrations)
            if name == MAIN:
                self._check_main(found)
        except TooNew as error:
            self.too_new = True
            self._break(error, name)
            found = DocumentFile("", self.place.brief(name))
            found.store.write({})
        except FractuiError as error:
            self._break(error, name)
            if self._remembered is None:
                # Once for all that is damaged: a journal of ten years takes a while.
                self._remembered = remembered(self.place, self._migrations)
            found = salvage(self.place, name, self._migrations, self._remembered.get(name, ()))
        else:
            self._apply_tail(name, found)
        self._files[name] = found
        return found

    def _apply_tail(self, name: str, found: DocumentFile) -> None:
        self._seqs[name] = found.store.seq
        for line in self._tail:
            if line.seq > self._seqs[name]:
                apply(found, line.of(name))

    def _check_main(self, found: DocumentFile) -> None:
        first = self._tail[0].seq if self._tail else self.journal.end.seq + 1
        if found.store.read() is None and (first > 1 or (self._months and not self._tail)):
            raise Damaged(f"{self.place.brief(MAIN)}: the file is missing; run fractui doctor.")

    def _break(self, error: FractuiError, name: str) -> None:
        self.broken = self.broken or error.sentence
        self._broken_file = name
        self._broken_stamp = self._stamp()

    def _stamp(self) -> tuple[int, ...]:
        """What would be different if somebody had put right what is damaged."""
        paths = (self.place.path(MAIN), self.place.path(self._broken_file), self.place.journal)
        newest = [self.journal.path(self.journal.end.month)] if self.journal.end.month else []
        return tuple(changed_at(path) for path in (*paths, *newest))

    def raw(self, name: str, table: str) -> dict[str, Raw]:
        """A table's stored documents by id; not to be changed."""
        return self.file(name).documents(table).raw()

    def get(self, name: str, table: str, doc_id: str) -> Raw | None:
        """One stored document."""
        return self.raw(name, table).get(doc_id)

    def sums(self, month: str) -> Sums:
        """The sums of a month's closed entries, from the cache where its shard need not be read."""
        name = f"time/{month}"
        if self._is_as_on_disk(name):
            cached = self._sums.cached(month)
            if cached is not None:
                return cached
        return self._sums.of(month, self.raw(name, "entries"))

    def months_since(self, since: str) -> list[str]:
        """The months, oldest first, whose entries may go on beyond ``since``, an instant as stored.

        The cache names the months that were over by then, so that the years before cost nothing.
        """
        over = self._sums.over(since).difference(name[5:] for line in self._tail for name in line.files)
        return sorted(month for month in self._months if month >= since[:7] or month not in over)

    def _is_as_on_disk(self, name: str) -> bool:
        return name not in self._files and not any(name in line.files for line in self._tail)

    def at_rest(self, month: str) -> bool:
        """Whether all of a month is in its file and nothing of it in memory, so that it can be read past the memory."""
        return self._is_as_on_disk(f"time/{month}")

    def shard(self, month: str) -> bytes | None:
        """A shard's bytes where they say all that is known of the month; None where memory does, or there is no file."""
        name = f"time/{month}"
        if not self._is_as_on_disk(name):
            return None
        try:
            return read_file(self.place.path(name))
        except FileNotFoundError:
            return None

    def near(self, month: str, since: str, until: str) -> dict[str, Raw] | None:
        """A month's stored entries that may touch the time between two instants, by id, from its file's bytes; more may be among them.

        None where the month has to be taken in whole: it is in memory already, its file is not as it was written, or it was
        asked for before, for whoever comes back stays for longer.
        """
        if self.broken or month in self._glimpsed:
            return None
        self._glimpsed.add(month)
        try:
            data = self.shard(month)
        except StorageTrouble:
            # Taking it in whole says what is wrong with it.
            return None
        found = None if data is None else near_entries(data, self._migrations.target, since, until)
        if found is None or any(foreign("entries", raw, key, self.place.code) for key, raw in found.items()):
            return None
        return found

    def months_in_memory(self) -> list[str]:
        """The months whose shards were read or looked into already, oldest first."""
        return sorted(self._glimpsed.union(name[5:] for name in tuple(self._files) if name != MAIN))

    def ids(self, name: str, table: str, prefix: str) -> list[str]:
        """The ids in a table that begin so, those of tombstones too; none for an empty text.

        A shard that is not in memory is parsed only if its bytes have the id in them.
        """
        if self._is_as_on_disk(name) and not self._mentions(name, prefix):
            return []
        documents = self.raw(name, table)
        if prefix in documents:
            return [prefix]
        if not prefix or len(prefix) >= ID_LENGTH:
            return []
        return [doc_id for doc_id in documents if doc_id.startswith(prefix)]

    def _mentions(self, name: str, prefix: str) -> bool:
        try:
            return b'"' + prefix.encode("utf-8", "replace") in read_file(self.place.path(name))
        except FileNotFoundError:
            return False

    def home_of(self, name: str, table: str, doc_id: str, *, search: bool) -> str:
        """The data file that holds a document, looked for first in ``name``; empty when none does.

        With ``search`` an entry is looked for in every month, the newest first.
        """
        if doc_id in self.raw(name, table):
            return name
        if search and table == "entries":
            for month in reversed(self.months()):
                if self.ids(f"time/{month}", table, doc_id):
                    return f"time/{month}"
        return ""

    def absorb(self, line: Line) -> None:
        """Take a journal line into memory."""
        line = self._migrations.line(line, self.place.short)
        with self._guard:
            self._absorb(line)

    def _absorb(self, line: Line) -> None:
        self._tail.append(line)
        self._months |= {name[5:] for name in line.files if name != MAIN}
        if self._pointer is not None:
            self._pointer.take(line)
        for name in line.files:
            found = self._files.get(name)
            if found is not None and self._seqs[name] < line.seq:
                apply(found, line.of(name))
                self._seqs[name] = line.seq
        self.generation += 1

    def catch_up(self) -> bool:
        """Read what others have appended, or have put right; True when there was something."""
        if self.broken:
            if self._stamp() == self._broken_stamp:
                return False
            self.open()
            return True
        try:
            lines = self.journal.read_new()
        except FractuiError as error:
            self._break(error, MAIN)
            return True
        if lines is None:
            self.open()
            return True
        try:
            for line in lines:
                self.absorb(line)
        except TooNew as error:
            self.too_new = True
            self._break(error, MAIN)
        return bool(lines)

    @property
    def unsettled(self) -> int:
        """How many lines the data files may not hold yet, a torn one that has to go and a pointer to be made included."""
        pointer = self._pointer is not None and self._pointer.dirty and bool(self._months)
        return len(self._tail) + self.journal.torn + pointer
