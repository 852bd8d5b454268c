"""A document beside the template that it was written from, to be read and left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.text import safe
from fractui.services.views.library import TemplateDiff
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.difference_lines import difference_lines
from fractui.ui.widgets.lines_view import LinesView


class DifferenceLines(LinesView[TemplateDiff]):
    """What differs; there is nothing to select, so that the keys scroll."""

    def draw(self, view: TemplateDiff, width: int) -> Sequence[Line]:
        """The lines that differ, and what became of the template."""
        return difference_lines(view, width)

    def action_move(self, way: str) -> None:
        """A line up or down."""
        self._scroll({"up": -1, "down": 1}.get(way, 0))

    def action_page(self, way: int) -> None:
        """A page up or down, with two lines of the last one still in sight."""
        self._scroll(way * max(1, self.size.height - 2))

    def action_jump(self, end: int) -> None:
        """To the beginning or the end."""
        self._scroll(-self.virtual_size.height if end == 0 else self.virtual_size.height)

    def _scroll(self, lines: int) -> None:
        self.scroll_relative(y=lines, animate=False, immediate=True)


class DifferenceReader(Dialog[None]):
    """Shows how a document differs from its template, until it is left."""

    BESIDE = True
    DEFAULT_CSS = """
    DifferenceReader { align: center middle; background: $background 60%; }
    DifferenceReader > #difference {
        width: 120; max-width: 96%; height: 94%; background: $background; border: round $accent; padding: 0;
    }
    DifferenceReader #title { text-style: bold; color: $accent; padding: 0 2; height: auto; }
    DifferenceReader #name { color: $dim; padding: 0 2; height: auto; margin-bottom: 1; }
    DifferenceReader #foot { color: $dim; padding: 0 2; height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("space", "leaf(1)", show=False),
        Binding("backspace", "leaf(-1)", show=False),
    ]

    def __init__(self, inks: Inks, view: TemplateDiff) -> None:
        super().__init__()
        self._inks = inks
        self._view = view

    def compose(self) -> ComposeResult:
        """Whose document it is, what differs, the keys."""
        view = self._view
        with Vertical(id="difference"):
            yield Static(
                Content(safe(f"{view.code}: “{view.title}” v{view.version} beside its template")), id="title"
            )
            yield Static(Content(safe(view.name)), id="name")
            yield DifferenceLines(self._inks)
            yield Static(
                Content("- the template's   + the document's own   space leaf   esc leave"), id="foot"
            )

    def on_mount(self) -> None:
        """Show it from its beginning."""
        lines = self.query_one(DifferenceLines)
        lines.show(self._view)
        lines.focus()

    def action_leaf(self, way: int) -> None:
        """Leaf on, or back."""
        self.query_one(DifferenceLines).action_page(way)

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)
