"""Which transactions can be undone or done again, read from the journals' ends; and what undoing writes."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterator
from datetime import datetime

import msgspec

from fractui.core.errors import Refused
from fractui.store.codec import Raw, instant
from fractui.store.files import read_range, trouble
from fractui.store.journal import Journal
from fractui.store.labels import whole_label
from fractui.store.line import DO, REDO, UNDO, Change, Head, Line, changes_of, head_of, is_whole
from fractui.store.portal_files import PortalFiles
from fractui.store.portals import Portals
from fractui.store.transaction import Drafts, later, same_content

_CHUNK = 1 << 16


class HistoryRow(msgspec.Struct, frozen=True):
    """One transaction: when, its label, whether it is undone now, and whose portals it changed."""

    at: datetime
    label: str
    undone: bool
    codes: tuple[str | None, ...]


class _Found(msgspec.Struct, frozen=True):
    head: Head
    changes: bytes
    files: PortalFiles


def lines_backwards(journal: Journal) -> Iterator[bytes]:
    """A journal's lines as they stand, the newest first, without line feeds.

    Raises:
        StorageTrouble: the disk refused.
    """
    for month in reversed(journal.months()):
        if month > journal.end.month:
            continue
        path = journal.path(month)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError as error:
            raise trouble(path, error) from error
        try:
            size = journal.end.size if month == journal.end.month else os.fstat(handle).st_size
            yield from _file_backwards(handle, size)
        finally:
            os.close(handle)


def _file_backwards(handle: int, size: int) -> Iterator[bytes]:
    rest = b""
    chunk = _CHUNK
    while size > 0:
        start = max(0, size - chunk)
        pieces = (read_range(handle, start, size - start) + rest).split(b"\n")
        rest = pieces.pop(0)
        size = start
        # A line longer than what is read at once would be copied again and again: read more each time.
        chunk = _CHUNK if pieces else chunk * 2
        yield from (piece for piece in reversed(pieces) if piece)
    if rest:
        yield rest


class History:
    """The practice's transactions, newest first, over all portals."""

    def __init__(self, portals: Portals) -> None:
        self._portals = portals
        self._known: tuple[int, Head | None, Head | None] | None = None

    def _portal_backwards(self, files: PortalFiles) -> Iterator[_Found]:
        for data in lines_backwards(files.journal):
            if not is_whole(data):
                # Older lines cannot be trusted to be in order any more: this portal's history ends here.
                return
            head, changes = head_of(data, files.place.short)
            yield _Found(head, changes, files)

    def _backwards(self) -> Iterator[_Found]:
        """All lines by ``n``, the newest first; a journal is not read before its newest line is wanted."""
        streams = [self._portal_backwards(portal.files) for portal in self._portals.all()]
        ends = [portal.files.journal.end.n for portal in self._portals.all()]
        heap: list[tuple[int, int, _Found | None]] = [(-n, index, None) for index, n in enumerate(ends) if n]
        heapq.heapify(heap)
        while heap:
            _, index, found = heapq.heappop(heap)
            if found is not None:
                yield found
            following = next(streams[index], None)
            if following is not None:
                heapq.heappush(heap, (-following.head.n, index, following))

    def _transactions(self) -> Iterator[tuple[Head, list[_Found]]]:
        """All transactions, the newest first: a head with the whole label, and the lines that are left of it.

        No line beyond the last of a transaction is read before the next is wanted.
        """
        open_ones: dict[str, list[_Found]] = {}
        for found in self._backwards():
            if open_ones and found.head.n != next(iter(open_ones.values()))[0].head.n:
                # A part of these is gone with its portal's folder.
                yield from map(_whole, open_ones.values())
                open_ones = {}
            lines = open_ones.setdefault(found.head.tx, [])
            lines.append(found)
            if len(lines) == found.head.count:
                yield _whole(open_ones.pop(found.head.tx))
        yield from map(_whole, open_ones.values())

    def tips(self) -> tuple[Head | None, Head | None]:
        """The head of what undo would take back, and of what redo would do again; None where there is nothing."""
        top = self._portals.top()
        if self._known is None or self._known[0] != top:
            self._known = (top, *self._look())
        return self._known[1], self._known[2]

    def _look(self) -> tuple[Head | None, Head | None]:
        undone: dict[int, bool] = {}
        again: list[Head] = []
        fresh = True
        for head, _ in self._transactions():
            if head.kind == DO:
                if not undone.get(head.n, False):
                    return head, min(again, key=lambda one: one.of or 0, default=None)
                fresh = False
            elif head.kind in (UNDO, REDO) and head.of is not None and head.of not in undone:
                undone[head.of] = head.kind == UNDO
                if fresh and head.kind == UNDO:
                    again.append(head)
        return None, min(again, key=lambda one: one.of or 0, default=None)

    def rows(self, limit: int) -> tuple[HistoryRow, ...]:
        """The newest transactions of people, with whether they are undone."""
        undone: dict[int, bool] = {}
        rows: dict[int, HistoryRow] = {}
        for head, lines in self._transactions():
            if head.kind in (UNDO, REDO) and head.of is not None:
                undone.setdefault(head.of, head.kind == UNDO)
            elif head.n not in rows:
                if len(rows) >= limit:
                    break
                at = datetime.fromisoformat(head.at)
                codes = tuple(one.files.place.code for one in lines)
                rows[head.n] = HistoryRow(at, head.label, undone.get(head.n, False), codes)
        return tuple(rows.values())

    def reversal(self, *, redo: bool, now: datetime) -> tuple[Head, Drafts]:
        """What to write to take back the newest change, or to do again what was taken back last.

        Raises:
            Refused: there is nothing, a document has moved on, or a part of it is damaged or gone.
        """
        undo_tip, redo_tip = self.tips()
        tip = redo_tip if redo else undo_tip
        if tip is None:
            raise Refused(f"There is nothing to {'redo' if redo else 'undo'}.")
        n = tip.of if redo else tip.n
        head, found = self._lines(n or 0)
        if head is None or len(found) != head.count:
            raise Refused(f"“{tip.label}” changed a client whose folder is gone; it cannot be taken back.")
        drafts: dict[str | None, tuple[Change, ...]] = {}
        for one in found:
            if one.files.broken:
                raise Refused(one.files.broken)
            if one.head.schema != self._portals.migrations.target:
                raise Refused(
                    f"“{tip.label}” is from before the data were brought up to date; change it by hand."
                )
            line = Line(one.head, changes_of(one.changes, one.files.place.short))
            drafts[one.files.place.code] = tuple(_reverse(one.files, line, redo=redo, now=now))
        return head, drafts

    def _lines(self, n: int) -> tuple[Head | None, list[_Found]]:
        """The change of that number and its lines; None where it is nowhere any more, or is not the only one."""
        meant: list[tuple[Head, list[_Found]]] = []
        for head, lines in self._transactions():
            if head.n == n and head.kind == DO:
                meant.append((head, lines))
            elif head.n < n:
                break
        return meant[0] if len(meant) == 1 else (None, [])


