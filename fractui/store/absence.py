"""The open question about an absence: one small file, so that it survives a restart and all processes see the same one."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH108, PTH116

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from fractui.core.absence import Absence, Record, Why
from fractui.core.errors import StorageTrouble
from fractui.core.value import value
from fractui.store.codec import instant
from fractui.store.files import read_file, sync_folder, trouble, write_atomic
from fractui.store.lock import DataLock
from fractui.store.watch import changed_at

MOST = 8
"""Entries that are remembered, the latest ones: undo brings back an entry, and with it what was asked about it."""

LARGEST = 65_536
"""Bytes; a file that is larger is none of ours."""

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


@value
class Noted:
    """All that the file says: records, the latest entry last, and until when hints were put off."""

    records: tuple[Record, ...] = ()
    hush: datetime | None = None

    def of(self, entry: str) -> Record:
        """The record of an entry, an empty one where there is none."""
        return next((each for each in self.records if each.entry == entry), Record(entry))

    def with_record(self, record: Record) -> Noted:
        """The same with another record of that entry, as the latest."""
        others = [each for each in self.records if each.entry != record.entry]
        return Noted((*others, record)[-MOST:], self.hush)


class _Absence(msgspec.Struct):
    since: Instant
    until: Instant | None = None
    why: Why = Why.STOPPED


class _Record(msgspec.Struct):
    entry: str
    absences: list[_Absence] = []
    kept: Instant | None = None


class _File(msgspec.Struct):
    records: list[_Record] = []
    hush: Instant | None = None


class AbsenceFile:
    """``DATA/absence.json``: private, replaced whole, changed under the folder's lock.

    A file that cannot be read asks nothing and is replaced by the next change: it holds no time, only questions.
    """

    def __init__(self, root: str, lock_wait: float = 10.0) -> None:
        self._root = root
        self._path = f"{root}/absence.json"
        self._lock = DataLock(f"{root}/lock", lock_wait)

    def stamp(self) -> int:
        """The time of the last change in ns, 0 where there is no file."""
        return changed_at(self._path)

    def read(self) -> Noted:
        """What the file says; nothing where it is not there, damaged or not ours."""
        try:
            if os.stat(self._path, follow_symlinks=False).st_size > LARGEST:
                return Noted()
            return _noted(msgspec.json.decode(read_file(self._path), type=_File))
        except (OSError, StorageTrouble, msgspec.MsgspecError, ValueError, OverflowError):
            return Noted()

    def change(self, change: Callable[[Noted], Noted]) -> Noted:
        """Replace what the file says by what ``change`` makes of it; on the disk when it returns.

        Raises:
            StorageTrouble: the disk refused, or another process held the lock too long.
        """
        with self._lock.held():
            old = self.read()
            new = change(old)
            if new == Noted():
                self._remove()
            elif new != old:
                write_atomic(self._path, msgspec.json.encode(_plain(new)) + b"\n")
                sync_folder(self._root)
        return new

    def _remove(self) -> None:
        try:
            os.unlink(self._path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise trouble(self._path, error) from error


def _noted(file: _File) -> Noted:
    records = tuple(
        Record(
            each.entry,
            tuple(
                Absence(_utc(one.since), None if one.until is None else _utc(one.until), one.why)
                for one in each.absences
            ),
            None if each.kept is None else _utc(each.kept),
        )
        for each in file.records[-MOST:]
    )
    return Noted(records, None if file.hush is None else _utc(file.hush))


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _plain(noted: Noted) -> dict[str, object]:
    return {
        "records": [
            {
                "entry": each.entry,
                "absences": [
                    {"since": instant(one.since), "until": _written(one.until), "why": one.why.value}
                    for one in each.absences
                ],
                "kept": _written(each.kept),
            }
            for each in noted.records
        ],
        "hush": _written(noted.hush),
    }


def _written(at: datetime | None) -> str | None:
    return None if at is None else instant(at)
