"""Own time: the five buckets with their sums; a digit or a letter starts one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from fractui.core.wording import hm
from fractui.services.views.own import OwnRow, OwnView
from fractui.ui.dialogs.letters import OneKeyPicker
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


class OwnPicker(OneKeyPicker):
    """Returns the bucket that was picked, None when left by Esc.

    A digit or the first letter picks at once, so it must stand alone: ``alone`` says whether the key just pressed does.
    """

    DEFAULT_CSS = "OwnPicker > Vertical { width: 58; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("O", "leave", show=False),
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
    ]

    def __init__(self, inks: Inks, view: OwnView, alone: Callable[[], Awaitable[bool]]) -> None:
        buckets = OwnList(inks, id="buckets")
        buckets.view = view
        keys = {str(n): row.bucket for n, row in enumerate(view.rows, 1)}
        super().__init__(
            "Own time, never a client's",
            "1-5 or a letter starts it   enter the selected",
            buckets,
            keys | {row.bucket[0]: row.bucket for row in view.rows},
            next((row.bucket for row in view.rows if row.running), view.rows[0].bucket),
            alone,
        )
