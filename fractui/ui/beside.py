"""Beside the screen: the terminal's title, and notifications where they are wanted.

Both go out through the driver, in the thread that draws, so that they never come between the pieces of a frame.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from fractui.core.text import safe
from fractui.core.wording import hm
from fractui.ui.terminal import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from fractui.services.reminders import Reminder
    from fractui.services.views.frame import FrameView

BELL = "\x07"
UNTITLED = ("dumb", "linux", "unknown", "cons", "vt", "eterm", "ansi", "sun")
"""How the names of terminals begin that have no title, or print what they do not know."""
SHARED = ("tmux", "screen")
"""How the names begin of terminals within terminals: what they do not know themselves does not reach the one outside."""
LONGEST = 120
ASK_TMUX_S = 1.0


class Beside:
    """Keeps the title true and says things aloud; ``write`` takes sequences for the terminal.

    ``title`` and ``notify`` (``off``, ``bell``, ``osc9`` or ``both``) are the user's preferences.
    """

    def __init__(
        self, write: Callable[[str], object], environ: Mapping[str, str], *, title: bool, notify: str
    ) -> None:
        self._write = write
        self._environ = environ
        self._titled = title and has_title(environ.get("TERM", ""))
        self._notify = notify
        self._shown = ""
        self._told: set[str] = set()
        self.passes = False

    @property
    def speaks(self) -> bool:
        """Whether notifications are wanted at all."""
        return self._notify != "off"

    @property
    def asks_tmux(self) -> bool:
        """Whether it matters that tmux lets a notification through."""
        return self._notify in ("osc9", "both") and bool(self._environ.get("TMUX"))

    def tick(self, now: datetime, frame: FrameView | None) -> None:
        """Bring the title up to what runs; while the same entry runs that is once a minute."""
        if self._titled and frame is not None:
            title = title_of(frame, now)
            if title != self._shown:
                self._shown = title
                self._write(f"{TITLE}{title}{BELL}")

    def again(self) -> None:
        """Somebody else had the terminal meanwhile: the next tick sets the title anew."""
        self._shown = ""

    def tell(self, text: str) -> None:
        """Say something aloud in the way that the user wants; nothing where none is wanted."""
        if self.speaks:
            self._write(notification(text, self._notify, self._environ, passes=self.passes))

    def remind(self, reminders: Iterable[Reminder]) -> None:
        """Say what was not said before."""
        for each in reminders:
            if each.key not in self._told:
                self._told.add(each.key)
                self.tell(each.text)


def has_title(term: str) -> bool:
    """Whether a terminal of that name (``TERM``) takes a title."""
    return bool(term) and not term.lower().startswith(UNTITLED)


def title_of(frame: FrameView, now: datetime) -> str:
    """``ACME 1:24 · fractui`` while a timer runs."""
    running = frame.timer.running
    if running is None:
        return "fractui"
    seconds = max(0, int((now - running.start).total_seconds()))
    return f"{safe(running.code)} {hm(seconds)} · fractui"


def notification(text: str, how: str, environ: Mapping[str, str], *, passes: bool) -> str:
    """The sequences that say ``text`` aloud: a bell, a notification by OSC 9, or both.

    A terminal within a terminal swallows the notification; tmux lets it through where ``allow-passthrough`` is on (``passes``).
    Where it would not arrive there is the bell instead.
    """
    # A first word that is a number would be a command to some terminals.
    message = f"\x1b]9;fractui: {safe(text)[:LONGEST]}{BELL}"
    if environ.get("TMUX"):
        message = f"\x1bPtmux;{message.replace(chr(27), chr(27) * 2)}\x1b\\" if passes else ""
    elif environ.get("TERM", "").startswith(SHARED):
        message = ""
    wanted = message if how in ("osc9", "both") else ""
    return wanted + (BELL if how in ("bell", "both") or not wanted else "")


def tmux_passes(environ: Mapping[str, str]) -> bool:
    """Whether the tmux around this program lets sequences through; asks it, so not for the thread that draws."""
    command = ["tmux", "display-message", "-p", "-t", environ.get("TMUX_PANE", ""), "#{allow-passthrough}"]
    try:
        asked = subprocess.run(
            command,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=ASK_TMUX_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.stdout.strip() in (b"on", b"all", b"1", b"2")
