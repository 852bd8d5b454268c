"""Where items are drawn, and which is next to another."""

from __future__ import annotations

import pytest

from fractui.ui.lines import Line, Span
from fractui.ui.widgets.places import Place, distance, neighbour, places_of


def line(*items: str | None) -> Line:
    """A line of cells, ten wide each, that belong to the items."""
    return tuple(Span(" " * 10, "", item) for item in items)


#   a b c
#   a   c
#   d   e
#     f
LINES = [line("a", "b", "c"), line("a", None, "c"), line("d", None, "e"), line(None, "f")]
PLACES = places_of(LINES)


def test_a_place_holds_all_lines_and_columns_of_its_item() -> None:
    assert PLACES["a"] == Place(0, 2, 0, 10)
    assert PLACES["e"] == Place(2, 3, 20, 30)


def test_wide_characters_count_as_they_are_shown() -> None:
    assert places_of([(Span("日本", "", "a"), Span("x", "", "b"))])["b"] == Place(0, 1, 4, 5)


def test_an_item_without_cells_has_no_place() -> None:
    assert places_of([(Span("", "", "a"),)]) == {}


@pytest.mark.parametrize(
    ("item", "way", "next_one"),
    [
        ("a", "down", "d"),
        ("d", "up", "a"),
        ("b", "down", "f"),
        ("a", "right", "b"),
        ("c", "left", "b"),
        ("d", "right", "f"),
        ("e", "left", "f"),
        ("a", "left", None),
        ("d", "down", None),
        ("c", "right", None),
    ],
)
def test_the_neighbour_that_way(item: str, way: str, next_one: str | None) -> None:
    assert neighbour(PLACES, item, way) == next_one


def test_the_own_column_is_nearer_than_the_next() -> None:
    here = Place(0, 1, 0, 10)
    assert distance(Place(30, 31, 5, 10), here) < distance(Place(0, 1, 12, 20), here)
