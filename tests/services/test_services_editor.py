"""The user's own editor, whatever it is set to and whatever it does to the text."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.services.editor import Draft, editor_command, run_editor


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs, the only one that is searched."""
    folder = tmp_path / "some programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return folder


def program(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\nfor f; do :; done\n{script}\n")
    path.chmod(0o700)
    return str(path)


def test_visual_goes_before_editor_and_an_empty_one_does_not(programs: Path) -> None:
    program(programs, "one", ":")
    program(programs, "two", ":")
    for visual, editor, command in (
        ("one", "two", ["one"]),
        ("", "two", ["two"]),
        ("  ", "two", ["two"]),
        ("one --wait", "two", ["one", "--wait"]),
        ("", "two -c 'set tw=72'", ["two", "-c", "set tw=72"]),
    ):
        assert editor_command({"VISUAL": visual, "EDITOR": editor}) == command


def test_a_path_with_spaces_needs_no_quotes(programs: Path) -> None:
    path = program(programs, "my editor", ":")
    assert editor_command({"EDITOR": path}) == [path]
    assert editor_command({"EDITOR": f"'{path}' -w"}) == [path, "-w"]


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"VISUAL": "vi '"}, "VISUAL is set to vi ', which has a quote too few"),
        ({"VISUAL": "gone", "EDITOR": "vi"}, "no program gone here: set VISUAL"),
        ({"EDITOR": "/etc/passwd"}, "no program /etc/passwd here: set EDITOR"),
    ],
)
def test_the_variable_that_is_wrong_is_named(programs: Path, environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        editor_command(environ)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 1", "ended with status 1"),
        ("kill -9 $$", "ended by SIGKILL"),
        ("kill -TERM $$", "ended by SIGTERM"),
    ],
)
def test_how_it_ended_is_said_and_what_it_saved_is_there(programs: Path, script: str, sentence: str) -> None:
    draft = Draft("before", "a.md")
    with pytest.raises(Refused, match=sentence):
        run_editor(draft.path, {"EDITOR": program(programs, "e", f'echo mine >> "$f"\n{script}')})
    refused = draft.refusal(Refused("It failed."))
    assert refused.sentence == f"It failed. What you wrote is in {draft.path}"
    assert Path(draft.path).read_text() == "beforemine\n"


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ('rm "$f"', "took the text away"),
        ('rm "$f"; mkdir "$f"', "no ordinary file"),
        ('rm "$f"; mkfifo "$f"', "no ordinary file"),
        ('rm "$f"; ln -s /etc/passwd "$f"', "no ordinary file"),
        ('printf "caf\\351" > "$f"', "no UTF-8 text"),
    ],
)
def test_what_is_no_text_any_more_is_refused_at_once(programs: Path, script: str, sentence: str) -> None:
    draft = Draft("before", "a.md")
    run_editor(draft.path, {"EDITOR": program(programs, "e", script)})
    with pytest.raises(Refused, match=sentence) as error:
        draft.text()
    left = "UTF-8" in sentence
    assert ("What you wrote is in" in draft.refusal(error.value).sentence) is left
    assert os.path.lexists(draft.path) is left


def test_marks_of_other_systems_are_not_part_of_the_text(programs: Path) -> None:
    draft = Draft("", "a.md")
    run_editor(draft.path, {"EDITOR": program(programs, "e", r'printf "\357\273\277a\r\nb\rc\n\n" > "$f"')})
    assert draft.text() == "a\nb\nc"
    draft.discard()
