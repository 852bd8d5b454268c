"""Exports from the shell."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def full(practice: Cli) -> Cli:
    """Two clients with a block, time and a due date each."""
    for code in ("ACME", "BETA"):
        hour = "09:00" if code == "ACME" else "10:00"
        practice.done("add", code, "--from", hour, "--for", "1h", "-n", f"=secret of {code}")
        practice.done(
            "block", "add", code, "--title", f"{code} focus", "--days", "tue", "--at", hour, "--for", "1h"
        )
        practice.done("deliverable", "add", code, f"{code} pack", "--type", "Pack", "--due", "2026-11-30")
    return practice


def test_a_calendar_goes_into_a_file_and_says_where(full: Cli, tmp_path: Path) -> None:
    target = tmp_path / "acme.ics"
    out = full.done("export", "ics", "acme", "-o", str(target)).out
    assert out.startswith(f"wrote {target}, ACME ")
    text = target.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "BETA" not in text
    assert full.done("export", "ics", "acme", "-o", str(target)).out.startswith("unchanged:")
    assert full.json("export", "ics", "ACME", "-o", str(target))["files"][0]["changed"] is False


def test_a_dash_is_standard_output(full: Cli) -> None:
    out = full.done("export", "ics", "ACME", "today", "--what", "time", "-o", "-").out
    assert out.startswith("BEGIN:VCALENDAR\r\n")
    assert out.endswith("END:VCALENDAR\r\n")
    assert json.loads(full.done("export", "json", "ACME", "-o", "-").out)["client"]["code"] == "ACME"
    assert full.done("export", "csv", "ACME", "-o", "-").out.startswith("id,client,")


def test_each_writes_a_file_a_client_and_kind(full: Cli, tmp_path: Path) -> None:
    full.done("export", "ics", "--each", "--what", "blocks,due", "-o", str(tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"ACME.ics", "BETA.ics"}
    assert "BETA" not in (tmp_path / "out/ACME.ics").read_text()


def test_csv_is_safe_and_of_one_client(full: Cli, tmp_path: Path) -> None:
    target = tmp_path / "acme.csv"
    full.done("export", "csv", "ACME", "this-month", "-o", str(target))
    rows = list(csv.DictReader(io.StringIO(target.read_text())))
    assert [row["note"] for row in rows] == ["'=secret of ACME"]
    full.done("export", "csv", "--each", "--table", "deliverables", "-o", str(tmp_path / "lists"))
    assert "BETA pack" in (tmp_path / "lists/BETA.csv").read_text()


def test_json_has_entries_deliverables_and_blocks(full: Cli, tmp_path: Path) -> None:
    full.done("export", "json", "--each", "all", "-o", str(tmp_path / "out"))
    value = json.loads((tmp_path / "out/ACME.json").read_text())
    assert (value["client"]["code"], len(value["entries"]), len(value["blocks"])) == ("ACME", 1, 1)
    assert value["entries"][0]["note"] == "=secret of ACME"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ics", "NOPE", "-o", "x.ics"), 1),
        (("ics", "ACME", "--what", "cake", "-o", "x.ics"), 1),
        (("ics", "-o", "x.ics"), 2),
        (("ics", "ACME", "--each", "-o", "x"), 2),
        (("ics", "--each", "-o", "-"), 2),
        (("ics", "ACME"), 2),
        (("csv", "ACME", "-o", "/nowhere/at/all/x.csv"), 3),
        (("csv", "ACME", "-o", "/dev/full"), 3),
        (("json", "ACME", "-o", "/"), 3),
        (("json", "--each", "-o", "/dev/null/x"), 3),
    ],
)
def test_refusals(full: Cli, words: tuple[str, ...], code: int) -> None:
    full.refused("export", *words, code=code)


def test_a_link_is_not_followed_and_another_file_not_replaced(full: Cli, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("dear Lena")
    link = tmp_path / "acme.csv"
    link.symlink_to(other)
    full.refused("export", "csv", "ACME", "-o", str(link), code=3)
    full.refused("export", "csv", "ACME", "-o", str(other))
    assert other.read_text() == "dear Lena"


def test_what_names_another_client_is_said_wherever_it_goes(full: Cli, tmp_path: Path) -> None:
    full.done("add", "ACME", "--from", "13:00", "--for", "30m", "-n", "lunch with BETA")
    said = "note: “lunch with BETA” is in what goes out for ACME and names another client (BETA): reword it first"
    for words in (
        ("ics", "-o", str(tmp_path / "acme.ics")),
        ("ics", "-o", "-"),
        ("ics", "--vdir", str(tmp_path / "calendars")),
        ("csv", "-o", "-"),
        ("csv", "-o", str(tmp_path / "acme.csv")),
        ("json", "-o", "-"),
        ("json", "-o", str(tmp_path / "acme.json")),
    ):
        done = full("export", words[0], "ACME", *words[1:])
        assert done.code == 0
        assert done.err.count(said) == 1, words
        assert said not in done.out
        assert (
            full.done(
                "export", words[0], "BETA", *words[1:-1], "-" if words[-1] == "-" else f"{words[-1]}2"
            ).err
            == ""
        )
