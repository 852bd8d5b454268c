"""The door for text: nothing that a terminal would obey or that deceives the eye comes through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.text import LOST, MARK, note, one_line, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Acme\x1b]52;c;cm0gLXJmIH4=\x1b\\ Ltd", "Acme␛]52;c;cm0gLXJmIH4=␛\\ Ltd"),
        ("Acme\x1b]52;c;cm0gLXJmIH4=\x07 Ltd", "Acme␛]52;c;cm0gLXJmIH4=␇ Ltd"),
        ("\x1bP+q544e\x1b\\", "␛P+q544e␛\\"),
        ("\x9d52;c;aGVsbG8=\x9c", f"{LOST}52;c;aGVsbG8={LOST}"),
        ("Acme\b\bEvil\rX", "Acme␈␈Evil␍X"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("Acme\nTotal: 0.00\tEUR", "Acme Total: 0.00 EUR"),
        ("a\r\nb", "a b"),
        ("invoice\u202egpj.exe", f"invoice{MARK}gpj.exe"),
        ("ac\u200bme", f"ac{MARK}me"),
        ("\ufeffAcme\u00ad", f"{MARK}Acme{MARK}"),
        ("a\u2028b\u2029c\x85d", "a␤b␤c␤d"),
        ("Acme\U000e0041\U000e0042", f"Acme{MARK}{MARK}"),
        ("a\ud800b", f"a{LOST}b"),
        ("\uffff", LOST),
        ("x\ue000", f"x{LOST}"),
        ("a\u3164b\u034f", f"a{MARK}b{MARK}"),
        ("a\u200db", f"a{MARK}b"),
        ("a\ufe0f", f"a{MARK}"),
    ],
)
def test_what_cannot_be_seen_or_would_be_obeyed_becomes_a_mark(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Acme Robotics",
        "Büro, Überblick „Q4“",
        "葛\U000e0100城",
        "👨\u200d👩\u200d👧 👩🏽\u200d💻 🏳\ufe0f\u200d🌈",
        "🇩🇪 ❤\ufe0f 1\ufe0f\u20e3",
        "\u1112\u1161\u11ab ก\u0e33 e\u0301",
        "12\u00a0000 €",
        "☎\ufe0e",
        "[red]x[/red] [@click=app.bell]y[/]",
    ],
)
def test_honest_text_is_shown_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_several_lines_keep_their_line_feeds_only() -> None:
    assert safe("a\r\nb\n\tc\rd", multiline=True) == "a\nb\n c␍d"


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_no_text_at_all_gets_a_control_or_format_character_to_the_screen(text: str) -> None:
    shown = safe(text)
    for place, char in enumerate(shown):
        category = unicodedata.category(char)
        assert category not in {"Cc", "Cs", "Zl", "Zp", "Co"}
        assert category != "Cf" or (char == "\u200d" and 0 < place < len(shown) - 1)
    assert len(shown.splitlines()) <= 1
    assert safe(shown) == shown


def test_a_field_of_one_line_strips_and_composes() -> None:
    assert one_line("name", "  Cafe\u0301 ") == "Café"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a\nb", "line break"),
        ("a\u2028b", "line break"),
        ("a\x1bb", "U+001B"),
        ("a\ud800b", "broken character"),
        ("x" * 201, "at most 200 characters long; this has 201"),
        ("x" * 1_000_000, "1,000,000"),
    ],
)
def test_a_field_of_one_line_says_what_it_cannot_hold(text: str, part: str) -> None:
    with pytest.raises(FieldRefused, match="Name") as refused:
        one_line("name", text)
    assert part in str(refused.value)
    assert refused.value.field == "name"


def test_the_limit_counts_composed_characters() -> None:
    with pytest.raises(FieldRefused, match="this has 300"):
        one_line("name", "\u0958" * 150, 200)  # composes to two characters each


def test_a_needed_field_is_asked_for() -> None:
    with pytest.raises(FieldRefused, match="Next note is needed"):
        one_line("next_note", " ", required=True)


def test_a_note_keeps_lines_and_tabs_and_counts_bytes() -> None:
    assert note("notes", "a\r\nb\rc\td\n\n") == "a\nb\nc\td"
    with pytest.raises(FieldRefused, match="bytes"):
        note("notes", "é" * 40_000)
    with pytest.raises(FieldRefused, match="characters"):
        note("notes", "é " * 5_000_000)
    with pytest.raises(FieldRefused, match=r"U\+001B"):
        note("notes", "a\x1bb")
