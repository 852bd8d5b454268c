"""One portal's data files brought up to what its journal has acknowledged."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH120

from __future__ import annotations

import os
from collections.abc import Iterable

from fractui.core.errors import Damaged
from fractui.store.files import make_folder, sweep, sync_folder, trouble
from fractui.store.layout import MAIN
from fractui.store.portal_memory import PortalMemory


class PortalFiles(PortalMemory):
    """A portal that can also be written: ``settle`` brings the data files up to memory."""

    def settle(self) -> None:
        """Bring the data files up to memory, then move the checkpoint. Only under the lock, after catching up.

        Raises:
            StorageTrouble: the disk refused; the journal has it all and the next call goes on from here.
            Damaged: a file that the journal changes cannot be read.
        """
        self.journal.cut()
        if not self._tail:
            self._save_pointer()
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
        self._save_pointer()
        self._sync(folders)
        if changed:
            self._sums.save(changed)
        self.journal.write_checkpoint(tuple(self.months()))
        with self._guard:
            self._tail = []

    def let_go(self) -> None:
        """Forget the shards that were read; the next reader finds them on the disk. Only under the lock, settled.

        A change of thousands of documents has read years that nobody looks at.
        """
        with self._guard:
            if not self._tail and not self.broken:
                for name in [name for name in self._files if name != MAIN]:
                    del self._files[name], self._seqs[name]
                self._sums.let_go()

    @property
    def outdated(self) -> bool:
        """Whether the files are of an older schema; the main file is the last to be brought up."""
        main = self.file(MAIN).store
        return not self.broken and main.schema < self._migrations.target

    def migrate(self) -> None:
        """Write every data file in today's schema. Only under the lock, settled, after a backup.

        Raises:
            StorageTrouble: the disk refused; the next opening goes on.
            Damaged: a data file cannot be read.
        """
        names = [
            f"time/{month}"
            for month in self.months()
            if self.file(f"time/{month}").store.schema < self._migrations.target
        ]
        for name in (*names, MAIN):
            self._sync([self._save(name)])
        self._pointer = None
        self._save_pointer()

    def _save_pointer(self) -> None:
        pointer = self._loaded_pointer()
        if self._months:
            pointer.save(self.journal.end.seq)

    @staticmethod
    def _sync(folders: Iterable[str]) -> None:
        for folder in sorted(folders):
            try:
                sync_folder(folder)
            except OSError as error:
                raise trouble(folder, error) from error

    def _save(self, name: str) -> str:
        found = self.file(name)
        if self.broken:
            raise Damaged(self.broken)
        path = self.place.path(name)
        folder = os.path.dirname(path)
        if name != MAIN:
            make_folder(folder)
        found.store.save(self.journal.end.seq, self._writer)
        return folder