def _whole(lines: list[_Found]) -> tuple[Head, list[_Found]]:
    """What the lines of one transaction say together; the practice's own, which knows all, comes first."""
    head = lines[0].head
    if len(lines) == 1:
        return head, lines
    return msgspec.structs.replace(head, label=whole_label([one.head.label for one in lines])), lines


def _reverse(files: PortalFiles, line: Line, *, redo: bool, now: datetime) -> Iterator[Change]:
    now_revs: dict[tuple[str, str], int] = {}
    times: dict[tuple[str, str], int] = {}
    for change in line.changes:
        key = change.table, change.id
        current = files.get(change.file, change.table, change.id)
        now_revs[key] = max(now_revs.get(key, 0), current.get("rev", 0) if current else 0)
        times[key] = times.get(key, 0) + 1
    for change in line.changes:
        key = change.table, change.id
        current = files.get(change.file, change.table, change.id)
        expected, wanted = (change.before, change.after) if redo else (change.after, change.before)
        moves = times[key] > 1
        if not _as_left(current, expected, wanted, moves=moves):
            verb = "redone" if redo else "undone"
            raise Refused(
                f"“{line.head.label}” cannot be {verb}: a document of it has changed since; change it by hand."
            )
        after: Raw | None = None
        if wanted is not None or not moves:
            after = dict(wanted if wanted is not None else current or {})
            after["rev"] = now_revs[key] + 1
            after["updated_at"] = instant(later(now, current or wanted))
            if wanted is None:
                after["deleted_at"] = instant(now)
                after["undone"] = True
        yield Change(change.file, change.table, change.id, current, after)


def _as_left(current: Raw | None, expected: Raw | None, wanted: Raw | None, *, moves: bool) -> bool:
    if expected is None and not moves:
        # Undoing a creation left a tombstone of it.
        ignore = ("rev", "updated_at", "deleted_at", "undone")
        return current is not None and "deleted_at" in current and same_content(current, wanted, ignore)
    return same_content(current, expected)
