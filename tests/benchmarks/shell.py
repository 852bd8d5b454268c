"""The command line: whole processes beside a bare interpreter, and beside Watson."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.data import Ground
from tests.benchmarks.table import Row, ratio

WARM_UP = 2


def measure(ground: Ground, rounds: int) -> list[Row]:
    """Status, report and glance against ``python -c pass``; adding an entry against Watson's at 50,000 entries."""
    bare = [sys.executable, "-c", "pass"]
    commands = {
        "bare": bare,
        "status": ground.fractui("decade", "status"),
        "status --json": ground.fractui("decade", "status", "--json"),
        "report": ground.fractui("decade", "report", "this-month"),
        "report month": ground.fractui("month", "report", "this-month"),
        "report --json": ground.fractui("decade", "report", "this-month", "--json"),
        "report all": ground.fractui("decade", "report", "all"),
    }
    seen: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(-WARM_UP, rounds):
        for name, command in commands.items():
            took = wall(command, ground)
            if turn >= 0:
                seen[name].append(took)
    rows = [
        ratio("`fractui status`, to `python -c pass`", 2.5, seen["status"], seen["bare"]),
        ratio("`fractui status --json`, to the same", 2.5, seen["status --json"], seen["bare"]),
        ratio("`fractui report this-month`, ten years, to the same", 5.0, seen["report"], seen["bare"]),
        ratio("the same with `--json`", 5.0, seen["report --json"], seen["bare"]),
        ratio("`report this-month` at ten years, to one month", 1.1, seen["report"], seen["report month"]),
        ratio("`fractui report all`, ten years, to `python -c pass`", 5.0, seen["report all"], seen["bare"]),
    ]
    return [*rows, adding(ground, max(3, rounds // 2)), *imports(ground)]


def adding(ground: Ground, rounds: int) -> Row:
    """``fractui add`` against ``watson add``, both at 50,000 entries; ours is taken back after each time."""
    watson = str(Path(sys.executable).with_name("watson"))
    stretch = ("--from", "2026-02-03 02:10", "--to", "2026-02-03 02:20")
    ours, theirs = [], []
    for turn in range(-1, rounds):
        added = wall(ground.fractui("fifty", "add", "ACME", *stretch, "-n", "note"), ground)
        wall(ground.fractui("fifty", "undo"), ground)
        other = wall([watson, "add", *stretch, "client-1", "+call"], ground)
        if turn >= 0:
            ours.append(added)
            theirs.append(other)
    return ratio("`fractui add` at 50,000 entries, to `watson add`", 0.05, ours, theirs)


def imports(ground: Ground) -> list[Row]:
    """How many of the commands import Textual."""
    found = 0
    for words in (["status"], ["report", "this-month"], ["log", "today"], ["client", "list"], ["undo"]):
        command = [sys.executable, "-X", "importtime", *ground.fractui("month", *words)[1:]]
        result = subprocess.run(command, env=ground.environ, capture_output=True, text=True, check=False)
        found += "textual" in result.stderr
    return [Row("commands that import Textual", 0, found, "of 5")]


def wall(command: Sequence[str], ground: Ground, own: Mapping[str, str] | None = None) -> float:
    """Seconds that a whole process takes, with ``own`` variables in its environment.

    Raises:
        RuntimeError: it failed; the text is what it wrote to stderr.
    """
    began = time.perf_counter()
    result = subprocess.run(
        command,
        env={**ground.environ, **(own or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    took = time.perf_counter() - began
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {result.stderr.decode()}")
    return took
