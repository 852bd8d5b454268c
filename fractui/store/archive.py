"""The form of a backup: a zip of data files as they stand, with a manifest; read without ever unpacking it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from fractui.core.errors import Damaged, Refused
from fractui.store.files import read_file
from fractui.store.layout import MAIN, is_code, is_data_file
from fractui.store.portal_files import PortalFiles
from fractui.store.tinydb_storage import Tables, parse

_NAME = re.compile(r"(?:(practice)|(?:clients|closed)/([A-Z0-9]+))/(portal|time/\d{4}-\d\d)\.json")
_MANIFEST = "manifest.json"
_LIMIT = 1 << 28
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself: who wrote it when (an instant as stored), and each portal's number of documents."""

    fractui: str
    at: str
    documents: dict[str, int]


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup in memory: for each portal's code (None the practice's own) the tables of its data files."""

    manifest: Manifest
    portals: Mapping[str | None, Mapping[str, Tables]]

    @property
    def documents(self) -> int:
        """How many documents are in it, tombstones too."""
        return sum(count(tables) for files in self.portals.values() for tables in files.values())


def count(tables: Tables) -> int:
    """The number of documents in a data file."""
    return sum(len(documents) for name, documents in tables.items() if name != "meta")


def pack(portals: Iterable[PortalFiles], writer: str, at: str) -> bytes:
    """The zip of some portals' data files as they are on disk; the same files give the same bytes.

    Raises:
        Damaged: a data file cannot be read.
        StorageTrouble: the disk refused.
    """
    numbers: dict[str, int] = {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for files in portals:
            place = files.place
            numbers[place.short] = 0
            for name in (MAIN, *(f"time/{month}" for month in files.months())):
                try:
                    data = read_file(place.path(name))
                except FileNotFoundError:
                    continue
                numbers[place.short] += count(parse(place.brief(name), data))
                archive.writestr(_entry(f"{place.short}/{name}.json"), data)
        archive.writestr(_entry(_MANIFEST), msgspec.json.encode(Manifest(writer, at, numbers)))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def unpack(name: str, data: bytes) -> Archive:
    """Read a backup's bytes, every file checked; nothing is written anywhere. ``name`` is for errors.

    Raises:
        Refused: it is not a backup of ours, or holds a name that no backup has.
        Damaged: a file in it cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {info.filename: _bytes_of(archive, info, name) for info in archive.infolist()}
    except _UNREADABLE as error:
        raise Damaged(f"{name}: it cannot be read as a zip file ({error}); choose another backup.") from error
    try:
        manifest = msgspec.json.decode(files.pop(_MANIFEST), type=Manifest)
    except (KeyError, msgspec.DecodeError) as error:
        raise Refused(
            f"{name}: it has no manifest of fractui's; choose a file that fractui backup made."
        ) from error
    portals: dict[str | None, dict[str, Tables]] = {}
    for path, content in files.items():
        code, file = _whose(path, name)
        portals.setdefault(code, {})[file] = parse(f"{name}: {path}", content)
    found = Archive(manifest, portals)
    if found.documents != sum(manifest.documents.values()):
        raise Damaged(
            f"{name}: it holds {found.documents} documents and says otherwise; choose another backup."
        )
    return found


def _bytes_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    if info.file_size > _LIMIT:
        raise Refused(f"{name}: {info.filename[:60]} is too large to be a data file.")
    return archive.read(info)


def _whose(path: str, name: str) -> tuple[str | None, str]:
    match = _NAME.fullmatch(path)
    if match is None or (match[2] and not is_code(match[2])) or not is_data_file(match[3]):
        raise Refused(
            f"{name}: it holds {path[:60]!r}, which no backup of fractui's does; nothing was restored."
        )
    return match[2], match[3]


def read_manifest(path: str) -> Manifest:
    """What a backup file says of itself, without reading all of it.

    Raises:
        Damaged: it cannot be read as a backup of ours.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return msgspec.json.decode(archive.read(_MANIFEST), type=Manifest)
    except (*_UNREADABLE, KeyError, msgspec.DecodeError) as error:
        raise Damaged(f"{path}: it cannot be read as a backup ({error}).") from error


def read_archive(path: str) -> Archive:
    """Read a backup file.

    Raises:
        Refused: there is none, or it is not a backup of ours.
        Damaged: something in it cannot be read.
        StorageTrouble: the disk refused.
    """
    try:
        data = read_file(path)
    except FileNotFoundError:
        raise Refused(f"{path}: there is no such file; give the path of a backup.") from None
    return unpack(path, data)
