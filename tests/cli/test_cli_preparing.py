"""High stakes and their preparation from the shell (row 000-25)."""

from __future__ import annotations

from tests.cli.conftest import Cli

PACK = (
    "deliverable",
    "add",
    "ACME",
    "Board pack",
    "--type",
    "BoardPack",
    "--due",
    "2026-12-04",
    "--lead",
    "5",
)


def test_stakes_are_said_and_changed(practice: Cli) -> None:
    made = practice.json(*PACK)
    assert made["stakes"] == "high"
    assert practice.json("deliverable", "edit", made["id"], "--stakes", "normal")["stakes"] == "normal"
    assert practice.json(*PACK, "--stakes", "normal")["stakes"] == "normal"
    practice.refused(*PACK, "--stakes", "grave", code=2)


def test_preparation_is_listed_and_planned(practice: Cli) -> None:
    assert "Nothing of high stakes" in practice.done("deliverable", "prepare").out
    known = practice.json(*PACK)["id"]
    assert practice.done("deliverable", "prepare").rows == [f"{known[:8]} ACME Board pack 4 Dec 10"]
    assert [each["id"] for each in practice.json("deliverable", "prepare")["deliverables"]] == [known]
    said = practice.done("deliverable", "prepare", known[:6], "--at", "14:00", "--for", "3h").out
    assert said.startswith("planned ACME prepare Board pack, 27 Nov 14:00 for 3:00")
    assert practice.json("deliverable", "prepare")["deliverables"] == []
    assert "planned already" in practice.refused("deliverable", "prepare", known)
    practice.done("undo")
    assert practice.json("deliverable", "prepare", known, "--on", "2026-12-01")["starts_on"] == "2026-12-01"


def test_a_day_that_prepares_nothing_is_refused(practice: Cli) -> None:
    known = practice.json(*PACK)["id"]
    for day in ("yesterday", "2026-12-05", "2027-06-01"):
        assert "today to the due day" in practice.refused("deliverable", "prepare", known, "--on", day)
    assert len(practice.json("deliverable", "prepare")["deliverables"]) == 1
    practice.done("deliverable", "prepare", known, "--on", "2026-12-04")


def test_a_day_without_a_deliverable_is_wrong_usage(practice: Cli) -> None:
    practice.refused("deliverable", "prepare", "--on", "2026-12-01", code=2)


def test_templates_say_their_stakes(practice: Cli) -> None:
    assert practice.json("template", "show", "board-pack")["stakes"] == "high"
    assert "high stakes" in practice.done("template", "show", "board-pack").out
    changed = practice.json("template", "edit", "board-pack", "--stakes", "normal")
    assert (changed["stakes"], changed["version"]) == ("normal", 2)
