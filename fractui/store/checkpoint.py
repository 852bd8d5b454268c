"""How far a journal is in the data files: a short cut for opening, which may be deleted at any time."""

from __future__ import annotations

import msgspec

from fractui.core.errors import StorageTrouble
from fractui.store.files import read_file, write_atomic

WINDOW = 1 << 20
"""About how many bytes of journal an opening checks again."""


class Checkpoint(msgspec.Struct, frozen=True):
    """Up to where the journal is in the data files.

    Everything before ``offset`` of ``month``'s file, and all earlier months, is. ``crc`` is that of the bytes from ``mark`` to
    ``offset``, so that opening notices a line gone bad without parsing it. ``shards`` are the months that have a file.
    """

    month: str
    mark: int
    offset: int
    crc: int
    seq: int
    n: int
    shards: tuple[str, ...] = ()


def read_checkpoint(path: str) -> Checkpoint | None:
    """The checkpoint on disk; None when it is missing or not readable."""
    try:
        return msgspec.json.decode(read_file(path), type=Checkpoint)
    except (FileNotFoundError, StorageTrouble, msgspec.DecodeError, UnicodeDecodeError):
        return None


def write_checkpoint(path: str, point: Checkpoint) -> None:
    """Replace the checkpoint; it is not synced, for one that is lost is only made anew.

    Raises:
        StorageTrouble: the disk refused.
    """
    write_atomic(path, msgspec.json.encode(point), durable=False)
