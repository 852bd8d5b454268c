"""Backing up to a file of the user's choosing, and restoring one as a change that can be undone."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH100, PTH119

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from fractui import __version__
from fractui.core.errors import Damaged, Refused
from fractui.store.archive import Archive, pack, read_archive, read_manifest, unpack
from fractui.store.backups import write_checked
from fractui.store.codec import TABLES, Raw, decode, foreign, instant, kinds
from fractui.store.layout import MAIN
from fractui.store.line import DO, Change
from fractui.store.migrations import Migrations
from fractui.store.portal_files import PortalFiles
from fractui.store.practice import Practice
from fractui.store.tinydb_storage import Tables
from fractui.store.transaction import Drafts, later, same_content


def backup(practice: Practice, code: str | None, path: str | Path) -> str:
    """Write one client's portal, or with None the whole practice, to a zip file that is read back; returns its absolute path.

    Raises:
        NotFound: there is no such client.
        Refused: the file exists already with more documents than there are now, or is not a backup.
        Damaged: a data file cannot be read.
        StorageTrouble: the disk refused.
    """
    target = os.path.abspath(path)
    if code is not None:
        practice.portal(code)
    if not practice.portals.exist():
        raise Refused("There is nothing to back up yet.")
    with practice.commits.alone(), practice.commits.writing():
        practice.commits.settle(practice.now())
        chosen = [portal.files for portal in practice.portals.all() if code is None or portal.code == code]
        files = [one for one in chosen if one.is_there()]
        broken = next((one.broken for one in files if one.broken), "")
        if broken:
            raise Damaged(broken)
        replace_backup(target, pack(files, __version__, instant(practice.now())))
    return target


def restore(practice: Practice, path: str | Path) -> str:
    """Bring everything that a backup holds back to what it was then, as one change that can be undone; returns its label.

    What came later becomes a tombstone. Each portal that is there is backed up first.

    Raises:
        Refused: it is not a backup of ours, or nothing would change.
        Damaged: something in it, or a portal that it would change, cannot be read.
        StorageTrouble: the disk refused; nothing was changed.
    """
    archive = read_archive(os.path.abspath(path))
    codes = sorted(code or "the practice" for code in archive.portals)
    label = f"restore {', '.join(codes)} from {archive.manifest.at[:10]}"
    with practice.commits.alone(), practice.commits.writing():
        now = practice.now()
        practice.commits.settle(now)
        present = {code: files for code in archive.portals if (files := practice.portals.find(code))}
        drafts = restoration(archive, os.path.basename(path), present, now, practice.portals.migrations)
        for files in present.values():
            if files.is_there():
                practice.commits.back_up(files, now, "restore")
        practice.commits.commit(drafts, label, now, DO)
    return label


def replace_backup(path: str, data: bytes) -> None:
    """Write a backup to a path of the user's choosing, but never over one that holds more.

    Raises:
        Refused: such a one is there, or something else that is not a backup.
        Damaged: what is on disk is not what was written.
        StorageTrouble: the disk refused.
    """
    if os.path.lexists(path):
        try:
            before = sum(read_manifest(path).documents.values())
        except Damaged:
            raise Refused(
                f"{path}: something that is not a backup stands there; choose another name."
            ) from None
        if before > unpack(path, data).documents:
            raise Refused(
                f"{path}: the backup there holds more documents than there are now; choose another name."
            )
    write_checked(path, data)


def restoration(
    archive: Archive, name: str, find: Mapping[str | None, PortalFiles], now: datetime, migrations: Migrations
) -> Drafts:
    """The changes that bring portals back to what a backup holds; what it does not hold becomes a tombstone.

    Raises:
        Damaged: a document in it cannot be what it should be, or a portal that it would change is damaged.
    """
    drafts: dict[str | None, tuple[Change, ...]] = {}
    for code, tables in archive.portals.items():
        files = find.get(code)
        if files is not None and files.broken:
            raise Damaged(files.broken)
        wanted = _documents_of(code, tables, name, migrations)
        changes = tuple(_differences(wanted, _present(files), now))
        if changes:
            drafts[code] = changes
    if not drafts:
        raise Refused(f"{name}: everything in it is as it is now; there is nothing to restore.")
    return drafts


_Key = tuple[str, str]
"""Table and id."""


def _documents_of(
    code: str | None, files: Mapping[str, Tables], name: str, migrations: Migrations
) -> dict[_Key, tuple[str, Raw]]:
    known = kinds()
    found: dict[_Key, tuple[str, Raw]] = {}
    for file, tables in files.items():
        meta = tables.get("meta", {}).get("file", {})
        migrations.check(meta.get("schema", 1), meta.get("writer", ""), name)
        for table, documents in tables.items():
            for doc_id, raw in documents.items():
                if table not in known:
                    continue
                where = f'{name}: {file}: $.{table}["{doc_id[:40]}"]'
                today = migrations.document(table, raw, meta.get("schema", 1), where)
                reason = foreign(table, today, doc_id, code)
                if reason:
                    raise Damaged(
                        f"{where} is not {code or 'the practice'}'s, {reason}; choose another backup."
                    )
                decode(known[table], today, where)
                found[table, doc_id] = (file, today)
    return found


def _present(files: PortalFiles | None) -> dict[_Key, tuple[str, Raw]]:
    if files is None:
        return {}
    found: dict[_Key, tuple[str, Raw]] = {}
    for name in (MAIN, *(f"time/{month}" for month in files.months())):
        for table in TABLES.values():
            found |= {(table, doc_id): (name, raw) for doc_id, raw in files.raw(name, table).items()}
    return found


def _differences(
    wanted: Mapping[_Key, tuple[str, Raw]], present: Mapping[_Key, tuple[str, Raw]], now: datetime
) -> Iterator[Change]:
    for key in wanted.keys() | present.keys():
        table, doc_id = key
        home, before = present.get(key, ("", None))
        file, after = wanted.get(key, (home, None))
        if after is None and (before is None or "deleted_at" in before):
            continue
        if after is not None and home in ("", file) and same_content(before, after):
            continue
        new = dict(after if after is not None else before or {})
        new["rev"] = max((before or {}).get("rev", 0), new.get("rev", 0) if before is None else 0) + 1
        new["updated_at"] = instant(later(now, before or new))
        if after is None:
            new["deleted_at"] = instant(now)
        if home not in ("", file):
            yield Change(home, table, doc_id, before, None)
            before = None
        yield Change(file, table, doc_id, before, new)
