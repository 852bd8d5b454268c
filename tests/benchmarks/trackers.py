"""The same 200,000 entries in fractui, Watson, Timewarrior and hledger: reports, adding, and the Time pane on any day."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fractui.wiring import Services
from tests.benchmarks.data import Ground
from tests.benchmarks.many import CLIENTS, IMPORTED, Many, Piece, prepare, sums
from tests.benchmarks.panes import has
from tests.benchmarks.shell import wall
from tests.benchmarks.table import Row, at_most, p95, ratio, skipped
from tests.benchmarks.terminal import Terminal

DAYS_BACK = 45
"""So many days are leafed back in the Time pane: more than a month's file."""
WITHIN = 8.0
"""So many times the time of a program in C++ whose month lies in one file, which no interpreter starts fast enough to beat."""
STRETCHES = tuple(f"2{hour}:{minute:02d}" for hour in (2, 3) for minute in range(5, 60, 5))
"""Times of a day at which nothing is tracked."""
WATSON = str(Path(sys.executable).with_name("watson"))


@dataclass(slots=True)
class Program:
    """One program's commands for the same question, and the seconds that they took; ``path`` is None where it is not installed."""

    name: str
    path: str | None
    command: list[str]
    took: list[float] = field(default_factory=list)


def measure(ground: Ground, rounds: int) -> list[Row]:
    """All figures, each program in its turn in every round."""
    many, entries = prepare(ground.root / "many", datetime.now(UTC).replace(microsecond=0))
    _check(ground, many, entries)
    month = f"{many.last:%Y-%m}"
    first, after = f"{month}-01", f"{(many.last.replace(day=28) + timedelta(days=4)):%Y-%m}-01"
    timedot = ["-f", str(many.timedot)]
    rows = _reports(
        ground,
        many,
        rounds,
        "the month's report",
        _ours(ground, many, "report", month),
        [
            _other("Watson", WATSON, "report", "-G", "--from", first, "--to", many.last.isoformat()),
            _other("Timewarrior", "timew", "summary", first, "-", after),
            _other("hledger", "hledger", *timedot, "balance", "-p", month),
        ],
        beaten=("Watson", "hledger"),
    )
    rows.append(at_most("the month's report: time", 150, _ms(ground, many, rounds, "report", month), "ms"))
    rows += _reports(
        ground,
        many,
        rounds,
        "the report of all time",
        _ours(ground, many, "report", "all"),
        [
            _other("Watson", WATSON, "report", "--all", "-G"),
            _other("Timewarrior", "timew", "export", ":all"),
            _other("hledger", "hledger", *timedot, "balance"),
        ],
        beaten=("Watson", "Timewarrior", "hledger"),
    )
    return [*rows, _adding(ground, many, rounds), *_importing(ground, many), *_time_pane(ground, many)]


def _ours(ground: Ground, many: Many, *words: str) -> list[str]:
    return [*ground.door, "--data", str(many.practice), *words]


def _other(name: str, program: str, *words: str) -> Program:
    path = shutil.which(program)
    return Program(name, path, [path or program, *words])


def _reports(
    ground: Ground,
    many: Many,
    rounds: int,
    what: str,
    command: Sequence[str],
    others: Sequence[Program],
    beaten: tuple[str, ...],
) -> list[Row]:
    """One report beside the others'; of those not in ``beaten`` it is to be within ``WITHIN`` times."""
    there = [each for each in others if each.path]
    took: list[float] = []
    for turn in range(rounds + 1):
        ours = wall(command, ground, many.environ)
        if turn:
            took.append(ours)
            for each in there:
                each.took.append(wall(each.command, ground, many.environ))
    rows = []
    for each in others:
        title = f"{what}, to {each.name}'s"
        limit = 1.0 if each.name in beaten else WITHIN
        rows.append(ratio(title, limit, took, each.took) if each.path else skipped(title, each.name))
    return rows


