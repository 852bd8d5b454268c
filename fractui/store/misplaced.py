"""Documents that lie with one client and speak of another (row 003-03)."""

# Speed: plain paths.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from fractui.core.errors import FractuiError
from fractui.core.mention import Known, mentioned_in_name, mentioned_in_text
from fractui.core.naming import read_name
from fractui.store.client_files import ClientFiles
from fractui.store.given_file import GivenFile
from fractui.store.layout import MAIN, Place
from fractui.store.migrations import Migrations
from fractui.store.portal_files import PortalFiles

ReadText = Callable[[BinaryIO, str], str | None]
"""The words of a document that is open and has that name, None where they cannot be read."""

MOST_TEXTS = 300
"""So many documents are looked through; those that were written last come first."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A document at ``place`` that names the client ``code``; ``where`` is ``name`` or ``text``."""

    place: Place
    name: str
    code: str
    where: str


def misplaced(
    places: Sequence[Place],
    migrations: Migrations,
    read_text: ReadText | None = None,
    looked_at: Sequence[Place] | None = None,
) -> Iterator[Misplaced]:
    """The files that are named for another client; with ``read_text`` those too whose words name one that they were not meant to.

    ``looked_at`` are those of the ``places`` whose files are looked at, all for None. What was
    delivered was looked through then, and cannot have been written to since: its words are not read again.

    Raises:
        StorageTrouble: a folder cannot be listed.
    """
    known = [
        each for place in places if place.code is not None for each in _known(place, place.code, migrations)
    ]
    texts: list[tuple[int, Place, str]] = []
    for place in places if looked_at is None else looked_at:
        others = [each for each in known if each.code != place.code]
        sent = (
            sent_documents(place, migrations)
            if read_text is not None and place.code is not None
            else frozenset()
        )
        for name in ClientFiles(place.folder).names() if place.code is not None else ():
            code = _named(name, others, _own(known, place))
            if code:
                yield Misplaced(place, name, code, "name")
            elif read_text is not None:
                texts += _still_open(place, name, sent)
    if read_text is None:
        return
    texts.sort(key=lambda each: -each[0])
    for _, place, name in texts[:MOST_TEXTS]:
        text = _text(place, name, read_text)
        code = _in_text(text, place, known, ())
        if code:
            code = _in_text(text, place, known, _meant(place, name, migrations))
        if code:
            yield Misplaced(place, name, code, "text")


def _own(known: Sequence[Known], place: Place) -> str:
    return next((each.name for each in known if each.code == place.code), "")


def _named(name: str, others: Sequence[Known], own: str) -> str:
    """The code of the client whom a file's name names, empty for nobody."""
    parts = read_name(name)
    if parts is not None:
        return next((each.code for each in others if each.code == parts.code), "")
    mention = mentioned_in_name(name, others, own)
    return mention.code if mention else ""


def _still_open(place: Place, name: str, sent: frozenset[str]) -> list[tuple[int, Place, str]]:
    """A document that may have been written to since it was looked through, with when it was; none for a delivered one."""
    try:
        info = os.stat(f"{ClientFiles(place.folder).folder}/{name}", follow_symlinks=False)
    except FileNotFoundError:
        return []
    return [(info.st_mtime_ns, place, name)] if info.st_mode & 0o200 or name not in sent else []


def sent_documents(place: Place, migrations: Migrations) -> frozenset[str]:
    """The documents that receipts name."""
    receipts = (each for raw in raw_deliverables(place, migrations) for each in raw.get("receipts", ()))
    return frozenset(str(each.get("file", "")) for each in receipts)


def _text(place: Place, name: str, read_text: ReadText) -> str:
    try:
        with GivenFile(ClientFiles(place.folder).path(name), follow=False) as given, given.reading() as file:
            return read_text(file, name) or ""
    except (FractuiError, OSError):
        # It went meanwhile, or cannot be read: whoever opens or delivers it is told.
        return ""


def _in_text(text: str, place: Place, known: Sequence[Known], meant: Sequence[str]) -> str:
    """The code of the first client whom a text names besides those who are meant, empty for nobody."""
    others = [each for each in known if each.code not in (place.code, *meant)]
    mention = mentioned_in_text(text, others, _own(known, place))
    return mention.code if mention else ""


def _meant(place: Place, name: str, migrations: Migrations) -> tuple[str, ...]:
    """The codes that a document may name on purpose."""
    found = raw_deliverables(place, migrations)
    return tuple(code for raw in found if name in raw.get("files", ()) for code in raw.get("may_name", ()))


def raw_deliverables(place: Place, migrations: Migrations) -> tuple[Mapping[str, Any], ...]:
    """A client's deliverables as the journal has them by now, before they are decoded; none of a portal that is damaged."""
    files = _opened(place, migrations)
    return () if files.broken else _living(files, "deliverables")


def _known(place: Place, code: str, migrations: Migrations) -> tuple[Known, ...]:
    """A client by its code and its name, which is empty where it cannot be read; nobody where adding it was taken back."""
    files = _opened(place, migrations)
    if files.broken:
        return (Known(code, ""),)
    return tuple(Known(code, str(raw.get("name", ""))) for raw in _living(files, "client"))


def _opened(place: Place, migrations: Migrations) -> PortalFiles:
    files = PortalFiles(place, "", migrations)
    files.open()
    return files


def _living(files: PortalFiles, table: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(raw for raw in files.raw(MAIN, table).values() if not raw.get("deleted_at"))
