"""Own time: the five buckets with their sums; a digit or a letter starts one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from fractui.core.wording import hm
from fractui.services.views.own import OwnRow, OwnView
from fractui.ui.lines import Line, Span, cell, gap
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView


class OwnList(LinesView[OwnView], can_focus=False):
    """The buckets: digit, letter, name, today, this week."""

    DEFAULT_CSS = "OwnList { height: auto; min-height: 6; }"

    def draw(self, view: OwnView, width: int) -> list[Line]:
        """A head and a line a bucket."""
        name = max(cell_len(row.label) for row in view.rows)
        blank = max(2, width - 6 - name - 20)
        head = (
            gap(6 + name + blank),
            cell("today", 8, "dim", right=True),
            cell("this week", 12, "dim", right=True),
        )
        return [head, *(self._row(n, row, name, blank) for n, row in enumerate(view.rows, 1))]

    @staticmethod
    def _row(number: int, row: OwnRow, name: int, blank: int) -> Line:
        item = row.bucket
        return (
            Span(f"{number} {row.bucket[0]}", "accent bold", item),
            Span(" ● " if row.running else "   ", "accent bold", item),
            cell(row.label, name, "bold", item),
            gap(blank, item),
            cell(_hours(row.today_s), 8, "" if row.today_s >= 60 else "dim", item, right=True),
            cell(_hours(row.week_s), 12, "" if row.week_s >= 60 else "dim", item, right=True),
        )


def _hours(seconds: int) -> str:
    return hm(seconds) if seconds >= 60 else "·"


class OwnPicker(ModalScreen[str | None]):
    """Returns the bucket that was picked, None when left by Esc.

    A digit or the first letter picks at once, so it must stand alone: ``alone`` says whether the key just pressed does.
    """

    DEFAULT_CSS = """
    OwnPicker { align: center top; background: $background 60%; }
    OwnPicker > Vertical {
        width: 58; max-width: 96%; height: auto; margin-top: 2; background: $background; border: round $accent; padding: 0;
    }
    OwnPicker #title { text-style: bold; color: $accent; margin: 0 2 1 2; height: auto; }
    OwnPicker #foot { color: $dim; margin: 1 2 0 2; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,O", "leave", "Leave", show=False),
        Binding("down,j,tab", "move('down')", show=False),
        Binding("up,k,shift+tab", "move('up')", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, inks: Inks, view: OwnView, alone: Callable[[], Awaitable[bool]]) -> None:
        super().__init__()
        self._inks = inks
        self._view = view
        self._alone = alone
        self._keys = {str(n): row.bucket for n, row in enumerate(view.rows, 1)}
        self._keys |= {row.bucket[0]: row.bucket for row in view.rows}

    def compose(self) -> ComposeResult:
        """Title, buckets, keys."""
        with Vertical():
            yield Static(Content("Own time, never a client's"), id="title")
            yield OwnList(self._inks, id="buckets")
            yield Static(Content("1-5 or a letter starts it   enter the selected"), id="foot")

    def on_mount(self) -> None:
        """Show the buckets, what runs selected."""
        buckets = self.query_one(OwnList)
        buckets.show(self._view)
        self.call_after_refresh(
            buckets.select,
            next((row.bucket for row in self._view.rows if row.running), self._view.rows[0].bucket),
        )

    def on_key(self, event: events.Key) -> None:
        """A digit or a letter picks its bucket."""
        bucket = self._keys.get(event.key)
        if bucket is not None:
            event.stop()
            self._pick(bucket)

    @work(exclusive=True)
    async def _pick(self, bucket: str) -> None:
        if await self._alone():
            self.dismiss(bucket)

    @on(LinesView.Chosen)
    def pick_clicked(self, event: LinesView.Chosen) -> None:
        """A click on the selected line picks it."""
        event.stop()
        self.dismiss(event.item)

    @on(LinesView.Moved)
    def stay(self, event: LinesView.Moved) -> None:
        """The selection is of the dialog alone."""
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves it."""
        if event.widget is self:
            self.dismiss(None)

    def action_choose(self) -> None:
        """Pick the selected bucket."""
        item = self.query_one(OwnList).item
        if item is not None:
            self._pick(item)

    def action_leave(self) -> None:
        """Leave without picking."""
        self.dismiss(None)

    def action_move(self, way: str) -> None:
        """Move the selection."""
        self.query_one(OwnList).action_move(way)

    def wear(self, inks: Inks) -> None:
        """Change the theme while the dialog is open."""
        self._inks = inks
        self.query_one(OwnList).wear(inks)
