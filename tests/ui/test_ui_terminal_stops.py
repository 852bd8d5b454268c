"""Stopped, gone on, resized: the clock is right at once, ticks are not doubled, and the terminal belongs to one at a time."""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.ui.terminal_run import PROGRAM, READY, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")

AMID_A_DRAWING = """
import signal
from textual.drivers._writer_thread import WriterThread
put = WriterThread.write
def write(self, text):
    if asked:
        with self._queue.mutex:
            signal.raise_signal(asked.pop())
    put(self, text)
asked = []
WriterThread.write = write
signal.signal(signal.SIGUSR1, lambda *_: asked.append(signal.SIGTSTP))
"""
"""Asked to stop just while something to draw is handed over, which no test could hit from outside."""


def elapsed(run: Run) -> int:
    found = re.search(r"▶ 2 BETA\s+(\d+):(\d\d):(\d\d)", run.text())
    assert found, run.text()
    hours, minutes, seconds = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds


def stop_for(run: Run, number: int, seconds: float) -> None:
    """Stop it with a signal, and let it go on."""
    run.signal(number)
    run.until(met=run.is_stopped)
    run.pump(seconds)
    run.signal(signal.SIGCONT)


@pytest.mark.parametrize(
    "number", [signal.SIGTSTP, signal.SIGSTOP], ids=["asked to stop", "stopped without warning"]
)
def test_after_a_stop_the_clock_is_right_at_once_and_ticks_once(data: Path, number: int) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.quiet()
        threads = psutil.Process(run.process.pid).num_threads()
        shown, began = elapsed(run), time.monotonic()
        stop_for(run, number, 3.0)
        # A second that was drawn before the stop may come out after it. A clock that lost the stop would be behind for ever.
        run.until(met=lambda: elapsed(run) >= shown + int(time.monotonic() - began))
        run.quiet()
        seen = len(run.seen)
        run.pump(2.2)
        assert 1 <= run.seen.count(b"BETA  ", seen) <= 3
        assert psutil.Process(run.process.pid).num_threads() == threads
        run.send(b"q")
        assert run.ended() == 0
        assert run.modes() == run.modes_before


def test_while_it_is_asked_to_stop_the_terminal_is_the_shells(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.signal(signal.SIGTSTP)
        run.until(met=run.is_stopped)
        run.quiet(0.1)
        assert run.modes() == run.modes_before
        assert run.seen.rindex(b"\x1b[?1049l") > run.seen.rindex(b"\x1b[?1049h")
        run.screen.reset()
        run.signal(signal.SIGCONT)
        run.until(*READY)
        assert run.modes() != run.modes_before


def test_it_stops_and_goes_on_though_it_was_asked_to_amid_a_drawing(data: Path) -> None:
    with Run(data, program=AMID_A_DRAWING + PROGRAM) as run:
        run.until(*READY)
        run.signal(signal.SIGUSR1)
        run.send(b"c")
        run.until(met=run.is_stopped)
        run.screen.reset()
        run.signal(signal.SIGCONT)
        run.until("Calendar", "Mon")
        run.send(b"q")
        assert run.ended() == 0


def test_a_storm_of_sizes_ends_in_the_last_one(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        for number in range(60):
            run.resize(40 + number * 2, 10 + number % 30)
            run.signal(signal.SIGWINCH)
        run.resize(120, 36)
        run.until(*READY, "Calendar")
        run.quiet()
        rules = [number for number, line in enumerate(run.screen.display) if line == "─" * 120]
        assert rules == [1, 33]


def test_the_size_is_the_terminals_whatever_the_environment_says(data: Path) -> None:
    with Run(data, environ={"COLUMNS": "20", "LINES": "5"}) as run:
        run.until(*READY)
        assert run.screen.display[1] == "─" * 100


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "editor ended with status 3"),
        ("kill -9 $$", "editor was ended by SIGKILL"),
        ('rm "$1"', "The editor took the text away"),
        ("exit 0", ""),
    ],
)
def test_after_an_editor_the_screen_is_back_whatever_became_of_it(
    data: Path, tmp_path: Path, script: str, said: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\necho IN-THE-EDITOR\n{script}\n")
    editor.chmod(0o700)
    with Run(data, environ={"EDITOR": str(editor), "VISUAL": ""}) as run:
        run.until(*READY)
        run.quiet()
        run.send(b"1")
        run.until("Where you left off")
        before = len(run.seen)
        run.send(b"N")
        run.until(met=lambda: b"IN-THE-EDITOR" in run.seen[before:])
        run.until("Where you left off", said)
        run.send(b"p")
        run.until(*READY)
