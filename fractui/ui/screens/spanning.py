"""How much the Calendar shows, and where: a day, a week or four weeks, all days or those that are worked, and a block among the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fractui.core.errors import Refused
from fractui.ui.loading import Shown
from fractui.ui.screens.asking import Asking


class Spanning(Asking):
    """Intents that show more, less or another part of the Calendar."""

    async def zoom(self, way: int) -> None:
        """Show more (1) or less (-1): a day, a week, four weeks; around what is selected."""
        from fractui.services.views.week import WEEK, ZOOMS
        from fractui.ui.widgets.calendar_pane import CalendarPane

        stage = self._desk.stage
        place = ZOOMS.index(stage.shown.zoom or WEEK) + way
        if not 0 <= place < len(ZOOMS):
            raise Refused("The Calendar shows a day, a week or four weeks.")
        pane = stage.pane
        day = pane.day if isinstance(pane, CalendarPane) else None
        zoom = "" if ZOOMS[place] == WEEK else ZOOMS[place]
        await stage.open(replace(stage.shown, zoom=zoom, day=self._shown(day or stage.shown.day)), keep=False)

    async def show_day(self, text: str) -> None:
        """Show one day by hours."""
        stage = self._desk.stage
        day = self._shown(date.fromisoformat(text))
        await stage.open(replace(stage.shown, zoom="day", day=day), keep=False)

    async def show_week(self, text: str) -> None:
        """Show the week of a day in the Calendar."""
        await self._desk.stage.open(Shown("calendar", day=self._shown(date.fromisoformat(text))))

    async def show_block(self, item: str) -> None:
        """Show a block's instance among the others of its week."""
        await self.show_week(item.rpartition(":")[2])
        self._desk.stage.pane.select(item)

    def _shown(self, day: date | None) -> date | None:
        return None if day == self.setting.today else day

    async def days(self) -> None:
        """Show all seven days of a week, or only those that are worked."""
        from fractui.ui.widgets.calendar_pane import CalendarPane

        pane = self._desk.stage.pane
        if isinstance(pane, CalendarPane):
            self._desk.tell(
                "All seven days." if pane.toggle_days() else "The days that are worked, or hold something."
            )
