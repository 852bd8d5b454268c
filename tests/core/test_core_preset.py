from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.checklist import SECTIONS
from fractui.core.client import Function
from fractui.core.deliverable import EVERY
from fractui.core.entry import Category
from fractui.core.naming import check_type
from fractui.core.plan import STANDARD, PlanKind
from fractui.core.preset import BY_FUNCTION, ONBOARDING, PAPERS, Busy, Paper, first_due, placed, sessions

MONDAY = date(2026, 11, 30)
HOURS = (time(9), time(18))
WEEK = (0, 1, 2, 3, 4)


@pytest.mark.parametrize("function", Function)
def test_every_function_begins_with_papers_and_things_to_do_that_the_rules_take(function: Function) -> None:
    assert all(check_type(paper.type) == paper.type for paper in PAPERS[function])
    assert all(paper.every is None or paper.every in EVERY for paper in PAPERS[function])
    wanted = (*ONBOARDING, *BY_FUNCTION[function])
    assert {section for section, _, _ in wanted} <= set(SECTIONS)
    assert {"company", "access", "people", "rhythm"} <= {section for section, _, _ in wanted}


@pytest.mark.parametrize(
    ("paper", "begins", "due"),
    [
        (Paper("x", "X", "week", 4), date(2026, 11, 24), date(2026, 11, 27)),
        (Paper("x", "X", "week", 4), date(2026, 11, 27), date(2026, 12, 4)),
        (Paper("x", "X", "month", 10), date(2026, 11, 24), date(2026, 12, 10)),
        (Paper("x", "X", "month", 10), date(2026, 12, 5), date(2027, 1, 10)),
        (Paper("x", "X", "quarter", 20), date(2026, 11, 24), date(2027, 1, 20)),
        (Paper("x", "X", "quarter", 20), date(2027, 1, 2), date(2027, 1, 20)),
        (Paper("x", "X", None, 30), date(2026, 11, 24), date(2026, 12, 24)),
    ],
)
def test_when_the_first_one_is_due(paper: Paper, begins: date, due: date) -> None:
    assert first_due(paper, begins) == due


def test_a_quarter_time_week_is_seven_sittings() -> None:
    found = sessions(STANDARD.items())
    assert [(each.title, each.minutes) for each in found] == [
        ("deep work", 120),
        ("leadership meeting", 60),
        ("one-to-ones", 60),
        ("one-to-ones", 60),
        ("response window", 60),
        ("response window", 60),
        ("preparation and follow-up", 60),
    ]


@pytest.mark.parametrize(
    ("kind", "minutes", "lengths"),
    [
        (PlanKind.MEETING, 30, [(60, 2)]),
        (PlanKind.MEETING, 15, [(60, 4)]),
        (PlanKind.MEETING, 45, [(90, 2)]),
        (PlanKind.MEETING, 50, [(60, 1)]),
        (PlanKind.MEETING, 20, [(60, 3)]),
        (PlanKind.PREP, 5, [(60, 4)]),
        (PlanKind.MEETING, 75, [(75, 1)]),
        (PlanKind.MEETING, 105, [(90, 2), (60, 1)]),
        (PlanKind.DEEP, 150, [(150, 1)]),
        (PlanKind.DEEP, 160, [(120, 1), (80, 2)]),
        (PlanKind.DEEP, 0, []),
    ],
)
def test_what_a_week_has_too_little_of_comes_every_few_weeks(
    kind: PlanKind, minutes: int, lengths: list[tuple[int, int]]
) -> None:
    assert [(each.minutes, each.step) for each in sessions([(kind, minutes)])] == lengths


def test_what_comes_every_second_week_does_not_come_in_the_same_one() -> None:
    found = sessions([(PlanKind.MEETING, 30), (PlanKind.DEEP, 60), (PlanKind.PREP, 30)])
    assert [(each.step, each.week) for each in found] == [(1, 0), (2, 0), (2, 1)]


@given(st.integers(0, 12 * 60))
@settings(max_examples=40, deadline=None)
def test_no_sitting_is_shorter_than_our_own_rules_take(minutes: int) -> None:
    found = sessions([(PlanKind.MEETING, minutes)])
    assert all(60 <= each.minutes <= 90 and 1 <= each.step <= 4 for each in found)


def test_sittings_of_one_kind_stand_on_two_days_and_deep_work_not_on_a_monday() -> None:
    found = list(placed(sessions(STANDARD.items()), MONDAY, WEEK, HOURS, []))
    assert len(found) == 7
    deep = next(day for session, day, _ in found if session.category is Category.DEEP_WORK)
    assert deep.weekday() in (1, 2, 3)
    rota = [day for session, day, _ in found if session.category is Category.ONE_ON_ONE]
    assert len(set(rota)) == 2


def test_what_finds_no_free_hour_is_left_out() -> None:
    whole: list[Busy] = [
        (
            datetime.combine(MONDAY + timedelta(days=n), time(9)),
            datetime.combine(MONDAY + timedelta(days=n), time(18)),
        )
        for n in range(5)
    ]
    assert list(placed(sessions([(PlanKind.DEEP, 120)]), MONDAY, WEEK, HOURS, whole)) == []


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 17), st.integers(1, 6)), max_size=12))
@settings(max_examples=40, deadline=None)
def test_nothing_stands_on_anything_else(taken: list[tuple[int, int, int]]) -> None:
    busy = [
        (start := datetime.combine(MONDAY + timedelta(days=day), time(hour)), start + timedelta(hours=long))
        for day, hour, long in taken
    ]
    spans = [
        (datetime.combine(day, at), datetime.combine(day, at) + timedelta(minutes=session.minutes))
        for session, day, at in placed(sessions(STANDARD.items()), MONDAY, WEEK, HOURS, busy)
    ]
    for n, (start, end) in enumerate(spans):
        assert HOURS[0] <= start.time()
        assert end.time() <= HOURS[1]
        assert not any(begin < end and start < stop for begin, stop in [*busy, *spans[:n]])
