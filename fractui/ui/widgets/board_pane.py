"""The Board: what is owed to all clients or one, as columns of cards or as an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import events
from textual.message import Message

from fractui.services.views.board import FILTERS, BoardView, Card
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.board_cards import item_of
from fractui.ui.widgets.board_lines import Drawn, Lift, agenda_lines, board_lines, column_at
from fractui.ui.widgets.lines_view import LEFT, LinesView

MOST_DRAWN = 4000
"""So many drawn cards are kept: some states of the largest board."""

Mode = Literal["columns", "agenda"]


class BoardPane(LinesView[BoardView]):
    """Shows a ``BoardView`` (rows 003-13, -14, -24). Items are ``deliverable:CODE:ID``; a card can be dragged to another column."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Dropped(Message):
        """A card was dragged to the column with ``status``."""

        def __init__(self, card: Card, status: str) -> None:
            super().__init__()
            self.card = card
            self.status = status

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._mode: Mode = "columns"
        self._shown = "all"
        self._held: Card | None = None
        self._lift: Lift | None = None
        self._dragged = False
        self._drawn: Drawn = {}

    @property
    def mode(self) -> Mode:
        """``columns`` or ``agenda``."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode != self._mode:
            self._mode = mode
            self._let_go()
            self.redraw()
            self._follow()

    @property
    def shown(self) -> str:
        """What the board is narrowed to, one of ``FILTERS``."""
        return self._shown

    @shown.setter
    def shown(self, shown: str) -> None:
        if shown != self._shown and shown in FILTERS:
            self._shown = shown
            self._let_go()
            self.redraw()
            self._follow()

    @property
    def card(self) -> Card | None:
        """The card that is selected."""
        if self.view is None or self.item is None:
            return None
        return self.view.card(self.item.rpartition(":")[2])

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
        """The board in its mode, narrowed by its filter."""
        shown = view.only(self._shown)
        if self._mode == "agenda":
            return agenda_lines(shown, width, self.keys)
        if len(self._drawn) > MOST_DRAWN:
            self._drawn.clear()
        return board_lines(shown, width, self.keys, self._lift, self._drawn)

    # -- dragging ------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The left button holds a card."""
        self._dragged = False
        if self._lift is not None:  # the button was let go where no terminal could tell
            self._let_go()
            self.redraw()
        item = self.item_at(event.x, event.y)
        if event.button == 1 and self._mode == "columns" and item is not None and self.view is not None:
            self._held = self.view.card(item.rpartition(":")[2])

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A held card hangs over the column under the mouse, and over its own when the mouse left the board."""
        if self._held is None or self.view is None:
            return
        inside = 0 <= event.y < self.size.height
        over = column_at(self.view, event.x - LEFT, self.line_width) if inside else self._held.status
        if self._lift is None:
            if over == self._held.status:
                return
            self.capture_mouse()
            self.select(item_of(self._held))
        if self._lift is None or over != self._lift.over:
            self._lift = Lift(self._held, over)
            self.redraw()

    def on_mouse_up(self) -> None:
        """Letting go over another column asks for the move."""
        lift = self._lift
        self._let_go()
        if lift is None:
            return
        self._dragged = True
        self.redraw()
        if lift.over != lift.card.status:
            self.post_message(self.Dropped(lift.card, lift.over))

    def on_click(self, event: events.Click) -> None:
        """The click that ends a drag selects nothing else."""
        if self._dragged:
            self._dragged = False
            event.prevent_default()

    def _let_go(self) -> None:
        if self._lift is not None:
            self.release_mouse()
        self._held = self._lift = None
