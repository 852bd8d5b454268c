"""Blocks laid out from templates: where there is room, by turns, before what is due."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from fractui.core.entry import Category
from fractui.core.laying import SINGLE, Draft, Room, TemplateKind, preparation, rota, weekly
from fractui.core.recurrence import DaysOff
from fractui.core.rhythm import Rhythm
from tests.builders import a_block, a_deliverable

MONDAY = date(2026, 11, 30)
ROOM = Room(MONDAY, (0, 1, 2, 3, 4), (time(9), time(18)), ())


def test_a_leadership_meeting_is_an_hour_a_week() -> None:
    """Row 002-07: 60 minutes."""
    (draft,) = weekly("ACME", SINGLE[TemplateKind.LEADERSHIP], ROOM)
    assert (draft.minutes, draft.rhythm, draft.day, draft.at) == (60, Rhythm((0,)), MONDAY, time(9))


def test_focus_blocks_stand_on_two_days_in_the_middle_of_the_week() -> None:
    found = weekly("ACME", SINGLE[TemplateKind.FOCUS], ROOM)
    assert [(each.day.weekday(), each.at, each.minutes) for each in found] == [
        (1, time(9), 180),
        (2, time(9), 180),
    ]


def test_four_people_every_two_weeks_are_two_a_week_alternating() -> None:
    """Row 002-09."""
    rooms = [ROOM, Room(date(2026, 12, 7), ROOM.work_days, ROOM.hours, ())]
    found = rota("ACME", ["Ana", "Ben", "Cleo", "Dan"], 2, rooms)
    assert [(each.title, each.day, each.at, each.rhythm.step) for each in found] == [
        ("one-to-one: Ana", date(2026, 11, 30), time(9), 2),
        ("one-to-one: Cleo", date(2026, 11, 30), time(9, 30), 2),
        ("one-to-one: Ben", date(2026, 12, 7), time(9), 2),
        ("one-to-one: Dan", date(2026, 12, 7), time(9, 30), 2),
    ]


def test_a_board_deck_due_in_ten_days_with_a_lead_of_five_has_its_preparation() -> None:
    """Row 000-25."""
    today = date(2026, 11, 24)
    deck = a_deliverable(title="Board deck", due=date(2026, 12, 4), lead_days=4)
    other = a_deliverable(id="e" * 32, title="Memo", due=date(2026, 12, 4))
    (draft,) = preparation("ACME", [deck, other], (), today, DaysOff(), ROOM)
    assert (draft.title, draft.day, draft.category) == ("prepare Board deck", MONDAY, Category.PREP_FOLLOWUP)
    planned = a_block(title="prepare Board deck", starts_on=MONDAY, days=())
    assert preparation("ACME", [deck], [planned], today, DaysOff(), ROOM) == ()


def test_preparation_that_should_have_begun_begins_today_and_not_on_a_day_off() -> None:
    today = date(2026, 11, 26)
    deck = a_deliverable(title="Deck", due=date(2026, 11, 30), lead_days=10)
    (draft,) = preparation("ACME", [deck], (), today, DaysOff(), ROOM)
    assert draft.day == today


def test_what_is_taken_and_days_off_leave_no_room() -> None:
    busy = ((datetime(2026, 11, 30, 9), datetime(2026, 11, 30, 12)),)  # noqa: DTZ001 - a wall clock
    room = Room(MONDAY, (0,), (time(9), time(12)), busy)
    assert weekly("ACME", SINGLE[TemplateKind.LEADERSHIP], room) == ()
    off = Room(MONDAY, (0,), (time(9), time(18)), (), frozenset({MONDAY}))
    assert weekly("ACME", SINGLE[TemplateKind.LEADERSHIP], off) == ()


@pytest.mark.parametrize(
    ("days", "minutes", "day", "at", "rhythm"),
    [
        (1, 0, date(2026, 12, 1), time(9), Rhythm((1,))),
        (-1, 0, date(2026, 11, 29), time(9), Rhythm((6,))),
        (0, 30, MONDAY, time(9, 30), Rhythm((0,))),
        (0, -24 * 60, MONDAY, time(0), Rhythm((0,))),
    ],
)
def test_a_draft_goes_elsewhere_with_its_rhythm(
    days: int, minutes: int, day: date, at: time, rhythm: Rhythm
) -> None:
    draft = Draft("ACME", "x", Category.MEETING, MONDAY, time(9), 60, Rhythm((0,)))
    moved = draft.shifted(days, minutes)
    assert (moved.day, moved.at, moved.rhythm) == (day, at, rhythm)


def test_a_draft_lasts_a_quarter_of_an_hour_at_least() -> None:
    draft = Draft("ACME", "x", Category.MEETING, MONDAY, time(9), 30)
    assert [draft.stretched(by).minutes for by in (15, -15, -60)] == [45, 15, 15]
