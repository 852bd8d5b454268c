"""Undo, redo and history from the shell."""

from __future__ import annotations

from tests.cli.conftest import Cli


def test_history_has_the_newest_first_and_marks_what_was_undone(practice: Cli) -> None:
    practice.done("start", "ACME")
    practice.done("undo")
    rows = practice.json("history", "--limit", "2")["changes"]
    assert [(row["label"], row["undone"], row["clients"]) for row in rows] == [
        ("start ACME", True, ["ACME"]),
        ("add client BETA", False, ["BETA"]),
    ]
    assert practice.done("history").rows[0] == "14:07 start ACME ACME undone"
    assert practice.done("redo").out == "redone: start ACME\n"


def test_with_nothing_to_take_back_it_says_so(cli: Cli) -> None:
    assert "nothing" in cli.refused("undo")
    assert "nothing" in cli.refused("redo")
    assert cli.done("history").out == "Nothing has been changed yet.\n"
    assert cli.json("history") == {"changes": []}
    assert not cli.data.exists()
