"""The framework's link to the terminal, mended where a terminal that goes away, or a stop without warning, would break it."""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

if TYPE_CHECKING:
    from textual.message import Message

    from fractui.ui.app import Dashboard


class TerminalDriver(LinuxDriver):
    """Draws on the app's ``Terminal`` and reads its keys.

    Against the framework's own driver: a terminal that has gone ends the program instead of being read for ever; waiting for keys costs
    nothing; going on after SIGSTOP takes the terminal anew instead of a second time; the size is the terminal's, whatever COLUMNS says,
    and after many changes the last one.
    """

    def __init__(self, app: Dashboard, **options: Any) -> None:
        super().__init__(app, **options)
        if app.terminal is None:
            raise TypeError("this driver needs the app's terminal")
        self._dashboard = app
        self._terminal = app.terminal
        self._file = app.terminal  # type: ignore[assignment]
        self.fileno = app.terminal.source
        self._ears: tuple[int, int] | None = None
        self._keys_read = 0

    def _get_terminal_size(self) -> tuple[int, int]:
        return self._terminal.size

    # -- keys ----------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal and listen."""
        self._ears = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.attrs_before = self._terminal.modes
        signal.signal(signal.SIGWINCH, self._resized)
        self._resized()

    def _resized(self, *_: object) -> None:
        """The size is read later, in the loop: handlers interrupt each other, and the outermost would report an old size last."""
        self._loop.call_soon_threadsafe(self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._terminal.size)
            self._dashboard.post_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """Stop listening now, not at the next key."""
        if self._ears is not None:
            os.write(self._ears[1], b"!")
        super().disable_input()
        self._deafen()

    def _deafen(self) -> None:
        if self._ears is not None:
            for ear in self._ears:
                os.close(ear)
            self._ears = None

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - a thread's errors reach nobody by themselves: the app ends with a report
            self._loop.call_soon_threadsafe(self._dashboard.crash, error)

    def run_input_thread(self) -> None:
        """Read keys until told to stop; a key that may be the beginning of another is waited for as long as a human's takes."""
        if self._ears is None:
            return
        keys, stop = self.fileno, self._ears[0]
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        waits = 0
        while not self.exit_event.is_set():
            ready, _, _ = select.select([keys, stop], [], [], constants.ESCAPE_DELAY if waits else None)
            waits -= 1
            if keys in ready:
                data = self._read(keys)
                if not data:
                    self._terminal.has_gone()
                    return
                waits = 2
                for event in parser.feed(decode(data)):
                    self.process_message(event)
            waits = max(waits, 0)
            for event in parser.tick():
                self.process_message(event)
        self._finish(parser)

    def process_message(self, message: Message) -> None:
        """Count the keys where they are read: while a picture is drawn they wait for their turn."""
        if isinstance(message, events.Key):
            self._keys_read += 1
        super().process_message(message)

    def has_keys_beyond(self, seen: int) -> bool:
        """Whether more keys than the ``seen`` ones were read so far, or something is there to be read."""
        return self._keys_read > seen or bool(select.select([self.fileno], [], [], 0)[0])

    def _read(self, keys: int) -> bytes:
        try:
            return os.read(keys, 4096)
        except OSError:
            return b""

    def _finish(self, parser: XTermParser) -> None:
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            return

    # -- stopping and going on -----------------------------------------------------------------

    def _sigtstp_application(self, *_: object) -> None:
        """Stopping is done in the loop: a signal may come while something to draw is handed over, which then waits for itself."""
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        """As stopping, in the loop."""
        self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Go on after a stop. One that came without warning (SIGSTOP) left the terminal to others just the same."""
        if not self._auto_restart or self._terminal.is_gone:
            return
        if self._in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:  # not our session's terminal: nobody can put us into the background of it
            return False
