"""In the shell too: what is added for another client than the timer's says on stderr whose timer runs (row 003-08)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

WORDS = "it is ACME's; the timer runs for BETA\n"
ADDED = ("deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "2026-11-30")


@pytest.fixture
def beside(practice: Cli) -> Cli:
    practice.done("start", "BETA")
    return practice


def test_what_is_added_for_another_client_than_the_timers_says_so(beside: Cli, tmp_path: Path) -> None:
    assert beside(*ADDED).err == WORDS
    assert beside("add", "ACME", "--on", "yesterday", "--for", "1h").err == WORDS
    known = beside.json("deliverable", "list", "ACME")["deliverables"][0]["id"]
    document = tmp_path / "pack.txt"
    document.write_text("ours")
    assert beside("deliverable", "attach", known, str(document)).err == WORDS
    assert beside("deliverable", "move", known, "in_review").err == ""
    assert beside("deliverable", "move", known, "delivered", "--to", "Lena", "--via", "email").err == WORDS


def test_a_program_hears_nothing_of_it(beside: Cli) -> None:
    answer = beside(*ADDED, "--json")
    assert (answer.code, answer.err) == (0, "")


def test_for_the_timers_own_client_and_own_time_and_without_a_timer_nothing_is_said(practice: Cli) -> None:
    assert practice(*ADDED).err == ""
    practice.done("start", "ACME")
    assert practice(*ADDED).err == ""
    assert practice("add", "bd", "--on", "yesterday", "--for", "1h").err == ""
    practice.done("switch", "admin")
    assert practice(*ADDED).err == ""
