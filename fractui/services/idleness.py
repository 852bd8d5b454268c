"""When the keyboard or mouse was last used, from whatever on this computer can honestly tell.

Being still in fractui's own window is not idleness: people work elsewhere. So only a source that sees the whole
seat counts: the desktop's, the operating system's, or on a text console the terminals of the user. Typing in any
terminal is a sign of life besides. Over ssh the seat is somewhere else and nothing here can tell.
"""

# The environment's programs and devices: plain paths, and nothing is imported that is not asked.
# ruff: noqa: PTH116, PTH208

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from subprocess import Popen

PATIENCE = timedelta(seconds=5)
"""A program that has not answered by then is ended."""

LONGEST_ANSWER = 1_000_000
"""Bytes that are read of an answer."""

EPOCH = datetime.fromtimestamp(0, UTC)

GIVE_UP = 3
"""So many silent answers in a row, and a source is not asked again."""


class Idleness(Protocol):
    """Tells when somebody last used keyboard or mouse."""

    @property
    def name(self) -> str:
        """The source in words, empty where nothing can tell."""

    def ask(self, now: datetime) -> None:
        """Begin to find out; never waits."""

    def last_input(self, now: datetime) -> datetime | None:
        """The answer, once; None while there is none."""


class Unknown:
    """Nothing can tell."""

    name = ""

    def ask(self, now: datetime) -> None:
        """Nobody is there to be asked."""

    def last_input(self, now: datetime) -> datetime | None:  # noqa: ARG002 - it is never known
        """Never known."""
        return None


class Program:
    """A program of the desktop that is run once for each question and prints what it knows.

    ``read`` makes of its output the time since the last input, None where it says nothing. The answer is taken at a
    later look, so that nobody waits for the program.
    """

    def __init__(
        self, name: str, command: tuple[str, ...], read: Callable[[str, datetime], timedelta | None]
    ) -> None:
        self._name = name
        self._command = command
        self._read = read
        self._process: Popen[bytes] | None = None
        self._asked = EPOCH
        self._said = b""
        self._silent = 0

    @property
    def name(self) -> str:
        """The source in words, empty once it has proved silent."""
        return self._name if self._silent < GIVE_UP else ""

    def ask(self, now: datetime) -> None:
        """Start the program, unless it is running still or has proved silent."""
        if self._process is not None or self._silent >= GIVE_UP:
            return
        from subprocess import DEVNULL, PIPE, Popen

        self._asked, self._said = now, b""
        try:
            self._process = Popen(self._command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        except OSError:
            self._silent += 1

    def last_input(self, now: datetime) -> datetime | None:
        """What the program has said, if it is done."""
        process = self._process
        if process is None or process.stdout is None:
            return None
        over = process.poll() is not None
        self._said += _at_hand(process.stdout.fileno())
        if not over:
            if timedelta() <= now - self._asked < PATIENCE:
                return None
            process.kill()
            process.wait()
        process.stdout.close()
        self._process = None
        said = self._said.decode(errors="replace")
        since = self._read(said, self._asked) if process.returncode == 0 else None
        self._silent = 0 if since is not None else self._silent + 1
        return None if since is None else self._asked - since


def _at_hand(handle: int) -> bytes:
    """What a program has written so far; whoever it left behind with the pipe is not waited for."""
    os.set_blocking(handle, False)
    said = b""
    try:
        while len(said) < LONGEST_ANSWER and (part := os.read(handle, 65536)):
            said += part
    except BlockingIOError:
        return said
    return said


class Console:
    """The user's terminals, for somebody who sits at a text console: reading what is typed moves their access time."""

    name = "the console's keyboard"

    def __init__(self, typed: Callable[[], float | None]) -> None:
        self._typed = typed
        self._asked = False

    def ask(self, now: datetime) -> None:  # noqa: ARG002 - the terminals know by themselves
        """The answer is there at once."""
        self._asked = True

    def last_input(self, now: datetime) -> datetime | None:
        """When something was last typed into any of them."""
        if not self._asked:
            return None
        self._asked = False
        return instant_of(self._typed(), now)


class Windows:
    """What Windows says of the last input of the session."""

    name = "Windows"

    def __init__(self) -> None:
        self._asked = False

    def ask(self, now: datetime) -> None:  # noqa: ARG002 - the system knows by itself
        """The answer is there at once."""
        self._asked = True

    def last_input(self, now: datetime) -> datetime | None:
        """When the session last had input."""
        if not self._asked:
            return None
        self._asked = False
        import ctypes

        libraries = getattr(ctypes, "windll", None)
        info = (ctypes.c_uint * 2)(8, 0)
        if libraries is None or not libraries.user32.GetLastInputInfo(ctypes.byref(info)):
            return None
        still_ms = (libraries.kernel32.GetTickCount() - info[1]) & 0xFFFFFFFF
        return now - timedelta(milliseconds=still_ms)


class WithTerminals:
    """A source of the seat's, with typing in any terminal of the user's as a sign of life besides."""

    def __init__(self, seat: Idleness, typed: Callable[[], float | None]) -> None:
        self._seat = seat
        self._typed = typed

    @property
    def name(self) -> str:
        """The seat's source in words."""
        return self._seat.name

    def ask(self, now: datetime) -> None:
        """Ask the seat."""
        self._seat.ask(now)

    def last_input(self, now: datetime) -> datetime | None:
        """The later one of what the seat says and of the last typing; None while the seat says nothing."""
        seen = self._seat.last_input(now)
        typed = instant_of(self._typed(), now) if seen is not None else None
        return seen if seen is None or typed is None else max(seen, typed)


def instant_of(seconds: float | None, now: datetime) -> datetime | None:
    """The instant of a time in seconds since 1970, at the latest now."""
    return None if seconds is None else min(now, datetime.fromtimestamp(int(seconds), UTC))


def last_typed(folder: str = "/dev/pts") -> float | None:
    """When something was last typed into one of the user's terminals, in seconds since 1970, as ``w`` knows it.

    Reading what was typed moves a terminal's access time, writing to it only its modification time.
    """
    found: list[float] = []
    try:
        names = [f"{folder}/{name}" for name in os.listdir(folder) if name.isdigit()]
    except OSError:
        names = []
    for path in (*names, own_terminal()):
        try:
            info = os.stat(path)
        except OSError:
            continue
        if info.st_uid == os.getuid():
            found.append(info.st_atime)
    return max(found, default=None)


def own_terminal() -> str:
    """The path of the terminal that this program runs in, empty without one."""
    try:
        return os.ttyname(0)
    except OSError:
        return ""
