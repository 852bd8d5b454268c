"""The plan of the day over all clients: chosen in the morning, ticked off in the evening, carried over with its age (row 002-34).

It lies in the practice's own portal as codes and ids; the words are each client's own and are read where they lie (row 003-07).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from fractui.core.client import Client
from fractui.core.day_plan import KINDS, DayPick, added, check_pick, put_off
from fractui.core.errors import FieldRefused, Refused
from fractui.core.priority import Priority, ranked
from fractui.core.wording import due_word
from fractui.core.zones import local_day
from fractui.services.planned_day import day_plan_view, thing_of
from fractui.services.views.day_plan import DayPlanView, Offer
from fractui.services.whose import by_key, open_code, open_portals
from fractui.store.day_picks import picks_near
from fractui.store.practice import Portal, Practice

NEAR_DAYS = 7
"""What is due or promised within so many days is offered."""


class DayPlan:
    """The plan of today, in the user's zone. Ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def view(self) -> DayPlanView:
        """The plan of today."""
        return day_plan_view(self._practice, self._today())

    def offers(self) -> tuple[Offer, ...]:
        """What can be chosen and is not yet: what is due or promised by today, each client's priorities, what is due or promised soon."""
        plan = self.view()
        taken = {row.target for row in (*plan.rows, *plan.later) if not row.done}
        portals = sorted(open_portals(self._practice), key=lambda portal: by_key(portal.client()))
        now, today = self._practice.now(), self._today()
        dated = [each for portal in portals for each in _dated(portal, local_day(now, portal.client().zone))]
        dated.sort(key=lambda pair: (pair[0], pair[1].code, pair[1].title))
        pressing = [offer for day, offer in dated if day <= today]
        coming = [offer for day, offer in dated if day > today]
        found = (*pressing, *(each for portal in portals for each in _priorities(portal)), *coming)
        return tuple(each for each in found if each.target not in taken)

    def add(self, text: str) -> DayPick:
        """Put a line of one's own into today's plan.

        Raises:
            FieldRefused: the text cannot be taken.
            Refused: three are open already.
        """
        today = self._today()
        return self._add(DayPick(id=self._practice.new_id(), since=today, on=today, text=text))

    def choose(self, code: str, kind: str, id: str) -> DayPick:  # noqa: A002
        """Put something of a client's into today's plan: a ``kind`` of ``KINDS`` and the beginning of its id.

        Raises:
            NotFound: no open client has that code, or it has no such thing.
            FieldRefused: there is no such kind.
            Refused: three are open already, or it is one of them.
        """
        if kind not in KINDS:
            raise FieldRefused("kind", f"There is no such kind; write one of {', '.join(KINDS)}.")
        code, today = open_code(self._practice, code), self._today()
        found = thing_of(self._practice.portal(code), kind, id)
        pick = DayPick(
            id=self._practice.new_id(), since=today, on=today, whose=code, kind=kind, target=found.id
        )
        return self._add(pick)

    def _add(self, new: DayPick) -> DayPick:
        with self._practice.transaction("plan of the day") as tx:
            return tx.put_in(None, added(picks_near(self._practice.own, new.on), new))

    def edit(self, id: str, text: str) -> DayPick:  # noqa: A002
        """Say a line of one's own in other words.

        Raises:
            NotFound: there is no such line.
            Refused: it stands for something of a client's, whose words are changed there.
            FieldRefused: the text cannot be taken.
        """
        with self._practice.transaction("plan of the day in other words") as tx:
            old = self.show(id)
            if old.target:
                raise Refused(f"These are {old.whose}'s words: change them in its workspace.")
            return tx.put_in(None, check_pick(replace(old, text=text)))

    def tick(self, id: str, *, done: bool = True) -> DayPick:  # noqa: A002
        """Tick something off for today, or take the tick back; what it stands for stays as it is.

        Raises:
            NotFound: there is no such thing in the plan.
            Refused: it is as wanted already, or three others are open.
        """
        today = self._today()
        with self._practice.transaction(f"plan of the day: {'done' if done else 'not done'}") as tx:
            old = self.show(id)
            if (old.done_on is not None) is done:
                raise Refused(f"It is {'ticked off' if done else 'not ticked off'} already.")
            if done:
                return tx.put_in(None, replace(old, done_on=today))
            others = [each for each in picks_near(self._practice.own, today) if each.id != old.id]
            again = added(others, replace(old, done_on=None, on=min(old.on, today)))
            return tx.put_in(None, replace(again, order=old.order))

    def carry(self, id: str) -> DayPick:  # noqa: A002
        """Put something off to tomorrow; its age goes on.

        Raises:
            NotFound: there is no such thing in the plan.
            Refused: it is done, or put off already.
        """
        with self._practice.transaction("plan of the day: put off to tomorrow") as tx:
            return tx.put_in(None, put_off(self.show(id), self._today()))

    def drop(self, id: str) -> DayPick:  # noqa: A002
        """Take something out of the plan; what it stands for stays as it is. Undo brings it back.

        Raises:
            NotFound: there is no such thing in the plan.
        """
        with self._practice.transaction("plan of the day: drop one") as tx:
            return tx.delete(None, self.show(id))

    def show(self, id: str) -> DayPick:  # noqa: A002
        """One thing of the plan.

        Raises:
            NotFound: there is no such thing in the plan.
        """
        return self._practice.own.document(DayPick, id, "thing in the plan")

    def _today(self) -> date:
        return local_day(self._practice.now(), self._practice.settings().zone)


def _priorities(portal: Portal) -> Iterator[Offer]:
    client = portal.client()
    for place, each in enumerate(ranked(portal.documents(Priority)), 1):
        yield _offer(client, "priority", each.id, each.text, f"priority {place}")


def _dated(portal: Portal, today: date) -> Iterable[tuple[date, Offer]]:
    """What is due or promised soon or late, with its day."""
    client, last = portal.client(), today + timedelta(days=NEAR_DAYS)
    for owed in portal.owed():
        if owed.due <= last:
            yield (
                owed.due,
                _offer(client, "deliverable", owed.id, owed.title, _when("due", owed.due, today)),
            )
    for each in portal.promises():
        if each.done_on is None and each.due_on is not None and each.due_on <= last:
            why = _when("promised for", each.due_on, today)
            yield each.due_on, _offer(client, "promise", each.id, each.text, why)


def _when(what: str, day: date, today: date) -> str:
    return due_word(day, today) if day < today else f"{what} {due_word(day, today)}"


def _offer(client: Client, kind: str, known: str, title: str, why: str) -> Offer:
    return Offer(f"{kind}:{client.id}:{known}", client.id, client.color, title, why)
