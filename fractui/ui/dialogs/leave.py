"""Days off: what is to come, one line each; take some, change them, work after all (row 002-30)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.leave import Leave
from fractui.core.wording import long_day, short_date
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.lines import Line, Span, cell, gap
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView

Leaves = tuple[Leave, ...]
DAYS = 24
"""Cells of the days."""


class LeaveList(LinesView[Leaves], can_focus=False):
    """The time off to come: days, how many, what it is called, who covers."""

    DEFAULT_CSS = "LeaveList { height: auto; max-height: 16; min-height: 1; }"

    def __init__(self, inks: Inks, today: date, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._today = today

    def draw(self, view: Leaves, width: int) -> list[Line]:
        """A line for each time off."""
        if not view:
            return [
                (Span("No days off to come; ", "dim"), Span("n", "accent bold"), Span(" takes some", "dim"))
            ]
        room = max(8, width - DAYS - 2 - 7 - 2)
        name = room // 2
        return [
            (
                cell(self._days(each), DAYS, "bold", each.id),
                gap(2, each.id),
                cell(_count(each), 7, "dim", each.id, right=True),
                gap(2, each.id),
                cell(each.name, name, "", each.id),
                cell(f"{each.cover} covers" if each.cover else "nobody covers", room - name, "dim", each.id),
            )
            for each in view
        ]

    def _days(self, each: Leave) -> str:
        if each.first == each.last:
            return long_day(each.first)
        return f"{long_day(each.first)} to {short_date(each.last, self._today)}"


def _count(each: Leave) -> str:
    days = (each.last - each.first).days + 1
    return f"{days} day{'' if days == 1 else 's'}"


class LeaveDialog(Dialog[tuple[str, str] | None]):
    """Returns what to do with which time off: ``("new", "")``, ``("edit", id)`` or ``("delete", id)``; None when left by Esc.

    The key that deletes must stand alone: ``alone`` says whether the one just pressed does.
    """

    BESIDE = True
    DEFAULT_CSS = """
    LeaveDialog { align: center top; background: $background 60%; }
    LeaveDialog > Vertical {
        width: 84; max-width: 96%; height: auto; margin-top: 2; background: $background; border: round $accent; padding: 0;
    }
    LeaveDialog #title { text-style: bold; color: $accent; margin: 0 2 1 2; height: auto; }
    LeaveDialog #foot { color: $dim; margin: 1 2 0 2; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave", show=False),
        Binding("down,j,tab", "move('down')", show=False),
        Binding("up,k,shift+tab", "move('up')", show=False),
        Binding("n", "answer('new')", show=False),
        Binding("enter,e", "answer('edit')", show=False),
        Binding("D", "answer('delete')", show=False),
    ]

    def __init__(self, inks: Inks, leaves: Leaves, today: date, alone: Callable[[], Awaitable[bool]]) -> None:
        super().__init__()
        self._inks = inks
        self._leaves = leaves
        self._today = today
        self._alone = alone

    def compose(self) -> ComposeResult:
        """Title, days off, keys."""
        with Vertical():
            yield Static("Days off, with whoever covers them", id="title")
            yield LeaveList(self._inks, self._today, id="leaves")
            yield Static(Content("n take days off   enter change   D work after all   esc leave"), id="foot")

    def on_mount(self) -> None:
        """Show what is to come, the next selected."""
        leaves = self.query_one(LeaveList)
        leaves.show(self._leaves)
        if self._leaves:
            self.call_after_refresh(leaves.select, self._leaves[0].id)

    @work(exclusive=True)
    async def action_answer(self, what: str) -> None:
        """Return what to do with the selected time off."""
        item = self.query_one(LeaveList).item or ""
        if (item or what == "new") and (what != "delete" or await self._alone()):
            self.dismiss((what, "" if what == "new" else item))

    @on(LinesView.Chosen)
    def edit_clicked(self, event: LinesView.Chosen) -> None:
        """A click on the selected line changes it."""
        event.stop()
        self.dismiss(("edit", event.item))

    def action_move(self, way: str) -> None:
        """Move the selection."""
        self.query_one(LeaveList).action_move(way)
