from __future__ import annotations

from tests.cli.conftest import Cli


def test_leave_is_added_listed_and_deleted(cli: Cli) -> None:
    made = cli.done(
        "leave",
        "add",
        "2026-12-24",
        "--to",
        "2027-01-03",
        "--name",
        "Christmas",
        "--cover",
        "Jonas",
        "--json",
    ).json
    assert {**made, "id": ""} == {
        "id": "", "first": "2026-12-24", "last": "2027-01-03", "name": "Christmas", "cover": "Jonas", "owed": 0, "blocks": 0,
    }  # fmt: skip
    assert cli.done("leave", "list").rows == [f"{made['id'][:8]} 24 Dec 3 Jan 2027 11 Christmas Jonas"]
    assert cli.done("leave", "list", "--json").json["leaves"][0]["cover"] == "Jonas"
    assert "Christmas" in cli.done("leave", "delete", made["id"][:6]).out
    assert cli.done("leave", "list", "--json").json == {"leaves": []}
    assert "time off" in cli.done("history").out


def test_what_falls_into_it_is_said(cli: Cli) -> None:
    cli.done("client", "add", "ACME", "--name", "Acme")
    cli.done("deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "2026-12-28")
    cli.done("block", "add", "ACME", "--title", "focus", "--days", "tue", "--at", "09:00", "--for", "3h")
    said = cli.done("leave", "add", "2026-12-24", "--to", "2027-01-03").out
    assert "due then: ACME Board pack, 28 Dec" in said
    assert "planned then: ACME focus, 29 Dec" in said
    assert said.endswith(
        "Have it covered, or move it: `fractui deliverable edit ID --due` gives it another day; "
        "`fractui block move` and `fractui block skip` are for single instances.\n"
    )
    said = cli.done("leave", "add", "2027-01-05").out
    assert "deliverable edit" not in said
    assert "planned then" in said


def test_what_is_over_is_listed_when_asked_for(cli: Cli) -> None:
    cli.done("leave", "add", "2026-08-03", "--to", "2026-08-14")
    assert cli.done("leave", "list", "--json").json["leaves"] == []
    assert len(cli.done("leave", "list", "--all", "--json").json["leaves"]) == 1


def test_days_that_cannot_be_are_refused(cli: Cli) -> None:
    answer = cli("leave", "add", "2026-12-24", "--to", "2026-12-01")
    assert answer.code == 1
    assert "before it begins" in answer.err
