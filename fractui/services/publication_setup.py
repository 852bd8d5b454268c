"""Setting a published calendar up: testing the connection, finding or making the calendar, keeping clients apart."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from fractui.core.client import COLORS
from fractui.core.errors import FieldRefused, NotFound
from fractui.core.publication import COMMAND, KEYRING, KINDS, Publication, Target, checked_address, key_of
from fractui.services.passwords import Passwords
from fractui.services.views.publishing import SetUp
from fractui.services.whose import open_code
from fractui.store.practice import Practice
from fractui.store.publications import Publications

if TYPE_CHECKING:
    from fractui.calendars.dav_server import Patience


class SettingUp:
    """Where a client's calendar is published to. ``patience`` bounds how long a server may take."""

    def __init__(self, practice: Practice, known: Publications, patience: Patience | None) -> None:
        self._practice = practice
        self._known = known
        self._patience = patience

    def draft(
        self,
        code: str,
        url: str,
        user: str,
        what: Sequence[str],
        *,
        busy: bool = False,
        password: str,
        command: str = "",
    ) -> Target:
        """What a person wants, checked as far as one can without the server.

        Raises:
            NotFound: no client has that code.
            Refused: the engagement is closed.
            FieldRefused: a value cannot be taken; the field is ``url``, ``user``, ``what`` or ``command``.
        """
        code = open_code(self._practice, code)
        kinds = () if busy else tuple(kind for kind in KINDS if kind in what)
        odd = [kind for kind in what if kind not in KINDS]
        if not busy and (odd or not kinds):
            said = f"There is no “{odd[0]}” in a calendar" if odd else "Nothing was asked for"
            raise FieldRefused("what", f"{said}; write one or more of {', '.join(KINDS)}.")
        user = user.strip()
        if not user or not user.isprintable() or ":" in user:
            raise FieldRefused("user", "Write the user's name as the server knows it; it holds no colon.")
        if password == COMMAND and not command.strip():
            raise FieldRefused(
                "command", "Write the command that prints the password, like: pass show caldav"
            )
        return Target(code, busy, checked_address(url), user, "", kinds, password, command.strip())

    def set_up(self, draft: Target, name: str, passwords: Passwords, secret: str = "") -> SetUp:
        """Test the connection, find or make the calendar, and remember it; nothing is sent yet.

        Args:
            draft: what ``draft`` made; its ``url`` may be the server's, a user's page or the calendar's own.
            name: the calendar's name, empty for the usual one.
            passwords: where the password comes from.
            secret: the password, where a person gave it just now; a keyring is given it when it worked.

        Raises:
            FieldRefused: the calendar cannot be used, or another client has it.
            ServerTrouble: the server does not answer as it should.
            StorageTrouble: the disk refused.
        """
        from fractui.calendars.dav_server import Login, Server
        from fractui.calendars.discovery import Discovery

        password = secret or passwords.get(draft)
        color = "" if draft.busy else COLORS.get(self._practice.portal(draft.code).client().color, "")
        usual = f"Busy for {draft.code}" if draft.busy else draft.code
        slug = f"fractui-{draft.key.lower()}"
        with closing(Server(draft.url, Login(draft.user, password), self._patience)) as server:
            place = Discovery(server, draft.url).find(name.strip(), usual, slug, color)
        target = replace(draft, url=checked_address(place.url), name=place.name)
        with self._known.held(target.code, busy=target.busy):
            self._keep_apart(target)
            if secret and target.password == KEYRING:
                passwords.put(target, secret)
            old = self._known.find(target.code, busy=target.busy)
            goes_on = old is not None and old.target.url == target.url
            fresh = replace(old, target=target, trouble="") if old and goes_on else Publication(target)
            self._known.keep(fresh)
        return SetUp(target.url, target.name, place.made)

    def _keep_apart(self, target: Target) -> None:
        """One calendar for one client: what is in it is all that its readers may know."""
        for each in self._known.all():
            if each.target.url == target.url and each.target.key != target.key:
                raise FieldRefused(
                    "calendar",
                    f"“{target.name}” is the calendar of {each.target.key} already; choose another.",
                )

    def forget(self, code: str, *, busy: bool = False) -> None:
        """Publish a calendar no longer; the server keeps what it has.

        Raises:
            NotFound: it was never set up.
        """
        code = code.strip().upper()
        if key_of(code, busy=busy) not in [each.target.key for each in self._known.all()]:
            raise NotFound(f"{key_of(code, busy=busy)} is not published.")
        with self._known.held(code, busy=busy):
            self._known.forget(code, busy=busy)
