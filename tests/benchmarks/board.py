"""The board of ten clients over three years, about 2,500 deliverables: shown, moved on, found, planned ahead, and drawn at 500 cards."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from fractui.core.deliverable import Deliverable, Status
from fractui.core.engagement import RATED_DAYS
from fractui.core.receipt import Receipt
from fractui.core.zones import local_day
from fractui.services.demo import build
from fractui.services.finding import rank
from fractui.services.views.board import BoardView
from fractui.services.views.find import FindItem
from fractui.ui.widgets.board_lines import Drawn, board_lines
from fractui.wiring import Services
from tests.benchmarks.data import CLIENTS, Ground
from tests.benchmarks.panes import PORTFOLIO, has
from tests.benchmarks.table import Row, at_most, p95
from tests.benchmarks.terminal import Terminal

DELIVERABLES = 2_500
MONTHS = 36
NAMES = (
    "Board pack",
    "Weekly numbers",
    "Cash-flow forecast",
    "Campaign brief",
    "Ops scorecard",
    "Security posture",
)
LETTERS = ("b", "bo", "boa", "boar", "board", "mrep", "cash acme", "zzz")
CARDS = 500
MOVES = 30


def practice(folder: Path) -> Path:
    """The data folder: the demo of three years, filled up with what was delivered meanwhile."""
    services = Services(str(folder))
    built = build(services.practice, clients=CLIENTS, months=MONTHS)
    now = services.clock()
    missing = DELIVERABLES - built.deliverables
    codes = services.practice.codes()
    with services.practice.transaction("deliveries of three years") as tx:
        for number in range(missing):
            at = now - timedelta(days=2 + number * (MONTHS * 30) // missing)
            receipt = Receipt(delivered_at=at, version=1, to="the board", via="email", on_time=True)
            tx.put(
                Deliverable(
                    id=f"{number:032x}",
                    client=codes[number % len(codes)],
                    title=f"{NAMES[number % len(NAMES)]} {number // len(codes)}",
                    type="Report",
                    due=at.date(),
                    status=Status.DELIVERED,
                    status_since=at,
                    completed_at=at,
                    receipts=(receipt,),
                )
            )
    services.close()
    return folder


def measure(ground: Ground, rounds: int) -> list[Row]:
    """What the issue asks of the board, each a goal in milliseconds."""
    shutil.rmtree(ground.root / "papers", ignore_errors=True)
    folder = practice(ground.root / "papers")
    return [*_in_terminal(ground, rounds), *_in_process(folder, rounds)]


def _in_terminal(ground: Ground, rounds: int) -> list[Row]:
    """From the key to the frame: the board, and a card moved on and back."""
    board = has("Board ·", "In review")
    with Terminal(ground.fractui("papers"), ground.environ) as terminal:
        terminal.until(PORTFOLIO)
        terminal.settle(1.0)
        shown = []
        for _ in range(rounds):
            shown.append(terminal.key(b"b", board) * 1000)
            terminal.key(b"p", PORTFOLIO)
        terminal.key(b"b", board)
        drawn, told = [], []
        for turn in range(MOVES):
            key, column = ((b"L", "in review"), (b"H", "draft"))[turn % 2]
            drawn.append(terminal.key(key) * 1000)
            terminal.until(has(f": {column}"))
        for turn in range(MOVES):
            key, column = ((b"L", "in review"), (b"H", "draft"))[turn % 2]
            told.append(terminal.key(key, has(f": {column}")) * 1000)
    return [
        _worst("the board is shown", 60, shown),
        _worst("a card is drawn in its new column", 40, drawn),
        _worst("it is said that the move is on the disk, 9 ms of waiting for a burst included", 40, told),
    ]


def _worst(what: str, limit: float, took: list[float]) -> Row:
    """The 95th percentile against a limit."""
    seen = f"{min(took):.3g} to {max(took):.3g}, median {statistics.median(took):.3g}, {len(took)} times"
    return Row(f"{what}, 95th percentile", limit, p95(took), "ms", seen)


def _in_process(folder: Path, rounds: int) -> list[Row]:
    """The services and the lines without a terminal."""
    services = Services(str(folder))
    services.portfolio.frame()
    first = _ms(lambda: services.delivery.board(), 1)
    warm = _ms(lambda: services.delivery.board(), rounds)
    names = [
        FindItem(
            "deliverable", each.title, each.client, "", "delivered", f"deliverable:{each.client}:{each.id}"
        )
        for each in services.delivery.list()
    ]
    all_kinds = [*names, *(each for each in services.finder.items() if each.kind != "deliverable")]
    found = [took for word in LETTERS for took in _ms(partial(rank, word, all_kinds), rounds)]
    sent = _ms(lambda: services.receipts.sent("ACME"), rounds)
    today = local_day(services.clock(), "UTC")
    # What was made once is never made again: only the first time counts.
    year = _ms(lambda: services.recurrence.renew(today + timedelta(days=365)), 1)
    services.history.undo()
    view = _crowded(services.delivery.board())
    kept: Drawn = {}
    drawn = _ms(lambda: board_lines(view, 116, {}, None, {}), rounds)
    again = _ms(lambda: board_lines(view, 116, {}, None, kept), rounds)
    services.close()
    return [
        at_most(f"the board's view is made, {len(names):,} deliverables, first", 40, first, "ms"),
        at_most("the same, again", 10, warm, "ms"),
        Row(
            f"find among {len(all_kinds):,} names and sentences, a letter, 95th percentile",
            30,
            p95(found),
            "ms",
        ),
        at_most("a year of recurring deliverables is made", 200, year, "ms"),
        at_most(f"{CARDS} cards become lines", 30, drawn, "ms"),
        at_most("the same after a change of one", 8, again, "ms"),
        at_most(f"what a client was sent last, and what of {RATED_DAYS} days was read", 15, sent, "ms"),
    ]


def _crowded(view: BoardView) -> BoardView:
    """The board with as many cards as ``CARDS`` in its columns."""
    cards = [card for column in view.columns for card in column.cards]
    many = [replace(cards[number % len(cards)], id=f"{number:032x}") for number in range(CARDS)]
    thirds = zip(view.columns, (many[0::3], many[1::3], many[2::3]), strict=True)
    return replace(view, columns=tuple(replace(column, cards=tuple(some)) for column, some in thirds))


def _ms(job: Callable[[], object], times: int) -> list[float]:
    """How long a job takes, in milliseconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        job()
        took.append((time.perf_counter() - began) * 1000)
    return took
