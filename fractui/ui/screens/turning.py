"""Turning from one client to another: the line left behind, own time, the plan of a week, the hours in one line."""

from __future__ import annotations

from fractui.core.cycle import hours_line, pace, pace_line
from fractui.ui.dialogs.form import Values
from fractui.ui.dialogs.next_line import NextLine
from fractui.ui.screens.asking import Asking
from fractui.ui.widgets.pace_lines import used_now

STILL_S = 1.0
"""Without a key for so long one has stopped typing, so that a line that opens by itself takes no key meant for elsewhere."""


class Turning(Asking):
    """Intents about leaving a client, coming to it, and what is nobody's."""

    # -- the line "next time" ------------------------------------------------------------------

    async def leave_line(self) -> None:
        """Ask for the line "next time": of the client just left while that is on offer, else of the one in focus."""
        desk = self._desk
        code = desk.stage.offer or desk.intents.client_in_focus()
        await self._ask_line(code)

    async def leave_line_of(self, code: str) -> None:
        """Ask for the line "next time" of this client."""
        await self._ask_line(code)

    async def ask_line(self, still_s: float = STILL_S) -> None:
        """Where the settings want it, ask for the line of the client just left, once the keys are still; else it is only offered.

        A key in between belongs to where it was pressed: then the quiet offer in the footer is all there is.
        """
        desk = self._desk
        frame = desk.stage.frame
        if frame is None or not frame.ask_next:
            return
        code = desk.stage.parting.ask_once(frame, desk.clock())
        if code is not None and await desk.still(still_s) and desk.app.screen is desk:
            await self._ask_line(code)

    async def _ask_line(self, code: str) -> None:
        desk = self._desk
        record = await desk.ask(lambda services: services.clients.show(code))
        if record is None:
            return

        async def save(text: str) -> None:
            await desk.change(lambda services: services.clients.leave_note(code, text))
            desk.tell(f"{code}: kept for next time." if text.strip() else f"{code}: the line is gone.")

        await desk.app.push_screen_wait(NextLine(code, record.client.next_note, save))
        desk.stage.parting.settled(code)
        desk.stage.show_frame()

    # -- own time ------------------------------------------------------------------------------

    async def own(self) -> None:
        """Pick one of the practice's own buckets and move the timer there."""
        from fractui.ui.dialogs.own_time import OwnPicker

        desk = self._desk
        view = await desk.ask(lambda services: services.own_time.view())
        if view is None:
            return
        bucket = await desk.app.push_screen_wait(OwnPicker(desk.inks, view, desk.settled))
        if bucket is not None:
            await desk.intents.timing.own(bucket)

    # -- the week's plan -----------------------------------------------------------------------

    async def edit_plan(self, code: str = "") -> None:
        """The weekly plan of the client, that in focus without a code."""
        from fractui.ui.dialogs import plan_forms

        code = code or self._desk.intents.client_in_focus()
        terms = await self._desk.ask(lambda services: services.plans.terms(code))
        if terms is None:
            return
        fields = plan_forms.plan_fields(terms)

        async def save(values: Values) -> None:
            if any(values[field.name] != field.value for field in fields):
                minutes = plan_forms.plan_values(values)
                await self._desk.change(lambda services: services.plans.set(code, minutes))

        await self.ask(plan_forms.plan_title(terms), fields, save)

    # -- the hours in one line -----------------------------------------------------------------

    async def copy_hours(self) -> None:
        """Copy what a client is told who asks how many hours remain (pains 16)."""
        desk = self._desk
        code = desk.intents.client_in_focus()
        asked = await desk.ask(
            lambda services: (services.workspaces.view(code), services.clients.show(code).client)
        )
        if asked is None:
            return
        view, client = asked
        used = used_now(view.cycle, view.running_since, desk.clock())
        committed = view.cycle.commitment_s
        if client.show_hours:
            line, without = hours_line(view.name, used, committed, view.work_days_left), ""
        else:
            line = pace_line(view.name, pace(used, committed, view.cycle.expected_s), view.work_days_left)
            without = f". Without hours, which {code} is not shown; E changes that."
        desk.app.copy_to_clipboard(line)
        desk.tell(f"Copied: {line}{without}")
