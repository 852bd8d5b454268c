from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fractui.core.access import AccessState, Grant, access_state, check_grant
from fractui.core.errors import FieldRefused

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({}, AccessState.ACTIVE),
        ({"expires_on": date(2026, 12, 25)}, AccessState.ACTIVE),
        ({"expires_on": date(2026, 12, 24)}, AccessState.EXPIRING),
        ({"expires_on": TODAY}, AccessState.EXPIRING),
        ({"expires_on": date(2026, 11, 23)}, AccessState.EXPIRED),
        ({"expires_on": date(2026, 11, 23), "revoked_on": TODAY}, AccessState.REVOKED),
    ],
)
def test_how_an_access_stands(dates: dict[str, Any], state: AccessState) -> None:
    assert access_state(Grant(id="1", system="Xero", **dates), TODAY) is state


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"system": " "}, "system"),
        ({"granted_on": TODAY, "expires_on": date(2026, 11, 1)}, "expires_on"),
        ({"granted_on": TODAY, "revoked_on": date(2026, 11, 1)}, "revoked_on"),
    ],
)
def test_what_cannot_be_is_refused(words: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_grant(Grant(id="1", **{"system": "Xero", **words}))
    assert refused.value.field == field
