"""Waiting for something long: how far it is, on stderr, and Ctrl-C that stops it where nothing is half done."""

from __future__ import annotations

import signal
import sys
import threading
import time
from types import FrameType, TracebackType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractui.services.views.importing import Progress

EVERY_S = 0.1
"""Seconds between two words on how far it is."""


class Waiting:
    """While it is entered, Ctrl-C only asks to ``stop``; pressed again before it is written, it interrupts.

    ``tell`` writes how far the work is, if somebody looks at a terminal.
    """

    def __init__(self) -> None:
        self._asked = False
        self._written = False
        self._said_at = 0.0
        self._shows = sys.stderr.isatty()
        self._before: signal.Handlers | object | None = None

    def __enter__(self) -> Waiting:
        """Take Ctrl-C over; only a program's main thread can."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give Ctrl-C back and clear the line."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]  # what signal itself returned
        self.clear()

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked and not self._written:
            raise KeyboardInterrupt
        self._asked = True

    def stop(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._asked

    def tell(self, progress: Progress) -> None:
        """Say how far it is, ten times a second at most."""
        self._written = progress.phase == "writing"
        now = time.monotonic()
        if self._shows and (now - self._said_at > EVERY_S or self._written):
            self._said_at = now
            of = f" of {progress.total:,}" if progress.total else ""
            print(f"\r\x1b[K{progress.phase} {progress.done:,}{of}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the words away again."""
        if self._shows and self._said_at:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._said_at = 0.0
