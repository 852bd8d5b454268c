"""Tables: what people's text does to Markdown, spreadsheets and columns is nothing."""

from __future__ import annotations

import csv
import io

import pytest

from fractui.cli.tables import Table

COLUMNS = ("id", ">length", "note")


def test_a_table_aligns_figures_right_and_keeps_text_as_it_is() -> None:
    table = Table(COLUMNS, [("00123", "1:05", "1e5"), ("nan", "12:30", "  pad")])
    assert table.render("table").splitlines() == [
        "id       length  note",
        "-----  --------  ------",
        "00123      1:05  1e5",
        "nan       12:30    pad",
    ]


def test_wide_letters_take_two_cells() -> None:
    lines = Table(("name", "x"), [("漢字", "a"), ("abcd", "b"), ("é", "c")]).render("table").splitlines()
    assert lines[2:] == ["漢字    a", "abcd    b", "é       c"]


def test_markdown_escapes_what_would_end_a_cell_or_begin_a_link_or_tag() -> None:
    table = Table(("note",), [("a|b",), ("back\\slash",), ("[x](file:///etc/passwd)",), ("<script>",)])
    cells = [line.strip("| ") for line in table.render("markdown").splitlines()[2:]]
    assert cells == ["a\\|b", "back\\\\slash", "\\[x](file:///etc/passwd)", "\\<script>"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d"])
def test_no_spreadsheet_computes_a_text(start: str) -> None:
    text = Table(("note", ">length"), [(f'{start}HYPERLINK("x")', "-0:30")]).render("csv")
    assert list(csv.reader(io.StringIO(text)))[1] == [f'\'{start}HYPERLINK("x")', "-0:30"]


def test_csv_is_read_back_as_it_was() -> None:
    rows = [["a,b", 'say "x"', "  pad "], ["", "é", "plain"]]
    text = Table(("one", "two", "three"), rows).render("csv")
    assert list(csv.reader(io.StringIO(text))) == [["one", "two", "three"], *rows]


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
@pytest.mark.parametrize(
    "text", ["a\nb", "a\u2028b\u2029c\x85d", "\x1b]52;c;cm0=\x07", "x\u202egpj", "\x9d52;c"]
)
def test_a_row_stays_a_row_and_no_control_character_gets_out(form: str, text: str) -> None:
    out = Table(("note",), [(text,)]).render(form)
    assert len(out.splitlines()) == len(Table(("note",), [("plain",)]).render(form).splitlines())
    assert all(char.isprintable() or char == "\n" for char in out)


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_without_rows_there_are_still_titles(form: str) -> None:
    assert "length" in Table(COLUMNS, []).render(form)
