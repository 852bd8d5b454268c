"""What is written to the terminal when a part of a line changes."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from fractui.ui.painting import ExactUpdate

WIDTH = 40
PIECES = st.lists(
    st.sampled_from(["Acme ", "─", "▌●", "日本", "株", "👍", "e\u0301te\u0301", "👩‍👩‍👧‍👦", "0:23", "  "]),
    max_size=6,
).map("".join)


def strip(text: str) -> Strip:
    """The text as a widget's line of ``WIDTH`` cells."""
    return Strip([Segment(text)]).adjust_cell_length(WIDTH)


def screen(*writings: str) -> str:
    """What a terminal shows after them."""
    # One column more: pyte takes the accent of a letter in the last one to the next line.
    terminal = pyte.Screen(WIDTH + 1, 1)
    for writing in writings:
        pyte.Stream(terminal).feed(writing)
    return terminal.display[0]


def written(line: Strip, *spans: tuple[int, int], at: int = 0) -> str:
    """What is written for changed columns of a line that begins in column ``at``."""
    update = ExactUpdate([{at: line}], [(0, first, last) for first, last in spans], [[at + line.cell_length]])
    return update.render_segments(Console())


def test_a_clock_at_the_end_of_a_line_costs_no_more_than_its_digits() -> None:
    line = strip("1 ACME  2 BETA".ljust(WIDTH - 5) + "14:07")
    assert written(line, (WIDTH - 5, WIDTH)) == f"\x1b[1;{WIDTH - 4}H14:07"


def test_what_changed_in_two_places_is_written_in_two() -> None:
    line = strip("ab".ljust(WIDTH - 2) + "yz")
    assert written(line, (1, 2), (WIDTH - 2, WIDTH - 1)) == f"\x1b[1;2Hb\x1b[1;{WIDTH - 1}Hy"


def test_a_widget_that_no_change_touches_is_not_written() -> None:
    assert written(strip("abc"), (0, 10), at=10) == ""
    assert written(strip("abc"), (50, 60), at=10) == ""


@pytest.mark.parametrize("at", [0, 10])
def test_all_of_a_line_is_written_as_it_is(at: int) -> None:
    assert written(Strip([Segment("abc")]), (0, 30), at=at) == f"\x1b[1;{at + 1}Habc"


@settings(max_examples=60, deadline=None)
@example(before="Acme Acme Acme Acme Acme ▌●", after="Acme ─e\u0301te\u0301", old="0:59")
@given(before=PIECES, after=PIECES, old=st.sampled_from(["0:59", "日本", "👍 a"]))
def test_the_screen_is_as_if_all_of_it_had_been_written(before: str, after: str, old: str) -> None:
    first = cell_len(before)
    line = strip(f"{before}1:00{after}")
    whole = written(line, (0, WIDTH))
    if first + 4 > WIDTH:
        return
    assert screen(written(strip(f"{before}{old}{after}"), (0, WIDTH)), written(line, (first, first + 4))) == (
        screen(whole)
    )
