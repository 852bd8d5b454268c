"""The Time pane: what runs, the day as a strip, its entries and gaps, and the week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.geometry import Offset

from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_strip import NOBODY, strip_of
from fractui.ui.widgets.entry_lines import Aside, Columns, columns_of, item_of
from fractui.ui.widgets.lines_view import LEFT, LinesView
from fractui.ui.widgets.time_lines import STRIP_TOP, TIMER_TOP, entries_width, time_lines, timer_lines


class TimePane(LinesView[DayView]):
    """Shows a ``DayView``. Items are ``entry:ID``, ``gap:START:END`` (``entry_lines.gap_of`` reads it) and, in the week, ``client:CODE``.

    A second repaints the digits that change; all else is drawn anew when a minute of it has passed.
    """

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._runs: RunningView | None = None
        self._minutes: tuple[int, int] = (0, 0)
        self._edited: str | None = None
        self._free = 0
        self.when_drawn: Callable[[], None] | None = None

    def show(self, view: DayView) -> None:
        """Show the view. Of another day the row at the same height is selected beforehand, so that it is drawn once."""
        if self.view is not None and self.item is not None and self.item.startswith(("entry:", "gap:")):
            old, new = ([item_of(row) for row in each.rows] for each in (self.view, view))
            if new and self.item in old and self.item not in new:
                self.item = new[min(old.index(self.item), len(new) - 1)]
                self.post_message(self.Moved(self, self.item))
        super().show(view)

    def show_running(self, running: RunningView | None) -> None:
        """Show what runs, or that nothing does."""
        if running != self._runs:
            self._runs = running
            self.redraw()

    def tick(self, now: datetime) -> None:
        """Show the time: the digits each second, lengths and the mark of now each minute."""
        super().tick(now)
        if self._minutes != self._minutes_of(now):
            self.redraw()
        elif self._runs is not None and self.view is not None and self._lines:
            self.patch(TIMER_TOP, timer_lines(self.view, self.line_width, self._aside(now)))

    def _minutes_of(self, now: datetime) -> tuple[int, int]:
        """The minute of the clock and of the running entry: when one changes, more than digits does."""
        seconds = int(now.timestamp())
        since = int(self._runs.start.timestamp()) if self._runs else seconds
        return seconds // 60, (seconds - since) // 60

    def _aside(self, now: datetime) -> Aside:
        return Aside(now, self.keys, self._runs, self.item, self._edited, self._free)

    def draw(self, view: DayView, width: int) -> Sequence[Line]:
        """The pane as of now."""
        now = self.now or view.day_start
        self._minutes = self._minutes_of(now)
        return time_lines(view, width, self._aside(now))

    def redraw(self) -> None:
        """Draw anew; once more when that put the selection on another item, which the strip marks."""
        item = self.item
        super().redraw()
        if self.item != item:
            super().redraw()
        if self.when_drawn is not None:
            self.when_drawn()

    def on_resize(self) -> None:
        """Another size, or another place: whoever stands over a row follows it."""
        super().on_resize()
        if self.when_drawn is not None:
            self.call_after_refresh(self.when_drawn)

    # -- editing a row where it stands -----------------------------------------------------------

    def entry(self, item: str | None) -> EntryRow | None:
        """The entry with this item's key, None for a gap or anything else."""
        rows = self.view.rows if self.view is not None else ()
        return next((row for row in rows if not row.gap and item_of(row) == item), None)

    @property
    def columns(self) -> tuple[int, Columns]:
        """The width of the entries and their columns; 0 before anything is shown."""
        if self.view is None:
            return 0, Columns(0, 0, 0, 0)
        width = entries_width(self.view, self.line_width, self._aside(self.now or self.view.day_start))
        return width, columns_of(self.view, width)

    def open_up(self, item: str | None, lines: int = 0) -> None:
        """Leave so many lines free at an entry's row, and bring them into sight; None closes the gap again."""
        self._edited, self._free = item, lines
        self.redraw()
        if item in self._places:
            place = self._places[item]
            self._into_sight(place._replace(bottom=place.top + lines))

    def row_at(self, item: str) -> Offset | None:
        """Where on the screen the entry's row begins, None while it is not drawn or out of sight."""
        place = self._places.get(item)
        if place is None:
            return None
        x, y, _, height = self.content_region
        down = place.top - int(self.scroll_offset.y)
        return Offset(x + LEFT, y + down) if 0 <= down < height else None

    def select(self, item: str | None) -> None:
        """Select the item and mark it in the strip."""
        before = self.item
        super().select(item)
        if self.item != before:
            self.redraw()

    def item_at(self, x: int, y: int) -> str | None:
        """The item at a cell; in the strip it is the entry or gap that is drawn there."""
        line = y + self.scroll_offset.y - STRIP_TOP
        if self.view is None or line not in (1, 2):
            return super().item_at(x, y)
        strip = strip_of(self.view, self.line_width, self.now or self.view.day_start)
        row = strip.row_at(x - LEFT)
        return None if row == NOBODY else item_of(self.view.rows[row])
