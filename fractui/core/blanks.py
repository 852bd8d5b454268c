"""What a template put into a document to be replaced, and still stands there: nothing half written goes out unseen (row 003-10)."""

from __future__ import annotations

import re

from fractui.core.template import FIELD

NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
"""What a template says to whoever writes."""
ITALICS = re.compile(r"(?<![*\\])\*(?![*\s])[^*\n]+(?<![\s*\\])\*(?!\*)")
"""Words in italics, which in a template are a blank to be filled."""


def blanks(document: str, filled: str) -> tuple[str, ...]:
    """The blanks of a document in their order, each in its own words.

    They are fields without a value, and what ``filled``, the template with its fields as the document has them, has itself: notes to
    whoever writes, and words in italics. Italics and notes of somebody's own are none.
    """
    found = [(each.start(), each[0]) for each in FIELD.finditer(document)]
    shown = document
    for note in NOTE.finditer(document):
        if note[0] in filled:
            found.append((note.start(), " ".join(note[0][4:-3].split())))
        shown = shown[: note.start()] + re.sub(r"[^\n]", " ", note[0]) + shown[note.end() :]
    found += [(each.start(), each[0][1:-1]) for each in ITALICS.finditer(shown) if each[0] in filled]
    return tuple(words for _, words in sorted(found) if words)


def blanks_left(found: tuple[str, ...]) -> str:
    """How many there are: ``1 blank is left``, ``12 blanks are left``; empty for none."""
    if not found:
        return ""
    return "1 blank is left" if len(found) == 1 else f"{len(found)} blanks are left"
