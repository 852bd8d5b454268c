"""The terminal under the dashboard: taken, drawn on, given back as it was found, and noticed when it goes away."""

from __future__ import annotations

import contextlib
import os
import sys
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ENTER = "\x1b[?1049h"
"""To the alternate screen."""
LEAVE = "\x1b[?1049l"
"""Back to the screen that was there before."""
TITLE = "\x1b]2;"
"""How a new title begins."""
KEEP_TITLE = "\x1b[22;2t"
"""Put the title aside."""
OLD_TITLE = "\x1b]2;\x07\x1b[23;2t"
"""The title that was put aside; none, where the terminal could not keep it."""
ORDINARY = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1016l\x1b[?1006l"  # the mouse
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[?2026l\x1b[?7h\x1b[<u\x1b[0m"  # paste, focus, resize, frames, wrap, keys, colour
    f"{LEAVE}\x1b[?25h"
)
"""All that a dashboard may have switched on, switched off, for an end that goes past the framework's own."""
SMALLEST = (60, 16)
"""Columns and lines that the panes need; with fewer one sentence says so."""


def is_fit(environ: Mapping[str, str]) -> bool:
    """Whether keys can be read and a screen drawn: stdin and stdout are terminals, and the terminal can place text."""
    able = environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return able and all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__))


class Terminal:
    """The terminal on stdin and stdout, as a file to draw on.

    Not stderr, on which the framework draws otherwise: that may be a log. Writing never fails; once the terminal has gone,
    what is written is thrown away and ``lost`` is called, once, in the thread that noticed.
    """

    def __init__(self, source: int = 0, target: int = 1) -> None:
        self.source = source
        self.target = target
        self.lost: Callable[[], object] = _nobody
        self.is_gone = False
        self.modes = termios.tcgetattr(source)
        self._taken = False
        self._titled = False
        self._waiting: list[str] = []

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines; a terminal that has none, or has gone, counts as one of 80 by 24."""
        try:
            columns, lines = os.get_terminal_size(self.target)
        except OSError:
            return 80, 24
        return (columns, lines) if columns and lines else (80, 24)

    def take(self, frame: str) -> None:
        """Go to the alternate screen and draw ``frame``; keys typed from now on wait for the dashboard and leave no trace on it."""
        quiet = list(self.modes)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self.source, termios.TCSANOW, quiet)
        self.write(ENTER)
        self.write(frame)
        self.flush()

    def isatty(self) -> bool:
        """It is one."""
        return True

    def fileno(self) -> int:
        """The number to draw on."""
        return self.target

    def write(self, text: str) -> None:
        """Keep ``text`` for the next ``flush``. Entering the alternate screen twice would clear the first frame, so it is left out.

        The first title is preceded by what puts the old one aside; leaving brings that back.
        """
        if text == ENTER:
            if self._taken:
                return
            self._taken = True
        elif text == LEAVE:
            self._taken = False
            text += self._old_title()
        elif text.startswith(TITLE) and not self._titled:
            self._titled = True
            text = KEEP_TITLE + text
        self._waiting.append(text)

    def _old_title(self) -> str:
        """What brings the old title back, if it was changed."""
        titled, self._titled = self._titled, False
        return OLD_TITLE if titled else ""

    def flush(self) -> None:
        """Draw what was written."""
        data = "".join(self._waiting).encode("utf-8", "replace")
        self._waiting.clear()
        try:
            while data and not self.is_gone:
                data = data[os.write(self.target, data) :]
        except OSError:
            self.has_gone()

    def has_gone(self) -> None:
        """Take notice that nobody is there any more."""
        if not self.is_gone:
            self.is_gone = True
            self.lost()

    def give_back(self) -> None:
        """Leave the terminal as it was found, however far the dashboard got; harmless when that is done already."""
        if self.is_gone:
            return
        if self._taken:
            self._taken = False
            # A terminal that does not read must not keep the program from ending.
            os.set_blocking(self.target, False)
            with contextlib.suppress(OSError):
                os.write(self.target, (ORDINARY + self._old_title()).encode())
            os.set_blocking(self.target, True)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self.source, termios.TCSANOW, self.modes)


def _nobody() -> None:
    """Nobody asked to be told yet."""
