"""The Calendar: planned blocks and due dates by day, and what the last export wrote."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.services.views.agenda import AgendaItem, AgendaView, ExportedFile
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.agenda_lines import calendar_lines, item_of
from fractui.ui.widgets.lines_view import LinesView


class CalendarPane(LinesView[AgendaView]):
    """Shows an ``AgendaView`` (rows 000-30, 003-13). Items are ``block:CODE:ID:ORIGINAL-DATE`` and ``deliverable:CODE:ID``."""

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._exported: tuple[ExportedFile, ...] = ()

    @property
    def instance(self) -> AgendaItem | None:
        """The block's instance or due date that is selected."""
        if self.view is None:
            return None
        items = (item for day in self.view.days for item in day.items)
        return next((item for item in items if item_of(item) == self.item), None)

    def show_exported(self, exported: tuple[ExportedFile, ...]) -> None:
        """Show what was written, until the next export; below 110 cells it stands over the agenda, so that is scrolled to."""
        self._exported = exported
        self.redraw()
        if self.is_mounted:
            self.scroll_home(animate=False, immediate=True)

    def draw(self, view: AgendaView, width: int) -> Sequence[Line]:
        """The agenda, and beside it planned hours and exported files."""
        return calendar_lines(view, width, self._exported, self.keys)
