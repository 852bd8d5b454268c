"""Making the next instances of what is owed again and again (rows 003-01, 003-25)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from fractui.core.client import ClientStatus
from fractui.core.deliverable import Deliverable, Status
from fractui.core.leave import Leave, days_off
from fractui.core.recurrence import DaysOff, renewals, resumed
from fractui.core.zones import local_day
from fractui.services.whose import open_portals
from fractui.store.practice import Portal, Practice

if TYPE_CHECKING:
    from fractui.store.transaction import Transaction

LATELY_DAYS = 200
"""Two quarters and a little: the rhythm of a series shows in what was due since."""


class Recurrence:
    """The recurring deliverables of the open clients; of one that is paused nothing is made."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def renew(self, until: date | None = None) -> tuple[Deliverable, ...]:
        """Make the instances that are needed now, or all that are due up to ``until``, as one change; nothing to make is no change.

        Once and only once: what was made before, and deleted or taken back since, is not made again.
        """
        now = self._practice.now()
        wanted = self._wanted(now, until)
        if not wanted:
            return ()
        with self._practice.transaction(_label(wanted)) as tx:
            return tuple(tx.put(each) for each in self._wanted(now, until))

    def _wanted(self, now: datetime, until: date | None) -> list[Deliverable]:
        off = days_off_of(self._practice)
        wanted: list[Deliverable] = []
        for portal in open_portals(self._practice):
            if portal.client().status is not ClientStatus.PAUSED:
                wanted += _of(portal, _known(portal, now), now, off, until)
        return wanted


def days_off_of(practice: Practice) -> DaysOff:
    """The user's working days, and those on which nobody works."""
    settings = practice.settings()
    return DaysOff(settings.work_days, days_off(practice.own.documents(Leave)))


def succeed(practice: Practice, tx: Transaction, portal: Portal, delivered: Deliverable) -> None:
    """Within the change that delivers something: make what follows it, so that undo takes both back.

    What followed it when it was delivered before, and was taken back with that, comes again.
    """
    rests = portal.client().status is ClientStatus.PAUSED
    if rests or delivered.every is None or delivered.status is not Status.DELIVERED:
        return
    now = practice.now()
    known = [
        delivered if each.id == delivered.id else each
        for each in _known(portal, now)
        if not (each.undone and each.deleted_at is not None and each.follows == delivered.id)
    ]
    for each in _of(portal, known, now, days_off_of(practice), None):
        if each.follows == delivered.id:
            tx.put(each)


def following(portal: Portal, id: str) -> list[Deliverable]:  # noqa: A002
    """What follows an instance in its series and is owed still, the next one first."""
    owed = {each.follows: each for each in portal.owed() if each.follows}
    found: list[Deliverable] = []
    while id in owed:
        found.append(owed.pop(id))
        id = found[-1].id  # noqa: A001
    return found


def resume(practice: Practice, tx: Transaction, portal: Portal) -> None:
    """Within the change by which an engagement goes on after a rest: make what comes next, instead of all that fell into it."""
    now = practice.now()
    today = local_day(now, portal.client().zone)
    for each in resumed(_known(portal, now), today, days_off_of(practice)):
        tx.put(each)


def _known(portal: Portal, now: datetime) -> tuple[Deliverable, ...]:
    """What is owed, what was delivered or deleted lately: of each series the newest, whatever was made before."""
    return portal.deliverables_since(local_day(now, portal.client().zone) - timedelta(days=LATELY_DAYS))


def _of(
    portal: Portal, known: Iterable[Deliverable], now: datetime, off: DaysOff, until: date | None
) -> tuple[Deliverable, ...]:
    return renewals(known, local_day(now, portal.client().zone), off, until)


def _label(made: Iterable[Deliverable]) -> str:
    titles = [f"{each.client} {each.title}" for each in made]
    return f"plan {titles[0]}" if len(titles) == 1 else f"plan {len(titles)} recurring deliverables"
