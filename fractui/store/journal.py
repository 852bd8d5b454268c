"""A portal's journal: every change, oldest first, a file a month. A line that is synced here is acknowledged."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH108, PTH112, PTH120, PTH208

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator

import msgspec

from fractui.core.errors import Damaged
from fractui.store.checkpoint import WINDOW, Checkpoint, read_checkpoint, write_checkpoint
from fractui.store.files import (
    make_folder,
    read_file,
    read_range,
    sync_folder,
    trouble,
    write_all,
)
from fractui.store.layout import Place
from fractui.store.line import Line, from_bytes, is_whole
from fractui.store.watch import FolderWatch

_MONTH = re.compile(r"(\d{4}-\d\d)\.jsonl")


class End(msgspec.Struct):
    """The end of what is known of a journal: ``size`` bytes of ``month``'s file, the last line being ``seq`` and ``n``."""

    month: str = ""
    size: int = 0
    seq: int = 0
    n: int = 0


class Journal:
    """The journal of one portal, as far as this process has read it.

    ``torn`` says that something stands behind the last whole line: a crash left it, or somebody is writing just now.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.end = End()
        self.checkpoint: Checkpoint | None = None
        self.torn = False
        self._watch = FolderWatch(place.journal)

    def months(self) -> list[str]:
        """The months that have a journal file, oldest first."""
        try:
            names = os.listdir(self.place.journal)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise trouble(self.place.journal, error) from error
        return sorted(found[1] for found in map(_MONTH.fullmatch, names) if found)

    def path(self, month: str) -> str:
        """The file of a month."""
        return f"{self.place.journal}/{month}.jsonl"

    def brief(self, month: str) -> str:
        """The file of a month as sentences name it."""
        return f"{self.place.short}/journal/{month}.jsonl"

    def open(self) -> list[Line]:
        """Find the end and return the lines that the data files may not hold yet.

        Raises:
            Damaged: a line is bad and it is not the last one.
            StorageTrouble: the disk refused.
        """
        months = self.months()
        point = self.read_checkpoint()
        if point is not None and not self._fits(point, months):
            point = None
        self.checkpoint = point
        self.end = End(point.month, point.offset, point.seq, point.n) if point else End()
        lines: list[Line] = []
        for month in months:
            if month >= self.end.month:
                lines += self._read_month(month, last=month == months[-1])
        return lines

    def _fits(self, point: Checkpoint, months: list[str]) -> bool:
        if point.month not in months:
            return False
        data = self._between(point.month, point.mark, point.offset)
        if len(data) < point.offset - point.mark:
            return False
        if zlib.crc32(data) != point.crc:
            self._name_the_bad_line(point.month)
            return False
        return True

    def _name_the_bad_line(self, month: str) -> None:
        for number, line in enumerate(read_file(self.path(month)).split(b"\n")[:-1], 1):
            if not is_whole(line):
                raise Damaged(f"{self.brief(month)}: line {number} is damaged; run fractui doctor.")

    def _read_month(self, month: str, *, last: bool) -> list[Line]:
        start = self.end.size if month == self.end.month else 0
        try:
            handle = os.open(self.path(month), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise trouble(self.path(month), error) from error
        try:
            data = read_range(handle, start, os.fstat(handle).st_size - start)
        except OSError as error:
            raise trouble(self.path(month), error) from error
        finally:
            os.close(handle)
        self.end.month, self.end.size = month, start
        return self._parse(month, data, last=last)

    def _parse(self, month: str, data: bytes, *, last: bool) -> list[Line]:
        *pieces, rest = data.split(b"\n")
        lines: list[Line] = []
        for index, piece in enumerate(pieces):
            if not is_whole(piece):
                if last and index == len(pieces) - 1 and not rest:
                    self.torn = True
                    return lines
                raise Damaged(
                    f"{self.brief(month)}: byte {self.end.size}: a line is damaged; run fractui doctor."
                )
            line = from_bytes(piece, f"{self.brief(month)}: byte {self.end.size}")
            if line.seq != self.end.seq + 1 and self.end.seq:
                raise Damaged(
                    f"{self.brief(month)}: byte {self.end.size}: line {line.seq} follows {self.end.seq}; run fractui doctor."
                )
            self.end.size += len(piece) + 1
            self.end.seq, self.end.n = line.seq, max(self.end.n, line.head.n)
            lines.append(line)
        self.torn = bool(rest)
        if rest and not last:
            raise Damaged(
                f"{self.brief(month)}: its last line is torn though later months follow; run fractui doctor."
            )
        return lines

    def read_new(self) -> list[Line] | None:
        """The lines that others have appended since we last looked; None when the journal is shorter than it was.

        Raises:
            Damaged: a line is bad and it is not the last one.
            StorageTrouble: the disk refused.
        """
        if self.end.month:
            try:
                size = os.lstat(self.path(self.end.month)).st_size
            except FileNotFoundError:
                return None
            except OSError as error:
                raise trouble(self.path(self.end.month), error) from error
            if size < self.end.size:
                return None
        else:
            size = -1
        newer = self._newer_months()
        lines = self._read_month(self.end.month, last=not newer) if size > self.end.size else []
        for month in newer:
            lines += self._read_month(month, last=month == newer[-1])
        return lines

    def _newer_months(self) -> list[str]:
        return [month for month in self.months() if month > self.end.month] if self._watch.changed() else []

    def append(self, data: bytes, seq: int, n: int, month: str) -> None:
        """Write one line and sync it: when this returns, the change is acknowledged. Only under the lock.

        A torn line that a killed writer left at the end is cut off first. ``month`` is the clock's; a clock set back goes on
        in the newest file, so that the order of lines is the order of files.

        Raises:
            StorageTrouble: the disk refused; nothing of the line is left, or it will be cut off before the next one.
        """
        month = max(month, self.end.month)
        if month != self.end.month and self.end.month:
            self.cut()
        self.torn = False
        path = self.path(month)
        start = self.end.size if month == self.end.month else 0
        try:
            handle, new = self._open_for_append(path)
            try:
                if os.fstat(handle).st_size != start:
                    os.ftruncate(handle, start)
                self._write_synced(handle, data, start, path if new else "")
            finally:
                os.close(handle)
        except OSError as error:
            raise trouble(path, error) from error
        self.end = End(month, start + len(data), seq, max(n, self.end.n))

    def _open_for_append(self, path: str) -> tuple[int, bool]:
        flags = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            return os.open(path, flags), False
        except FileNotFoundError:
            if self.end.seq and not os.path.isdir(self.place.journal):
                # The folder went while it was open: a new one with this line alone would be taken for the client.
                raise
            for folder in (os.path.dirname(self.place.folder), self.place.folder, self.place.journal):
                make_folder(folder)
            return os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600), True

    def _write_synced(self, handle: int, data: bytes, start: int, new: str) -> None:
        try:
            write_all(handle, data)
            os.fsync(handle)
            if new:
                sync_folder(self.place.journal)
        except OSError:
            # Never leave a line that was not acknowledged where somebody could read it as one that was.
            os.ftruncate(handle, start)
            if new:
                os.unlink(new)
            raise

    def cut(self) -> None:
        """Cut off what stands behind the last whole line. Only under the lock.

        Raises:
            StorageTrouble: the disk refused.
        """
        path = self.path(self.end.month)
        try:
            if self.end.month and os.lstat(path).st_size > self.end.size:
                handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
                try:
                    os.ftruncate(handle, self.end.size)
                    os.fsync(handle)
                finally:
                    os.close(handle)
        except OSError as error:
            raise trouble(path, error) from error
        self.torn = False

    def take_back(self, before: End) -> None:
        """Cut off the newest line again, which was not acknowledged, so that the end is as it was ``before``.

        Raises:
            StorageTrouble: the disk refused.
        """
        if self.end.month != before.month:
            path = self.path(self.end.month)
            try:
                os.unlink(path)
                sync_folder(self.place.journal)
            except OSError as error:
                raise trouble(path, error) from error
            self.end = before
            return
        self.end = before
        self.cut()

    def read_checkpoint(self) -> Checkpoint | None:
        """The checkpoint on disk; None when it is missing or not readable, for it is only a short cut."""
        return read_checkpoint(self.place.checkpoint)

    def write_checkpoint(self, shards: tuple[str, ...]) -> None:
        """Say that all that was read or written so far is in the data files. Only under the lock, after they are synced.

        Raises:
            StorageTrouble: the disk refused.
        """
        old, end = self.checkpoint, self.end
        mark, crc = end.size, 0
        if old and old.month == end.month and old.offset <= end.size and end.size - old.mark < WINDOW:
            mark, crc = old.mark, zlib.crc32(self._between(end.month, old.offset, end.size), old.crc)
        elif end.size <= WINDOW:
            mark, crc = 0, zlib.crc32(self._between(end.month, 0, end.size))
        self.checkpoint = Checkpoint(end.month, mark, end.size, crc, end.seq, end.n, shards)
        write_checkpoint(self.place.checkpoint, self.checkpoint)

    def _between(self, month: str, start: int, stop: int) -> bytes:
        path = self.path(month)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                return read_range(handle, start, stop - start)
            finally:
                os.close(handle)
        except OSError as error:
            raise trouble(path, error) from error

    def all_lines(self) -> Iterator[Line]:
        """Every line from the first, for rebuilding.

        Raises:
            Damaged: a line is bad and it is not the last one.
            StorageTrouble: the disk refused.
        """
        again, months = Journal(self.place), self.months()
        for month in months:
            yield from again._read_month(month, last=month == months[-1])
