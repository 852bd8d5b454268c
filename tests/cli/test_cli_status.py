"""The status line of prompts and status bars: its fields, what it says while nothing runs, and what a note cannot do there."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as within
from hypothesis import strategies as st

from fractui.cli.quick import READERS, answer
from fractui.cli.status_line import ESCAPES, FIELDS, IDLE_FIELDS, filled
from tests.cli.conftest import Cli

RUNNING = {
    "running": {"client": "ACME", "bucket": None, "note": "x", "category": None, "start": "", "zone": "UTC"},
    "elapsed_s": 5040,
    "today_s": 7200,
    "week_s": 36000,
}
IDLE = RUNNING | {"running": None}
Line = Callable[..., str]


@pytest.fixture
def both(practice: Cli, capsys: pytest.CaptureFixture[str]) -> Line:
    """The line as the short road and the whole command line print it, which must be one."""

    def line(*words: str) -> str:
        whole = practice("status", *words)
        capsys.readouterr()
        code = answer(["--data", str(practice.data), "status", *words], practice.clock, {"TZ": "UTC"})
        short = capsys.readouterr().out
        if code is not None:
            assert (code, short) == (whole.code, whole.out)
        return whole.out.removesuffix("\n")

    return line


def test_every_field(practice: Cli, both: Line) -> None:
    practice.done("start", "ACME", "-n", "cash bridge", "-c", "deep_work")
    practice.clock.forward(hours=1, minutes=24)
    template = "|".join(f"{{{name}}}" for name in FIELDS)
    told = dict(zip(FIELDS, both("--format", template).split("|"), strict=True))
    assert told.pop("color")
    assert told == {
        "code": "ACME",
        "name": "Acme Robotics",
        "client": "ACME",
        "bucket": "",
        "note": "cash bridge",
        "category": "deep_work",
        "since": "14:07",
        "elapsed": "1:24",
        "elapsed_s": "5040",
        "today": "1:24",
        "today_s": "5040",
        "week": "1:24",
        "week_s": "5040",
    }


def test_own_time_has_a_bucket_and_no_client(practice: Cli, both: Line) -> None:
    practice.done("start", "bd")
    assert both("--format", "{code}|{bucket}|{client}|{name}|{color}") == "bd|bd|||"


def test_what_stands_for_nothing(practice: Cli, both: Line) -> None:
    practice.done("add", "ACME", "--from", "9:00", "--for", "1h")
    assert both("--format", "{code}") == ""
    assert both("--format", "{code}", "--idle", "idle, {today} of {week}") == "idle, 1:00 of 1:00"
    assert practice("status", "--format", "{code}", "--idle", "idle").code == 1


def test_what_cannot_be_filled_is_one_sentence(practice: Cli) -> None:
    said = practice.refused("status", "--format", "{code}", "--idle", "{code} rests", code=2)
    assert "{code} rests" in said
    assert all(f"{{{name}}}" in said for name in IDLE_FIELDS)
    assert "--format" in practice.refused("status", "--idle", "idle", code=2)
    assert "tmux" in practice.refused("status", "--format", "{code}", "--for", "screen", code=2)


@within(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=12), st.sampled_from([None, *READERS]))
def test_a_note_brings_no_control_character_and_no_mark_of_the_reader(note: str, reader: str | None) -> None:
    running = {"client": "ACME", "bucket": None, "note": note, "category": None}
    line = filled("[{note}]", None, reader, RUNNING | {"running": running})
    assert line is not None
    assert all(unicodedata.category(each) != "Cc" for each in line)
    if reader in ("tmux", "zsh"):
        mark = ESCAPES[reader][0][0]
        assert line.count(mark) % 2 == 0
        assert mark not in line.replace(mark * 2, "")
    elif reader == "pango":
        assert "<" not in line
        assert line.count("&") == line.count("&amp;") + line.count("&lt;") + line.count("&gt;")


def test_every_reader_has_its_escapes() -> None:
    assert tuple(ESCAPES) == READERS


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_shows_a_note_as_it_was_typed(practice: Cli, tmp_path: Path) -> None:
    note = "a #{pid} #[fg=red] #(touch x) 100%"
    line = filled("{note}", None, "tmux", RUNNING | {"running": RUNNING["running"] | {"note": note}})  # type: ignore[operator]
    socket = ["tmux", "-f", "/dev/null", "-S", str(tmp_path / "socket")]
    subprocess.run([*socket, "new-session", "-d", "sleep 30"], check=True)
    try:
        command = [*socket, "display-message", "-p", str(line)]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    finally:
        subprocess.run([*socket, "kill-server"], check=True)
    # Where it is drawn, a doubled mark before a bracket is one mark and no style; asked for its text, tmux leaves it doubled.
    assert shown.replace("##[", "#[") == f"{note}\n"
