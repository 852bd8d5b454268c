"""The frame drawn by hand: a person sees fractui at once, the rest follows when it is loaded."""

# pathlib, tomllib and re would take longer to import than all of this takes to run.
# ruff: noqa: PTH118, PTH119, PTH123

from __future__ import annotations

import os

from fractui.ui.terminal import SMALLEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from fractui.folders import Folders

DEFAULT_THEME = "dusk"
PLAIN = "\x1b[0m"
Ground = tuple[str, str, str]
"""The sequences that set the theme's background, its dim words, its rules."""


def first_frame(columns: int, lines: int, colors: Ground) -> str:
    """The sequences that draw brand and rules where the dashboard will have them; on a screen too small for it, nothing."""
    back, dim, rule = colors
    begin = f"\x1b[?25l{PLAIN}{back}\x1b[2J"
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        return begin
    line = "─" * columns
    return f"{begin}\x1b[1;3H{dim}fractui{rule}\x1b[2;1H{line}\x1b[{lines - 2};1H{line}{PLAIN}"


def ground(folders: Folders, environ: Mapping[str, str]) -> Ground:
    """The theme's colours where the terminal shows all of them, else weights.

    Only a guess from a glance at the files, wrong in no worse way than by a colour for a moment.
    """
    if environ.get("NO_COLOR") or environ.get("COLORTERM", "").lower() not in ("truecolor", "24bit"):
        return "", "\x1b[2m", ""
    name = _chosen(folders.settings)
    for folder in (folders.own_themes, folders.shipped_themes):
        words = _words(os.path.join(folder, f"{name}.toml"))
        back, dim, rule = (_rgb(words.get(role, "")) for role in ("background", "dim", "rule"))
        if back and dim and rule:
            return f"\x1b[48;2;{back}m", f"\x1b[38;2;{dim}m", f"\x1b[38;2;{rule}m"
    return "", "\x1b[2m", ""


def _chosen(settings: str) -> str:
    """The theme that was picked in the dashboard, else the one in the settings."""
    picked = _read(os.path.join(settings, "chosen.json")).split('"')
    if len(picked) > 3 and picked[1] == "theme":
        return os.path.basename(picked[3])
    return os.path.basename(_words(os.path.join(settings, "config.toml")).get("theme", DEFAULT_THEME))


def _words(path: str) -> dict[str, str]:
    """The texts at the top of a TOML file by their names."""
    found: dict[str, str] = {}
    for line in _read(path).splitlines():
        if line.startswith("["):
            break
        name, equals, value = line.partition("=")
        quoted = value.split('"')
        if equals and len(quoted) > 2:
            found[name.strip()] = quoted[1]
    return found


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(20_000)
    except OSError:
        return ""


def _rgb(color: str) -> str:
    """``#16181d`` as ``22;24;29``; empty when it is written in another way."""
    try:
        number = int(color[1:], 16) if color.startswith("#") and len(color) == 7 else -1
    except ValueError:
        number = -1
    return "" if number < 0 else f"{number >> 16};{number >> 8 & 255};{number & 255}"
