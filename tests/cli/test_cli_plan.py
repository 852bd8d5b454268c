"""The weekly plan, the line left on a switch, and own time, from the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


def test_a_plan_is_shown_set_and_given_back(practice: Cli) -> None:
    practice.done("add", "ACME", "--from", "10:00", "--for", "2h", "-c", "meeting")
    practice.done("plan", "ACME", "--set", "meeting=1,deep=2,one-on-one=0")
    shown = practice.done("plan", "ACME").out
    assert "meeting       1:00       2:00           +1:00" in shown
    assert "deep          2:00       0:00           -2:00" in shown
    assert "ACME, week from 2026-11-23: the agreed plan" in shown
    assert "flexible, extra meetings: 0:00 0:00 0:00 1:00 in the last 4 weeks" in shown
    found = practice.json("plan", "acme")
    assert (found["week_start"], found["weeks"], found["standard"], found["total_s"]) == (
        "2026-11-23",
        1,
        False,
        7200,
    )
    assert found["rows"][0] == {"kind": "meeting", "planned_s": 3600, "actual_s": 7200, "variance_s": 3600}
    assert practice.json("plan", "ACME", "--standard")["standard"] is True
    assert practice.done("undo").out.strip() == "undone: edit ACME"


def test_another_week_says_that_it_is_over(practice: Cli) -> None:
    practice.done("client", "edit", "ACME", "--capacity", "25", "--terms-from", "2026-11-01")
    practice.done("add", "ACME", "--from", "2026-11-18 09:00", "--for", "7h")
    assert "8:00 to 12:00 in all: under the floor by 1:00" in practice.done("plan", "ACME", "last-week").out
    assert "to the floor 8:00" in practice.done("plan", "ACME").out


def test_what_is_more_or_less_can_be_reckoned_over(practice: Cli) -> None:
    practice.done("plan", "ACME", "--set", "deep=6")
    start, end = "2026-11-24T08:00:00Z", "2026-11-24T13:10:40Z"
    practice.done("add", "ACME", "--from", start, "--to", end, "-c", "deep_work")
    assert "deep 6:00 5:10 -0:50" in practice.done("plan", "ACME").rows
    assert practice.json("plan", "ACME")["rows"][2]["variance_s"] == 5 * 3600 + 640 - 6 * 3600


def test_without_a_client_every_clients_week_is_a_row(practice: Cli) -> None:
    assert practice.done("plan").out.strip() != ""
    practice.done("client", "edit", "ACME", "--capacity", "25", "--terms-from", "2026-11-01")
    practice.done("add", "ACME", "--from", "2026-11-18 09:00", "--for", "7h")
    shown = practice.done("plan", "last-week")
    assert shown.rows[0] == "ACME Acme Robotics 10:00 7:00 -3:00 8:00 12:00 under the floor by 1:00"
    assert "week from 2026-11-16; by kind of work: fractui plan ACME" in shown.out
    clients = practice.json("plan", "last-week")["clients"]
    assert [each["client"] for each in clients] == ["ACME", "BETA"]
    assert clients[0] == practice.json("plan", "ACME", "last-week")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("plan", "--set", "deep=1"), 2, "whose plan"),
        (("plan", "last-week", "--standard"), 2, "whose plan"),
        (("plan", "all"), 1, "by the week"),
        (("plan", "ACME", "--set", "golf=1"), 1, "no kind of the weekly plan"),
        (("plan", "ACME", "--set", "deep"), 2, "meeting=1,deep=1h30"),
        (("plan", "ACME", "--set", "deep=1,deep work=2"), 2, "there twice"),
        (("plan", "ACME", "--set", "deep=much"), 1, "1h30"),
        (("plan", "ACME", "--set", "deep=1000"), 1, "0 to 168 hours"),
        (("plan", "ACME", "--set", "deep=1", "--standard"), 2, "--set or --standard"),
        (("plan", "ACME", "all"), 1, "by the week"),
        (("plan", "NOPE"), 1, "NOPE"),
    ],
)
def test_what_cannot_be_planned_is_one_sentence(
    practice: Cli, words: tuple[str, ...], code: int, says: str
) -> None:
    assert says in practice.refused(*words, code=code)


def test_a_switch_leaves_a_line_and_bd_is_as_easy_as_a_client(practice: Cli) -> None:
    practice.done("start", "ACME", "--at", "-30m")
    assert practice.json("switch", "bd", "--next", "slide 7")["bucket"] == "bd"
    assert practice.json("client", "show", "ACME")["next_note"] == "slide 7"
    assert "bd is no client" in practice.refused("switch", "BETA", "--next", "x")
    assert practice.json("status")["running"]["bucket"] == "bd"
