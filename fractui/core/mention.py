"""Whether a name or a text speaks of somebody else's client: what ends up in the wrong place gives itself away (row 003-03)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from fractui.core.value import value

SHORTEST_NAME = 4
"""Names of fewer letters are words of everyday, and say nothing."""

SHORTEST_UNSPACED = 3
"""The same for names in scripts without spaces, whose letters say more."""

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

_WORD = re.compile(r"[^\W_]+")

_CALLED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z0-9]+(?![^\W_])|(?<![^\W_])[A-Z][a-z0-9]+(?=['\u2019]s\b)")
"""A capitalised word within a sentence, or one that has something: ``for Acme``, ``Acme's``."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSEEN = dict.fromkeys(
    (
        0xAD,
        0x34F,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        0xFEFF,
    )
)
"""Soft hyphens, zero-width spaces, marks of direction: nobody sees them, and a search for the word would miss it."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f]+"
)
"""Letters that are written without spaces, or with endings right behind a name: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer."""

_UNSPACED_FORMS = re.compile(r"株式会社|有限会社|合同会社|有限公司|주식회사|\((?:株|有|주)\)")
"""The legal forms there, before or behind the name; brackets of full width are plain ones by then."""


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
    """The first of ``others`` whose code or name a file's name has in it; letters' case, accents and separators do not count.

    ``own`` is the name of the client whose file it is: what is only a part of it does not count.
    """
    words = _words(name)
    codes = {word.upper() for word in words}
    text = _Text(words, own)
    for each in others:
        if each.code in codes and _stands_alone(each.code, [word.upper() for word in words], own):
            return Mention(each.code, each.code)
        # Names are also written as one word, like BetaFoods; a single short word would be found in many others.
        if text.names(each.name, joined=True):
            return Mention(each.code, each.name)
    return None


def mentioned_in_text(text: str, others: Iterable[Known], own: str = "") -> Mention | None:
    """The first of ``others`` that a text names: its code in capitals as a word of its own, or its name; ``own`` as above.

    A code that is a word of its client's name counts within a sentence as that is written there, too: ``for Acme``. Where a
    sentence, a heading or a table's cell begins so, it may be any word.
    """
    words = _words(text)
    codes = {word for word in words if word.isascii()}
    called = {word.upper(): word for word in _CALLED.findall(text)}
    mine = _plain(own).upper().split()
    said = _Text(words, own)
    for each in others:
        if each.code in codes and _stands_alone(each.code, words, own):
            return Mention(each.code, each.code)
        if said.names(each.name):
            return Mention(each.code, each.name)
        if each.code in called and each.code in _plain(each.name).upper().split() and each.code not in mine:
            return Mention(each.code, called[each.code])
    return None


def mentioned_person(text: str, people: Iterable[Known], own: Iterable[str] = ()) -> Mention | None:
    """The first of other clients' people whom a text names, each known by name or by address.

    A name of one word counts only where it is all that stands between two commas; ``own`` are the people of the client itself,
    and whoever is among them is nobody else's.
    """
    said = _Text(_words(text))
    alone = {_plain(part) for part in re.split(r"[,;&\n]", text)}
    ours = {_plain(each) for each in own}
    for each in people:
        name = _plain(each.name)
        full = " " in name or _UNSPACED.search(name)
        if name and name not in ours and (name in alone or (full and said.names(each.name))):
            return Mention(each.code, each.name)
    return None


def _stands_alone(code: str, words: Sequence[str], own: str) -> bool:
    """Whether a code stands among the words elsewhere than within the client's own name, as BETA does in “ACME BETA Holdings”."""
    mine = _plain(own).upper().split()
    if len(mine) < 2 or code not in mine:
        return True
    return any(
        word == code
        and not any(
            part == code
            and place >= before
            and [each.upper() for each in words[place - before : place - before + len(mine)]] == mine
            for before, part in enumerate(mine)
        )
        for place, word in enumerate(words)
    )


class _Text:
    """The words of a text in which names are looked for."""

    def __init__(self, words: Sequence[str], own: str = "") -> None:
        self._spaced = f" {' '.join(words).casefold()} "
        mine = _plain(own)
        if mine:
            self._spaced = self._spaced.replace(f" {mine} ", "  ")
        self._joined = self._spaced.replace(" ", "")
        if mine and _UNSPACED.search(mine):
            self._joined = self._joined.replace(mine.replace(" ", ""), " ")

    def names(self, name: str, *, joined: bool = False) -> bool:
        """Whether a name stands in it; ``joined``: also as a part of a word, where it is long enough to be nobody else's."""
        said = _plain(name)
        run = said.replace(" ", "")
        if _UNSPACED.search(said):
            # These are written without spaces, so that a name begins and ends within what looks like one word.
            return len(run) >= SHORTEST_UNSPACED and run in self._joined
        if len(said) < SHORTEST_NAME:
            return False
        whole = f" {said} " in self._spaced
        return whole or (joined and (" " in said or len(said) >= LONG_NAME) and run in self._joined)


def _plain(name: str) -> str:
    """The words of a name in lower case with single spaces between them, legal forms left out."""
    words = _words(_UNSPACED_FORMS.sub(" ", unicodedata.normalize("NFKC", name)).casefold())
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _words(text: str) -> list[str]:
    """The words of a text, however their letters are encoded: without accents, full-width forms and what is not seen.

    What is written without spaces stands apart from what is not: ``BETA社`` are two.
    """
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
        text = _UNSPACED.sub(r" \g<0> ", text)
    return _WORD.findall(text)
