"""Priorities and the plan of the day in the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def acme(cli: Cli) -> Cli:
    cli.done("client", "add", "ACME", "--name", "Acme")
    return cli


def test_priorities_are_ranked_by_their_places_and_too_many_are_said(acme: Cli) -> None:
    made = acme.done("priority", "add", "acme", "one forecast", "--json").json
    assert (made["text"], made["since"], made["deliverable"]) == ("one forecast", "2026-11-24", None)
    acme.done("priority", "add", "ACME", "the bank", "--at", "1")
    acme.done("priority", "add", "ACME", "close in five days")
    answer = acme("priority", "add", "ACME", "a fourth")
    assert (answer.code, "4 at once; 3 get done" in answer.err) == (0, True)
    acme.done("priority", "move", "ACME", "4", "up")
    acme.done("priority", "move", "ACME", made["id"][:30], "1")
    assert "first already" in acme.refused("priority", "move", "ACME", "1", "up")
    assert "up, down" in acme.refused("priority", "move", "ACME", "1", "sideways")
    acme.done("priority", "done", "ACME", "3")
    shown = acme.done("priority", "list", "ACME", "--all", "--json").json
    assert [(each["place"], each["text"]) for each in shown["priorities"]] == [
        (1, "one forecast"),
        (2, "the bank"),
        (3, "close in five days"),
        (None, "a fourth"),
    ]
    assert (shown["limit"], shown["too_many"]) == (3, False)
    acme.done("priority", "edit", "ACME", "2", "--text", "two banks")
    acme.done("priority", "delete", "ACME", "3")
    rows = acme.done("priority", "list", "ACME").rows
    assert [" ".join(row.split()[2:]) for row in rows] == ["one forecast 24 Nov", "two banks 24 Nov"]
    assert acme.done("client", "show", "ACME", "--json").json["priorities"][0]["text"] == "one forecast"
    assert "2 two banks" in acme.done("client", "show", "ACME").out
    assert acme.done("undo").out == "undone: delete a priority of ACME\n"
    assert "ACME 1 one forecast" in acme.done("--ids", "priorities").out


def test_a_priority_is_about_what_is_owed(acme: Cli) -> None:
    owed = acme.done(
        "deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "2026-11-26", "--json"
    ).json
    made = acme.done("priority", "add", "ACME", "the pack", "--deliverable", owed["id"][:31], "--json").json
    assert made["deliverable"] == owed["id"]
    gone = acme.done("priority", "edit", "ACME", "1", "--deliverable", "none", "--json").json
    assert gone["deliverable"] is None


def test_the_day_is_planned_ticked_and_put_off(acme: Cli) -> None:
    assert "begin with: fractui today add" in acme.done("today").out
    acme.done("priority", "add", "ACME", "one forecast")
    owed = acme.done(
        "deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "2026-11-24", "--json"
    ).json
    assert acme.done("today", "choose", "ACME", "1").out.endswith("ACME one forecast\n")
    acme.done("today", "choose", "ACME", owed["id"])
    acme.done("today", "add", "clear the inbox")
    assert "3 are open" in acme.refused("today", "add", "one more")
    assert "ACME has no priority" in acme.refused("today", "choose", "ACME", "zz")
    acme.done("today", "done", "2")
    acme.done("today", "carry", "1")
    shown = acme.done("today", "--json").json
    assert [(each["text"], each["kind"], each["done"]) for each in shown["plan"]] == [
        ("clear the inbox", None, False),
        ("Board pack", "deliverable", True),
    ]
    assert [each["text"] for each in shown["later"]] == ["one forecast"]
    assert [(each["kind"], each["days_left"]) for each in shown["wanted"]] == [("deliverable", 0)]
    assert acme.done("today", "drop", "1", "--json").json["text"] == "clear the inbox"
    assert "no thing in the plan" in acme.refused("today", "drop", "zz")
    assert [row.split()[0] for row in acme.done("today").rows] == ["1", "2", "due"]
    acme.done("undo")
    acme.done("today", "done", "2", "--undone")
    assert [each["done"] for each in acme.done("today", "--json").json["plan"]] == [False, False]
