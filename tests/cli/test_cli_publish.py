"""Publishing from the shell, to a real server; folders in vdir form."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest

from tests.calendar_servers import PASSWORD, Radicale
from tests.cli.conftest import Cli

SAYS = f"printf '{PASSWORD}'"


@pytest.fixture
def full(practice: Cli) -> Cli:
    """Two clients with a block and a due date each."""
    for code in ("ACME", "BETA"):
        words = ["--title", f"{code} focus", "--days", "tue", "--at", "09:00", "--for", "1h"]
        practice.done("block", "add", code, *words)
        practice.done("deliverable", "add", code, f"{code} pack", "--type", "Pack", "--due", "2026-11-30")
    return practice


def set_up(cli: Cli, radicale: Radicale, user: str, code: str = "ACME", *more: str) -> str:
    words = ["--url", radicale.url, "--user", user, "--password-command", SAYS]
    return cli.done("publish", "setup", code, *words, *more).out


def test_set_up_publish_list_forget(full: Cli, radicale: Radicale) -> None:
    user = radicale.user()
    assert full.done("publish", "list").out.startswith("Nothing is published yet")
    url = f"{radicale.url}{user}/fractui-acme/"
    out = set_up(full, radicale, user)
    assert out == f"made the calendar ACME at {url}; nothing is sent yet: fractui publish ACME\n"
    assert "would send ACME to ACME" in full.done("publish", "ACME", "--dry-run").out
    assert full.done("publish", "acme").out.endswith(": 2 new\n")
    assert full.done("publish", "ACME").out.endswith(": nothing to change\n")
    assert sorted(radicale.events(user, url).values()) == ["ACME: ACME focus", "ACME: ACME pack due"]
    (row,) = full.done("publish", "list").rows
    assert row.startswith("ACME ACME 127.0.0.1:")
    assert row.endswith("blocks, due 2 14:07")
    (told,) = full.json("publish", "list")["calendars"]
    assert (told["client"], told["events"], told["pending"], told["url"]) == ("ACME", 2, 0, url)
    assert "Nothing more is sent" in full.done("publish", "forget", "ACME").out
    assert "fractui publish setup ACME --url" in full.refused("publish", "ACME")


def test_what_waits_for_a_choice_ends_with_1_until_it_is_chosen(full: Cli, radicale: Radicale) -> None:
    user = radicale.user()
    set_up(full, radicale, user)
    full.done("publish", "ACME")
    url = f"{radicale.url}{user}/fractui-acme/"
    uid = next(uid for uid, held in radicale.events(user, url).items() if "focus" in held)
    data = radicale.ask(user, "GET", f"{url}{uid}.ics").content
    radicale.ask(user, "PUT", f"{url}{uid}.ics", data.replace(b"ACME focus", b"gym\\n\x1b[31m"))
    answer = full("publish", "ACME")
    assert answer.code == 1
    assert "changed on the server" in answer.out
    assert "\x1b" not in answer.out
    assert "1 event was left as on the server; choose with: fractui publish ACME --on-conflict" in answer.err
    (conflict,) = full("publish", "ACME", "--json").json["published"][0]["conflicts"]
    assert conflict["uid"] == uid
    assert full.done("publish", "ACME", "--on-conflict", "ours").out.endswith(": 1 changed\n")
    assert radicale.events(user, url)[uid] == "ACME: ACME focus"


def test_each_goes_on_where_one_cannot_be_published(full: Cli, radicale: Radicale) -> None:
    user = radicale.user()
    set_up(full, radicale, user)
    set_up(full, radicale, user, "ACME", "--busy")
    set_up(full, radicale, user, "BETA", "--what", "due")
    radicale.ask(user, "DELETE", f"{radicale.url}{user}/fractui-acme/")
    answer = full("publish", "--each")
    assert answer.code == 1
    assert "ACME: 127.0.0.1:" in answer.err
    assert "set it up again" in answer.err
    assert [line.partition(" to ")[0] for line in answer.out.splitlines()] == [
        "published BETA",
        "published busy for ACME",
    ]
    told = full("publish", "--each", "--busy", "--json").json
    assert [(each["client"], each["busy"]) for each in told["published"]] == [("ACME", True)]


def test_wrong_words_are_refused(full: Cli, radicale: Radicale) -> None:
    assert "Say which client" in full.refused("publish", code=2)
    assert "Say which client" in full.refused("publish", "ACME", "--each", code=2)
    words = ["publish", "setup", "ACME", "--user", "marta", "--url"]
    assert "in the clear" in full.refused(*words, "http://cal.example.com")
    assert "nobody is there to ask" in full.refused(*words, radicale.url)
    assert "not both" in full.refused(*words, radicale.url, "--keyring", "--password-command", "x", code=2)
    assert "leave --what out" in full.refused(*words, radicale.url, "--busy", "--what", "due", code=2)
    assert "exit code 1" in full.refused(*words, radicale.url, "--password-command", "false")
    assert "does not know this user" in full.refused(*words, radicale.url, "--password-command", "echo x")
    assert full.done("publish", "list").out.startswith("Nothing is published yet")


def test_a_person_is_asked_once_for_all(
    full: Cli, radicale: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = radicale.user()
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", answer)
    for code in ("ACME", "BETA"):
        full.done("publish", "setup", code, "--url", radicale.url, "--user", user)
    asked.clear()
    full.done("publish", "--each")
    assert len(asked) == 1
    assert asked[0].startswith(f"Password of {user} at 127.0.0.1:")


def test_folders_for_khal(full: Cli, tmp_path: Path) -> None:
    out = tmp_path / "calendars"
    said = full.done("export", "ics", "--each", "--vdir", str(out)).out
    assert said.splitlines()[0] == f"{out}/ACME, ACME blocks, time, due, 2 in it: 2 new"
    assert full.done("export", "ics", "ACME", "--vdir", str(out)).out.endswith("nothing to change\n")
    told = full.json("export", "ics", "ACME", "--busy", "--vdir", str(out))["folders"][0]
    assert (told["path"], told["new"]) == (f"{out}/busy-for-ACME", told["events"])
    assert {path.name for path in out.iterdir()} == {"ACME", "BETA", "busy-for-ACME"}
    assert "-o, or a folder" in full.refused("export", "ics", "ACME", code=2)
    assert "-o, or a folder" in full.refused("export", "ics", "ACME", "-o", "x", "--vdir", "y", code=2)
