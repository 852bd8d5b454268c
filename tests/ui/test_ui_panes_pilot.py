"""The panes in a small application: keys, clicks, messages, and that nothing is painted twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from fractui.ui.theming import Inks, Palette, read_palette, to_theme
from fractui.ui.widgets.client_strip import ClientStrip
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.portfolio_pane import PortfolioPane
from fractui.ui.widgets.timer_bar import TimerBar
from fractui.ui.widgets.workspace_pane import WorkspacePane
from tests.ui import sample_views as sample

THEMES = Path(__file__).parents[2] / "themes"


class Stage(App[None]):
    """A frame with both panes; keeps what it hears."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        super().__init__()
        self.heard: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return to_theme(self._palette).variables

    def compose(self) -> ComposeResult:
        inks = Inks(self._palette)
        yield ClientStrip(inks)
        yield PortfolioPane(inks)
        yield WorkspacePane(inks)
        yield TimerBar(inks)

    def on_mount(self) -> None:
        strip, bar = self.query_one(ClientStrip), self.query_one(TimerBar)
        portfolio, workspace = self.query_one(PortfolioPane), self.query_one(WorkspacePane)
        for widget in (strip, bar, portfolio, workspace):
            widget.tick(sample.NOW)
        strip.show(sample.a_frame(), "BETA", "portfolio")
        bar.show(sample.a_frame(), "BETA")
        portfolio.show(sample.a_portfolio())
        workspace.show(sample.a_workspace())
        workspace.display = False
        portfolio.focus()

    @on(LinesView.Chosen)
    def hear_chosen(self, event: LinesView.Chosen) -> None:
        self.heard.append(event.item)

    @on(ClientStrip.ClientWanted)
    def hear_client(self, event: ClientStrip.ClientWanted) -> None:
        self.heard.append(f"wanted {event.code}")

    @on(ClientStrip.PaneWanted)
    def hear_pane(self, event: ClientStrip.PaneWanted) -> None:
        self.heard.append(f"wanted {event.name}")


def stage(theme: str = "dusk") -> Stage:
    """The small application in a theme."""
    return Stage(read_palette(THEMES / f"{theme}.toml"))


def painted(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Region, ...]]:
    """Every repaint that the widget asks for from now on."""
    asked: list[tuple[Region, ...]] = []
    refresh: Callable[..., Any] = widget.refresh

    def note(*regions: Region, **more: Any) -> Any:
        asked.append(regions)
        return refresh(*regions, **more)

    monkeypatch.setattr(widget, "refresh", note)
    return asked


async def show_workspace(app: Stage, pilot: Pilot[None]) -> WorkspacePane:
    """Put the workspace in the portfolio's place."""
    pane = app.query_one(WorkspacePane)
    app.query_one(PortfolioPane).display = False
    pane.display = True
    pane.focus()
    for _ in range(3):
        await pilot.pause()
    return pane


async def test_the_selection_begins_on_the_first_client_and_moves() -> None:
    app = stage()
    async with app.run_test(size=(200, 50)) as pilot:
        pane = app.query_one(PortfolioPane)
        assert pane.item == "client:ACME"
        await pilot.press("j", "j", "k")
        assert pane.item == "client:BETA"
        await pilot.press("enter")
        assert app.heard == ["client:BETA"]


async def test_attention_leads_to_what_it_is_about() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.query_one(PortfolioPane)
        pane.select("client:BETA:attention1")
        await pilot.press("enter", "up", "enter")
        assert app.heard == ["client:BETA", f"deliverable:CYAN:{'f' * 32}"]


async def test_the_rest_of_what_needs_attention_is_shown_on_demand() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.query_one(PortfolioPane)
        pane.show(replace(sample.a_portfolio(), attention=sample.some_attention() * 3))
        pane.select("more")
        drawn = [pane.virtual_size.height]
        for _ in range(2):
            await pilot.press("enter")
            drawn.append(pane.virtual_size.height)
        assert drawn[1] > drawn[0] == drawn[2]
        assert pane.item == "more"
        assert app.heard == []


async def test_a_click_selects_and_a_second_one_opens() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(PortfolioPane, offset=(10, 4))
        assert app.query_one(PortfolioPane).item == "client:CYAN"
        assert app.heard == []
        await pilot.double_click(PortfolioPane, offset=(10, 4))
        assert app.heard == ["client:CYAN"]


