"""A terminal for measuring: a program in a pty, its screen emulated, its queries answered, each chunk stamped.

Latencies end with the stamp of the chunk that completed the awaited screen, so the emulator's own time is not in them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import queue
import re
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyte

ESCAPE = re.compile(
    rb"\x1b(?:\[(?P<lead>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|[PX^_][^\x1b]*\x1b\\"
    rb"|[ -/]+[0-~]"
    rb"|[0-OQ-WYZ\\`-~])"
)
KNOWN_TO_PYTE = frozenset(b"@ABCDEFGHJKLMPXade`fghlmnr")
FRAME_END = b"\x1b[?2026l"
COLUMNS, LINES = 120, 40
QUIET_S = 0.25


def set_priority(nice: int) -> None:
    """Set this process's priority, and its session's, without which it counts for nothing between sessions."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, nice)
        Path("/proc/self/autogroup").write_text(str(nice))


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came from the program at one instant of the monotonic clock."""

    at: float
    data: bytes


class Screen:
    """The emulated screen; ``reply`` receives the answers to the program's questions."""

    def __init__(self, reply: Callable[[bytes], object], columns: int = COLUMNS, lines: int = LINES) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._reply = reply
        self._size = (columns, lines)
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Take in what the program wrote: text and simple sequences for the emulator, questions answered."""
        data, self._rest = self._rest + data, b""
        plain = bytearray()
        place = 0
        while (escape := data.find(b"\x1b", place)) >= 0:
            plain += data[place:escape]
            found = ESCAPE.match(data, escape)
            if found is None:
                self._rest = data[escape:]
                place = len(data)
                break
            place = found.end()
            if found["final"] is not None and self._is_for_emulator(found):
                plain += found[0]
        plain += data[place:]
        self._stream.feed(bytes(plain))

    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(self._screen.display)

    def _is_for_emulator(self, found: re.Match[bytes]) -> bool:
        """Answer a control sequence that asks something; True for one that draws."""
        lead, numbers, between, final = found["lead"], found["numbers"], found["between"], found["final"]
        if lead == b"?" and between == b"$" and final == b"p":
            self._reply(b"\x1b[?%s;%d$y" % (numbers, 2 if numbers == b"2026" else 0))
        elif final == b"c" and not between:
            self._reply(b"\x1b[>41;354;0c" if lead == b">" else b"\x1b[?62;22c")
        elif final == b"n" and numbers == b"6":
            self._reply(b"\x1b[1;1R")
        elif final == b"t" and numbers in (b"14", b"16", b"18"):
            columns, lines = self._size
            sizes = {b"14": (4, lines * 16, columns * 8), b"16": (6, 16, 8), b"18": (8, lines, columns)}
            self._reply(b"\x1b[%d;%d;%dt" % sizes[numbers])
        elif not lead and not between and b":" not in numbers:
            return final[0] in KNOWN_TO_PYTE
        return False


class Terminal:
    """One run of a program in a terminal of 120x40; use it as a context manager, which ends the program."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.bytes = 0
        self._chunks: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
        self._screen = Screen(self.send)
        self._ended = False
        self.began = time.monotonic()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, COLUMNS * 8, LINES * 16))
            set_priority(os.getpriority(os.PRIO_PROCESS, 0))
            os.execvpe(command[0], list(command), dict(environ))
        self._process = psutil.Process(self.pid)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self._reader.join(2)
        os.close(self._fd)

    def send(self, data: bytes) -> float:
        """Type ``data``; the instant just before."""
        at = time.monotonic()
        with contextlib.suppress(OSError):
            os.write(self._fd, data)
        return at

    def until(self, shown: Callable[[str], bool], timeout: float = 30.0, *, frame: bool = False) -> float:
        """Wait until the screen's text satisfies ``shown``; the stamp of the chunk that made it so.

        With ``frame`` only after a whole frame that came since the call (a program that marks its frames).

        Raises:
            TimeoutError: it never did; the text is the screen.
        """
        deadline = time.monotonic() + timeout
        framed = not frame
        while (left := deadline - time.monotonic()) > 0:
            chunk = self._next(left)
            if chunk is None:
                break
            framed = framed or FRAME_END in chunk.data
            if framed and shown(self.text()):
                return chunk.at
        raise TimeoutError(
            f"the program {'ended' if self._ended else 'never showed it'}; screen:\n{self.text()}"
        )

    def key(self, data: bytes, shown: Callable[[str], bool] | None = None) -> float:
        """Seconds from typing ``data`` to the end of the first frame that satisfies ``shown`` (any frame without it)."""
        self.settle()
        sent = self.send(data)
        return self.until(shown or (lambda _: True), 10.0, frame=True) - sent

    def settle(self, quiet: float = QUIET_S, timeout: float = 5.0) -> None:
        """Take in what comes until nothing has come for ``quiet`` seconds."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and self._next(quiet) is not None:
            pass

    def pause(self, seconds: float) -> None:
        """Take in what comes for so long."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if self._next(left) is None and self._ended:
                return

    def text(self) -> str:
        """The screen as lines."""
        return self._screen.text()

    def cpu_s(self) -> float:
        """CPU seconds of the program so far: its threads' to the nanosecond, or the ticks where threads have ended."""
        threads = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            threads += int((task / "schedstat").read_text().split()[0])
        times = self._process.cpu_times()
        ticks: float = times.user + times.system
        return max(threads / 1e9, ticks - 0.02)

    def rss_mib(self) -> float:
        """Resident memory in MiB."""
        return float(self._process.memory_info().rss) / 2**20

    def _next(self, timeout: float) -> Chunk | None:
        """The next chunk, fed to the screen; None when none came in time or the program has ended."""
        if self._ended:
            return None
        try:
            chunk = self._chunks.get(timeout=timeout)
        except queue.Empty:
            return None
        if chunk is None:
            self._ended = True
            return None
        self.bytes += len(chunk.data)
        self._screen.feed(chunk.data)
        return chunk

    def _read(self) -> None:
        """Stamp what the program writes as it comes (a thread of its own)."""
        # The emulator keeps this process busy: without a short turn each 4 KiB of a frame would wait 5 ms to be stamped.
        sys.setswitchinterval(0.0001)
        while True:
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                data = b""
            self._chunks.put(Chunk(time.monotonic(), data) if data else None)
            if not data:
                return
