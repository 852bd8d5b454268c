"""A widget of one line that repaints only the spans that differ."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from fractui.ui.lines import EMPTY, Line
from fractui.ui.theming import Inks


class LineWidget(Widget):
    """Draws one line; a subclass says which in ``line`` and calls ``redraw`` when something has changed."""

    DEFAULT_CSS = "LineWidget { height: 1; width: 1fr; background: $background; }"

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.inks = inks
        self._line: Line = EMPTY

    def line(self, width: int) -> Line:
        """The line in exactly ``width`` cells; pure but for the widget's own state."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw anew and repaint the spans that differ: all of them when the line's layout has changed."""
        if not self.size.width:
            return
        old, self._line = self._line, self.line(self.size.width)
        if old == self._line:
            return
        regions: list[Region] = []
        column = 0
        for before, after in zip(old, self._line, strict=False):
            cells = cell_len(after.text)
            if cell_len(before.text) != cells:
                regions = []
                break
            if before != after:
                regions.append(Region(column, 0, cells, 1))
            column += cells
        self.refresh(*(regions if len(old) == len(self._line) else ()))

    def wear(self, inks: Inks) -> None:
        """Change the theme."""
        self.inks = inks
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line as it was last drawn."""
        style = self.inks.style
        if y:
            return Strip.blank(self.size.width, style(""))
        segments = [Segment(text, style(ink, selected="here" in ink)) for text, ink, _item in self._line]
        return Strip(segments).adjust_cell_length(self.size.width, style(""))

    def item_at(self, x: int) -> str | None:
        """The item drawn at a cell of the line."""
        column = 0
        for span in self._line:
            column += cell_len(span.text)
            if x < column:
                return span.item
        return None

    def on_resize(self) -> None:
        """A new width draws anew."""
        self._line = EMPTY
        self.redraw()
