"""Absences answered from the shell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fractui.store.heartbeat import touch
from tests.cli.conftest import Cli


@pytest.fixture
def away(practice: Cli) -> Cli:
    """ACME runs since 12:07 (UTC); the last beat was at 13:07, and it is 14:07."""
    now = practice.clock.now
    practice.clock.now = now - timedelta(hours=2)
    practice.done("start", "ACME", "-n", "deck")
    touch(str(practice.data), now - timedelta(hours=1))
    practice.clock.now = now
    return practice


def entries(cli: Cli) -> list[tuple[str, int, str]]:
    found = cli.json("log")["entries"]
    return [(each["client"] or each["bucket"], each["duration_s"], each["source"]) for each in found]


def test_without_a_word_the_question_is_shown(away: Cli) -> None:
    assert away.done("away").out == (
        "Away 13:07-14:07 (1:00) while ACME ran, 2:00 so far. "
        "Answer with fractui away keep, drop, resume, or give WHO.\n"
    )
    question = away.json("away")["question"]
    assert question["kind"] == "away"
    assert (question["who"], question["away_s"], question["elapsed_s"]) == ("ACME", 3600, 7200)
    assert (question["since"], question["until"]) == ("2026-11-24T13:07:00Z", "2026-11-24T14:07:00Z")


def test_nothing_is_asked(practice: Cli) -> None:
    answer = practice("away")
    assert (answer.code, answer.out) == (1, "Nothing is asked.\n")
    assert practice("away", "--json").json == {"question": None}
    assert "Nothing runs" in practice.refused("away", "keep")
    practice.done("start", "ACME")
    assert "Nothing is asked about ACME" in practice.refused("away", "drop")


def test_keep(away: Cli) -> None:
    assert away.json("away", "keep")["entries"][0]["duration_s"] == 7200
    assert away("away").code == 1
    assert entries(away) == [("ACME", 7200, "timer")]


def test_drop(away: Cli) -> None:
    assert away.done("away", "drop").out.startswith("ended ACME 12:07-13:07, 1:00, deck (")
    assert entries(away) == [("ACME", 3600, "timer")]
    assert away.json("undo") == {"undone": "drop ACME's absence"}
    assert away("away").code == 0


def test_resume(away: Cli) -> None:
    away.done("away", "resume")
    away.clock.forward(minutes=5)
    assert entries(away) == [("ACME", 3600, "timer"), ("ACME", 300, "idle_split")]


@pytest.mark.parametrize("stops", [True, False])
def test_give(away: Cli, stops: bool) -> None:
    words = ["away", "give", "beta", "-c", "meeting", "-n", "call", *(["--stop"] if stops else [])]
    made = away.json(*words)["entries"]
    assert [each["client"] for each in made] == ["ACME", "BETA", *([] if stops else ["ACME"])]
    assert (made[1]["category"], made[1]["note"], made[1]["duration_s"]) == ("meeting", "call", 3600)
    assert away("status").code == (1 if stops else 0)


def test_it_ended_at_another_time(away: Cli) -> None:
    away.done("away", "drop", "--at", "13:37")
    assert entries(away) == [("ACME", 5400, "timer")]


def test_a_long_session(practice: Cli) -> None:
    practice.done("start", "ACME")
    practice.clock.forward(hours=8, minutes=2)
    assert practice.done("away").out.startswith("ACME runs for 8:02. Still working?")
    assert practice.json("away")["question"]["kind"] == "long"
    assert "stop --at" in practice.refused("away", "drop")
    practice.done("away", "keep")
    assert practice("away").code == 1


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("give",), "Say who"),
        (("drop", "BETA"), "belong to"),
        (("keep", "--stop"), "belong to"),
        (("resume", "--at", "13:00"), "--at belongs"),
        (("sleep",), "invalid choice"),
    ],
)
def test_what_does_not_belong_together_is_refused(away: Cli, words: tuple[str, ...], hint: str) -> None:
    assert hint in away.refused("away", *words, code=2)
    assert away("away").code == 0
