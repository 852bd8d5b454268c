"""What is planned by week: the same as reckoned afresh, kept until its portal changes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from fractui.services.agenda import instances
from fractui.services.ahead import MOST_WEEKS, Ahead, sitting_of
from fractui.services.load import Load
from fractui.services.planning import Planning
from tests.services.desk import Desk

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
HOME = "Europe/Berlin"


@pytest.fixture
def planning(desk: Desk) -> Planning:
    """ACME in New York and BETA in Berlin with series, a night, a moved and a skipped instance; own time on Sundays."""
    desk.clients.add("ACME", name="Acme", hours=24, zone="America/New_York")
    desk.clients.add("BETA", name="Beta", hours=8, zone=HOME)
    planning = Planning(desk.practice)
    focus = planning.add_block("ACME", "focus", time(19), 180, (1, 3), date(2026, 10, 1))
    planning.add_block("ACME", "board", time(9), 60, (), MONDAY + 6 * DAY)
    planning.add_block("BETA", "night", time(23), 180, (6,), date(2026, 10, 1), step=2)
    planning.add_block("BETA", "monthly", time(9), 60, (), date(2026, 10, 1), month_day=30)
    planning.add_block(None, "review", time(23, 30), 60, (6,), date(2026, 10, 1))
    planning.move(focus.id, MONDAY + DAY, datetime(2026, 11, 29, 20), 30)  # noqa: DTZ001 - on the block's own clock
    planning.skip(focus.id, MONDAY + 3 * DAY)
    return planning


@pytest.mark.parametrize("first", [0, 1, 6, -40])
@pytest.mark.parametrize("days", [1, 7, 9, 28])
def test_weeks_together_are_what_the_days_hold(desk: Desk, planning: Planning, first: int, days: int) -> None:
    begin, last = MONDAY + first * DAY, MONDAY + (first + days - 1) * DAY
    practice = desk.practice
    portals = [practice.portal("ACME"), practice.portal("BETA"), practice.own]
    afresh = [
        each
        for portal in portals
        for block in portal.blocks()
        for each in instances(block, begin, last, HOME)
    ]
    ahead = Ahead(practice)
    found = [each for _, each in ahead.planned(portals, begin, last, HOME)]
    assert sorted(found, key=repr) == sorted(afresh, key=repr)
    told = ahead.sittings(begin, last, HOME)
    assert [each.key for each in told] == [
        sitting_of(each, HOME).key
        for each in sorted(afresh, key=lambda one: (one.start, one.end, sitting_of(one, HOME).key))
    ]


def test_what_changes_is_seen_and_many_weeks_are_let_go(desk: Desk, planning: Planning) -> None:
    ahead = Ahead(desk.practice)
    before = ahead.sittings(MONDAY, MONDAY + 6 * DAY, HOME)
    planning.add_block("BETA", "kick-off", time(14), 60, (), MONDAY + 2 * DAY)
    after = ahead.sittings(MONDAY, MONDAY + 6 * DAY, HOME)
    assert {each.title for each in after} - {each.title for each in before} == {"kick-off"}
    for n in range(MOST_WEEKS + 3):
        ahead.sittings(MONDAY + 7 * n * DAY, MONDAY + (7 * n + 6) * DAY, HOME)
    assert ahead.sittings(MONDAY, MONDAY + 6 * DAY, HOME) == after
    there = ahead.sittings(MONDAY, MONDAY + 6 * DAY, "Asia/Tokyo")
    assert [each.day for each in there] != [each.day for each in after]


def test_the_load_is_the_same_one_until_something_changes_or_the_day_does(
    desk: Desk, planning: Planning
) -> None:
    load = Load(desk.practice)
    view = load.view(MONDAY + 2 * DAY)
    assert load.view(MONDAY) is view
    assert load.view(MONDAY, 26) is not view
    planning.add_block("BETA", "kick-off", time(14), 60, (), MONDAY + 2 * DAY)
    changed = load.view(MONDAY)
    assert changed.weeks[0].total_s == view.weeks[0].total_s + 3600
    desk.clock.forward(days=1)
    assert load.view(MONDAY).today == view.today + DAY
