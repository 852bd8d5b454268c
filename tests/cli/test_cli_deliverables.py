"""Deliverables from the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli

PACK = ("deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due")


def test_from_draft_to_delivered_with_its_receipt(practice: Cli) -> None:
    made = practice.json(*PACK, "2026-11-30", "--every", "month")
    assert (made["client"], made["title"], made["type"], made["due"]) == (
        "ACME",
        "Board pack",
        "BoardPack",
        "2026-11-30",
    )
    assert (made["status"], made["version"], made["receipts"], made["files"]) == ("draft", 1, [], [])
    short = made["id"][:6]
    assert practice.json("deliverable", "move", short, "in-review")["status"] == "in_review"
    assert "--via" in practice.refused("deliverable", "move", short, "delivered", "--to", "the board")
    done = practice.json("deliverable", "move", short, "delivered", "--to", "the board", "--via", "email")
    assert done["receipts"] == [
        {
            "delivered_at": "2026-11-24T14:07:00Z",
            "version": 1,
            "to": "the board",
            "via": "email",
            "on_time": True,
        }
    ]
    assert "Board pack" in practice.done("deliverable", "list").out
    assert practice.json("undo")["undone"].startswith("move Board pack")


def test_lists_by_client_status_and_due_period(practice: Cli) -> None:
    practice.done(*PACK, "2026-11-25")
    practice.done("deliverable", "add", "BETA", "Brief", "--type", "Brief", "--due", "tomorrow")
    practice.done("deliverable", "add", "BETA", "Plan", "--type", "Plan", "--due", "2026-12-24")

    def titles(*words: str) -> list[str]:
        return [each["title"] for each in practice.json("deliverable", "list", *words)["deliverables"]]

    assert titles() == ["Board pack", "Brief", "Plan"]
    assert titles("beta") == ["Brief", "Plan"]
    assert titles("--due", "this-week") == ["Board pack", "Brief"]
    assert titles("--status", "delivered") == []
    assert practice.done("deliverable", "list", "ACME").rows[0].endswith("draft 1 25 Nov tomorrow")
    assert "No deliverable fits" in practice.done("deliverable", "list", "--status", "delivered").out


def test_time_can_be_for_a_deliverable(practice: Cli) -> None:
    made = practice.json(*PACK, "2026-11-25")
    entry = practice.json("add", "ACME", "--from", "09:00", "--for", "1h", "--deliverable", made["id"][:8])
    assert entry["deliverable"] == made["id"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("deliverable", "add", "NOPE", "x", "--type", "T", "--due", "2026-11-30"), "NOPE"),
        (("deliverable", "add", "ACME", "a\nb", "--type", "T", "--due", "2026-11-30"), "line"),
        (("deliverable", "add", "ACME", "x", "--type", "../../etc", "--due", "2026-11-30"), "ype"),
        (("deliverable", "add", "ACME", "x", "--type", "T", "--due", "fri"), "two ways"),
        (("deliverable", "move", "ffff", "draft"), "deliverable list"),
    ],
)
def test_refusals(practice: Cli, words: tuple[str, ...], said: str) -> None:
    assert said in practice.refused(*words)


def test_wrong_usage(practice: Cli) -> None:
    practice.refused("deliverable", "add", "ACME", "x", code=2)
    practice.refused("deliverable", "move", "abc", "archived", code=2)
    assert "fractui deliverable move" in practice.refused("deliverable", code=2)
