"""The home pane: every client at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fractui.services.views.portfolio import PortfolioView
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.pace_lines import running_seconds
from fractui.ui.widgets.portfolio_lines import portfolio_lines
from fractui.ui.widgets.practice_lines import MORE, PREPARE


class PortfolioPane(LinesView[PortfolioView]):
    """Shows a ``PortfolioView``.

    Items are ``client:CODE`` and one for each attention line: what it leads to, sometimes with a tail that tells it from others of the
    same target. What ``Chosen`` carries has no tail: ``client:CODE``, ``deliverable:CODE:ID``, ``prepare:CODE:ID``, ``practice``;
    ``today:plan`` is the line of the plan of the day.
    """

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._minutes = (0, 0)
        self._whole = False

    def draw(self, view: PortfolioView, width: int) -> Sequence[Line]:
        """The pane's lines."""
        return portfolio_lines(view, width, self.now, self.keys, whole=self._whole)

    def show(self, view: PortfolioView) -> None:
        """Show the view; the selection begins on the first client."""
        if self.item is None and view.rows:
            self.item = f"client:{view.rows[0].code}"
        super().show(view)

    def tick(self, now: datetime) -> None:
        """Draw anew when a running timer, or what is left of a block, has gone on to another minute."""
        super().tick(now)
        if self.view is None:
            return
        since = self.view.running.start if self.view.running else None
        clock = int(now.timestamp()) // 60 if self.view.now_and_next.counts_down else 0
        minutes = (running_seconds(since, now) // 60, clock)
        if minutes != self._minutes:
            self._minutes = minutes
            self.redraw()

    def action_choose(self) -> None:
        """Ask to open what the selected line leads to; the last line of attention shows the rest of it, or hides it again."""
        if self.item == MORE:
            self._whole = not self._whole
            self.redraw()
        elif self.item is not None:
            known = self.item.partition(":attention")[0]
            if self.item.endswith(PREPARE):
                known = known.replace("deliverable:", "prepare:", 1)
            self.post_message(self.Chosen(self, known))
