from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_attach_path_and_the_wrong_client(cli: Cli, tmp_path: Path) -> None:
    for code in ("ACME", "BETA"):
        cli.done("client", "add", code, "--name", f"{code.title()} Foods")
    known = cli.done(
        "deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "2026-11-30", "--json"
    ).json["id"]
    document = tmp_path / "pack.txt"
    document.write_text("for BETA")
    assert "type BETA" in cli.refused("deliverable", "attach", known, str(document))
    filed = cli.done("deliverable", "attach", known[:8], str(document), "--names", "BETA", "--json").json
    assert filed["files"] == ["2026-11-30_BoardPack_ACME_v1.txt"]
    assert (
        cli.done("deliverable", "path", known)
        .out.strip()
        .endswith("ACME/files/2026-11-30_BoardPack_ACME_v1.txt")
    )
    assert "--next" in cli.refused("deliverable", "attach", known, str(document), "--names", "BETA")
    assert (
        "_v2.txt" in cli.done("deliverable", "attach", known, str(document), "--names", "BETA", "--next").out
    )


def test_without_a_program_to_open_documents_the_path_is_said(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    cli.done("client", "add", "ACME", "--name", "Acme")
    known = cli.done(
        "deliverable", "add", "ACME", "Board pack", "--type", "BoardPack", "--due", "2026-11-30", "--json"
    ).json["id"]
    assert "no document yet" in cli.refused("deliverable", "open", known)
    document = tmp_path / "pack.txt"
    document.write_text("numbers")
    cli.done("deliverable", "attach", known, str(document))
    assert "the document is" in cli.refused("deliverable", "open", known)


def test_files_that_are_not_by_the_convention_are_listed(cli: Cli) -> None:
    cli.done("client", "add", "ACME", "--name", "Acme")
    assert cli.done("deliverable", "lint").out == "Every document is named by the convention.\n"
    folder = cli.data / "clients" / "ACME" / "files"
    folder.mkdir()
    (folder / "report final2.docx").write_text("x")
    assert (
        cli.done("deliverable", "lint", "--json").json["misnamed"][0]["better"]
        == "2026-11-24_Report_ACME_v2.docx"
    )
    assert "report final2.docx" in cli.done("deliverable", "lint").out
    (folder / "report final2.docx").unlink()
    cli.done("client", "add", "BETA", "--name", "Beta Foods")
    (folder / "2026-11-30_BoardPack_BETA_v1.pdf").write_text("x")
    assert cli.done("deliverable", "lint", "--json").json["misnamed"] == [
        {
            "client": "ACME",
            "file": "2026-11-30_BoardPack_BETA_v1.pdf",
            "problem": "it names BETA: move it to clients/BETA/files",
            "better": "2026-11-30_BoardPack_BETA_v1.pdf",
            "belongs_to": "BETA",
        }
    ]
