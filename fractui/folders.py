"""Where this computer keeps a user's things, and in which zone it stands: read from the system, nothing is created by asking.

Importing it costs next to nothing, for every command begins with it.
"""

# pathlib alone takes as long to import as the interpreter takes to start.
# ruff: noqa: PTH100, PTH111, PTH112, PTH114, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def named_zone() -> str:
    """The time zone's name as this computer has it, unchecked; empty where it does not say.

    ``TZ`` counts first, then what ``/etc/localtime`` links to, then ``/etc/timezone``.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named and os.path.islink("/etc/localtime"):
        named = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    if not named:
        try:
            with open("/etc/timezone", encoding="ascii", errors="replace") as file:
                named = file.read(100).strip()
        except OSError:
            return ""
    return named


def system_zone() -> str:
    """The IANA name of the system's time zone, UTC where it has none."""
    from fractui.core.errors import FieldRefused
    from fractui.core.zones import check_zone

    named = named_zone()
    if not named:
        # Windows and the odder Unixes: the library knows where they keep it, and is loaded only there.
        from pendulum.tz import get_local_timezone

        named = get_local_timezone().name
    try:
        return check_zone(named)
    except FieldRefused:
        return "UTC"


def keep_private() -> None:
    """Make whatever this process creates readable for its user only."""
    os.umask(0o077)


class Folders:
    """Where fractui keeps what belongs to a user, by the platform's customs and the environment's words.

    ``data`` holds the practice (``--data``, else ``FRACTUI_DATA``), ``settings`` keys and themes
    (``FRACTUI_CONFIG``), ``logs`` what went wrong. Nothing is created by asking. On Linux the XDG variables
    count when they are absolute, as their specification wants.
    """

    def __init__(self, data: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._data = data

    @property
    def data(self) -> str:
        """The practice's folder, absolute."""
        named = self._data or self._environ.get("FRACTUI_DATA")
        return _absolute(named) if named else self._own("XDG_DATA_HOME", ".local/share", "data")

    @property
    def settings(self) -> str:
        """The folder of the user's keys and own themes."""
        named = self._environ.get("FRACTUI_CONFIG")
        return _absolute(named) if named else self._own("XDG_CONFIG_HOME", ".config", "settings")

    @property
    def logs(self) -> str:
        """The folder for reports of what went wrong."""
        return self._own("XDG_STATE_HOME", ".local/state", "logs")

    @property
    def exports(self) -> str:
        """The folder into which the dashboard exports, beside the data that it is made from."""
        return f"{self.data}{os.sep}exports"

    @property
    def own_themes(self) -> str:
        """The folder of the user's own palettes."""
        return f"{self.settings}{os.sep}themes"

    @property
    def shipped_themes(self) -> str:
        """The folder of the palettes that come with fractui: in the package, or beside it in a checkout."""
        package = os.path.dirname(os.path.abspath(__file__))
        inside = os.path.join(package, "themes")
        return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "themes")

    def _own(self, variable: str, customary: str, purpose: str) -> str:
        """The platform's place for one purpose: XDG's, else a folder within one folder for fractui."""
        home = os.path.expanduser("~")
        if sys.platform == "win32":
            local = self._environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
            return os.path.join(local, "fractui", purpose)
        if sys.platform == "darwin":
            return os.path.join(home, "Library", "Application Support", "fractui", purpose)
        named = self._environ.get(variable, "")
        root = named if os.path.isabs(named) else os.path.join(self._environ.get("HOME") or home, customary)
        return os.path.join(root, "fractui")


def _absolute(path: str) -> str:
    """The path as the user may type it, ``~`` included, made absolute."""
    return os.path.abspath(os.path.expanduser(path))
