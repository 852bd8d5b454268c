"""The library of templates from the shell, with editors that work, fail and are killed."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

MONTHLY = ("--type", "MonthlyReport", "--due", "2026-11-10", "--every", "month")


@pytest.fixture
def owed(cli: Cli) -> str:
    """The id of ACME's monthly report."""
    cli.done("client", "add", "ACME", "--name", "Acme", "--function", "cfo")
    return str(cli.json("deliverable", "add", "ACME", "Monthly report", *MONTHLY)["id"])


def set_editor(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Let ``$EDITOR`` be a program of these lines; ``$1`` is the file."""
    program = folder / "an editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{program}' --wait" if "$2" in script else f"'{program}'")


def test_the_library_is_listed_by_seat_with_its_uses(cli: Cli, owed: str) -> None:
    cli.done("deliverable", "write", owed)
    rows = cli.done("template", "list", "--function", "cfo").rows
    assert rows[0].startswith("board-pack CFO BoardPack quarter 1")
    assert "cfo-monthly-report CFO MonthlyReport month 1 1 1" in rows
    assert not [row for row in rows if row.startswith(("raci", "monthly-report"))]
    found = cli.json("template", "list")["templates"]
    assert {"name", "type", "functions", "version", "documents", "clients"} <= set(found[0])


def test_a_template_is_shown_changed_and_reset(
    cli: Cli, owed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert owed
    assert "# Board pack: {{period}}" in cli.done("template", "show", "board-pack").out
    set_editor(monkeypatch, tmp_path, 'printf "# Mine {{nobody}}\\n" > "$2"')
    answer = cli("template", "edit", "Board pack", "--note", "all of it")
    assert (answer.code, answer.out) == (0, "changed Board pack, v2 (board-pack)\n")
    assert "{{nobody}} is no field" in answer.err
    shown = cli.done("template", "show", "board-pack").out
    assert "all of it" in shown
    assert "# Mine {{nobody}}" in shown
    assert cli.done("template", "show", "board-pack", "--body").out == "# Mine {{nobody}}\n"
    assert "changed" in cli.done("template", "list").out
    assert "v1" in cli.done("template", "reset", "board-pack").out
    assert "as it came" in cli.refused("template", "reset", "board-pack")


def test_ones_own_template_comes_from_a_file(cli: Cli, owed: str, tmp_path: Path) -> None:
    memo = tmp_path / "memo.md"
    memo.write_text("# {{title}} for {{client.name}}\n")
    made = cli.json(
        "template", "add", "Covenant memo", str(memo), "--type", "covenant memo", "--function", "cfo,coo"
    )
    assert (made["name"], made["type"], made["functions"], made["origin"]) == (
        "covenant-memo",
        "CovenantMemo",
        ["cfo", "coo"],
        "own",
    )
    written = cli.json("deliverable", "write", owed[:8], "--template", "covenant-memo")
    assert Path(written["path"]).read_text() == "# Monthly report for Acme\n"
    assert written["template"] == {"name": "covenant-memo", "version": 1}
    memo.write_text("# {{title}}\n")
    assert "v2" in cli.done("template", "edit", "covenant-memo", "--file", str(memo)).out
    cli.done("template", "archive", "covenant-memo")
    assert "covenant-memo" not in cli.done("template", "list").out
    assert "put away" in cli.done("template", "list", "--all").out
    cli.done("template", "archive", "covenant-memo", "--back")
    memo.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in cli.refused("template", "edit", "covenant-memo", "--file", str(memo))
    assert "no file" in cli.refused("template", "edit", "covenant-memo", "--file", str(tmp_path))


def test_a_document_is_written_and_opened(
    cli: Cli, owed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(monkeypatch, tmp_path, 'echo "and mine" >> "$1"')
    answer = cli.done("deliverable", "write", owed[:8], "--edit")
    assert "to fill in: audience" in answer.out
    path = Path(cli.done("deliverable", "path", owed).out.strip())
    assert path.name == "2026-11-10_MonthlyReport_ACME_v1.md"
    text = path.read_text()
    assert text.startswith("# Financial report: October 2026")
    assert text.endswith("and mine\n")
    assert "has its document already" in cli.refused("deliverable", "write", owed)
    assert "has its document already" in cli("deliverable", "write", owed, "--edit").err
    assert path.read_text() == f"{text}and mine\n"
    assert "write 2026-11-10_MonthlyReport_ACME_v1.md" in cli.done("undo").out


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 3", "ended with status 3"),
        ("kill -9 $$", "was ended by SIGKILL"),
        ('rm "$1"', "took the text away"),
    ],
)
def test_an_editor_that_fails_changes_nothing(
    cli: Cli, owed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, sentence: str
) -> None:
    assert owed
    set_editor(monkeypatch, tmp_path, script)
    refusal = cli.refused("template", "edit", "raci")
    assert sentence in refusal
    assert "What you wrote" not in refusal
    assert cli.json("template", "show", "raci")["version"] == 1


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$", ":"])
def test_what_was_written_is_never_lost(
    cli: Cli, owed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    assert owed
    # What a template cannot hold is refused after the editor, and lies there as well.
    set_editor(monkeypatch, tmp_path, f'printf "my work \\a" > "$1"; {end}')
    refusal = cli.refused("template", "edit", "raci")
    found = re.search(r"What you wrote is in (\S+)$", refusal)
    assert found is not None
    draft = Path(found[1])
    assert draft.read_text() == "my work \a"
    assert draft.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("editor", "sentence"),
    [
        ("", "No editor is set: set EDITOR"),
        ("no-such-editor", "no program no-such-editor here: set EDITOR"),
        ("vim '", "a quote too few"),
    ],
)
def test_without_an_editor_a_sentence_says_what_to_set(
    cli: Cli, owed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, sentence: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sentence in cli.refused("template", "edit", "raci")
    refusal = cli.refused("deliverable", "write", owed, "--edit")
    assert sentence in refusal
    assert Path(refusal.rpartition(" ")[2]).exists(), "the document was written, and where it is is said"


def test_a_file_in_the_home_of_nobody_is_refused_in_a_sentence(practice: Cli) -> None:
    refused = practice("template", "add", "Memo", "~nobody-at-all/x.md", "--type", "Memo")
    assert (refused.code, refused.err) == (
        1,
        "fractui: There is no file ~nobody-at-all/x.md; check its name.\n",
    )
