"""Lines of text with inks and items: what a pane draws, before there is any terminal.

A pane is a pure function from a view and a width to lines. A line is a tuple of spans; a span has text, an ink (a name for how it
looks, resolved by the theme) and perhaps an item (the key of the thing that it belongs to, which can be selected and opened). All
people's text goes through ``fit`` or ``plain``, which make it safe to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from fractui.core.text import safe

EIGHTHS = " ▏▎▍▌▋▊▉█"
HEIGHTS = " ▁▂▃▄▅▆▇█"


class Span(NamedTuple):
    """A piece of a line: ``ink`` holds words such as ``bold dim accent late soon ok chip:steelblue``."""

    text: str
    ink: str = ""
    item: str | None = None


Line = tuple[Span, ...]
EMPTY: Line = ()


def plain(text: str) -> str:
    """The text made safe to show on one line, uncut."""
    return safe(text)


def cells(text: str) -> int:
    """Cells that a text takes; most are plain, and each frame asks for thousands."""
    return len(text) if text.isascii() else cell_len(text)


def width_of(line: Iterable[Span]) -> int:
    """Cells that the line takes."""
    width = 0
    for text, _ink, _item in line:
        width += len(text) if text.isascii() else cell_len(text)
    return width


def cut(text: str, width: int) -> str:
    """The safe text, cut at its end with ``…`` when wider than ``width`` cells; never inside a wide character."""
    text = safe(text)
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def cut_middle(text: str, width: int) -> str:
    """The safe text, cut in its middle with ``…``: for paths, whose ends tell the most."""
    text = safe(text)
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    tail = (width - 1) * 2 // 3
    end = text[len(text) - tail :]
    while cell_len(end) > tail:
        end = end[1:]
    return set_cell_size(text, width - 1 - tail).rstrip() + "…" + end


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text cut and padded to exactly ``width`` cells, flush left or ``right``."""
    text = cut(text, width)
    blank = " " * (width - cells(text))
    return blank + text if right else text + blank


def cell(text: str, width: int, ink: str = "", item: str | None = None, *, right: bool = False) -> Span:
    """One column's span: ``fit`` text with its ink and item."""
    return Span(fit(text, width, right=right), ink, item)


def gap(width: int, item: str | None = None) -> Span:
    """Blank cells, part of ``item`` so that its selection is one unbroken stripe."""
    return Span(" " * max(0, width), "", item)


def to_width(line: Line, width: int) -> Line:
    """The line padded with blanks, or cut, to exactly ``width`` cells."""
    have = width_of(line)
    if have == width:
        return line
    if have < width:
        last = line[-1].item if line else None
        return (*line, gap(width - have, last))
    kept: list[Span] = []
    room = width
    for span in line:
        taken = cells(span.text)
        if taken >= room:
            kept.append(span._replace(text=fit(span.text, room)))
            break
        kept.append(span)
        room -= taken
    return tuple(kept)


def difference(old: Line, new: Line) -> tuple[int, int]:
    """The columns, first and one after the last, in which two lines of the same width differ."""
    front = 0
    while front < min(len(old), len(new)) and old[front] == new[front]:
        front += 1
    back = 0
    while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
        back += 1
    return width_of(new[:front]), width_of(new[: len(new) - back])


def title_rule(title: str, width: int, note: str = "", *, active: bool = False) -> Line:
    """A section's head: its title in a thin rule, with a quiet ``note`` flush right."""
    title = cut(title, max(0, width - 4))
    tail = f" {cut(note, max(0, width - cell_len(title) - 8))}" if note else ""
    fill = width - cell_len(title) - cell_len(tail) - 4
    rule = Span("── ", "rule")
    ink = "accent bold" if active else "bold"
    return (rule, Span(title, ink), Span(" " + "─" * max(0, fill), "rule"), Span(tail, "dim"))


def beside(
    left: Sequence[Line], left_width: int, right: Sequence[Line], right_width: int, between: int = 2
) -> list[Line]:
    """Two stacks of lines side by side, the shorter one filled with blanks."""
    lines = []
    for row in range(max(len(left), len(right))):
        one = to_width(left[row] if row < len(left) else EMPTY, left_width)
        other = to_width(right[row] if row < len(right) else EMPTY, right_width)
        lines.append((*one, Span(" " * between), *other))
    return lines


def bar(
    width: int, share: float, mark: float | None = None, ink: str = "bar", item: str | None = None
) -> Line:
    """A bar in eighths of a cell for ``share`` (0 to 1, more is full) with the pace mark ``│`` at ``mark`` (0 to 1)."""
    eighths = max(0, min(width * 8, round(share * width * 8)))
    cells = ["█"] * (eighths // 8)
    if eighths % 8:
        cells.append(EIGHTHS[eighths % 8])
    cells += [" "] * (width - len(cells))
    if mark is None:
        return (Span("".join(cells), ink, item),)
    at = max(0, min(width - 1, int(mark * width)))
    before, after = "".join(cells[:at]), "".join(cells[at + 1 :])
    mark_ink = f"{ink} over-bar" if cells[at] == "█" else "mark"
    return (Span(before, ink, item), Span("│", mark_ink, item), Span(after, ink, item))


def columns(widths: Sequence[int], order: Sequence[int], width: int, between: int = 2) -> frozenset[int]:
    """Which columns fit into ``width`` cells, taken in ``order`` of their worth; each costs ``between`` more."""
    kept: set[int] = set()
    room = width
    for column in order:
        cost = widths[column] + (between if kept else 0)
        if cost <= room:
            kept.add(column)
            room -= cost
    return frozenset(kept)
