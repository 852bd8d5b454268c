"""Real processes: two that write at once, and some that are killed in the middle of it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
WRITER, CHECKER = HERE / "kill_writer.py", HERE / "kill_checker.py"


def check(root: Path) -> tuple[set[str], list[str]]:
    """The ids that a fresh process finds, and what it holds against the folder."""
    run = subprocess.run(
        [sys.executable, CHECKER, root], capture_output=True, text=True, check=True, timeout=60
    )
    lines = run.stdout.splitlines()
    found = [line.removeprefix("ID ") for line in lines if line.startswith("ID ")]
    assert len(found) == len(set(found))
    return set(found), [line for line in lines if line.startswith("BAD ")]


def expected(lines: list[str]) -> tuple[set[str], set[str]]:
    """What must be there and what must not, by what the writer said."""
    there: set[str] = set()
    gone: set[str] = set()
    for line in lines:
        word, _, name = line.partition(" ")
        if word == "ACK":
            there.add(name)
            gone.discard(name)
        elif word == "TRY":
            there.discard(name)
        elif word == "GONE":
            gone.add(name)
    return there, gone


def start(root: Path, seed: int, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, WRITER, root, str(seed), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    """A dozen kills, crash upon crash in one folder."""
    chance = random.Random(7)
    lines: list[str] = []
    for trial in range(12):
        with start(tmp_path / "data", trial, "--alone") as writer:
            assert writer.stdout is not None
            for line in writer.stdout:
                lines.append(line.strip())
                if line == "READY\n":
                    break
            for _ in range(chance.randrange(40)):
                lines.append(writer.stdout.readline().strip())
            time.sleep(chance.random() / 200)
            writer.send_signal(signal.SIGKILL)
            lines += writer.stdout.read().splitlines()
            assert writer.stderr is not None
            assert writer.stderr.read() == ""
    found, bad = check(tmp_path / "data")
    there, gone = expected(lines)
    assert len(there) > 30
    assert bad == []
    assert there - found == set()
    assert gone & found == set()


def test_two_writers_at_once_see_each_other(tmp_path: Path) -> None:
    root = tmp_path / "data"
    with start(root, 1, "200") as one, start(root, 2, "200") as two:
        said = [writer.communicate(timeout=60) for writer in (one, two)]
    assert [errors for _, errors in said] == ["", ""]
    found, bad = check(root)
    assert bad == []
    for output, _ in said:
        there, gone = expected(output.splitlines())
        assert there - found == set()
        assert gone & found == set()
