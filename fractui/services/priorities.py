"""What matters most with each client, ranked (rows 004-04, 004-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from fractui.core.errors import Refused
from fractui.core.priority import Priority, check_priority, last_place, moved, ranked, too_many_words
from fractui.core.quick_owners import Owed
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.relations import fresh
from fractui.services.whose import known_code, open_code
from fractui.store.practice import Portal, Practice


class PriorityWords(TypedDict, total=False):
    """What can be said of a priority; ``deliverable`` is the id of what it is about, or the beginning of one, empty for nothing."""

    text: str
    since: date
    deliverable: str | None
    done_on: date | None


@value
class Ranking:
    """A client's priorities in their order, and those that are done, the latest first; ``cap`` is how many are few, 0 any number."""

    code: str
    open: tuple[Priority, ...]
    done: tuple[Priority, ...]
    cap: int

    @property
    def warning(self) -> str:
        """What is to be said of too many at once, empty while they are few; nothing is ever refused for it (row 004-04)."""
        return too_many_words(len(self.open), self.cap)


class Priorities:
    """The priorities of the clients. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(self, code: str, text: str, deliverable: str | None = None, place: int | None = None) -> Priority:
        """Put a priority after the others, or at a ``place``, 1 being the first.

        Without a ``deliverable`` it is about the one that is owed and called just so, if there is one.

        Raises:
            NotFound: no open client has that code, or no deliverable that id.
            FieldRefused: the text cannot be taken.
        """
        code = open_code(self._practice, code)
        portal = self._practice.portal(code)
        today = local_day(self._practice.now(), portal.client().zone)
        new = check_priority(Priority(id=self._practice.new_id(), text=text, since=today))
        with self._practice.transaction(f"priority of {code}: {new.text}") as tx:
            there = portal.documents(Priority)
            known = portal.deliverable(deliverable).id if deliverable else _called(portal, new.text)
            new = replace(new, deliverable=known, order=last_place(there))
            if place is None or place > len(ranked(there)):
                return tx.put_in(code, new)
            after = {each.id: each for each in moved((*there, new), new.id, place)}
            for each in after.values():
                if each.id != new.id:
                    tx.put_in(code, each)
            return tx.put_in(code, after.get(new.id, new))

    def edit(self, code: str, id: str, *, rev: int | None = None, **words: Unpack[PriorityWords]) -> Priority:  # noqa: A002
        """Change a priority.

        Raises:
            NotFound: no open client has that code, no priority that id, or no deliverable the one that is named.
            Stale: it has another revision by now.
            FieldRefused: a text cannot be taken.
        """
        code = open_code(self._practice, code)
        portal = self._practice.portal(code)
        with self._practice.transaction(f"edit a priority of {code}") as tx:
            changed = check_priority(replace(fresh(self.show(code, id), rev), **words))
            if words.get("deliverable"):
                changed = replace(changed, deliverable=portal.deliverable(str(changed.deliverable)).id)
            return tx.put_in(code, changed)

    def move(self, code: str, id: str, place: int) -> Priority:  # noqa: A002
        """Give a priority another place, 1 being the first.

        Raises:
            NotFound: no open client has that code, or no priority that id.
            Refused: it is done, or stands there already.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"rank a priority of {code}") as tx:
            chosen = self.show(code, id)
            changed = moved(self._practice.portal(code).documents(Priority), chosen.id, place)
            stored = [tx.put_in(code, each) for each in changed]
        return next((each for each in stored if each.id == chosen.id), chosen)

    def shift(self, code: str, id: str, by: int) -> Priority:  # noqa: A002
        """Move a priority ``by`` places: -1 is one nearer to the first.

        Raises:
            NotFound: no open client has that code, or no priority that id.
            Refused: it is done, or the first or last already.
        """
        known = self.show(code, id).id
        order = [each.id for each in self.list(code).open]
        place = order.index(known) + 1 if known in order else 1
        return self.move(code, known, max(1, place + by))

    def done(self, code: str, id: str, *, done: bool = True) -> Priority:  # noqa: A002
        """Tick a priority off today, at the client, or take the tick back: then it comes last.

        Raises:
            NotFound: no open client has that code, or no priority that id.
            Refused: it is as wanted already.
        """
        code = open_code(self._practice, code)
        portal = self._practice.portal(code)
        today = local_day(self._practice.now(), portal.client().zone)
        with self._practice.transaction(
            f"{'done' if done else 'not done'}: {self.show(code, id).text}"
        ) as tx:
            old = self.show(code, id)
            if (old.done_on is not None) is done:
                raise Refused(f"“{old.text}” is {'done' if done else 'not done'} already.")
            order = old.order if done else last_place(portal.documents(Priority))
            return tx.put_in(code, replace(old, done_on=today if done else None, order=order))

    def delete(self, code: str, id: str) -> Priority:  # noqa: A002
        """Take a priority away; undo brings it back.

        Raises:
            NotFound: no open client has that code, or no priority that id.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"delete a priority of {code}") as tx:
            return tx.delete(code, self.show(code, id))

    def show(self, code: str, id: str) -> Priority:  # noqa: A002
        """One priority.

        Raises:
            NotFound: no client has that code, or no priority that id.
        """
        return self._practice.portal(known_code(self._practice, code)).document(Priority, id, "priority")

    def list(self, code: str) -> Ranking:
        """The priorities of a client, open or closed.

        Raises:
            NotFound: no client has that code.
        """
        code = known_code(self._practice, code)
        found = self._practice.portal(code).documents(Priority)
        done = sorted((each for each in found if each.done_on), key=lambda each: (each.done_on, each.id))
        return Ranking(code, ranked(found), tuple(reversed(done)), self._practice.settings().priority_limit)

    def owed(self, code: str, known: str | None = None) -> tuple[Owed, ...]:
        """What a priority of the client can be about: what is owed, by due day, and the deliverable that it is about already.

        Raises:
            NotFound: no client has that code.
        """
        code = known_code(self._practice, code)
        portal = self._practice.portal(code)
        found = portal.owed()
        sent = [each for each in portal.deliverables_named(known) if each not in found] if known else []
        return tuple(Owed(each.id, code, each.title) for each in (*found, *sent))


def _called(portal: Portal, title: str) -> str | None:
    """The id of what is owed under just that title."""
    named = [each.id for each in portal.owed() if each.title.casefold() == title.casefold()]
    return named[0] if len(named) == 1 else None
