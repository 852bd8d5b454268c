"""Themes as palettes in TOML, and the inks that lines are drawn with."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from fractui.core.client import COLORS
from fractui.core.errors import Refused
from fractui.core.value import value
from fractui.ui.depth import OWN, Depth

ROLES = ("background", "foreground", "dim", "rule", "accent", "selection", "late", "soon", "ok", "bar")
"""The colours that a theme file must name."""
READABLE = 4.5
"""The contrast that text needs against its background (WCAG AA)."""

TERMINAL_THEME = "terminal"
"""The theme made of the terminal's own colours."""
FEW_ROLES = {"late": "red", "ok": "green", "accent": "cyan"}
"""The terminal's own colours for the roles that need one; what is due soon depends on whether it is dark."""
FEW_DARK = {
    "steelblue": "bright_blue",
    "darkorange": "yellow",
    "mediumseagreen": "green",
    "orchid": "magenta",
    "goldenrod": "bright_yellow",
    "tomato": "red",
    "turquoise": "cyan",
    "slateblue": "bright_cyan",
    "yellowgreen": "bright_green",
    "hotpink": "bright_magenta",
}
"""The clients' colours among the terminal's own, on a dark ground."""
FEW_LIGHT = {name: ansi.removeprefix("bright_") for name, ansi in FEW_DARK.items()}
"""The same on a light ground, where the bright ones do not read."""

TINT, TINT_SELECTED = 0.17, 0.42
"""How much of a client's hue lies in the background of its planned time, and of the selected one."""

NEARLY_GREY = 24
"""How far the channels of a grey with a tinge may be apart, of 255."""


@value
class Palette:
    """A theme: its name, whether it is dark, and a colour ``#rrggbb`` for each of ``ROLES``."""

    name: str
    title: str
    dark: bool
    colors: Mapping[str, str]


