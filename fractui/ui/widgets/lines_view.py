"""The widget under every pane: it draws lines, moves a selection over their items, and repaints only what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fractui.ui.actions import ACTIONS, first_keys
from fractui.ui.lines import EMPTY, Line, cells, difference, gap, to_width
from fractui.ui.theming import Inks
from fractui.ui.widgets.places import Place, distance, neighbour, overlap, places_of

V = TypeVar("V")
LEFT, RIGHT = 2, 1
"""The margins; the scroll bar's gutter makes the right one two cells wide as well."""
MANY = 12
"""More changed lines than these are repainted as one region, which costs less than as many."""


class LinesView(ScrollView, Generic[V], can_focus=True):
    """Draws a view of type ``V``; a subclass says how in ``draw``.

    The selection is an item's key. It stays on its item when the view changes, and moves to the nearest one when the item is
    gone. ``keys`` are the keys of the actions by id, for hints.
    """

    DEFAULT_CSS = """
    LinesView { background: $background; color: $foreground; height: 1fr; width: 1fr;
        overflow-x: hidden; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move('down')", show=False, id="list.down"),
        Binding("up,k", "move('up')", show=False, id="list.up"),
        Binding("left,h", "move('left')", show=False, id="list.left"),
        Binding("right,l", "move('right')", show=False, id="list.right"),
        Binding("pagedown,ctrl+d", "page(1)", show=False, id="list.page-down"),
        Binding("pageup,ctrl+u", "page(-1)", show=False, id="list.page-up"),
        Binding("home", "jump(0)", show=False, id="list.home"),
        Binding("end,G", "jump(-1)", show=False, id="list.end"),
        Binding("enter", "choose", show=False, id="list.open"),
    ]

    class Chosen(Message):
        """The user wants to open the item."""

        def __init__(self, view: LinesView[Any], item: str) -> None:
            super().__init__()
            self.view = view
            self.item = item

    class Moved(Message):
        """The selection is on another item, or on none."""

        def __init__(self, view: LinesView[Any], item: str | None) -> None:
            super().__init__()
            self.view = view
            self.item = item

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.inks = inks
        self.keys: Mapping[str, str] = first_keys(ACTIONS)
        self.view: V | None = None
        self.now: datetime | None = None
        self.item: str | None = None
        self._drawn_width = 0
        self._drawn_item: str | None = None
        self._lines: list[Line] = []
        self._places: dict[str, Place] = {}
        self._strips: dict[tuple[Line, str | None], Strip] = {}

    # -- what a subclass says ------------------------------------------------------------------

    def draw(self, view: V, width: int) -> Sequence[Line]:
        """The view as lines of at most ``width`` cells; pure but for ``self.now`` and ``self.item``."""
        raise NotImplementedError

    # -- views in ------------------------------------------------------------------------------

    def show(self, view: V) -> None:
        """Show the view; an equal one repaints nothing."""
        if view != self.view:
            self.view = view
            self.redraw()

    def begin_anew(self) -> None:
        """What is shown next is about somebody else: its first item is selected, not the one that happens to be where another's was."""
        self.item = None
        self._places = {}

    def foresee(self, view: V) -> None:
        """A view that may be shown next; a subclass that takes its time to draw does so now. Called from another thread."""

    def tick(self, now: datetime) -> None:
        """Time has passed; a subclass that shows running time redraws."""
        self.now = now

    def wear(self, inks: Inks) -> None:
        """Change the theme."""
        self.inks = inks
        self._strips.clear()
        self.refresh()

    @property
    def line_width(self) -> int:
        """Cells that ``draw`` may use."""
        return max(1, self._canvas_width - LEFT - RIGHT)

    @property
    def _canvas_width(self) -> int:
        """The widget's width; while it is not displayed, the width that it had."""
        return self.size.width or self._drawn_width

    def redraw(self) -> None:
        """Draw anew and repaint the lines that differ."""
        if self.view is None or not self._canvas_width:
            return
        width = self.line_width
        old = self._lines
        here = self._places.get(self.item or "")
        self._lines = [self._framed(line, width) for line in self.draw(self.view, width)]
        self._places = places_of(self._lines)
        self._keep_selection(here)
        if len(self._strips) > 2000:
            self._strips.clear()
        size = Size(self._canvas_width, len(self._lines))
        if size != self.virtual_size:
            self.virtual_size = size
        rows = range(max(len(old), len(self._lines)))
        changed = [row for row in rows if old[row : row + 1] != self._lines[row : row + 1]]
        drawn, self._drawn_item = self._drawn_item, self.item
        if len(changed) > MANY:
            self.refresh()
            return
        for row in changed:
            if row < min(len(old), len(self._lines)):
                self._repaint_difference(row, old[row])
            else:
                self.refresh_lines(row)
        if drawn != self.item:
            # What is selected now, or no longer, looks another way also where it says the same.
            self._repaint_items(drawn, self.item)

    def _repaint_difference(self, row: int, old: Line) -> None:
        """Repaint the columns in which a line differs from what it was."""
        left, right = difference(old, self._lines[row])
        self.refresh(Region(left, row - self.scroll_offset.y, right - left, 1))

    def _repaint_items(self, *items: str | None) -> None:
        for place in (self._places[item] for item in items if item in self._places):
            self.refresh_lines(place.top, place.bottom - place.top)

    def patch(self, top: int, lines: Sequence[Line]) -> None:
        """Put lines over those from ``top`` on, with the same items, and repaint only the columns that differ."""
        for row, line in enumerate(lines, top):
            if row >= len(self._lines):
                return
            old, new = self._lines[row], self._framed(line, self.line_width)
            if old != new:
                self._lines[row] = new
                self._repaint_difference(row, old)

    def _framed(self, line: Line, width: int) -> Line:
        return (gap(LEFT), *to_width(line, width), gap(RIGHT))

    def _keep_selection(self, here: Place | None = None) -> None:
        if self.item in self._places:
            return
        if not self._places:
            self.item = None
        else:
            near = here or Place(0, 0, 0, 10_000)
            self.item = min(self._places, key=lambda item: distance(self._places[item], near))
        self.post_message(self.Moved(self, self.item))

    @property
    def lines(self) -> tuple[Line, ...]:
        """What was last drawn."""
        return tuple(self._lines)

    # -- lines out -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from the lines that were drawn."""
        row = y + self.scroll_offset.y
        width = self.size.width
        line = self._lines[row] if row < len(self._lines) else EMPTY
        chosen = self.item if self.item and any(span.item == self.item for span in line) else None
        return self._strip(line, chosen, width)

    def _strip(self, line: Line, chosen: str | None, width: int) -> Strip:
        """A line as the screen wants it, made once."""
        key = (line, chosen)
        strip = self._strips.get(key)
        if strip is None or strip.cell_length != width:
            style = self.inks.style
            segments = (
                Segment(text, style(ink, selected=chosen is not None and item == chosen))
                for text, ink, item in line
            )
            strip = Strip(Segment.simplify(segments)).adjust_cell_length(width, style(""))
            self._strips[key] = strip
        return strip

    def on_resize(self) -> None:
        """A new width draws anew; a pane that is only shown again is as it was."""
        if self.size.width not in (0, self._drawn_width):
            self._drawn_width = self.size.width
            self._strips.clear()
            self.redraw()
            self.refresh()

    # -- the selection -------------------------------------------------------------------------

    def select(self, item: str | None) -> None:
        """Put the selection on the item, if it is drawn, and scroll it into sight."""
        if item == self.item or (item is not None and item not in self._places):
            return
        before, self.item = self.item, item
        self._drawn_item = item
        self._repaint_items(before, item)
        if item is not None:
            self._into_sight(self._places[item])
        self.post_message(self.Moved(self, item))

    def _into_sight(self, place: Place) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if place.top < top:
            goal = 0 if place.top <= 2 else place.top
        elif place.bottom > top + height:
            goal = place.bottom - height
        else:
            return
        self.scroll_to(y=goal, animate=False, immediate=True)

    def action_move(self, way: str) -> None:
        """Move the selection to the next item that way."""
        if self.item is None or self.item not in self._places:
            self._keep_selection()
            self.refresh()
            return
        goal = neighbour(self._places, self.item, way)
        if goal is not None:
            self.select(goal)
        elif way in ("up", "down"):
            self.scroll_relative(y=1 if way == "down" else -1, animate=False, immediate=True)

    def action_page(self, way: int) -> None:
        """Move the selection by a page."""
        if self.item not in self._places:
            return
        here = self._places[self.item]
        goal = here.top + way * max(1, self.size.height - 2)
        column = {item: place for item, place in self._places.items() if overlap(place, here)}
        self.select(min(column, key=lambda item: abs(column[item].top - goal)))

    def action_jump(self, end: int) -> None:
        """Move the selection to the first (0) or last (-1) item of its column."""
        if self.item not in self._places:
            return
        here = self._places[self.item]
        column = sorted((place.top, item) for item, place in self._places.items() if overlap(place, here))
        self.select(column[end][1])

    def action_choose(self) -> None:
        """Ask to open the selected item."""
        if self.item is not None:
            self.post_message(self.Chosen(self, self.item))

    def item_at(self, x: int, y: int) -> str | None:
        """The item drawn at a cell of the widget."""
        row = y + self.scroll_offset.y
        if not 0 <= row < len(self._lines):
            return None
        column = 0
        for span in self._lines[row]:
            column += cells(span.text)
            if x < column:
                return span.item
        return None

    def on_click(self, event: events.Click) -> None:
        """A click selects, a second one on the same item opens."""
        item = self.item_at(event.x, event.y)
        if item is None:
            return
        if item == self.item and event.chain > 1:
            self.action_choose()
        else:
            self.select(item)

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Repaint lines of the content, wherever it is scrolled to."""
        self.refresh(Region(0, y_start - self.scroll_offset.y, self.size.width, line_count))
