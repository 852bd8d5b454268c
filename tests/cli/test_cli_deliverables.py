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
            "file": "",
            "note": "",
            "title": "Board pack",
            "due": "2026-11-30",
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


def test_words_days_rhythm_lead_and_waiting_are_edited(practice: Cli) -> None:
    made = practice.json(*PACK, "2026-11-30", "--every", "month", "--lead", "10d", "--waits-for", "Lena Hoff")
    assert (made["lead_days"], made["waits_for"]) == (10, "Lena Hoff")
    short = made["id"][:8]
    said = practice.done(
        "deliverable", "edit", short, "--title", "Pack", "--due", "2026-12-04", "--lead", "5"
    ).out
    assert said.startswith("changed ACME Pack, draft, v1, due 4 Dec")
    changed = practice.json("deliverable", "edit", short, "--every", "once", "--waits-for", "", "--finished")
    assert (changed["every"], changed["waits_for"], changed["lead_days"]) == (None, "", 5)
    assert changed["status"] == "in_review"
    assert "Say what to change" in practice.refused("deliverable", "edit", short, code=2)
    assert "whole days" in practice.refused("deliverable", "edit", short, "--lead", "soon")
    assert "deliverable list" in practice.refused("deliverable", "edit", "ffff", "--title", "x")


def test_what_was_sent_last_and_to_whom(practice: Cli) -> None:
    made = practice.json(*PACK, "2026-11-30")
    practice.json("deliverable", "add", "BETA", "Brief", "--type", "Brief", "--due", "2026-11-30")
    words = ("deliverable", "move", made["id"], "delivered", "--to", "Lena Hoff", "--via", "email")
    practice.done(*words, "--note", "slide 7")
    (row,) = practice.json("deliverable", "list", "acme", "--sent")["sent"]
    assert (row["title"], row["version"], row["to"], row["note"]) == ("Board pack", 1, "Lena Hoff", "slide 7")
    assert (row["on"], row["response"]) == ("2026-11-24", None)
    assert practice.done("deliverable", "list", "--sent").rows[0].endswith("24 Nov Lena Hoff email on time")
    assert "Nothing was delivered yet" in practice.done("deliverable", "list", "BETA", "--sent").out
    practice.refused("deliverable", "list", "--sent", "--status", "draft", code=2)


def test_engagement_by_hand_from_a_table_and_as_a_rate(practice: Cli) -> None:
    made = practice.json(*PACK, "2026-11-30")
    practice.done("deliverable", "move", made["id"], "delivered", "--to", "Lena Hoff", "--via", "email")
    said = practice.done("deliverable", "engagement", made["id"][:8], "open", "--who", "Lena Hoff").out
    assert said.startswith("opened ACME Board pack")
    table = practice.root / "reads.csv"
    table.write_text("code,title,kind,who,at\nACME,Board pack,share,Jonas,today\nACME,Memo,open,,\n")
    out = practice.done("deliverable", "engagement", "--from", str(table)).out
    assert out.startswith("1 of 2 rows taken in\n")
    assert "no such deliverable" in out
    assert practice.json("deliverable", "engagement", "--from", str(table))["taken"] == 0
    assert practice.json("deliverable", "engagement")["clients"][0] == {
        "client": "ACME",
        "read": 1,
        "delivered": 1,
        "silent": [],
        "causes": [],
        "first_delivery_days": None,
    }
    practice.done("client", "edit", "ACME", "--since", "2026-11-04")
    shown = practice.json("client", "show", "ACME")["engagement"]
    assert (shown["read"], shown["first_delivery_days"]) == (1, 20)
    rows = practice.done("client", "show", "ACME").rows
    assert {"first sent after 20 days", "read 1 of 1 read in half a year"} <= set(rows)
    listed = practice.json("client", "list")["clients"]
    assert [each["engagement"]["first_delivery_days"] for each in listed] == [20, None]
    assert practice.done("deliverable", "engagement").rows[0] == "ACME Acme Robotics 1 1 20"
    practice.refused("deliverable", "engagement", made["id"], code=2)
    practice.refused("deliverable", "engagement", made["id"], "open", "--from", str(table), code=2)
    assert "not delivered" in practice.refused(
        "deliverable", "engagement", made["id"], "open", "--at", "2026-11-20 10:00"
    )
