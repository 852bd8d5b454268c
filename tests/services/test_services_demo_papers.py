"""What the demo's executives have sent has no blank of its template left."""

from __future__ import annotations

import pytest

from fractui.core.blanks import blanks
from fractui.core.template import Template
from fractui.services.demo.filled_out import EMPTY, filled_out
from fractui.services.library.shipped import shipped


@pytest.mark.parametrize("template", shipped(), ids=lambda each: each.slug)
def test_every_template_can_be_filled_out(template: Template) -> None:
    text = filled_out(template.body)
    assert blanks(text, template.body) == ()
    assert "\n\n\n" not in text
    assert text.startswith("# ")
    for line, following in zip(text.split("\n"), text.split("\n")[1:], strict=False):
        assert not (line.startswith("|--") and not following.startswith("|")), "a table without rows"


def test_a_section_that_was_blank_says_so_and_a_list_without_lines_goes() -> None:
    text = "# A\n\n## B\n\n*Say.*\n\n### C\n\n<!-- note -->\n| x | y |\n|--|--|\n| *a* | b |\n\n## D\n\nMade:\n\n*None.*\n"
    assert filled_out(text) == f"# A\n\n## B\n\n### C\n\n{EMPTY}\n\n## D\n\n{EMPTY}\n"
