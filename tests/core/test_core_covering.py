"""Which period a document is about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.covering import covered, covered_label, following, written_day
from fractui.core.deliverable import next_due


@pytest.mark.parametrize(
    ("every", "due", "label", "following_label"),
    [
        ("month", date(2026, 11, 10), "October 2026", "November 2026"),
        ("month", date(2026, 11, 30), "November 2026", "December 2026"),
        ("month", date(2027, 1, 8), "December 2026", "January 2027"),
        ("quarter", date(2026, 10, 20), "Q3 2026", "Q4 2026"),
        ("quarter", date(2026, 12, 31), "Q4 2026", "Q1 2027"),
        ("quarter", date(2027, 1, 20), "Q4 2026", "Q1 2027"),
        ("month", date(2027, 2, 15), "January 2027", "February 2027"),
        ("month", date(2027, 3, 15), "February 2027", "March 2027"),
        ("month", date(2027, 3, 20), "February 2027", "March 2027"),
        ("month", date(2027, 3, 21), "March 2027", "April 2027"),
        ("quarter", date(2027, 2, 28), "Q4 2026", "Q1 2027"),
        ("quarter", date(2027, 5, 15), "Q1 2027", "Q2 2027"),
        ("week", date(2026, 11, 27), "week 48 of 2026", "week 49 of 2026"),
        ("week", date(2026, 11, 23), "week 47 of 2026", "week 48 of 2026"),
        ("week", date(2027, 1, 1), "week 53 of 2026", "week 1 of 2027"),
        (None, date(2026, 11, 3), "November 2026", "December 2026"),
    ],
)
def test_what_a_document_is_about(every: str | None, due: date, label: str, following_label: str) -> None:
    period = covered(every, due)
    assert covered_label(every, period) == label
    assert covered_label(every, following(every, period)) == following_label


@given(st.sampled_from(["week", "month", "quarter"]), st.dates(date(1971, 1, 1), date(2199, 1, 1)))
def test_each_period_is_reported_on_once_by_a_rhythm(every: str, due: date) -> None:
    period = covered(every, due)
    assert period.start is not None
    assert period.end is not None
    assert period.start <= due
    assert due < period.end + timedelta(days=63)
    assert covered_label(every, period)


@given(
    st.sampled_from(["week", "month", "quarter"]),
    st.dates(date(1971, 1, 1), date(2190, 1, 1)),
    st.integers(0, 40),
)
def test_what_recurs_speaks_of_one_period_after_the_other(every: str, first: date, steps: int) -> None:
    one, two = (covered(every, next_due(every, first, step)) for step in (steps, steps + 1))
    assert two == following(every, one)


def test_a_day_is_written_out() -> None:
    assert written_day(date(2026, 11, 3)) == "3 November 2026"
