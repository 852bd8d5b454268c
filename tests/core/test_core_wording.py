"""How durations, days, amounts and names are written."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core import wording
from fractui.core.client import Function, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Bucket, Category
from fractui.core.money import Money

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59, "0:00"), (67200, "18:40"), (360000, "100:00"), (-3900, "-1:05"), (-59, "0:00")],
)
def test_hours_and_minutes(seconds: int, text: str) -> None:
    assert wording.hm(seconds) == text


def test_hours_minutes_and_seconds() -> None:
    assert wording.hms(5047) == "1:24:07"
    assert wording.hms(-1) == "-0:00:01"


@pytest.mark.parametrize(
    ("days", "due", "day"),
    [
        (-3, "3 d late", "Sat"),
        (-1, "1 d late", "yesterday"),
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (3, "Fri", "Fri"),
        (6, "Mon", "Mon"),
        (7, "1 Dec", "1 Dec"),
        (-7, "7 d late", "17 Nov"),
        (60, "23 Jan 2027", "23 Jan 2027"),
    ],
)
def test_days_in_words(days: int, due: str, day: str) -> None:
    when = TODAY + timedelta(days=days)
    assert wording.due_word(when, TODAY) == due
    assert wording.day_word(when, TODAY) == day


@pytest.mark.parametrize(
    ("days", "left", "distance"),
    [
        (-3, "3 d late", "Sat 21 Nov, 3 d late"),
        (0, "today", "Tue 24 Nov, today"),
        (1, "tomorrow", "Wed 25 Nov, tomorrow"),
        (2, "2 d", "Thu 26 Nov, in 2 days"),
        (31, "31 d", "Fri 25 Dec, in 31 days"),
    ],
)
def test_how_long_there_is_left(days: int, left: str, distance: str) -> None:
    due = TODAY + timedelta(days=days)
    assert (wording.left_word(due, TODAY), wording.day_and_distance(due, TODAY)) == (left, distance)
    assert (wording.days_of(1), wording.days_of(0), wording.days_of(2)) == ("1 day", "0 days", "2 days")


def test_dates_and_moments() -> None:
    assert wording.short_date(date(2026, 11, 30), TODAY) == "30 Nov"
    assert wording.short_date(date(2025, 11, 30), TODAY) == "30 Nov 2025"
    assert wording.long_day(TODAY) == "Tue 24 Nov"
    assert wording.moment_word(datetime(2026, 11, 24, 14, 7), TODAY) == "14:07"  # noqa: DTZ001
    assert wording.moment_word(datetime(2026, 11, 20, 16, 40), TODAY) == "Fri 16:40"  # noqa: DTZ001


def test_how_long_ago() -> None:
    assert wording.ago(None, TODAY) == "never"
    assert wording.ago(TODAY, TODAY) == "today"
    assert wording.ago(TODAY - timedelta(days=2), TODAY) == "2 d ago"
    assert wording.ago(TODAY + timedelta(days=1), TODAY) == "tomorrow"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Money(1_200_000, "USD"), "12,000 $"),
        (Money(950_000, "EUR"), "9,500 €"),
        (Money(1_200_000, "JPY"), "1,200,000 ¥"),
        (Money(950_050, "CHF"), "9,500.50 CHF"),
        (Money(-5, "USD"), "-0.05 $"),
        (Money(1_500, "KWD"), "1.500 KWD"),
        (Money(100, "XXX"), "1 XXX"),
    ],
)
def test_amounts(amount: Money, text: str) -> None:
    assert wording.money(amount) == text


@pytest.mark.parametrize(
    ("value", "text"), [(32.432, "32.4 %"), (75.0, "75 %"), (0.0, "0 %"), (-0.04, "0.0 %"), (40.04, "40.0 %")]
)
def test_percentages(value: float, text: str) -> None:
    assert wording.percent(value) == text


def test_percentages_in_a_column_have_the_same_places() -> None:
    assert wording.percent(27.0, 1) == "27.0 %"
    assert wording.percent(27.4, 0) == "27 %"


@given(st.floats(-1e6, 1e6))
def test_a_percentage_never_shows_a_minus_before_zero(value: float) -> None:
    assert not wording.percent(value).startswith(("-0 ", "-0.0 "))


def test_weekdays() -> None:
    assert wording.days_word((1, 3)) == "Tue, Thu"
    assert wording.days_word((0, 1, 2, 3, 4)) == "Mon-Fri"
    assert wording.days_word(tuple(range(7))) == "every day"


def test_every_name_has_a_label() -> None:
    assert wording.function_label("cfo") == "CFO"
    assert wording.category_label(Category.DEEP_WORK) == "deep work"
    assert wording.category_label(None) == ""
    assert wording.status_label(Status.IN_REVIEW) == "in review"
    assert wording.bucket_label("learning") == "Learning"
    labels = (
        [wording.function_label(each) for each in Function]
        + [wording.category_label(each) for each in Category]
        + [wording.bucket_label(each) for each in Bucket]
        + [wording.status_label(each) for each in Status]
        + [wording.stage_label(each) for each in Stage]
    )
    assert all(label and "_" not in label for label in labels)


@pytest.mark.parametrize(
    ("since", "today", "said"),
    [
        (date(2024, 9, 24), date(2026, 11, 24), "2 y 2 m"),
        (date(2025, 11, 24), date(2026, 11, 24), "1 y"),
        (date(2026, 8, 30), date(2026, 11, 29), "2 m"),
        (date(2026, 11, 12), date(2026, 11, 24), "12 d"),
        (date(2026, 12, 1), date(2026, 11, 24), "0 d"),
    ],
)
def test_tenure_is_in_calendar_years_and_months(since: date, today: date, said: str) -> None:
    assert wording.tenure(since, today) == said
