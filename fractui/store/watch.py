"""Noticing cheaply that somebody else has changed a file or folder."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH116

from __future__ import annotations

import os
import time

from fractui.store.files import trouble

_TICK = 2_000_000_000
"""Nanoseconds after which a folder that changes again certainly gets another modification time."""


class FolderWatch:
    """Says whether names were added to or removed from a folder since the last look."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: int | None = None

    def changed(self) -> bool:
        """Whether the folder may have changed; False where there is none.

        Raises:
            StorageTrouble: the disk refused.
        """
        try:
            stamp = os.stat(self._path, follow_symlinks=False).st_mtime_ns
        except FileNotFoundError:
            return False
        except OSError as error:
            raise trouble(self._path, error) from error
        if stamp == self._seen:
            return False
        # A folder changed a moment ago may change again within the same tick of the file system's clock.
        self._seen = stamp if abs(time.time_ns() - stamp) > _TICK else None
        return True


def changed_at(path: str) -> int:
    """The time of the last change of anything about a file, in ns; 0 where there is none."""
    try:
        return os.stat(path, follow_symlinks=False).st_ctime_ns
    except OSError:
        return 0
