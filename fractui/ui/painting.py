"""What is written when a part of the picture changes: that part, and nothing that stands before it on its line."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate
from textual.screen import Screen
from textual.strip import Strip

from fractui.ui.leaving import LeavingApp


class ExactUpdate(ChopsUpdate):
    """Changed spans of the screen's lines, each written from its first cell on.

    The framework's own update writes each from the left edge of its widget on: a clock at the right end of a line costs the whole line.
    """

    @classmethod
    def of(cls, update: ChopsUpdate) -> ExactUpdate:
        """The same update, exactly."""
        return cls(update.chops, update.spans, update.chop_ends)

    def render_segments(self, console: Console) -> str:
        """The spans as they are written."""
        written: list[str] = []
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and x < last and end > first:
                    left = first if first > x and _is_between(strip, first - x) else x
                    part = strip.crop(left - x, min(end, last) - x)
                    written += (Control.move_to(left, y).segment.text, part.render(console))
        return "".join(written)


def _is_between(strip: Strip, column: int) -> bool:
    """Whether a column lies between two characters, as far as can be told at a glance: wide ones and marks before it leave it open."""
    before = strip.text[:column]
    return before.isascii() or all(cell_len(each) == 1 for each in before)


class PaintingApp(LeavingApp):
    """An application that writes what has changed and nothing beside it."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        exact = ExactUpdate.of(renderable) if isinstance(renderable, ChopsUpdate) else renderable
        super()._display(screen, exact)
