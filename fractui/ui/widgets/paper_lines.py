"""Lines that were made elsewhere: what a dialog says about what is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.ui.lines import Line
from fractui.ui.widgets.lines_view import LinesView


class PaperLines(LinesView[tuple[Line, ...]], can_focus=False):
    """Shows lines as they are, within the margins that every pane has."""

    DEFAULT_CSS = "PaperLines { scrollbar-gutter: auto; overflow-y: hidden; }"

    def draw(self, view: tuple[Line, ...], width: int) -> Sequence[Line]:  # noqa: ARG002 - they were made for it
        """The lines as they are."""
        return view
