"""The program as a process of its own: what it imports, and how it ends when streams or files misbehave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fractui.__main__ import main
from fractui.cli.shell import Shell

HEAVY = (
    "textual",
    "rich",
    "tinydb",
    "msgspec",
    "icalendar",
    "pendulum",
    "argparse",
    "dataclasses",
    "tabulate",
    "typing",
    "pathlib",
)
SEEN = """
import sys
from fractui.__main__ import main
code = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def fractui(data: Path, *words: str | bytes, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m fractui`` over a data folder."""
    environ = os.environ | {"FRACTUI_DATA": str(data)}
    options: dict[str, object] = {"capture_output": True, "env": environ, "timeout": 30} | more
    return subprocess.run([sys.executable, "-m", "fractui", *words], **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a client whose timer runs."""
    folder = tmp_path / "data"
    for words in (("client", "add", "ACME", "--name", "Acme"), ("start", "ACME", "-n", "cash bridge")):
        assert main(words, Shell(environ={"FRACTUI_DATA": str(folder)})) == 0
    return folder


def loaded(data: Path, *words: str) -> set[str]:
    """The modules that a command has loaded when it is done."""
    environ = os.environ | {"FRACTUI_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", SEEN, *words], capture_output=True, text=True, env=environ, timeout=30
    )
    return set(done.stderr.split())


def test_status_and_report_load_nearly_nothing(data: Path) -> None:
    assert loaded(data, "status").isdisjoint(HEAVY)
    assert loaded(data, "status", "--json").isdisjoint(HEAVY)
    heavy = set(HEAVY) - {"dataclasses", "typing"}
    assert loaded(data, "report", "this-month", "--json").isdisjoint(heavy)
    table = loaded(data, "report", "this-month")
    assert table.isdisjoint(heavy - {"tabulate"})
    assert table.isdisjoint({"importlib.metadata", "wcwidth"})


@pytest.mark.parametrize(
    "words",
    [
        ("log",),
        ("client", "list"),
        ("switch", "bd"),
        ("undo",),
        ("keys",),
        ("export", "csv", "ACME", "-o", "-"),
    ],
)
def test_no_command_loads_the_dashboard_s_framework(data: Path, words: tuple[str, ...]) -> None:
    assert loaded(data, *words).isdisjoint({"textual", "rich", "icalendar", "click"})


def test_exit_codes_and_sentences(data: Path) -> None:
    assert fractui(data, "status").returncode == 0
    refused = fractui(data, "start", "NOPE")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.startswith(b"fractui: ")
    assert refused.stderr.count(b"\n") == 1
    assert fractui(data, "start").returncode == 2
    assert fractui(data, "stop").returncode == 0
    assert fractui(data, "status").returncode == 1


def test_a_word_that_is_no_utf8_is_refused(data: Path) -> None:
    for words in (
        (b"start", b"AC\xffME"),
        (b"add", b"ACME", b"--from", b"\xff", b"--for", b"1h"),
        (b"\xff",),
    ):
        done = fractui(data, *words)
        assert done.returncode in (1, 2)
        assert b"Traceback" not in done.stderr
        assert done.stderr.startswith(b"fractui: ")


def test_a_reader_that_goes_away_is_no_trouble(data: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = fractui(data, "log", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_device_behind_stdout_is_a_sentence(data: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = fractui(data, "log", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_streams_do_no_harm(data: Path) -> None:
    command = f"{sys.executable} -m fractui add ACME --from 2026-01-05T09:00Z --for 1h >&- 2>&- <&-"
    environ = os.environ | {"FRACTUI_DATA": str(data)}
    assert subprocess.run(["sh", "-c", command], env=environ, timeout=30).returncode == 0
    log = json.loads(fractui(data, "log", "2026-01", "--json").stdout)
    assert len(log["entries"]) == 1


def test_a_locale_that_cannot_write_a_name_is_no_trouble(data: Path) -> None:
    fractui(data, "client", "edit", "ACME", "--name", "漢字")
    environ = os.environ | {"FRACTUI_DATA": str(data), "PYTHONIOENCODING": "ascii"}
    done = fractui(data, "client", "list", env=environ)
    assert done.returncode == 0
    assert b"\\u6f22" in done.stdout


def test_ctrl_c_is_a_sentence(data: Path) -> None:
    # A shell lets its background jobs ignore Ctrl-C, and so would this child when the tests run as one.
    code = """
import signal, sys
from fractui.__main__ import main
from fractui.services.timer import Timer
signal.signal(signal.SIGINT, signal.default_int_handler)
Timer.stop = lambda *_, **__: signal.raise_signal(signal.SIGINT)
sys.exit(main(["stop"]))
"""
    environ = os.environ | {"FRACTUI_DATA": str(data)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environ, timeout=30)
    assert done.returncode == 130
    assert done.stderr == b"fractui: Interrupted; what was acknowledged before is kept.\n"
    assert fractui(data, "status").returncode == 0


def test_files_are_the_user_s_only(data: Path) -> None:
    modes = {path: path.stat().st_mode & 0o077 for path in [data, *data.rglob("*")]}
    assert not any(modes.values()), modes


def test_each_writes_files_that_only_the_user_reads(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "acme.json"
    fractui(data, "export", "json", "ACME", "-o", str(target))
    assert target.stat().st_mode & 0o077 == 0
