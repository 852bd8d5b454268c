"""What tests of panes need: a palette, and a pane that remembers what it asked to have painted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from textual.geometry import Region
from textual.widget import Widget

from fractui.ui.actions import ACTIONS, first_keys
from fractui.ui.lines import Line
from fractui.ui.theming import Inks, read_palette

KEYS = first_keys(ACTIONS)
"""The keys of all actions, for hints."""


def dusk() -> Inks:
    """The inks of the dark theme."""
    return Inks(read_palette(Path(__file__).parents[2] / "themes" / "dusk.toml"))


def text_of(line: Line) -> str:
    """The line's text without its looks."""
    return "".join(span.text for span in line)


def all_text(lines: list[Line]) -> str:
    """The text of lines."""
    return "\n".join(map(text_of, lines))


if TYPE_CHECKING:
    Painted = Widget
else:
    Painted = object  # Textual takes a widget's looks from its first base that is one: that must be the pane


class Watched(Painted):
    """Goes before a pane among the bases: ``painted`` are the regions to be painted, None for all of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.painted: list[Region | None] = []
        super().__init__(*args, **kwargs)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Note it and do it."""
        self.painted += regions or [None]
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def painted_lines(self) -> set[int]:
        """The lines to be painted, -1 for all of them."""
        lines: set[int] = set()
        for region in self.painted:
            lines |= {-1} if region is None else set(range(region.y, region.bottom))
        return lines
