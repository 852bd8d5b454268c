"""Keys, footer, help, palette and README come from one registry and do not contradict each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fractui.ui.actions import ACTIONS, PANES, keys_label, remapped

ROOT = Path(__file__).resolve().parents[2]
SWALLOWED = {"ctrl+b", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+s", "ctrl+q", "ctrl+z", "ctrl+a", "ctrl+j"}


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("pane", PANES)
def test_no_key_has_two_meanings_in_one_pane(pane: str) -> None:
    keys = [key for action in ACTIONS if action.works_in(pane) for key in action.keys]
    assert len(keys) == len(set(keys))


def test_no_key_that_terminals_swallow_is_needed() -> None:
    assert [a.id for a in ACTIONS if set(a.keys) & SWALLOWED] == []


def test_every_action_says_what_it_does() -> None:
    assert [a.id for a in ACTIONS if not a.label or not a.help] == []


def key_table() -> str:
    """The README's table: what works everywhere first, then pane by pane in the registry's order."""
    rows = ["| key | where | does |", "|---|---|---|"]
    known = [action for action in ACTIONS if action.keys and not action.is_client]
    for action in sorted(known, key=lambda each: bool(each.panes)):
        where = ", ".join(pane.capitalize() for pane in action.panes) or "everywhere"
        rows.append(f"| `{keys_label(action)}` | {where} | {action.help} |")
    return "\n".join(rows)


def test_the_readme_lists_every_key_of_the_registry() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"(?s)<!-- keys:[^>]*-->\n\n(.*?)\n\n<!-- /keys -->", readme)
    assert shown is not None
    assert shown[1].splitlines() == key_table().splitlines()


def test_the_readme_has_the_test_command_that_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert ".venv/bin/python -m pytest -n auto" in script
    assert ".venv/bin/python -m pytest -n auto" in readme


def test_a_remapped_key_takes_the_place_of_the_old_one() -> None:
    actions, complaints = remapped({"timer.switch": "f5"})
    assert [a.keys for a in actions if a.id == "timer.switch"] == [("f5",)]
    assert complaints == []


def test_a_key_that_another_action_has_is_refused_by_name() -> None:
    actions, complaints = remapped({"timer.switch": "u"})
    assert [a.keys for a in actions if a.id == "timer.switch"] == [("s",)]
    assert len(complaints) == 1
    assert "undo" in complaints[0]


def test_an_unknown_action_is_named() -> None:
    _, complaints = remapped({"timer.fly": "F"})
    assert "timer.fly" in complaints[0]
