"""The plan of the day: a dialog in which up to three things are chosen, ticked off, put off and dropped (row 002-34)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fractui.core.day_plan import MOST
from fractui.core.errors import Refused
from fractui.core.text import safe
from fractui.core.wording import long_day
from fractui.services.views.day_plan import DayPlanView, Offer, PickRow
from fractui.ui.dialogs.day_plan import DayPlanDialog
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.picker import Choice, Picker
from fractui.ui.screens.asking import Asking
from fractui.wiring import Services

OWN = "own:"
"""How the target of a line of one's own begins."""


class DayPlanning(Asking):
    """The intent that opens the plan of the day; each change in it is one that undo takes back."""

    async def open(self) -> None:
        """Show the plan, change it, and go to what was picked in it."""
        desk = self._desk
        view = await desk.ask(lambda services: services.day_plan.view())
        if view is None:
            return
        title = f"Today, {long_day(view.today)}"
        target = await desk.app.push_screen_wait(
            DayPlanDialog(desk.inks, title, view, self._do, desk.settled)
        )
        if target is not None:
            await desk.intents.finding.show(target)

    async def _do(self, verb: str, row: PickRow | None) -> DayPlanView:
        """Do what a key of the dialog says; the plan afterwards.

        Raises:
            FractuiError: it was refused; nothing was changed.
        """
        desk = self._desk
        if verb == "add":
            await self._choose()
        elif verb == "undo":
            await desk.change(lambda services: services.history.undo())
        elif row is not None and verb == "edit":
            await self._edit(row)
        elif row is not None:
            known, done = row.id, not row.done
            jobs: dict[str, Callable[[Services], object]] = {
                "tick": lambda services: services.day_plan.tick(known, done=done),
                "carry": lambda services: services.day_plan.carry(known),
                "drop": lambda services: services.day_plan.drop(known),
            }
            await desk.change(jobs[verb])
        return await self._view()

    async def _view(self) -> DayPlanView:
        return await self._desk.backstage.run(lambda services: services.day_plan.view())

    async def _choose(self) -> None:
        """Pick from what each client has, or write a line of one's own."""
        desk = self._desk
        view = await self._view()
        if sum(not row.done for row in (*view.rows, *view.later)) >= MOST:
            raise Refused(f"{MOST} are open, which is a day's worth: tick one off or drop one first.")
        offers = await desk.backstage.run(lambda services: services.day_plan.offers())
        picked: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, "What is to be done today?", offered(offers), hint="a few letters, or a line")
        )
        if picked is None:
            return
        if picked.startswith(OWN):
            text = picked.removeprefix(OWN)
            await desk.change(lambda services: services.day_plan.add(text))
        else:
            kind, code, known = picked.split(":")
            await desk.change(lambda services: services.day_plan.choose(code, kind, known))

    async def _edit(self, row: PickRow) -> None:
        if row.target:
            raise Refused(f"These are {row.code}'s words: enter goes there.")

        async def save(values: Values) -> None:
            await self._desk.change(lambda services: services.day_plan.edit(row.id, values["text"]))

        await self.ask("Today", (Field("text", "To do", safe(row.text), "clear the inbox"),), save)


def offered(offers: Sequence[Offer]) -> Callable[[str], Sequence[Choice]]:
    """The ranking of what can be chosen: what holds the letters, and the letters themselves as a line of one's own."""
    choices = [Choice(each.target, each.title, each.why, tag=each.code, color=each.color) for each in offers]

    def ranked(letters: str) -> Sequence[Choice]:
        wanted = letters.casefold().strip()
        found = [each for each in choices if wanted in f"{each.tag} {each.title}".casefold()]
        own = [Choice(f"{OWN}{letters.strip()}", letters.strip(), "a line of your own")] if wanted else []
        return [*found, *own]

    return ranked
