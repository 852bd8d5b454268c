"""Clients with what was agreed, the people there and what was promised (rows 000-06, -07, -19, 004-01)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Unpack

from fractui.core.access import Grant
from fractui.core.agreement import Agreement
from fractui.core.client import Client, ClientStatus, Promise, Stakeholder, check_client
from fractui.core.document import Document
from fractui.core.errors import FieldRefused, Refused
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.client_form import (
    ClientTerms,
    agreement_with,
    check_key,
    client_with,
    free_color,
    free_key,
    new_client,
    same_terms,
    version_to_change,
)
from fractui.services.owing import owed
from fractui.services.recurrence import resume
from fractui.services.relations import Relations, fresh
from fractui.services.whose import by_key, known_code, open_code, open_portals
from fractui.store.practice import Portal, Practice

Beginning = Callable[[Client, Agreement], Iterable[Document]]
"""Makes the documents that a new client begins with."""


@value
class ClientRecord:
    """A client with its terms.

    ``agreement`` is the one in force today at the client, or the first to come, None before any was made;
    ``agreements`` are all versions, the oldest first.
    """

    client: Client
    agreement: Agreement | None
    agreements: tuple[Agreement, ...]
    people: tuple[Stakeholder, ...]
    promises: tuple[Promise, ...]


@value
class Closing:
    """A closed engagement; in a line each, what was still owed when it was closed, and which accesses were open."""

    client: Client
    owed: tuple[str, ...]
    accesses: tuple[str, ...] = ()


class Clients(Relations):
    """The clients of the practice. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice)

    def add(self, code: str, *, beginning: Beginning | None = None, **terms: Unpack[ClientTerms]) -> Client:
        """Add a client and the first version of its agreement, as one change; ``beginning`` makes what else belongs to it.

        Without a name it is called by its code. A free digit and a colour that few have are chosen where none
        is given. The zone is the user's unless said otherwise. The agreement holds from ``effective_from``,
        else from ``since``, else from the first of this month, so that a client without a first day has its
        whole month.

        Raises:
            Refused: the code is taken, also by a closed client.
            FieldRefused: a value cannot be taken, or the digit opens somebody else.
        """
        now = self._practice.now()
        client, agreement = new_client(
            code, terms, self._practice.settings().zone, now, self._practice.new_id()
        )
        self._check_free(client.id)
        with self._practice.transaction(f"add client {client.id}") as tx:
            self._check_free(client.id)
            others = self._open_clients()
            if "key" not in terms:
                client = replace(client, key=free_key(others))
            if not terms.get("color"):
                client = replace(client, color=free_color(others))
            check_key(client, others)
            settings = self._practice.settings()
            if not settings.secret:
                # Made with the first client: an export must not be a change of its own that undo would find.
                tx.put(replace(settings, secret=self._practice.new_id() + self._practice.new_id()))
            stored = tx.put_in(client.id, check_client(client))
            tx.put_in(client.id, agreement)
            for each in beginning(stored, agreement) if beginning is not None else ():
                tx.put_in(client.id, each)
            return stored

    def edit(self, code: str, *, rev: int | None = None, **terms: Unpack[ClientTerms]) -> Client:
        """Change a client and its terms, as one change.

        History does not change silently: terms that differ begin a new version of the agreement today at the
        client (or on ``effective_from``), and what was reckoned by the old one stays. Only in the calendar
        month in which the version in force began is that version changed itself, because the month is
        reckoned as a whole anyway. While it is paused nothing recurring is made, and nothing is owed for that time afterwards.

        Args:
            code: whose it is.
            rev: the client's revision that the changes were made against; None does not look.
            terms: what changes.

        Raises:
            NotFound: no client has that code.
            Stale: the client has another revision by now.
            FieldRefused: a value cannot be taken, or the digit opens somebody else.
        """
        now = self._practice.now()
        code = open_code(self._practice, code)
        portal = self._practice.portal(code)
        with self._practice.transaction(f"edit {code}") as tx:
            old = fresh(portal.client(), rev)
            client = check_client(client_with(old, terms))
            check_key(client, self._open_clients())
            today = local_day(now, client.zone)
            start = terms.get("effective_from")
            version = version_to_change(portal.agreements(), today, start, self._practice.new_id())
            changed = agreement_with(version, terms)
            if not same_terms(changed, portal.agreement_on(start or today) or version):
                tx.put_in(code, changed)
            kept = tx.put_in(code, client)
            if old.status is ClientStatus.PAUSED and client.status is not ClientStatus.PAUSED:
                resume(self._practice, tx, portal)
            return kept

    def close(self, code: str, *, revoke: bool = False) -> Closing:
        """Close an engagement: its portal moves to ``closed/`` and nothing of it is deleted.

        With ``revoke`` every access that is still open is noted as taken back today, of this client only (row 003-09).

        Returns:
            The closed client and what was still owed: closing is not refused for that.

        Raises:
            NotFound: no client has that code.
            Refused: its timer runs, or it is closed already.
        """
        now = self._practice.now()
        code = open_code(self._practice, code)
        portal = self._practice.portal(code)
        with self._practice.transaction(f"close {code}") as tx:
            if portal.running() is not None:
                raise Refused(f"{code}'s timer runs; stop it first with: fractui stop")
            client = portal.client()
            today = local_day(now, client.zone)
            still = owed(portal, today)
            ended = client.ended_on or max(today, client.since or today)
            closed = tx.put_in(code, replace(client, status=ClientStatus.CLOSED, ended_on=ended))
            open_ones = [each for each in portal.documents(Grant) if each.revoked_on is None]
            for each in open_ones if revoke else ():
                tx.put_in(
                    code, replace(each, revoked_on=max(today, each.granted_on or today), revoked_by="me")
                )
        return Closing(closed, still, tuple(each.system for each in open_ones))

    def closing(self, code: str) -> Closing:
        """What closing an engagement would say: what is still owed, and which accesses are open; nothing is changed.

        Raises:
            NotFound: no client has that code.
            Refused: it is closed already.
        """
        portal = self._practice.portal(open_code(self._practice, code))
        client = portal.client()
        still = owed(portal, local_day(self._practice.now(), client.zone))
        open_ones = (each.system for each in portal.documents(Grant) if each.revoked_on is None)
        return Closing(client, still, tuple(open_ones))

    def reopen(self, code: str) -> Client:
        """Open a closed engagement again, as active and without an end; it gets a free digit where its own is taken.

        What recurs goes on from today: nothing is owed for the time in which it was closed.

        Raises:
            NotFound: no client has that code.
            Refused: it is not closed.
        """
        code = known_code(self._practice, code)
        if code not in self._practice.closed_codes():
            raise Refused(f"{code} is open already.")
        portal = self._practice.portal(code)
        with self._practice.transaction(f"reopen {code}") as tx:
            others = self._open_clients()
            client = portal.client()
            taken = {each.key for each in others}
            key = free_key(others) if client.key in taken else client.key
            kept = tx.put_in(code, replace(client, status=ClientStatus.ACTIVE, ended_on=None, key=key))
            resume(self._practice, tx, portal)
            return kept

    def list(self, include_closed: bool = False) -> tuple[ClientRecord, ...]:
        """The open clients by digit and code, then the closed ones if wanted."""
        found = sorted(
            (self.show(code) for code in self._practice.codes()), key=lambda each: by_key(each.client)
        )
        if include_closed:
            found += [self._record(self._practice.portal(code)) for code in self._practice.closed_codes()]
        return tuple(found)

    def show(self, code: str) -> ClientRecord:
        """One client, open or closed, with its terms, people and promises.

        Raises:
            NotFound: no client has that code.
        """
        return self._record(self._practice.portal(known_code(self._practice, code)))

    def _record(self, portal: Portal) -> ClientRecord:
        client = portal.client()
        agreements = portal.agreements()
        today = local_day(self._practice.now(), client.zone)
        agreement = portal.agreement_on(today) or (agreements[0] if agreements else None)
        return ClientRecord(client, agreement, agreements, portal.stakeholders(), portal.promises())

    def leave_note(self, code: str, text: str) -> Client:
        """Leave the one line "where I left off"; an empty one takes it away.

        Raises:
            NotFound: no client has that code.
            FieldRefused: the text is not one line or too long.
        """
        now = self._practice.now()
        code = open_code(self._practice, code)
        with self._practice.transaction(f"leave a note for {code}") as tx:
            client = self._practice.portal(code).client()
            left = check_client(replace(client, next_note=text))
            return tx.put_in(code, replace(left, next_note_at=now if left.next_note else None))

    def _open_clients(self) -> tuple[Client, ...]:
        return tuple(portal.client() for portal in open_portals(self._practice))

    def _check_free(self, code: str) -> None:
        if code in self._practice.codes():
            raise FieldRefused(
                "code", f"{code} is taken; change it with fractui client edit {code}, or choose another code."
            )
        if code in self._practice.closed_codes():
            raise FieldRefused(
                "code",
                f"{code} is a closed client's; open it with fractui client reopen {code}, or choose another code.",
            )
