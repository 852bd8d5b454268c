"""Whether a name or a text speaks of somebody else's client: what ends up in the wrong place gives itself away (row 003-03)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fractui.core.value import value

SHORTEST_NAME = 4
"""Names of fewer letters are words of everyday, and say nothing."""

LONG_NAME = 8
"""A single word of so many letters is nobody else's."""

LEGAL_FORMS = frozenset(
    {
        "inc",
        "llc",
        "ltd",
        "gmbh",
        "ag",
        "co",
        "corp",
        "limited",
        "plc",
        "sa",
        "bv",
        "oy",
        "kk",
        "se",
        "kg",
        "pty",
    }
)
"""What stands behind a company's name and is left out where people write of it."""


@value
class Known:
    """A client as it may be mentioned."""

    code: str
    name: str


@value
class Mention:
    """Another client was named: by its code or by ``word``, as it stands there."""

    code: str
    word: str


def mentioned_in_name(name: str, others: Iterable[Known], own: str = "") -> Mention | None:
    """The first of ``others`` whose code or name a file's name has in it; letters' case and separators do not count.

    ``own`` is the name of the client whose file it is: what is only a part of it does not count.
    """
    words = [word.upper() for word in re.findall(r"[^\W_]+", name)]
    spaced = _without(f" {' '.join(words).casefold()} ", own)
    for each in others:
        if each.code in words:
            return Mention(each.code, each.code)
        said = _plain(each.name)
        if len(said) < SHORTEST_NAME:
            continue
        # Names are also written as one word, like BetaFoods; a single short word would be found in many others.
        alone = f" {said} " in spaced
        if alone or ((" " in said or len(said) >= LONG_NAME) and _joined(said) in _joined(spaced)):
            return Mention(each.code, each.name)
    return None


def mentioned_in_text(text: str, others: Iterable[Known], own: str = "") -> Mention | None:
    """The first of ``others`` that a text names: its code in capitals as a word of its own, or its name; ``own`` as above."""
    spaced = _without(f" {_plain(text)} ", own)
    capitals = set(re.findall(r"(?<![^\W_])[A-Z][A-Z0-9]{1,7}(?![^\W_])", text))
    for each in others:
        if each.code in capitals:
            return Mention(each.code, each.code)
        said = _plain(each.name)
        if len(said) >= SHORTEST_NAME and f" {said} " in spaced:
            return Mention(each.code, each.name)
    return None


def mentioned_person(text: str, people: Iterable[Known], own: Iterable[str] = ()) -> Mention | None:
    """The first of other clients' people whom a text names, each known by name or by address.

    A name of one word counts only where it is all that stands between two commas; ``own`` are the people of the client itself,
    and whoever is among them is nobody else's.
    """
    spaced = f" {_plain(text)} "
    alone = {_plain(part) for part in re.split(r"[,;&\n]", text)}
    ours = {_plain(each) for each in own}
    for each in people:
        said = _plain(each.name)
        if said and said not in ours and (said in alone or (" " in said and f" {said} " in spaced)):
            return Mention(each.code, each.name)
    return None


def _plain(text: str) -> str:
    """The words of a text in lower case with single spaces between them, a legal form at the end left out."""
    words = re.findall(r"[^\W_]+", text.casefold())
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _without(spaced: str, own: str) -> str:
    said = _plain(own)
    return spaced.replace(f" {said} ", "  ") if said else spaced


def _joined(text: str) -> str:
    return text.replace(" ", "")
