"""The one lock of a data folder: held while a transaction runs, gone with the process that held it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fractui.core.errors import StorageTrouble
from fractui.store.files import trouble


class DataLock:
    """``DATA/lock``, a file that is never deleted; ``wait`` is the number of seconds that one waits for another process."""

    def __init__(self, path: str, wait: float = 10.0) -> None:
        self._path = path
        self._wait = wait

    @contextmanager
    def held(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the lock for a while.

        Raises:
            StorageTrouble: the lock file cannot be opened, or another process held it all the time that we waited.
        """
        handle = self._open()
        try:
            self._take(handle, self._wait if wait else 0.0)
            yield
        finally:
            os.close(handle)

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            handle = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise trouble(self._path, error) from error
        return handle

    def _take(self, handle: int, wait: float) -> None:
        until = time.monotonic() + wait
        pause = 0.001
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EINTR):
                    raise trouble(self._path, error) from error
            else:
                return
            if time.monotonic() >= until:
                raise StorageTrouble(
                    f"{self._path}: another fractui has been writing for {wait:.0f} s; close it, or try again in a moment."
                )
            time.sleep(pause)
            pause = min(pause * 1.5, 0.02)
