from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.template import Template, check_template, fields_of, fill

BODY = "# {{client.name}}, {{period}}\n\n{{ client.name }} owes {{period}} to {{nobody}}.\n"


def test_fields_are_named_once_in_order() -> None:
    assert fields_of(BODY) == ("client.name", "period", "nobody")


def test_a_field_without_a_value_stays_to_be_seen() -> None:
    filled = fill(BODY, {"client.name": "Acme", "period": "October"})
    assert filled == "# Acme, October\n\nAcme owes October to {{nobody}}.\n"


@given(st.text(), st.text())
def test_a_value_is_never_filled_again(name: str, period: str) -> None:
    assert fill("{{client.name}}|{{period}}", {"client.name": name, "period": period}) == f"{name}|{period}"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": ""}, "name"),
        ({"type": "a/b"}, "type"),
        ({"every": "day"}, "every"),
        ({"lead_days": -1}, "lead_days"),
    ],
)
def test_what_cannot_be_is_refused(words: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_template(Template(id="1", **{"name": "Monthly report", "type": "MonthlyReport", **words}))
    assert refused.value.field == field
