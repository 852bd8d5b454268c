"""A journal line: one transaction's part in one portal, as a checksummed line of JSON."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from fractui.core.errors import Damaged
from fractui.store.codec import Raw
from fractui.store.layout import SCHEMA, is_data_file

DO, UNDO, REDO, MEND = "do", "undo", "redo", "mend"
"""What a line is: a person's change, one taken back, one done again, or the store putting itself right (never undone)."""


class Change(msgspec.Struct, frozen=True):
    """One document before and after; None where it did not, or does not any more, exist in that file."""

    file: str
    table: str
    id: str
    before: Raw | None
    after: Raw | None


class Head(msgspec.Struct, frozen=True):
    """A line without its changes.

    ``seq`` counts the portal's lines, ``n`` orders all transactions of the practice, ``tx`` names the transaction, ``at`` is the
    instant as stored, ``of`` is the ``n`` of what is undone or redone, ``parts`` are the codes of all portals that took
    part, ``schema`` is the documents' schema.
    """

    seq: int
    n: int
    tx: str
    at: str
    label: str
    kind: str
    of: int | None
    parts: tuple[str | None, ...]
    schema: int = SCHEMA


class Line(msgspec.Struct, frozen=True):
    """One line of a journal."""

    head: Head
    changes: tuple[Change, ...]

    @property
    def seq(self) -> int:
        """The line's number in its portal."""
        return self.head.seq

    @property
    def files(self) -> frozenset[str]:
        """The data files that it changes."""
        return frozenset(change.file for change in self.changes)


def to_bytes(line: Line) -> bytes:
    """The line as it is appended: eight hex digits of CRC-32, a space, JSON, a line feed."""
    head = line.head
    body = {
        "seq": head.seq,
        "n": head.n,
        "tx": head.tx,
        "at": head.at,
        "label": head.label,
        "kind": head.kind,
        "of": head.of,
        "parts": head.parts,
        "schema": head.schema,
        "changes": [
            {"file": c.file, "table": c.table, "id": c.id, "before": c.before, "after": c.after}
            for c in line.changes
        ],
    }
    payload = msgspec.json.encode(body)
    return b"%08x %s\n" % (zlib.crc32(payload), payload)


def is_whole(data: bytes) -> bool:
    """Whether ``data``, without its line feed, is a line that was written completely."""
    if len(data) < 10 or data[8:9] != b" ":
        return False
    return b"%08x" % zlib.crc32(memoryview(data)[9:]) == data[:8]


class _Heading(msgspec.Struct):
    seq: int
    n: int
    tx: str
    at: str
    label: str
    kind: str
    changes: msgspec.Raw
    of: int | None = None
    parts: tuple[str | None, ...] = ()
    schema: int = SCHEMA


def head_of(data: bytes, where: str) -> tuple[Head, bytes]:
    """A whole line's head, and its changes still as JSON.

    Raises:
        Damaged: the checksum fits but the shape does not.
    """
    try:
        found = msgspec.json.decode(memoryview(data)[9:], type=_Heading)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"{where}: {error}; run fractui doctor.") from error
    head = Head(
        found.seq, found.n, found.tx, found.at, found.label, found.kind, found.of, found.parts, found.schema
    )
    return head, bytes(found.changes)


def changes_of(data: bytes, where: str) -> tuple[Change, ...]:
    """The changes of a line, checked to name files of ours only.

    Raises:
        Damaged: something else is named, or the shape is wrong.
    """
    try:
        found = msgspec.json.decode(data, type=list[Mapping[str, Any]])
        changes = tuple(Change(c["file"], c["table"], c["id"], c["before"], c["after"]) for c in found)
    except (msgspec.DecodeError, KeyError) as error:
        raise Damaged(f"{where}: the changes cannot be read ({error}); run fractui doctor.") from error
    for change in changes:
        if not is_data_file(change.file):
            raise Damaged(f"{where}: it names the file {change.file[:60]!r}; run fractui doctor.")
    return changes


def from_bytes(data: bytes, where: str) -> Line:
    """A whole line without its line feed; ``where`` names file and place in errors.

    Raises:
        Damaged: its shape is wrong.
    """
    head, changes = head_of(data, where)
    return Line(head, changes_of(changes, where))
