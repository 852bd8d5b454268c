from __future__ import annotations

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def acme(cli: Cli) -> Cli:
    cli.done("client", "add", "ACME", "--name", "Acme")
    return cli


def test_a_decision_is_a_line_and_gets_its_outcome_later(acme: Cli) -> None:
    made = acme.done("decision", "add", "acme", "hire a controller", "--by", "board", "--json").json
    assert (made["on"], made["owner"], made["outcome"]) == ("2026-11-24", "board", "")
    acme.done("decision", "outcome", "ACME", made["id"][:8], "hired in May")
    assert acme.done("decision", "list", "ACME").rows == [
        f"{made['id'][:8]} 24 Nov hire a controller board hired in May"
    ]
    assert acme.done("undo").out == "undone: edit a decision at ACME\n"
    assert acme.done("decision", "list", "ACME", "--json").json["decisions"][0]["outcome"] == ""


def test_an_access_ends_and_is_revoked_for_one_client_only(acme: Cli) -> None:
    acme.done("client", "add", "BETA", "--name", "Beta")
    xero = acme.done(
        "access", "add", "ACME", "Xero", "--scope", "write", "--until", "2026-12-01", "--json"
    ).json
    acme.done("access", "add", "BETA", "Xero", "--since", "2026-01-01", "--until", "2026-11-01")
    acme.done("access", "add", "BETA", "data room", "--to-client")
    listed = acme.done("access", "list", "--json").json["accesses"]
    assert [(each["client"], each["state"], each["days_left"]) for each in listed] == [
        ("BETA", "expired", -23),
        ("ACME", "expiring", 7),
        ("BETA", "active", None),
    ]
    acme.done("access", "revoke", "ACME", xero["id"])
    assert "already" in acme.refused("access", "revoke", "ACME", xero["id"])
    assert [each["client"] for each in acme.done("access", "list", "--json").json["accesses"]] == [
        "BETA",
        "BETA",
    ]
    assert len(acme.done("access", "list", "--all").rows) == 3


def test_a_checklist_is_added_to_ticked_off_and_left_out(acme: Cli) -> None:
    first = acme.done("checklist", "add", "ACME", "Ask for Xero", "--section", "access", "--json").json
    acme.done(
        "checklist", "add", "ACME", "Read the last board pack", "--section", "company", "--due", "2026-11-27"
    )
    acme.done("checklist", "done", "ACME", first["id"])
    assert "already" in acme.refused("checklist", "done", "ACME", first["id"])
    shown = acme.done("checklist", "list", "ACME", "--json").json
    assert [each["text"] for each in shown["items"]] == ["Read the last board pack", "Ask for Xero"]
    assert shown["sections"] == [
        {"section": "company", "done": 0, "total": 1},
        {"section": "access", "done": 1, "total": 1},
    ]
    acme.done("checklist", "done", "ACME", first["id"], "--undone")
    acme.done("checklist", "skip", "ACME", first["id"], "they use QuickBooks")
    assert [" ".join(row.split()[1:]) for row in acme.done("checklist", "list", "ACME").rows] == [
        "company Read the last board pack 27 Nov",
        "access left out Ask for Xero",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("decision", "add", "ACME", " "),
        ("access", "add", "ACME", ""),
        ("checklist", "add", "ACME", ""),
        ("access", "revoke", "ACME", "zz"),
        ("decision", "add", "NOBODY", "x"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(acme: Cli, words: tuple[str, ...]) -> None:
    acme.refused(*words)


def test_a_client_begins_with_what_its_function_usually_does(cli: Cli) -> None:
    said = cli.done(
        "client", "add", "CYAN", "--name", "Cyan", "--function", "coo", "--capacity", "25", "--begin", "all"
    ).out
    assert "5 deliverables, 16 things to do, 7 blocks a week" in said
    assert "RACI" in cli.done("deliverable", "list", "CYAN").out
    assert "holidays" in cli.refused("client", "add", "DELT", "--name", "D", "--begin", "holidays")
