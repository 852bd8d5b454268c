"""Codes that are safe in paths and commands, and clients, people and agreements as they may be kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.agreement import CommitmentUnit, agreement_on, check_agreement
from fractui.core.client import (
    Promise,
    Stakeholder,
    check_client,
    check_code,
    check_promise,
    check_stakeholder,
)
from fractui.core.errors import FieldRefused
from fractui.core.money import Money
from tests.builders import a_client, an_agreement


@pytest.mark.parametrize(
    ("text", "code"),
    [("ACME", "ACME"), (" acme ", "ACME"), ("a1", "A1"), ("COM10", "COM10"), ("Abcdefgh", "ABCDEFGH")],
)
def test_a_code_is_kept_in_upper_case(text: str, code: str) -> None:
    assert check_code(text) == code


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("\u0430cme", "U+0430 CYRILLIC SMALL LETTER A"),
        ("ac\u200bme", "U+200B ZERO WIDTH SPACE"),
        ("\uff21cme", "FULLWIDTH LATIN CAPITAL LETTER A"),
        ("\u0131n", "DOTLESS I"),
        ("ma\u00df", "SHARP S"),
        ("/etc/cron.d/x", "SOLIDUS"),
        ("..", "FULL STOP"),
        ("a/b", "SOLIDUS"),
        ("a\\b", "REVERSE SOLIDUS"),
        ("x\x00y", "U+0000"),
        ("-rf", "HYPHEN-MINUS"),
        ("acme. ", "FULL STOP"),
        ("a b", "SPACE"),
        ("1AB", "begins with a digit"),
        ("A", "too short"),
        ("", "too short"),
        ("ABCDEFGHI", "too long"),
        ("x" * 100_000, "too long"),
        ("con", "device"),
        ("Lpt9", "device"),
        ("BD", "bucket"),
        ("admin", "bucket"),
        ("PERSONAL", "bucket"),
        ("all", "period"),
    ],
)
def test_a_code_that_cannot_be_is_refused_with_its_reason(text: str, part: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_code(text)
    assert part in refused.value.sentence
    assert refused.value.field == "code"
    assert len(refused.value.sentence) < 200


@given(st.text(max_size=10))
def test_whatever_passes_is_a_safe_code(text: str) -> None:
    try:
        code = check_code(text)
    except FieldRefused:
        return
    assert re.fullmatch("[A-Z][A-Z0-9]{1,7}", code)
    assert check_code(code) == code


def test_a_client_is_cleaned() -> None:
    client = check_client(a_client("acme", name="  Acme  ", zone="europe/berlin", notes="a\r\nb"))
    assert (client.id, client.name, client.zone, client.notes) == ("ACME", "Acme", "Europe/Berlin", "a\nb")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("color", "red"),
        ("key", 10),
        ("key", -1),
        ("zone", "Mars/Base"),
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\nb"),
        ("notes", "x" * 70_000),
        ("ended_on", date(2020, 1, 1)),
    ],
)
def test_a_client_that_cannot_be_kept_names_the_field(field: str, value: object) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_client(replace(a_client(since=date(2025, 3, 1)), **{field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_person_is_cleaned_or_refused() -> None:
    lena = Stakeholder(id="s" * 32, name=" Lena Hoff ", email="lena@example.com", contact_every_days=14)
    assert check_stakeholder(lena).name == "Lena Hoff"
    for wrong in (replace(lena, email="lena"), replace(lena, contact_every_days=0), replace(lena, name=" ")):
        with pytest.raises(FieldRefused):
            check_stakeholder(wrong)


def test_a_promise_says_something_and_has_an_owner() -> None:
    assert check_promise(Promise(id="p", text=" memo ", owner=" ")).owner == "me"
    with pytest.raises(FieldRefused, match="needed"):
        check_promise(Promise(id="p", text=" "))


def test_days_and_hours_commit_the_same_time() -> None:
    assert (
        an_agreement(amount=Decimal("4"), unit=CommitmentUnit.DAYS, hours_per_day=Decimal("7.5")).commitment_s
        == 30 * 3600
    )


def test_the_agreement_in_force_is_the_latest_that_took_effect() -> None:
    first = an_agreement(effective_from=date(2026, 1, 1))
    second = an_agreement(id="b" * 32, effective_from=date(2026, 3, 1))
    dead = replace(second, id="c" * 32, effective_from=date(2026, 2, 1), deleted_at=first.created_at)
    assert agreement_on([second, first, dead], date(2025, 12, 31)) is None
    assert agreement_on([second, first], date(2026, 2, 28)) == first
    assert agreement_on([second, first], date(2026, 3, 1)) == second


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", Decimal(-1)),
        ("amount", Decimal("NaN")),
        ("amount", Decimal("Infinity")),
        ("amount", Decimal(745)),
        ("capacity_pct", Decimal("100.1")),
        ("hours_per_day", Decimal(0)),
        ("fee", Money(-1, "USD")),
        ("renews_on", date(2020, 1, 1)),
        ("reports_to", "a\x1b"),
    ],
)
def test_an_agreement_that_cannot_be_kept_names_the_field(field: str, value: object) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_agreement(replace(an_agreement(), **{field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_an_agreement_is_cleaned_and_its_weekly_plan_is_within_a_week() -> None:
    agreement = an_agreement(weekly_plan={"deep_work": 120}, renews_on=date(2027, 1, 1), scope=(" pricing ",))
    assert check_agreement(agreement).scope == ("pricing",)
    with pytest.raises(FieldRefused, match="deep work"):
        check_agreement(replace(agreement, weekly_plan={"deep_work": -1}))
