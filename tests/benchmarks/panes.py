"""The dashboard in a terminal, beside the bare program: start, memory, idling, keys."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.data import Ground
from tests.benchmarks.shell import wall
from tests.benchmarks.table import Row, at_most, p95, ratio
from tests.benchmarks.terminal import Terminal

Shown = Callable[[str], bool]
IDLE_S = 10.0
WARM_FROM = 2
"""From the third visit on a pane is warm."""
SLOW_SYNC_S = 0.5
SLOW_DISK = f"""
import os, time
real = os.fsync
def slow(handle):
    time.sleep({SLOW_SYNC_S})
    real(handle)
os.fsync = os.fdatasync = slow
"""


def has(*words: str) -> Shown:
    """Whether all ``words`` are on the screen."""
    return lambda text: all(word in text for word in words)


BARE_READY = has("Hello: 0", "Quit")
PORTFOLIO = has("Attention", "Committed", "Stage", "JUNO", "Help")
STEPS: tuple[tuple[str, bytes, Shown | None], ...] = (
    ("cursor", b"j", None),
    ("cursor", b"j", None),
    ("cursor", b"k", None),
    ("workspace", b"2", has("fractional CMO since", "Lena Hoff")),
    ("workspace", b"3", has("fractional COO since", "Nadia Haddad")),
    ("board", b"b", has("Board ·", "In review")),
    ("cursor", b"j", None),
    # Back again: a pane is found where it was left, and a board left further down hides its title.
    ("cursor", b"k", None),
    ("time", b"t", has("Time ·", "Week of")),
    ("cursor", b"j", None),
    ("calendar", b"c", has("Calendar ·", "planned")),
    ("cursor", b"j", None),
    ("portfolio", b"p", PORTFOLIO),
)


def start(ground: Ground, rounds: int) -> list[Row]:
    """First paint and the complete Portfolio, at a month and at ten years, in turn with the bare program."""
    programs: dict[str, tuple[list[str], Shown]] = {
        "bare": (ground.bare(), BARE_READY),
        "month": (ground.fractui("month"), PORTFOLIO),
        "decade": (ground.fractui("decade"), PORTFOLIO),
    }
    paint: dict[str, list[float]] = {name: [] for name in programs}
    ready: dict[str, list[float]] = {name: [] for name in programs}
    cpu: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(-1, rounds):
        for name, (command, shown) in programs.items():
            with Terminal(command, ground.environ) as terminal:
                painted = terminal.until(lambda text: bool(text.strip()))
                complete = terminal.until(shown) if not shown(terminal.text()) else painted
                used = terminal.cpu_s()
            if turn >= 0:
                paint[name].append(painted - terminal.began)
                ready[name].append(complete - terminal.began)
                cpu[name].append(used)
    return [
        ratio("first paint, to the bare program's", 0.2, paint["decade"], paint["bare"]),
        ratio(
            "start to complete Portfolio, one month: CPU, to the bare program's",
            1.5,
            cpu["month"],
            cpu["bare"],
        ),
        ratio("the same at ten years", 1.5, cpu["decade"], cpu["bare"]),
        ratio("the same at ten years: time, to the bare program's", 1.6, ready["decade"], ready["bare"]),
        ratio("start at ten years: CPU, to one month", 1.1, cpu["decade"], cpu["month"]),
        ratio("start at ten years: time, to one month", 1.1, ready["decade"], ready["month"]),
    ]


def keys(ground: Ground, rounds: int) -> list[Row]:
    """A key to the changed screen, warm and at the first visit, and the memory when all panes were visited."""
    warm: dict[str, list[float]] = {}
    first: dict[str, list[float]] = {}
    yardstick: list[float] = []
    with (
        Terminal(ground.bare(), ground.environ) as bare,
        Terminal(ground.fractui("decade"), ground.environ) as terminal,
    ):
        bare.until(BARE_READY)
        terminal.until(PORTFOLIO)
        count = 0
        for turn in range(WARM_FROM + rounds):
            for name, key, shown in STEPS:
                took = terminal.key(key, shown)
                count += 1
                other = bare.key(b"d", has(f"Hello: {count}"))
                if turn == 0:
                    first.setdefault(name, []).append(took)
                elif turn >= WARM_FROM:
                    warm.setdefault(name, []).append(took)
                    yardstick.append(other)
        memory, bare_memory = terminal.rss_mib(), bare.rss_mib()
    rows = _warm_rows(warm, yardstick)
    for name in ("workspace", "board", "time", "calendar"):
        rows.append(at_most(f"first visit: {name}", 100, [first[name][0] * 1000], "ms"))
    rows.append(ratio("memory after all panes, to the bare program's", 1.6, [memory], [bare_memory], "MiB"))
    return rows


def _warm_rows(warm: dict[str, list[float]], yardstick: Sequence[float]) -> list[Row]:
    """Median and 95th percentile of warm keys, all together and by what they change."""
    own = statistics.median(yardstick)
    pooled = [took for times in warm.values() for took in times]
    middle, high = statistics.median(pooled), p95(pooled)
    seen = f"{middle * 1000:.3g} to {own * 1000:.3g} ms, {len(pooled)} keys"
    rows = [
        Row("warm key to changed screen, median, to the bare program's key", 5, middle / own, "x", seen),
        Row("the same, 95th percentile", 12, high / own, "x", f"{high * 1000:.3g} ms"),
    ]
    for name, times in warm.items():
        middle, high = statistics.median(times), p95(times)
        shown = f"{middle * 1000:.3g} ms, p95 {high * 1000:.3g} ms"
        rows.append(Row(f"of these: {name}", 5, middle / own, "x", shown))
    return rows


def idle(ground: Ground, rounds: int) -> list[Row]:
    """Bytes and CPU while nobody types: without a timer beside the bare program, with one beside a bare clock.

    Between minutes, and what the minute costs that moves the clock.
    """
    stopped = ground.practice("stopped")
    if not stopped.exists():
        shutil.copytree(ground.practice("decade"), stopped)
        wall(ground.fractui("stopped", "stop"), ground)
    programs = {
        "bare": (ground.bare(), BARE_READY),
        "stopped": (ground.fractui("stopped"), PORTFOLIO),
        "clock": (ground.bare("clock"), has("Hello:", "Quit")),
        "running": (ground.fractui("decade"), PORTFOLIO),
    }
    cpu: dict[str, list[float]] = {name: [] for name in programs}
    written: dict[str, list[float]] = {name: [] for name in programs}
    with ExitStack() as stack:
        terminals = {}
        for name, (command, shown) in programs.items():
            terminals[name] = stack.enter_context(Terminal(command, ground.environ))
            terminals[name].until(shown)
        for _ in range(rounds):
            _begin_between_minutes(terminals.values())
            before = {name: (each.cpu_s(), each.bytes) for name, each in terminals.items()}
            for number, terminal in enumerate(terminals.values()):
                terminal.pause(IDLE_S if number == 0 else 0.2)
            for name, terminal in terminals.items():
                cpu[name].append(terminal.cpu_s() - before[name][0])
                written[name].append((terminal.bytes - before[name][1]) / IDLE_S)
        minute = _bytes_of_a_minute(terminals["stopped"])
    return [
        at_most("idle, no timer: bytes between minutes, at the worst", 0, [max(written["stopped"])], "B/s"),
        at_most("idle, no timer: bytes of the clock's next minute", 150, [minute], "B"),
        ratio("idle, no timer: CPU, to the bare program's", 1.3, cpu["stopped"], cpu["bare"]),
        at_most("idle, timer running: bytes to the terminal", 500, written["running"], "B/s"),
        ratio("idle, timer running: CPU, to the bare clock's", 1.2, cpu["running"], cpu["clock"]),
    ]


def _begin_between_minutes(terminals: Collection[Terminal]) -> None:
    """Wait until all have been quiet, and no minute begins in the next ``IDLE_S``: its clock is measured by itself."""
    left = 60 - time.time() % 60
    if left < IDLE_S + 2:
        time.sleep(left + 2)
    for terminal in terminals:
        terminal.settle(0.5, 3)


def _bytes_of_a_minute(terminal: Terminal) -> float:
    """What is written where a minute begins."""
    terminal.settle(0.5, 3)
    before = terminal.bytes
    terminal.pause(62 - time.time() % 60)
    return terminal.bytes - before


def slow_disk(ground: Ground) -> list[Row]:
    """A key that is typed while the disk takes half a second to take a change in."""
    folder = Path(ground.root / "slow-disk")
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(SLOW_DISK)
    environ = {**ground.environ, "PYTHONPATH": f"{folder}:{ground.environ['PYTHONPATH']}"}
    answered = []
    with Terminal(ground.fractui("month"), environ) as terminal:
        terminal.until(PORTFOLIO)
        for _ in range(4):
            terminal.settle()
            terminal.pause(2 * SLOW_SYNC_S)
            terminal.send(b"u")
            terminal.pause(0.05)
            sent = terminal.send(b"j")
            answered.append((terminal.until(lambda _: True, 5, frame=True) - sent) * 1000)
            terminal.pause(4 * SLOW_SYNC_S)
    return [at_most("a key while a change waits 500 ms for the disk", 100, answered, "ms")]
