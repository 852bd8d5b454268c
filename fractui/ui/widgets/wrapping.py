"""People's text over several lines of a given width in cells."""

from __future__ import annotations

from rich.cells import cell_len

from fractui.core.text import safe
from fractui.ui.lines import cut


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The safe text in at most ``most`` lines of at most ``width`` cells, broken at blanks where it can be; cut with ``…`` at its end.

    Line ends of the text stay; blank lines do not.
    """
    lines: list[str] = []
    for paragraph in safe(text, multiline=True).split("\n"):
        words = paragraph.split()
        begun = False
        while words:
            if len(lines) == most:
                rest = f" {' '.join(words)}…" if begun else " …"
                lines[-1] = cut(lines[-1] + rest, width)
                return lines
            begun = True
            lines.append(_line(words, width))
    return lines


def _line(words: list[str], width: int) -> str:
    """Takes off ``words`` what fits on one line; a word that is too long alone is broken."""
    line = words.pop(0)
    if cell_len(line) > width:
        kept = _fitting(line, max(1, width))
        words.insert(0, line[kept:])
        return line[:kept]
    while words and cell_len(line) + 1 + cell_len(words[0]) <= width:
        line = f"{line} {words.pop(0)}"
    return line


def _fitting(word: str, width: int) -> int:
    """How many characters of the word fit; at least one, so that breaking ends."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if cell_len(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
