"""Changing things: new, edit, delete, the board's moves, blocks, export, undo and redo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fractui.core.deliverable import Status
from fractui.core.errors import Refused
from fractui.core.wording import status_label
from fractui.core.zones import local
from fractui.services.views.agenda import ExportedFile
from fractui.services.views.board import BoardView, Card
from fractui.services.views.time import DayView
from fractui.ui.dialogs import forms
from fractui.ui.dialogs.form import Field, Form, Values
from fractui.ui.dialogs.forms import Setting
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.loading import Shown
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

COLUMNS = tuple(Status)


class Changing:
    """Intents that change data; each is one transaction that undo takes back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def setting(self) -> Setting:
        """The world as the forms need to know it."""
        frame = self._desk.frame
        if frame is None:
            raise Refused("The practice is still being opened: wait a moment.")
        return Setting(
            self._desk.clock(), frame.zone, frame.timer.day, tuple(item.code for item in frame.strip)
        )

    # -- new -----------------------------------------------------------------------------------

    async def new(self) -> None:
        """New: what the pane holds."""
        pane = self._desk.shown.pane
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
            meant = forms.client_values(setting, values)
            client = await self._desk.change(lambda services: services.clients.add(**_given(meant)))
            codes.append(client.id)

        if await self._ask("New client", forms.client_fields(setting, None, None), save):
            await self._desk.open(Shown("workspace", codes[0]))

    async def new_deliverable(self) -> None:
        """Ask for a deliverable of the client in focus."""
        code = await self._whom()
        setting = self.setting

        async def save(values: Values) -> None:
            meant = forms.deliverable_values(setting, values)
            await self._desk.change(lambda services: services.delivery.add(code, **meant))

        await self._ask(f"New deliverable for {code}", forms.deliverable_fields(setting, None), save)

    async def _whom(self) -> str:
        """The client that something new is for: the one in focus, the only one, or the one that is picked."""
        desk = self._desk
        strip = desk.intents.strip
        code = desk.focus_code or (strip[0].code if len(strip) == 1 else None)
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

    async def new_entry(self, start: str = "", end: str = "") -> None:
        """Ask for a time entry, of the client in focus unless another is named."""
        setting = self.setting
        shown = self._desk.shown
        day = f"{shown.day} " if shown.day is not None and not start else ""

        async def save(values: Values) -> None:
            meant = forms.entry_values(setting, values)
            await self._desk.change(lambda services: services.entries.add(**meant))

        fields = forms.entry_fields(
            setting, None, who=self._desk.focus_code or "", start=start or day, end=end
        )
        await self._ask("New time entry", fields, save)

    async def new_block(self) -> None:
        """Ask for a planned block of the client in focus."""
        code = await self._whom()
        setting = self.setting
        client = await self._desk.ask(lambda services: services.clients.show(code).client)
        if client is None:
            return

        async def save(values: Values) -> None:
            meant = forms.block_values(setting, values)
            await self._desk.change(lambda services: services.planning.add_block(code, **meant))

        await self._ask(f"New block for {code}", forms.block_fields(setting, None, client.zone), save)

    async def new_promise(self) -> None:
        """Ask for a promise to the client in focus."""
        code = self._desk.intents.client_in_focus()
        setting = self.setting

        async def save(values: Values) -> None:
            meant = forms.promise_values(setting, values)
            await self._desk.change(lambda services: services.clients.add_promise(code, **meant))

        await self._ask(f"Promise to {code}", forms.promise_fields(setting, None), save)

    async def new_person(self) -> None:
        """Ask for a stakeholder at the client in focus."""
        code = self._desk.intents.client_in_focus()
        setting = self.setting

        async def save(values: Values) -> None:
            meant = forms.person_values(setting, values)
            await self._desk.change(lambda services: services.clients.add_person(code, **meant))

        await self._ask(f"Somebody at {code}", forms.person_fields(setting, None), save)

    # -- edit ----------------------------------------------------------------------------------

    async def edit(self) -> None:
        """Edit what is selected, or the client when nothing is."""
        item = self._desk.pane.item
        if item is None or item.startswith("client:"):
            await self.edit_client()
        else:
            await self.edit_item(item)

    async def edit_item(self, item: str) -> None:
        """The dialog of an item."""
        kind, _, rest = item.partition(":")
        editors: dict[str, Callable[[str], Awaitable[None]]] = {
            "deliverable": self._edit_deliverable,
            "entry": self._edit_entry,
            "gap": self._fill,
            "block": self._edit_block,
            "promise": self._edit_promise,
            "person": self._edit_person,
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
        fields = forms.client_fields(setting, record.client, record.agreement)

        async def save(values: Values) -> None:
            changes = _changed(
                fields, values, lambda texts: forms.client_values(setting, texts), record.client.rev
            )
            if changes:
                await self._desk.change(lambda services: services.clients.edit(code, **changes))

        await self._ask(f"{code}", fields, save)

    async def _edit_deliverable(self, rest: str) -> None:
        code, _, known = rest.partition(":")
        setting = self.setting
        old = await self._desk.ask(lambda services: services.delivery.show(code, known))
        if old is None:
            return
        fields = forms.deliverable_fields(setting, old)

        async def save(values: Values) -> None:
            changes: dict[str, Any] = forms.deliverable_values(setting, values)
            finished = values["finished"].strip().casefold().startswith("y")
            if finished != (old.completed_at is not None):
                changes["finished"] = finished
            await self._desk.change(
                lambda services: services.delivery.edit(code, known, rev=old.rev, **changes)
            )

        await self._ask(f"{code} deliverable", fields, save)

    async def _edit_entry(self, known: str) -> None:
        setting = self.setting
        old = await self._desk.ask(lambda services: services.entries.show(known))
        if old is None:
            return
        fields = forms.entry_fields(setting, old)

        async def save(values: Values) -> None:
            changes = _changed(fields, values, lambda texts: forms.entry_values(setting, texts), old.rev)
            if changes:
                await self._desk.change(lambda services: services.entries.edit(known, **changes))

        await self._ask("Time entry", fields, save)

    async def _edit_block(self, rest: str) -> None:
        code, known = rest.split(":")[:2]
        setting = self.setting
        old = await self._desk.ask(lambda services: services.planning.show(known))
        if old is None:
            return

        async def save(values: Values) -> None:
            changes = forms.block_values(setting, values)
            await self._desk.change(
                lambda services: services.planning.edit_block(known, rev=old.rev, **changes)
            )

        await self._ask(f"{code} block, every instance", forms.block_fields(setting, old, old.zone), save)

    async def _edit_promise(self, rest: str) -> None:
        code, _, known = rest.partition(":")
        setting = self.setting
        old = await self._desk.ask(lambda services: services.clients.promise(code, known))
        if old is None:
            return

        async def save(values: Values) -> None:
            changes = forms.promise_values(setting, values)
            await self._desk.change(
                lambda services: services.clients.edit_promise(code, known, rev=old.rev, **changes)
            )

        await self._ask(f"Promise to {code}", forms.promise_fields(setting, old), save)

    async def _edit_person(self, rest: str) -> None:
        code, _, known = rest.partition(":")
        setting = self.setting
        old = await self._desk.ask(lambda services: services.clients.person(code, known))
        if old is None:
            return

        async def save(values: Values) -> None:
            changes = forms.person_values(setting, values)
            await self._desk.change(
                lambda services: services.clients.edit_person(code, known, rev=old.rev, **changes)
            )

        await self._ask(f"{old.name}, {code}", forms.person_fields(setting, old), save)

    async def leave_note(self) -> None:
        """The one line "where I left off"."""
        code = self._desk.intents.client_in_focus()
        record = await self._desk.ask(lambda services: services.clients.show(code))
        if record is None:
            return

        async def save(values: Values) -> None:
            await self._desk.change(lambda services: services.clients.leave_note(code, values["next"]))

        field = Field("next", "Next time", record.client.next_note, "what to pick up again, in one line")
        await self._ask(f"{code}: where you leave off", (field,), save)

    async def _ask(
        self, title: str, fields: tuple[Field, ...], save: Callable[[Values], Awaitable[None]]
    ) -> bool:
        saved: bool | None = await self._desk.app.push_screen_wait(Form(title, fields, save))
        return saved is True

    # -- delete, undo --------------------------------------------------------------------------

    async def delete(self) -> None:
        """Delete what is selected."""
        kind, _, rest = (self._desk.pane.item or "").partition(":")
        parts = rest.split(":")
        jobs: dict[str, Callable[[Services], object]] = {
            "deliverable": lambda services: services.delivery.delete(parts[0], parts[1]),
            "entry": lambda services: services.entries.delete(rest),
            "block": lambda services: services.planning.delete_block(parts[1]),
            "promise": lambda services: services.clients.delete_promise(parts[0], parts[1]),
            "person": lambda services: services.clients.delete_person(parts[0], parts[1]),
        }
        if kind not in jobs:
            raise Refused("Select what to delete first; a client is closed from the palette, not deleted.")
        await self._desk.change(jobs[kind])
        self._desk.tell("Deleted. u brings it back.")

    async def close_client(self) -> None:
        """Close the engagement of the client in focus."""
        code = self._desk.intents.client_in_focus()
        await self._desk.change(lambda services: services.clients.close(code))
        await self._desk.open(Shown("portfolio"), keep=False)
        self._desk.tell(f"{code} is closed and its folder moved. u opens it again.")

    async def undo(self) -> None:
        """Take the last change back."""
        label = await self._desk.change(lambda services: services.history.undo())
        self._desk.tell(f"Taken back: {label}")

    async def redo(self) -> None:
        """Do what was taken back again."""
        label = await self._desk.change(lambda services: services.history.redo())
        self._desk.tell(f"Done again: {label}")

    # -- board ---------------------------------------------------------------------------------

    async def move_card(self, way: int) -> None:
        """Move the selected card a column on or back; delivered asks for the receipt."""
        desk = self._desk
        card = self._card()
        place = COLUMNS.index(Status(card.status)) + way
        if not 0 <= place < len(COLUMNS):
            end = "the last" if way > 0 else "the first"
            raise Refused(f"“{card.title}” is in {end} column already.")
        to = COLUMNS[place]
        if to is not Status.DELIVERED:
            await desk.change(lambda services: services.delivery.move(card.id, to))
            desk.tell(f"{card.title}: {status_label(to)}")
            return

        async def save(values: Values) -> None:
            await desk.change(
                lambda services: services.delivery.move(card.id, to, to_whom=values["to"], via=values["via"])
            )

        if await self._ask(
            f"{card.code}: “{card.title}” v{card.version} delivered", forms.receipt_fields(), save
        ):
            desk.tell(f"{card.title}: delivered, the receipt is kept.")

    def _card(self) -> Card:
        view = self._desk.pane.view
        known = (self._desk.pane.item or "").rpartition(":")[2]
        for column in view.columns if isinstance(view, BoardView) else ():
            for card in column.cards:
                if card.id == known:
                    return card
        raise Refused("Select a card first.")

    # -- time ----------------------------------------------------------------------------------

    def entry_code(self, known: str) -> str | None:
        """The client of an entry that the Time pane shows."""
        view = self._desk.pane.view
        for row in view.rows if isinstance(view, DayView) else ():
            if row.id == known and not row.is_bucket:
                return row.code
        return None

    async def fill_gap(self) -> None:
        """Make an entry of the selected gap."""
        kind, _, rest = (self._desk.pane.item or "").partition(":")
        if kind != "gap":
            raise Refused("Select an untracked stretch first, then f fills it.")
        await self._fill(rest)

    async def _fill(self, rest: str) -> None:
        start, _, end = rest.partition(":")
        zone = self.setting.zone
        begin, finish = (local(datetime.fromisoformat(text), zone) for text in (start, end))
        await self.new_entry(f"{begin:%Y-%m-%d %H:%M}", f"{finish:%Y-%m-%d %H:%M}")

    # -- calendar --------------------------------------------------------------------------------

    def _instance(self) -> tuple[str, date]:
        kind, _, rest = (self._desk.pane.item or "").partition(":")
        if kind != "block":
            raise Refused("Select a block first.")
        _, known, on = rest.split(":")
        return known, date.fromisoformat(on)

    async def skip_block(self) -> None:
        """Leave out this one instance."""
        known, on = self._instance()
        await self._desk.change(lambda services: services.planning.skip(known, on))
        self._desk.tell("Left out this once. u takes it in again.")

    async def move_block(self) -> None:
        """Move this one instance."""
        known, on = self._instance()

        async def save(values: Values) -> None:
            start = forms.wall_clock(values["to"])
            await self._desk.change(lambda services: services.planning.move(known, on, start))

        field = Field("to", "New start, on the block's own clock", f"{on} ", "2026-11-25 14:00")
        await self._ask("Move this one instance", (field,), save)

    async def export(self) -> None:
        """Write the calendar files of all clients, or of the one that is shown."""
        from fractui.ui.widgets.calendar_pane import CalendarPane

        desk = self._desk
        folder = desk.dashboard.export_folder
        code = desk.shown.code
        files = await desk.change(lambda services: _export(services, code, str(folder)))
        pane = desk.pane_named("calendar")
        if isinstance(pane, CalendarPane):
            pane.show_exported(tuple(files))
        desk.tell(f"{len(files)} calendar files are in {folder}")


def _export(services: Services, code: str | None, folder: str) -> list[ExportedFile]:
    return services.exporting.each(folder) if code is None else services.exporting.ics(code, path=folder)


def _given(meant: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in meant.items() if value is not None}


def _changed(
    fields: tuple[Field, ...], values: Values, mean: Callable[[Values], dict[str, Any]], rev: int
) -> dict[str, Any]:
    """What the changed fields mean, with the revision that was read; empty when nothing was changed."""
    before = mean({field.name: field.value for field in fields})
    after = mean(values)
    changes = {name: value for name, value in after.items() if value != before.get(name)}
    return {**changes, "rev": rev} if changes else {}
