from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fractui.core.checklist import ChecklistItem, Progress, check_item, progress
from fractui.core.errors import FieldRefused

DAY = date(2026, 11, 24)


def item(section: str, **words: Any) -> ChecklistItem:
    return ChecklistItem(id="1", text="Read the last board pack", section=section, **words)


def test_progress_leaves_out_what_was_skipped() -> None:
    items = [item("people", done_on=DAY), item("people"), item("people", skipped="no team"), item("company")]
    assert progress(items) == (Progress("company", 0, 1), Progress("people", 1, 2))


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": ""}, "text"),
        ({"list": "shopping"}, "list"),
        ({"section": "kitchen"}, "section"),
        ({"done_on": DAY, "skipped": "no need"}, "skipped"),
    ],
)
def test_what_cannot_be_is_refused(words: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_item(ChecklistItem(id="1", **{"text": "Ask for Xero", **words}))
    assert refused.value.field == field
