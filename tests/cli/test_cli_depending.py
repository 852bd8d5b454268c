"""Ties between deliverables from the shell."""

from __future__ import annotations

from tests.cli.conftest import Cli


def owe(practice: Cli, title: str, *words: str, code: str = "ACME") -> str:
    made = practice.json("deliverable", "add", code, title, "--type", "Paper", "--due", "2026-12-04", *words)
    return str(made["id"])


def test_ties_are_made_listed_and_taken_away(practice: Cli) -> None:
    plan, budget = owe(practice, "90-day plan"), owe(practice, "Budget")
    roadmap = owe(practice, "Roadmap", "--after", f"{plan},{budget}")
    listed = {each["id"]: each["after"] for each in practice.json("deliverable", "list")["deliverables"]}
    assert listed == {plan: [], budget: [], roadmap: [plan, budget]}
    table = practice.done("deliverable", "list")
    assert table.out.splitlines()[0].endswith("after")
    assert table.rows[-1].endswith("90-day plan and 1 more")
    assert practice.json("deliverable", "edit", roadmap, "--after", budget)["after"] == [budget]
    assert practice.json("deliverable", "edit", roadmap, "--after", "none")["after"] == []
    assert practice.json("undo")["undone"] == "edit Roadmap"
    assert practice.done("deliverable", "list", "ACME").rows[-1].endswith("Budget")
    practice.done("deliverable", "edit", roadmap, "--after", "none")
    assert "after" not in practice.done("deliverable", "list", "ACME").out


def test_a_move_goes_on_and_says_what_comes_before(practice: Cli) -> None:
    plan = owe(practice, "90-day plan")
    roadmap = owe(practice, "Roadmap", "--after", plan)
    moved = practice("deliverable", "move", roadmap, "in_review")
    assert (moved.code, "in review" in moved.out) == (0, True)
    assert "Roadmap comes after 90-day plan, which is not delivered yet." in moved.err
    assert practice.done("deliverable", "move", roadmap, "draft").err == ""
    practice.done("deliverable", "move", plan, "delivered", "--to", "CEO", "--via", "email")
    assert practice.done("deliverable", "move", roadmap, "in_review").err == ""


def test_circles_and_other_clients_are_refused(practice: Cli) -> None:
    plan, foreign = owe(practice, "Plan"), owe(practice, "Brief", code="BETA")
    roadmap = owe(practice, "Roadmap", "--after", plan)
    assert "Plan cannot come after Roadmap" in practice.refused(
        "deliverable", "edit", plan, "--after", roadmap
    )
    said = practice.refused("deliverable", "edit", plan, "--after", foreign)
    assert "another client" in said
    assert "BETA" not in said
