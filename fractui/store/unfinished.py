"""Copies on their way into a folder: each is held by the process that makes it, and goes with it, however that ends."""

# Descriptors, flags and links are the point here, and pathlib has none of them.
# ruff: noqa: PTH108, PTH116, PTH208

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from fractui.store.files import TEMP_PREFIX

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def unfinished(folder: str) -> Iterator[tuple[str, int]]:
    """A new private file under a name of its own, as its path and descriptor; the name is gone afterwards.

    Its name is short, so that a long one of the finished file always fits. The lock says that somebody is at work on it: a
    copy of 2 GB takes longer than anybody may hold the data folder's own lock.

    Raises:
        OSError: the disk refused.
    """
    path, handle = _made(folder)
    try:
        yield path, handle
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)
        os.close(handle)


def _made(folder: str) -> tuple[str, int]:
    path = f"{folder}/{TEMP_PREFIX}{os.getpid()}-{threading.get_ident()}"
    while True:
        try:
            handle = os.open(path, _FLAGS, 0o600)
        except FileExistsError:
            # Only a killed process with our numbers can have left it.
            os.unlink(path)
            continue
        os.fchmod(handle, 0o600)
        with suppress(OSError):
            # Where nothing can be locked nothing is swept either.
            fcntl.flock(handle, fcntl.LOCK_EX)
        if _is_named(handle, path):
            return path, handle
        # Swept away between the making and the locking.
        os.close(handle)


def _is_named(handle: int, path: str) -> bool:
    try:
        there = os.stat(path, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(there, os.fstat(handle))


def left_copies(folder: str) -> list[str]:
    """The names of half-written files in a folder that nobody is at work on any more.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = [name for name in os.listdir(folder) if name.startswith(TEMP_PREFIX)]
    return sorted(name for name in names if _nobodys(f"{folder}/{name}"))


def sweep_copies(folder: str) -> None:
    """Remove what killed copiers left half-written in a folder; what somebody is at work on stays.

    Raises:
        OSError: the folder cannot be listed.
    """
    for name in left_copies(folder):
        with suppress(OSError):
            # Another may have swept it by now, or it may not be ours to remove: the doctor tells of it.
            os.unlink(f"{folder}/{name}")


def _nobodys(path: str) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
