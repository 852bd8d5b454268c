"""Asking: what every intent that opens a dialog has in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from fractui.core.errors import FieldRefused, Refused
from fractui.ui.dialogs.form import Field, Form, Values
from fractui.ui.dialogs.heading import Heading, heading, timer_words
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.dialogs.setting import Setting
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

T = TypeVar("T")


class Asking:
    """Knows the world as forms need it, and opens them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def setting(self) -> Setting:
        """The world as the forms need to know it."""
        frame = self._desk.stage.frame
        if frame is None:
            raise Refused("The practice is still being opened: wait a moment.")
        return Setting(
            self._desk.clock(),
            frame.zone,
            frame.timer.day,
            tuple(item.code for item in frame.strip),
            frame.timer.running,
        )

    def named(self, title: str, code: str) -> Heading:
        """The title of a dialog in which something is added for the client ``code``, which it names.

        Where the timer runs for another client, the title names both (row 003-08).
        """
        desk = self._desk
        colors = {item.code: item.color for item in desk.intents.strip}
        return heading(title, code, self.setting.running, colors, desk.inks)

    def beside(self, code: str) -> str:
        """What is said behind where something was written down for the client ``code`` without a dialog that names it: whose timer runs."""
        words = timer_words(code, self.setting.running)
        return f"; {words}" if words else ""

    async def whom(self) -> str:
        """The client that something new is for: the one in focus, the only one, or the one that is picked."""
        desk = self._desk
        strip = desk.intents.strip
        code = desk.stage.focus_code or (strip[0].code if len(strip) == 1 else None)
        if code is not None:
            return code
        if not strip:
            raise Refused("There is no client yet: p opens the Portfolio, where n adds one.")
        choices = [Choice(item.code, item.name, tag=item.code, color=item.color) for item in strip]
        picked: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, "For whom?", by_letters(choices))
        )
        if picked is None:
            raise Refused("Nothing was added, since no client was picked.")
        return picked

    async def placed(self, job: Callable[[Services, str], T]) -> T:
        """Run a change of time; where it would share time with other entries, ask what to do, and do that.

        ``job`` gets the services and what to do on an overlap.

        Raises:
            FractuiError: the change was refused, or one went back to change the times; nothing was changed.
        """
        from fractui.services.views.overlap import Overlaps

        desk = self._desk
        try:
            return await desk.change(lambda services: job(services, "refuse"))
        except Overlaps as refusal:
            view = refusal.view
        from fractui.ui.dialogs.overlap import OverlapDialog, headline

        how: str | None = await desk.app.push_screen_wait(OverlapDialog(desk.inks, view))
        if how is None:
            raise Refused(f"{headline(view)}: change the times, or choose what gives way.")
        return await desk.change(lambda services: job(services, how))

    async def meant(self, code: str, job: Callable[[str], Awaitable[T]]) -> T | None:
        """Run a job for a client with the codes of others that are named on purpose: none at first, then what was typed; None when left.

        Raises:
            FractuiError: it was refused for another reason.
        """
        from fractui.services.wrong_client import WrongClient

        try:
            return await job("")
        except WrongClient as error:
            stranger = error
        done: list[T] = []

        def check(text: str) -> str:
            if not stranger.is_met_by(text):
                raise FieldRefused("names", f"Type {stranger.needed} if it is meant, or esc leaves it.")
            return ""

        async def save(values: Values) -> None:
            done.append(await job(values["names"]))

        field = Field("names", "Code of the other", "", f"{stranger.needed}, if that is meant", check)
        await self.ask(f"What is written names {stranger.shown}, and it is for {code}", (field,), save)
        return done[0] if done else None

    async def ask(
        self, title: Heading, fields: tuple[Field, ...], save: Callable[[Values], Awaitable[None]]
    ) -> bool:
        """Open a form; whether it was saved."""
        saved: bool | None = await self._desk.app.push_screen_wait(Form(title, fields, save))
        return saved is True
