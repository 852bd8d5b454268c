"""The guided reviews: begun, gone through, left for now and finished; the timer moves with them (rows 003-19 to 003-21, 000-31)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fractui.core.deliverable import Response, Status
from fractui.core.errors import Refused
from fractui.core.quick_due import due_at_end
from fractui.core.routine import MINUTES, TITLES, Routine
from fractui.core.when import parse_date
from fractui.core.wording import day_and_distance, response_label
from fractui.services.views.routine import RoutineLine, RoutineView
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.dialogs.routine import Left, Place, RoutineDialog
from fractui.ui.loading import Shown
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

ABOUT = {
    Routine.MONDAY: "due this week, not opened yet, accesses that end",
    Routine.FRIDAY: "what was due is delivered, everything stands where it says",
    Routine.WEEK: "the next four weeks, what is owed, clients and the practice",
}
"""What each goes through, where one is picked."""


class Routines(Asking):
    """The intents that open a review, and what its keys do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._places: dict[Routine, Place] = {}

    async def open(self, name: str = "") -> None:
        """Go through a review: the one of that name, that which is under way or offered today, or one that is picked."""
        frame = self._desk.stage.frame
        offer = frame.routine.kind if frame is not None and frame.routine is not None else ""
        kind = Routine(name or offer) if name or offer else await self._picked()
        if kind is None:
            return
        await self._desk.change(lambda services: services.routines.begin(kind))
        view = await self._view(kind)
        place = self._places.get(kind)
        if place is None or place.day != view.today:
            place = self._places[kind] = Place(view.today)

        desk = self._desk
        dialog = RoutineDialog(
            desk.inks,
            view,
            place,
            desk.clock,
            look=lambda: self._view(kind),
            do=lambda verb, lines: self._do(kind, verb, lines),
            alone=desk.settled,
        )
        left: Left | None = await desk.app.push_screen_wait(dialog)
        await self._leave(kind, left or Left("later"))

    async def _picked(self) -> Routine | None:
        def choice(kind: Routine) -> Choice:
            minutes = f"{MINUTES[kind]} min, " if MINUTES[kind] else ""
            return Choice(kind.value, TITLES[kind], f"{minutes}{ABOUT[kind]}")

        picked: str | None = await self._desk.app.push_screen_wait(
            Picker(self._desk.inks, "Which review?", by_letters([choice(kind) for kind in Routine]))
        )
        return Routine(picked) if picked is not None else None

    async def _view(self, kind: Routine) -> RoutineView:
        return await self._desk.backstage.run(lambda services: services.routines.view(kind))

    async def _leave(self, kind: Routine, left: Left) -> None:
        """Finish it, leave it for now, or go where a line lies while it goes on."""
        desk = self._desk
        if left.how == "finished":
            end = await desk.change(lambda services: services.routines.finish(kind))
            self._places.pop(kind, None)
            desk.tell(end.sentence)
        elif left.line is not None:
            await self._go(left.line)
            key = next(
                (action.keys[0] for action in desk.actions if action.id == "routine" and action.keys), ""
            )
            desk.tell(f"{key} goes on with the {TITLES[kind]}.".strip())
        else:
            back = await desk.change(lambda services: services.routines.leave(kind))
            desk.tell(f"The {TITLES[kind]} waits{f', {back} goes on' if back else ''}.")

    async def _go(self, line: RoutineLine) -> None:
        """Show where a line lies: the Calendar of its week, else its line in the client's workspace."""
        desk = self._desk
        if line.kind in ("week", "strain", "off") and line.day is not None:
            await desk.intents.spanning.show_week(line.day.isoformat())
        elif line.code:
            await desk.intents.going.workspace(line.code)
            pane = desk.stage.pane
            # A pane that was not displayed until now has no width yet to draw in.
            await pane.wait_for_refresh()
            pane.select(line.item)
        else:
            await desk.stage.open(Shown("portfolio"))

    # -- what its keys do ----------------------------------------------------------------------

    async def _do(self, kind: Routine, verb: str, lines: tuple[RoutineLine, ...]) -> str:
        desk = self._desk
        if verb == "undo":
            return f"Taken back: {await desk.change(lambda services: services.routines.take_back(kind))}."
        if verb == "on":
            await self._move_on(lines)
        elif verb == "back":
            await self._move_back(lines)
        elif verb == "other":
            await self._edit(lines)
        elif verb == "response":
            await self._respond(lines[0])
        elif verb == "revoke":
            await desk.intents.recording.done("access", lines[0].code, lines[0].id)
        return ""

    async def _move_on(self, lines: tuple[RoutineLine, ...]) -> None:
        """Drafts go to in review as one change; what is in review is delivered, each with its receipt."""
        desk = self._desk
        drafts = [line.id for line in lines if line.status == Status.DRAFT.value]
        if drafts:
            await desk.change(lambda services: services.routines.move_on(drafts))
        board = await desk.backstage.run(lambda services: services.delivery.board())
        for line in lines:
            card = board.card(line.id)
            if card is not None and line.status == Status.IN_REVIEW.value:
                await desk.intents.boarding.move(card, Status.DELIVERED)

    async def _move_back(self, lines: tuple[RoutineLine, ...]) -> None:
        if any(line.status == Status.DRAFT.value for line in lines):
            raise Refused("A draft is in the first column already.")
        ids = [line.id for line in lines]
        await self._desk.change(lambda services: services.routines.move_back(ids))

    async def _edit(self, lines: tuple[RoutineLine, ...]) -> None:
        """Another due day for all that is selected; a promise or an access in its own form."""
        if lines[0].kind != "due":
            await self._desk.intents.editing.edit_item(lines[0].item)
            return
        today = self.setting.today
        ids = [line.id for line in lines]

        def check(text: str) -> str:
            return day_and_distance(due_named(text, today), today)

        async def save(values: Values) -> None:
            due = due_named(values["due"], today)
            await self._desk.change(lambda services: services.routines.postpone(ids, due))

        what = f"“{lines[0].title}”" if len(lines) == 1 else f"{len(lines)} deliverables"
        await self.ask(
            f"Another day for {what}", (Field("due", "Due", "", "fri, 30 nov, in 2 weeks", check),), save
        )

    async def _respond(self, line: RoutineLine) -> None:
        """Note what the client did with a delivery, as on the board."""
        from fractui.ui.screens.boarding import HELP

        desk = self._desk
        choices = [Choice(each.value, response_label(each).capitalize(), HELP[each]) for each in Response]
        title = self.named(f"What did {line.code} do with “{line.title}”?", line.code)
        picked: str | None = await desk.app.push_screen_wait(Picker(desk.inks, title, by_letters(choices)))
        if picked is not None:
            await desk.change(lambda services: services.responses.note(line.id, Response(picked)))


def due_named(text: str, today: date) -> date:
    """The day to come that is meant: ``fri``, ``30 nov``, ``in 2 weeks``, ``2026-11-30``.

    Raises:
        FieldRefused: it cannot be read.
    """
    for words in (text, f"by {text}"):
        found = due_at_end(words, today)
        if found.day is not None and not found.text:
            return found.day
    return parse_date(text, today, "due")