def _ms(ground: Ground, many: Many, rounds: int, *words: str) -> list[float]:
    return [wall(_ours(ground, many, *words), ground) * 1000 for _ in range(2 * rounds)]


def _adding(ground: Ground, many: Many, rounds: int) -> Row:
    """``fractui add`` against ``watson add``; ours is taken back after each time."""
    title = "adding an entry, to Watson's"
    if not shutil.which(WATSON):
        return skipped(title, "Watson")
    folder = ground.root / "many" / "watson-to-add-to"
    if not folder.exists():
        shutil.copytree(many.root / "watson", folder)
    ours, theirs = [], []
    day = many.last - timedelta(days=40)
    for turn in range(rounds + 1):
        begin, end = (f"{day} {STRETCHES[turn % 10 + later]}" for later in (0, 1))
        span = ("--from", begin, "--to", end)
        took = wall(_ours(ground, many, "add", CLIENTS[0], *span, "-n", "note"), ground)
        wall(_ours(ground, many, "undo"), ground)
        if turn:
            ours.append(took)
            add = [WATSON, "add", *span, CLIENTS[0], "+note"]
            theirs.append(wall(add, ground, {"WATSON_DIR": str(folder)}))
    return ratio(title, 0.01, ours, theirs)


def _importing(ground: Ground, many: Many) -> list[Row]:
    """A foreign file of 50,000 rows into an empty practice, and the same file once more, which adds nothing."""
    took = []
    with tempfile.TemporaryDirectory(dir=ground.root) as folder:
        services = Services(folder)
        for code in CLIENTS:
            services.clients.add(code)
        services.close()
        command = [*ground.door, "--data", folder, "import", "toggl", str(many.toggl), "--zone", "UTC"]
        for _ in range(2):
            took.append(wall(command, ground))
    return [
        at_most(f"{what} of {IMPORTED:,} rows", 30, [seconds], "s")
        for what, seconds in zip(("the import", "the same import again"), took, strict=True)
    ]


def _time_pane(ground: Ground, many: Many) -> list[Row]:
    """A key to the frame that shows another day: each for the first time, then back again."""
    shown: dict[str, list[float]] = {"the day before, never looked at": [], "the day after, seen before": []}
    with Terminal(_ours(ground, many), ground.environ) as terminal:
        terminal.until(has("Portfolio", CLIENTS[-1], "Help"))
        terminal.key(b"t", has("Week of"))
        for (_, took), key in zip(shown.items(), (b",", b"."), strict=True):
            for _ in range(DAYS_BACK):
                took.append(terminal.key(key, _another(terminal.text())) * 1000)
    rows = []
    for what, took in shown.items():
        middle, high = statistics.median(took), p95(took)
        rows.append(at_most(f"Time pane: {what}", 40, took, "ms"))
        rows.append(Row("the same, 95th percentile", 40, high, "ms", f"median {middle:.3g} ms"))
    return rows


def _another(before: str) -> Callable[[str], bool]:
    """Whether the day's heading is another than ``before``'s."""
    heading = _heading(before)
    return lambda text: _heading(text) != heading and "Week of" in text


def _heading(text: str) -> str:
    return next((line for line in text.splitlines() if "Time ·" in line), "")


def _check(ground: Ground, many: Many, entries: Sequence[Piece]) -> None:
    """See that we come to the right sums, which a figure is worth nothing without.

    Raises:
        RuntimeError: we do not.
    """
    month = f"{many.last:%Y-%m}"
    right = sums(entries, month)
    for period, seconds in ((month, right.month), ("all", right.total)):
        command = _ours(ground, many, "report", period, "--json")
        told = subprocess.run(command, env=ground.environ, capture_output=True, text=True, check=True).stdout
        found = json.loads(told)["total_s"]
        if found != seconds:
            raise RuntimeError(f"the report of {period} comes to {found} s instead of {seconds} s")
