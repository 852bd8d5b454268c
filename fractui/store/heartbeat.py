"""When somebody was last here: a file of which only the modification time counts, and whether it holds a farewell."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from datetime import UTC, datetime

from fractui.core.value import value
from fractui.store.files import trouble, write_all

FAREWELL = b"left\n"
"""What the file holds after the dashboard was left on purpose; the next beat empties it."""


@value
class Beat:
    """The last beat: when, to the second, and whether the dashboard was left on purpose then."""

    at: datetime
    left: bool = False


def touch(root: str, now: datetime, *, left: bool = False) -> None:
    """Note that somebody is here; ``left`` that they are leaving on purpose.

    Raises:
        StorageTrouble: the disk refused.
    """
    path = f"{root}/heartbeat"
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(path, flags, 0o600)
        try:
            if os.fstat(handle).st_size:
                os.ftruncate(handle, 0)
            if left:
                write_all(handle, FAREWELL)
            os.utime(handle, (now.timestamp(), now.timestamp()))
        finally:
            os.close(handle)
    except OSError as error:
        raise trouble(path, error) from error


def last(root: str) -> datetime | None:
    """When somebody was last here, to the second; None when nobody ever was."""
    beat = last_beat(root)
    return None if beat is None else beat.at


def last_beat(root: str) -> Beat | None:
    """The last beat; None when there never was one."""
    try:
        info = os.stat(f"{root}/heartbeat", follow_symlinks=False)
    except OSError:
        return None
    return Beat(datetime.fromtimestamp(int(info.st_mtime), UTC), info.st_size > 0)


def is_noted(root: str) -> bool:
    """Whether there is a file of noted absences, which ``store.absence`` reads: that module costs more than this look."""
    return os.path.lexists(f"{root}/absence.json")
