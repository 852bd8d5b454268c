"""Runs the benchmarks and prints their goals and results: ``python -m tests.benchmarks [--only PART] [--rounds N]``."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import board, changes, exports, imports, panes, shell, trackers, weeks
from tests.benchmarks.data import Ground, prepare
from tests.benchmarks.table import Row, markdown
from tests.benchmarks.terminal import set_priority

Part = Callable[[Ground, int], list[Row]]
PARTS: dict[str, tuple[str, Part]] = {
    "start": ("Start", panes.start),
    "keys": (
        "Keys and memory",
        lambda ground, rounds: [*panes.keys(ground, rounds), *panes.slow_disk(ground)],
    ),
    "idle": ("Idling", panes.idle),
    "changes": ("An acknowledged change", lambda ground, rounds: changes.measure(ground, rounds * 5)),
    "shell": ("The command line", shell.measure),
    "import": (
        "Taking time in from another tracker",
        lambda ground, rounds: imports.measure(ground, max(1, rounds // 3)),
    ),
    "board": (
        "The board of three years, 2,500 deliverables",
        lambda ground, rounds: board.measure(ground, rounds * 2),
    ),
    "week": (
        "The Calendar with 300 blocks in its week",
        lambda ground, rounds: weeks.measure(ground, rounds),
    ),
    "export": (
        "Tracked time as a calendar file",
        lambda ground, rounds: exports.measure(ground, max(3, rounds)),
    ),
    "trackers": (
        "200,000 entries, beside Watson, Timewarrior and hledger",
        lambda ground, rounds: trackers.measure(ground, max(3, rounds // 2)),
    ),
}


def main() -> int:
    """Measure what was asked for; the exit code is 1 when a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part (may be repeated)")
    parser.add_argument("--rounds", type=int, default=7, help="how often all are measured in turn (7)")
    parser.add_argument(
        "--ground", type=Path, help="keep the made-up practices in this folder, or use it again"
    )
    parser.add_argument(
        "--priority", type=int, default=0, help="run at this niceness, -10 on a busy machine (0)"
    )
    given = parser.parse_args()
    set_priority(given.priority)
    with tempfile.TemporaryDirectory(prefix="fractui-benchmarks-") as temporary:
        root: Path = given.ground or Path(temporary) / "ground"
        wanted = given.only or list(PARTS)
        ground = Ground(root)
        ground.begin()
        if (
            not {"trackers", "import", "board", "week", "export"}.issuperset(wanted)
            and not (root / "watson_dir").exists()
        ):
            prepare(ground)
        load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}, niceness {given.priority}\n"
        )
        missed = 0
        for name in wanted:
            title, part = PARTS[name]
            rows = part(ground, given.rounds)
            missed += sum(not row.is_met for row in rows)
            print(markdown(title, rows), end="\n\n", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
