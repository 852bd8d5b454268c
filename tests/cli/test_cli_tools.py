"""Tools and notice in the shell (rows 000-05, 000-37)."""

from __future__ import annotations

import csv

import pytest

from fractui.services import opener
from tests.cli.conftest import Cli

URL = "https://go.xero.com/app"


@pytest.fixture
def acme(cli: Cli) -> Cli:
    cli.done("client", "add", "ACME", "--name", "Acme")
    return cli


def test_an_access_gets_its_address_and_opens(acme: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(opener, "open_with_system", opened.append)
    said = ("--url", URL, "--owner", "Lena", "--notes", "two orgs", "--json")
    made = acme.done("access", "add", "ACME", "Xero", *said).json
    assert (made["url"], made["owner"], made["notes"]) == (URL, "Lena", "two orgs")
    known = made["id"][:8]
    assert acme.done("access", "open", "ACME", known).out == f"opened {URL}\n"
    assert acme.done("access", "open", "ACME", known, "--json").json == {"url": URL}
    assert opened == [URL, URL]
    assert acme.done("access", "list").rows == [f"{known} ACME Xero you read active - Lena {URL}"]
    assert acme.done("access", "list", "--json").json["accesses"][0]["url"] == URL
    changed = acme.done(
        "access", "edit", "ACME", known, "--url", "https://x.example", "--until", "2027-01-31"
    )
    assert changed.out == f"changed {known}  Xero at x.example, read until 31 Jan 2027\n"
    unbound = acme.done("access", "edit", "ACME", known, "--until", "none", "--json").json
    assert unbound["expires_on"] is None
    acme.done("undo")
    acme.done("undo")
    assert acme.done("access", "list", "--json").json["accesses"][0]["url"] == URL


def test_what_cannot_be_opened_is_refused(acme: Cli) -> None:
    known = acme.done("access", "add", "ACME", "Jira", "--json").json["id"][:8]
    assert "has no address yet" in acme.refused("access", "open", "ACME", known)
    assert "https://" in acme.refused("access", "edit", "ACME", known, "--url", "xero.com")
    assert "password manager" in acme.refused(
        "access", "add", "ACME", "X", "--url", "https://me:pw@x.example"
    )
    assert len(acme.done("access", "list").rows) == 1


def test_renewal_and_notice_are_said_and_shown(acme: Cli) -> None:
    asked = ("--renews", "2027-01-23", "--notice", "30", "--scope", "cash", "--out-of-scope", "payroll; tax")
    agreed = acme.done("client", "edit", "ACME", *asked, "--json").json["agreement"]
    assert (agreed["renews_on"], agreed["notice_days"], agreed["notice_by"]) == (
        "2027-01-23",
        30,
        "2026-12-24",
    )
    assert (agreed["scope"], agreed["out_of_scope"]) == (["cash"], ["payroll", "tax"])
    rows = acme.done("client", "show", "ACME").rows
    assert "renews 23 Jan 2027, notice by 24 Dec, 30 days before" in rows
    assert "out of scope payroll; tax" in rows
    assert "1 to 730" in acme.refused("client", "edit", "ACME", "--notice", "999")
    assert (
        acme.done("client", "edit", "ACME", "--renews", "none", "--json").json["agreement"]["renews_on"]
        is None
    )
    assert (
        "renews at a day not written down, notice 30 days before" in acme.done("client", "show", "ACME").rows
    )
    acme.done("undo")
    acme.done("client", "edit", "ACME", "--notice", "0")
    assert "renews 23 Jan 2027" in acme.done("client", "show", "ACME").rows


def test_an_access_says_who_may_enter(acme: Cli) -> None:
    acme.done("access", "add", "ACME", "Xero", "--to", "Dana of the back office")
    acme.done("access", "add", "ACME", "DATEV")
    rows = {
        row["system"]: row["who may"]
        for row in csv.DictReader(acme.done("access", "list", "--format", "csv").out.splitlines())
    }
    assert rows == {"Xero": "Dana of the back office", "DATEV": "you"}
