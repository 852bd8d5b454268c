"""From a foreign row to an entry: what each of its words becomes here."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from fractui.core.entry import NOTE_LENGTH, TAG_LENGTH, Bucket, Category, Entry, Source
from fractui.core.value import value
from fractui.exchange.rows import TimeRow
from fractui.services.importing.names import BUCKETS, category_of, folded

MOST_TAGS = 20
MOST_EXTRA = 40
EXTRA_LENGTH = 4000
_BREAKS = frozenset({"Cc", "Zl", "Zp"})
"""The kinds of characters that no line may hold."""


@value
class Words:
    """What a row says beside when and whose."""

    note: str
    tags: tuple[str, ...]
    category: Category | None
    extra: dict[str, str] | None


def words_of(row: TimeRow, name: str, who: str) -> Words:
    """A row's note, tags and kind of work; ``name`` is the word that said whose it is, ``who`` that one's code or bucket.

    A tag or the task that names a kind of work becomes it. What has no place of its own, project and task, becomes a
    tag, and the note where there is none. What cannot be kept as it is, is kept as much as it can, the whole of it in
    ``extra``.
    """
    taken = {folded(name), folded(who)}
    category, tags = _category(row, taken)
    note = line_of(row.note, NOTE_LENGTH)
    if not note:
        note = next(
            (line_of(word, NOTE_LENGTH) for word in (row.task, row.project) if folded(word) not in taken), ""
        )
    for word in (row.project, row.task):
        if word and folded(word) not in taken and (category is None or category_of(word) is not category):
            tags.append(word)
    kept = dict.fromkeys(line_of(tag, TAG_LENGTH) for tag in tags)
    kept.pop("", None)
    return Words(note, tuple(kept)[:MOST_TAGS], category, _extra(row, note))


def _category(row: TimeRow, taken: set[str]) -> tuple[Category | None, list[str]]:
    """The kind of work, and the tags that did not name it."""
    tags = [tag for tag in row.tags if folded(tag) not in taken]
    if row.category:
        return category_of(row.category), tags
    for tag in tags:
        category = category_of(tag)
        if category is not None:
            tags.remove(tag)
            return category, tags
    return category_of(row.task), tags


def _extra(row: TimeRow, note: str) -> dict[str, str] | None:
    found = {"project": row.project, "task": row.task}
    if row.client:
        found["client"] = row.client
    if row.billable is not None:
        found["billable"] = "yes" if row.billable else "no"
    if row.note != note and row.note:
        found["note"] = row.note
    for name, text in row.extra[:MOST_EXTRA]:
        found.setdefault(name, text)
    kept = {line_of(name, TAG_LENGTH): line_of(text, EXTRA_LENGTH) for name, text in found.items() if text}
    kept.pop("", None)
    return kept or None


def line_of(text: str, limit: int) -> str:
    """A text as one line without control characters, at most so long."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
        text = "".join(" " if unicodedata.category(char) in _BREAKS else char for char in text)
        text = " ".join(text.split())
    text = text.strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def entry_of(
    row: TimeRow,
    words: Words,
    who: str,
    piece: tuple[datetime, datetime],
    *,
    new_id: str,
    key: str,
    zone: str,
) -> Entry:
    """The entry that one stretch of a row becomes."""
    bucket = Bucket(who) if who in BUCKETS else None
    return Entry(
        id=new_id,
        start=piece[0],
        end=piece[1],
        zone=row.zone or zone,
        client=None if bucket else who,
        bucket=bucket,
        category=words.category,
        note=words.note,
        tags=words.tags,
        source=Source.IMPORT,
        timed=row.start is not None,
        import_key=key,
        import_extra=words.extra,
        locked=row.locked,
    )
