"""The name of an imported row that stays the same however often its file is read (pain 21)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import UTC, datetime

from fractui.exchange.rows import TimeRow

_LETTERS = 16


def import_key(format: str, row: TimeRow) -> str:  # noqa: A002 - the spec's word
    """Name a row by its format and what makes it that row, in 16 hexadecimal digits.

    That is its id where its program has a stable one, else start or day, end or length, client, project,
    task and note. Tags, columns and the file's spelling (encoding, delimiter, order) have no part in it.
    """
    if row.native_id:
        parts = ["id", row.native_id]
    else:
        begin = _instant(row.start) or (row.day.isoformat() if row.day is not None else "")
        until = _instant(row.end) or ("" if row.length_s is None else str(row.length_s))
        parts = [begin, until, row.client, row.project, row.task, row.note]
    named = json.dumps([format, *parts])
    if "\\u" in named:
        named = json.dumps([format, *(unicodedata.normalize("NFC", part) for part in parts)])
    return hashlib.sha256(named.encode("ascii")).hexdigest()[:_LETTERS]


def _instant(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
