"""A journal line: one transaction's part in one portal, as a checksummed line of JSON."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cached_property

import msgspec

from fractui.core.errors import Damaged
from fractui.store.codec import Raw
from fractui.store.layout import SCHEMA, is_data_file

DO, UNDO, REDO, MEND = "do", "undo", "redo", "mend"
"""What a line is: a person's change, one taken back, one done again, or the store putting itself right (never undone)."""

_LONG = 1 << 18
"""Bytes of changes above which a line packs them: an import of years must not slow down whoever reads the journal's heads."""
_AT_ONCE = 1000
"""Changes that are turned into JSON at once while packing, so that the whole of it is never in memory."""
_UNPACKED = 1 << 30
"""Bytes that packed changes may have; more is not ours."""
_PACKED = b"x"
"""What deflated bytes begin with, and JSON never does."""


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
    instant as stored, ``of`` is the ``n`` of what is undone or redone, ``count`` says how many portals took part, none of which
    is named here (data.md: a portal holds nothing about anyone else), ``schema`` is the documents' schema.
    """

    seq: int
    n: int
    tx: str
    at: str
    label: str
    kind: str
    of: int | None
    count: int = 1
    schema: int = SCHEMA


class Line(msgspec.Struct, frozen=True, dict=True):
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
        return frozenset(self._by_file)

    def of(self, file: str) -> tuple[Change, ...]:
        """The changes to one data file."""
        return tuple(self._by_file.get(file, ()))

    @cached_property
    def _by_file(self) -> dict[str, list[Change]]:
        # A change of a thousand documents goes over a hundred files: each looks up its own.
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.file, []).append(change)
        return found


def to_bytes(line: Line) -> bytes:
    """The line as it is appended: eight hex digits of CRC-32, a space, JSON, a line feed.

    Its changes are JSON under ``changes``; where they are long, the same JSON deflated, under ``packed``.
    """
    head = line.head
    body = {
        "seq": head.seq,
        "n": head.n,
        "tx": head.tx,
        "at": head.at,
        "label": head.label,
        "kind": head.kind,
        "of": head.of,
        "count": head.count,
        "schema": head.schema,
    }
    plain = msgspec.json.encode(line.changes) if len(line.changes) <= _AT_ONCE else b""
    if plain and len(plain) <= _LONG:
        body["changes"] = msgspec.Raw(plain)
    else:
        body["packed"] = _packed(line.changes)
    payload = msgspec.json.encode(body)
    return b"%08x %s\n" % (zlib.crc32(payload), payload)


def _packed(changes: Sequence[Change]) -> bytes:
    """The changes' JSON, deflated."""
    packer = zlib.compressobj(1)
    parts = [packer.compress(b"[")]
    for place in range(0, len(changes), _AT_ONCE):
        some = msgspec.json.encode(changes[place : place + _AT_ONCE])
        parts.append(packer.compress(b"," if place else b"") + packer.compress(memoryview(some)[1:-1]))
    return b"".join((*parts, packer.compress(b"]"), packer.flush()))


def _unpacked(data: bytes) -> bytes:
    """The JSON that was deflated.

    Raises:
        zlib.error: it was not, or not by us.
    """
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(data, _UNPACKED)
    if not unpacker.eof:
        raise zlib.error("it ends early or is too long")
    return plain


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
    changes: msgspec.Raw = msgspec.Raw(b"")
    packed: bytes = b""
    of: int | None = None
    count: int = 1
    parts: tuple[str | None, ...] = ()
    """Older journals name the portals that took part instead of counting them."""
    schema: int = SCHEMA


def head_of(data: bytes, where: str) -> tuple[Head, bytes]:
    """A whole line's head, and its changes still as JSON or packed.

    Raises:
        Damaged: the checksum fits but the shape does not.
    """
    try:
        found = msgspec.json.decode(memoryview(data)[9:], type=_Heading)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"{where}: {error}; run fractui doctor.") from error
    count = len(found.parts) or found.count
    head = Head(
        found.seq, found.n, found.tx, found.at, found.label, found.kind, found.of, count, found.schema
    )
    return head, found.packed or bytes(found.changes)


def changes_of(data: bytes, where: str) -> tuple[Change, ...]:
    """The changes of a line, checked to name files of ours only; ``data`` is what ``head_of`` gave.

    Raises:
        Damaged: something else is named, or the shape is wrong.
    """
    try:
        plain = _unpacked(data) if data.startswith(_PACKED) else data
        changes = tuple(msgspec.json.decode(plain, type=list[Change]))
    except (msgspec.DecodeError, zlib.error) as error:
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
