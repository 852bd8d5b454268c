"""Looking through every file of a data folder, and putting right what can be put right without losing anything unsaid."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH100, PTH112, PTH114, PTH119, PTH208

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from fractui.core.errors import Damaged, FractuiError, StorageTrouble
from fractui.store.archive import read_archive
from fractui.store.checked_documents import checked_documents
from fractui.store.client_files import FOLDER
from fractui.store.codec import decode, kinds
from fractui.store.files import read_file
from fractui.store.finding import (
    BACKUP,
    DERIVED,
    FILE,
    INTENT,
    JOURNAL,
    LINK,
    MODE,
    NEWER,
    STRAY,
    UNREAD,
    Finding,
)
from fractui.store.journal import Journal
from fractui.store.layout import MAIN, RUNNING, Place, is_code
from fractui.store.lean import is_settled
from fractui.store.line import from_bytes, is_whole
from fractui.store.loading import load
from fractui.store.migrations import Migrations, TooNew
from fractui.store.misplaced import ReadText
from fractui.store.running import is_running
from fractui.store.strays import HOMES, backed_up_only, list_codes


def doctor(
    root: str | Path, migrations: Migrations | None = None, read_text: ReadText | None = None
) -> tuple[Finding, ...]:
    """Check every file of a data folder; nothing is changed. ``read_text`` reads the documents for the names of other clients.

    Raises:
        StorageTrouble: the folder cannot be listed.
    """
    top = os.path.abspath(root)
    if not os.path.lexists(top):
        return ()
    found = list(_modes(top))
    if os.path.lexists(f"{top}/intent.json") and not is_whole(_bytes(f"{top}/intent.json").rstrip(b"\n")):
        found.append(
            Finding(
                INTENT,
                "intent.json",
                "its checksum is wrong",
                "it is put aside; its change was perhaps half made",
            )
        )
    found += _strays(top)
    for place in places(top):
        try:
            found += examine(place, migrations or Migrations())
        except StorageTrouble as error:
            found.append(Finding(UNREAD, place.short, error.sentence))
    found += checked_documents(places(top), migrations or Migrations(), read_text)
    found += _backups(top)
    return tuple(found)


def _is_locked(mode: int, *, document: bool) -> bool:
    """Whether the owner may not use what is there; a document that was sent may only be read."""
    needed = 0o700 if stat.S_ISDIR(mode) else 0o400 if document else 0o600
    return mode & needed != needed


def _strays(root: str) -> Iterator[Finding]:
    """Clients' folders that are gone or have another name."""
    for home in HOMES:
        for sentence in list_codes(root, home)[1]:
            path, _, rest = sentence.partition(" ")
            yield Finding(STRAY, path, f"it {rest.rstrip('.')}")
    for code in backed_up_only(root):
        sentence = (
            f"the folder of {code} is gone, and its backups are there: put it back, or restore one of them; "
            f"if it was meant to go, remove backups/{code} too"
        )
        yield Finding(STRAY, f"clients/{code}", sentence)


def places(root: str) -> list[Place]:
    """Every portal's place, the practice's own first."""
    found = [Place(root, None)]
    for folder, closed in (("clients", False), ("closed", True)):
        if os.path.isdir(f"{root}/{folder}"):
            found += [
                Place(root, code, closed) for code in sorted(os.listdir(f"{root}/{folder}")) if is_code(code)
            ]
    return [place for place in found if place.code is None or not os.path.islink(place.folder)]


def _bytes(path: str) -> bytes:
    try:
        return read_file(path)
    except (FractuiError, FileNotFoundError):
        return b""


def _modes(root: str) -> Iterator[Finding]:
    for folder, folders, files in os.walk(root):
        if os.path.basename(folder) == "files":
            folders.clear()
        for path in (
            folder,
            *(f"{folder}/{name}" for name in files),
            *(f"{folder}/{name}" for name in folders),
        ):
            info = os.lstat(path)
            brief = os.path.relpath(path, root)
            if stat.S_ISLNK(info.st_mode):
                yield Finding(LINK, brief, "it is a link, and links are not followed; remove it")
            elif not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
                yield Finding(
                    LINK, brief, "it is a pipe, a socket or a device, and is never opened; remove it"
                )
            elif path not in (f"{folder}/{name}" for name in folders) and stat.S_IMODE(info.st_mode) & 0o077:
                yield Finding(MODE, brief, "others can read it", "its permissions are taken from others")
            elif path != folder and _is_locked(info.st_mode, document=os.path.basename(folder) == FOLDER):
                yield Finding(MODE, brief, "its owner cannot read or write it", "its owner may again")


