"""One client's workspace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fractui.services.views.workspace import WorkspaceView
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.pace_lines import running_seconds
from fractui.ui.widgets.workspace_lines import workspace_lines
from fractui.ui.widgets.workspace_records import CHECKLIST

COMMANDS = {
    "agreement": "command:client.edit",
    "notes": "command:client.notes",
}
"""What Enter does on lines that have no dialog of their own."""


class WorkspacePane(LinesView[WorkspaceView]):
    """Shows a ``WorkspaceView``; switching the client swaps the view.

    Items are ``leftoff:CODE``, ``plan:CODE``, ``priority:CODE:ID``, ``promise:CODE:ID``, ``person:CODE:ID``, ``deliverable:CODE:ID``,
    ``block:CODE:ID:DAY``, ``access:CODE:ID``, ``todo:CODE:ID``, ``decision:CODE:ID``, ``entry:ID``, ``agreement:CODE`` and
    ``notes:CODE``; for the lines without a dialog of their own ``Chosen`` carries the command that changes them. ``checklist:CODE``
    shows the rest of a checklist, or hides it again.
    """

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self._minutes = (0, 0)
        self._whole = ""

    def draw(self, view: WorkspaceView, width: int) -> Sequence[Line]:
        """The pane's lines."""
        return workspace_lines(view, width, self.now, self.keys, whole=self._whole == view.code)

    def tick(self, now: datetime) -> None:
        """Draw anew when the running time, the clock there or what is left of a block has gone on to another minute."""
        super().tick(now)
        if self.view is None:
            return
        running = running_seconds(self.view.running_since, now) // 60
        tells_time = self.view.local_time_differs or self.view.now_and_next.counts_down
        clock = int(now.timestamp()) // 60 if tells_time else 0
        if (running, clock) != self._minutes:
            self._minutes = (running, clock)
            self.redraw()

    def action_choose(self) -> None:
        """Ask to open the selected item, or to run the command that changes it; of a checklist show the rest, or hide it."""
        if self.item is None:
            return
        kind, _, code = self.item.partition(":")
        if kind == CHECKLIST:
            self._whole = "" if self._whole == code else code
            self.redraw()
        else:
            self.post_message(self.Chosen(self, COMMANDS.get(kind, self.item)))
