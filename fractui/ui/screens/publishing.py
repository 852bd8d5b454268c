"""Publishing calendars from the dashboard: setting them up, sending what has changed, choosing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from fractui.core.errors import Refused
from fractui.core.publication import ASK
from fractui.core.wording import moment_word
from fractui.core.zones import local
from fractui.services.passwords import Passwords
from fractui.services.views.publishing import Published, SetUp, TargetRow
from fractui.ui.dialogs.form import Values
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.dialogs.publish_list import PublishList, Rows
from fractui.ui.dialogs.publish_setup import (
    SECRET,
    PasswordPrompt,
    PublishSetup,
    Wanted,
    setup_fields,
    wanted,
)
from fractui.ui.errand import Aside, Errand
from fractui.ui.screens.asking import Asking
from fractui.wiring import Services


class Publishing(Asking):
    """The steps of publishing. The work is done aside, so that the dashboard answers meanwhile.

    A password that a person gave is remembered until the dialog is left.
    """

    _aside: Aside
    _rows: Rows
    _secrets: dict[tuple[str, str], str]

    async def run(self) -> None:
        """Show what is published where; where nothing is yet, set the first calendar up."""
        desk = self._desk
        setting = self.setting
        self._aside = Aside(await desk.backstage.run(Services.beside))
        self._secrets = {}
        try:
            self._rows = await self._load()
            if self._rows or await self._set_up(None):

                def when(at: datetime) -> str:
                    return moment_word(local(at, setting.zone), setting.today)

                await desk.app.push_screen_wait(
                    PublishList(
                        desk.inks,
                        await self._load(),
                        when,
                        self._send,
                        self._load,
                        self._set_up,
                        self._forget,
                    )
                )
        finally:
            self._secrets = {}
            await self._aside.close()
        await desk.change(lambda services: services.practice.catch_up())

    async def _load(self) -> Rows:
        rows = await self._aside.run(lambda services, _: tuple(services.publishing.rows()), Errand())
        self._rows = rows
        return rows

    # -- sending -------------------------------------------------------------------------------

    async def _send(self, row: TargetRow, choices: Mapping[str, str], errand: Errand) -> Published:
        """Publish one calendar, with the password that a person gives where none other is set up."""
        from fractui.calendars.dav_trouble import WrongPassword

        key = (row.user, row.host)
        if row.password == ASK and key not in self._secrets:
            self._secrets[key] = await self._ask_password(row)
        secret = self._secrets.get(key, "") if row.password == ASK else ""
        try:
            return await self._aside.run(
                lambda services, errand: _publish(services, row, choices, secret, errand), errand
            )
        except WrongPassword:
            self._secrets.pop(key, None)
            raise

    async def _ask_password(self, row: TargetRow) -> str:
        given: list[str] = []

        async def save(values: Values) -> None:
            if not values[SECRET]:
                raise Refused("Write the password, or leave it with esc.")
            given.append(values[SECRET])

        await self._desk.app.push_screen_wait(PasswordPrompt(row.user, row.host, save))
        if not given:
            raise Refused("Nothing was sent, since no password was given.")
        return given[0]

    # -- setting up ----------------------------------------------------------------------------

    async def _set_up(self, old: TargetRow | None) -> bool:
        """Ask for a server and test the connection; whether a calendar was set up."""
        desk = self._desk
        codes = self.setting.codes
        if not codes:
            raise Refused("There is no client yet: p opens the Portfolio, where n adds one.")
        near = self._rows[-1] if self._rows else None
        fields = setup_fields(codes, self._code(codes), old, near)

        async def save(values: Values) -> None:
            said = wanted(values)
            form.testing(values["url"].strip())
            found = await self._aside.run(lambda services, _: _set_up(services, said), Errand())
            if said.source == ASK:
                self._secrets[(said.user, urlsplit(found.url).netloc)] = said.secret
            made = "made" if found.made else "found"
            desk.tell(f"{said.code}: the calendar {found.name} is {made}; nothing is sent yet.")

        form = PublishSetup(fields, save)
        done: bool | None = await desk.app.push_screen_wait(form)
        return done is True

    def _code(self, codes: tuple[str, ...]) -> str:
        """The client in focus, else the first one that is not published."""
        published = {row.code for row in self._rows if not row.busy}
        focus = self._desk.stage.focus_code
        if focus is not None and focus not in published:
            return focus
        return next((code for code in codes if code not in published), codes[0])

    async def _forget(self, row: TargetRow | None) -> bool:
        """Publish a calendar no longer, if a person says so."""
        if row is None:
            return False
        choices = (
            Choice("no", "Go on publishing it"),
            Choice("yes", "Publish it no longer", "the calendar on the server stays as it is"),
        )
        title = f"{row.code}: publish to {row.name} at {row.host} no longer?"
        picked = await self._desk.app.push_screen_wait(Picker(self._desk.inks, title, by_letters(choices)))
        if picked != "yes":
            return False
        await self._aside.run(
            lambda services, _: services.publishing.setting_up.forget(row.code, busy=row.busy), Errand()
        )
        return True


def _publish(
    services: Services, row: TargetRow, choices: Mapping[str, str], secret: str, errand: Errand
) -> Published:
    publishing = services.publishing
    (target,) = publishing.targets(row.code, busy=row.busy)
    return publishing.publish(
        target,
        Passwords(),
        lambda uid: choices.get(uid, ""),
        secret=secret,
        tell=errand.tell,
        stop=errand.stop,
    )


def _set_up(services: Services, said: Wanted) -> SetUp:
    setting_up = services.publishing.setting_up
    draft = setting_up.draft(
        said.code,
        said.url,
        said.user,
        said.what,
        busy=said.busy,
        password=said.source,
        command=said.command,
    )
    return setting_up.set_up(draft, said.name, Passwords(), said.secret)
