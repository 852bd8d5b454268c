"""The practice as a whole, on the sample portfolio of the source."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.capacity import (
    Retainer,
    band_word,
    bd_share,
    bd_word,
    capacity_pct,
    concentration_word,
    concerns,
    income,
    income_total,
    largest,
    shares,
    stage,
)
from fractui.core.money import Money
from fractui.core.settings import Settings
from fractui.core.wording import money, percent


def retainer(code: str, fee: int, capacity: int | str, currency: str = "USD") -> Retainer:
    """A retainer with its fee in whole units."""
    return Retainer(code, Decimal(capacity), Money(fee * 100, currency))


SAMPLE = [retainer("A", 12_000, 25), retainer("B", 15_000, 30), retainer("C", 10_000, 20)]


def test_the_sample_portfolio_adds_up() -> None:
    total = income_total(SAMPLE, "USD", None)
    assert total is not None
    assert money(total) == "37,000 $"
    assert money(total.times(12)) == "444,000 $"
    assert capacity_pct(SAMPLE) == 75
    assert band_word(capacity_pct(SAMPLE), 60, 75) == "in band"


def test_the_largest_share_warns_above_40() -> None:
    top = largest(shares(SAMPLE, "USD", None))
    assert top is not None
    assert top[0] == "B"
    assert percent(top[1]) == "40.5 %"
    assert [(each.severity, each.code, each.text) for each in concerns(SAMPLE, Settings())] == [
        (2, "B", "is 40.5 % of income; the limit is 40")
    ]


@pytest.mark.parametrize(
    ("share", "word"),
    [(39.99, ""), (40.0, ""), (40.001, "warn"), (49.99, "warn"), (50.0, "alarm"), (100.0, "alarm")],
)
def test_concentration_in_words(share: float, word: str) -> None:
    assert concentration_word(share, 40, 50) == word


def test_exactly_forty_percent_does_not_warn() -> None:
    even = [retainer("A", 40, 20), retainer("B", 30, 20), retainer("C", 30, 20)]
    assert shares(even, "USD", None)["A"] == 40.0
    assert concerns(even, Settings()) == ()


def test_half_of_the_income_is_an_alarm_and_two_clients_are_few() -> None:
    found = concerns([retainer("A", 10, 30), retainer("B", 10, 30)], Settings())
    assert [(each.severity, each.code) for each in found] == [(3, "A"), (3, "B"), (1, "")]
    assert "fewer than 3" in found[-1].text
    assert concerns([], Settings()) == ()


@pytest.mark.parametrize(
    ("value", "word"),
    [(59, "room"), (59.9, "room"), (60, "in band"), (75, "in band"), (75.5, "over band"), (76, "over band")],
)
def test_the_band_in_words(value: float, word: str) -> None:
    assert band_word(value, 60, 75) == word


def test_too_much_capacity_and_odd_shares_are_named() -> None:
    found = concerns(
        [retainer("A", 1, 45), retainer("B", 1, 35), retainer("C", 1, 9), retainer("D", 1, 15)], Settings()
    )
    assert [(each.severity, each.code) for each in found] == [(3, ""), (1, "A"), (1, "C")]
    assert "104 % is committed" in found[0].text


def test_currencies_stay_apart_without_rates() -> None:
    mixed = [*SAMPLE, retainer("D", 5_000, 15, "EUR"), Retainer("E", Decimal(10))]
    assert income(mixed) == (Money(500_000, "EUR"), Money(3_700_000, "USD"))
    assert income_total(mixed, "USD", None) is None
    assert set(shares(mixed, "USD", None).values()) == {None}
    assert largest(shares(mixed, "USD", None)) is None
    rates = {"EUR": Decimal("1.1")}
    assert income_total(mixed, "USD", rates) == Money(4_250_000, "USD")
    parts = shares(mixed, "USD", rates)
    assert parts["D"] == pytest.approx(12.94, abs=0.01)
    assert parts["E"] == 0.0


def test_one_foreign_currency_needs_no_rate_for_shares() -> None:
    assert shares([retainer("A", 1, 20, "EUR"), retainer("B", 3, 20, "EUR")], "USD", None) == {
        "A": 25.0,
        "B": 75.0,
    }
    assert shares([Retainer("A", Decimal(20))], "USD", None) == {"A": None}


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=10))
def test_shares_add_up_to_a_hundred(fees: list[int]) -> None:
    parts = shares(
        [Retainer(f"C{number}", Decimal(10), Money(fee, "USD")) for number, fee in enumerate(fees)],
        "USD",
        None,
    )
    assert sum(part or 0.0 for part in parts.values()) == pytest.approx(100)


@pytest.mark.parametrize(
    ("clients", "name"),
    [(0, "Solo start"), (2, "Solo start"), (3, "Building"), (5, "Building"), (6, "Full"), (15, "Full")],
)
def test_the_stage_by_the_number_of_clients(clients: int, name: str) -> None:
    assert stage(clients).name == name
    assert stage(clients).constraint


def test_associates_make_it_a_firm() -> None:
    assert stage(2, associates=1).name == "Principal + associates"


def test_business_development_against_its_band() -> None:
    assert bd_share(2 * 3600, 40 * 3600) == 5.0
    assert bd_share(0, 0) is None
    assert [bd_word(share, 10, 20) for share in (5.0, 10.0, 20.0, 20.1)] == [
        "below 10-20",
        "in 10-20",
        "in 10-20",
        "above 10-20",
    ]
