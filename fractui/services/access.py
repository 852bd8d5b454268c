"""Accesses in both directions: given, ending, revoked for one client without touching another (rows 000-05, 003-09, 003-19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from fractui.core.access import AccessScope, AccessState, Direction, Grant, access_state, check_grant
from fractui.core.address import check_address
from fractui.core.errors import FieldRefused, Refused
from fractui.core.text import safe
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.relations import fresh
from fractui.services.whose import known_code, open_code, portals_of
from fractui.store.practice import Portal, Practice


class GrantWords(TypedDict, total=False):
    """What can be said of an access; enumerations may be given by their values."""

    system: str
    direction: Direction | str
    account: str
    scope: AccessScope | str
    granted_to: str
    granted_by: str
    granted_on: date | None
    expires_on: date | None
    secret_ref: str
    notes: str
    url: str
    owner: str


@value
class Standing:
    """An access of a client and how it stands on the client's day."""

    code: str
    grant: Grant
    state: AccessState
    days_left: int | None


class Access:
    """The accesses of the clients. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(self, code: str, **words: Unpack[GrantWords]) -> Grant:
        """Write an access down, given today unless another day is said.

        Raises:
            NotFound: no open client has that code.
            FieldRefused: a value cannot be taken.
        """
        code = open_code(self._practice, code)
        said: GrantWords = {"granted_on": self._today(self._practice.portal(code)), **words}
        blank = Grant(id=self._practice.new_id(), system="")
        new = check_grant(_with(blank, said))
        with self._practice.transaction(f"access to {new.system} at {code}") as tx:
            return tx.put_in(code, new)

    def edit(self, code: str, id: str, *, rev: int | None = None, **words: Unpack[GrantWords]) -> Grant:  # noqa: A002
        """Change an access, for example the day on which it ends.

        Raises:
            NotFound: no open client has that code, or no access that id.
            Stale: it has another revision by now.
            FieldRefused: a value cannot be taken.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"edit an access at {code}") as tx:
            return tx.put_in(code, check_grant(_with(fresh(self.show(code, id), rev), words)))

    def revoke(self, code: str, id: str, by: str = "me") -> Grant:  # noqa: A002
        """Note that an access was taken back today.

        Raises:
            NotFound: no client has that code, or no access that id.
            Refused: it is revoked already.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"revoke an access at {code}") as tx:
            old = self.show(code, id)
            if old.revoked_on is not None:
                raise Refused(f"The access to {old.system} was revoked on {old.revoked_on} already.")
            today = self._today(self._practice.portal(code))
            # One that was to begin later is over before it began.
            on = max(today, old.granted_on or today)
            return tx.put_in(code, check_grant(replace(old, revoked_on=on, revoked_by=by)))

    def delete(self, code: str, id: str) -> Grant:  # noqa: A002
        """Take an access off the list; undo brings it back.

        Raises:
            NotFound: no open client has that code, or no access that id.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"delete an access at {code}") as tx:
            return tx.delete(code, self.show(code, id))

    def show(self, code: str, id: str) -> Grant:  # noqa: A002
        """One access.

        Raises:
            NotFound: no client has that code, or no access that id.
        """
        return self._practice.portal(known_code(self._practice, code)).document(Grant, id, "access")

    def address(self, code: str, id: str) -> str:  # noqa: A002
        """Where the tool of an access is on the web, checked again: what was kept by hand in a file is not handed to a browser unseen.

        Raises:
            NotFound: no client has that code, or no access that id.
            Refused: it has no address, or one that cannot be opened.
        """
        grant = self.show(code, id)
        if not grant.url:
            raise Refused(
                f"{safe(grant.system)} has no address yet; edit the access and write one, like https://go.xero.com."
            )
        return check_address("url", grant.url)

    def list(self, code: str | None = None, *, revoked: bool = False) -> tuple[Standing, ...]:
        """The accesses of all open clients or of one, those that are over first, then by the day on which they end.

        Raises:
            NotFound: no client has that code.
        """
        found = []
        for portal in portals_of(self._practice, code):
            today = self._today(portal)
            for grant in portal.documents(Grant):
                state = access_state(grant, today)
                if revoked or state is not AccessState.REVOKED:
                    left = None if grant.expires_on is None else (grant.expires_on - today).days
                    found.append(Standing(portal.client().id, grant, state, left))
        found.sort(key=lambda each: (each.grant.expires_on or date.max, each.code, each.grant.system))
        return tuple(found)

    def _today(self, portal: Portal) -> date:
        return local_day(self._practice.now(), portal.client().zone)


def _with(grant: Grant, words: GrantWords) -> Grant:
    said = dict(words)
    for name, kind in (("direction", Direction), ("scope", AccessScope)):
        if name in said:
            text = str(said[name]).strip().lower().replace("-", "_").replace(" ", "_")
            if text not in set(kind):
                raise FieldRefused(name, f"Write one of {', '.join(each.value for each in kind)}.")
            said[name] = kind(text)
    return replace(grant, **said)  # type: ignore[arg-type]  # checked above, the rest by check_grant
