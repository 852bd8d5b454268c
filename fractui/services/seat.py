"""Which source this computer has for the last use of keyboard and mouse, and what each of them prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from fractui.services.idleness import (
    Console,
    Idleness,
    Program,
    Unknown,
    Windows,
    WithTerminals,
    last_typed,
)


def find_idleness(
    environ: Mapping[str, str],
    which: Callable[[str], str | None],
    platform: str = sys.platform,
    terminal: str = "",
    typed: Callable[[], float | None] | None = None,
) -> Idleness:
    """The best source that this computer has.

    ``which`` finds a program by its name, ``terminal`` is the path of the controlling terminal, ``typed`` tells when
    something was last typed into one of the user's terminals.
    """
    typed = typed or last_typed
    if platform == "win32":
        return Windows()
    if environ.get("SSH_CONNECTION"):
        return Unknown()
    if terminal.startswith("/dev/tty") and terminal[8:].isdigit():
        return Console(typed)
    seat = _mac(which) if platform == "darwin" else _desktop(environ, which)
    return seat if seat.name == "" else WithTerminals(seat, typed)


def _mac(which: Callable[[str], str | None]) -> Idleness:
    program = which("ioreg")
    if program is None:
        return Unknown()
    return Program("macOS", (program, "-c", "IOHIDSystem", "-d", "4"), read_ioreg)


def _desktop(environ: Mapping[str, str], which: Callable[[str], str | None]) -> Idleness:
    """Of X11 and Wayland: GNOME's own monitor, ``xprintidle`` where X sees all input, else the hint that logind is given."""
    wayland = bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"
    gnome = "gnome" in environ.get("XDG_CURRENT_DESKTOP", "").lower()
    session = environ.get("XDG_SESSION_ID", "")
    if not wayland and not environ.get("DISPLAY"):
        return Unknown()
    if gnome and (program := which("gdbus")):
        monitor = "/org/gnome/Mutter/IdleMonitor"
        call = (program, "call", "--session", "--timeout", "2", "--dest", "org.gnome.Mutter.IdleMonitor")
        path = ("--object-path", f"{monitor}/Core", "--method", "org.gnome.Mutter.IdleMonitor.GetIdletime")
        return Program("GNOME", (*call, *path), read_gdbus)
    # Under Wayland X sees only what is typed into its own windows.
    if not wayland and (program := which("xprintidle")):
        return Program("xprintidle", (program,), read_milliseconds)
    if session.isalnum() and (program := which("loginctl")):
        command = (program, "show-session", session, "-p", "IdleHint", "-p", "IdleSinceHint")
        return Program("logind", command, read_logind)
    return Unknown()


def read_milliseconds(said: str, _: datetime) -> timedelta | None:
    """Of one number, in milliseconds."""
    text = said.strip()
    return timedelta(milliseconds=int(text)) if _is_number(text) else None


def read_gdbus(said: str, _: datetime) -> timedelta | None:
    """Of ``(uint64 12345,)``, in milliseconds."""
    text = said.strip().removeprefix("(uint64 ").removesuffix(",)")
    return timedelta(milliseconds=int(text)) if _is_number(text) else None


def read_logind(said: str, now: datetime) -> timedelta | None:
    """Of ``IdleHint=yes`` and ``IdleSinceHint=`` in microseconds since 1970; without the hint somebody is there."""
    values = dict(line.partition("=")[::2] for line in said.split())
    since = values.get("IdleSinceHint", "")
    if values.get("IdleHint") == "no":
        return timedelta()
    if values.get("IdleHint") != "yes" or not _is_number(since):
        return None
    return max(timedelta(), now - datetime.fromtimestamp(int(since) // 1_000_000, UTC))


def read_ioreg(said: str, _: datetime) -> timedelta | None:
    """Of a line ``"HIDIdleTime" = 123``, in nanoseconds."""
    for line in said.splitlines():
        name, equals, number = line.partition(" = ")
        if equals and name.strip(' |"') == "HIDIdleTime" and _is_number(number.strip()):
            return timedelta(microseconds=int(number) // 1000)
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
