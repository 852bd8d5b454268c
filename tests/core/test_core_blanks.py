"""Blanks of a template in a document: what was put there to be replaced, and only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.blanks import blanks, blanks_left

TEMPLATE = """# {{title}}, to {{audience}}

*The week in one sentence.*

<!-- Three headings,
     one screen. -->

| Priority | Where |
|---|---|
| *As it was called* | *on track* / late |

{{delivered}}
"""


def test_what_a_template_left_to_be_written_is_told_in_its_order() -> None:
    document = TEMPLATE.replace("{{title}}", "Update").replace(
        "{{delivered}}", "*Nothing was sent: say why.*"
    )
    assert blanks(document, document) == (
        "{{audience}}",
        "The week in one sentence.",
        "Three headings, one screen.",
        "As it was called",
        "on track",
        "Nothing was sent: say why.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "We shipped it, **on time**, and *only* for Maya.",
        "- a list\n* another kind of list\n* and on",
        "2 * 3 * 4",
        "a \\*star\\* that is text",
        "***loud***",
        "<!-- a note of my own: *keep* -->",
        "*Source: the ledger.*",
        "{{ not a field }} and {single}",
        "",
    ],
)
def test_what_somebody_wrote_is_no_blank(text: str) -> None:
    assert blanks(text, TEMPLATE) == ()


def test_without_the_template_only_fields_are_told() -> None:
    assert blanks("To {{audience}}\n*Say why.*\nso *much*", "") == ("{{audience}}",)


@given(st.text(alphabet="*<!->{}a \n\\", max_size=60))
def test_any_text_has_its_blanks_or_none(text: str) -> None:
    found = blanks(text, TEMPLATE)
    assert all(found)
    assert blanks_left(found).startswith(str(len(found)) if found else "")


def test_how_many_are_left() -> None:
    assert [blanks_left(("x",) * count) for count in (0, 1, 2)] == [
        "",
        "1 blank is left",
        "2 blanks are left",
    ]
