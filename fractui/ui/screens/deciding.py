"""Deciding what becomes of what falls into time off."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from fractui.core.wording import long_day
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.services.views.load import Fallen

MOVE, COVER, DROP, EDIT = "move", "cover", "drop", "edit"
"""What can become of something that falls into time off."""


class Deciding(Asking):
    """The intent on what falls into time off: none of it is lost, each is decided on (row 002-30)."""

    async def decide(self) -> None:
        """Go through what falls into time off: each is moved, covered or dropped, until nothing is left or one leaves."""
        while await self._decide_one():
            pass

    async def _decide_one(self) -> bool:
        desk = self._desk
        view = await desk.ask(lambda services: services.load.view(None, 26))
        if view is None:
            return False
        if not view.fallen:
            desk.tell("Nothing that falls into time off is undecided.")
            return False
        choices = [_choice(each) for each in view.fallen]
        count = len(choices)
        title = f"{count} {'thing falls' if count == 1 else 'things fall'} into time off: move, cover or drop each"
        picked = await desk.app.push_screen_wait(Picker(desk.inks, title, by_letters(choices)))
        fallen = next((each for each in view.fallen if each.key == picked), None)
        return fallen is not None and await self._decide_on(fallen)

    async def _decide_on(self, fallen: Fallen) -> bool:
        desk = self._desk
        choices = []
        wall: datetime | None = None
        minutes = 0
        parts = fallen.key.split(":")
        if fallen.kind == "block":
            known, on = parts[2], date.fromisoformat(parts[3])
            where = await desk.ask(lambda services: services.placing.aside(known, on))
            if where is None:
                return False
            wall, minutes = where
            choices.append(
                Choice(MOVE, f"move it to {long_day(wall.date())} {wall:%H:%M}", "where there is room")
            )
        else:
            choices.append(Choice(EDIT, "move its due date", "opens the deliverable"))
        if fallen.cover:
            choices.append(Choice(COVER, f"{fallen.cover} covers it", "it stays where it is"))
        if fallen.kind == "block":
            choices.append(Choice(DROP, "drop it, this once", "left out of the series"))
        how = await desk.app.push_screen_wait(
            Picker(desk.inks, f"{fallen.title}, {long_day(fallen.day)}", by_letters(choices))
        )
        if how == MOVE and wall is not None:
            goal = wall
            await desk.change(
                lambda services: services.placing.place(parts[2], date.fromisoformat(parts[3]), goal, minutes)
            )
        elif how == COVER:
            await desk.change(lambda services: services.placing.cover(fallen.leave_id, fallen.key))
        elif how == DROP:
            await desk.change(lambda services: services.planning.skip(parts[2], date.fromisoformat(parts[3])))
        elif how == EDIT:
            await desk.intents.editing.edit_item(fallen.key)
        return how is not None


def _choice(each: Fallen) -> Choice:
    due = "due " if each.kind == "due" else ""
    title = f"{long_day(each.day)}  {due}{each.title}"
    return Choice(each.key, title, each.leave, tag=each.code or "own", color=each.color)
