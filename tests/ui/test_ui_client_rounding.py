"""The rounding rule and the limit in the client's dialog: how they are understood as they are typed, and what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from fractui.core.errors import FieldRefused
from fractui.core.rounding import Mode, Rounding, Scope
from fractui.ui.dialogs.client_forms import client_fields, client_values
from fractui.ui.dialogs.form import Field
from fractui.ui.dialogs.setting import Setting
from tests.builders import a_client, at

SETTING = Setting(at("2026-11-24 14:07"), "Europe/Berlin", date(2026, 11, 24), ("ACME",))
RULE = Rounding(15, Mode.UP, Scope.ENTRY, 15)


def fields(rule: Rounding | None) -> dict[str, Field]:
    return {field.name: field for field in client_fields(SETTING, a_client(rounding=rule), None)}


def test_the_rule_is_shown_as_it_is_typed_and_said_back() -> None:
    field = fields(RULE)["rounding"]
    assert field.value == "15m up per entry min 15m"
    assert field.check is not None
    assert field.check("6m nearest per day") == "to the nearest 6 min per day"
    assert field.check("none") == "to the second"
    assert field.check("") == ""
    with pytest.raises(FieldRefused, match="write a rule like"):
        field.check("15m")


@pytest.mark.parametrize(("text", "rule"), [("", None), ("none", None), ("15m up min 15m", RULE)])
def test_what_the_field_means(text: str, rule: Rounding | None) -> None:
    values = {name: field.value for name, field in fields(None).items()} | {"rounding": text}
    assert client_values(SETTING, values)["rounding"] == rule


@pytest.mark.parametrize(("text", "limit"), [("", None), (" 4 ", 4), ("50", 50)])
def test_a_limit_of_its_own(text: str, limit: int | None) -> None:
    values = {name: field.value for name, field in fields(None).items()} | {"wip_limit": text}
    assert client_values(SETTING, values)["wip_limit"] == limit


@pytest.mark.parametrize("text", ["0", "51", "2.5", "many"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    field = fields(None)["wip_limit"]
    assert field.check is not None
    assert field.check("4") == "more than 4 in progress warns"
    with pytest.raises(FieldRefused) as refused:
        field.check(text)
    assert refused.value.field == "wip_limit"
