"""How two texts differ, line by line, and which lines of a document are a template's with its fields filled in (row 002-22)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fractui.core.template import fill, pieces_of
from fractui.core.value import value

if TYPE_CHECKING:
    from difflib import SequenceMatcher

GONE, NEW, SAME, SKIP = "-", "+", " ", "@"
"""What a line is: only in the first text, only in the second, in both, or the mark that lines in both are left out."""

AROUND = 2
"""So many lines in both texts are shown around those that differ."""

MANY = 1000
"""From so many lines on, lines that are there again and again are no landmarks: that would take its time."""

_ITEM = re.compile(r"\s*([-*+]|\d{1,4}[.)])\s")
_BLANK_TO_FILL = re.compile(r"\*[^*].*\*")


@value
class DiffLine:
    """A line of a comparison: its ``sign`` (``GONE``, ``NEW``, ``SAME``, ``SKIP``) and its text; that of a ``SKIP`` is ``line 12``."""

    sign: str
    text: str


def difference(before: Sequence[str], after: Sequence[str]) -> tuple[DiffLine, ...]:
    """How ``after`` differs from ``before``: each place with the lines around it, places apart from one another by a ``SKIP``.

    A skip names the line of ``after`` at which it goes on. Where nothing differs, there are no lines.
    """
    found: list[DiffLine] = []
    for group in _matcher(before, after).get_grouped_opcodes(AROUND):
        if all(tag == "equal" for tag, *_ in group):
            continue
        if found or group[0][3]:
            found.append(DiffLine(SKIP, f"line {group[0][3] + 1}"))
        for tag, first, last, own_first, own_last in group:
            if tag == "equal":
                found += [DiffLine(SAME, text) for text in after[own_first:own_last]]
            else:
                found += [DiffLine(GONE, text) for text in before[first:last]]
                found += [DiffLine(NEW, text) for text in after[own_first:own_last]]
    return tuple(found)


def as_filled(template: Sequence[str], document: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The lines of a template with its fields as a document has them: what stands in a field is no difference.

    The fields within a line may stand for anything, a field that has a line for itself stands for a list. Where the document has
    nothing like that, a line's fields have ``values``.
    """
    filled: list[str] = []
    for tag, first, last, own_first, own_last in _matcher(template, document).get_opcodes():
        if tag == "equal":
            filled += document[own_first:own_last]
        else:
            filled += _filled(template[first:last], document[own_first:own_last], values)
    return filled


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher  # nobody who lists templates waits for it

    return SequenceMatcher(None, before, after, autojunk=len(after) > MANY)


def _filled(template: Sequence[str], document: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The lines of a stretch in which template and document differ, each field as it is found, in their order."""
    filled: list[str] = []
    place = 0
    for line in template:
        pieces = pieces_of(line)
        if len(pieces) == 1:
            filled.append(line)
            continue
        alone = not "".join(pieces).strip()
        start, end = _block(document, place) if alone else _line(document, place, pieces)
        if start == end:
            filled.append(line if alone else fill(line, values))
        else:
            filled += document[start:end]
            place = end
    return filled


def _line(document: Sequence[str], place: int, pieces: Sequence[str]) -> tuple[int, int]:
    """The next line that is these pieces with anything between them; an empty stretch for none."""
    for at in range(place, len(document)):
        if _fits(document[at], pieces):
            return at, at + 1
    return place, place


def _fits(line: str, pieces: Sequence[str]) -> bool:
    head, *middle, tail = pieces
    if not (line.startswith(head) and line.endswith(tail)):
        return False
    at, end = len(head), len(line) - len(tail)
    for piece in middle:
        found = line.find(piece, at, end) if at <= end else -1
        if found < 0:
            return False
        at = found + len(piece)
    return at < end


def _block(document: Sequence[str], place: int) -> tuple[int, int]:
    """The next list before another heading, or the line in italics that stands for an empty one; an empty stretch for none."""
    for at in range(place, len(document)):
        text = document[at]
        if _ITEM.match(text):
            end = at + 1
            while end < len(document) and _ITEM.match(document[end]):
                end += 1
            return at, end
        if _BLANK_TO_FILL.fullmatch(text.strip()):
            return at, at + 1
        if text.startswith("#"):
            break
    return place, place
