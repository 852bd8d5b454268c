"""The timer from the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


def test_start_stop_and_status(practice: Cli) -> None:
    made = practice.json("start", "acme", "-n", "Board pack", "-c", "deep-work", "--at", "-20m")
    assert made["id"]
    assert made["start"] == "2026-11-24T13:47:00Z"
    assert (made["client"], made["bucket"], made["end"], made["duration_s"]) == ("ACME", None, None, 1200)
    assert (made["category"], made["note"], made["source"]) == ("deep_work", "Board pack", "timer")
    practice.clock.forward(minutes=40)
    status = practice("status", "--json")
    assert status.code == 0
    assert (status.json["elapsed_s"], status.json["today_s"], status.json["week_s"]) == (3600, 3600, 3600)
    assert status.json["running"]["id"] == made["id"]
    stopped = practice.json("stop", "--at", "14:40")
    assert (stopped["id"], stopped["end"], stopped["duration_s"]) == (
        made["id"],
        "2026-11-24T14:40:00Z",
        3180,
    )
    idle = practice("status", "--json")
    assert (idle.code, idle.json["running"], idle.json["elapsed_s"]) == (1, None, 0)
    assert idle.json["today_s"] == 3180


def test_switching_stops_and_starts_at_one_second(practice: Cli) -> None:
    first = practice.json("start", "ACME")
    practice.clock.forward(minutes=5)
    second = practice.json("switch", "bd")
    assert (second["bucket"], second["client"], second["start"]) == ("bd", None, "2026-11-24T14:12:00Z")
    entries = practice.json("log")["entries"]
    assert [(each["id"], each["end"]) for each in entries] == [
        (first["id"], "2026-11-24T14:12:00Z"),
        (second["id"], None),
    ]


def test_in_words_with_the_id_that_other_commands_take(practice: Cli) -> None:
    out = practice.done("start", "ACME", "-n", "call", "-c", "one_on_one").out
    assert out.startswith("started ACME since 14:07, one-to-one, call (")
    short = out.rstrip(")\n").rpartition("(")[2]
    practice.clock.forward(hours=1)
    assert practice.done("stop").out == f"stopped ACME 14:07-15:07, 1:00, one-to-one, call ({short})\n"
    assert practice.json("delete", short)["note"] == "call"


def test_cancel_throws_away_and_undo_brings_back(practice: Cli) -> None:
    started = practice.json("start", "ACME")
    assert practice.json("cancel")["id"] == started["id"]
    assert practice("status").code == 1
    assert practice.json("undo") == {"undone": "cancel ACME"}
    assert practice.json("status")["running"]["id"] == started["id"]


def test_the_line_where_one_left_off(practice: Cli) -> None:
    practice.done("start", "ACME", "--at", "10 min ago")
    practice.done("stop", "--next", "-- then slide 7")
    assert practice.json("client", "show", "ACME")["next_note"] == "-- then slide 7"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{code} {elapsed}", "ACME 1:24"),
        ("{name}|{note}|{category}|{today}|{week}", "Acme Robotics|cash bridge|deep_work|1:24|1:24"),
        ("{{{code}}}", "{ACME}"),
        ("plain", "plain"),
    ],
)
def test_a_template_is_filled(practice: Cli, template: str, shown: str) -> None:
    practice.done("start", "ACME", "-n", "cash bridge", "-c", "deep_work")
    practice.clock.forward(hours=1, minutes=24)
    assert practice.done("status", "--format", template).out == f"{shown}\n"


def test_a_template_prints_nothing_when_nothing_runs(practice: Cli) -> None:
    answer = practice("status", "--format", "{code} {elapsed}")
    assert (answer.code, answer.out, answer.err) == (1, "", "")


@pytest.mark.parametrize(
    "template", ["{nope}", "{code.__class__}", "{code!r}", "{code:>9}", "{", "}", "{code", "{0}", "{}"]
)
def test_a_template_with_anything_else_is_wrong_usage(practice: Cli, template: str) -> None:
    assert "{elapsed}" in practice.refused("status", "--format", template, code=2)


def test_status_in_words(practice: Cli) -> None:
    assert practice("status").out == "Nothing runs; today 0:00, this week 0:00\n"
    practice.done("start", "ACME", "-n", "cash bridge", "-c", "deep_work", "--at", "-1h24")
    assert (
        practice.done("status").out
        == "ACME (Acme Robotics) 1:24, cash bridge, deep work; today 1:24, this week 1:24\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("start", "NOPE"), "called"),
        (("stop",), "run"),
        (("cancel",), "run"),
        (("start", "ACME", "--at", "in 5 min"), "write"),
        (("start", "ACME", "--at", "03/04/2026 10:00"), "two ways"),
        (("start", "ACME", "--at", "tomorrow 09:00"), "to come"),
        (("start", "ACME", "--deliverable", "ffff"), "deliverable"),
        (("start", "ACME", "-n", "two\nlines"), "line"),
        (("start", "ACME", "-n", "bro\udc80ken"), "broken"),
        (("start", "ACME", "-n", "x" * 70000), "long"),
    ],
)
def test_refusals(practice: Cli, words: tuple[str, ...], said: str) -> None:
    assert said in practice.refused(*words)


def test_starting_twice_says_how_to_go_over(practice: Cli) -> None:
    practice.done("start", "ACME")
    assert "fractui switch BETA" in practice.refused("start", "BETA")


def test_a_clock_that_is_set_back_does_not_make_negative_time(practice: Cli) -> None:
    practice.done("start", "ACME")
    practice.clock.forward(hours=-6)
    assert practice.json("status")["elapsed_s"] == 0
    assert practice.refused("stop")
    practice.clock.forward(hours=7)
    practice.done("stop")


@pytest.mark.parametrize(
    "words", [("start",), ("start", "A", "B"), ("start", "ACME", "-c", "fun"), ("stop", "--at")]
)
def test_wrong_usage(practice: Cli, words: tuple[str, ...]) -> None:
    assert f"fractui {words[0]} --help" in practice.refused(*words, code=2)
