"""TinyDB on files that are replaced whole: a Storage that never writes in place, and a Table keyed by our own ids."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from fractui.core.errors import Damaged
from fractui.store.codec import Raw
from fractui.store.files import read_file, write_atomic
from fractui.store.layout import SCHEMA

Tables = dict[str, dict[str, Any]]
"""A TinyDB file's content: table name -> document id -> document."""

_HEAD = b'{"meta":{"file":'


class AtomicStorage(Storage):
    """A TinyDB storage that keeps the parsed tables in memory and replaces its file only in ``save``.

    Documents are values: they are replaced, never changed in place, so that the encoded line of a document that is still the
    same object can be used again. ``name`` is the path that errors name. ``schema`` is that of the file
    as it was read, ``target`` the one that is written.
    """

    def __init__(self, path: str, name: str, target: int = SCHEMA) -> None:
        self._target = target
        self._path = path
        self._name = name
        self._tables: Tables | None = None
        self._lines: dict[str, dict[str, tuple[Any, bytes]]] = {}
        self.seq = 0
        self.schema = target
        self.writer = ""
        self.canonical = False

    def read(self) -> Tables | None:
        """The tables, read from the file the first time; None without a file.

        Raises:
            Damaged: the file cannot be read as what it should be.
            StorageTrouble: the disk refused.
        """
        if self._tables is None:
            try:
                data = read_file(self._path)
            except FileNotFoundError:
                return None
            tables = parse(self._name, data)
            meta = tables.pop("meta", {}).get("file", {})
            self.seq, self.schema, self.writer = meta["seq"], meta["schema"], meta["writer"]
            self.canonical = "sum" in meta
            self._tables = tables
        return self._tables

    def write(self, data: Tables) -> None:
        """Take the tables as the new state; ``save`` puts them on the disk."""
        self._tables = data

    def save(self, seq: int, writer: str) -> int:
        """Replace the file by the state in memory, which holds the journal up to ``seq``; returns its size in bytes.

        Raises:
            StorageTrouble: the disk refused; the old file is as it was.
        """
        body = b",\n".join(self._encoded(name, docs) for name, docs in (self._tables or {}).items())
        data = frame(body, seq, writer, self._target)
        write_atomic(self._path, data)
        self.seq, self.schema, self.canonical = seq, self._target, True
        return len(data)

    def _encoded(self, name: str, docs: Mapping[str, Any]) -> bytes:
        old = self._lines.get(name, {})
        new: dict[str, tuple[Any, bytes]] = {}
        dumps = msgspec.json.encode
        for doc_id, doc in docs.items():
            line = old.get(doc_id)
            new[doc_id] = (
                line if line is not None and line[0] is doc else (doc, dumps(doc_id) + b":" + dumps(doc))
            )
        self._lines[name] = new
        return dumps(name) + b":{\n" + b",\n".join(line for _, line in new.values()) + b"\n}"


def frame(body: bytes, seq: int, writer: str, schema: int = SCHEMA) -> bytes:
    """A data file's bytes: the meta document with a checksum of all the rest, then the tables, a document a line."""
    rest = b"},\n" + body + b"}\n" if body else b"}}\n"
    head = _HEAD + msgspec.json.encode({"schema": schema, "seq": seq, "writer": writer})[:-1]
    return head + b',"sum":"%08x"}' % zlib.crc32(rest, zlib.crc32(head)) + rest


def parse(name: str, data: bytes) -> Tables:
    """The tables of a data file, its ``meta`` among them and complete.

    A file that carries our checksum is only checked against it; any other is read strictly.

    Raises:
        Damaged: with the file and the place.
    """
    if is_as_written(data):
        tables: Tables = msgspec.json.decode(data)
        return tables
    if _has_sum(data):
        _strictly(name, data)
        raise Damaged(f"{name}: its content does not fit its checksum; run fractui doctor.")
    value = _strictly(name, data)
    _check_shape(name, value)
    return _with_meta(name, value)


def is_as_written(data: bytes) -> bool:
    """Whether a data file's bytes are what this program has written, by the checksum that they carry."""
    if not _has_sum(data):
        return False
    end = data.find(b"}", len(_HEAD))
    found = zlib.crc32(memoryview(data)[end + 1 :], zlib.crc32(data[: end - 17]))
    return b"%08x" % found == data[end - 9 : end - 1]


def _has_sum(data: bytes) -> bool:
    end = data.find(b"}", len(_HEAD))
    return data.startswith(_HEAD) and end > 0 and b'"sum":"' in data[:end]


def _strictly(name: str, data: bytes) -> Any:
    """The value of a file that does not carry our checksum, or a wrong one; few ever need what reads it so."""
    from fractui.store.strict import loads

    return loads(name, data)


def _check_shape(name: str, value: Any) -> None:
    if not isinstance(value, dict):
        raise Damaged(f"{name}: expected an object of tables at $; run fractui doctor.")
    for table, docs in value.items():
        if not isinstance(docs, dict):
            raise Damaged(f"{name}: expected an object at $.{table[:40]}; run fractui doctor.")
        for doc_id, doc in docs.items():
            if not isinstance(doc, dict):
                raise Damaged(
                    f'{name}: expected a document at $.{table[:40]}["{doc_id[:40]}"]; run fractui doctor.'
                )


def _with_meta(name: str, value: Tables) -> Tables:
    meta = value.get("meta", {}).get("file")
    if meta is None:
        raise Damaged(f"{name}: it does not say its schema at $.meta.file; run fractui doctor.")
    if "sum" in meta:
        raise Damaged(f"{name}: its content does not fit its checksum; run fractui doctor.")
    whole = all(isinstance(meta.get(key), int) for key in ("schema", "seq"))
    if not whole or not isinstance(meta.setdefault("writer", ""), str):
        raise Damaged(f"{name}: expected whole numbers schema and seq at $.meta.file; run fractui doctor.")
    return value


class DocumentTable(Table):
    """A TinyDB table whose ids are ours, and whose documents are replaced whole, many in one go."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own hook for ids that are not numbers

    def replace(self, documents: Mapping[str, Raw | None]) -> None:
        """Put each document in place of the one with its id; None removes it.

        The table's dict is copied, so that somebody who is reading it in another thread goes on reading the old one.
        """
        tables = dict(self._storage.read() or {})
        table = dict(tables.get(self.name, {}))
        for doc_id, document in documents.items():
            if document is None:
                table.pop(doc_id, None)
            else:
                table[doc_id] = document
        tables[self.name] = table
        self._storage.write(tables)
        self.clear_cache()

    def raw(self) -> dict[str, Raw]:
        """The stored documents by id; not to be changed."""
        found: dict[str, Raw] = (self._storage.read() or {}).get(self.name, {})
        return found


class DocumentFile(TinyDB):
    """One data file of a portal: TinyDB with our storage and table."""

    table_class = DocumentTable

    def __init__(self, path: str, name: str, target: int = SCHEMA) -> None:
        super().__init__(path, name, target, storage=AtomicStorage)

    @property
    def store(self) -> AtomicStorage:
        """The storage, which knows the file's ``seq`` and schema."""
        storage = self.storage
        if not isinstance(storage, AtomicStorage):
            raise TypeError("a document file has an atomic storage")
        return storage

    def documents(self, table: str) -> DocumentTable:
        """The table of that name."""
        found = self.table(table)
        if not isinstance(found, DocumentTable):
            raise TypeError("a document file has document tables")
        return found
