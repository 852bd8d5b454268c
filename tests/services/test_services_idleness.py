"""Who can tell that nobody is there: the right source for each computer, read right, never waited for."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fractui.services import idleness, seat
from fractui.services.idleness import (
    Console,
    Idleness,
    Program,
    Unknown,
    Windows,
    WithTerminals,
)
from fractui.services.seat import find_idleness
from tests.builders import at

NOW = at("2026-11-24 14:07")
X11 = {"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11", "XDG_SESSION_ID": "2"}
WAYLAND = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_ID": "2"}
GNOME = {**WAYLAND, "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}


def all_there(name: str) -> str | None:
    return f"/usr/bin/{name}"


@pytest.mark.parametrize(
    ("environ", "platform", "name"),
    [
        (X11, "linux", "xprintidle"),
        (GNOME, "linux", "GNOME"),
        (WAYLAND, "linux", "logind"),
        ({}, "linux", ""),
        ({**X11, "SSH_CONNECTION": "1 2 3 4"}, "linux", ""),
        ({**GNOME, "SSH_CONNECTION": "1 2 3 4"}, "linux", ""),
        ({}, "darwin", "macOS"),
        ({}, "win32", "Windows"),
    ],
)
def test_the_best_source_of_each_computer(environ: Mapping[str, str], platform: str, name: str) -> None:
    assert find_idleness(environ, all_there, platform, "/dev/pts/3").name == name


@pytest.mark.parametrize(("environ", "platform"), [(X11, "linux"), (GNOME, "linux"), ({}, "darwin")])
def test_without_the_program_nothing_can_tell(environ: Mapping[str, str], platform: str) -> None:
    found = find_idleness(environ, lambda _: None, platform)
    found.ask(NOW)
    assert (found.name, found.last_input(NOW)) == ("", None)


def test_a_text_console_has_its_terminals() -> None:
    found = find_idleness({}, lambda _: None, "linux", "/dev/tty2", lambda: NOW.timestamp() - 700)
    assert isinstance(found, Console)
    assert found.last_input(NOW) is None
    found.ask(NOW)
    assert found.last_input(NOW) == NOW - timedelta(seconds=700)


def script(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "tells"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return (str(path),)


def answer(program: Program, now: datetime = NOW) -> datetime | None:
    """What it says once it is done."""
    program.ask(now)
    while program._process is not None:
        said = program.last_input(now)
        if said is not None:
            return said
    return None


def test_a_program_is_asked_and_read_later(tmp_path: Path) -> None:
    program = Program("x", script(tmp_path, "echo 61000"), seat.read_milliseconds)
    assert program.last_input(NOW) is None
    assert answer(program) == NOW - timedelta(seconds=61)
    assert program.last_input(NOW) is None


def test_a_program_that_hangs_is_ended_without_waiting(tmp_path: Path) -> None:
    program = Program("x", script(tmp_path, "exec sleep 60"), seat.read_milliseconds)
    for _ in range(idleness.GIVE_UP):
        program.ask(NOW)
        assert program.last_input(NOW + timedelta(seconds=1)) is None
        assert program._process is not None
        assert program.last_input(NOW + timedelta(seconds=6)) is None
        assert program._process is None
    assert program.name == ""
    program.ask(NOW)
    assert program._process is None


def test_who_keeps_the_pipe_open_is_not_waited_for(tmp_path: Path) -> None:
    program = Program("x", script(tmp_path, "sleep 1 &\necho 1000"), seat.read_milliseconds)
    assert answer(program) == NOW - timedelta(seconds=1)


@pytest.mark.parametrize(
    "text", ["echo no", "exit 1", "echo 5; exit 2", "echo -5", "echo 9999999999999999999999"]
)
def test_a_program_that_says_nothing_useful_is_silent(tmp_path: Path, text: str) -> None:
    assert answer(Program("x", script(tmp_path, text), seat.read_milliseconds)) is None


def test_a_program_that_is_gone_is_silent() -> None:
    program = Program("x", ("/nonexistent/xprintidle",), seat.read_milliseconds)
    for _ in range(idleness.GIVE_UP):
        assert answer(program) is None
    assert program.name == ""


def test_a_long_answer_is_read_while_it_comes(tmp_path: Path) -> None:
    text = "head -c 200000 /dev/zero | tr '\\0' 'x'; echo; echo '  |   \"HIDIdleTime\" = 5000000000'"
    program = Program("macOS", script(tmp_path, text), seat.read_ioreg)
    assert answer(program) == NOW - timedelta(seconds=5)


def test_what_the_others_print() -> None:
    assert seat.read_gdbus("(uint64 12345,)\n", NOW) == timedelta(milliseconds=12345)
    assert seat.read_gdbus("Error: nobody", NOW) is None
    assert seat.read_logind("IdleHint=no\nIdleSinceHint=0\n", NOW) == timedelta()
    since = int((NOW - timedelta(minutes=20)).timestamp() * 1_000_000)
    assert seat.read_logind(f"IdleHint=yes\nIdleSinceHint={since}\n", NOW) == timedelta(minutes=20)
    assert seat.read_logind("Failed", NOW) is None


class Seat:
    """A seat that says what it is told to."""

    name = "seat"

    def __init__(self, said: datetime | None) -> None:
        self.said = said

    def ask(self, now: datetime) -> None:
        """It knows."""

    def last_input(self, now: datetime) -> datetime | None:
        """What it was told."""
        return self.said


@pytest.mark.parametrize(
    ("seen", "typed", "said"),
    [
        (NOW - timedelta(hours=1), NOW - timedelta(minutes=2), NOW - timedelta(minutes=2)),
        (NOW - timedelta(minutes=1), NOW - timedelta(hours=2), NOW - timedelta(minutes=1)),
        (None, NOW, None),
        (NOW - timedelta(minutes=1), None, NOW - timedelta(minutes=1)),
        (NOW - timedelta(minutes=1), NOW + timedelta(hours=5), NOW),
    ],
)
def test_typing_in_a_terminal_is_a_sign_of_life_besides(
    seen: datetime | None, typed: datetime | None, said: datetime | None
) -> None:
    both: Idleness = WithTerminals(Seat(seen), lambda: typed.timestamp() if typed else None)
    both.ask(NOW)
    assert both.last_input(NOW) == said


def test_terminals_are_known_by_their_access_time(tmp_path: Path) -> None:
    for name, seconds in (("0", 1000), ("7", 5000), ("ptmx", 9000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (seconds, 20000))
    typed = idleness.last_typed(str(tmp_path))
    own = Path(idleness.own_terminal()) if idleness.own_terminal() else None
    assert typed == max([5000.0, *([own.stat().st_atime] if own else [])])
    assert idleness.last_typed("/nonexistent") is None or own is not None


def test_windows_without_its_libraries_says_nothing() -> None:
    source = Windows()
    assert source.last_input(NOW) is None
    source.ask(NOW)
    assert source.last_input(NOW) is None
    assert Unknown().last_input(datetime.now(UTC)) is None