def read_palette(path: Path) -> Palette:
    """The palette in a theme file.

    Raises:
        Refused: the file is no TOML, a colour is missing or is not one; the sentence names file and colour.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(f"The theme {path.name} cannot be read: {error}.") from error
    colors: dict[str, str] = {}
    for role in ROLES:
        value = data.get(role)
        if not isinstance(value, str):
            raise Refused(
                f'The theme {path.name} lacks the colour “{role}”: add a line like {role} = "#808080".'
            )
        try:
            colors[role] = Color.parse(value).hex6
        except ColorParseError as error:
            raise Refused(
                f"The theme {path.name} has no colour in {role} = {value!r}: write it like #4682b4."
            ) from error
    title = data.get("title", path.stem)
    if not isinstance(title, str) or not isinstance(data.get("dark", True), bool):
        raise Refused(f'The theme {path.name} wants title = "…" and dark = true or false.')
    return Palette(path.stem, title, data.get("dark", True), colors)


def read_palettes(folders: tuple[Path, ...]) -> tuple[dict[str, Palette], list[str]]:
    """All palettes of the folders, later ones in place of earlier ones of the same name, and a sentence for each broken file."""
    palettes: dict[str, Palette] = {}
    broken: list[str] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            try:
                palettes[path.stem] = read_palette(path)
            except Refused as error:
                broken.append(error.sentence)
    return palettes, broken


def rounded(palette: Palette) -> Palette:
    """The palette for 256 colours: what is almost grey becomes grey, of which they have many; the nearest other would be garish."""
    colors: dict[str, str] = {}
    for role, color in palette.colors.items():
        red, green, blue = Color.parse(color).rgb
        grey = round(0.299 * red + 0.587 * green + 0.114 * blue)
        near = max(red, green, blue) - min(red, green, blue) <= NEARLY_GREY
        colors[role] = Color(grey, grey, grey).hex6 if near else color
    return replace(palette, colors=colors)


def to_theme(palette: Palette) -> Theme:
    """The palette as Textual wants it, for the widgets that Textual brings (inputs, toasts, scroll bars)."""
    color = palette.colors
    return Theme(
        name=palette.name,
        primary=color["accent"],
        secondary=color["accent"],
        accent=color["accent"],
        warning=color["soon"],
        error=color["late"],
        success=color["ok"],
        foreground=color["foreground"],
        background=color["background"],
        surface=color["background"],
        panel=color["selection"],
        dark=palette.dark,
        variables={
            "dim": color["dim"],
            "rule": color["rule"],
            "selection": color["selection"],
            "scrollbar": color["rule"],
            "scrollbar-hover": color["dim"],
            "scrollbar-active": color["accent"],
            "scrollbar-background": color["background"],
            "scrollbar-background-hover": color["background"],
            "scrollbar-background-active": color["background"],
            "scrollbar-corner-color": color["background"],
        },
    )


def readable(color: Color, background: Color) -> Color:
    """The hue made lighter or darker until it reads on ``background``."""
    dark = background.brightness < 0.5
    for _ in range(60):
        if contrast(color, background) >= READABLE:
            break
        color = color.lighten(0.02) if dark else color.darken(0.02)
    return color


def _luminance(color: Color) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours by WCAG, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def terminal_theme(palette: Palette, depth: Depth) -> Theme:
    """The theme for a terminal with few colours, or none: its own, whatever they are."""
    role = {"soon": _few_soon(palette), **FEW_ROLES}

    def own(name: str) -> str:
        return f"ansi_{role[name]}" if depth is Depth.FEW else "ansi_default"

    plain = (
        *("dim", "rule", "selection", "ansi-background", "ansi-foreground"),
        *("input-cursor-foreground", "input-cursor-background"),
        *("scrollbar", "scrollbar-hover", "scrollbar-active"),
        *("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active"),
        "scrollbar-corner-color",
    )
    return Theme(
        name=TERMINAL_THEME,
        ansi=True,
        primary=own("accent"),
        secondary=own("accent"),
        accent=own("accent"),
        warning=own("soon"),
        error=own("late"),
        success=own("ok"),
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=palette.dark,
        variables={
            **BUILTIN_THEMES["ansi-dark" if palette.dark else "ansi-light"].variables,
            **dict.fromkeys(plain, "ansi_default"),
            "input-cursor-text-style": "reverse",
        },
    )


def _few_soon(palette: Palette) -> str:
    return "yellow" if palette.dark else "magenta"


class Inks:
    """Resolves ink words to styles for one palette; a style is made once and kept as long as the palette."""

    def __init__(self, palette: Palette, depth: Depth = Depth.FULL) -> None:
        self.palette = palette
        self._depth = depth
        self._background = Color.parse(palette.colors["background"])
        self._styles: dict[tuple[str, bool], Style] = {}

    def style(self, ink: str, *, selected: bool = False) -> Style:
        """The style of the ink's words; ``selected`` lays the quiet selection background under them."""
        key = (ink, selected)
        found = self._styles.get(key)
        if found is None:
            make = self._make_plain if self._depth in OWN else self._make
            found = self._styles[key] = make(ink.split(), selected)
        return found

    def _make(self, words: list[str], selected: bool) -> Style:
        colors = self.palette.colors
        fore, back = "foreground", "selection" if selected else "background"
        front: str | None = None
        behind: str | None = None
        ground = next((self._tint(word[5:], selected) for word in words if word.startswith("tint:")), "")
        behind = ground or None
        for word in words:
            if word.startswith("chip:"):
                front = self.client_color(word[5:], ground or colors[back])
            elif word.startswith("fill:"):
                behind = self.client_color(word[5:], colors["background"])
                front = colors["background"]
            elif word == "over-bar":
                behind, front = front or colors["bar"], colors["background"]
            elif word in colors:
                fore = word
        return Style(
            color=RichColor.parse(front or colors[fore]),
            bgcolor=RichColor.parse(behind or colors[back]),
            bold="bold" in words,
            underline="underline" in words,
        )

    def _make_plain(self, words: list[str], selected: bool) -> Style:
        """With the terminal's own colours or none: the selection and filled blocks are reversed, what is quiet is dim."""
        roles = {"soon": _few_soon(self.palette), **FEW_ROLES}
        clients = FEW_DARK if self.palette.dark else FEW_LIGHT
        color: str | None = None
        block = False
        for word in words:
            kind, _, name = word.partition(":")
            block = block or kind in ("fill", "over-bar")
            color = clients.get(name, color) if kind in ("chip", "fill") else roles.get(word, color)
        colored = self._depth is Depth.FEW and color is not None and not selected
        return Style(
            color=color if colored else None,
            bold="bold" in words or "late" in words or (not colored and "accent" in words),
            underline="underline" in words,
            reverse=selected or block,
            dim=("dim" in words or "rule" in words) and not selected,
        )

    def _tint(self, name: str, selected: bool) -> str:
        """The background with a breath of the client's hue, as ``#rrggbb``; nobody's is a breath of grey."""
        hue = Color.parse(COLORS[name] if name in COLORS else self.palette.colors["dim"])
        return self._background.blend(hue, TINT_SELECTED if selected else TINT).hex6

    def client_color(self, name: str, background: str) -> str:
        """The client's hue in a shade that reads on ``background``, as ``#rrggbb``; an unknown name is neutral."""
        if name not in COLORS:
            return self.palette.colors["foreground"]
        return readable(Color.parse(COLORS[name]), Color.parse(background)).hex6


def theme_stamps(folders: tuple[Path, ...]) -> dict[str, tuple[int, int]]:
    """What tells a changed theme file: the time and size of each."""
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        # A folder that is not there, or a file that an editor is just putting in another's place: the next look finds it.
        with suppress(OSError), os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(".toml"):
                    info = file.stat()
                    found[file.path] = (info.st_mtime_ns, info.st_size)
    return found
