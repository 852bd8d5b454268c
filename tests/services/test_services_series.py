"""Series that change from a day on, and instances that leave their series."""

# Wall-clock times have no zone.
# ruff: noqa: DTZ001

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from fractui.calendars.export import CalendarWriter, Holdings
from fractui.calendars.uids import Uids
from fractui.core.block import Block
from fractui.core.errors import Refused
from fractui.core.period import Period
from fractui.services.planning import Planning
from tests.services.desk import Desk

TUESDAYS = [date(2026, 12, day) for day in (1, 8, 15, 22)]
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 24))


@pytest.fixture
def planning(desk: Desk) -> Planning:
    desk.client()
    return Planning(desk.practice)


@pytest.fixture
def meeting(planning: Planning) -> Block:
    return planning.add_block("ACME", "meeting", time(10), 60, days=(1,), starts_on=date(2026, 11, 24))


def planned(planning: Planning) -> list[tuple[date, str]]:
    return [(each.on, f"{each.start:%H:%M}") for each in planning.occurrences("ACME", DECEMBER)]


def events(desk: Desk, block: Block) -> dict[str, tuple[int, str]]:
    """SEQUENCE and STATUS of the events of their own, by their original day's place."""
    from icalendar import Calendar

    stored = desk.practice.portal("ACME").block(block.id)
    data = CalendarWriter(Holdings("ACME", "tomato", (stored,)), Uids("x")).blocks().data
    found = Calendar.from_ical(data).walk("VEVENT")
    master = next(str(each["UID"]) for each in found if "RRULE" in each)
    return {
        f"{each.decoded('DTSTART'):%m-%d %H:%M}": (int(str(each["SEQUENCE"])), str(each["STATUS"]))
        for each in found
        if str(each["UID"]) != master
    }


def test_this_and_later_instances_change_and_the_earlier_stay(
    desk: Desk, planning: Planning, meeting: Block
) -> None:
    planning.skip(meeting.id, TUESDAYS[0])
    planning.skip(meeting.id, TUESDAYS[3])
    new = planning.edit_from(meeting.id, TUESDAYS[2], at=time(14), title="board meeting")
    assert planned(planning) == [(TUESDAYS[1], "09:00"), (TUESDAYS[2], "13:00")]
    assert (new.title, new.deviations[0].on) == ("board meeting", TUESDAYS[3])
    assert desk.history.undo().startswith("edit meeting")
    assert planned(planning) == [(TUESDAYS[1], "09:00"), (TUESDAYS[2], "09:00")]


def test_only_the_first_part_is_still_the_calendars_own(
    planning: Planning, meeting: Block, desk: Desk
) -> None:
    with desk.practice.transaction("from a calendar") as tx:
        tx.put(replace(desk.practice.portal("ACME").block(meeting.id), import_key="k", import_mark="m"))
    new = planning.edit_from(meeting.id, TUESDAYS[2], at=time(14))
    old = planning.show(meeting.id)
    assert (old.import_key, old.import_mark, new.import_key, new.import_mark) == ("k", "m", "", "")


def test_from_the_first_instance_on_is_the_whole_series(planning: Planning, meeting: Block) -> None:
    assert planning.edit_from(meeting.id, date(2026, 11, 24), at=time(14)).id == meeting.id
    assert len(planning.occurrences("ACME", DECEMBER)) == 4


def test_a_day_without_an_instance_is_refused(planning: Planning, meeting: Block) -> None:
    with pytest.raises(Refused, match="nothing on Wed"):
        planning.edit_from(meeting.id, date(2026, 12, 2), at=time(14))


def test_the_rest_of_a_series_falls_away(planning: Planning, meeting: Block) -> None:
    planning.end_before(meeting.id, TUESDAYS[2])
    assert [on for on, _ in planned(planning)] == TUESDAYS[:2]
    planning.end_before(meeting.id, date(2026, 11, 24))
    assert planned(planning) == []


def test_every_other_week_and_by_the_month(planning: Planning) -> None:
    planning.add_block("ACME", "rota", time(9), 60, days=(1,), step=2, starts_on=date(2026, 11, 25))
    planning.add_block("ACME", "close", time(9), 60, month_day=-1, starts_on=date(2026, 11, 1))
    planning.add_block("ACME", "board", time(9), 60, days=(2,), nth=2, starts_on=date(2026, 11, 1))
    found = planning.occurrences("ACME", Period(date(2026, 12, 1), date(2027, 1, 1)))
    assert [(each.block.title, each.on.day) for each in found] == [
        ("rota", 1), ("board", 9), ("rota", 15), ("rota", 29), ("close", 31),
    ]  # fmt: skip


def test_an_instance_that_passes_its_neighbour_has_its_own_history(
    desk: Desk, planning: Planning, meeting: Block
) -> None:
    planning.move(meeting.id, TUESDAYS[1], datetime(2026, 12, 16, 9))
    assert events(desk, meeting) == {"12-16 09:00": (0, "CONFIRMED")}
    desk.clock.forward(hours=1)
    planning.skip(meeting.id, TUESDAYS[3])
    assert events(desk, meeting) == {"12-16 09:00": (0, "CONFIRMED")}, (
        "another instance's change is not its own"
    )
    planning.move(meeting.id, TUESDAYS[1], datetime(2026, 12, 17, 9))
    assert events(desk, meeting) == {"12-17 09:00": (1, "CONFIRMED")}
    planning.edit_block(meeting.id, title="board meeting")
    assert events(desk, meeting) == {"12-17 09:00": (2, "CONFIRMED")}


def test_one_that_comes_back_is_told_as_gone_and_may_leave_again(
    desk: Desk, planning: Planning, meeting: Block
) -> None:
    planning.move(meeting.id, TUESDAYS[1], datetime(2026, 12, 16, 9))
    planning.move(meeting.id, TUESDAYS[1], datetime(2026, 12, 9, 9))
    assert events(desk, meeting) == {"12-16 09:00": (1, "CANCELLED")}
    planning.move(meeting.id, TUESDAYS[1], datetime(2026, 12, 18, 9))
    assert events(desk, meeting) == {"12-18 09:00": (2, "CONFIRMED")}
    planning.skip(meeting.id, TUESDAYS[1])
    assert events(desk, meeting) == {"12-18 09:00": (3, "CANCELLED")}
