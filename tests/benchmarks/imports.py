"""Fifty thousand rows of another tracker, taken into an empty practice and into one of ten years: seconds, and memory at its peak."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fractui.wiring import Services
from tests.benchmarks.data import Ground
from tests.benchmarks.many import CLIENTS, IMPORTED, for_fractui, for_toggl, pieces
from tests.benchmarks.table import Row, at_most

THERE = 150_000
"""Entries that are there already in the larger practice."""
MOST_MB = 500
BETWEEN = """
import os, subprocess, sys, time
began = time.perf_counter()
child = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(child.pid, 0)
print(time.perf_counter() - began, used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a command from a small process: one that is begun by a large one counts as large as that, however small it is."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command: seconds by the clock, and the megabytes that it had at most."""

    seconds: float
    megabytes: float
    out: str


def measure(ground: Ground, rounds: int) -> list[Row]:
    """Import, the same again, undo and redo, each in a process of its own."""
    folder = ground.root / "imports"
    folder.mkdir(exist_ok=True)
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    everything = list(pieces(yesterday, THERE + IMPORTED))
    file = folder / "toggl.csv"
    for_toggl(everything[-IMPORTED:], file)
    rows: list[Row] = []
    for name, before in (("an empty practice", 0), ("150,000 entries there", THERE)):
        runs: dict[str, list[Run]] = {}
        for number in range(rounds):
            data = folder / f"{before}-{number}"
            for_fractui(everything[:before], data, lambda: datetime.now(UTC))
            for what, words in _steps(file):
                runs.setdefault(what, []).append(_run(ground, data, *words))
            _check(runs, data, before)
        for what, limit in (("import", 30), ("the same again", 10), ("undo", 10), ("redo", 10)):
            seconds = [run.seconds for run in runs[what]]
            rows.append(at_most(f"{what}, 50,000 rows, {name}", limit, seconds, "s"))
            memory = [run.megabytes for run in runs[what]]
            rows.append(at_most(f"{what}: memory at its peak, {name}", MOST_MB, memory, "MB"))
    return rows


def _steps(file: Path) -> list[tuple[str, tuple[str, ...]]]:
    taking = ("import", "toggl", str(file), "--zone", "UTC", "--json")
    return [("import", taking), ("the same again", taking), ("undo", ("undo",)), ("redo", ("redo",))]


def _run(ground: Ground, data: Path, *words: str) -> Run:
    done = subprocess.run(
        [sys.executable, "-c", BETWEEN, *ground.door, "--data", str(data), *words],
        env=dict(ground.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kilobytes = done.stderr.split()[-2:]
    return Run(float(seconds), float(kilobytes) / 1024, done.stdout)


def _check(runs: dict[str, list[Run]], data: Path, before: int) -> None:
    """See that what was measured was done."""
    first, again = (json.loads(runs[what][-1].out) for what in ("import", "the same again"))
    services = Services(str(data))
    practice = services.practice
    entries = sum(
        len(practice.portal(code).entries(datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC)))
        for code in CLIENTS
    )
    services.close()
    if (first["taken"], again["taken"], entries) != (IMPORTED, 0, before + IMPORTED):
        raise RuntimeError(f"taken {first['taken']}, then {again['taken']}, {entries} entries in all")
