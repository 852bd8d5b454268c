"""Editing: the dialog of whatever is selected, against the revision that it was opened on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from fractui.core.document import Document
from fractui.core.errors import Refused
from fractui.ui.dialogs import client_forms, people_forms, settings_forms, work_forms
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.editor import edited
from fractui.ui.screens.adding import Adding
from fractui.ui.screens.asking import Asking
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk


D = TypeVar("D", bound=Document)


class Editing(Asking):
    """Intents that change what is there."""

    def __init__(self, desk: Desk, adding: Adding) -> None:
        super().__init__(desk)
        self._adding = adding

    async def edit(self) -> None:
        """Edit what is selected, or the client when nothing is."""
        await self.edit_item(self._desk.stage.pane.item or "client:")

    async def edit_item(self, item: str) -> None:
        """The dialog of an item."""
        kind, _, rest = item.partition(":attention")[0].partition(":")
        editors: dict[str, Callable[[str], Awaitable[None]]] = {
            "client": lambda _: self.edit_client(),
            "agreement": lambda _: self.edit_client(),
            "leftoff": self._desk.intents.turning.leave_line_of,
            "plan": self._desk.intents.turning.edit_plan,
            "notes": lambda _: self.edit_notes(),
            "practice": lambda _: self.edit_settings(),
            "deliverable": self._edit_deliverable,
            "entry": self._desk.intents.tracking.edit,
            "gap": self._desk.intents.tracking.fill,
            "block": self._desk.intents.scheduling.edit,
            "promise": self._edit_promise,
            "person": self._edit_person,
            **{kind: partial(self._edit_record, kind) for kind in ("access", "todo", "decision", "priority")},
            "today": lambda _: self._desk.intents.day_planning.open(),
        }
        if kind not in editors:
            raise Refused("There is nothing to open here.")
        await editors[kind](rest)

    async def edit_client(self) -> None:
        """The client in focus and its terms."""
        code = self._desk.intents.client_in_focus()
        setting = self.setting
        record = await self._desk.ask(lambda services: services.clients.show(code))
        if record is None:
            return
        fields = client_forms.client_fields(setting, record.client, record.agreement)

        async def save(values: Values) -> None:
            changes = _changed(
                fields, values, lambda texts: client_forms.client_values(setting, texts), record.client.rev
            )
            if changes:
                await self._desk.change(lambda services: services.clients.edit(code, **changes))

        await self.ask(f"{code}", fields, save)

    async def _edit_deliverable(self, rest: str) -> None:
        code, _, known = rest.partition(":")
        setting = self.setting
        asked = await self._desk.ask(
            lambda services: (
                services.delivery.show(code, known),
                services.delivery.may_precede(code, known),
                services.filing.names_taken(code, known),
            )
        )
        if asked is None:
            return
        old, others, taken = asked
        fields = work_forms.deliverable_fields(setting, code, old, others, taken)

        async def save(values: Values) -> None:
            changes: dict[str, Any] = work_forms.deliverable_values(setting, values, old, others)
            if changes["every"] == old.every:
                # What the form had is not said anew.
                del changes["every"]
            finished = values["finished"].strip().casefold().startswith("y")
            if finished != (old.completed_at is not None):
                changes["completed"] = finished
            await self._desk.change(
                lambda services: services.delivery.edit(code, known, rev=old.rev, **changes)
            )

        await self.ask(f"{code} deliverable", fields, save)

    async def _edit_promise(self, rest: str) -> None:
        code, _, known = rest.partition(":")
        setting = self.setting
        await self._reshape(
            lambda services: services.clients.promise(code, known),
            lambda _: f"Promise to {code}",
            lambda old: people_forms.promise_fields(setting, old),
            lambda values: people_forms.promise_values(setting, values),
            lambda services, rev, said: services.clients.edit_promise(code, known, rev=rev, **said),
        )

    async def _edit_person(self, rest: str) -> None:
        code, _, known = rest.partition(":")
        setting = self.setting
        await self._reshape(
            lambda services: services.clients.person(code, known),
            lambda old: f"{old.name}, {code}",
            lambda old: people_forms.person_fields(setting, old),
            lambda values: people_forms.person_values(setting, values),
            lambda services, rev, said: services.clients.edit_person(code, known, rev=rev, **said),
        )

    async def _edit_record(self, kind: str, rest: str) -> None:
        await self._desk.intents.recording.edit(kind, rest)

    async def edit_settings(self) -> None:
        """The practice's settings."""
        idleness = await self._desk.ask(lambda services: services.watching.source) or ""
        await self._reshape(
            lambda services: services.tuning.show(),
            lambda _: "Settings of the practice",
            lambda old: settings_forms.settings_fields(old, idleness),
            settings_forms.settings_values,
            lambda services, rev, said: services.tuning.edit(rev=rev, **said),
        )

    async def _reshape(
        self,
        show: Callable[[Services], D],
        title: Callable[[D], str],
        fields: Callable[[D], tuple[Field, ...]],
        mean: Callable[[Values], dict[str, Any]],
        edit: Callable[[Services, int, dict[str, Any]], object],
    ) -> None:
        """Open the form of a document and save what it says, against the revision that was read."""
        old = await self._desk.ask(show)
        if old is None:
            return

        async def save(values: Values) -> None:
            said = mean(values)
            await self._desk.change(lambda services: edit(services, old.rev, said))

        await self.ask(title(old), fields(old), save)

    async def edit_notes(self) -> None:
        """The client's notes, in the user's editor; nothing changes when it is left without saving."""
        code = self._desk.intents.client_in_focus()
        record = await self._desk.ask(lambda services: services.clients.show(code))
        if record is None:
            return
        rev = record.client.rev

        async def keep(text: str) -> None:
            async def whose(names: str) -> bool:
                await self._desk.backstage.run(
                    lambda services: services.filing.check_notes(code, record.client.notes, text, names)
                )
                return True

            if await self.meant(code, whose) is None:
                raise Refused(f"{code}'s notes are as they were, for what you wrote names another client.")
            await self._desk.change(lambda services: services.clients.edit(code, rev=rev, notes=text))

        if await edited(self._desk.app, record.client.notes, f"{code}-notes.md", keep):
            self._desk.tell(f"{code}'s notes are kept{self.beside(code)}.")


def _changed(
    fields: tuple[Field, ...], values: Values, mean: Callable[[Values], dict[str, Any]], rev: int
) -> dict[str, Any]:
    """What the changed fields mean, with the revision that was read; empty when nothing was changed."""
    before = mean({field.name: field.value for field in fields})
    after = mean(values)
    changes = {name: value for name, value in after.items() if value != before.get(name)}
    return {**changes, "rev": rev} if changes else {}
