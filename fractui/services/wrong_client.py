"""The wrong-client guard: what lies with one client and names another needs that other's code, typed on purpose (row 003-03)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from fractui.core.deliverable import Deliverable, document_of
from fractui.core.domain import domain_of
from fractui.core.errors import Refused
from fractui.core.mention import Known, Mention, mentioned_in_name, mentioned_in_text, mentioned_person
from fractui.core.naming import read_name
from fractui.core.text import safe
from fractui.services.whose import all_portals
from fractui.store.client_files import ClientFiles
from fractui.store.given_file import GivenFile
from fractui.store.practice import Portal, Practice

ReadText = Callable[[BinaryIO, str], str | None]
"""The words of a document that is open and has that name, None where they cannot be read."""

_AROUND = str.maketrans(",;", "  ")
_BETWEEN = "\n0\n"
"""Stands between lines that are looked through together: a word of its own, so that no name runs over from one to the next."""


class WrongClient(Refused):
    """Something speaks of other clients; whoever means it types their codes.

    ``mention`` is the first of them, ``shown`` names them all, and ``needed`` is what is to be typed.
    """

    def __init__(self, sentence: str, mentions: Sequence[Mention]) -> None:
        super().__init__(sentence)
        self.mention = mentions[0]
        self.shown = " and ".join(
            each.code if each.word == each.code else f"“{safe(each.word)}”, a name of {each.code}"
            for each in mentions
        )
        self.needed = needed(mentions)

    def is_met_by(self, names: str) -> bool:
        """Whether the codes that were typed are all that it takes."""
        return codes_in(self.needed) <= codes_in(names)


def codes_in(names: str) -> set[str]:
    """The codes in what was typed: ``beta, core`` are two."""
    return set(names.translate(_AROUND).upper().split())


def needed(mentions: Sequence[Mention]) -> str:
    """What is to be typed where they are meant: ``BETA``, or ``BETA,CORE``."""
    return ",".join(dict.fromkeys(each.code for each in mentions))


def said(mentions: Sequence[Mention]) -> str:
    """The other clients as a sentence names them: the code, and the word that stands for it where that is another."""
    return " and ".join(
        each.code if each.word == each.code else f"{each.code}, “{safe(each.word)}”" for each in mentions
    )


class Guard:
    """Looks for the codes and names of all other clients, open and closed, on behalf of one client's portal."""

    def __init__(self, practice: Practice, portal: Portal) -> None:
        self._own = portal.client().name
        self._others = [
            Known(each.code, each.client().name)
            for each in all_portals(practice)
            if each.code is not None and each.code != portal.code
        ]

    def in_name(self, name: str) -> tuple[Mention, ...]:
        """Whom a file's name names; by the convention that is the code in its place, and its type is not looked at."""
        parts = read_name(name)
        if parts is not None:
            return self.of_code(parts.code)
        return self._all(lambda others: mentioned_in_name(name, others, self._own))

    def of_code(self, code: str) -> tuple[Mention, ...]:
        """The other client that has that code."""
        return tuple(Mention(each.code, each.code) for each in self._others if each.code == code)

    def in_text(self, text: str) -> tuple[Mention, ...]:
        """Everybody whom a text names."""
        return self._all(lambda others: mentioned_in_text(text, others, self._own))

    def first_line(self, lines: Iterable[str]) -> tuple[str, tuple[Mention, ...]] | None:
        """The first of many lines that names somebody, and everybody whom it names."""
        left = list(dict.fromkeys(lines))
        if not self.in_text(_BETWEEN.join(left)):
            return None
        while len(left) > 1:
            half = left[: len(left) // 2]
            left = half if self.in_text(_BETWEEN.join(half)) else left[len(half) :]
        return left[0], self.in_text(left[0])

    def in_document(
        self, given: GivenFile, read_text: ReadText, unread: Callable[[], None] | None = None
    ) -> tuple[Mention, ...]:
        """Everybody whom the words of a document name; ``unread`` is told where it has some that cannot be read, as a scan has.

        Raises:
            Refused: it cannot be read.
        """
        try:
            with given.reading() as file:
                text = read_text(file, given.name) or ""
        except OSError as error:
            reason = (error.strerror or "unknown error").lower()
            raise Refused(f"{safe(given.name)} cannot be read: {reason}.") from error
        if unread is not None and given.size and not text.strip():
            unread()
        return self.in_text(text)

    def _all(self, look: Callable[[Iterable[Known]], Mention | None]) -> tuple[Mention, ...]:
        """What ``look`` finds among the others, each client once: it is asked again only where it found somebody."""
        left, found = self._others, []
        while (mention := look(left)) is not None:
            found.append(mention)
            left = [each for each in left if each.code != found[-1].code]
        return tuple(found)


def check_receipt(
    practice: Practice, portal: Portal, deliverable: Deliverable, words: Sequence[str], names: str
) -> None:
    """See that what a receipt says names neither another client nor somebody of another's people.

    ``words`` are to whom it went, by which channel and the note; what the deliverable is called goes out with them. People are known
    by name, address and the address's domain, where that is nobody's but one client's.

    Raises:
        WrongClient: it names a client, or a stakeholder of one, that ``names`` has not (rows 003-03, 003-05).
    """
    text = "\n".join(words)
    guard = Guard(practice, portal)
    found = {
        each.code: each for each in guard.in_text(deliverable.title) if each.code not in deliverable.may_name
    }
    found |= {each.code: each for each in guard.in_text(text)}
    for each in _people(practice, portal, text):
        found.setdefault(each.code, each)
    missing = [each for each in found.values() if each.code not in codes_in(names)]
    if missing:
        raise WrongClient(
            f"The receipt names another client ({said(missing)}), and it is {portal.code}'s document: write to whom of "
            f"{portal.code} it went, or type {needed(missing)} (--names {needed(missing)}) if it is meant.",
            missing,
        )


def check_text(practice: Practice, portal: Portal, text: str, names: str) -> None:
    """See that what a client is handed of its own records names no other one.

    Raises:
        WrongClient: it names a client that ``names`` has not (row 003-03).
    """
    missing = [each for each in Guard(practice, portal).in_text(text) if each.code not in codes_in(names)]
    if missing:
        raise WrongClient(
            f"What is written down for {portal.code} names another client ({said(missing)}): change it in {portal.code}'s "
            f"workspace, or type {needed(missing)} (--names {needed(missing)}) if it is meant.",
            missing,
        )


def named_in_lines(practice: Practice, portal: Portal, lines: Iterable[str]) -> str:
    """A sentence about the first line of what goes out for a client that names another one; empty where none does (row 003-03).

    Nothing is refused for it: whoever exports may keep the file, and is told before somebody else has it.
    """
    found = Guard(practice, portal).first_line(lines)
    if found is None:
        return ""
    line, mentions = found
    return (
        f"“{safe(line[:60])}” is in what goes out for {portal.code} and names another client ({said(mentions)}): "
        "reword it first if others are to see it."
    )


def _people(practice: Practice, portal: Portal, text: str) -> Iterator[Mention]:
    """Of each other client the first person whom a text names."""
    own = list(_called(portal))
    ours = {domain_of(word) for word in own}
    written = {domain_of(word.strip("<>()")): word for word in reversed(text.translate(_AROUND).split())}
    for each in all_portals(practice):
        if each.code is None or each.code == portal.code:
            continue
        theirs = list(_called(each))
        somebody = mentioned_person(text, [Known(each.code, word) for word in theirs], own)
        if somebody is not None:
            yield somebody
            continue
        met = [domain for word in theirs if (domain := domain_of(word)) and domain not in ours]
        yield from [Mention(each.code, written[domain]) for domain in met if domain in written][:1]


def _called(portal: Portal) -> Iterator[str]:
    """The names and addresses of a client's people."""
    for person in portal.stakeholders():
        yield person.name
        yield person.email


def strangers(
    practice: Practice, portal: Portal, deliverable: Deliverable, read_text: ReadText
) -> tuple[Mention, ...]:
    """Whom the document of a deliverable's current version names without having been meant to; nobody where it has none.

    Raises:
        Refused: it is gone, a link, or cannot be read.
        StorageTrouble: its folder cannot be looked into.
    """
    name = document_of(deliverable)
    if not name:
        return ()
    with GivenFile(ClientFiles(portal.files.place.folder).path(name), follow=False) as given:
        found = Guard(practice, portal).in_document(given, read_text)
    return tuple(each for each in found if each.code not in deliverable.may_name)


def check_document(
    practice: Practice, portal: Portal, deliverable: Deliverable, names: str, read_text: ReadText
) -> tuple[str, ...]:
    """See that a document may go out as it is by now, whoever has written in it since it was attached.

    Returns:
        The codes of other clients that it may name from now on.

    Raises:
        WrongClient: it names a client that is not among those, and not in ``names`` (row 003-03).
        Refused: it is gone, a link, or cannot be read.
        StorageTrouble: its folder cannot be looked into.
    """
    found = strangers(practice, portal, deliverable, read_text)
    missing = [each for each in found if each.code not in codes_in(names)]
    if missing:
        raise WrongClient(
            f"{document_of(deliverable)} names another client ({said(missing)}), and goes to {portal.code}: take that out, or "
            f"type {needed(missing)} (--names {needed(missing)}) if it is meant.",
            missing,
        )
    return tuple(dict.fromkeys((*deliverable.may_name, *(each.code for each in found))))