def examine(place: Place, migrations: Migrations) -> list[Finding]:
    """What is wrong with one portal.

    Raises:
        StorageTrouble: one of its folders cannot be looked into.
    """
    found = list(_journal(place))
    journal = Journal(place)
    names = [MAIN] if journal.months() or place.code is not None else []
    names += [f"time/{month}" for month in _shards(place)]
    point = journal.read_checkpoint()
    names += [f"time/{month}" for month in (point.shards if point else ()) if f"time/{month}" not in names]
    if (
        place.code is not None
        and not journal.months()
        and names == [MAIN]
        and not os.path.lexists(place.path(MAIN))
    ):
        return found
    running: set[str] = set()
    homes: dict[str, str] = {}
    for name in names:
        try:
            running |= _check_file(place, name, migrations, homes)
        except TooNew as error:
            found.append(Finding(NEWER, place.brief(name), error.sentence, "", place.code, name))
        except FractuiError as error:
            remedy = "it is put aside and made anew from the journal, or from a backup and the journal"
            found.append(Finding(FILE, place.brief(name), error.sentence, remedy, place.code, name))
    if not found and names and _settled(place) and not _pointer_fits(place, running, migrations):
        remedy = "it is made anew from the shards"
        sentence = "it does not say what the shards say"
        found.append(Finding(DERIVED, place.brief(RUNNING), sentence, remedy, place.code, RUNNING))
    return found


def _shards(place: Place) -> list[str]:
    try:
        names = os.listdir(f"{place.folder}/time")
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name[:7] for name in names if len(name) == 12 and name[4] == "-" and name.endswith(".json"))


def _journal(place: Place) -> Iterator[Finding]:
    journal = Journal(place)
    months = journal.months()
    expected = 0
    for month in months:
        pieces = _bytes(journal.path(month)).split(b"\n")
        torn = pieces.pop()
        for number, piece in enumerate(pieces, 1):
            where = f"line {number}"
            last = month == months[-1] and number == len(pieces) and not torn
            if not is_whole(piece):
                if not last:
                    yield _bad_line(place, month, f"{where} is damaged")
                expected = expected + 1 if expected else 0
                continue
            seq = from_bytes(piece, where).seq
            if expected and seq != expected:
                yield _bad_line(place, month, f"{where} has the number {seq}, not {expected}")
            expected = seq + 1


def _bad_line(place: Place, month: str, what: str) -> Finding:
    remedy = "the journal is put aside and goes on without it: that change cannot be undone, and is lost unless a data file has it"
    return Finding(JOURNAL, f"{place.short}/journal/{month}.jsonl", what, remedy, place.code, month)


def _check_file(place: Place, name: str, migrations: Migrations, homes: dict[str, str]) -> set[str]:
    """Read every document of a data file; returns the ids of entries that run.

    Raises:
        Damaged: something is wrong with it.
    """
    if not os.path.lexists(place.path(name)) and (name != MAIN or _ever_settled(place)):
        raise Damaged(f"{place.brief(name)}: the file is missing.")
    found = load(place, name, migrations)
    known = kinds()
    running = set()
    for table, documents in (found.store.read() or {}).items():
        for doc_id, raw in documents.items():
            where = f'{place.brief(name)}: $.{table}["{doc_id[:40]}"]'
            if table in known:
                decode(known[table], raw, where)
            if table == "entries":
                homes[doc_id] = name
                running |= {doc_id} if is_running(raw) else set()
    return running


def _settled(place: Place) -> bool:
    try:
        return bool(is_settled(place.folder))
    except (OSError, ValueError, KeyError):
        # Without a checkpoint the next opening looks through the journal anyway.
        return False


def _ever_settled(place: Place) -> bool:
    return os.path.lexists(place.checkpoint)


def _pointer_fits(place: Place, running: set[str], migrations: Migrations) -> bool:
    if not os.path.lexists(place.path(RUNNING)):
        # The next opening makes it.
        return True
    try:
        pointer = load(place, RUNNING, migrations)
    except FractuiError:
        return False
    return set(pointer.documents("running").raw()) == running


def _backups(root: str) -> Iterator[Finding]:
    for folder, _, names in os.walk(f"{root}/backups"):
        for name in sorted(names):
            if name.endswith(".zip"):
                try:
                    read_archive(f"{folder}/{name}")
                except FractuiError as error:
                    yield Finding(BACKUP, os.path.relpath(f"{folder}/{name}", root), error.sentence)
