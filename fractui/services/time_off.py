"""Leave and holidays, and what falls into them: moved, covered or dropped, but never lost (row 002-30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from fractui.core.block import Occurrence
from fractui.core.deliverable import Deliverable
from fractui.core.leave import Leave, check_leave
from fractui.core.period import Period
from fractui.core.text import safe
from fractui.core.value import value
from fractui.core.wording import short_date
from fractui.services.planning import Planning
from fractui.services.relations import fresh
from fractui.services.whose import open_portals
from fractui.store.practice import Practice


class LeaveWords(TypedDict, total=False):
    """What can be said of time off: its days, both included, what it is called, and who is there meanwhile."""

    first: date
    last: date
    name: str
    cover: str


@value
class Affected:
    """What is owed and planned during one time off."""

    leave: Leave
    owed: tuple[Deliverable, ...]
    planned: tuple[Occurrence, ...]


class TimeOff:
    """The days on which nobody works."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(self, first: date, last: date | None = None, name: str = "", cover: str = "") -> Affected:
        """Take days off, from ``first`` to ``last`` (None: that one day); says what falls into them.

        Raises:
            FieldRefused: it ends before it begins, or a text cannot be taken.
        """
        new = check_leave(
            Leave(id=self._practice.new_id(), first=first, last=last or first, name=name, cover=cover)
        )
        with self._practice.transaction(f"time off {_named(new)}") as tx:
            stored = tx.put_in(None, new)
        return self.affected(stored)

    def edit(self, id: str, *, rev: int | None = None, **words: Unpack[LeaveWords]) -> Leave:  # noqa: A002
        """Change time off.

        Raises:
            NotFound: there is none with that id.
            Stale: it has another revision by now.
            FieldRefused: it ends before it begins, or a text cannot be taken.
        """
        with self._practice.transaction("change time off") as tx:
            old = fresh(self._found(id), rev)
            return tx.put_in(None, check_leave(replace(old, **words)))

    def delete(self, id: str) -> Leave:  # noqa: A002
        """Work on those days after all; undo takes them off again.

        Raises:
            NotFound: there is none with that id.
        """
        with self._practice.transaction("work after all") as tx:
            return tx.delete(None, self._found(id))

    def list(self, since: date | None = None) -> tuple[Leave, ...]:
        """Time off by its first day; with ``since`` what goes on at that day or comes after it."""
        found = [each for each in self._practice.own.documents(Leave) if since is None or each.last >= since]
        return tuple(sorted(found, key=lambda each: (each.first, each.last, each.id)))

    def affected(self, leave: Leave) -> Affected:
        """What is due and planned during a time off, over all open clients."""
        days = Period(leave.first, _after(leave.last))
        owed = [each for portal in open_portals(self._practice) for each in portal.owed() if each.due in days]
        owed.sort(key=lambda each: (each.due, each.client, each.title))
        planned = Planning(self._practice).occurrences(None, days)
        return Affected(leave, tuple(owed), tuple(planned))

    def _found(self, id_prefix: str) -> Leave:
        return self._practice.own.document(Leave, id_prefix, "time off")


def _named(leave: Leave) -> str:
    days = short_date(leave.first, leave.first)
    if leave.last != leave.first:
        days += f" to {short_date(leave.last, leave.first)}"
    return f"{safe(leave.name)} ({days})" if leave.name else days


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
