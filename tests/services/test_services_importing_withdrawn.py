"""What a calendar takes back: cancelled events and times, series that outgrow every rhythm; never what a person changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from fractui.core.entry import Category
from fractui.services.views.importing import ImportPlan, Verdict
from tests.calendars.foreign_calendars import event
from tests.services.desk import Desk
from tests.services.test_services_importing_calendar import WEEKLY, Door, a_meeting, verdicts

ACME = {"acme.com": "ACME"}
CANCELLED = "STATUS:CANCELLED"
PAST = ("20261120T090000Z", "20261120T100000Z")
COMING = ("20261127T090000Z", "20261127T100000Z")
TUESDAYS = ("20261103T090000Z", "20261103T100000Z")
ODD = "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2"
"""The second working day of a month, which is no rhythm of ours."""


@pytest.fixture
def door(desk: Desk, tmp_path: Path) -> Door:
    return Door(desk, tmp_path)


def details(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(one.verdict.value, one.detail) for one in plan.rows]


def test_a_cancelled_event_takes_its_entry_back_and_undo_brings_it_again(door: Door) -> None:
    door.take(a_meeting("p", *PAST), ACME)
    (entry,) = door.entries()
    cancelled = a_meeting("p", *PAST, CANCELLED, "SEQUENCE:1")
    plan = door.plan(cancelled)
    assert details(plan) == [("cancelled since", "it was cancelled: its entry is taken out")]
    assert (plan.rows[0].makes, plan.rows[0].who, plan.changes) == ("entry", "ACME", 1)
    assert door.service.take(plan).updated == 1
    assert door.entries() == []
    assert verdicts(door.plan(cancelled)) == ["cancelled"]
    door.desk.history.undo()
    (again,) = door.entries()
    assert (again.id, again.import_key, again.start) == (entry.id, entry.import_key, entry.start)


def test_what_takes_place_after_all_comes_again(door: Door) -> None:
    text = f"{a_meeting('p', *PAST)}\n{a_meeting('f', *COMING)}"
    door.take(text, ACME)
    door.take(f"METHOD:CANCEL\n{text}")
    assert (door.entries(), door.blocks()) == ([], [])
    door.take(text)
    assert (len(door.entries()), len(door.blocks())) == (1, 1)


def test_a_message_that_cancels_need_not_say_when(door: Door) -> None:
    door.take(f"{a_meeting('p', *PAST)}\n{a_meeting('s', *TUESDAYS, WEEKLY)}", ACME)
    once = "METHOD:CANCEL\nBEGIN:VEVENT\nUID:p\nSEQUENCE:1\nEND:VEVENT"
    door.take(once)
    assert [entry.start.day for entry in door.entries()] == [3, 10, 17, 24]
    one_time = "METHOD:CANCEL\nBEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20261117T090000Z\nEND:VEVENT"
    door.take(one_time)
    assert [entry.start.day for entry in door.entries()] == [3, 10, 24]


@pytest.mark.parametrize("change", ["note", "category", "start"])
def test_what_a_person_changed_stays_and_is_told(door: Door, change: str) -> None:
    door.take(a_meeting("p", *PAST), ACME)
    id_ = door.entries()[0].id
    if change == "note":
        door.desk.entries.edit(id_, note="what it was about")
    elif change == "category":
        door.desk.entries.edit(id_, category=Category.DEEP_WORK)
    else:
        door.desk.entries.edit(id_, start=door.entries()[0].start.replace(minute=10))
    plan = door.plan(a_meeting("p", *PAST, CANCELLED))
    assert verdicts(plan) == ["changed here"]
    assert "delete it here if it did not take place" in plan.rows[0].detail
    assert door.service.take(plan).updated == 0
    assert len(door.entries()) == 1


def test_locked_time_stays_and_is_told(door: Door) -> None:
    door.take(a_meeting("p", *PAST), ACME)
    door.desk.entries.edit(door.entries()[0].id, locked=True)
    plan = door.plan(a_meeting("p", *PAST, CANCELLED))
    assert verdicts(plan) == ["changed here"]
    assert "locked" in plan.rows[0].detail
    assert len(door.entries()) == 1


def test_an_older_word_takes_nothing_back(door: Door) -> None:
    door.take(a_meeting("p", *PAST, "SEQUENCE:3"), ACME)
    assert verdicts(door.plan(a_meeting("p", *PAST, CANCELLED, "SEQUENCE:2"))) == ["older version"]


@pytest.mark.parametrize(("what", "left"), [("entries", (0, 1)), ("blocks", (1, 0)), ("both", (0, 0))])
def test_only_what_is_wanted_is_taken_back(door: Door, what: str, left: tuple[int, int]) -> None:
    text = f"{a_meeting('p', *PAST)}\n{a_meeting('f', *COMING)}"
    door.take(text, ACME)
    door.take(f"METHOD:CANCEL\n{text}", what=what)
    assert (len(door.entries()), len(door.blocks())) == left


def test_an_event_that_was_planned_and_then_tracked_takes_both_back(door: Door) -> None:
    door.take(a_meeting("f", *COMING), ACME)
    door.desk.clock.forward(days=5)
    door.take(a_meeting("f", *COMING))
    assert (len(door.entries()), len(door.blocks())) == (1, 1)
    assert door.take(a_meeting("f", *COMING, CANCELLED)).updated == 2
    assert (door.entries(), door.blocks()) == ([], [])


def test_a_cancelled_series_leaves_what_took_place_before(door: Door) -> None:
    door.take(a_meeting("s", *TUESDAYS, WEEKLY), ACME)
    door.desk.clock.forward(days=15)
    door.take(a_meeting("s", *TUESDAYS, WEEKLY))
    assert [entry.start.day for entry in door.entries()] == [3, 10, 17, 24, 1, 8]
    over = a_meeting("s", *TUESDAYS, WEEKLY, CANCELLED, "LAST-MODIFIED:20261128T120000Z")
    plan = door.plan(over)
    assert details(plan) == [
        ("cancelled", "it was cancelled; 4 times of it that took place before stay"),
        *[("cancelled since", "it was cancelled: its entry is taken out")] * 2,
        ("cancelled since", "it was cancelled: it is taken out of the plan"),
    ]
    door.service.take(plan)
    assert [entry.start.day for entry in door.entries()] == [3, 10, 17, 24]
    (block,) = door.blocks()
    assert (str(block.until), block.import_key) == ("2026-12-08", "")
    assert set(verdicts(door.plan(over))) == {"cancelled"}
    assert door.plan(over).changes == 0


def test_a_time_that_its_series_leaves_out_since_is_taken_back(door: Door) -> None:
    door.take(a_meeting("s", *TUESDAYS, WEEKLY), ACME)
    without = a_meeting("s", *TUESDAYS, WEEKLY, "EXDATE:20261110T090000Z", "EXDATE;VALUE=DATE:20261117")
    plan = door.plan(without)
    assert sorted(verdicts(plan)) == ["cancelled since"] * 2 + ["duplicate"] * 2 + ["updated"]
    door.service.take(plan)
    assert [entry.start.day for entry in door.entries()] == [3, 24]
    assert door.plan(without).changes == 0
    replaced = event("s", "20261103T090000Z", "20261103T100000Z", CANCELLED, "RECURRENCE-ID:20261103T090000Z")
    door.take(replaced)
    assert [entry.start.day for entry in door.entries()] == [24]


def test_the_time_of_what_was_cancelled_is_free_for_another(door: Door) -> None:
    door.take(a_meeting("p", *PAST), ACME)
    text = f"{a_meeting('p', *PAST, CANCELLED)}\n{a_meeting('q', *PAST)}"
    assert verdicts(door.plan(text)) == ["cancelled since", "new"]
    door.take(text)
    assert [entry.import_extra["uid"] for entry in door.entries() if entry.import_extra] == ["q"]


def test_a_series_of_no_known_rhythm_is_planned_one_by_one(door: Door) -> None:
    text = a_meeting("o", "20261103T090000Z", "20261103T100000Z", ODD)
    plan = door.plan(text, ACME)
    assert [(one.verdict.value, one.makes) for one in plan.rows] == [
        ("new", "entry"), ("new", "block"), ("new", "block"), ("new", "block"), ("outside the dates", ""),
    ]  # fmt: skip
    assert "one by one" in plan.rows[1].detail
    door.service.take(plan)
    assert [str(block.starts_on) for block in door.blocks()] == ["2026-12-02", "2027-01-04", "2027-02-02"]
    assert door.plan(text).changes == 0
    moved = text.replace("T090000Z", "T110000Z").replace("T100000Z", "T120000Z")
    assert door.take(moved, what="blocks").updated == 3
    assert {block.at.hour for block in door.blocks()} == {11}
    fewer = moved.replace("BYSETPOS=2", "BYSETPOS=2;UNTIL=20270110T000000Z")
    assert door.take(fewer, what="blocks").updated == 1
    assert [str(block.starts_on) for block in door.blocks()] == ["2026-12-02", "2027-01-04"]
    assert door.plan(fewer, what="blocks").changes == 0


def test_a_series_that_outgrows_its_rhythm_and_one_that_finds_it_again(door: Door) -> None:
    door.take(a_meeting("s", *TUESDAYS, WEEKLY), ACME, what="blocks")
    odd = a_meeting("s", *TUESDAYS, ODD, "SEQUENCE:1")
    done = door.take(odd, what="blocks")
    assert (done.blocks, done.updated) == (3, 1)
    assert [block.repeats for block in door.blocks()] == [False] * 3
    assert door.plan(odd, what="blocks").changes == 0
    weekly = a_meeting("s", *TUESDAYS, WEEKLY, "SEQUENCE:2")
    done = door.take(weekly, what="blocks")
    assert (done.blocks, done.updated) == (1, 3)
    assert [block.repeats for block in door.blocks()] == [True]
    assert door.plan(weekly, what="blocks").changes == 0


def test_a_series_that_outgrows_its_rhythm_stays_where_it_was_changed_here(door: Door) -> None:
    door.take(a_meeting("s", *TUESDAYS, WEEKLY), ACME, what="blocks")
    door.planning.edit_block(door.blocks()[0].id, minutes=90)
    plan = door.plan(a_meeting("s", *TUESDAYS, ODD, "SEQUENCE:1"), what="blocks")
    assert plan.changes == 0
    assert Verdict.CHANGED in plan.counts()
    assert [block.repeats for block in door.blocks()] == [True]


def test_one_time_alone_takes_nothing_else_away(door: Door) -> None:
    door.take(a_meeting("o", *TUESDAYS, ODD), ACME)
    before = door.blocks()
    door.take(
        event("o", "20261202T100000Z", "20261202T110000Z", "RECURRENCE-ID:20261202T090000Z"),
        {"Meeting": "ACME"},
    )
    assert len(door.blocks()) == len(before)


@pytest.mark.parametrize("day", ["00010101", "99991231"])
def test_events_at_either_end_of_all_calendars_are_told(door: Door, day: str) -> None:
    assert verdicts(door.plan(a_meeting("x", f"{day}T220000Z", f"{day}T230000Z"))) == ["outside the dates"]
