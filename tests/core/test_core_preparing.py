"""High stakes, and whether preparation is planned for them (row 000-25)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.block import Block, Deviation
from fractui.core.deliverable import Deliverable, Status
from fractui.core.preparing import NOTICE_DAYS, notice_on, planned_for, unprepared
from fractui.core.recurrence import DaysOff, renewals
from fractui.core.stakes import Stakes, usual_stakes
from tests.builders import a_block, a_deliverable, at

TODAY = date(2026, 11, 24)
DUE = date(2026, 12, 4)


def deck(**changes: Any) -> Deliverable:
    plain: dict[str, Any] = {"title": "Board deck", "due": DUE, "lead_days": 5, "stakes": Stakes.HIGH}
    return a_deliverable(**plain | changes)


def sitting(on: date = date(2026, 11, 30), **changes: Any) -> Block:
    plain: dict[str, Any] = {"title": "Prepare board deck", "starts_on": on, "days": ()}
    return a_block(**plain | changes)


@pytest.mark.parametrize(
    "kind", ["BoardPack", "board-deck", "InvestorUpdate", "WeeklyUpdate", "Exec Summary"]
)
def test_what_more_hangs_on_than_its_hours_tell(kind: str) -> None:
    assert usual_stakes(kind) is Stakes.HIGH
    assert usual_stakes(f"{kind}Notes") is Stakes.NORMAL


def test_a_board_deck_due_in_ten_days_with_a_lead_of_five_is_unprepared() -> None:
    assert unprepared([deck()], [], TODAY) == (deck(),)
    assert unprepared([deck()], [sitting()], TODAY) == ()
    assert unprepared([deck()], [], TODAY - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"stakes": Stakes.NORMAL},
        {"status": Status.IN_REVIEW},
        {"completed_at": at("2026-11-23T10:00")},
        {"due": TODAY},
        {"lead_days": 0},
    ],
)
def test_what_is_not_spoken_of(changes: dict[str, Any]) -> None:
    """A lead time that is not known tells nothing about when preparation is missing."""
    assert unprepared([deck(**changes)], [], TODAY) == ()


def test_a_weekly_update_is_not_spoken_of_all_week() -> None:
    assert notice_on(deck(every="week", lead_days=1)) == DUE - timedelta(days=2)
    assert notice_on(deck(every="quarter", lead_days=0)) == DUE - timedelta(days=28 + NOTICE_DAYS)


def test_an_instance_that_was_left_out_prepares_nothing() -> None:
    on = date(2026, 11, 30)
    assert planned_for(deck(), [sitting(deviations=(Deviation(on=on),))]) is None


def test_a_moved_one_counts_on_the_day_to_which_it_was_moved() -> None:
    on = date(2026, 11, 30)
    for moved, found in ((date(2026, 12, 2), date(2026, 12, 2)), (date(2026, 12, 7), None)):
        when = datetime.combine(moved, datetime.min.time()).replace(hour=9)
        assert planned_for(deck(), [sitting(deviations=(Deviation(on=on, moved_to=when),))]) == found


def test_last_months_preparation_is_not_this_months() -> None:
    monthly = deck(every="month")
    assert planned_for(monthly, [sitting(date(2026, 11, 2))]) is None
    assert planned_for(monthly, [sitting(date(2026, 11, 5))]) == date(2026, 11, 5)
    assert planned_for(deck(), [sitting(date(2026, 11, 2))]) == date(2026, 11, 2)
    assert planned_for(deck(), [sitting(title="prepare Memo")]) is None


def test_the_next_of_a_series_weighs_as_much() -> None:
    delivered = deck(every="month", status=Status.DELIVERED)
    (made,) = renewals([delivered], TODAY, DaysOff())
    assert made.stakes is Stakes.HIGH


@settings(max_examples=40, deadline=None)
@given(lead=st.integers(0, 40), left=st.integers(-5, 60), every=st.sampled_from([None, "week", "month"]))
def test_nothing_is_spoken_of_twice_or_too_early(lead: int, left: int, every: str | None) -> None:
    one = deck(lead_days=lead, due=TODAY + timedelta(days=left), every=every)
    found = unprepared([one], [], TODAY)
    assert len(found) <= 1
    begin = notice_on(one)
    assert bool(found) == (begin is not None and begin <= TODAY < one.due)
