"""The guided reviews: what each step holds, and whose time it is while one goes through them (rows 003-19 to 003-21, 000-31)."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from fractui.core.entry import Bucket
from fractui.core.errors import Refused
from fractui.core.routine import Routine
from fractui.core.zones import local_day
from fractui.services.access import Access
from fractui.services.engagement import Responses
from fractui.services.load import Load
from fractui.services.one_line_of_time import entries_between
from fractui.services.planning import Planning
from fractui.services.portfolio import Portfolio
from fractui.services.routines import Routines
from fractui.services.tuning import Tuning
from fractui.services.views.routine import RoutineStep
from tests.services.desk import Desk

MONDAY, FRIDAY = "2026-11-23 08:00", "2026-11-27 15:00"


@pytest.fixture
def routines(desk: Desk) -> Routines:
    """The reviews of a practice with one client; it is Monday morning."""
    desk.go(MONDAY)
    desk.client("ACME")
    return reviews(desk)


def reviews(desk: Desk) -> Routines:
    return Routines(desk.practice, desk.portfolio, Load(desk.practice))


def titles(step: RoutineStep) -> list[str]:
    return [f"{line.code} {line.title} {line.when}".strip() for line in step.lines]


def tracked(desk: Desk) -> list[tuple[str, str, int]]:
    """Who, note and minutes of all that was tracked, by start; nothing may overlap."""
    found = entries_between(
        desk.practice, desk.clock.now - timedelta(days=9), desk.clock.now + timedelta(days=1)
    )
    for one, other in pairwise(found):
        assert one.end is not None
        assert one.end <= other.start
    ends = [(each.end or desk.clock.now) - each.start for each in found]
    return [
        (each.who, each.note, int(end.total_seconds()) // 60) for each, end in zip(found, ends, strict=True)
    ]


# -- the time that it takes ----------------------------------------------------------------------------


def test_a_review_takes_the_timer_over_and_hands_it_back(desk: Desk, routines: Routines) -> None:
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))
    desk.timer.start("ACME", "cash bridge", "deep_work", deliverable=owed.id)
    desk.clock.forward(minutes=30)
    routines.begin(Routine.MONDAY)
    desk.clock.forward(minutes=12)
    assert routines.view(Routine.MONDAY).seconds(desk.clock.now) == 12 * 60
    end = routines.finish(Routine.MONDAY)
    assert (end.spent_s, end.goes_on) == (12 * 60, "ACME")
    assert end.sentence == "Monday review: 12 min. Administration: 3 of 30 min a week over four weeks."
    desk.clock.forward(minutes=5)
    assert tracked(desk) == [
        ("ACME", "cash bridge", 30),
        ("admin", "Monday review", 12),
        ("ACME", "cash bridge", 5),
    ]
    running = desk.practice.portal("ACME").running()
    assert running is not None
    assert (running.deliverable, running.category) == (owed.id, "deep_work")


def test_each_is_one_change_that_can_be_taken_back(desk: Desk, routines: Routines) -> None:
    desk.timer.start("ACME")
    desk.clock.forward(minutes=30)
    routines.begin(Routine.MONDAY)
    desk.clock.forward(minutes=12)
    routines.finish(Routine.MONDAY)
    assert desk.history.undo() == "finish the Monday review"
    assert desk.history.undo() == "begin the Monday review"
    assert tracked(desk) == [("ACME", "", 42)]


def test_its_beginning_stays_and_without_it_nothing_is_finished(desk: Desk, routines: Routines) -> None:
    with pytest.raises(Refused, match="begin it again"):
        routines.finish(Routine.MONDAY)
    routines.begin(Routine.MONDAY)
    with pytest.raises(Refused, match="nothing to take back"):
        routines.take_back(Routine.MONDAY)
    desk.delivery.add("ACME", "Brief", "Brief", date(2026, 11, 27))
    assert routines.take_back(Routine.MONDAY) == "add Brief for ACME"


def test_leaving_it_lets_the_client_go_on_and_the_time_adds_up(desk: Desk, routines: Routines) -> None:
    desk.timer.start("ACME")
    for _ in range(2):
        desk.clock.forward(minutes=10)
        routines.begin(Routine.MONDAY)
        desk.clock.forward(minutes=5)
        assert routines.leave(Routine.MONDAY) == "ACME"
    assert routines.leave(Routine.MONDAY) == ""
    view = routines.view(Routine.MONDAY)
    assert (view.spent_s, view.since, view.finished_at) == (600, None, None)
    desk.clock.forward(minutes=10)
    end = routines.finish(Routine.MONDAY)
    assert (end.spent_s, end.goes_on) == (600, "ACME")
    assert [row[2] for row in tracked(desk)] == [10, 5, 10, 5, 10]


def test_it_takes_nothing_over_where_nothing_ran(desk: Desk, routines: Routines) -> None:
    routines.begin(Routine.FRIDAY)
    assert routines.begin(Routine.FRIDAY).rev == 1
    desk.clock.forward(minutes=9)
    assert routines.finish(Routine.FRIDAY).goes_on == ""
    assert tracked(desk) == [("admin", "Friday review", 9)]
    with pytest.raises(Refused, match="was finished already"):
        routines.finish(Routine.FRIDAY)


def test_administration_that_ran_is_not_counted_twice(desk: Desk, routines: Routines) -> None:
    desk.timer.start("admin", "invoices")
    desk.clock.forward(minutes=20)
    routines.begin(Routine.MONDAY)
    desk.clock.forward(minutes=20)
    assert routines.finish(Routine.MONDAY).goes_on == "admin"
    desk.clock.forward(minutes=20)
    assert tracked(desk) == [
        ("admin", "invoices", 20),
        ("admin", "Monday review", 20),
        ("admin", "invoices", 20),
    ]
    assert routines.view(Routine.MONDAY).admin_s == 15 * 60


def test_where_the_timer_was_moved_on_by_hand_that_goes_on(desk: Desk, routines: Routines) -> None:
    desk.client("BETA")
    desk.timer.start("ACME")
    desk.clock.forward(minutes=1)
    routines.begin(Routine.MONDAY)
    desk.clock.forward(minutes=8)
    desk.timer.switch("BETA")
    desk.clock.forward(minutes=3)
    end = routines.finish(Routine.MONDAY)
    assert (end.spent_s, end.goes_on) == (480, "BETA")


def test_one_review_out_of_another_still_finds_the_client(desk: Desk, routines: Routines) -> None:
    desk.timer.start("ACME")
    desk.clock.forward(minutes=1)
    routines.begin(Routine.MONDAY)
    desk.clock.forward(minutes=8)
    routines.begin(Routine.WEEK)
    desk.clock.forward(minutes=8)
    assert routines.finish(Routine.WEEK).goes_on == "ACME"


def test_the_work_of_a_client_who_was_closed_meanwhile_does_not_go_on(desk: Desk, routines: Routines) -> None:
    desk.timer.start("ACME")
    desk.clock.forward(minutes=1)
    routines.begin(Routine.MONDAY)
    desk.clock.forward(minutes=8)
    desk.clients.close("ACME")
    assert routines.finish(Routine.MONDAY).goes_on == ""


# -- when it is offered --------------------------------------------------------------------------------


def test_it_is_offered_on_its_day_until_it_is_finished(desk: Desk, routines: Routines) -> None:
    def offer() -> tuple[str, bool] | None:
        found = desk.portfolio.frame().routine
        return (found.kind, found.begun) if found is not None else None

    assert offer() == ("monday", False)
    routines.begin(Routine.MONDAY)
    assert offer() == ("monday", True)
    desk.clock.forward(minutes=3)
    routines.leave(Routine.MONDAY)
    assert offer() == ("monday", True)
    routines.finish(Routine.MONDAY)
    assert offer() is None
    desk.go("2026-11-24 08:00")
    assert offer() is None
    routines.begin(Routine.WEEK)
    assert offer() == ("week", True)
    desk.timer.stop()
    desk.go(FRIDAY)
    assert offer() == ("friday", False)
    desk.time("admin", "2026-11-27 14:00", "14:10", note="Friday review")
    assert offer() is None
    Tuning(desk.practice).edit(monday_review=3)
    desk.go("2026-12-03 08:00")
    assert offer() == ("monday", False)


def test_the_average_is_of_all_administration_of_four_weeks(desk: Desk, routines: Routines) -> None:
    for week in range(5):
        day = date(2026, 11, 20) - timedelta(days=7 * week)
        desk.time("admin", f"{day} 08:00", "08:40")
    view = routines.view(Routine.MONDAY)
    assert (view.admin_s, view.admin_target_s) == (40 * 60, 30 * 60)
    practice = desk.portfolio.overview().practice
    assert (practice.admin_week_s, practice.admin_target_s) == (40 * 60, 30 * 60)


# -- what is looked at ---------------------------------------------------------------------------------


def test_mondays_three_steps_are_prefilled(desk: Desk, routines: Routines) -> None:
    desk.client("BETA")
    desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 24))
    desk.delivery.add("BETA", "Old brief", "Brief", date(2026, 11, 20))
    desk.delivery.add("BETA", "Next week", "Brief", date(2026, 11, 30))
    desk.clients.add_promise("BETA", "pricing memo", due_on=date(2026, 11, 29))
    sent = desk.delivery.add("ACME", "Report", "Report", date(2026, 11, 20))
    desk.delivery.move(sent.id, "delivered", "CEO", "email")
    read = desk.delivery.add("BETA", "Report", "Report", date(2026, 11, 20))
    desk.delivery.move(read.id, "delivered", "CEO", "email")
    Responses(desk.practice).note(read.id, "open")
    access = Access(desk.practice)
    access.add("ACME", system="Xero", granted_on=date(2026, 1, 1), expires_on=date(2026, 11, 30))
    access.add("ACME", system="Slack", granted_on=date(2026, 1, 1), expires_on=date(2027, 2, 1))
    access.add("BETA", system="GA4", granted_on=date(2026, 1, 1), expires_on=date(2026, 11, 20))
    view = routines.view(Routine.MONDAY)
    assert (view.minutes, len(view.steps)) == (20, 3)
    due, unread, ends = view.steps
    assert titles(due) == ["BETA Old brief 3 d late", "ACME Board pack tomorrow", "BETA pricing memo Sun"]
    assert titles(unread) == ["ACME Report today"]
    assert unread.lines[0].detail == "v1 to CEO by email, nothing noted yet"
    assert titles(ends) == ["BETA GA4 3 d over", "ACME Xero 30 Nov"]


def test_what_nobody_opened_twice_running_comes_first(desk: Desk, routines: Routines) -> None:
    for day in (1, 8):
        desk.go(f"2026-11-0{day} 08:00")
        each = desk.delivery.add("ACME", "Monthly", "Monthly", local_day(desk.clock.now, "UTC"), every="week")
        desk.delivery.move(each.id, "delivered", "CEO", "email")
        if day == 1:
            Responses(desk.practice).note(each.id, "none")
    desk.go("2026-11-20 08:00")
    late = desk.delivery.add("ACME", "Memo", "Memo", date(2026, 11, 20))
    desk.delivery.move(late.id, "delivered", "CEO", "email")
    desk.go(MONDAY)
    lines = routines.view(Routine.MONDAY).steps[1].lines
    assert [(line.title, line.severity) for line in lines] == [("Monthly", 2), ("Memo", 1)]
    assert "nobody opened the last 2" in lines[0].detail


def test_friday_lists_what_is_due_and_not_delivered_and_moves_it_in_bulk(
    desk: Desk, routines: Routines
) -> None:
    desk.go(FRIDAY)
    owed = [desk.delivery.add("ACME", f"Paper {n}", "Paper", date(2026, 11, 26 + n)) for n in range(3)]
    review = desk.delivery.add("ACME", "Later", "Later", date(2026, 12, 20))
    desk.delivery.move(review.id, "in_review")
    desk.delivery.add("ACME", "Far", "Far", date(2027, 3, 1))
    view = routines.view(Routine.FRIDAY)
    assert (view.minutes, len(view.steps)) == (10, 2)
    assert titles(view.steps[0]) == [
        "ACME Paper 0 1 d late",
        "ACME Paper 1 today",
        "ACME Paper 2 tomorrow",
    ]
    assert titles(view.steps[1]) == ["ACME Later 20 Dec"]
    assert len(routines.move_on([each.id for each in owed[:2]])) == 2
    assert routines.move_on([owed[0].id]) == ()
    assert len(routines.move_back([each.id for each in owed[:2]])) == 2
    assert desk.history.undo() == "move 2 deliverables to draft"
    assert [line.status for line in routines.view(Routine.FRIDAY).steps[0].lines] == [
        "in_review",
        "in_review",
        "draft",
    ]
    assert desk.history.undo() == "move 2 deliverables to in review"
    routines.postpone([each.id for each in owed], date(2026, 12, 1))
    assert titles(routines.view(Routine.FRIDAY).steps[0]) == []
    assert desk.history.undo() == "set the due day of 3 deliverables"
    assert len(routines.view(Routine.FRIDAY).steps[0].lines) == 3
    desk.delivery.move(owed[0].id, "delivered", "the board", "email")
    assert [each.id for each in routines.postpone([each.id for each in owed[:2]], date(2026, 12, 1))] == [
        owed[1].id
    ]
    assert desk.delivery.show("ACME", owed[0].id).due == owed[0].due


def test_the_week_shows_a_week_that_holds_too_much_before_it_bites(desk: Desk, routines: Routines) -> None:
    planning = Planning(desk.practice)
    planning.add_block(
        "ACME", "onsite", time(8), 9 * 60 + 12, days=(0, 1, 2, 3, 4), starts_on=date(2026, 11, 30)
    )
    late = desk.delivery.add("ACME", "Late", "Late", date(2026, 11, 20))
    done = desk.delivery.add("ACME", "Done", "Done", date(2026, 12, 24))
    desk.delivery.edit("ACME", done.id, completed=True)
    weeks, owed, decisions = routines.view(Routine.WEEK).steps
    kinds = [line for line in weeks.lines if line.kind == "week"]
    assert [line.title for line in kinds[:2]] == ["This week", "Next week"]
    assert (kinds[1].severity, kinds[1].when) == (3, "over by 6:00")
    assert kinds[1].detail.startswith("46 h planned of 40 h, 5:32 h agreed")
    assert len(kinds) == 5
    assert [line.id for line in owed.lines] == [late.id, done.id]
    assert "finished today, not delivered" in owed.lines[1].detail
    found = [
        each
        for each in Portfolio(desk.practice).findings()
        if each.target.startswith(("client:", "practice"))
    ]
    assert [line.title.casefold() for line in decisions.lines] == [each.text.casefold() for each in found]


def test_an_empty_practice_has_steps_with_nothing_in_them(desk: Desk) -> None:
    routines = reviews(desk)
    for kind in Routine:
        view = routines.view(kind)
        assert all(step.nothing and step.task for step in view.steps)
        assert not any(step.lines for step in view.steps[:2])
    routines.begin(Routine.WEEK)
    assert desk.practice.own.running() is not None
    assert desk.practice.own.running().bucket is Bucket.ADMIN  # type: ignore[union-attr]
