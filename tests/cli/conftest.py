"""The command line as a test calls it: words in, exit code and both streams out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fractui.__main__ import main
from fractui.cli.shell import Shell
from fractui.folders import Folders
from fractui.wiring import Services
from tests.fakes import FixedClock, Ids


class Answer:
    """What one run of the program left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[str]:
        """The table's lines under its rule, with their runs of spaces made one."""
        lines = self.out.splitlines()
        rule = next(place for place, line in enumerate(lines) if line.startswith("--"))
        return [" ".join(line.split()) for line in lines[rule + 1 :] if line.strip()]


class FakeDashboard:
    """A dashboard that only remembers on what it was opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, services: Services, folders: Folders) -> int:
        """Remember the data folder."""
        assert services.data == folders.data
        self.opened.append(folders.data)
        return 0

    def keys(self) -> list[tuple[str, tuple[str, ...], str, str]]:
        """Two actions."""
        return [("timer.switch", ("s",), "Switch", "Time"), ("undo", ("u", "ctrl+z"), "Undo", "Change")]


class Cli:
    """Runs commands in this process over one data folder, with a clock that stands still and ids that count."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.data = root / "data"
        self.clock = FixedClock()
        self.ids = Ids()
        self.dashboard = FakeDashboard()
        self.environ = {"FRACTUI_DATA": str(self.data), "HOME": str(root / "home")}
        self._capture = capture

    def __call__(self, *words: str) -> Answer:
        """Run ``fractui`` with these words."""
        self._capture.readouterr()
        shell = Shell(self.clock, self.ids, self.environ, self.dashboard)
        code = main(list(words), shell)
        streams = self._capture.readouterr()
        return Answer(code, streams.out, streams.err)

    def done(self, *words: str) -> Answer:
        """Run and expect that it was done."""
        answer = self(*words)
        assert answer.code == 0, answer.err
        assert answer.err == ""
        return answer

    def refused(self, *words: str, code: int = 1) -> str:
        """Run and expect one sentence on stderr, nothing on stdout."""
        answer = self(*words)
        assert (answer.code, answer.out) == (code, ""), (answer.code, answer.out, answer.err)
        assert answer.err.startswith("fractui: ")
        assert answer.err.count("\n") == 1
        assert "Traceback" not in answer.err
        return answer.err.removeprefix("fractui: ").strip()

    def json(self, *words: str) -> Any:
        """Run with ``--json`` and return the value."""
        return self.done(*words, "--json").json


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line over an empty folder, on Tuesday 24 November 2026, 14:07 UTC."""
    return Cli(tmp_path, capsys)


@pytest.fixture
def practice(cli: Cli) -> Cli:
    """The command line over a practice with two clients."""
    cli.done("client", "add", "ACME", "--name", "Acme Robotics", "--hours", "24", "--zone", "Europe/Berlin")
    cli.done("client", "add", "BETA", "--name", "Beta Foods", "--days", "4")
    return cli


Run = Callable[..., Answer]