async def test_an_equal_view_repaints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = stage()
    async with app.run_test(size=(120, 40)):
        asked = painted(app.query_one(PortfolioPane), monkeypatch)
        app.query_one(PortfolioPane).show(sample.a_portfolio())
        strip, bar = app.query_one(ClientStrip), app.query_one(TimerBar)
        more = painted(strip, monkeypatch) + painted(bar, monkeypatch)
        strip.show(sample.a_frame(), "BETA", "portfolio")
        bar.show(sample.a_frame(), "BETA")
        assert asked == more == []


async def test_a_changed_client_repaints_its_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = stage()
    async with app.run_test(size=(120, 40)):
        pane = app.query_one(PortfolioPane)
        asked = painted(pane, monkeypatch)
        rows = list(sample.five_rows())
        rows[3] = replace(rows[3], name="Delta Group")
        pane.show(sample.a_portfolio(tuple(rows)))
        assert [region.y for regions in asked for region in regions] == [5]


async def test_a_second_repaints_the_bars_edge_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    app = stage()
    async with app.run_test(size=(120, 40)):
        widgets = (app.query_one(ClientStrip), app.query_one(PortfolioPane), app.query_one(TimerBar))
        strip, pane, bar = (painted(widget, monkeypatch) for widget in widgets)
        for widget in widgets:
            widget.tick(sample.NOW + timedelta(seconds=1))
        assert strip == pane == []
        assert bar == [(Region(0, 0, 19, 1),)]


async def test_a_minute_moves_the_clock_and_the_running_client(monkeypatch: pytest.MonkeyPatch) -> None:
    app = stage()
    async with app.run_test(size=(120, 40)):
        strip, pane = app.query_one(ClientStrip), app.query_one(PortfolioPane)
        of_strip, of_pane = painted(strip, monkeypatch), painted(pane, monkeypatch)
        for widget in (strip, pane):
            widget.tick(sample.NOW + timedelta(minutes=1))
        assert len(of_strip) == 1
        assert [region.width for region in of_strip[0]] == [5]
        rows = {region.y for regions in of_pane for region in regions}
        assert 3 in rows
        assert 2 not in rows


async def test_without_a_timer_a_second_paints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = stage()
    async with app.run_test(size=(120, 40)):
        bar = app.query_one(TimerBar)
        bar.show(sample.a_frame(running=False), None)
        asked = painted(bar, monkeypatch)
        bar.tick(sample.NOW + timedelta(seconds=1))
        assert asked == []


async def test_the_workspaces_lines_open_or_run_what_changes_them() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        pane = await show_workspace(app, pilot)
        assert pane.item == "leftoff:BETA"
        await pilot.press("enter", "down", "enter", "right", "enter")
        pane.select("agreement:BETA")
        await pilot.press("enter")
        assert app.heard == [
            "leftoff:BETA",
            "promise:BETA:a1",
            "block:BETA:b2:2026-11-26",
            "command:client.edit",
        ]


async def test_another_clients_view_takes_the_place_of_this_one() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        pane = await show_workspace(app, pilot)
        selected = []
        for view in (sample.a_workspace(code="ACME"), replace(sample.an_empty_workspace(), code="CYAN")):
            pane.show(view)
            selected.append(pane.item)
        assert selected == ["leftoff:ACME", None]
        await pilot.press("j", "enter")
        assert app.heard == []


async def test_the_strip_is_clickable() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(ClientStrip, offset=(4, 0))
        await pilot.click(ClientStrip, offset=(82, 0))
        await pilot.click(ClientStrip, offset=(0, 0))
        assert app.heard == ["wanted ACME", "wanted board"]


@pytest.mark.parametrize("theme", ["dusk", "paper", "contrast", "harbour"])
async def test_a_resize_and_another_theme_draw_anew(theme: str) -> None:
    app = stage()
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.resize_terminal(80, 24)
        inks = Inks(read_palette(THEMES / f"{theme}.toml"))
        for widget in (app.query_one(ClientStrip), app.query_one(TimerBar)):
            widget.wear(inks)
        app.query_one(PortfolioPane).wear(inks)
        await pilot.pause()
        assert (
            app.query_one(PortfolioPane).render_line(2).cell_length == app.query_one(PortfolioPane).size.width
        )
        assert app.query_one(TimerBar).render_line(0).cell_length == 80
