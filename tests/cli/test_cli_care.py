"""Doctor, backup and restore from the shell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def tracked(practice: Cli) -> Cli:
    """An hour for each client."""
    practice.done("add", "ACME", "--from", "09:00", "--for", "1h")
    practice.done("add", "BETA", "--from", "10:00", "--for", "1h")
    return practice


def test_a_healthy_folder_and_none_at_all(cli: Cli, practice: Cli) -> None:
    assert cli.done("doctor").out == f"Every file in {cli.data} is well.\n"
    assert cli.json("doctor") == {"findings": []}
    assert practice.json("doctor", "--data", str(cli.root / "nothing")) == {"findings": []}
    assert not (cli.root / "nothing").exists()


def test_what_is_wrong_is_named_with_what_repairing_does(tracked: Cli) -> None:
    shard = tracked.data / "clients/ACME/time/2026-11.json"
    shard.write_bytes(b"\0" * 64)
    answer = tracked("doctor", "--json")
    assert answer.code == 3
    finding = next(
        each for each in answer.json["findings"] if each["path"] == "clients/ACME/time/2026-11.json"
    )
    assert (finding["kind"], bool(finding["problem"]), bool(finding["remedy"])) == ("file", True, True)
    assert tracked("doctor").code == 3
    assert shard.read_bytes() == b"\0" * 64
    repaired = tracked("doctor", "--repair", "--json")
    assert (repaired.code, repaired.json["findings"]) == (0, [])
    assert repaired.json["repaired"]
    assert tracked.json("report", "all")["total_s"] == 7200
    tracked.done("add", "ACME", "--from", "12:00", "--for", "1h")


def test_what_is_backed_up_comes_back_and_can_be_undone(tracked: Cli, tmp_path: Path) -> None:
    target = tmp_path / "acme.zip"
    assert tracked.json("backup", "acme", "-o", str(target)) == {"path": str(target), "client": "ACME"}
    before = tracked.json("log", "all")["entries"]
    tracked.done("delete", before[0]["id"])
    assert "ACME" in tracked.done("restore", str(target)).out
    assert tracked.json("log", "all")["entries"] == before
    tracked.done("undo")
    assert len(tracked.json("log", "all")["entries"]) == 1


def test_the_whole_practice_is_backed_up(tracked: Cli, tmp_path: Path) -> None:
    assert str(tmp_path / "all.zip") in tracked.done("backup", "-o", str(tmp_path / "all.zip")).out
    tracked.done("client", "edit", "BETA", "--name", "Other")
    tracked.done("restore", str(tmp_path / "all.zip"))
    assert tracked.json("client", "show", "BETA")["name"] == "Beta Foods"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("backup", "NOPE", "-o", "x.zip"), (1,)),
        (("backup", "-o", "/nowhere/x.zip"), (3,)),
        (("backup", "-o", "/dev/full"), (1, 3)),
        (("backup",), (2,)),
        (("restore", "missing.zip"), (1, 3)),
        (("restore", "/dev/null"), (1, 3)),
        (("restore", "/"), (1, 3)),
        (("restore",), (2,)),
    ],
)
def test_refusals(tracked: Cli, words: tuple[str, ...], codes: tuple[int, ...]) -> None:
    answer = tracked(*words)
    assert answer.code in codes
    assert answer.err.startswith("fractui: ")
    assert answer.err.count("\n") == 1


def test_a_pipe_is_not_waited_for(tracked: Cli, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for words in (("restore", "pipe"), ("backup", "-o", "pipe"), ("export", "csv", "ACME", "-o", "pipe")):
        tracked.refused(*words[:-1], str(tmp_path / words[-1]), code=3)


def test_a_file_that_is_no_backup_is_refused(tracked: Cli, tmp_path: Path) -> None:
    for name, data in (("text.zip", b"hello"), ("empty.zip", b""), ("cut.zip", b"PK\x03\x04" + b"\0" * 40)):
        (tmp_path / name).write_bytes(data)
        answer = tracked("restore", str(tmp_path / name))
        assert answer.code in (1, 3)
        assert answer.err.startswith("fractui: ")


def test_with_nothing_there_is_nothing_to_back_up(cli: Cli, tmp_path: Path) -> None:
    cli.refused("backup", "-o", str(tmp_path / "x.zip"))
    assert not cli.data.exists()
