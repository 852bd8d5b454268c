"""Large digits: three lines of heavy box strokes for a running time."""

from __future__ import annotations

from fractui.ui.lines import Line, Span

_GLYPHS = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ╻ ", " ┃ ", " ╹ "),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", " ━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    ":": (" ", "╏", " "),
}
HEIGHT = 3


def large(text: str, ink: str = "bold") -> tuple[Line, Line, Line]:
    """Digits and colons as three lines of the same width; each sign is a span, so that only those that change are repainted."""
    lines: list[list[Span]] = [[], [], []]
    for sign in text:
        for line, part in zip(lines, _GLYPHS[sign], strict=True):
            line.append(Span(part + " ", ink))
    one, two, three = (tuple(line) for line in lines)
    return one, two, three
