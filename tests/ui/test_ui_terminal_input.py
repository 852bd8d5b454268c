"""What a person does to the dashboard through a terminal: the mouse, pasted characters, a theme edited meanwhile, and nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from fractui.folders import Folders
from fractui.wiring import Services
from tests.ui.terminal_run import READY, ROOT, Run, snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
MAIL = b"new plan: Eve stops at 9, d9 u2 L\rs\t see you\r"


def journals(folder: Path) -> dict[str, bytes]:
    """Every change is a line there; the other files are brought up to them now and then."""
    return {name: data for name, (_, data) in snapshot(folder).items() if "journal" in name}


@pytest.mark.parametrize("pane", [b"", b"b", b"t"], ids=["portfolio", "board", "time"])
def test_pasted_characters_outside_a_field_change_nothing(data: Path, pane: bytes) -> None:
    with Run(data, size=(110, 34)) as run:
        run.until(*READY)
        run.send(pane)
        run.quiet()
        before = journals(data)
        assert before
        for text in (
            MAIL * 4,
            b"\x1b[200~" + MAIL * 4 + b"\x1b[201~",
            b"s" + MAIL * 4,
            b"L L L L L u u u u" * 12,
        ):
            run.send(text)
            run.quiet(0.4)
            run.send(b"\x1b")
            run.quiet(0.4)
            assert journals(data) == before, text
        assert run.process.poll() is None


def test_a_paste_over_a_slow_line_into_a_dialog_that_it_opened_saves_nothing(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        before = journals(data)
        for piece in (b"bnew things", b" for Mo", b"nday\r", b"and so on\r"):
            run.send(piece)
            run.pump(0.15)
        run.quiet(0.5)
        assert journals(data) == before


def test_a_paste_into_a_field_is_typed_there(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.send(b"/")
        run.until("Find")
        run.quiet(0.4)
        run.send(b"\x1b[200~Acme\x1b[201~")
        run.until("Acme")
        run.send(b" Robotics")
        run.until("Acme Robotics")


def test_the_mouse_goes_where_it_is_pointed(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.click(*run.where("BETA"))  # in the strip
        run.until("fractional CMO since")
        run.click(*run.where("Board"))
        run.until("Draft", "In review")
        run.click(*run.where("Portfolio"))
        run.until(*READY)
        column, line = run.where("Cyan Health")
        run.click(column, line)
        run.until(met=lambda: run.screen.buffer[line][column].bg != run.screen.buffer[line - 1][column].bg)
        run.click(
            column + 1, line, times=2
        )  # beside, for one click more on the same cell would be a triple click
        run.until("fractional COO since")
        run.click(*run.where("Find"))  # in the footer
        run.until("Find in CYAN")


def test_the_wheel_scrolls(data: Path) -> None:
    with Run(data, size=(100, 18)) as run:
        run.until("Clients", "Help")
        run.send(b"b")
        run.until("Draft")
        run.quiet()
        top = run.screen.display[2:14]
        for _ in range(3):
            run.click(20, 8, button=65)
        run.until(met=lambda: run.screen.display[2:14] != top)
        for _ in range(9):
            run.click(20, 8, button=64)
        run.until(met=lambda: run.screen.display[2:14] == top)


def test_a_theme_that_is_saved_meanwhile_is_worn_and_a_broken_one_is_told(data: Path, own_home: Path) -> None:
    folders = Folders(environ={"HOME": str(own_home)})
    themes = Path(folders.own_themes)
    themes.mkdir(parents=True)
    dusk = (ROOT / "themes" / "dusk.toml").read_text()
    mine = themes / "mine.toml"
    mine.write_text(dusk)
    (Path(folders.settings) / "config.toml").write_text('theme = "mine"\n')
    with Run(data) as run:
        run.until(*READY)
        line = run.where("Acme Robotics")[1]

        def ground() -> str:
            return str(run.screen.buffer[line + 4][2].bg)

        assert ground() == "16181d"
        mine.write_text(dusk.replace("#16181d", "#102030"))
        run.until(met=lambda: ground() == "102030")
        mine.write_text("background = nonsense")
        run.until("mine.toml", "cannot be read")
        assert ground() == "102030"
        mine.write_text(dusk)
        run.until(met=lambda: ground() == "16181d")


def test_with_nothing_to_do_nothing_is_drawn(data: Path) -> None:
    services = Services(str(data))
    services.timer.stop()
    services.close()
    with Run(data) as run:
        run.until(*READY)
        run.quiet(1.2)
        process = psutil.Process(run.process.pid)
        used = sum(process.cpu_times()[:2])
        drawn = run.pump(5)
        if b":" in drawn:  # the minute has changed meanwhile
            drawn = run.pump(5)
        assert drawn == b""
        assert sum(process.cpu_times()[:2]) - used < 0.25


def test_a_running_timer_draws_little_more_than_its_digits(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.quiet(0.4)
        assert min(len(run.pump(3)), len(run.pump(3))) <= 3 * 500
