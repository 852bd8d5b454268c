"""Nine hours of SIGSTOP in a real terminal, by a clock that can be moved: it asks, and nothing is inflated until it is answered."""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import pytest

from fractui.services.demo import build
from fractui.wiring import Services
from tests.ui.terminal_run import READY, Run, has_beaten

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")

PROGRAM = """
import os, sys
from datetime import datetime, timedelta
from fractui import __main__, wiring
from fractui.cli.shell import Shell

ahead = datetime.fromisoformat(os.environ["BEGAN_AT"]) - wiring.now()

def clock():
    return wiring.now() + ahead + timedelta(hours=9 if os.path.exists(os.environ["NINE_HOURS_LATER"]) else 0)

sys.exit(__main__.main(sys.argv[1:], Shell(clock)))
"""
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=ZoneInfo("America/New_York"))
"""After work, and so is nine hours later: no meeting of the demo excuses an absence, and no working hour goes by."""


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    """A practice of that evening, whose timer runs for BETA."""
    folder = tmp_path / "evening"
    services = Services(str(folder), lambda: EVENING)
    build(services.practice, clients=3, months=1)
    services.close()
    return folder


def test_after_nine_hours_of_sleep_it_asks_and_drops_exactly_what_is_told(
    evening: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    environ = {"BEGAN_AT": EVENING.isoformat(), "NINE_HOURS_LATER": str(later)}
    with Run(evening, environ=environ, program=PROGRAM) as run:
        run.until(*READY)
        run.until(met=lambda: has_beaten(evening))
        run.signal(signal.SIGSTOP)
        run.until(met=lambda: psutil.Process(run.process.pid).status() == psutil.STATUS_STOPPED)
        later.touch()
        run.signal(signal.SIGCONT)
        run.until("Away", "(9:00)", "while BETA ran", "A answers")
        entry = Services(str(evening)).practice.portal("BETA").running()
        assert entry is not None
        run.send(b"A")
        run.until("Keep it", "Drop it and stop", "→")
        run.send(b"\x1b[B\x1b[B")
        run.quiet(0.4)
        run.send(b"\r")
        run.until("no timer")
        ended = Services(str(evening)).practice.portal("BETA").entries_named(entry.id)[0]
        assert ended.end is not None
        assert 9 * 3600 <= ended.removed_idle_s < 9 * 3600 + 60
        run.send(b"q")
        assert run.ended() == 0
