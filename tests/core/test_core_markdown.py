"""People's text within Markdown."""

from __future__ import annotations

import pytest

from fractui.core.markdown import as_markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Board pack, 5 % of AT&T's revenue (Q4)", "Board pack, 5 % of AT&T's revenue (Q4)"),
        ("2026-11-30_BoardPack_ACME_v1.md", "2026-11-30_BoardPack_ACME_v1.md"),
        ("a | b", "a \\| b"),
        ("*strong* _weak_ ~struck~ `code`", "\\*strong\\* \\_weak\\_ \\~struck\\~ \\`code\\`"),
        ("[here](https://x)", "\\[here](https://x)"),
        ("<b>&lt; &#60; &", "\\<b>\\&lt; \\&#60; &"),
        ("# not a heading", "\\# not a heading"),
        ("#1 of 3", "#1 of 3"),
        ("- 5", "\\- 5"),
        ("-5", "-5"),
        ("1. first", "1\\. first"),
        ("1.5 days", "1.5 days"),
        ("one\ntwo", "one two"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_text_is_read_as_just_that(text: str, written: str) -> None:
    assert as_markdown(text) == written
