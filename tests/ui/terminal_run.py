"""The real program in a terminal of the test's own: keys in, screen and bytes out, hung up at will."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psutil
import pyte

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys\nfrom fractui.__main__ import main\nsys.exit(main())\n"
READY = ("Clients", "Practice", "Help")
"""What the complete first picture shows."""
PATIENCE_S = 20.0
"""How long anything is waited for on a busy machine."""


class Emulator:
    """A screen for pyte, which stumbles over the few private sequences that the framework uses."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.screen.select_graphic_rendition = self._render  # type: ignore[method-assign]
        self._render_known = pyte.Screen.select_graphic_rendition
        self._stream = pyte.ByteStream(self.screen)

    def _render(self, *codes: int, private: bool = False) -> None:
        if not private:
            self._render_known(self.screen, *codes)

    def feed(self, data: bytes) -> None:
        """Draw."""
        for sequence in (b"\x1b[<u", b"\x1b[>25u", b"\x1b[?2026$p", b"\x1b[?2048$p"):
            data = data.replace(sequence, b"")
        self._stream.feed(data)

    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(self.screen.display)


class Run:
    """One run of the program over a data folder. As a context manager it leaves no process behind.

    Without ``controlling`` the terminal belongs to no session, so that nobody is sent SIGHUP when it goes away.
    """

    def __init__(
        self,
        folder: Path,
        *,
        environ: Mapping[str, str] | None = None,
        size: tuple[int, int] = (100, 30),
        controlling: bool = True,
        stderr: int | None = None,
        program: str = PROGRAM,
        words: tuple[str, ...] = (),
    ) -> None:
        self.seen = b""
        self.master, slave = pty.openpty()
        self._emulator = Emulator(*size)
        self._set_size(*size)
        self.modes_before = termios.tcgetattr(slave)
        own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        unset = {"NO_COLOR", "COLUMNS", "LINES", "TMUX", "TEXTUAL_ANIMATIONS"}
        env = {name: value for name, value in os.environ.items() if name not in unset}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "--data", str(folder), *words],
            stdin=slave,
            stdout=slave,
            stderr=slave if stderr is None else stderr,
            env={**env, **own, **(environ or {})},
            start_new_session=True,
            preexec_fn=_take_terminal if controlling else None,
        )
        os.close(slave)

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    # -- the person at the terminal ------------------------------------------------------------

    def send(self, data: bytes) -> None:
        """Type, or paste."""
        os.write(self.master, data)

    def resize(self, columns: int, lines: int) -> None:
        """Drag the window's corner."""
        self._emulator.screen.resize(lines, columns)
        self._set_size(columns, lines)

    def click(self, column: int, line: int, *, button: int = 0, times: int = 1) -> None:
        """Press and release a mouse button over a cell, both counted from 0; 64 and 65 are the wheel up and down."""
        for _ in range(times):
            self.send(b"\x1b[<%d;%d;%dM" % (button, column + 1, line + 1))
            if button < 64:
                self.send(b"\x1b[<%d;%d;%dm" % (button, column + 1, line + 1))

    def signal(self, number: int) -> None:
        """Send a signal to the program alone."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def is_stopped(self) -> bool:
        """Whether it was stopped and did not go on yet."""
        return psutil.Process(self.process.pid).status() == psutil.STATUS_STOPPED

    # -- what is seen --------------------------------------------------------------------------

    @property
    def screen(self) -> pyte.Screen:
        """The emulated screen, with the attributes of its cells in ``buffer``."""
        return self._emulator.screen

    def text(self) -> str:
        """The screen as lines."""
        return self._emulator.text()

    def where(self, word: str) -> tuple[int, int]:
        """The column and line at which ``word`` stands."""
        for number, line in enumerate(self.screen.display):
            if word in line:
                return line.index(word), number
        raise AssertionError(f"{word!r} is not on the screen:\n{self.text()}")

    def modes(self) -> list[Any]:
        """The terminal's settings now."""
        return termios.tcgetattr(self.master)

    def pump(self, seconds: float) -> bytes:
        """Take in what comes within so long, or until the program closes the terminal."""
        began = len(self.seen)
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._take(left):
            pass
        return self.seen[began:]

    def until(self, *words: str, met: Callable[[], bool] | None = None) -> None:
        """Wait until all ``words`` are on the screen and ``met``."""
        deadline = time.monotonic() + PATIENCE_S
        while not (all(word in self.text() for word in words) and (met is None or met())):
            if time.monotonic() > deadline:
                raise AssertionError(f"{words} never came:\n{self.text()}\n{self.seen[-2000:]!r}")
            self._take(0.05)

    def quiet(self, seconds: float = 0.3) -> None:
        """Wait until nothing has been drawn for a moment."""
        deadline = time.monotonic() + PATIENCE_S
        while self._take(seconds) and time.monotonic() < deadline:
            pass

    def ended(self, within: float = PATIENCE_S) -> int:
        """The exit code, negative for a signal that nobody handled; waits for it."""
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"it has not ended within {within} s; screen:\n{self.text()}")
            self._take(0.02)
        while self._take(0):
            pass
        return int(self.process.returncode)

    def _take(self, wait: float) -> bool:
        if self.master < 0:
            time.sleep(min(wait, 0.02))
            return False
        if not select.select([self.master], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            time.sleep(min(wait, 0.02))
            return False
        self.seen += data
        self._emulator.feed(data)
        return bool(data)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def has_beaten(folder: Path) -> bool:
    """Whether the first beat is whole: it comes after the first picture, is a file first, and only then has its full second."""
    beat = folder / "heartbeat"
    return beat.exists() and beat.stat().st_mtime_ns % 1_000_000_000 == 0


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a data folder with its time of change and its bytes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
