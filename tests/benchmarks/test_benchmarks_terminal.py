"""The instruments themselves, without a stop-watch: the measuring terminal and the table."""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from fractui.wiring import Services
from tests.benchmarks.data import ROOT
from tests.benchmarks.many import CLIENTS, for_fractui, pieces, sums
from tests.benchmarks.table import Row, at_most, markdown, p95, ratio, skipped
from tests.benchmarks.terminal import Screen, Terminal
from tests.fakes import FixedClock


def test_the_terminal_answers_what_a_program_asks() -> None:
    answers: list[bytes] = []
    screen = Screen(answers.append, 80, 24)
    screen.feed(b"\x1b[?2026$p\x1b[?2048$p\x1b[c\x1b[>c\x1b[6n\x1b[18t")
    assert answers == [
        b"\x1b[?2026;2$y",
        b"\x1b[?2048;0$y",
        b"\x1b[?62;22c",
        b"\x1b[>41;354;0c",
        b"\x1b[1;1R",
        b"\x1b[8;24;80t",
    ]


def test_a_sequence_cut_in_two_is_put_together() -> None:
    screen = Screen(lambda _: None, 20, 2)
    screen.feed(b"\x1b[1;5")
    screen.feed(b"Hhere\x1b]0;a title\x07\x1b[>1u\x1b[38;2;1;2;3mgreen")
    assert screen.text().splitlines()[0] == "    heregreen".ljust(20)


def test_the_bare_program_starts_answers_its_key_and_is_accounted() -> None:
    environ = {**os.environ, "TERM": "xterm-256color"}
    with Terminal([sys.executable, str(ROOT / "tests" / "benchmarks" / "bare.py")], environ) as terminal:
        terminal.until(lambda text: "Hello: 0" in text and "Quit" in text)
        assert terminal.key(b"d", lambda text: "Hello: 1" in text) > 0
        assert terminal.cpu_s() > 0
        assert terminal.rss_mib() > 5


def test_a_program_that_ends_is_not_waited_for() -> None:
    with Terminal([sys.executable, "-c", "print('gone')"], os.environ) as terminal:
        with pytest.raises(TimeoutError, match="the program ended"):
            terminal.until(lambda text: "never" in text)
        assert "gone" in terminal.text()


def test_a_ratio_is_the_median_of_pairs_and_a_missed_goal_is_said() -> None:
    row = ratio("start", 1.5, [2.0, 9.0, 4.0], [1.0, 3.0, 2.0])
    assert row.value == 2.0
    assert not row.is_met
    assert "| start | ≤ 1.5x | 2x | **missed** |" in markdown("Start", [row])
    assert at_most("bytes", 0, [0.0, 0.0], "B/s").is_met
    assert p95(range(1, 101)) == 95
    assert Row("imports", 0, 0, "of 5").is_met
    missing = skipped("report, to Watson's", "Watson")
    assert missing.is_met
    assert "| report, to Watson's | | | not measured | Watson is not installed |" in markdown(
        "Reports", [missing]
    )


def test_the_many_entries_are_the_same_each_time_and_never_overlap() -> None:
    entries = list(pieces(date(2026, 11, 21), count=9_000))
    assert entries == list(pieces(date(2026, 11, 21), count=9_000))
    assert len(entries) == 9_000
    assert all(one.end <= other.start for one, other in pairwise(entries))
    assert (entries[0].start.year, entries[-1].start.date()) == (2016, date(2026, 11, 21))
    assert {each.client for each in entries} == set(CLIENTS)


def test_what_is_filled_in_comes_to_the_right_sums(tmp_path: Path) -> None:
    entries = list(pieces(date(2026, 11, 21), count=400))
    for_fractui(entries, tmp_path / "fractui", FixedClock())
    services = Services(str(tmp_path / "fractui"), FixedClock())
    right = sums(entries, "2026-11")
    ledger = services.practice.ledger(None, None)
    assert sum(ledger.values()) == right.total
    assert sum(seconds for (code, _, _), seconds in ledger.items() if code == CLIENTS[0]) == right.client
    services.close()
