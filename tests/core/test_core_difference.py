"""Two texts line by line, and a template's fields as a document has them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.difference import GONE, NEW, SAME, SKIP, DiffLine, as_filled, difference
from fractui.core.template import Template, TemplateText, fill, pieces_of, said_before

TEXT = """# Board pack: {{period}}

**{{client.name}}**, for {{audience}}. {{today}}.

## Delivered

{{delivered}}

## Cash

*How many months of runway*

## Decisions

{{decisions}}
"""
TEMPLATE = TEXT.split("\n")
VALUES = {
    "period": "November 2026",
    "client.name": "Acme",
    "audience": "Lena Hoff",
    "today": "24 November 2026",
    "delivered": "- **Plan**, v1\n- **Budget**, v2",
    "decisions": "*No decision is written down: name them.*",
}


def document(**values: str) -> list[str]:
    return fill(TEXT, VALUES | values).split("\n")


def compared(own: list[str], **values: str) -> list[str]:
    lines = difference(as_filled(TEMPLATE, own, VALUES | values), own)
    return [f"{each.sign}{each.text}" for each in lines]


def test_what_stands_in_fields_is_no_difference() -> None:
    assert compared(document()) == []
    # What the portal says by now is another thing than when the document was written.
    assert compared(document(), today="3 March 2027", delivered="- **Else**", decisions="- one\n- two") == []
    assert compared(document(audience="the board", decisions="- 3 Nov: raise\n- 5 Nov: hire")) == []


def test_the_documents_own_words_are_shown_with_the_lines_around_them() -> None:
    own = document()
    own[own.index("*How many months of runway*")] = "14 months, 11 if the loan waits."
    assert compared(own) == [
        "@line 10",
        " ## Cash",
        " ",
        "-*How many months of runway*",
        "+14 months, 11 if the loan waits.",
        " ",
        " ## Decisions",
    ]


def test_a_list_that_was_replaced_by_words_or_taken_out_is_a_difference() -> None:
    own = document()
    at = own.index("- **Plan**, v1")
    own[at : at + 2] = ["We delivered two papers."]
    assert "-{{delivered}}" in compared(own)
    assert "+We delivered two papers." in compared(own)


def test_a_line_with_fields_that_is_gone_is_shown_with_its_values() -> None:
    own = document()
    del own[2]
    assert "-**Acme**, for Lena Hoff. 24 November 2026." in compared(own)


def test_pieces_of_a_line() -> None:
    assert pieces_of("plain") == ("plain",)
    assert pieces_of("{{ today }}") == ("", "")
    assert pieces_of("a {{title}} b {{due}}") == ("a ", " b ", "")


def test_a_very_long_line_is_looked_at_once() -> None:
    hostile = ", ".join(["x"] * 100_000)
    assert as_filled(["{{a}}, {{b}}, {{c}}, {{d}}!"], [hostile], {})[0].endswith("!")


WORDS = st.lists(
    st.sampled_from(["", "## Head", "text", "- item", "*blank*", "{{title}}", "for {{audience}}."]),
    max_size=12,
)


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_the_second_text_can_be_read_from_the_difference(before: list[str], after: list[str]) -> None:
    lines = difference(before, after)
    kept = [each.text for each in lines if each.sign in (SAME, NEW)]
    rest = iter(after)
    assert all(any(text == each for each in rest) for text in kept)
    assert (lines == ()) == (before == after)
    assert sum(each.sign == NEW for each in lines) - sum(each.sign == GONE for each in lines) == len(
        after
    ) - len(before)
    filled = as_filled(before, after, {})
    assert difference(filled, filled) == ()


def test_places_apart_have_a_mark_between_them() -> None:
    before = [str(number) for number in range(40)]
    after = ["new", *before[:30], "31st", *before[30:]]
    lines = difference(before, after)
    assert lines[0] == DiffLine(NEW, "new")
    assert [each.text for each in lines if each.sign == SKIP] == ["line 30"]


def test_the_last_twelve_versions_are_kept() -> None:
    template = Template(id="a" * 32, name="x", type="X", body="one")
    for version in range(2, 20):
        template = Template(
            id="a" * 32,
            name="x",
            type="X",
            version=version,
            body=str(version),
            earlier=said_before((template,)),
        )
    assert [each.version for each in template.earlier] == list(range(7, 19))
    assert (template.said(19), template.said(8), template.said(3)) == ("19", "8", None)
    again = Template(id="a" * 32, name="x", type="X", body="as it came")
    assert said_before((template, again))[-1] == TemplateText(version=19, body="19")
