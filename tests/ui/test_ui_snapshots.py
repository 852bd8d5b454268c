"""What the screens look like; the README shows some of these pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fractui.core.money import Money
from fractui.services.demo import build
from fractui.ui.app import Dashboard
from fractui.wiring import Services
from tests.fakes import FixedClock
from tests.ui.desk import filled, make_app, work_is_done

Compare = Callable[..., bool]
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
PANES = {"portfolio": [], "workspace": ["2"], "board": ["b"], "time": ["t"], "calendar": ["c"]}
AFTERNOON = datetime(2026, 11, 24, 19, 7, tzinfo=UTC)


def fill_demo(services: Services, clients: int = 5) -> None:
    build(services.practice, months=4, clients=clients)


def fill_ten(services: Services) -> None:
    fill_demo(services, 10)


def fill_odd(services: Services) -> None:
    """Names that break other programs."""
    names = [
        "日本電気株式会社 東京本社 経営企画部",
        "👩‍👩‍👧‍👦 Family Office [red]x[/] [/]",
        "N" * 60,
        "Café Zoë e\u0301te\u0301 \u202egnirts\u202c",
        "esc \x1b]0;title\x07 \x9b31m",
    ]
    for number, name in enumerate(names):
        code = f"ODD{number}"
        # Data from elsewhere may hold what our own forms refuse.
        clean = "".join(char for char in name if char >= " " and not "\x7f" <= char <= "\x9f")
        services.clients.add(code, name=clean, hours=20, fee=Money(500_000, "USD"), capacity_pct=10)
        services.delivery.add(code, clean[:200], "Report", datetime(2026, 11, 26, tzinfo=UTC).date())


def the_app(tmp_path: Path, fill: Callable[[Services], None] | None, theme: str = "dusk") -> Dashboard:
    clock = FixedClock(AFTERNOON)
    if fill is not None:
        filled(tmp_path / "data", clock, fill)
    return make_app(tmp_path / "data", clock, theme=theme)


def pressing(keys: list[str]) -> Callable[[Pilot[None]], Any]:
    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        for key in ["", *keys]:
            if key:
                await pilot.press(key)
            for _ in range(4):
                await pilot.pause()
                await work_is_done(app)

    return run


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", PANES)
def test_dusk(snap_compare: Compare, tmp_path: Path, pane: str, size: str) -> None:
    app = the_app(tmp_path, fill_demo)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing(PANES[pane]))


@pytest.mark.parametrize("pane", PANES)
def test_paper(snap_compare: Compare, tmp_path: Path, pane: str) -> None:
    app = the_app(tmp_path, fill_demo, "paper")
    assert snap_compare(app, terminal_size=SIZES["120x40"], run_before=pressing(PANES[pane]))


@pytest.mark.parametrize("pane", ["portfolio", "board"])
def test_ten_clients(snap_compare: Compare, tmp_path: Path, pane: str) -> None:
    app = the_app(tmp_path, fill_ten)
    assert snap_compare(app, terminal_size=SIZES["120x40"], run_before=pressing(PANES[pane]))


@pytest.mark.parametrize("pane", PANES)
def test_nothing_there_yet(snap_compare: Compare, tmp_path: Path, pane: str) -> None:
    keys = [] if pane == "workspace" else PANES[pane]
    assert snap_compare(the_app(tmp_path, None), terminal_size=SIZES["80x24"], run_before=pressing(keys))


@pytest.mark.parametrize("pane", ["portfolio", "board", "workspace"])
def test_odd_names(snap_compare: Compare, tmp_path: Path, pane: str) -> None:
    app = the_app(tmp_path, fill_odd)
    assert snap_compare(app, terminal_size=SIZES["120x40"], run_before=pressing(PANES[pane]))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("edit client", ["3", "E"]),
        ("find", ["slash", "b", "o", "a", "r", "d"]),
        ("help", ["b", "question_mark"]),
        ("palette", ["ctrl+p"]),
        ("delivered", ["b", "L", "L"]),
        ("new entry", ["t", "n"]),
        ("new block", ["c", "n"]),
    ],
)
def test_dialog(snap_compare: Compare, tmp_path: Path, name: str, keys: list[str]) -> None:
    assert name
    app = the_app(tmp_path, fill_demo)
    assert snap_compare(app, terminal_size=SIZES["120x40"], run_before=pressing(keys))
