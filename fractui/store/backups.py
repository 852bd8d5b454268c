"""Backups: one zip a portal and day, kept for weeks, each read back; and restoring one as a change like any other."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH108, PTH119, PTH120, PTH208

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

# Zip files are for once a day, so what reads and writes them is imported only there.
from fractui.core.errors import FractuiError
from fractui.store.codec import instant
from fractui.store.files import TEMP_PREFIX, make_folder, sweep, sync_folder, trouble, write_atomic
from fractui.store.portal_files import PortalFiles

DAILY, WEEKLY, OCCASIONAL = 14, 8, 8
"""How many are kept: one a day, then one a week, and of those made before something risky."""

if TYPE_CHECKING:
    from fractui.store.archive import Archive

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(-before-[a-z]+)?(?:-\d+)?\.zip")


class Backups:
    """``DATA/backups``: a folder a portal. ``writer`` is the version that goes into the manifests."""

    def __init__(self, root: str, writer: str) -> None:
        self._root = f"{root}/backups"
        self._writer = writer
        self.notices: list[str] = []

    def folder(self, files: PortalFiles) -> str:
        """Where a portal's backups are."""
        return f"{self._root}/{files.place.code or 'practice'}"

    def names(self, files: PortalFiles) -> list[str]:
        """The file names of a portal's backups, oldest first."""
        try:
            return sorted(name for name in os.listdir(self.folder(files)) if _NAME.fullmatch(name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise trouble(self.folder(files), error) from error

    def litter(self) -> list[str]:
        """The folders in which a killed process has left a half-written backup."""
        try:
            folders = [f"{self._root}/{name}" for name in os.listdir(self._root)]
            return [
                folder
                for folder in folders
                if any(name.startswith(TEMP_PREFIX) for name in os.listdir(folder))
            ]
        except OSError:
            return []

    def daily(self, files: PortalFiles, now: datetime) -> None:
        """Make the backup of this day (UTC) unless there is one. Only under the lock, with the files settled.

        Raises:
            Damaged: a data file cannot be read; there is no new backup.
            StorageTrouble: the disk refused.
        """
        sweep(self.folder(files))
        if not os.path.lexists(f"{self.folder(files)}/{now:%Y-%m-%d}.zip"):
            self.make(files, now)

    def make(self, files: PortalFiles, now: datetime, occasion: str = "") -> str:
        """Write a portal's backup, read it back, and let go of those that are too old; returns its path.

        ``occasion`` is ``migration``, ``import``, ``restore`` or ``closing``, empty for the daily one. One that holds fewer documents than
        the last is noted in ``notices``, and the richer one is kept whatever its age. Only under the lock, with the files settled.

        Raises:
            Damaged: a data file cannot be read; there is no new backup.
            StorageTrouble: the disk refused.
        """
        from fractui.store.archive import pack

        folder = self.folder(files)
        make_folder(self._root)
        make_folder(folder)
        path = self._free_name(folder, now, occasion)
        data = pack([files], self._writer, instant(now))
        before = max((self._documents(files, name) for name in self.names(files)[-1:]), default=0)
        documents = write_checked(path, data).documents
        if documents < before:
            self.notices.append(
                f"The backup {os.path.basename(path)} of {files.place.label} holds {documents} documents, "
                f"the one before it {before}; the older one is kept."
            )
        self._prune(files)
        return path

    @staticmethod
    def _free_name(folder: str, now: datetime, occasion: str) -> str:
        stem = f"{folder}/{now:%Y-%m-%d}" + (f"-before-{occasion}" if occasion else "")
        path, number = f"{stem}.zip", 2
        while occasion and os.path.lexists(path):
            path, number = f"{stem}-{number}.zip", number + 1
        return path

    def _prune(self, files: PortalFiles) -> None:
        names = self.names(files)
        keep = kept(names)
        spare = [name for name in names if name not in keep]
        if not spare:
            return
        richest = max(names, key=lambda name: (self._documents(files, name), name))
        for name in spare:
            if name != richest:
                try:
                    os.unlink(f"{self.folder(files)}/{name}")
                except OSError as error:
                    raise trouble(f"{self.folder(files)}/{name}", error) from error

    def _documents(self, files: PortalFiles, name: str) -> int:
        from fractui.store.archive import read_manifest

        try:
            return sum(read_manifest(f"{self.folder(files)}/{name}").documents.values())
        except FractuiError:
            # An unreadable backup is no measure; doctor names it.
            return -1


def kept(names: Sequence[str]) -> frozenset[str]:
    """Which of a portal's backups are kept: the newest 14 daily ones, of older ones the newest of each of 8 weeks, 8 occasional ones."""
    daily: list[str] = []
    occasional: list[str] = []
    for name in sorted(names, reverse=True):
        match = _NAME.fullmatch(name)
        if match:
            (occasional if match[2] else daily).append(name)
    weeks: dict[tuple[int, int], str] = {}
    for name in daily[DAILY:]:
        year, week, _ = date.fromisoformat(name[:10]).isocalendar()
        weeks.setdefault((year, week), name)
    return frozenset([*daily[:DAILY], *list(weeks.values())[:WEEKLY], *occasional[:OCCASIONAL]])


def write_checked(path: str, data: bytes) -> Archive:
    """Write a backup and read it back.

    Raises:
        Damaged: what is on disk is not what was written.
        StorageTrouble: the disk refused.
    """
    from fractui.store.archive import read_archive

    write_atomic(path, data)
    try:
        sync_folder(os.path.dirname(path) or ".")
    except OSError as error:
        raise trouble(path, error) from error
    return read_archive(path)
