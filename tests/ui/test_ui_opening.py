"""The start: one picture, whole and once; then what keys may want next, in small steps that give way to them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from fractui.ui.actions import PANES
from fractui.ui.app import Dashboard
from fractui.ui.screens.desk import Desk
from fractui.ui.screens.stage import Stage
from fractui.wiring import Services
from tests.fakes import FixedClock, Ids
from tests.ui.desk import make_app, work_is_done
from tests.ui.pictures import Pictures

NEVER = 3600.0


@asynccontextmanager
async def opening(folder: Path, calm_s: float) -> AsyncIterator[tuple[Dashboard, Desk, Pilot[None]]]:
    """The dashboard over two clients in the moment in which its first picture is complete."""
    clock = FixedClock()
    services = Services(str(folder), clock, Ids())
    for code in ("ACME", "BETA"):
        services.clients.add(code, name=code.title(), hours=20)
    services.close()
    app = make_app(folder, clock, calm_s=calm_s)
    async with app.run_test(size=(120, 40)) as pilot:
        desk = app.screen
        assert isinstance(desk, Desk)
        while desk.stage.frame is None:
            await asyncio.sleep(0)
        yield app, desk, pilot
    app.backstage.close()
    assert app.crashed is None


async def test_the_first_picture_is_drawn_once_and_the_panes_behind_it_draw_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = Pictures(monkeypatch)
    async with opening(tmp_path / "data", 0) as (app, desk, pilot):
        await work_is_done(app)
        await pilot.pause()
        assert set(desk.stage.panes) == set(PANES)
        assert pictures.whole == 1
        assert pictures.count < 2 * 120  # a line that came late, and no pane


async def test_the_style_sheets_are_read_once_and_in_the_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Stylesheet] = []
    again = Stylesheet.reparse

    def noted(sheet: Stylesheet) -> None:
        read.append(sheet)
        again(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", noted)
    async with opening(tmp_path / "data", NEVER) as (app, desk, pilot):
        await pilot.pause()
        assert read == []
        assert desk.styles.background.hex.lower() == app.palettes["dusk"].colors["background"].lower()
        app.wear("paper")
        await pilot.pause()
        assert len(read) == 1
        assert desk.styles.background.hex.lower() == app.palettes["paper"].colors["background"].lower()


async def test_a_disk_that_keeps_one_waiting_gets_its_empty_frame_and_then_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = Pictures(monkeypatch)
    monkeypatch.setattr("fractui.ui.opening.LATEST_PICTURE_S", 0.01)
    app = make_app(tmp_path / "data", FixedClock())
    late: Future[tuple[object, object]] = Future()
    first, app._first = app._first, late  # type: ignore[assignment]
    async with app.run_test(size=(120, 40)) as pilot:
        desk = app.screen
        assert isinstance(desk, Desk)
        for _ in range(200):
            if pictures.whole:
                break
            await asyncio.sleep(0.005)
        assert pictures.whole == 1
        assert not desk.stage.pane.lines
        late.set_result(first.result())
        await work_is_done(app)
        await pilot.pause()
        assert desk.stage.pane.lines
    app.backstage.close()


async def test_a_key_at_once_mounts_its_pane_itself(tmp_path: Path) -> None:
    async with opening(tmp_path / "data", NEVER) as (app, desk, pilot):
        await pilot.press("c")
        while desk.stage.shown.pane != "calendar":
            await asyncio.sleep(0.002)
        await pilot.pause()
        assert set(desk.stage.panes) == {"portfolio", "calendar"}
        assert app.focused is desk.stage.pane
        assert desk.stage.pane.lines
        assert desk.stage.pane.size.width == 120


@pytest.mark.parametrize("step", [1, 3])
async def test_a_key_between_two_steps_finds_its_pane(tmp_path: Path, step: int) -> None:
    async with opening(tmp_path / "data", 0) as (app, desk, pilot):
        while len(desk.stage.panes) <= step:
            await asyncio.sleep(0)
        await pilot.press("t")
        await work_is_done(app)
        await pilot.pause()
        assert desk.stage.shown.pane == "time"
        assert set(desk.stage.panes) == set(PANES)
        assert [name for name, pane in desk.stage.panes.items() if pane.display] == ["time"]
        assert desk.stage.pane.lines


async def test_another_size_at_once_is_every_panes(tmp_path: Path) -> None:
    async with opening(tmp_path / "data", 0) as (app, desk, pilot):
        await pilot.resize_terminal(84, 30)
        await work_is_done(app)
        for key, name in zip("wbtc", PANES[1:], strict=True):
            await pilot.press(key)
            await work_is_done(app)
            await pilot.pause()
            assert desk.stage.shown.pane == name
            assert desk.stage.pane.size.width == 84
            assert all(sum(len(span.text) for span in line) <= 84 for line in desk.stage.pane.lines)


@pytest.mark.parametrize("calm_s", [0.0, NEVER])
@pytest.mark.parametrize("turns", [0, 2, 12])
async def test_it_is_left_at_once_without_a_word(tmp_path: Path, calm_s: float, turns: int) -> None:
    async with opening(tmp_path / "data", calm_s) as (app, _, __):
        for _turn in range(turns):
            await asyncio.sleep(0)
        app.exit()


async def test_a_pane_that_comes_when_its_desk_is_gone_is_not_waited_for(tmp_path: Path) -> None:
    stage: Stage
    async with opening(tmp_path / "data", NEVER) as (_, desk, __):
        stage = desk.stage
    await asyncio.wait_for(stage.mounted("board"), 1)
