"""Ending from outside: a signal, or a terminal that has gone. In order when that is quick, at once when it is not."""

from __future__ import annotations

import os
import signal
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from fractui.ui.terminal import Terminal

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
GRACE_S = 1.5
"""How long an orderly end may take. Whatever is under way then is what a kill would interrupt: nothing that was acknowledged is lost."""
HUNG_UP = 128 + signal.SIGHUP
"""What shells show of a program whose terminal has gone."""


class Ending:
    """Waits for a reason to end the dashboard from outside, and sees to it that it ends."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._leave: Callable[[int], object] | None = None
        self._over = threading.Event()
        self._begun = False
        terminal.lost = self.terminal_lost

    def listen(self) -> None:
        """From now on the signals that end a program end this one in order, even where they were ignored so far."""
        for number in SIGNALS:
            signal.signal(number, self._came)

    def through(self, leave: Callable[[int], object]) -> None:
        """From now on the orderly way out is ``leave``, which takes the exit code and may be called in any thread."""
        self._leave = leave
        if self._terminal.is_gone:
            self.terminal_lost()

    def over(self) -> None:
        """The end was orderly; nobody needs to be hurried any more."""
        self._over.set()

    def terminal_lost(self) -> None:
        """There is nobody to show anything to."""
        if self._leave is not None:
            self._end(HUNG_UP, self._leave)

    def _came(self, number: int, _frame: object) -> None:
        if self._leave is None:
            raise SystemExit(128 + number)
        self._end(128 + number, self._leave)

    def _end(self, code: int, leave: Callable[[int], object]) -> None:
        if self._begun:
            return
        self._begun = True
        threading.Thread(target=self._hurry, args=(code,), name="fractui-ending", daemon=True).start()
        leave(code)

    def _hurry(self, code: int) -> None:
        if not self._over.wait(GRACE_S):
            self._terminal.give_back()
            os._exit(code)
