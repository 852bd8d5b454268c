from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.deliverable import Deliverable, Status
from fractui.core.recurrence import DaysOff, due_on, falling_off, lead_of, nominal, renewals
from tests.builders import a_deliverable, at

TODAY = date(2026, 11, 24)
NO_DAYS_OFF = DaysOff(work_days=tuple(range(7)))


def report(
    due: date, status: Status = Status.DRAFT, every: str | None = "month", **more: object
) -> Deliverable:
    return replace(
        a_deliverable(title="Monthly report", type="MonthlyReport", due=due, every=every, status=status),
        id=f"{due:%Y%m%d}" + "0" * 24,
        **more,  # type: ignore[arg-type]
    )


def dues(made: tuple[Deliverable, ...]) -> list[date]:
    return [each.due for each in made]


def test_the_next_one_is_made_when_its_work_begins() -> None:
    known = [report(date(2026, 11, 30))]
    assert renewals(known, TODAY, NO_DAYS_OFF) == ()
    assert dues(renewals(known, date(2026, 12, 20), NO_DAYS_OFF)) == []
    assert dues(renewals(known, date(2026, 12, 21), NO_DAYS_OFF)) == [date(2026, 12, 31)]


def test_the_next_one_is_made_as_soon_as_nothing_of_the_series_is_owed() -> None:
    made = renewals(
        [report(date(2026, 11, 30), Status.DELIVERED, notes="old", version=3)], TODAY, NO_DAYS_OFF
    )
    assert dues(made) == [date(2026, 12, 31)]
    (fresh,) = made
    assert (fresh.status, fresh.version, fresh.notes, fresh.every) == (Status.DRAFT, 1, "", "month")
    assert fresh.follows == report(date(2026, 11, 30)).id


def test_made_once_and_only_once() -> None:
    known = [report(date(2026, 10, 31), Status.DELIVERED)]
    (made,) = renewals(known, TODAY, NO_DAYS_OFF)
    assert renewals([*known, made], TODAY, NO_DAYS_OFF) == ()
    assert renewals(known, TODAY, NO_DAYS_OFF)[0].id == made.id, "two processes make the same one"
    deleted = replace(made, deleted_at=at("2026-11-24 10:00"))
    assert dues(renewals([*known, deleted], TODAY, NO_DAYS_OFF)) == [date(2026, 12, 31)], "not that one again"


def test_instances_that_were_put_in_by_hand_are_one_series() -> None:
    known = [report(date(2026, 9, 30), Status.DELIVERED), report(date(2026, 10, 31), Status.DELIVERED)]
    (made,) = renewals(known, TODAY, NO_DAYS_OFF)
    assert (made.due, made.follows) == (date(2026, 11, 30), known[1].id)


def test_another_name_for_the_newest_does_not_begin_the_series_anew() -> None:
    by_hand = report(date(2026, 10, 31), Status.DELIVERED)
    (made,) = renewals([by_hand], TODAY, NO_DAYS_OFF)
    renamed = replace(made, title="Board report", due=date(2026, 12, 4))
    assert renewals([by_hand, renamed], TODAY, NO_DAYS_OFF) == ()
    assert [each.title for each in renewals([renamed], date(2026, 12, 27), NO_DAYS_OFF)] == ["Board report"]


def test_a_series_ends_where_its_newest_no_longer_recurs() -> None:
    first = report(date(2026, 10, 31), Status.DELIVERED)
    last = report(date(2026, 11, 30), Status.DELIVERED, every=None, follows=first.id)
    assert renewals([first, last], TODAY, NO_DAYS_OFF) == ()
    assert renewals([a_deliverable()], TODAY, NO_DAYS_OFF) == ()


@pytest.mark.parametrize(
    ("every", "days", "following"),
    [
        ("month", [date(2026, 1, 30), date(2026, 2, 28)], date(2026, 3, 30)),
        ("month", [date(2026, 1, 31), date(2026, 2, 28)], date(2026, 3, 31)),
        ("month", [date(2026, 1, 15), date(2026, 2, 20)], date(2026, 3, 20)),
        ("quarter", [date(2025, 11, 30), date(2026, 2, 28)], date(2026, 5, 31)),
        ("week", [date(2026, 2, 20), date(2026, 2, 27)], date(2026, 3, 6)),
    ],
)
def test_the_rhythm_outlasts_a_february(every: str, days: list[date], following: date) -> None:
    known = [report(day, Status.DELIVERED, every) for day in days]
    assert dues(renewals(known, days[-1], NO_DAYS_OFF)) == [following]


def test_a_year_ahead() -> None:
    made = renewals([report(date(2026, 11, 30))], TODAY, NO_DAYS_OFF, until=date(2027, 11, 30))
    assert len(made) == 12
    assert dues(made)[:3] == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]


def test_what_falls_on_a_day_off_is_due_before_it_and_the_rhythm_stays() -> None:
    off = DaysOff(off=frozenset({date(2026, 12, 30), date(2026, 12, 31)}))
    (made,) = renewals([report(date(2026, 11, 30), Status.DELIVERED)], TODAY, off)
    assert (made.due, nominal(made)) == (date(2026, 12, 29), date(2026, 12, 31))
    (after,) = renewals([replace(made, status=Status.DELIVERED)], date(2026, 12, 29), off)
    assert (after.due, nominal(after)) == (date(2027, 1, 29), date(2027, 1, 31)), "a Sunday"


@pytest.mark.parametrize(
    ("every", "day", "due"),
    [
        ("month", date(2026, 12, 5), date(2026, 12, 4)),
        ("quarter", date(2027, 1, 31), date(2027, 1, 29)),
        (None, date(2026, 11, 28), date(2026, 11, 27)),
        ("month", date(2026, 11, 30), date(2026, 11, 30)),
        ("week", date(2026, 11, 29), date(2026, 11, 29)),
    ],
)
def test_nothing_is_due_on_a_weekend_but_what_comes_each_week_there(
    every: str | None, day: date, due: date
) -> None:
    assert due_on(day, every, DaysOff()) == due
    assert due_on(day, every, DaysOff(work_days=tuple(range(7)))) == day
    assert due_on(day, every, DaysOff(off=frozenset({day}))) < day


def test_what_would_be_moved_into_the_past_stays_and_is_listed() -> None:
    leave = DaysOff(off=frozenset(TODAY + timedelta(days=n) for n in range(30)))
    (made,) = renewals([report(date(2026, 10, 31), Status.DELIVERED)], TODAY, leave)
    assert (made.due, made.nominal_due) == (date(2026, 11, 30), None)
    assert falling_off([made, a_deliverable(due=date(2027, 3, 1))], leave) == (made,)


def test_lead_is_its_own_or_the_rhythms() -> None:
    assert [lead_of(report(TODAY, every=every)) for every in ("week", "month", "quarter", None)] == [
        4,
        10,
        28,
        0,
    ]
    assert lead_of(report(TODAY, lead_days=21)) == 21


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["week", "month", "quarter"]),
    st.integers(0, 400),
)
@settings(max_examples=60, deadline=None)
def test_making_is_one_step_or_many_and_never_twice(due: date, every: str, days: int) -> None:
    until = due + timedelta(days=days)
    first = report(due, every=every)
    at_once = renewals([first], due, NO_DAYS_OFF, until)
    known: list[Deliverable] = [first]
    for n in range(0, days + 1, 30):
        known += renewals(known, due, NO_DAYS_OFF, due + timedelta(days=n))
    known += renewals(known, due, NO_DAYS_OFF, until)
    assert {each.id for each in known[1:]} == {each.id for each in at_once}
    assert len({each.due for each in at_once}) == len(at_once)
