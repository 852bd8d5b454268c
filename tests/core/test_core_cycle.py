"""The retainer's month and where a client stands in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.cycle import Pace, committed_s, elapsed, expected_s, pace
from fractui.core.period import month_of
from tests.builders import an_agreement

HOUR = 3600
WORK_DAYS = (0, 1, 2, 3, 4)
NOVEMBER = month_of(date(2026, 11, 1))
APRIL = month_of(date(2026, 4, 1))


def test_a_whole_month_commits_the_whole_amount() -> None:
    assert committed_s([an_agreement(amount=Decimal(40))], APRIL) == 40 * HOUR


def test_a_client_from_the_16th_of_april_on_40_hours_has_20() -> None:
    assert committed_s([an_agreement(amount=Decimal(40))], APRIL, since=date(2026, 4, 16)) == 20 * HOUR
    assert (
        committed_s([an_agreement(amount=Decimal(40), effective_from=date(2026, 4, 16))], APRIL) == 20 * HOUR
    )


def test_the_last_month_counts_up_to_the_last_day() -> None:
    assert committed_s([an_agreement(amount=Decimal(30))], APRIL, ended_on=date(2026, 4, 10)) == 10 * HOUR
    assert committed_s([an_agreement()], APRIL, ended_on=date(2026, 3, 31)) == 0


def test_a_new_version_counts_from_its_day() -> None:
    old = an_agreement(amount=Decimal(30))
    new = an_agreement(id="b" * 32, amount=Decimal(60), effective_from=date(2026, 4, 16))
    assert committed_s([new, old], APRIL) == 45 * HOUR
    assert committed_s([], APRIL) == 0


@given(st.integers(0, 744), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_parts_of_a_month_add_up_to_it(hours: int, day: date) -> None:
    agreements = [an_agreement(amount=Decimal(hours), effective_from=date(2019, 1, 1))]
    month = month_of(day)
    before = committed_s(agreements, month, ended_on=day)
    after = committed_s(agreements, month, since=day)
    both = committed_s(agreements, month, since=day, ended_on=day)
    assert abs(before + after - both - hours * HOUR) <= 1


def test_an_even_pace_counts_working_days_with_today() -> None:
    assert expected_s(21 * HOUR, NOVEMBER, date(2026, 11, 24), WORK_DAYS) == 17 * HOUR
    assert expected_s(21 * HOUR, NOVEMBER, date(2026, 11, 1), WORK_DAYS) == 0
    assert expected_s(21 * HOUR, NOVEMBER, date(2026, 11, 30), WORK_DAYS) == 21 * HOUR
    assert expected_s(21 * HOUR, NOVEMBER, date(2026, 12, 9), WORK_DAYS) == 21 * HOUR
    assert expected_s(21 * HOUR, NOVEMBER, date(2026, 10, 9), WORK_DAYS) == 0


def test_an_even_pace_of_a_part_month_begins_with_the_engagement() -> None:
    assert expected_s(10 * HOUR, NOVEMBER, date(2026, 11, 20), WORK_DAYS, since=date(2026, 11, 23)) == 0
    assert expected_s(6 * HOUR, NOVEMBER, date(2026, 11, 24), WORK_DAYS, since=date(2026, 11, 23)) == 2 * HOUR
    only_weekend = {"since": date(2026, 11, 28), "ended_on": date(2026, 11, 29)}
    assert expected_s(2 * HOUR, NOVEMBER, date(2026, 11, 28), WORK_DAYS, **only_weekend) == HOUR
    assert expected_s(HOUR, NOVEMBER, date(2026, 11, 28), WORK_DAYS, since=date(2026, 12, 1)) == 0


def test_the_passed_share_of_the_month() -> None:
    assert elapsed(NOVEMBER, date(2026, 11, 24)) == 0.8
    assert elapsed(NOVEMBER, date(2026, 10, 31)) == 0.0
    assert elapsed(NOVEMBER, date(2026, 12, 1)) == 1.0
    assert elapsed(NOVEMBER, date(2026, 11, 24), since=date(2026, 11, 23)) == 0.25
    assert elapsed(NOVEMBER, date(2026, 11, 24), since=date(2026, 12, 1)) == 0.0
    assert elapsed(NOVEMBER, date(2026, 11, 5), ended_on=date(2026, 11, 10)) == 0.5


@pytest.mark.parametrize(
    ("used", "commitment", "expected", "text"),
    [
        (20 * HOUR + 600, 24 * HOUR, 16 * HOUR, "ahead 4:10"),
        (10 * HOUR, 24 * HOUR, 16 * HOUR, "behind 6:00"),
        (26 * HOUR + 900, 24 * HOUR, 24 * HOUR, "over 2:15"),
        (16 * HOUR + 900, 24 * HOUR, 16 * HOUR, "on pace"),
        (16 * HOUR + 1740, 24 * HOUR, 16 * HOUR, "ahead 0:29"),
        (16 * HOUR + 1728, 24 * HOUR, 16 * HOUR, "on pace"),
        (24 * HOUR + 59, 24 * HOUR, 24 * HOUR, "on pace"),
        (24 * HOUR + 60, 24 * HOUR, 24 * HOUR, "over 0:01"),
        (5 * HOUR, 0, 0, "no commitment"),
    ],
)
def test_the_pace_in_words(used: int, commitment: int, expected: int, text: str) -> None:
    assert pace(used, commitment, expected).text == text


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_pace_is_always_one_of_its_words(used: int, commitment: int, expected: int) -> None:
    found = pace(used, commitment, min(expected, commitment))
    assert found.word in {"ahead", "behind", "over", "on pace", "no commitment"}
    assert found.seconds >= 0
    assert " 0:00" not in f" {found.text}"
    assert isinstance(found, Pace)
