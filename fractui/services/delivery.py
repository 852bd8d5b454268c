"""Deliverables: what is owed to whom, its way over the board, and the proof of delivery (rows 003-04, -05, -14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from fractui.core import deliverable as rules
from fractui.core.deliverable import Deliverable, Status, status_named
from fractui.core.dependency import check_after, holding
from fractui.core.errors import NotFound, Refused
from fractui.core.period import Period
from fractui.core.recurrence import moved_to
from fractui.core.stakes import Stakes
from fractui.core.wording import status_label
from fractui.core.zones import local_day
from fractui.services.board import board_view
from fractui.services.depending import finding, may_precede, resolved
from fractui.services.recurrence import following, succeed
from fractui.services.relations import fresh
from fractui.services.sending import Freezing, Looked, ask_for_receipt, look
from fractui.services.stakes import stakes_of_type
from fractui.services.views.board import BoardView
from fractui.services.whose import known_code, open_code, open_portals, portals_of
from fractui.store.practice import Portal, Practice


class DeliverableChanges(TypedDict, total=False):
    """What can be changed of a deliverable; what is left out stays.

    ``completed`` True marks the work as done, which makes it delivery debt until it is delivered and takes a
    draft to review; False takes that mark back (row 003-04). ``waits_for`` says who has to act, empty for the user.
    ``after`` are the beginnings of the ids of the client's deliverables that are to be delivered before it. Another ``due`` day
    of what recurs is this one's alone, unless it is the first of its series or ``every`` says its rhythm anew.
    """

    title: str
    type: str
    due: date
    every: str | None
    notes: str
    completed: bool
    lead_days: int
    waits_for: str
    after: tuple[str, ...]
    stakes: Stakes


class Delivery:
    """The deliverables of all clients. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(
        self,
        code: str,
        title: str,
        type: str,  # noqa: A002
        due: date,
        every: str | None = None,
        notes: str = "",
        lead_days: int = 0,
        waits_for: str = "",
        after: tuple[str, ...] = (),
        stakes: Stakes | None = None,
    ) -> Deliverable:
        """Owe a client something new; it begins as a draft.

        Args:
            code: whose it is.
            title: what people call it, one line of at most 200 characters.
            type: the document's type as it stands in file names, e.g. ``MonthlyReport``.
            due: a day in the client's zone; it may have passed.
            every: ``week``, ``month`` or ``quarter`` for what recurs.
            notes: anything, at most 64 KiB.
            lead_days: so many days before it is due its work begins; 0 is what its rhythm usually takes.
            waits_for: who has to act first, empty when it is on the user.
            after: the beginnings of the ids of this client's deliverables that are to be delivered before it.
            stakes: what hangs on it, None for what the template of its type says (row 000-25).

        Raises:
            NotFound: no client has that code.
            FieldRefused: a value cannot be taken; its ``field`` is the argument's name.
        """
        now = self._practice.now()
        portal = self._open(code)
        if stakes is None:
            stakes = stakes_of_type(self._practice, type, portal.client().function)
        new = rules.check_deliverable(
            Deliverable(
                id=self._practice.new_id(),
                client=portal.code or "",
                title=title,
                type=type,
                due=due,
                every=every,
                status_since=now,
                notes=notes,
                lead_days=lead_days,
                waits_for=waits_for,
                after=resolved(self._practice, portal, (), after),
                stakes=stakes,
            )
        )
        with self._practice.transaction(f"add {new.title} for {new.client}") as tx:
            return tx.put(check_after(new, finding(portal)))

    def show(self, code: str, id: str) -> Deliverable:  # noqa: A002
        """One deliverable of an open client.

        Raises:
            NotFound: no client has that code, or none of its deliverables that id.
        """
        return self._open(code).deliverable(id)

    def edit(
        self,
        code: str,
        id: str,  # noqa: A002
        *,
        rev: int | None = None,
        **changes: Unpack[DeliverableChanges],
    ) -> Deliverable:
        """Change a deliverable's words, day, rhythm, or whether the work is finished.

        Args:
            code: whose it is.
            id: the beginning of its id.
            rev: the revision that the changes were made against; None does not look.
            changes: what changes.

        Raises:
            NotFound: no client has that code, or none of its deliverables that id.
            Stale: it has another revision by now.
            Refused: a value cannot be taken, or what is delivered cannot be finished or unfinished.
        """
        now = self._practice.now()
        portal = self._open(code)
        with self._practice.transaction(f"edit {portal.deliverable(id).title}") as tx:
            old = fresh(portal.deliverable(id), rev)
            if "after" in changes:
                changes["after"] = resolved(self._practice, portal, old.after, changes["after"])
            new = tx.put(check_after(_changed(old, changes, now), finding(portal)))
            if new.every != old.every:
                # What was made after it already goes by the same rhythm, or recurs no longer.
                for each in following(portal, old.id):
                    tx.put(replace(each, every=new.every))
            return new

    def move(
        self,
        id: str,  # noqa: A002
        to: Status | str,
        to_whom: str = "",
        via: str = "",
        note: str = "",
        names: str = "",
    ) -> Deliverable:
        """Move a deliverable to another column; the move is logged (row 003-14).

        Delivering needs ``to_whom`` it went and ``via`` which channel, keeps that as a receipt, and tells
        whether it was on time in the client's zone (row 003-05). The version's document, where it has one, is
        looked through for other clients, whose codes ``names`` has where they are meant (row 003-03), named in the
        receipt and frozen (row 003-26). Moving out of delivered begins the next version and keeps the receipts.
        What recurs is followed by its next instance in the same change, where there is none yet.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            WrongClient: the document or the receipt names another client than this one and ``names``, or one of its people.
            Refused: there is no such column, it is there already, the receipt is missing, or the document is gone;
                the sentence says what to do.
        """
        now = self._practice.now()
        status = to if isinstance(to, Status) else status_named(to, "to")
        portal = self.portal_with(id)
        seen = portal.deliverable(id)
        looked_at = Looked()
        if status is Status.DELIVERED and seen.status is not status:
            ask_for_receipt(seen, to_whom, via)
            looked_at = look(self._practice, portal, seen, (to_whom, via, note), names)
        with (
            Freezing(portal, seen) as freezing,
            self._practice.transaction(f"move {seen.title} to {status_label(status)}") as tx,
        ):
            old = _unmoved(portal.deliverable(id), seen, status)
            today = local_day(now, portal.client().zone)
            new = rules.move(old, status, now, today, to_whom=to_whom, via=via, note=note)
            new = replace(new, may_name=tuple(dict.fromkeys((*old.may_name, *looked_at.meant))))
            if status is Status.DELIVERED:
                freezing.freeze(new.receipts[-1].file, looked_at)
            moved = tx.put(new)
            succeed(self._practice, tx, portal, moved)
            return moved

    def look_through(self, id: str, to_whom: str, via: str, note: str = "", names: str = "") -> None:  # noqa: A002
        """See, before a message goes out or a receipt is kept, that neither it nor the document names another client.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            WrongClient: one is named that ``names`` has not, or one of its people (row 003-03).
            Refused: the document is gone, or cannot be read.
        """
        portal = self.portal_with(id)
        look(self._practice, portal, portal.deliverable(id), (to_whom, via, note), names)

    def delete(self, code: str, id: str) -> Deliverable:  # noqa: A002
        """Take a deliverable away with its receipts; undo brings it back.

        Raises:
            NotFound: no client has that code, or none of its deliverables that id.
        """
        portal = self._open(code)
        with self._practice.transaction(f"delete {portal.deliverable(id).title}") as tx:
            return tx.delete(portal.code, portal.deliverable(id))

    def list(
        self, code: str | None = None, status: Status | str | None = None, period: Period | None = None
    ) -> tuple[Deliverable, ...]:
        """Deliverables by due day: of all open clients or of one (a closed one too), in a column, due in a period.

        Raises:
            NotFound: no client has that code.
            FieldRefused: there is no such column.
        """
        wanted = status_named(status) if isinstance(status, str) else status
        found = [
            each
            for portal in portals_of(self._practice, code)
            for each in portal.deliverables()
            if (wanted is None or each.status is wanted) and (period is None or each.due in period)
        ]
        found.sort(key=lambda each: (each.due, each.client, each.title, each.id))
        return tuple(found)

    def held(self, code: str, id: str) -> tuple[Deliverable, ...]:  # noqa: A002
        """What is to be delivered before a client's deliverable and is not yet, the soonest due first; it may be moved all the same."""
        portal = self._practice.portal(known_code(self._practice, code))
        each = portal.deliverable(id)
        return holding(each, {one.id: one for one in portal.owed()}) if each.after else ()

    def may_precede(self, code: str, id: str = "") -> tuple[Deliverable, ...]:  # noqa: A002
        """What an open client is owed that a deliverable, a new one without ``id``, can come after, by due day."""
        return may_precede(self._open(code), id)

    def board(self, code: str | None = None) -> BoardView:
        """The board of all open clients, or of one.

        Raises:
            NotFound: no client has that code.
        """
        return board_view(self._practice, code, self._practice.now())

    def _open(self, code: str) -> Portal:
        return self._practice.portal(open_code(self._practice, code))

    def portal_with(self, id_prefix: str) -> Portal:
        """The open client's portal that has the one deliverable whose id begins so."""
        found = [
            (portal, each.id)
            for portal in open_portals(self._practice)
            for each in portal.deliverables_named(id_prefix)
        ]
        exact = [row for row in found if row[1] == id_prefix]
        if len(exact or found) != 1:
            what = "Several deliverables begin" if found else "No deliverable begins"
            raise NotFound(
                f"{what} with {id_prefix[:32] or 'nothing'}; fractui deliverable list shows the ids."
            )
        return (exact or found)[0][0]


def _unmoved(now: Deliverable, seen: Deliverable, to: Status) -> Deliverable:
    """A deliverable as it is within the transaction, in the column and, to deliver it, with the document that one has looked at.

    Raises:
        Refused: somebody has moved it meanwhile, or attached another document.
    """
    if now.status is not seen.status:
        raise Refused(f"{now.title} is {status_label(now.status)} by now: it was moved in another window.")
    if to is Status.DELIVERED and rules.document_of(now) != rules.document_of(seen):
        raise Refused(
            f"{now.title} got another document meanwhile, in another window; look again and repeat the move."
        )
    return now


def _changed(old: Deliverable, changes: DeliverableChanges, now: datetime) -> Deliverable:
    words: dict[str, Any] = {name: word for name, word in changes.items() if name not in ("completed", "due")}
    new = replace(old, **words)
    if "due" in changes and changes["due"] != old.due:
        new = moved_to(new, changes["due"], anew=not old.follows or "every" in changes)
    completed = changes.get("completed")
    if completed is True and old.completed_at is None:
        new = rules.finish(new, now)
    elif completed is False and old.completed_at is not None:
        new = rules.reopen(new)
    return rules.check_deliverable(new)
