"""Adding: what is new, each by one dialog and one change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from fractui.ui.dialogs import client_forms, people_forms, time_forms, work_forms
from fractui.ui.dialogs.form import Values
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.loading import Shown
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.core.quick_reading import Context, Reading


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
            await self._desk.intents.tracking.add()
        elif pane == "calendar":
            await self.new_block()
        else:
            await self._new_in_workspace()

    async def _new_in_workspace(self) -> None:
        code = self._desk.intents.client_in_focus()
        kinds: dict[str, tuple[str, Callable[[], Awaitable[None]]]] = {
            "deliverable": ("Deliverable", self.new_deliverable),
            "entry": ("Time entry", lambda: self._desk.intents.tracking.add(f"{code.lower()} ")),
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

    async def long_entry(self, reading: Reading, context: Context) -> None:
        """Ask for a time entry field by field, beginning with what a line said of it."""
        setting = self.setting
        begun = time_forms.begun_entry(reading, context, self._desk.stage.shown.day)
        fields = time_forms.entry_fields(setting, None, context.owed, begun)

        async def save(values: Values) -> None:
            meant = time_forms.entry_values(setting, values, context.owed)
            await self.placed(lambda services, how: services.entries.add(**meant, on_overlap=how))

        await self.ask("New time entry", fields, save)

    async def edit_entry(self, known: str, context: Context) -> None:
        """Change a time entry field by field, against the revision that is read."""
        setting = self.setting
        old = await self._desk.ask(lambda services: services.entries.show(known))
        if old is None:
            return
        fields = time_forms.entry_fields(setting, old, context.owed)

        async def save(values: Values) -> None:
            before = time_forms.entry_values(
                setting, {field.name: field.value for field in fields}, context.owed
            )
            after = time_forms.entry_values(setting, values, context.owed)
            changes = {name: value for name, value in after.items() if value != before[name]}
            if changes:
                await self.placed(
                    lambda services, how: services.entries.edit(known, rev=old.rev, on_overlap=how, **changes)
                )

        await self.ask("Time entry", fields, save)

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


def _given(meant: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in meant.items() if value is not None}
