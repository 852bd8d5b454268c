from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.rhythm import LAST, Rhythm, check_rhythm, parse_rhythm


@pytest.mark.parametrize(
    ("text", "rhythm", "words"),
    [
        ("tue,thu", Rhythm((1, 3)), "Tue, Thu"),
        ("weekdays", Rhythm((0, 1, 2, 3, 4)), "Mon-Fri"),
        ("daily", Rhythm((0, 1, 2, 3, 4, 5, 6)), "every day"),
        ("every 2 weeks on tue", Rhythm((1,), 2), "every 2 weeks Tue"),
        ("tue, every other week", Rhythm((1,), 2), "every 2 weeks Tue"),
        ("15th of the month", Rhythm(month_day=15), "the 15th of the month"),
        ("the 1st", Rhythm(month_day=1), "the 1st of the month"),
        ("monthly on 22", Rhythm(month_day=22), "the 22nd of the month"),
        ("last day of the month", Rhythm(month_day=LAST), "the last day of the month"),
        ("last fri", Rhythm((4,), nth=LAST), "the last Fri of the month"),
        ("2nd tue of the month", Rhythm((1,), nth=2), "the second Tue of the month"),
        ("every 3 months 15th", Rhythm(step=3, month_day=15), "the 15th, every 3 months"),
    ],
)
def test_a_rhythm_is_read_and_said(text: str, rhythm: Rhythm, words: str) -> None:
    assert parse_rhythm(text) == rhythm
    assert rhythm.words() == words
    assert parse_rhythm(words) == rhythm


@pytest.mark.parametrize(
    "text", ["", "32", "0", "every 2 months", "every 99 weeks tue", "second tue,wed", "soon", "fifth tue"]
)
def test_what_is_no_rhythm_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        parse_rhythm(text)


@pytest.mark.parametrize(
    "rhythm",
    [Rhythm((7,)), Rhythm((1,), 0), Rhythm((1,), month_day=3), Rhythm((1, 2), nth=1), Rhythm((1,), nth=5)],
)
def test_what_cannot_be_is_refused(rhythm: Rhythm) -> None:
    with pytest.raises(FieldRefused):
        check_rhythm(rhythm)


def test_a_month_without_the_day_is_left_out() -> None:
    found = list(Rhythm(month_day=31).within(date(2026, 1, 1), date(2026, 1, 1), date(2026, 7, 31)))
    assert found == [date(2026, month, 31) for month in (1, 3, 5, 7)]


def test_weeks_are_counted_from_the_first_one() -> None:
    # A Wednesday: the first is the Thursday of that week, the Monday before it is not one.
    found = list(Rhythm((0, 3), 2).within(date(2026, 11, 25), date(2026, 11, 1), date(2026, 12, 31)))
    assert found == [
        date(2026, 11, 26),
        date(2026, 12, 7),
        date(2026, 12, 10),
        date(2026, 12, 21),
        date(2026, 12, 24),
    ]


RHYTHMS = st.one_of(
    st.builds(
        Rhythm,
        st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        st.integers(1, 5),
    ),
    st.builds(Rhythm, step=st.integers(1, 4), month_day=st.sampled_from([1, 15, 28, 29, 31, LAST])),
    st.builds(
        Rhythm,
        st.integers(0, 6).map(lambda day: (day,)),
        st.integers(1, 4),
        nth=st.sampled_from([1, 2, 3, 4, LAST]),
    ),
)


@given(RHYTHMS, st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_it_is_what_calendars_make_of_the_same_rule(rhythm: Rhythm, since: date, days: int) -> None:
    first = rhythm.first(since)
    assert first is not None
    end = since + timedelta(days=days)
    rule = rrule(
        MONTHLY if rhythm.monthly else WEEKLY,
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(end, time()),
        interval=rhythm.step,
        bymonthday=rhythm.month_day,
        byweekday=[weekday(day, rhythm.nth) if rhythm.nth else weekday(day) for day in rhythm.days] or None,
    )
    assert list(rhythm.within(since, since, end)) == [each.date() for each in rule]
    for one, two in zip(rule, list(rule)[1:], strict=False):
        assert two - one <= rhythm.widest
