"""Lines: cutting, padding, bars and rules keep to the cell, whatever people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fractui.ui.lines import Span, bar, beside, cut, cut_middle, fit, title_rule, to_width, width_of

ODD = [
    "",
    "Acme",
    "日本電気株式会社",
    "e\u0301te\u0301",
    "👩‍👩‍👧‍👦 Family Office",
    "[red]x[/]",
    "a\x1b]0;x\x07b",
    "a\nb\tc",
    "x" * 200,
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("width", [1, 2, 5, 12, 40])
def test_fit_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit(text, width, right=True)) == width


@given(st.text(max_size=40), st.integers(1, 30))
def test_cut_never_exceeds_its_width(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


@given(st.text(max_size=40), st.integers(1, 30))
def test_no_control_character_is_ever_drawn(text: str, width: int) -> None:
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in cut(text, width))


def test_markup_like_text_stays_text() -> None:
    assert cut("[red]x[/]", 20) == "[red]x[/]"


def test_a_path_is_cut_in_its_middle() -> None:
    assert cut_middle("/home/jo/calendars/clients/ACME.ics", 20).endswith("ACME.ics")


@pytest.mark.parametrize(("share", "mark"), [(0, None), (0.5, 0.3), (1, 1), (1.4, 0.5), (-1, 0)])
def test_a_bar_has_its_width_at_any_share(share: float, mark: float | None) -> None:
    assert width_of(bar(16, share, mark)) == 16


def test_a_full_bar_is_full() -> None:
    assert bar(4, 1)[0].text == "████"


def test_a_rule_ends_where_the_line_ends() -> None:
    assert width_of(title_rule("Clients", 60, "November")) == 60


def test_two_stacks_stand_side_by_side() -> None:
    lines = beside([(Span("a"),)], 10, [(Span("b"),), (Span("c"),)], 8)
    assert [width_of(line) for line in lines] == [20, 20]


def test_a_line_is_cut_within_its_last_span() -> None:
    assert width_of(to_width((Span("abc"), Span("日本語")), 6)) == 6
