"""Whom the names in a foreign file mean: a client, one of the practice's own buckets, nobody, or not yet said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fractui.core.entry import Bucket, Category
from fractui.core.errors import Damaged, FieldRefused, Refused, StorageTrouble
from fractui.core.intake import LEFT_OUT
from fractui.core.text import safe
from fractui.core.value import value
from fractui.exchange.rows import TimeRow
from fractui.services.views.importing import NOBODY
from fractui.services.whose import whose
from fractui.store.practice import Practice

BUCKETS = frozenset(bucket.value for bucket in Bucket)
_KINDS = {category.value: category for category in Category} | {
    "1:1": Category.ONE_ON_ONE,
    "1_1": Category.ONE_ON_ONE,
    "1on1": Category.ONE_ON_ONE,
    "1_on_1": Category.ONE_ON_ONE,
    "deep": Category.DEEP_WORK,
    "prep": Category.PREP_FOLLOWUP,
}


@value
class Meant:
    """Whom a row's time belongs to.

    ``name`` is the word of the row that decided it, ``who`` a client's code or a bucket's name, empty where nobody is
    meant; ``closed`` says that the engagement has ended, ``left_out`` that the row is not wanted, ``said`` that a
    person said so, now or before.
    """

    name: str
    who: str = ""
    closed: bool = False
    left_out: bool = False
    said: bool = False


def folded(name: str) -> str:
    """A name as names are compared: without case and with single spaces."""
    return " ".join(name.split()).casefold()


def category_of(word: str) -> Category | None:
    """The kind of work that a tag or a task names exactly, however it is spelled."""
    return _KINDS.get("_".join(word.casefold().replace("-", " ").replace("_", " ").split()))


class Names:
    """Reads names: what was said of them counts first, then a client's code, a bucket's name and a client's whole name."""

    def __init__(self, practice: Practice, said: Iterable[tuple[str, str]]) -> None:
        self._closed = frozenset(practice.closed_codes())
        self._known = {name: name for name in BUCKETS}
        self._labels: dict[str, str] = {}
        for code in (*practice.codes(), *practice.closed_codes()):
            self._labels[folded(code)] = code
        self._add_whole_names(practice)
        self._known |= self._labels
        living = set(self._known.values()) | {LEFT_OUT}
        self._said = {folded(name): who for name, who in said if who in living}
        self._found: dict[tuple[str, str, tuple[str, ...]], Meant] = {}

    def _add_whole_names(self, practice: Practice) -> None:
        owners: dict[str, set[str]] = {}
        for code in self._labels.values():
            try:
                name = practice.portal(code).client().name
            except (Damaged, StorageTrouble):
                # Its code is known all the same; taking time in for it will say what is wrong.
                continue
            owners.setdefault(folded(name), set()).add(code)
        for name, codes in owners.items():
            # Two clients of one name: only their codes tell them apart.
            if len(codes) == 1:
                self._labels.setdefault(name, min(codes))

    def of(self, row: TimeRow) -> Meant:
        """Whose the row is; rows with the same words have the same answer."""
        key = (row.client, row.project, row.tags)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._read(*key)
        return found

    def _read(self, client: str, project: str, tags: tuple[str, ...]) -> Meant:
        if client:
            # The client is named: a project's or tag's name may overrule it only if a person said so.
            own = self._meant(client)
            if own is not None and own.said:
                return own
            return self._first_said((project, *tags)) or own or Meant(client)
        words = tuple(word for word in (project, *tags) if word)
        meant = [found for found in map(self._meant, words) if found is not None]
        if meant and meant[0].name == project:
            return meant[0]
        # Among tags a client counts before words like admin or bd, which are also kinds of work.
        for found in sorted(meant, key=lambda one: one.who in BUCKETS):
            return found
        named = next((word for word in words if category_of(word) is None), "")
        return Meant(named) if named else self._meant("") or Meant("")

    def _first_said(self, words: Iterable[str]) -> Meant | None:
        found = (self._meant(word) for word in words if word and folded(word) in self._said)
        return next((meant for meant in found if meant is not None), None)

    def _meant(self, word: str) -> Meant | None:
        name = folded(word)
        said = self._said.get(name)
        who = self._known.get(name) if said is None else said
        if who is None:
            return None
        return Meant(word, who, closed=who in self._closed, left_out=who == LEFT_OUT, said=said is not None)

    def near(self, name: str) -> tuple[str, ...]:
        """The codes, the likeliest first, of which the name may be another spelling; never taken unasked."""
        from difflib import get_close_matches

        word = folded(name)
        if not word:
            return ()
        looks = get_close_matches(word, self._labels, n=3, cutoff=0.6)
        parts = [label for label in self._labels if len(label) > 2 and (label in word or word in label)]
        codes = dict.fromkeys(self._labels[label] for label in (*looks, *parts))
        return tuple(code for code in codes if code not in self._closed)[:3]


def said_of(practice: Practice, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a person says of names, checked: each name means an open client, a bucket, or with ``-`` nobody.

    Raises:
        FieldRefused: somebody is meant whom there is not, or whose engagement is closed.
    """
    found = []
    for name, who in words.items():
        if who.strip() in (NOBODY, ""):
            found.append((name, LEFT_OUT))
            continue
        try:
            found.append((name, whose(practice, who).name))
        except Refused as error:
            raise FieldRefused("map", f"“{safe(name[:60])}” cannot be mapped so: {error}") from error
    return tuple(found)
