"""Getting a data file into memory: checked, migrated, or, where it is damaged, as the journal remembers it."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH208

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from fractui.core.errors import Damaged, FractuiError
from fractui.store.checkpoint import Checkpoint
from fractui.store.codec import Raw, foreign
from fractui.store.files import trouble
from fractui.store.journal import Journal
from fractui.store.layout import Place
from fractui.store.line import Change
from fractui.store.migrations import Migrations
from fractui.store.tinydb_storage import DocumentFile

_SHARD = re.compile(r"(\d{4}-\d\d)\.json")


def load(place: Place, name: str, migrations: Migrations) -> DocumentFile:
    """A data file as it is on disk, in today's shape; empty where there is none.

    Raises:
        TooNew: a newer fractui wrote it.
        Damaged: it cannot be read as what it should be, or holds what is not this portal's.
        StorageTrouble: the disk refused.
    """
    brief = place.brief(name)
    found = DocumentFile(place.path(name), brief, migrations.target)
    tables = found.store.read()
    if tables is None:
        return found
    migrations.check(found.store.schema, found.store.writer, brief)
    for table, documents in tables.items():
        for doc_id, raw in documents.items():
            reason = foreign(table, raw, doc_id, place.code)
            if reason:
                where = f'{brief}: $.{table}["{doc_id[:40]}"]'
                raise Damaged(f"{where} is not {place.label}'s, {reason}; run fractui doctor.")
    if found.store.schema < migrations.target:
        for table, documents in list(tables.items()):
            found.documents(table).replace(
                {
                    key: migrations.document(table, raw, found.store.schema, brief)
                    for key, raw in documents.items()
                }
            )
    return found


def remembered(place: Place, migrations: Migrations) -> dict[str, list[Change]]:
    """What the portal's journal remembers of each data file, as far as it can be read: every change from the first on."""
    found: dict[str, list[Change]] = {}
    try:
        for line in Journal(place).all_lines():
            for change in migrations.line(line, place.short).changes:
                found.setdefault(change.file, []).append(change)
    except FractuiError:
        # The journal is damaged too: what came before the damage is still worth showing.
        return found
    return found


def salvage(place: Place, name: str, migrations: Migrations, changes: Iterable[Change]) -> DocumentFile:
    """A damaged data file as its ``changes`` leave it; only to be read, never saved."""
    found = DocumentFile(place.path(name), place.brief(name), migrations.target)
    found.store.write({})
    apply(found, changes)
    return found


def apply(found: DocumentFile, changes: Iterable[Change]) -> None:
    """Put the documents of changes to that file in place."""
    tables: dict[str, dict[str, Raw | None]] = {}
    for change in changes:
        tables.setdefault(change.table, {})[change.id] = change.after
    for table, documents in tables.items():
        found.documents(table).replace(documents)


def list_months(place: Place) -> set[str]:
    """The months that have a shard on disk.

    Raises:
        StorageTrouble: the folder cannot be listed.
    """
    folder = f"{place.folder}/time"
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise trouble(folder, error) from error
    return {match[1] for match in map(_SHARD.fullmatch, names) if match}


def check_months(place: Place, months: set[str], point: Checkpoint | None) -> None:
    """See that every shard is there that was when the checkpoint was written.

    Raises:
        Damaged: one is missing.
    """
    gone = sorted(set(point.shards) - months) if point else []
    if gone:
        raise Damaged(f"{place.brief('time/' + gone[0])}: the file is missing; run fractui doctor.")
