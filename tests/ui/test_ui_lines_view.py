"""A pane repaints the columns that differ, and a line whose selection changes from end to end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.geometry import Region

from fractui.ui.lines import Line, Span, cell
from fractui.ui.widgets.lines_view import LEFT, LinesView
from tests.ui.watching import Watched, dusk

Rows = tuple[tuple[str, str], ...]


class Words(LinesView[Rows]):
    """A line of two words for each row; the first word is its item."""

    def draw(self, view: Rows, width: int) -> Sequence[Line]:
        """The lines."""
        return [(cell(name, 10, item=name), Span(word, item=name)) for name, word in view]


class WatchedWords(Watched, Words, can_focus=True):
    """A pane that remembers what it asked to have painted."""


class Alone(App[None]):
    """The pane alone."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = WatchedWords(dusk())

    def compose(self) -> ComposeResult:
        """The pane."""
        yield self.pane


@asynccontextmanager
async def shown(view: Rows) -> AsyncIterator[WatchedWords]:
    """The pane, painted."""
    app = Alone()
    async with app.run_test(size=(40, 10)) as pilot:
        app.pane.show(view)
        await pilot.pause()
        app.pane.painted.clear()
        yield app.pane


async def test_only_the_columns_that_differ_are_repainted() -> None:
    async with shown((("one", "1:00"), ("two", "2:00"))) as pane:
        pane.show((("one", "1:00"), ("two", "2:01")))
        assert pane.painted == [Region(LEFT + 10, 1, 4, 1)]


async def test_what_is_selected_is_repainted_from_end_to_end_where_its_words_stay() -> None:
    async with shown((("one", "1:00"), ("two", "2:00"), ("three", "3:00"))) as pane:
        assert pane.item == "one"
        pane.item = "three"
        pane.show((("one", "1:00"), ("two", "2:01"), ("three", "3:00")))
        whole = {region.y for region in pane.painted if region is not None and region.width == 40}
        assert whole == {0, 2}


async def test_where_the_selected_line_goes_the_nearest_is_repainted_from_end_to_end() -> None:
    async with shown((("one", "1:00"), ("two", "2:00"))) as pane:
        pane.show((("two", "2:00"),))
        assert pane.item == "two"
        whole = {region.y for region in pane.painted if region is not None and region.width == 40}
        assert whole == {0, 1}
