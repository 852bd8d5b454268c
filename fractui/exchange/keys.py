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


class Keys:
    """Names the rows of one file, in its order; rows without clock times that are alike in everything stay apart.

    Two calls of half an hour on one day are two rows of a Harvest report that nothing tells apart. The second is
    named as the second, so that it is taken in too, and known when the file or a longer one comes again. Rows with
    clock times that are alike in everything are one.
    """

    def __init__(self, format: str) -> None:  # noqa: A002
        self._format = format
        self._counts: dict[str, int] = {}

    def of(self, row: TimeRow) -> str:
        """The row's name; ask once for each row."""
        key = import_key(self._format, row)
        if row.start is not None or row.native_id:
            return key
        count = self._counts[key] = self._counts.get(key, 0) + 1
        if count == 1:
            return key
        return hashlib.sha256(f"{key} {count}".encode("ascii")).hexdigest()[:_LETTERS]


def _instant(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
