"""How many colours a terminal shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class Depth(Enum):
    """How many colours a terminal shows: all of the palette's, the nearest of 256, the 16 of its own, or none."""

    FULL = "full"
    MANY = "many"
    FEW = "few"
    NONE = "none"


OWN = (Depth.FEW, Depth.NONE)
"""Where the terminal's own colours are used, not the palette's."""
MANY = ("256color", "kitty")
"""What a terminal's name ends with when it shows the 256 colours that a palette can be rounded to."""


def depth_of(environ: Mapping[str, str]) -> Depth:
    """What the terminal says of itself, unless ``NO_COLOR`` forbids colours (https://no-color.org)."""
    if environ.get("NO_COLOR"):
        return Depth.NONE
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return Depth.FULL
    return Depth.MANY if environ.get("TERM", "").rpartition("-")[2] in MANY else Depth.FEW


class WithoutColor(LineFilter):
    """Leaves weight, underline and reverse; not even the sequence for the terminal's own colour goes out."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - there is none
        """The segments without colours."""
        return [
            Segment(text, None if style is None else style.without_color, control)
            for text, style, control in segments
        ]
