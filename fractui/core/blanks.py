"""What a template put into a document to be replaced, and still stands there: nothing half written goes out unseen (row 003-10)."""

from __future__ import annotations

import re

from fractui.core.template import FIELD

_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_ITALICS = re.compile(r"(?<![*\\])\*(?![*\s])[^*\n]+(?<![\s*\\])\*(?!\*)")


def blanks(document: str, template: str) -> tuple[str, ...]:
    """The blanks of a document in their order, each in its own words.

    They are fields without a value, the template's notes to whoever writes, and what it has in italics: an italic line is one
    whatever it says, italics within a line only where the ``template`` has the very same.
    """
    found = [(each.start(), each[0]) for each in FIELD.finditer(document)]
    shown = document
    for note in _NOTE.finditer(document):
        if note[0] in template:
            found.append((note.start(), " ".join(note[0][4:-3].split())))
        shown = shown[: note.start()] + re.sub(r"[^\n]", " ", note[0]) + shown[note.end() :]
    start = 0
    for line in shown.split("\n"):
        alone = line.strip()
        for each in _ITALICS.finditer(line):
            if each[0] == alone or each[0] in template:
                found.append((start + each.start(), each[0][1:-1]))
        start += len(line) + 1
    return tuple(words for _, words in sorted(found) if words)


def blanks_left(found: tuple[str, ...]) -> str:
    """How many there are: ``1 blank is left``, ``12 blanks are left``; empty for none."""
    if not found:
        return ""
    return "1 blank is left" if len(found) == 1 else f"{len(found)} blanks are left"
