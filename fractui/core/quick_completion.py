"""How a quick line may go on: the rest of the word at its end, where one thing alone begins so."""

from __future__ import annotations

from collections.abc import Iterable

from fractui.core.entry import Category
from fractui.core.quick_line import read_line
from fractui.core.quick_owners import Owner, slug
from fractui.core.quick_reading import Context, Part
from fractui.core.quick_words import KINDS, Word, words_of

LEAST_OF_KIND = 3
"""Letters of a plain word before it is completed to a kind of work: in a note most words are none."""


def completed(text: str, context: Context) -> str:
    """The line with its last word completed; the same line where nothing, or more than one thing, begins so."""
    words = words_of(text)
    if not words or words[-1].quoted or words[-1].end != len(text):
        return text
    last = words[-1]
    if last.text[0] in "@+":
        more = _rest(last.low[1:], _marked(last, text, context))
    elif last.low in ("l", "la", "las") and len(words) > 1 and words[-2].low == "since":
        more = "last"[len(last.low) :]
    elif _is_owner(text, last, context):
        more = _owner_rest(words, context.owners)
    elif len(last.low) >= LEAST_OF_KIND:
        more = _rest(last.low, [kind for kind in KINDS if " " not in kind])
    else:
        more = ""
    return text + (more.upper() if last.text.isupper() and len(last.text) > 1 else more)


def _marked(last: Word, text: str, context: Context) -> list[str]:
    """What may stand after ``@`` and ``+``."""
    if last.text[0] == "@":
        return [*(category.value.replace("_", "-") for category in Category), *KINDS]
    who = read_line(text[: last.start], context).who
    return [slug(owed.title) for owed in context.owed if owed.client == who]


def _rest(begun: str, names: Iterable[str]) -> str:
    """What is lacking of the one name that begins so; of several, what they have in common."""
    rests = sorted({name[len(begun) :] for name in names if name.startswith(begun)})
    if not begun or not rests:
        return ""
    first, last = rests[0], rests[-1]
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def _is_owner(text: str, last: Word, context: Context) -> bool:
    """Whether the last word is where the owner stands: it says who, or is the first that says nothing else."""
    reading = read_line(text, context)
    parts = [piece.part for piece in reading.pieces if piece.start == last.start]
    earlier = any(piece.part is Part.WHO for piece in reading.pieces if piece.start < last.start)
    return not earlier and parts in ([Part.WHO], [Part.TROUBLE], [Part.NOTE])


def _owner_rest(words: tuple[Word, ...], owners: Iterable[Owner]) -> str:
    begun = words[-1].low
    codes = [owner.code.casefold() for owner in owners]
    if begun in codes:
        return ""
    return _rest(begun, codes) or _rest(begun, [owner.name.casefold() for owner in owners])
