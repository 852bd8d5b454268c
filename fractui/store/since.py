"""What has happened to one portal since an instant, read from the end of its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from fractui.store.codec import instant
from fractui.store.history import lines_backwards
from fractui.store.line import DO, REDO, UNDO, Change, Head, changes_of, head_of, is_whole
from fractui.store.portal import Portal

_MOST_LINES = 1000
"""So many lines are looked through; who comes back after more is shown the newest of them."""
_LONG = 1 << 18
"""Bytes of changes that are not looked into: whatever is so much counts."""

Counts = Callable[[Change], bool]
"""Says of a changed document whether it is worth telling."""


class Happened(msgspec.Struct, frozen=True):
    """One change: when and its label."""

    at: datetime
    label: str


def happened_since(portal: Portal, since: datetime, counts: Counts) -> tuple[Happened, ...]:
    """The portal's changes after ``since`` by whichever process, the newest first.

    What was taken back again is no change; a line of which no document ``counts`` is left out. Behind a damaged line
    nothing is looked for.

    Raises:
        StorageTrouble: the disk refused.
        Damaged: a line cannot be read although its checksum fits.
    """
    undone: dict[int, bool] = {}
    found: list[Happened] = []
    for head, changes in _after(portal, instant(since)):
        if head.kind in (UNDO, REDO) and head.of is not None:
            undone.setdefault(head.of, head.kind == UNDO)
        elif head.kind == DO and not undone.get(head.n, False) and _matters(portal, changes, counts):
            found.append(Happened(datetime.fromisoformat(head.at), head.label))
    return tuple(found)


def _after(portal: Portal, since: str) -> Iterator[tuple[Head, bytes]]:
    short = portal.files.place.short
    for number, data in enumerate(lines_backwards(portal.files.journal)):
        if number >= _MOST_LINES or not is_whole(data):
            return
        head, changes = head_of(data, short)
        if head.at <= since:
            return
        yield head, changes


def _matters(portal: Portal, changes: bytes, counts: Counts) -> bool:
    return len(changes) > _LONG or any(map(counts, changes_of(changes, portal.files.place.short)))
