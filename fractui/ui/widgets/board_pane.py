"""The Board: what is owed to all clients or one, as columns of cards or as an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from fractui.services.views.board import BoardView, Card
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.board_lines import agenda_lines, board_lines, item_of
from fractui.ui.widgets.lines_view import LinesView

Mode = Literal["columns", "agenda"]


class BoardPane(LinesView[BoardView]):
    """Shows a ``BoardView`` (rows 003-13, -14, -24). Items are ``deliverable:CODE:ID``."""

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._mode: Mode = "columns"

    @property
    def mode(self) -> Mode:
        """``columns`` or ``agenda``."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode != self._mode:
            self._mode = mode
            self.redraw()
            self._follow()

    @property
    def card(self) -> Card | None:
        """The card that is selected."""
        if self.view is None:
            return None
        cards = (card for column in self.view.columns for card in column.cards)
        return next((card for card in cards if item_of(card) == self.item), None)

    def show(self, view: BoardView) -> None:
        """Show the view; the selection goes with its card when that has moved to another column."""
        before = self.card
        super().show(view)
        if before is not None and self.card is not None and self.card.status != before.status:
            self._follow()

    def _follow(self) -> None:
        if self.item in self._places:
            self._into_sight(self._places[self.item])

    def draw(self, view: BoardView, width: int) -> Sequence[Line]:
        """The board in its mode."""
        lines = agenda_lines if self._mode == "agenda" else board_lines
        return lines(view, width, self.keys)
