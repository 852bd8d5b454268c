"""However the dashboard ends, the terminal is as it was, nothing is left running, and the timer goes on."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from fractui.ui.ending import GRACE_S
from fractui.wiring import Services
from tests.ui.terminal_run import PATIENCE_S, READY, Run, has_beaten, snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[<u", b"\x1b[?7h")
SECRET = "canary-of-a-client"
CRASHES = f"""
import sys
from fractui.services.portfolio import Portfolio

def overview(self):
    words = "{SECRET}"
    raise ValueError(words)

{{where}}
from fractui.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def data(practice: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    shutil.copytree(practice, folder)
    yield folder
    services = Services(str(folder))  # the lock is free, and the timer still runs
    assert services.timer.status()["running"]
    services.close()


def test_an_end_takes_no_longer_than_a_person_waits() -> None:
    """Whoever is not gone by then is ended; the tests below wait longer, for a machine that has other things to do as well."""
    assert GRACE_S <= 1.5


def is_restored(run: Run) -> bool:
    last = run.seen.rindex(b"\x1b[?1049h")
    return run.modes() == run.modes_before and all(each in run.seen[last:] for each in RESTORED)


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)],
)
def test_a_signal_ends_it_in_order(data: Path, number: int, code: int) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.until(met=lambda: has_beaten(data))
        assert run.modes() != run.modes_before
        before = snapshot(data)
        run.signal(number)
        assert run.ended() == code
        assert is_restored(run)
        assert snapshot(data) == before


def test_a_signal_during_the_start_gives_the_terminal_back(data: Path) -> None:
    with Run(data) as run:
        run.until(met=lambda: b"\x1b[?1049h" in run.seen)
        run.signal(signal.SIGTERM)
        assert run.ended() == 143
        assert run.modes() == run.modes_before
        assert b"\x1b[?1049l" in run.seen
        assert b"\x1b[?25h" in run.seen


@pytest.mark.parametrize("controlling", [True, False], ids=["hung up", "no hang-up signal"])
def test_a_closed_terminal_ends_it(data: Path, controlling: bool) -> None:
    with Run(data, controlling=controlling) as run:
        run.until(*READY)
        run.until(met=lambda: has_beaten(data))
        process = psutil.Process(run.process.pid)
        before, used = snapshot(data), sum(process.cpu_times()[:2])
        run.hang_up()
        spent = used
        deadline = time.monotonic() + PATIENCE_S
        with contextlib.suppress(psutil.NoSuchProcess):
            while run.process.poll() is None and time.monotonic() < deadline:
                spent = sum(process.cpu_times()[:2])
                run.pump(0.01)
        assert run.process.poll() == 129
        assert spent - used < 0.5
        assert snapshot(data) == before


def test_a_hang_up_that_was_to_be_ignored_ends_it_all_the_same(data: Path) -> None:
    ignoring = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    with Run(
        data, program=ignoring + "import sys\nfrom fractui.__main__ import main\nsys.exit(main())\n"
    ) as run:
        run.until(*READY)
        run.hang_up()
        assert run.ended() == 129


def test_a_terminal_that_reads_nothing_does_not_keep_it(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        for _ in range(40):  # each key draws a pane; nobody takes the bytes away
            run.send(b"pwbtc")
        os.kill(run.process.pid, signal.SIGTERM)
        run.process.wait(PATIENCE_S)
        assert run.process.returncode == 143


def test_a_crash_is_one_sentence_and_a_report_without_data(data: Path, own_home: Path) -> None:
    program = CRASHES.format(where="Portfolio.overview = overview")
    with Run(data, program=program, size=(220, 30)) as run:
        assert run.ended() == 70
        assert is_restored(run)
        said = run.text()
        assert "fractui stopped because of a mistake in it (ValueError)" in said
        assert "Traceback" not in said
        assert SECRET not in run.seen.decode()
    reports = list((own_home / ".local" / "state" / "fractui").glob("crash-*.txt"))
    assert len(reports) == 1
    assert reports[0].name in said.replace("\n", "")
    assert stat.S_IMODE(reports[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(reports[0].parent.stat().st_mode) == 0o700
    text = reports[0].read_text()
    assert "in overview" in text
    assert SECRET not in text


def test_a_crash_before_the_application_exists_gives_the_terminal_back(data: Path) -> None:
    program = CRASHES.format(
        where="import fractui.ui.app as app; app.read_palettes = lambda folders: overview(None)"
    )
    with Run(data, program=program) as run:
        assert run.ended() == 70
        assert run.modes() == run.modes_before
        assert b"\x1b[?1049l" in run.seen
        assert SECRET not in run.seen.decode()


def test_what_a_user_can_cause_is_no_crash(data: Path, own_home: Path) -> None:
    program = "import fractui.ui.app as app; app.read_palettes = lambda folders: ({}, [])\n"
    with Run(
        data, program=program + "import sys\nfrom fractui.__main__ import main\nsys.exit(main())\n"
    ) as run:
        assert run.ended() == 1
        assert run.modes() == run.modes_before
        assert "No theme was found" in run.text()
    assert not list(own_home.rglob("crash-*"))


def test_quitting_while_the_panes_are_still_made_is_no_crash(data: Path, own_home: Path) -> None:
    with Run(data) as run:
        run.until(met=lambda: b"fractui" in run.seen)
        run.send(b"tq")  # typed ahead
        run.until(met=lambda: run.process.poll() is not None)
        assert run.ended(0) == 0
    assert not list(own_home.rglob("crash-*"))


def test_quitting_says_nothing_and_leaves_the_timer(data: Path) -> None:
    with Run(data) as run:
        run.until(*READY)
        run.send(b"q")
        assert run.ended() == 0
        assert is_restored(run)
        after = run.seen[run.seen.rindex(b"\x1b[?1049l") :]
        # The title is given back, which prints nothing.
        assert not re.sub(rb"\x1b\[[<>?]?[0-9;]*[a-z]|\x1b\]2;\x07", b"", after).strip()
