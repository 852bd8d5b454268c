"""When somebody was last here: a file of which only the modification time counts."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from datetime import UTC, datetime

from fractui.store.files import trouble


def touch(root: str, now: datetime) -> None:
    """Note that somebody is here.

    Raises:
        StorageTrouble: the disk refused.
    """
    path = f"{root}/heartbeat"
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(path, flags, 0o600)
        try:
            os.utime(handle, (now.timestamp(), now.timestamp()))
        finally:
            os.close(handle)
    except OSError as error:
        raise trouble(path, error) from error


def last(root: str) -> datetime | None:
    """When somebody was last here, to the second; None when nobody ever was."""
    try:
        seconds = os.stat(f"{root}/heartbeat", follow_symlinks=False).st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(int(seconds), UTC)
