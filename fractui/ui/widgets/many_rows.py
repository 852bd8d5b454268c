"""A table of very many rows, of which only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.columns import Column, chosen, head_line, row_line

R = TypeVar("R")
RIGHT = 2
"""Cells for the scroll bar and the gap before it."""


class ManyRows(ScrollView, Generic[R], can_focus=True):
    """Rows under a head that stays; the arrows, pages, home and end scroll."""

    DEFAULT_CSS = """
    ManyRows { background: $background; height: 1fr; overflow-x: hidden; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    """

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.inks = inks
        self.rows: Sequence[R] = ()
        self._columns: Sequence[Column[R]] = ()

    def show(self, rows: Sequence[R], columns: Sequence[Column[R]]) -> None:
        """Show these rows from the first one on."""
        self.rows, self._columns = rows, columns
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self.scroll_home(animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Another width has other columns."""
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The head, or a row in sight."""
        width = self.size.width
        fitting = chosen(self._columns, max(1, width - RIGHT))
        place = y + self.scroll_offset.y - 1
        line: Line = ()
        if y == 0:
            line = head_line(fitting)
        elif place < len(self.rows):
            line = row_line(fitting, self.rows[place], None)
        style = self.inks.style
        segments = [Segment(span.text, style(span.ink)) for span in line]
        return Strip(segments).adjust_cell_length(width, style(""))

    def wear(self, inks: Inks) -> None:
        """Change the theme."""
        self.inks = inks
        self.refresh()
