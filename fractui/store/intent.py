"""The intent: both halves of a change over two portals, on disk before either is, so that never only one is."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH108, PTH208

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence

import msgspec

from fractui.core.errors import Damaged, StorageTrouble
from fractui.store.files import TEMP_PREFIX, read_file, sweep, sync_folder, trouble, write_atomic
from fractui.store.journal import End, Journal
from fractui.store.line import is_whole


class Half(msgspec.Struct, frozen=True):
    """One portal's part: the very line to append."""

    code: str | None
    month: str
    seq: int
    n: int
    line: str


class Intent:
    """``DATA/intent.json``; only ever there between the first and the last journal of one transaction."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._path = f"{root}/intent.json"

    def carry_out(self, halves: Sequence[Half], journal_of: Callable[[str | None], Journal]) -> None:
        """Write the intent, append every half, remove the intent. Only under the lock.

        Raises:
            StorageTrouble: the disk refused; what was begun is taken back, or completed at the next opening.
        """
        payload = msgspec.json.encode(halves)
        write_atomic(self._path, b"%08x %s\n" % (zlib.crc32(payload), payload))
        begun: list[tuple[Journal, End]] = []
        try:
            self._sync()
            for half in halves:
                journal = journal_of(half.code)
                before = journal.end
                journal.append(half.line.encode(), half.seq, half.n, half.month)
                begun.append((journal, before))
        except StorageTrouble:
            # Take back the halves before the intent: a crash in between then completes them all.
            for journal, before in begun:
                journal.take_back(before)
            self._remove()
            self._sync()
            raise
        try:
            self._remove()
        except StorageTrouble:
            # Every half is in its journal, so the change is made; the next transaction finds the intent and removes it.
            return

    def complete(self, journal_of: Callable[[str | None], Journal]) -> list[tuple[str | None, bytes]]:
        """Carry on with an intent that a crash has left; returns what it appended, by code. Only under the lock, after catching up.

        Raises:
            Damaged: the intent file is not readable as ours.
            StorageTrouble: the disk refused.
        """
        try:
            data = read_file(self._path)
        except FileNotFoundError:
            return []
        if not is_whole(data.rstrip(b"\n")):
            raise Damaged("intent.json: its checksum is wrong; run fractui doctor.")
        appended: list[tuple[str | None, bytes]] = []
        for half in msgspec.json.decode(data[9:], type=list[Half]):
            journal = journal_of(half.code)
            line = half.line.encode()
            if journal.end.seq < half.seq:
                journal.append(line, half.seq, half.n, half.month)
                appended.append((half.code, line.rstrip(b"\n")))
        self._remove()
        return appended

    def is_there(self) -> bool:
        """Whether a crash has left an intent, or a half-written one."""
        try:
            names = os.listdir(self._root)
        except OSError:
            return False
        return "intent.json" in names or any(name.startswith(TEMP_PREFIX) for name in names)

    def sweep(self) -> None:
        """Remove what a killed writer left half-written beside the intent. Only under the lock."""
        sweep(self._root)

    def _sync(self) -> None:
        try:
            sync_folder(self._root)
        except OSError as error:
            raise trouble(self._root, error) from error

    def _remove(self) -> None:
        try:
            os.unlink(self._path)
        except OSError as error:
            raise trouble(self._path, error) from error
