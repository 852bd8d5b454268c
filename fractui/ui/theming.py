"""Themes as palettes in TOML, and the inks that lines are drawn with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from fractui.core.client import COLORS
from fractui.core.errors import Refused

ROLES = ("background", "foreground", "dim", "rule", "accent", "selection", "late", "soon", "ok", "bar")
"""The colours that a theme file must name."""
READABLE = 4.5
"""The contrast that text needs against its background (WCAG AA)."""


@dataclass(frozen=True, slots=True)
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


class Inks:
    """Resolves ink words to styles for one palette; a style is made once and kept as long as the palette."""

    def __init__(self, palette: Palette, *, colorless: bool = False) -> None:
        self.palette = palette
        self._colorless = colorless
        self._background = Color.parse(palette.colors["background"])
        self._styles: dict[tuple[str, bool], Style] = {}

    def style(self, ink: str, *, selected: bool = False) -> Style:
        """The style of the ink's words; ``selected`` lays the quiet selection background under them."""
        key = (ink, selected)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = self._make(ink, selected)
        return found

    def _make(self, ink: str, selected: bool) -> Style:
        colors = self.palette.colors
        fore, back = "foreground", "selection" if selected else "background"
        bold = underline = reverse = False
        front: str | None = None
        behind: str | None = None
        for word in ink.split():
            if word == "bold":
                bold = True
            elif word == "underline":
                underline = True
            elif word.startswith("chip:"):
                front = self.client_color(word[5:], colors[back])
            elif word.startswith("fill:"):
                behind = self.client_color(word[5:], colors["background"])
                front = colors["background"]
            elif word == "over-bar":
                behind, front = front or colors["bar"], colors["background"]
            elif word == "mark":
                fore = "foreground"
            elif word in colors:
                fore = word
        if self._colorless:
            reverse = selected or behind is not None
            return Style(
                bold=bold or fore in ("late", "accent"),
                underline=underline,
                reverse=reverse,
                dim=fore in ("dim", "rule"),
            )
        return Style(
            color=RichColor.parse(front or colors[fore]),
            bgcolor=RichColor.parse(behind or colors[back]),
            bold=bold,
            underline=underline,
            reverse=reverse,
        )

    def client_color(self, name: str, background: str) -> str:
        """The client's hue in a shade that reads on ``background``, as ``#rrggbb``; an unknown name is neutral."""
        if name not in COLORS:
            return self.palette.colors["foreground"]
        return readable(Color.parse(COLORS[name]), Color.parse(background)).hex6
