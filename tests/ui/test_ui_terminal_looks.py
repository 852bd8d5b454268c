"""What a terminal shows: the first frame, few colours or none, sizes too small, and no terminal at all."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fractui.folders import Folders
from fractui.ui.first_frame import first_frame, ground
from tests.ui.terminal_run import PROGRAM, READY, ROOT, Emulator, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
COLOR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def reversed_text(run: Run, line: int) -> str:
    row = run.screen.buffer[line]
    return "".join(row[column].data for column in range(run.screen.columns) if row[column].reverse)


def test_without_colours_no_colour_goes_out_and_the_selection_is_reversed(data: Path) -> None:
    with Run(data, environ={"NO_COLOR": "1"}) as run:
        run.until(*READY)
        run.send(b"j")
        run.until(met=lambda: "Beta Foods" in reversed_text(run, run.where("Beta Foods")[1]))
        run.send(b"b")
        run.until("Draft", "In review")
        run.send(b"n")
        run.until("New deliverable")
        assert not COLOR.search(run.seen)


def test_sixteen_colours_are_the_terminals_own(data: Path) -> None:
    with Run(data, environ={"TERM": "xterm", "COLORTERM": ""}) as run:
        run.until(*READY)
        run.send(b"j")
        run.until(met=lambda: "Beta Foods" in reversed_text(run, run.where("Beta Foods")[1]))
        column, line = run.where("Cyan Health")
        assert run.screen.buffer[line][column].bg == "default"
        assert run.screen.buffer[line][column].fg == "default"
        assert not re.search(rb"[34]8;[25];", run.seen)


def test_256_colours_have_a_grey_selection(data: Path) -> None:
    with Run(data, environ={"COLORTERM": ""}) as run:
        run.until(*READY)
        column, line = run.where("Beta Foods")
        unselected = run.screen.buffer[line][column].bg
        run.send(b"j")
        run.until(met=lambda: run.screen.buffer[line][column].bg != unselected)
        ground = run.screen.buffer[line][column].bg
        assert ground[0:2] == ground[2:4] == ground[4:6]
        assert b"8;2;" not in run.seen


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "unknown"}])
def test_a_terminal_that_cannot_place_text_is_told_in_a_sentence(data: Path, environ: dict[str, str]) -> None:
    with Run(data, environ=environ) as run:
        assert run.ended() == 1
        assert b"\x1b" not in run.seen
        assert "The dashboard needs a terminal" in run.text()


def test_without_a_terminal_it_is_a_sentence(data: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "--data", str(data)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environ, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


def test_a_redirected_stderr_gets_nothing_and_the_screen_everything(data: Path, tmp_path: Path) -> None:
    log = tmp_path / "err.log"
    with log.open("wb") as file, Run(data, stderr=file.fileno()) as run:
        run.until(*READY)
        run.send(b"q")
        assert run.ended() == 0
        assert run.modes() == run.modes_before
    assert log.read_bytes() == b""


def test_between_the_first_frame_and_the_first_picture_nothing_else_is_shown(data: Path) -> None:
    """Fed byte by byte, the brand stays until the strip takes its place, and the rules never go away."""
    with Run(data) as run:
        run.until(*READY)
    shots: list[list[str]] = []
    emulator = Emulator(100, 30)
    end = run.seen.index(b"\x1b[29;1H") if b"\x1b[29;1H" in run.seen else len(run.seen)
    for piece in re.split(rb"(?=\x1b\[\d+;\d+H)", run.seen[:end]):
        emulator.feed(piece)
        shots.append(list(emulator.screen.display))
    framed = next(number for number, shot in enumerate(shots) if shot[27] == "─" * 100)
    for shot in shots[framed:]:
        assert shot[1] == shot[27] == "─" * 100
        assert "fractui" in shot[0] or "ACME" in shot[0]
    assert run.seen.count(b"\x1b[?1049h") == 1


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (59, 40), (200, 15)])
def test_a_tiny_terminal_is_told_so_and_shows_all_when_it_grows(data: Path, size: tuple[int, int]) -> None:
    with Run(data, size=size) as run:
        if size[0] * size[1] > 60:
            run.until("fractui needs", "60", "columns", "16 lines")
        else:
            run.quiet(0.5)
        run.resize(100, 30)
        run.signal(signal.SIGWINCH)
        run.until(*READY)


@pytest.mark.parametrize(("columns", "lines"), [(60, 16), (100, 30), (300, 80)])
def test_the_first_frame_is_brand_and_rules(columns: int, lines: int) -> None:
    emulator = Emulator(columns, lines)
    emulator.feed(first_frame(columns, lines, ("", "", "")).encode())
    shown = emulator.screen.display
    assert shown[0].strip() == "fractui"
    assert [number for number, line in enumerate(shown) if line == "─" * columns] == [1, lines - 3]
    assert all(not line.strip() for number, line in enumerate(shown) if number not in (0, 1, lines - 3))


def test_the_first_frame_of_a_tiny_terminal_is_empty() -> None:
    emulator = Emulator(20, 5)
    emulator.feed(first_frame(20, 5, ("", "", "")).encode())
    assert not emulator.text().strip()


def test_the_first_frame_has_the_colours_of_the_theme_that_will_be_worn(own_home: Path) -> None:
    folders = Folders(environ={"HOME": str(own_home)})
    full = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    assert ground(folders, full)[0] == "\x1b[48;2;22;24;29m"
    settings = Path(folders.settings)
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text('mouse = true\ntheme = "paper"\n[keys]\ntheme = "f5"\n')
    paper = ground(folders, full)[0]
    assert paper.startswith("\x1b[48;2;2")
    (settings / "chosen.json").write_text('{"theme": "dusk"}')
    assert ground(folders, full)[0] == "\x1b[48;2;22;24;29m"
    (settings / "chosen.json").write_text('{"theme": "../../etc/passwd"}')
    assert ground(folders, full) == ground(folders, {"TERM": "xterm"}) == ("", "\x1b[2m", "")
    assert ground(folders, {**full, "NO_COLOR": "1"})[0] == ""
