"""A document beside its template from the shell."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_a_document_is_compared_with_its_template(practice: Cli, tmp_path: Path) -> None:
    memo = tmp_path / "memo.md"
    memo.write_text("# {{title}}\n\nOne.\n\nTwo.\n")
    practice.done("template", "add", "Memo", str(memo), "--type", "Memo")
    made = practice.json("deliverable", "add", "ACME", "Note", "--type", "Memo", "--due", "2026-12-04")
    path = Path(practice.json("deliverable", "write", made["id"])["path"])
    assert "stands as Memo v1 wrote it" in practice.done("template", "diff", made["id"][:8]).out
    path.write_text("# Note\n\nOne.\n\nThree \x1b[31m.\n")
    memo.write_text("# {{title}}\n\nOne.\n\nTwo.\n\nFour.\n")
    practice.done("template", "edit", "memo", "--file", str(memo), "--note", "a fourth")
    said = practice.done("template", "diff", made["id"]).out
    assert said.splitlines()[:2] == ["--- Memo v1", f"+++ {path.name}"]
    assert "-Two.\n+Three ␛[31m.\n" in said
    assert "Memo has a newer version, v2." in said
    assert "a fourth" in said
    assert "+Four." in said
    found = practice.json("template", "diff", made["id"])
    assert (found["file"], found["template"], found["written_from"], found["newest"]) == (
        path.name,
        "memo",
        1,
        2,
    )
    assert {"sign": "-", "text": "Two."} in found["lines"]
    assert [each["note"] for each in found["changelog"]] == ["a fourth"]


def test_blanks_that_go_out_with_a_document_are_said(practice: Cli) -> None:
    made = practice.json(
        "deliverable", "add", "ACME", "Update", "--type", "WeeklyUpdate", "--due", "2026-12-04"
    )
    path = Path(practice.json("deliverable", "write", made["id"])["path"])
    deliver = ("deliverable", "move", made["id"][:8], "delivered", "--to", "the board", "--via", "email")
    said = practice(*deliver)
    assert said.code == 0
    assert f"blanks are left in {path.name}, the first: {{{{audience}}}}; fractui undo" in said.err
    practice.done("undo")
    path.write_text("All is well.")
    assert practice.done(*deliver).err == ""


def test_what_cannot_be_compared_is_refused(practice: Cli) -> None:
    made = practice.json("deliverable", "add", "ACME", "Note", "--type", "Memo", "--due", "2026-12-04")
    assert "has no document yet" in practice.refused("template", "diff", made["id"])
    assert "deliverable list" in practice.refused("template", "diff", "ffff")
