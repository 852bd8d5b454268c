"""Amounts: written and read without losing a cent, never summed across currencies by accident."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core import wording
from fractui.core.errors import FieldRefused
from fractui.core.money import (
    Money,
    check_currency,
    converted_sum,
    exponent,
    in_currency,
    parse_money,
    parse_number,
    sums,
)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12000", 1_200_000),
        ("12,000 $", 1_200_000),
        ("$12,000.50", 1_200_050),
        ("1,234.5 usd", 123_450),
        ("USD 0", 0),
        ("9,999,999,999,999.99", 999_999_999_999_999),
    ],
)
def test_an_amount_is_read(text: str, minor: int) -> None:
    assert parse_money(text, "USD") == Money(minor, "USD")


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "1e309",
        "NaN",
        "inf",
        "0,5",
        "1.234,56",
        "12,00",
        "１２",
        "1_000",
        "9007199254740993",
        "1.005",
        "12 €",
        "",
        ".",
        "1.",
        ".5",
    ],
)
def test_what_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        parse_money(text, "USD")


def test_a_currency_has_its_own_decimals() -> None:
    assert [exponent(currency) for currency in ("USD", "JPY", "KWD", "CLF")] == [2, 0, 3, 4]
    assert parse_money("1,200,000 ¥", "JPY") == Money(1_200_000, "JPY")
    with pytest.raises(FieldRefused, match="no decimals"):
        parse_money("100.50", "JPY")


def test_a_currency_is_known_by_its_code_or_its_sign() -> None:
    assert check_currency(" eur") == "EUR"
    assert check_currency("€") == "EUR"
    for text in ("", "EURO", "XXX", "US", "\x1b"):
        with pytest.raises(FieldRefused):
            check_currency(text)


@given(st.integers(0, 10**15 - 1), st.sampled_from(["USD", "EUR", "JPY", "KWD", "CHF", "CLF", "SEK"]))
def test_an_amount_as_it_is_shown_is_read_back(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    assert parse_money(wording.money(amount), currency) == amount


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.sampled_from(["USD", "EUR", "JPY"]))))
def test_sums_keep_currencies_apart(parts: list[tuple[int, str]]) -> None:
    totals = sums(Money(minor, currency) for minor, currency in parts)
    assert [each.currency for each in totals] == sorted({currency for _, currency in parts})
    for each in totals:
        assert each.minor == sum(minor for minor, currency in parts if currency == each.currency)


def test_a_total_goes_through_the_rates_or_is_none() -> None:
    amounts = [Money(1_200_000, "USD"), Money(950_000, "EUR"), Money(150_000, "JPY")]
    rates = {"EUR": Decimal("1.1"), "JPY": Decimal("0.0065")}
    assert converted_sum(amounts, "USD", rates) == Money(1_200_000 + 1_045_000 + 97_500, "USD")
    assert converted_sum(amounts, "USD", {"EUR": Decimal("1.1")}) is None
    assert converted_sum([], "USD", None) == Money(0, "USD")
    assert in_currency(Money(100, "EUR"), "USD", None) is None


def test_a_number_keeps_its_decimals() -> None:
    assert parse_number("1.50") == Decimal("1.50")
    assert parse_number("012") == Decimal(12)
    with pytest.raises(FieldRefused, match="more than fractui can keep"):
        parse_money("99,999,999,999,999", "USD")
    with pytest.raises(FieldRefused, match=r"“-2” is negative"):
        parse_number("-2")
