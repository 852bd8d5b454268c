"""Honest load: weeks against what they have, and what about planned time needs a thought."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from fractui.core.load import (
    Agreed,
    Sitting,
    Strain,
    StrainKind,
    double_booked,
    hours_word,
    over_agreed,
    overcommitted,
    strains,
    told,
    too_short,
    travels,
    week_of_sittings,
    week_word,
)
from fractui.core.settings import Settings
from tests.builders import at

MONDAY = date(2026, 11, 23)
TODAY = date(2026, 11, 24)
NONE: frozenset[date] = frozenset()


def sitting(
    code: str, start: str, minutes: int = 60, *, block: str = "b", place: str = "", offset: int = 0
) -> Sitting:
    begin: datetime = at(start)
    return Sitting(
        code,
        block,
        f"{code or 'my'} hour",
        begin.date(),
        begin.date(),
        begin,
        begin + timedelta(minutes=minutes),
        offset,
        place,
    )


def test_a_week_that_holds_more_than_it_has_is_said_this_week() -> None:
    """Planned blocks of 46 h next week against 40 h of capacity (row 000-31)."""
    planned = [sitting("ACME", f"2026-12-0{day} 08:00", 60 * 9 + 12) for day in range(1, 6)]
    week = week_of_sittings(date(2026, 11, 30), planned, Settings(week_hours=40), NONE)
    assert (week.total_s, week.capacity_s, week.of("ACME")) == (46 * 3600, 40 * 3600, 46 * 3600)
    (found,) = overcommitted([week], TODAY)
    assert (found.severity, found.text) == (3, "planned next week 46 h of 40 h")


def test_days_off_take_their_part_of_a_week() -> None:
    off = frozenset({MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)})
    week = week_of_sittings(MONDAY, [], Settings(week_hours=40), off)
    assert (week.days, week.capacity_s) == (3, 24 * 3600)


def test_a_client_may_have_too_much_of_a_week() -> None:
    week = week_of_sittings(MONDAY, [sitting("ACME", "2026-11-25 09:00", 600)], Settings(), NONE)
    (found,) = over_agreed([week], {"ACME": Agreed(6 * 3600, 9 * 3600)}, TODAY)
    assert found.text == "ACME has 10 h planned this week, over its 9 h"
    assert over_agreed([week], {"ACME": Agreed(6 * 3600, 0)}, TODAY) == ()


def test_who_begins_in_the_time_of_others_is_told_once() -> None:
    found = [
        sitting("ACME", "2026-11-25 09:00", 120, block="1"),
        sitting("BETA", "2026-11-25 10:00", block="2"),
        sitting("", "2026-11-25 10:30", block="3"),
        sitting("BETA", "2026-11-25 11:30", block="4"),
    ]
    assert [each.text for each in double_booked(found)] == [
        "Wed 25 Nov: BETA BETA hour overlaps ACME ACME hour",
        "Wed 25 Nov: own my hour overlaps ACME ACME hour and 1 more",
    ]


@pytest.mark.parametrize(
    ("second", "short"),
    [("2026-11-25 09:30", False), ("2026-11-25 09:45", False), ("2026-11-25 10:00", True)],
)
def test_blocks_side_by_side_are_one_stretch(second: str, short: bool) -> None:
    found = too_short(
        [sitting("ACME", "2026-11-25 09:00", 30, block="1"), sitting("ACME", second, 30, block="2")]
    )
    assert [each.kind for each in found] == [StrainKind.SHORT] * (2 if short else 0)


def test_several_short_blocks_are_told_in_one_sentence_in_the_place_of_the_first() -> None:
    days = ("2026-11-25 09:00", "2026-11-26 09:00")
    found = too_short([sitting("ACME", day, 30, block=str(n)) for n, day in enumerate(days)])
    other = Strain(StrainKind.TRAVEL, 2, "ACME", found[0].day, "far")
    (first, one) = told((other, *found))
    assert first == other
    assert (one.key, one.severity) == (found[0].key, 1)
    assert one.text == f"2 blocks are under 60 min: {found[0].brief}, {found[1].brief}"
    assert told(found[:1]) == found[:1]


def test_own_time_may_be_short() -> None:
    assert too_short([sitting("", "2026-11-25 09:00", 15)]) == ()


def test_two_zones_in_a_day_are_travel_unless_nobody_goes_anywhere() -> None:
    here = sitting("ACME", "2026-11-25 09:00", place="Berlin", offset=3600)
    there = sitting("BETA", "2026-11-25 15:00", place="New York", offset=-5 * 3600)
    (found,) = travels([here, there])
    assert found.text == (
        "Wed 25 Nov: ACME ACME hour in Berlin, then BETA BETA hour in New York, 6 h apart by the clock"
    )
    calls = [
        sitting("BETA", "2026-11-25 15:00", place=place, offset=0) for place in ("Zoom", "https://x.y/z", "")
    ]
    assert all(not travels([here, call]) for call in calls)


def test_the_worst_comes_first_and_what_is_over_is_left_out() -> None:
    past = sitting("ACME", "2026-11-23 09:00", 30)
    week = week_of_sittings(MONDAY, [past], Settings(), NONE)
    assert strains([week], [past], {}, TODAY) == ()
    late = [
        sitting("ACME", "2026-11-26 09:00", 30, block="1"),
        sitting("BETA", "2026-11-26 09:00", 60 * 24, block="2"),
        sitting("BETA", "2026-11-27 09:00", 60 * 24, block="3"),
    ]
    week = week_of_sittings(MONDAY, late, Settings(), NONE)
    assert [each.severity for each in strains([week], late, {}, TODAY)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("monday", "word"),
    [(MONDAY, "this week"), (date(2026, 11, 30), "next week"), (date(2026, 12, 7), "the week of 7 Dec")],
)
def test_a_week_in_words(monday: date, word: str) -> None:
    assert week_word(monday, TODAY) == word


def test_hours_in_words() -> None:
    assert [hours_word(seconds) for seconds in (0, 46 * 3600, 46 * 3600 + 1800)] == ["0 h", "46 h", "46:30 h"]
