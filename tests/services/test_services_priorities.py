"""Priorities of the clients, and the plan of the day over all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fractui.core.errors import FieldRefused, NotFound, Refused, Stale
from fractui.services.day_plan import DayPlan
from fractui.services.library import Library
from fractui.services.owing import owed
from fractui.services.priorities import Priorities
from fractui.services.tuning import Tuning
from tests.services.desk import Desk

TODAY = date(2026, 11, 24)


def texts(desk: Desk, code: str = "ACME") -> list[str]:
    return [each.text for each in Priorities(desk.practice).list(code).open]


def plan(desk: Desk) -> list[tuple[str, str, int, bool]]:
    return [(row.code, row.text, row.days, row.done) for row in DayPlan(desk.practice).view().rows]


def test_priorities_are_ranked_moved_and_ticked_off_and_undone(desk: Desk) -> None:
    desk.client("ACME")
    service = Priorities(desk.practice)
    first = service.add("acme", "close in five days")
    second = service.add("ACME", "one forecast")
    top = service.add("ACME", "the bank", place=1)
    assert texts(desk) == ["the bank", "close in five days", "one forecast"]
    service.shift("ACME", second.id, -1)
    assert texts(desk) == ["the bank", "one forecast", "close in five days"]
    assert desk.history.undo() == "rank a priority of ACME"
    assert texts(desk) == ["the bank", "close in five days", "one forecast"]
    service.move("ACME", first.id[:12], 3)
    with pytest.raises(Refused, match="last already"):
        service.shift("ACME", first.id, 1)
    assert service.done("ACME", top.id).done_on == TODAY
    with pytest.raises(Refused, match="done already"):
        service.done("ACME", top.id)
    with pytest.raises(Refused, match="take the tick back"):
        service.shift("ACME", top.id, -1)
    assert [each.text for each in service.list("ACME").done] == ["the bank"]
    service.done("ACME", top.id, done=False)
    assert texts(desk)[-1] == "the bank"
    service.delete("ACME", first.id)
    assert texts(desk) == ["one forecast", "the bank"]
    desk.history.undo()
    assert len(texts(desk)) == 3


def test_a_change_against_an_older_revision_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    service = Priorities(desk.practice)
    new = service.add("ACME", "one forecast")
    service.edit("ACME", new.id, rev=new.rev, text="two forecasts")
    with pytest.raises(Stale):
        service.edit("ACME", new.id, rev=new.rev, text="three")
    with pytest.raises(FieldRefused):
        service.edit("ACME", new.id, text=" ")
    desk.client("BETA")
    with pytest.raises(NotFound):
        service.show("BETA", new.id)


def test_more_than_the_cap_are_taken_and_said(desk: Desk) -> None:
    desk.client("ACME")
    service = Priorities(desk.practice)
    for number in range(4):
        service.add("ACME", f"thing {number}")
    assert "4 at once; 3" in service.list("ACME").warning
    assert desk.workspaces.view("ACME").priorities.warning == service.list("ACME").warning
    Tuning(desk.practice).edit(priority_limit=4)
    assert service.list("ACME").warning == ""
    with pytest.raises(FieldRefused) as refused:
        Tuning(desk.practice).edit(priority_limit=21)
    assert refused.value.field == "priority_limit"


def test_a_priority_is_about_what_is_owed_under_its_name_or_what_is_said(desk: Desk) -> None:
    desk.client("ACME")
    pack = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 26))
    service = Priorities(desk.practice)
    assert service.add("ACME", "board pack").deliverable == pack.id
    other = service.add("ACME", "the board reads before it meets", deliverable=pack.id[:8])
    rows = desk.workspaces.view("ACME").priorities.rows
    assert [(row.rank, row.deliverable, row.days) for row in rows] == [
        (1, "Board pack", 2),
        (2, "Board pack", 2),
    ]
    desk.delivery.delete("ACME", pack.id)
    assert desk.workspaces.view("ACME").priorities.rows[1].deliverable == ""
    assert service.edit("ACME", other.id, deliverable=None).deliverable is None
    with pytest.raises(NotFound):
        service.add("ACME", "x", deliverable="nothing")


def test_what_is_done_stays_in_sight_for_a_week_and_open_points_name_priorities(desk: Desk) -> None:
    desk.client("ACME")
    service = Priorities(desk.practice)
    done = service.add("ACME", "the bank")
    service.add("ACME", "one forecast")
    service.done("ACME", done.id)
    assert [row.rank for row in desk.workspaces.view("ACME").priorities.rows] == [1, 0]
    desk.clock.forward(days=8)
    assert [row.text for row in desk.workspaces.view("ACME").priorities.rows] == ["one forecast"]
    assert owed(desk.practice.portal("ACME"), None) == ("priority: one forecast",)
    assert [item.title for item in desk.finder.items("ACME") if item.kind == "priority"] == [
        "the bank",
        "one forecast",
    ]


def test_the_day_is_chosen_ticked_and_carried_over_with_its_age(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    first = Priorities(desk.practice).add("ACME", "one forecast")
    owed_ = desk.delivery.add("BETA", "Campaign brief", "Brief", date(2026, 11, 25))
    promise = desk.clients.add_promise("BETA", "pricing memo", due_on=date(2026, 11, 20))
    day = DayPlan(desk.practice)
    assert [(each.code, each.title, each.why) for each in day.offers()] == [
        ("BETA", "pricing memo", "4 d late"),
        ("ACME", "one forecast", "priority 1"),
        ("BETA", "Campaign brief", "due tomorrow"),
    ]
    one = day.choose("acme", "priority", first.id)
    two = day.choose("BETA", "deliverable", owed_.id[:8])
    day.add("clear the inbox")
    assert [each.title for each in day.offers()] == ["pricing memo"]
    with pytest.raises(Refused, match="3 are open"):
        day.choose("BETA", "promise", promise.id)
    day.tick(one.id)
    assert plan(desk) == [
        ("BETA", "Campaign brief", 0, False),
        ("", "clear the inbox", 0, False),
        ("ACME", "one forecast", 0, True),
    ]
    day.carry(two.id)
    assert [row.text for row in day.view().later] == ["Campaign brief"]
    desk.clock.forward(days=2)
    assert plan(desk) == [("BETA", "Campaign brief", 2, False), ("", "clear the inbox", 2, False)]
    day.drop(two.id)
    assert len(plan(desk)) == 1
    desk.history.undo()
    assert len(plan(desk)) == 2
    assert texts(desk) == ["one forecast"]


def test_what_became_of_the_thing_itself_is_said(desk: Desk) -> None:
    desk.client("ACME")
    service, day = Priorities(desk.practice), DayPlan(desk.practice)
    first = service.add("ACME", "one forecast")
    promise = desk.clients.add_promise("ACME", "pricing memo")
    day.choose("ACME", "priority", first.id)
    day.choose("ACME", "promise", promise.id)
    service.done("ACME", first.id)
    desk.clients.delete_promise("ACME", promise.id)
    assert [(row.text, row.note, row.done) for row in day.view().rows] == [
        ("one forecast", "done today", False),
        ("a promise", "not there any more", False),
    ]
    with pytest.raises(NotFound):
        day.choose("ACME", "promise", promise.id)
    with pytest.raises(FieldRefused):
        day.choose("ACME", "wish", first.id)


def test_of_a_client_that_was_closed_it_says_so_until_it_is_ticked_off_or_dropped(desk: Desk) -> None:
    desk.client("ACME")
    service, day = Priorities(desk.practice), DayPlan(desk.practice)
    one, two = (day.choose("ACME", "priority", service.add("ACME", text).id) for text in ("one", "two"))
    day.tick(two.id)
    desk.clients.close("ACME")
    assert [(row.text, row.note, row.done) for row in day.view().rows] == [
        ("one", "the engagement is closed", False),
        ("two", "", True),
    ]
    day.drop(one.id)
    assert [row.text for row in day.view().rows] == ["two"]


def test_a_tick_is_taken_back_only_while_there_is_room(desk: Desk) -> None:
    day = DayPlan(desk.practice)
    done = day.add("first")
    day.tick(done.id)
    with pytest.raises(Refused, match="already"):
        day.tick(done.id)
    day.tick(done.id, done=False)
    day.tick(done.id)
    others = [day.add(text) for text in ("second", "third", "fourth")]
    with pytest.raises(Refused, match="3 are open"):
        day.tick(done.id, done=False)
    assert day.edit(others[0].id, "other words").text == "other words"
    assert [row.text for row in day.view().rows] == ["other words", "third", "fourth", "first"]


def test_the_plan_keeps_no_word_of_a_client_outside_its_folder(desk: Desk) -> None:
    desk.client("ACME")
    service, day = Priorities(desk.practice), DayPlan(desk.practice)
    pick = day.choose("ACME", "priority", service.add("ACME", "zebra forecast").id)
    day.tick(pick.id)
    day.tick(pick.id, done=False)
    day.carry(pick.id)
    with pytest.raises(Refused, match="ACME's words"):
        day.edit(pick.id, "x")
    day.drop(pick.id)
    desk.practice.settle()
    outside = [path for path in Path(desk.practice.root).rglob("*") if path.is_file()]
    holding = [path for path in outside if b"zebra" in path.read_bytes()]
    assert holding
    assert all("clients/ACME" in path.as_posix() for path in holding)


def test_a_weekly_update_is_begun_with_priorities_progress_and_decisions(desk: Desk) -> None:
    desk.client("ACME", "Acme")
    pack = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 26))
    service = Priorities(desk.practice)
    service.add("ACME", "the board reads *before* it meets", deliverable=pack.id)
    service.add("ACME", "one forecast", place=1)
    service.done("ACME", service.add("ACME", "the bank").id)
    weekly = desk.delivery.add("ACME", "Weekly update", "WeeklyUpdate", date(2026, 11, 30), every="week")
    text = Path(Library(desk.practice).write("ACME", weekly.id).path).read_text("utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## Priorities", "## Progress", "## Decisions"]
    assert (
        "1. one forecast\n2. the board reads \\*before\\* it meets (Board pack), by 26 November 2026\n"
        in text
    )
    assert "- 24 November 2026: the bank" in text


def test_without_priorities_a_blank_is_left_to_fill_in(desk: Desk) -> None:
    desk.client("ACME", "Acme")
    weekly = desk.delivery.add("ACME", "Weekly update", "WeeklyUpdate", date(2026, 11, 30), every="week")
    text = Path(Library(desk.practice).write("ACME", weekly.id).path).read_text("utf-8")
    assert "*No priority is set: name the two or three that matter most.*" in text
