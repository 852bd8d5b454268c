"""The tiny file that points at a portal's running entry, so that nobody has to look through the months for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fractui.core.errors import FractuiError
from fractui.store.codec import Raw
from fractui.store.layout import RUNNING, Place
from fractui.store.line import Change, Line
from fractui.store.tinydb_storage import DocumentFile

_TABLE = "running"


def is_running(raw: Raw | None) -> bool:
    """Whether a stored entry is alive and has no end."""
    return raw is not None and raw.get("end") is None and raw.get("deleted_at") is None


def starts(change: Change) -> bool:
    """Whether a change leaves an entry running."""
    return change.table == "entries" and is_running(change.after)


class RunningPointer:
    """``time/running.json``: copies of the entries without an end.

    It only repeats what the shards say, so it may be deleted, and one that cannot be read is made anew. ``dirty`` says that it
    is to be written.
    """

    def __init__(self, place: Place, writer: str, target: int) -> None:
        self._file = DocumentFile(place.path(RUNNING), place.brief(RUNNING), target)
        self._target = target
        self._writer = writer
        self._seq = 0
        self.dirty = False
        self.entries: dict[str, Raw] = {}

    def load(self) -> bool:
        """Read the file; False when it is not there or not readable."""
        try:
            if self._file.store.read() is None or self._file.store.schema != self._target:
                self._file.store.write({})
                return False
        except FractuiError:
            self._file.store.write({})
            return False
        self.entries = dict(self._file.documents(_TABLE).raw())
        self._seq = self._file.store.seq
        return True

    def rebuild(self, shards: Iterable[Mapping[str, Raw]]) -> None:
        """Find the running entries in the shards as they stand."""
        self.entries = {doc_id: raw for shard in shards for doc_id, raw in shard.items() if is_running(raw)}
        self.dirty = True

    def take(self, line: Line) -> None:
        """Take in what a journal line does to running entries."""
        if line.seq <= self._seq:
            return
        entries = dict(self.entries)
        # What left one month may have come into another by the same line, so removals go first.
        for change in sorted(line.changes, key=starts):
            if starts(change) and change.after is not None:
                entries[change.id] = change.after
            elif change.table == "entries":
                entries.pop(change.id, None)
        self._seq = line.seq
        if entries != self.entries:
            self.entries = entries
            self.dirty = True

    def save(self, seq: int) -> None:
        """Write the file if what it says has changed.

        Raises:
            StorageTrouble: the disk refused.
        """
        if not self.dirty:
            return
        self._file.documents(_TABLE).replace(dict.fromkeys(self._file.documents(_TABLE).raw()))
        self._file.documents(_TABLE).replace(dict(self.entries))
        self._file.store.save(seq, self._writer)
        self.dirty = False
