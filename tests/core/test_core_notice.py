"""The last day to give notice, and what is expressly no part of an agreement (row 000-37)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fractui.core.agreement import Agreement, check_agreement
from fractui.core.errors import FieldRefused
from fractui.store.codec import decode, encode
from tests.builders import an_agreement

RENEWS = date(2027, 1, 23)


@pytest.mark.parametrize(
    ("terms", "last"),
    [
        ({"renews_on": RENEWS, "notice_days": 30}, date(2026, 12, 24)),
        ({"renews_on": RENEWS, "notice_days": 1}, date(2027, 1, 22)),
        ({"renews_on": RENEWS}, None),
        ({"notice_days": 30}, None),
        ({"renews_on": date(1, 1, 3), "notice_days": 730}, date(1, 1, 1)),
    ],
)
def test_notice_is_due_so_many_days_before_it_renews(terms: dict[str, Any], last: date | None) -> None:
    assert an_agreement(**terms).notice_by == last


@pytest.mark.parametrize(("days", "kept"), [(0, None), (None, None), (1, 1), (730, 730)])
def test_no_notice_is_none(days: int | None, kept: int | None) -> None:
    assert check_agreement(an_agreement(notice_days=days)).notice_days == kept


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"notice_days": -1}, "notice_days"),
        ({"notice_days": 731}, "notice_days"),
        ({"out_of_scope": ("tax", " ")}, "out_of_scope"),
    ],
)
def test_what_cannot_be_agreed_is_refused(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_agreement(an_agreement(**terms))
    assert refused.value.field == field


def test_an_agreement_of_before_is_read_and_keeps_its_bytes() -> None:
    raw = encode(an_agreement())
    assert not {"notice_days", "out_of_scope"} & set(raw)
    known = decode(Agreement, raw, "agreements")
    assert (known.notice_days, known.out_of_scope, known.notice_by) == (None, (), None)
    full = an_agreement(out_of_scope=("payroll", "tax"), notice_days=30)
    assert decode(Agreement, encode(full), "agreements") == full
