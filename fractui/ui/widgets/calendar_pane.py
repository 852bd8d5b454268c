"""The Calendar: days by hours with what is planned, tracked and due, four weeks' load, and what the last export wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from textual import events

from fractui.services.views.agenda import AgendaItem, ExportedFile
from fractui.services.views.week import DAY, MONTH, WEEK, WeekView
from fractui.ui.lines import EMPTY, Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.agenda_lines import calendar_lines, exported_lines, item_of
from fractui.ui.widgets.dragging import Drag, drag_from, dragged
from fractui.ui.widgets.lines_view import LEFT, LinesView
from fractui.ui.widgets.month_lines import day_key, month_lines
from fractui.ui.widgets.week_columns import Looks
from fractui.ui.widgets.week_grid import slot_key, slot_of
from fractui.ui.widgets.week_lines import DETAIL, detail_line, grid_head, grid_of, lines_below, week_lines

GRID = 100
"""From so many cells on a week is drawn by hours; below, as an agenda."""
KEPT = 8
"""So many views are kept as they were drawn: the one that is shown, and those that a key may ask for."""


class CalendarPane(LinesView[WeekView]):
    """Shows a ``WeekView`` (rows 000-30, 003-13).

    Items are ``block:CODE:ID:ORIGINAL-DATE``, ``deliverable:CODE:ID``, ``free:DAYTTIME`` for a free half hour and ``day:DATE`` in
    four weeks. What ``Chosen`` carries may also be what the mouse drew: ``placed:ITEM@START@MINUTES`` for a block that was
    dragged, ``new:START@MINUTES`` for a stretch drawn over free time; both on the user's wall clock.
    """

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._exported: tuple[ExportedFile, ...] = ()
        self._whole = False
        self._height = 0
        self._minute = 0
        self._drag: Drag | None = None
        self._kept: list[tuple[WeekView, int, Looks, list[Line]]] = []
        self._begin_at: date | None = None

    # -- what is selected ------------------------------------------------------------------------

    @property
    def instance(self) -> AgendaItem | None:
        """The block's instance or due date that is selected."""
        if self.view is None:
            return None
        items = (item for day in self.view.agenda.days for item in day.items)
        return next((item for item in items if item_of(item) == self.item), None)

    @property
    def slot(self) -> datetime | None:
        """When the free half hour that is selected begins, on the user's wall clock."""
        return slot_of(self.item or "")

    @property
    def day(self) -> date | None:
        """The day of what is selected."""
        slot, item = self.slot, self.instance
        if slot is not None:
            return slot.date()
        if item is not None and self.view is not None:
            # What is late stands on today, whenever it was due.
            days = self.view.agenda.days
            return next((each.day for each in days if item in each.items), item.on)
        kind, _, rest = (self.item or "").partition(":")
        return date.fromisoformat(rest) if kind == "day" else None

    # -- views in --------------------------------------------------------------------------------

    def show(self, view: WeekView) -> None:
        """Show the view; the first time, and after another zoom, what is on now or next is selected."""
        before = self.view
        other = before is None or (before.zoom, before.agenda.start) != (view.zoom, view.agenda.start)
        if other and before is not None:
            self._exported = ()
        if before is None or before.zoom != view.zoom:
            self._begin_at = self.day or view.agenda.today
        super().show(view)
        if other and self.is_mounted and self.item in self._places:
            self.call_after_refresh(self._show_item)

    def _show_item(self) -> None:
        if self.item in self._places:
            self._into_sight(self._places[self.item])

    def _beginning(self, view: WeekView, about: date) -> str | None:
        """What is selected at first: something of the day ``about``, else what is on today or comes next."""
        days = view.agenda.days
        about = about if any(each.day == about for each in days) else view.agenda.today
        if view.zoom == MONTH:
            return day_key(about if days and days[0].day <= about <= days[-1].day else view.agenda.start)
        for each in days:
            for item in each.items:
                ends = item.end is not None and (self.now is None or item.end > self.now)
                if each.day >= about and ends:
                    return item_of(item)
        if not _by_hours(view, self.line_width):
            items = [(each.day, item) for each in days for item in each.items]
            near = next((item for day, item in items if day >= about), items[-1][1] if items else None)
            return item_of(near) if near is not None else None
        day = about if any(each.day == about for each in days) else view.agenda.start
        return slot_key(day, view.work_from.hour * 60)

    def show_exported(self, exported: tuple[ExportedFile, ...]) -> None:
        """Show what was written, until other days are shown."""
        self._exported = exported
        self.redraw()
        if self.is_mounted:
            self.scroll_home(animate=False, immediate=True)

    def toggle_days(self) -> bool:
        """Show all seven days of a week, or only those that are worked or hold something; whether it is all now."""
        self._whole = not self._whole
        self.redraw()
        return self._whole

    # -- lines out -------------------------------------------------------------------------------

    def draw(self, view: WeekView, width: int) -> Sequence[Line]:
        """Days by hours, four weeks, or the agenda where there is no room for a week."""
        if view.zoom == MONTH:
            files = exported_lines(self._exported, width)
            return [grid_head(view, width, None), EMPTY, *files, *month_lines(view.load, width)]
        if not _by_hours(view, width):
            return calendar_lines(view.agenda, width, self._exported, self.keys)
        looks = self._looks()
        if self._drag is not None and self._drag.moved:
            return week_lines(dragged(view, self._drag), width, looks)
        return [grid_head(view, width, looks.now), detail_line(view, width, looks), *self._below(view, width)]

    def foresee(self, view: WeekView) -> None:
        """Draw the hours of a view that a key may ask for next."""
        canvas, width = self._canvas_width, self.line_width
        if canvas and _by_hours(view, width):
            for line in self._below(view, width):
                self._strip(self._framed(line, width), None, canvas)

    def _below(self, view: WeekView, width: int) -> list[Line]:
        """The hours of a view, drawn once for as long as nothing else about them changes."""
        looks = replace(self._looks(), item=None)
        kept = self._kept
        for old in kept:
            if old[0] is view and old[1:3] == (width, looks):
                return old[3]
        lines = lines_below(view, width, looks)
        self._kept = [(view, width, looks, lines), *kept[: KEPT - 1]]
        return lines

    def _looks(self) -> Looks:
        """How the hours look now, to the minute."""
        now = self.now.replace(second=0, microsecond=0) if self.now is not None else None
        return Looks(self._height or 24, now, self.keys, self.item, self._exported, whole=self._whole)

    @property
    def by_hours(self) -> bool:
        """Whether the days are drawn by hours."""
        return self.view is not None and _by_hours(self.view, self.line_width)

    def redraw(self) -> None:
        """Draw anew; when that put the selection on another item, the second line speaks of it."""
        item, begin_at = self.item, self._begin_at
        self._height = self.size.height or self._height
        # What there is to select depends on the width, which a pane that was not displayed yet does not know.
        if begin_at is not None and self.view is not None and self._canvas_width:
            self._begin_at = None
            self.item = self._beginning(self.view, begin_at)
        super().redraw()
        if self.item != item:
            self._tell_item()
        if self._begin_at is None and begin_at is not None and self.is_mounted:
            self.post_message(self.Moved(self, self.item))
            self.call_after_refresh(self._show_item)

    def select(self, item: str | None) -> None:
        """Select the item, and speak of it in the second line."""
        before = self.item
        super().select(item)
        if self.item != before:
            self._tell_item()

    def _tell_item(self) -> None:
        """Only the second line says what is selected: the hours stay as they are."""
        if self.view is not None and self.by_hours and self.lines:
            self.patch(DETAIL, [detail_line(self.view, self.line_width, self._looks())])

    def tick(self, now: datetime) -> None:
        """Show the time: the mark of now each minute."""
        super().tick(now)
        minute = int(now.timestamp()) // 60
        if self.view is not None and self.by_hours and self._minute != minute:
            self._minute = minute
            self.redraw()

    def on_resize(self) -> None:
        """Another height has other rows."""
        super().on_resize()
        if self.size.height not in (0, self._height):
            self.redraw()
            self.refresh()

    # -- the mouse -------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A block or free time is taken hold of."""
        if self.view is None or not self.by_hours or event.button != 1:
            return
        grid = grid_of(self.view, self.line_width, self._looks())
        at = grid.at(event.x - LEFT, event.y + int(self.scroll_offset.y))
        item = self.item_at(event.x, event.y)
        if at is None or item is None or not item.startswith(("block:", "free:")):
            return
        self._drag = drag_from(self.view, item, at, grid.scale.step, low=self._is_low(item, event.y))
        if self._drag is not None:
            self.capture_mouse()

    def _is_low(self, item: str, y: int) -> bool:
        """Whether the pointer is on the last of several lines of an item."""
        place = self._places.get(item)
        return (
            place is not None
            and place.bottom - place.top > 1
            and y + int(self.scroll_offset.y) == place.bottom - 1
        )

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What is held follows the pointer."""
        if self._drag is None or self.view is None:
            return
        grid = grid_of(self.view, self.line_width, self._looks())
        at = grid.at(event.x - LEFT, event.y + int(self.scroll_offset.y))
        if at is not None and self._drag.to(at):
            self.redraw()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """What was held is let go: its new place is asked for."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        self.release_mouse()
        if drag.moved:
            event.stop()
            self.redraw()
            self.post_message(self.Chosen(self, drag.wanted))


def _by_hours(view: WeekView, width: int) -> bool:
    """Whether a view's days are drawn by hours in so many cells."""
    return view.zoom == DAY or (view.zoom == WEEK and width >= GRID)
