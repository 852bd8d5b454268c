"""The home pane: every client at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from fractui.services.views.portfolio import PortfolioView
from fractui.ui.actions import ACTIONS, Action, key_label
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.pace_lines import running_seconds
from fractui.ui.widgets.portfolio_lines import portfolio_lines


class PortfolioPane(LinesView[PortfolioView]):
    """Shows a ``PortfolioView``.

    Items are ``client:CODE``, ``practice`` and one for each attention line; what ``Chosen`` carries for the latter is where it leads:
    ``deliverable:CODE:ID``, ``client:CODE``, ``block:CODE:ID`` or ``practice``.
    """

    def __init__(self, inks: Inks, *, actions: Iterable[Action] = ACTIONS, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._keys = {action.id: key_label(action.keys[0]) for action in actions if action.keys}
        self._minute = 0

    def draw(self, view: PortfolioView, width: int) -> Sequence[Line]:
        """The pane's lines."""
        return portfolio_lines(view, width, self.now, self._keys)

    def show(self, view: PortfolioView) -> None:
        """Show the view; the selection begins on the first client."""
        if self.item is None and view.rows:
            self.item = f"client:{view.rows[0].code}"
        super().show(view)

    def tick(self, now: datetime) -> None:
        """Draw anew when a running timer has gone on to another minute."""
        super().tick(now)
        since = self.view.running.start if self.view and self.view.running else None
        minute = running_seconds(since, now) // 60
        if minute != self._minute:
            self._minute = minute
            self.redraw()

    @property
    def code(self) -> str | None:
        """The client of the selected line, None when it is nobody's."""
        parts = (self.item or "").split(":")
        return parts[1] or None if parts[0] in ("client", "attention") else None

    def action_choose(self) -> None:
        """Ask to open what the selected line leads to."""
        if self.item is not None:
            self.post_message(self.Chosen(self, leads_to(self.item)))


def leads_to(item: str) -> str:
    """Where an item of the Portfolio leads: attention lines to their target with its client's code in it, others to themselves."""
    if not item.startswith("attention:"):
        return item
    _, code, target = item.split("#")[0].split(":", 2)
    kind, _, rest = target.partition(":")
    if kind in ("deliverable", "block", "promise", "person") and ":" not in rest:
        return f"{kind}:{code}:{rest}"
    return target
