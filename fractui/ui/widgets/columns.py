"""A table that fits: columns fall away in the order of their worth, what is left over widens those that can use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from fractui.core.value import value
from fractui.ui.lines import Line, Span, cell, gap

R = TypeVar("R")
BETWEEN = 2
"""Cells between two columns."""


@value
class Column(Generic[R]):
    """One column: ``least`` to ``most`` cells wide, drawn by ``draw(row, width)`` in exactly as many cells as it is given.

    ``worth`` ranks the columns, 1 is the last to fall away; ``grow`` those that take what is left over, 1 first, 0 never.
    """

    head: str
    worth: int
    least: int
    most: int
    draw: Callable[[R, int], Line]
    right: bool = False
    grow: int = 0


def chosen(table: Sequence[Column[R]], width: int) -> list[tuple[Column[R], int]]:
    """The columns that fit into ``width`` cells, in the table's order, with the cells that each gets.

    They are taken in the order of their worth up to the first that does not fit.
    """
    widths: dict[int, int] = {}
    room = width
    for position in sorted(range(len(table)), key=lambda position: table[position].worth):
        cost = table[position].least + (BETWEEN if widths else 0)
        if cost > room:
            break
        widths[position] = table[position].least
        room -= cost
    growing = sorted((each for each in widths if table[each].grow), key=lambda each: table[each].grow)
    for position in growing:
        least = widths[position]
        more = min(room, max(0, table[position].most - least))
        widths[position] += more
        room -= more
    return [(table[position], widths[position]) for position in sorted(widths)]


def head_line(fitting: Sequence[tuple[Column[R], int]]) -> Line:
    """The quiet line of column names."""
    line: list[Span] = []
    for column, width in fitting:
        if line:
            line.append(gap(BETWEEN))
        line.append(cell(column.head, width, "dim", right=column.right))
    return tuple(line)


def row_line(fitting: Sequence[tuple[Column[R], int]], row: R, item: str | None) -> Line:
    """One row, all of it part of ``item``."""
    line: list[Span] = []
    for column, width in fitting:
        if line:
            line.append(gap(BETWEEN, item))
        line.extend(span._replace(item=item) for span in column.draw(row, width))
    return tuple(line)
