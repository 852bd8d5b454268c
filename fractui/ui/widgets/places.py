"""Where items are drawn, and which of them is next to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from fractui.ui.lines import Line


class Place(NamedTuple):
    """Where an item is drawn: its first line, the line after its last, and its columns."""

    top: int
    bottom: int
    left: int
    right: int


def places_of(lines: Sequence[Line]) -> dict[str, Place]:
    """Where each item of the lines is drawn."""
    places: dict[str, list[int]] = {}
    for row, line in enumerate(lines):
        column = 0
        for text, _ink, item in line:
            cells = len(text) if text.isascii() else cell_len(text)
            if item is not None and cells:
                known = places.get(item)
                if known is None:
                    places[item] = [row, row + 1, column, column + cells]
                else:
                    known[1:] = (row + 1, min(known[2], column), max(known[3], column + cells))
            column += cells
    return {item: Place(*known) for item, known in places.items()}


def distance(place: Place, here: Place) -> tuple[bool, int, int]:
    """How near a place is to where the selection was: its own column first."""
    return not overlap(place, here), abs(place.top - here.top), abs(place.left - here.left)


def overlap(one: Place, other: Place) -> bool:
    """Whether two places share a column of cells."""
    return one.left < other.right and other.left < one.right


def neighbour(places: dict[str, Place], item: str, way: str) -> str | None:
    """The item next to another one: up and down in its own column, left and right at its own height."""
    here = places[item]
    rest = [(key, place) for key, place in places.items() if key != item]
    if way in ("down", "up"):
        column = [pair for pair in rest if overlap(pair[1], here)]
        beyond = [
            pair for pair in column if (pair[1].top > here.top if way == "down" else pair[1].top < here.top)
        ]
        near = min(beyond, key=lambda pair: distance(pair[1], here), default=None)
    else:
        aside = [
            pair
            for pair in rest
            if (pair[1].left >= here.right if way == "right" else pair[1].right <= here.left)
        ]
        near = min(aside, key=lambda pair: _aside(pair[1], here), default=None)
    return near[0] if near else None


def _aside(place: Place, here: Place) -> tuple[int, int]:
    """How near a place beside another is: the next column first, whose items may begin a few cells apart, then the height."""
    return abs(place.left - here.left) // 8, abs(place.top - here.top)
