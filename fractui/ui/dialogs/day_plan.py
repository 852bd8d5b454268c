"""The dialog of the plan of the day: up to three things are chosen, ticked off, put off and dropped (row 002-34)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.services.views.day_plan import DayPlanView, PickRow
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_plan_lines import plan_lines
from fractui.ui.widgets.lines_view import LinesView

Do = Callable[[str, PickRow | None], Awaitable[DayPlanView]]
"""Does what a key says, with what is selected; the plan afterwards."""
Alone = Callable[[], Awaitable[bool]]
EMPTY_KEYS = "n choose   u undo   esc leave"
KEYS = "   ".join(
    words.replace(" ", "\N{NO-BREAK SPACE}")
    for words in (
        "n choose",
        "x done",
        "c tomorrow",
        "D drop",
        "e edit",
        "enter go there",
        "u undo",
        "esc leave",
    )
)
"""The dialog's keys; where they take two lines, no key is parted from what it does."""


class PlanList(LinesView[DayPlanView]):
    """What was chosen for today."""

    DEFAULT_CSS = "PlanList { height: auto; min-height: 3; max-height: 14; scrollbar-gutter: auto; }"

    def draw(self, view: DayPlanView, width: int) -> list[Line]:
        """A line a thing."""
        return plan_lines(view, width)


class DayPlanDialog(Dialog[str | None]):
    """Shows the plan and changes it; returns the item to go to, None when it is left.

    ``do`` is awaited with ``add``, ``tick``, ``carry``, ``drop``, ``edit`` or ``undo``. ``alone`` says whether the key just pressed
    stands alone: a burst of pasted characters changes nothing.
    """

    BESIDE = True
    DEFAULT_CSS = """
    DayPlanDialog { align: center top; background: $background 60%; }
    DayPlanDialog > Vertical {
        width: 92; max-width: 96%; height: auto; margin-top: 2; background: $background; border: round $accent; padding: 0;
    }
    DayPlanDialog #title { text-style: bold; color: $accent; margin: 0 2 1 2; height: auto; }
    DayPlanDialog #foot { color: $dim; margin: 1 2 0 2; height: auto; }
    DayPlanDialog #foot.-bad { color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("n", "do('add')", "Choose", show=False),
        Binding("x", "do('tick')", "Done", show=False),
        Binding("c", "do('carry')", "To tomorrow", show=False),
        Binding("D", "do('drop')", "Drop", show=False),
        Binding("e", "do('edit')", "Other words", show=False),
        Binding("u", "do('undo')", "Undo", show=False),
    ]

    def __init__(self, inks: Inks, title: str, view: DayPlanView, do: Do, alone: Alone) -> None:
        super().__init__()
        self._inks = inks
        self._title = title
        self._view = view
        self._do = do
        self._alone = alone
        self._one_by_one = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The day, what was chosen, keys."""
        with Vertical():
            yield Static(Content(safe(self._title)), id="title")
            yield PlanList(self._inks, id="plan")
            yield Static(id="foot")

    def on_mount(self) -> None:
        """Begin on the first thing."""
        self._list.focus()
        self._show(self._view)

    @property
    def _list(self) -> PlanList:
        return self.query_one(PlanList)

    @property
    def _rows(self) -> tuple[PickRow, ...]:
        return (*self._view.rows, *self._view.later)

    @property
    def _row(self) -> PickRow | None:
        return next((row for row in self._rows if row.id == self._list.item), None)

    def _show(self, view: DayPlanView) -> None:
        known = {row.id for row in self._rows}
        self._view = view
        self._list.show(view)
        fresh = [row.id for row in self._rows if row.id not in known]
        if fresh:
            self._list.select(fresh[0])
        self._say(EMPTY_KEYS if view.is_empty else KEYS)

    def _say(self, words: str, *, bad: bool = False) -> None:
        foot = self.query_one("#foot", Static)
        foot.set_class(bad, "-bad")
        foot.update(Content(safe(words)))

    def on_key(self, event: events.Key) -> None:
        """A number ticks that thing off."""
        if event.key.isascii() and event.key.isdigit() and 1 <= int(event.key) <= len(self._rows):
            event.stop()
            self._list.select(self._rows[int(event.key) - 1].id)
            self.action_do("tick")

    @on(LinesView.Moved)
    def keep_to_itself(self, event: LinesView.Moved) -> None:
        """Another thing is selected, which is nothing that the desk knows."""
        event.stop()

    @on(LinesView.Chosen)
    def go_there(self, event: LinesView.Chosen) -> None:
        """Go to what the thing stands for; a line of one's own is said in other words."""
        event.stop()
        row = self._row
        if row is not None and row.target:
            self.dismiss(row.target)
        elif row is not None:
            self.action_do("edit")

    @work
    async def action_do(self, verb: str) -> None:
        """Do what the key says, one key after the other; a refusal is shown in place of the keys."""
        chosen = self._list.item
        async with self._one_by_one:
            row = next((row for row in self._rows if row.id == chosen), None)
            if (row is None and verb not in ("add", "undo")) or not await self._alone():
                return
            try:
                self._show(await self._do(verb, row))
            except FractuiError as error:
                self._say(error.sentence, bad=True)

    def action_leave(self) -> None:
        """Leave; all that was done is kept."""
        self.dismiss(None)
