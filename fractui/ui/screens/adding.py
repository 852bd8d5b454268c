"""Adding: what is new, each by one dialog and one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fractui.ui.dialogs import time_forms, work_forms
from fractui.ui.dialogs.form import Values
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.core.quick_reading import Context, Reading


class Adding(Asking):
    """Intents that add something; what a pane holds, for the client in focus."""

    async def new(self) -> None:
        """New: what the pane holds."""
        pane = self._desk.stage.shown.pane
        if pane == "portfolio":
            await self._desk.intents.engaging.new_client()
        elif pane == "board":
            await self.new_deliverable()
        elif pane == "time":
            await self._desk.intents.tracking.add()
        elif pane == "calendar":
            await self.new_block()
        else:
            await self._desk.intents.recording.add()

    async def new_deliverable(self) -> None:
        """Ask for a deliverable of the client in focus."""
        code = await self.whom()
        setting = self.setting
        both = await self._desk.ask(
            lambda services: (services.delivery.may_precede(code), services.filing.names_taken(code))
        )
        if both is None:
            return
        others, taken = both

        async def save(values: Values) -> None:
            meant = work_forms.deliverable_values(setting, values, None, others)
            await self._desk.change(lambda services: services.delivery.add(code, **meant))

        await self.ask(
            self.named(f"New deliverable for {code}", code),
            work_forms.deliverable_fields(setting, code, None, others, taken),
            save,
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
        """Ask for a planned block, at the selected free time of the Calendar."""
        await self._desk.intents.laying.add()
