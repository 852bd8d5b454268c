"""Changing: delete, close, undo and redo, blocks and gaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.services.views.time import DayView
from fractui.ui.dialogs import time_forms
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.screens.adding import Adding
from fractui.ui.screens.asking import Asking
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk


class Changing(Asking):
    """Intents on what is selected that need no form, or only a line; each is one transaction that undo takes back."""

    def __init__(self, desk: Desk, adding: Adding) -> None:
        super().__init__(desk)
        self._adding = adding

    # -- delete, undo --------------------------------------------------------------------------

    async def delete(self) -> None:
        """Delete what is selected; of a series in the Calendar it is asked how much of it."""
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        if kind == "block" and self._desk.stage.shown.pane == "calendar":
            await self._desk.intents.scheduling.delete()
            return
        parts = rest.split(":")
        frame = self._desk.stage.frame
        running = frame.timer.running if frame is not None else None
        runs = running is not None and running.entry_id == rest
        jobs: dict[str, Callable[[Services], object]] = {
            "deliverable": lambda services: services.delivery.delete(parts[0], parts[1]),
            "entry": lambda services: _delete_entry(services, rest, running=runs),
            "block": lambda services: services.planning.delete_block(parts[1]),
            "promise": lambda services: services.clients.delete_promise(parts[0], parts[1]),
            "person": lambda services: services.clients.delete_person(parts[0], parts[1]),
            "access": lambda services: services.access.delete(parts[0], parts[1]),
            "todo": lambda services: services.checklists.delete(parts[0], parts[1]),
            "decision": lambda services: services.decisions.delete(parts[0], parts[1]),
            "priority": lambda services: services.priorities.delete(parts[0], parts[1]),
        }
        if kind not in jobs:
            raise Refused("Select what to delete first; a client is closed from the palette, not deleted.")
        await self._desk.change(jobs[kind])
        self._desk.tell("Deleted. u brings it back.")

    async def done(self) -> None:
        """Finish the selected deliverable, keep the promise, note that the person was spoken to today, or what ``Recording.done`` does."""
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        code, _, known = rest.partition(":")
        jobs: dict[str, tuple[Callable[[Services], object], str]] = {
            "deliverable": (
                lambda services: services.delivery.edit(code, known, completed=True),
                "Finished: it is owed until it is delivered.",
            ),
            "promise": (lambda services: services.clients.keep_promise(code, known), "Kept."),
            "person": (lambda services: services.clients.contacted_today(code, known), "Spoke today."),
        }
        if kind in ("access", "todo", "decision", "priority"):
            await self._desk.intents.recording.done(kind, code, known)
            return
        if kind not in jobs:
            raise Refused(
                "Select a deliverable, a priority, a promise, a checklist item, an access, a decision or a person first."
            )
        job, said = jobs[kind]
        await self._desk.change(job)
        blanks = await self._blanks(code, known) if kind == "deliverable" else ""
        self._desk.tell(f"{said}{blanks}")

    async def _blanks(self, code: str, known: str) -> str:
        """What to say when a document that is called finished still has blanks of its template (row 003-10)."""
        from fractui.core.blanks import blanks_left

        found = await self._desk.ask(lambda services: services.library.blanks(code, known))
        return f" {blanks_left(found)} in its document." if found else ""

    async def undo(self) -> None:
        """Take the last change back."""
        label = await self._desk.change(lambda services: services.history.undo())
        self._desk.tell(f"Taken back: {label}")

    async def import_time(self) -> None:
        """Take other programs' time in."""
        from fractui.ui.screens.importing import Importing

        await Importing(self._desk).run()

    async def redo(self) -> None:
        """Do what was taken back again."""
        label = await self._desk.change(lambda services: services.history.redo())
        self._desk.tell(f"Done again: {label}")

    # -- time ----------------------------------------------------------------------------------

    def entry_code(self, known: str) -> str | None:
        """The client of an entry that the Time pane shows."""
        view = self._desk.stage.pane.view
        for row in view.rows if isinstance(view, DayView) else ():
            if row.id == known and not row.is_bucket:
                return row.code
        return None

    # -- calendar --------------------------------------------------------------------------------

    def _instance(self) -> tuple[str, date]:
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
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
            start = time_forms.wall_clock(values["to"])
            await self._desk.change(lambda services: services.planning.move(known, on, start))

        field = Field("to", "New start, on the block's own clock", f"{on} ", "2026-11-25 14:00")
        await self.ask("Move this one instance", (field,), save)


def _delete_entry(services: Services, known: str, *, running: bool) -> object:
    """Take an entry away; one that runs is thrown away, which stops it."""
    return services.timer.cancel() if running else services.entries.delete(known)
