from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from fractui.core.checklist import ChecklistItem
from fractui.core.errors import FieldRefused, Refused
from fractui.core.load import StrainKind
from fractui.core.recurrence import nominal
from fractui.services.engaging import Begun, Engaging
from fractui.services.library import Library
from fractui.services.load import Load
from tests.services.desk import Desk


def begin(desk: Desk, code: str = "ACME", parts: tuple[str, ...] | None = None) -> Begun:
    return Engaging(desk.practice).begin(
        code,
        parts,
        name=code.title(),
        function="cfo",
        zone="Europe/Berlin",
        hours=Decimal(40),
        capacity_pct=Decimal(25),
    )


def test_one_change_makes_everything_and_undo_takes_it_all_back(desk: Desk) -> None:
    begun = begin(desk)
    portal = desk.practice.portal("ACME")
    assert {each.title for each in portal.deliverables()} >= {"Board pack", "Monthly report", "Diagnostic"}
    assert len(portal.documents(ChecklistItem)) == len(begun.items) == 16
    assert (len(portal.blocks()), begun.unplaced) == (7, 0)
    assert all(each.due >= date(2026, 11, 24) for each in portal.deliverables())
    assert desk.history.undo() == "add client ACME"
    assert desk.practice.codes() == ()
    desk.history.redo()
    assert len(desk.practice.portal("ACME").blocks()) == 7


def test_the_second_clients_week_stands_beside_the_first(desk: Desk) -> None:
    begin(desk)
    begin(desk, "BETA")
    blocks = [*desk.practice.portal("ACME").blocks(), *desk.practice.portal("BETA").blocks()]
    spans = sorted((each.days, each.at.hour * 60 + each.at.minute, each.minutes) for each in blocks)
    for (day, start, length), (next_day, next_start, _) in pairwise(spans):
        assert day != next_day or start + length <= next_start


@pytest.mark.parametrize("hours", [4, 10, 20, 27, 33, 60])
def test_the_first_blocks_are_none_that_the_load_warns_of(desk: Desk, hours: int) -> None:
    for code in ("ACME", "BETA"):
        begun = Engaging(desk.practice).begin(code, ("blocks",), name=code.title(), hours=Decimal(hours))
        assert begun.blocks
        assert not begun.unplaced
    view = Load(desk.practice).view(date(2026, 12, 7), 8)
    assert [each.text for each in view.strains if each.kind in (StrainKind.SHORT, StrainKind.DOUBLE)] == []


def test_blocks_are_counted_with_how_often_they_come(desk: Desk) -> None:
    assert begin(desk).blocks_words == "7 blocks a week"
    small = Engaging(desk.practice).preview("BETA", ("blocks",), name="Beta", hours=Decimal(20))
    assert [(each.title, each.minutes, each.step) for each in small.blocks] == [
        ("deep work", 60, 1),
        ("leadership meeting", 60, 2),
        ("one-to-ones", 60, 1),
        ("response window", 60, 1),
        ("preparation and follow-up", 60, 2),
    ]
    assert small.blocks_words == "5 blocks, 2 of them not every week"
    assert Engaging(desk.practice).preview("BETA", (), name="Beta").blocks_words == ""


def test_the_work_begins_as_long_before_it_is_due_as_its_template_says(desk: Desk) -> None:
    Library(desk.practice).edit("CFO monthly report", lead_days=9)
    lead = {each.title: each.lead_days for each in begin(desk).deliverables}
    assert lead == {
        "Weekly update": 1,
        "Monthly report": 9,
        "Cash-flow forecast": 3,
        "Investor update": 7,
        "Board pack": 14,
        "Diagnostic": 10,
    }


def test_only_what_is_wanted(desk: Desk) -> None:
    begun = begin(desk, parts=("checklist",))
    assert (begun.deliverables, begun.blocks, len(begun.items)) == ((), (), 16)


def test_a_part_that_there_is_not_and_a_code_that_is_taken_are_refused(desk: Desk) -> None:
    with pytest.raises(FieldRefused, match="holidays is none"):
        begin(desk, parts=("holidays",))
    begin(desk)
    with pytest.raises(Refused):
        begin(desk)
    assert len(desk.practice.portal("ACME").blocks()) == 7


def test_nothing_of_the_beginning_is_due_on_a_weekend_and_the_rhythm_keeps_its_day(desk: Desk) -> None:
    for number in range(14):
        begun = begin(desk, f"NEW{chr(65 + number)}", ("deliverables", "checklist"))
        assert {each.due.weekday() for each in begun.deliverables if each.every != "week"} <= set(range(5))
        assert {each.due_on.weekday() for each in begun.items if each.due_on is not None} <= set(range(5))
        desk.clock.forward(days=1)
    moved = [each for code in desk.practice.codes() for each in desk.practice.portal(code).deliverables()]
    moved = [each for each in moved if each.nominal_due is not None]
    assert moved
    assert all(each.due < nominal(each) and nominal(each).weekday() > 4 for each in moved)


def test_without_anything_agreed_there_is_no_week_to_plan_and_that_is_said(desk: Desk) -> None:
    begun = Engaging(desk.practice).preview("ACME", name="Acme")
    assert (begun.blocks, begun.missing_words) == ((), "blocks need hours a month or a share of your week")
    assert Engaging(desk.practice).preview("ACME", ("checklist",), name="Acme").missing_words == ""
    assert Engaging(desk.practice).preview("ACME", name="Acme", hours=Decimal(40)).missing_words == ""
