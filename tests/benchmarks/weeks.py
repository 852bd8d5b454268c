"""The Calendar with 300 blocks in its week: from the key to the picture, week by week, by days and by four weeks."""

from __future__ import annotations

import re
import shutil
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock_time
from functools import partial
from pathlib import Path

from fractui.core.block import Block, check_block
from fractui.core.zones import local_day
from fractui.services.demo import build
from fractui.services.views.week import WeekView
from fractui.ui.widgets.week_columns import Looks
from fractui.ui.widgets.week_lines import week_lines
from fractui.wiring import Services
from tests.benchmarks.data import CLIENTS, Ground
from tests.benchmarks.panes import PORTFOLIO, has
from tests.benchmarks.table import Row, at_most, p95
from tests.benchmarks.terminal import Terminal

BLOCKS = 300
MONTHS = 6
LIMIT_MS = 40
HELD_MS = 80
"""A week that nobody could make ready, for its key came at once after another."""
WIDTH, HEIGHT = 117, 35
LOOK_S = 0.35
"""What a person looks at a week before the next key, at the least."""
TITLE = re.compile(r"Calendar · all clients · (.+?)  ")


def practice(folder: Path) -> None:
    """The demo, and so many weekly series over its clients, each in its own half hour or overlapping."""
    services = Services(str(folder))
    build(services.practice, clients=CLIENTS, months=MONTHS)
    codes = services.practice.codes()
    today = local_day(services.clock(), "UTC")
    begin = today - timedelta(days=today.weekday() + 91)
    with services.practice.transaction("a crowded week") as tx:
        for number in range(BLOCKS):
            tx.put(_series(number, codes[number % len(codes)], begin))
    services.close()


def _series(number: int, code: str, begin: date) -> Block:
    return check_block(
        Block(
            id=f"{number:032x}",
            client=code,
            title=f"block number {number}",
            starts_on=begin,
            at=clock_time(7 + number // 7 % 12, 15 * (number % 4)),
            minutes=30 + 15 * (number % 5),
            days=(number % 7,),
            zone="UTC",
        )
    )


def measure(ground: Ground, rounds: int) -> list[Row]:
    """The keys in a terminal, then what is under them."""
    folder = ground.practice("weeks")
    shutil.rmtree(folder, ignore_errors=True)
    practice(folder)
    return [*_in_terminal(ground, rounds), *_in_process(folder, rounds)]


def _in_terminal(ground: Ground, rounds: int) -> list[Row]:
    with Terminal(ground.fractui("weeks"), ground.environ) as terminal:
        terminal.until(PORTFOLIO)
        terminal.settle(1.0)
        first = terminal.key(b"c", has("Calendar ·", "planned")) * 1000
        terminal.pause(1.0)
        weeks = [_key(terminal, key) for _ in range(rounds) for key in (b".", b".", b",", b",")]
        onward = [_key(terminal, b".") for _ in range(rounds)]
        held = [_key(terminal, key, 0.0) for key in (b",", b".") for _ in range(2 * rounds)]
        months, days = _zoomed(terminal, b"z", b"Z", rounds), _zoomed(terminal, b"Z", b"z", rounds)
        terminal.pause(LOOK_S)
        moved = []
        for turn in range(4 * rounds):
            terminal.pause(0.1)
            terminal.settle(0.02)
            moved.append(terminal.key(b"jk"[turn % 2 :][:1]) * 1000)
    return [
        at_most("the first visit", 100, [first], "ms"),
        worst(f"to and fro by a week of {BLOCKS} blocks", LIMIT_MS, weeks),
        worst("onward by weeks that were not seen", LIMIT_MS, onward),
        worst("the key held down, nothing made ready", HELD_MS, held),
        worst("to four weeks and back, and by four weeks", LIMIT_MS, months),
        worst("to a day and back, and by days", LIMIT_MS, days),
        worst("the selection in the week", LIMIT_MS, moved),
    ]


def _zoomed(terminal: Terminal, there: bytes, back: bytes, rounds: int) -> list[float]:
    keys = (there, b".", b",", back)
    return [_key(terminal, key) for _ in range(max(2, rounds // 2)) for key in keys]


def _key(terminal: Terminal, key: bytes, look: float = LOOK_S) -> float:
    """Milliseconds from a key to the picture of other days."""
    if look:
        terminal.pause(look)
        terminal.settle(0.02)
    before = _title(terminal.text())
    sent = terminal.send(key)
    return (terminal.until(lambda text: _title(text) not in ("", before), 10.0, frame=True) - sent) * 1000


def _title(text: str) -> str:
    """Which days are shown; empty where none are."""
    found = TITLE.search(text)
    return found[1] if found is not None else ""


def worst(what: str, limit: float, took: list[float]) -> Row:
    """The 95th percentile against a limit."""
    seen = f"{min(took):.3g} to {max(took):.3g}, median {statistics.median(took):.3g}, {len(took)} times"
    return Row(f"{what}, 95th percentile", limit, p95(took), "ms", seen)


def _in_process(folder: Path, rounds: int) -> list[Row]:
    """CPU of the services and the lines, without a terminal."""
    services = Services(str(folder))
    services.portfolio.overview()
    today = local_day(services.clock(), services.practice.settings().zone)

    def view(weeks: int) -> WeekView:
        return services.weeks.view(None, today + timedelta(days=7 * weeks), "week")

    new = [_cpu_ms(partial(view, number)) for number in range(3, rounds + 3)]
    again = [_cpu_ms(partial(view, 3)) for _ in range(rounds)]
    shown, looks = view(0), Looks(HEIGHT, services.clock(), {})
    drawn = [_cpu_ms(partial(week_lines, shown, WIDTH, looks)) for _ in range(rounds)]
    services.close()
    return [
        at_most("CPU: the view of a week that was never seen", 30, new, "ms"),
        at_most("CPU: the same, again", 10, again, "ms"),
        at_most("CPU: the week becomes lines", 15, drawn, "ms"),
    ]


def _cpu_ms(job: Callable[[], object]) -> float:
    """How much CPU a job takes, in milliseconds."""
    began = time.process_time()
    job()
    return (time.process_time() - began) * 1000
