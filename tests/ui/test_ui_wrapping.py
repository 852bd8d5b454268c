"""Text over several lines, measured in cells."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from fractui.ui.widgets.wrapping import wrapped
from tests.ui import sample_views as sample


def test_breaks_at_blanks() -> None:
    assert wrapped("one two three", 7, 5) == ["one two", "three"]


def test_keeps_line_ends_and_drops_blank_lines() -> None:
    assert wrapped("one\n\ntwo", 20, 5) == ["one", "two"]


def test_what_is_too_much_ends_in_an_ellipsis() -> None:
    assert wrapped("one two three four", 7, 2) == ["one two", "three…"]


def test_what_follows_a_line_end_is_not_pulled_up() -> None:
    assert wrapped("one\ntwo\nthree", 9, 2) == ["one", "two …"]


def test_a_long_word_is_broken() -> None:
    assert wrapped("abcdefgh", 3, 5) == ["abc", "def", "gh"]


def test_nothing_is_nothing() -> None:
    assert wrapped("  \n ", 10, 3) == []


@pytest.mark.parametrize("width", [1, 2, 3, 10, 40])
@pytest.mark.parametrize("text", sample.HOSTILE)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    lines = wrapped(text, width, 4)
    assert len(lines) <= 4
    assert all(cell_len(line) <= max(2, width) for line in lines)
