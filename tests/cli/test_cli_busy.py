from __future__ import annotations

from tests.cli.conftest import Cli


def test_one_client_sees_when_the_others_have_you_and_nothing_else(cli: Cli) -> None:
    for code in ("ACME", "BETA"):
        cli.done("client", "add", code, "--name", f"{code} planted", "--zone", "Europe/Berlin")
        at = "09:00" if code == "ACME" else "14:00"
        cli.done(
            "block", "add", code, "--title", f"{code} secret", "--days", "tue", "--at", at, "--for", "2h"
        )
    path = cli.root / "busy.ics"
    assert "12 in it" in cli.done("export", "ics", "ACME", "--busy", "-o", str(path)).out
    text = path.read_text()
    assert "DTSTART:20261124T130000Z" in text, "BETA's afternoon in Berlin"
    for word in ("BETA", "ACME", "secret", "planted", "Berlin", "T080000Z"):
        assert word not in text
    assert "unchanged" in cli.done("export", "ics", "ACME", "--busy", "-o", str(path)).out
    cli.done("block", "delete", cli.done("block", "list", "BETA", "--json").json["occurrences"][0]["block"])
    cli.done("export", "ics", "ACME", "--busy", "-o", str(path))
    assert path.read_text().count("STATUS:CANCELLED") == 12


def test_each_client_gets_its_own_and_other_kinds_are_refused(cli: Cli) -> None:
    for code in ("ACME", "BETA"):
        cli.done("client", "add", code, "--name", code)
    files = cli.done("export", "ics", "--each", "--busy", "-o", str(cli.root / "out"), "--json").json["files"]
    assert [each["path"].rpartition("/")[2] for each in files] == ["busy-for-ACME.ics", "busy-for-BETA.ics"]
    assert "--what" in cli.refused("export", "ics", "ACME", "--busy", "--what", "due", "-o", "x.ics", code=2)
