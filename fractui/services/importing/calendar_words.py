"""The words by which a meeting is known as somebody's: who is in it, its categories, its title, its calendar (row 000-25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from fractui.calendars.meeting import Meeting
from fractui.calendars.reading import nearly_every
from fractui.core.domain import domain_of
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.mention import Known, mentioned_in_text
from fractui.store.practice import Practice


class Words:
    """Finds the words of each meeting of one file; ``own`` is the address of the user, empty where it is not known.

    ``said`` are the names of which a person said before whom they mean.
    """

    def __init__(
        self, practice: Practice, called: str, own: str, meetings: Iterable[Meeting], said: Collection[str]
    ) -> None:
        self._called = "" if called.lower() == own else called
        self._clients: list[Known] = []
        self._people: dict[str, str] = {}
        self._domains: dict[str, set[str]] = {}
        for code in (*practice.codes(), *practice.closed_codes()):
            self._meet(practice, code)
        self._own = domain_of(own) or self._guessed(meetings, said)
        self._mentioned: dict[str, str] = {}

    def _meet(self, practice: Practice, code: str) -> None:
        try:
            portal = practice.portal(code)
            self._clients.append(Known(code, portal.client().name))
            addresses = [each.email.lower() for each in portal.stakeholders() if each.email]
        except (Damaged, StorageTrouble):
            self._clients.append(Known(code, ""))
            return
        for address in addresses:
            self._people.setdefault(address, code)
            self._domains.setdefault(domain_of(address), set()).add(code)

    def _guessed(self, meetings: Iterable[Meeting], said: Collection[str]) -> str:
        """The user's domain as that which nearly every event has, unless it is plainly a client's."""
        by_line = {each.line: frozenset(filter(None, map(domain_of, each.addresses))) for each in meetings}
        found = nearly_every([each for each in by_line.values() if each])
        label = found.rpartition(".")[0].rpartition(".")[2]
        names = {each.code.lower() for each in self._clients}
        names |= {
            word.casefold()
            for each in self._clients
            for word in (each.name.replace(" ", ""), each.name.partition(" ")[0])
        }
        return "" if label in names or found in said or found in self._domains else found

    @property
    def known_domains(self) -> tuple[tuple[str, str], ...]:
        """The domains of the clients' people, with their codes; one that two clients share tells nothing."""
        return tuple(
            (domain, min(codes))
            for domain, codes in self._domains.items()
            if domain and len(codes) == 1 and domain != self._own
        )

    def client_of(self, meeting: Meeting) -> str:
        """The client whom the title names, or one of whose people is in it; empty where there is none."""
        title = meeting.title
        if title not in self._mentioned:
            found = mentioned_in_text(title, self._clients)
            self._mentioned[title] = "" if found is None else found.code
        if self._mentioned[title]:
            return self._mentioned[title]
        known = {self._people[each] for each in meeting.addresses if each in self._people}
        return known.pop() if len(known) == 1 else ""

    def of(self, meeting: Meeting) -> tuple[str, ...]:
        """The words in the order in which they count: domains, the organiser's first, categories, the title, the calendar.

        The user's own domain comes last: it is nearly everywhere, and says something only of a client's own calendar.
        """
        first = domain_of(meeting.organiser)
        counts = Counter(domain_of(each.address) for each in meeting.people)
        domains = [first, *sorted(counts, key=lambda each: (-counts[each], each))]
        others = [each for each in domains if each and each != self._own]
        words = [*others, *meeting.categories, meeting.title, self._called]
        if self._own and self._own in domains:
            words.append(self._own)
        return tuple(dict.fromkeys(" ".join(word.split())[:200] for word in words if word.strip()))
