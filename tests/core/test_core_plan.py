"""The weekly plan: kinds, the standard week, floor and ceiling, what took the flexible time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.agreement import week_share
from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.plan import (
    EXTRA_MEETING,
    KIND_OF,
    PlanKind,
    WeekPlan,
    band_gap,
    by_kind,
    check_plan,
    flex_by_reason,
    kind_named,
    plan_of,
    standard_minutes,
)
from tests.builders import an_agreement

HOUR = 3600
TRACKED = st.dictionaries(st.sampled_from(["", *Category]).map(str), st.integers(0, 100 * HOUR))


def test_a_quarter_time_week_is_one_two_two_two_one_and_some_flexible_hours() -> None:
    plan = plan_of(an_agreement(), 40)
    assert [(kind.value, minutes / 60) for kind, minutes in plan.minutes] == [
        ("meeting", 1), ("one_on_one", 2), ("deep", 2), ("async", 2), ("prep", 1), ("flex", 2),
    ]  # fmt: skip
    assert (plan.standard, plan.floor_s, plan.ceiling_s) == (True, 8 * HOUR, 12 * HOUR)


def test_the_standard_week_goes_with_the_share_of_full_time() -> None:
    assert standard_minutes(Decimal(50))[PlanKind.DEEP] == 240
    assert standard_minutes(Decimal(30))[PlanKind.MEETING] == 75
    half = plan_of(an_agreement(capacity_pct=Decimal(50)), 40)
    assert (half.floor_s, half.ceiling_s) == (16 * HOUR, 24 * HOUR)


def test_without_a_share_it_follows_from_the_months_commitment() -> None:
    terms = an_agreement(capacity_pct=Decimal(0), amount=Decimal(26))
    assert week_share(terms, 40) == Decimal(15)
    assert plan_of(an_agreement(capacity_pct=Decimal(0), amount=Decimal(0)), 40) == WeekPlan()
    assert plan_of(None, 40) == WeekPlan()


def test_an_agreed_plan_counts_by_kinds_or_by_categories_of_older_ones() -> None:
    plan = plan_of(an_agreement(weekly_plan={"deep_work": 120, "leadership_meeting": 60, "meeting": 30}), 40)
    assert dict(plan.minutes) == {PlanKind.MEETING: 90, PlanKind.DEEP: 120}
    assert not plan.standard
    assert plan_of(an_agreement(weekly_plan={}), 40).minutes == ()
    assert plan_of(an_agreement(weekly_plan={"execution": 60, "no such": 1, "deep": 5}), 40).total_s == 300


@pytest.mark.parametrize(
    ("word", "kind"),
    [("deep", "deep"), ("Deep work", "deep"), ("one-to-ones", "one_on_one"), ("one-on-one", "one_on_one"),
     ("meetings", "meeting"), ("prep_followup", "prep"), ("urgent", "flex"), ("flexible", "flex")],
)  # fmt: skip
def test_a_kind_goes_by_its_own_name_or_its_categories(word: str, kind: str) -> None:
    assert kind_named(word) == kind


@pytest.mark.parametrize("word", ["", "execution", "golf", "bd"])
def test_what_is_no_kind_is_refused_with_their_names(word: str) -> None:
    with pytest.raises(FieldRefused, match="meeting, one_on_one, deep, async, prep, flex"):
        kind_named(word)


def test_a_plan_is_kept_by_kind_in_order_without_empty_ones() -> None:
    assert list(check_plan({"prep": 60, "deep work": 30, "deep": 30, "meeting": 0}).items()) == [
        ("deep", 60),
        ("prep", 60),
    ]
    for minutes in (-1, 10_081):
        with pytest.raises(FieldRefused, match="0 to 168 hours"):
            check_plan({"deep": minutes})


def test_two_hours_of_meetings_and_no_deep_work_are_one_more_and_two_less() -> None:
    kinds, besides = by_kind({"leadership_meeting": HOUR, "meeting": HOUR})
    plan = plan_of(an_agreement(), 40)
    apart = {kind: kinds[kind] - plan.seconds(kind) for kind in PlanKind}
    assert (apart[PlanKind.MEETING], apart[PlanKind.DEEP], besides) == (HOUR, -2 * HOUR, {})


def test_twelve_and_a_half_hours_are_over_and_seven_are_under() -> None:
    plan = plan_of(an_agreement(), 40)
    assert band_gap(int(12.5 * HOUR), plan.floor_s, plan.ceiling_s) == HOUR // 2
    assert band_gap(7 * HOUR, plan.floor_s, plan.ceiling_s) == -HOUR
    assert band_gap(8 * HOUR, plan.floor_s, plan.ceiling_s) == band_gap(12 * HOUR, 8 * HOUR, 12 * HOUR) == 0
    assert band_gap(50 * HOUR, 0, 0) == 0


def test_flexible_time_has_four_reasons() -> None:
    plan = plan_of(an_agreement(), 40)
    tracked = {"meeting": 2 * HOUR, "urgent": 600, "crisis": 0, "special_project": 60, "execution": 5}
    assert flex_by_reason(tracked, plan) == {
        EXTRA_MEETING: HOUR,
        "urgent": 600,
        "crisis": 0,
        "special_project": 60,
    }
    assert flex_by_reason(tracked, WeekPlan())[EXTRA_MEETING] == 0


def test_what_is_in_no_plan_stays_in_sight() -> None:
    assert set(Category) - set(KIND_OF) == {"execution", "bd", "admin", "travel"}
    assert by_kind({"execution": 5, "": 7, "travel": 0})[1] == {"execution": 5, "": 7}


@settings(max_examples=50, deadline=None)
@given(TRACKED)
def test_no_second_is_lost_between_categories_and_kinds(tracked: dict[str, int]) -> None:
    kinds, besides = by_kind(tracked)
    assert sum(kinds.values()) + sum(besides.values()) == sum(tracked.values())
