"""Adding: what is new, each by one dialog and one change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from fractui.core.zones import local
from fractui.ui.dialogs import client_forms, people_forms, time_forms, work_forms
from fractui.ui.dialogs.form import Values
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.loading import Shown
from fractui.ui.screens.asking import Asking
from fractui.ui.widgets.time_lines import gap_of


class Adding(Asking):
    """Intents that add something; what a pane holds, for the client in focus."""

    async def new(self) -> None:
        """New: what the pane holds."""
        pane = self._desk.stage.shown.pane
        if pane == "portfolio":
            await self.new_client()
        elif pane == "board":
            await self.new_deliverable()
        elif pane == "time":
            await self.new_entry()
        elif pane == "calendar":
            await self.new_block()
        else:
            await self._new_in_workspace()

    async def _new_in_workspace(self) -> None:
        code = self._desk.intents.client_in_focus()
        kinds: dict[str, tuple[str, Callable[[], Awaitable[None]]]] = {
            "deliverable": ("Deliverable", self.new_deliverable),
            "entry": ("Time entry", self.new_entry),
            "block": ("Planned block", self.new_block),
            "promise": ("Promise", self.new_promise),
            "person": ("Person", self.new_person),
        }
        choices = [Choice(kind, title) for kind, (title, _) in kinds.items()]
        picked = await self._desk.app.push_screen_wait(
            Picker(self._desk.inks, f"New for {code}", by_letters(choices))
        )
        if picked is not None:
            await kinds[picked][1]()

    async def new_client(self) -> None:
        """Ask for a client and its terms; its workspace opens."""
        setting = self.setting
        codes: list[str] = []

        async def save(values: Values) -> None:
            meant = client_forms.client_values(setting, values)
            client = await self._desk.change(lambda services: services.clients.add(**_given(meant)))
            codes.append(client.id)

        if await self.ask("New client", client_forms.client_fields(setting, None, None), save):
            await self._desk.stage.open(Shown("workspace", codes[0]))

    async def new_deliverable(self) -> None:
        """Ask for a deliverable of the client in focus."""
        code = await self.whom()
        setting = self.setting

        async def save(values: Values) -> None:
            meant = work_forms.deliverable_values(setting, values)
            await self._desk.change(lambda services: services.delivery.add(code, **meant))

        await self.ask(
            f"New deliverable for {code}", work_forms.deliverable_fields(setting, code, None), save
        )

    async def new_entry(self, start: str = "", end: str = "") -> None:
        """Ask for a time entry, of the client in focus unless another is named."""
        setting = self.setting
        shown = self._desk.stage.shown
        day = f"{shown.day} " if shown.day is not None and not start else ""

        async def save(values: Values) -> None:
            meant = time_forms.entry_values(setting, values)
            await self._desk.change(lambda services: services.entries.add(**meant))

        fields = time_forms.entry_fields(
            setting, None, who=self._desk.stage.focus_code or "", start=start or day, end=end
        )
        await self.ask("New time entry", fields, save)

    async def new_block(self) -> None:
        """Ask for a planned block of the client in focus."""
        code = await self.whom()
        setting = self.setting
        client = await self._desk.ask(lambda services: services.clients.show(code).client)
        if client is None:
            return

        async def save(values: Values) -> None:
            meant = time_forms.block_values(setting, values)
            await self._desk.change(lambda services: services.planning.add_block(code, **meant))

        await self.ask(f"New block for {code}", time_forms.block_fields(setting, None, client.zone), save)

    async def new_promise(self) -> None:
        """Ask for a promise to the client in focus."""
        code = self._desk.intents.client_in_focus()
        setting = self.setting

        async def save(values: Values) -> None:
            meant = people_forms.promise_values(setting, values)
            await self._desk.change(lambda services: services.clients.add_promise(code, **meant))

        await self.ask(f"Promise to {code}", people_forms.promise_fields(setting, None), save)

    async def new_person(self) -> None:
        """Ask for a stakeholder at the client in focus."""
        code = self._desk.intents.client_in_focus()
        setting = self.setting

        async def save(values: Values) -> None:
            meant = people_forms.person_values(setting, values)
            await self._desk.change(lambda services: services.clients.add_person(code, **meant))

        await self.ask(f"Somebody at {code}", people_forms.person_fields(setting, None), save)

    async def fill(self, rest: str) -> None:
        """Ask for an entry that fills a gap, given by its two instants with a colon between."""
        ends = gap_of(f"gap:{rest}")
        if ends is None:
            return
        begin, finish = (local(end, self.setting.zone) for end in ends)
        await self.new_entry(f"{begin:%Y-%m-%d %H:%M}", f"{finish:%Y-%m-%d %H:%M}")


def _given(meant: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in meant.items() if value is not None}
