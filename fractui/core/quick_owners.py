"""Whose time the words of a quick line name, and which deliverable: by code, by the name's beginning, only where one alone is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fractui.core.quick_words import Word, joined
from fractui.core.value import value

LONGEST_NAME = 4
"""Words of a name that are compared."""
LEAST = 2
"""Letters that a beginning needs."""


@value
class Owner:
    """Whose time it may be: a client's code, or a bucket's name, and what it is called in words."""

    code: str
    name: str
    is_bucket: bool = False


@value
class Owed:
    """A deliverable that time can be for: its id, its client's code and its title."""

    id: str
    client: str
    title: str


@value
class Named:
    """Who is named by the first ``count`` words: one owner, or several that they may mean."""

    owners: tuple[Owner, ...]
    count: int


def owner_at(words: Sequence[Word], owners: Iterable[Owner]) -> Named | None:
    """Who the words begin with; None when nobody is called so. A whole code counts before any name, a longer name before a shorter."""
    known = tuple(owners)
    for count in range(min(LONGEST_NAME, len(words)), 1, -1):
        text = joined(words[:count])
        fitting = tuple(owner for owner in known if owner.name.casefold().startswith(text))
        if len(fitting) == 1:
            return Named(fitting, count)
    word = joined(words[:1])
    exact = tuple(owner for owner in known if owner.code.casefold() == word)
    if exact:
        return Named(exact[:1], 1)
    if len(word) < LEAST:
        return None
    fitting = tuple(
        owner
        for owner in known
        if owner.code.casefold().startswith(word) or owner.name.casefold().startswith(word)
    )
    return Named(fitting, 1) if fitting else None


def slug(title: str) -> str:
    """A title as one word: ``Board pack`` is ``board-pack``."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")


def owed_for(word: str, client: str, owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """The client's deliverables that the word may mean: that title, else those that begin so, else those with a word that does."""
    wanted = slug(word)
    theirs = [each for each in owed if each.client == client] if wanted else []
    exact = [each for each in theirs if slug(each.title) == wanted]
    begins = [each for each in theirs if slug(each.title).startswith(wanted)]
    within = [each for each in theirs if f"-{wanted}" in slug(each.title)]
    return tuple(exact[:1] or begins or within)
