from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fractui.core.leave import Leave
from fractui.services.load import Load
from fractui.services.recurrence import Recurrence
from fractui.services.routines import Routines
from tests.services.desk import Desk


def owed(desk: Desk, code: str = "ACME") -> list[tuple[str, date]]:
    return [(each.title, each.due) for each in desk.practice.portal(code).owed()]


def test_delivering_makes_the_next_one_in_the_same_change(desk: Desk) -> None:
    desk.client()
    report = desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30), every="month")
    desk.delivery.move(report.id, "delivered", "the board", "email")
    assert owed(desk) == [("Monthly report", date(2026, 12, 31))]
    desk.history.undo()
    assert owed(desk) == [("Monthly report", date(2026, 11, 30))]
    assert Recurrence(desk.practice).renew() == ()
    desk.history.redo()
    assert owed(desk) == [("Monthly report", date(2026, 12, 31))]


def test_a_day_comes_and_the_next_ones_are_made_once(desk: Desk) -> None:
    for code in ("ACME", "BETA"):
        desk.client(code)
        desk.delivery.add(code, "Weekly update", "WeeklyUpdate", date(2026, 11, 27), every="week")
    recurrence = Recurrence(desk.practice)
    assert recurrence.renew() == ()
    desk.clock.forward(days=7)
    assert [each.due for each in recurrence.renew()] == [date(2026, 12, 4)] * 2
    assert recurrence.renew() == ()
    assert Recurrence(desk.reopened().practice).renew() == ()
    assert desk.history.undo() == "plan 2 recurring deliverables"
    assert recurrence.renew() == (), "what was taken back does not come again by itself"


def test_leave_moves_what_falls_into_it(desk: Desk) -> None:
    desk.client()
    desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30), every="month")
    with desk.practice.transaction("leave") as tx:
        tx.put_in(None, Leave(id=desk.ids(), first=date(2026, 12, 24), last=date(2027, 1, 3)))
    (made,) = Recurrence(desk.practice).renew(date(2026, 12, 31))
    assert (made.due, made.nominal_due) == (date(2026, 12, 23), date(2026, 12, 31))


def test_nothing_of_a_closed_client_is_made(desk: Desk) -> None:
    desk.client()
    desk.delivery.add("ACME", "Weekly update", "WeeklyUpdate", date(2026, 11, 27), every="week")
    desk.clients.close("ACME")
    desk.clock.forward(days=30)
    assert Recurrence(desk.practice).renew() == ()


def a_rest(desk: Desk, end: Callable[[], object]) -> tuple[list[date], list[date]]:
    """What a weekly and a monthly series make while their client rests for 60 days, and what they make after ``end``."""
    desk.clock.forward(days=60)
    recurrence = Recurrence(desk.practice)
    meanwhile = [each.due for each in recurrence.renew()]
    end()
    recurrence.renew()
    owed = [each.due for each in desk.practice.portal("ACME").owed()]
    recurrence.renew()
    assert [each.due for each in desk.practice.portal("ACME").owed()] == owed, "once and only once"
    return meanwhile, sorted(owed)


@pytest.mark.parametrize("how", ["pause", "close"])
def test_a_rest_is_owed_by_nobody(desk: Desk, how: str) -> None:
    desk.client()
    desk.delivery.add("ACME", "Weekly update", "WeeklyUpdate", date(2026, 11, 27), every="week")
    desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30), every="month")
    if how == "pause":
        desk.clients.edit("ACME", status="paused")
        meanwhile, owed = a_rest(desk, lambda: desk.clients.edit("ACME", status="active"))
    else:
        desk.clients.close("ACME")
        meanwhile, owed = a_rest(desk, lambda: desk.clients.reopen("ACME"))
    assert meanwhile == []
    # What was owed before is; of what came since only what is due from the 23rd of January on.
    assert owed == [date(2026, 11, 27), date(2026, 11, 30), date(2027, 1, 29), date(2027, 1, 29)]
    assert desk.history.undo() is not None
    assert Recurrence(desk.practice).renew() == (), "it rests again"


def test_a_short_pause_skips_nothing(desk: Desk) -> None:
    desk.client()
    desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30), every="month")
    desk.clients.edit("ACME", status="paused")
    desk.clock.forward(days=3)
    desk.clients.edit("ACME", status="active")
    assert [each.due for each in desk.practice.portal("ACME").owed()] == [date(2026, 11, 30)]


def test_what_is_delivered_in_a_pause_is_followed_after_it(desk: Desk) -> None:
    desk.client()
    one = desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30), every="month")
    desk.clients.edit("ACME", status="paused")
    desk.delivery.move(one.id, "delivered", "the board", "email")
    assert desk.practice.portal("ACME").owed() == ()
    desk.clients.edit("ACME", status="active")
    assert [each.due for each in Recurrence(desk.practice).renew()] == [date(2026, 12, 31)]


def test_a_delivery_that_was_undone_and_is_done_again_is_followed_again(desk: Desk) -> None:
    desk.client()
    report = desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 30), every="month")
    for _ in range(2):
        desk.delivery.move(report.id, "delivered", "the board", "email")
        assert owed(desk) == [("Monthly report", date(2026, 12, 31))]
        assert Recurrence(desk.practice).renew() == ()
        desk.history.undo()
        assert owed(desk) == [("Monthly report", date(2026, 11, 30))]
    desk.delivery.move(report.id, "delivered", "the board", "email")
    (following,) = desk.practice.portal("ACME").owed()
    desk.delivery.delete("ACME", following.id)
    desk.delivery.move(report.id, "in_review")
    desk.delivery.move(report.id, "delivered", "the board", "email")
    assert following.id not in [each.id for each in desk.practice.portal("ACME").owed()], (
        "what somebody deleted stays so"
    )


def test_another_due_day_is_one_instances_alone_but_the_firsts_is_the_rhythms(desk: Desk) -> None:
    desk.client()
    first = desk.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 10, 30), every="month")
    moved = desk.delivery.edit("ACME", first.id, due=date(2026, 10, 31))
    assert moved.nominal_due is None
    desk.delivery.move(first.id, "delivered", "the board", "email")
    (second,) = desk.practice.portal("ACME").owed()
    assert second.due == date(2026, 11, 30)
    late = desk.delivery.edit("ACME", second.id, due=date(2026, 12, 3))
    assert (late.due, late.nominal_due) == (date(2026, 12, 3), date(2026, 11, 30))
    assert desk.delivery.edit("ACME", second.id, due=date(2026, 11, 30)).nominal_due is None
    Routines(desk.practice, desk.portfolio, Load(desk.practice)).postpone([second.id], date(2026, 12, 4))
    desk.delivery.move(second.id, "delivered", "the board", "email")
    (third,) = desk.practice.portal("ACME").owed()
    assert third.due == date(2026, 12, 31)
    anew = desk.delivery.edit("ACME", third.id, due=date(2027, 1, 15), every="month")
    assert (anew.due, anew.nominal_due) == (date(2027, 1, 15), None)
    desk.delivery.move(third.id, "delivered", "the board", "email")
    assert [each.due for each in desk.practice.portal("ACME").owed()] == [date(2027, 2, 15)]


def test_another_rhythm_holds_for_what_was_made_already(desk: Desk) -> None:
    desk.client()
    first = desk.delivery.add("ACME", "Weekly update", "WeeklyUpdate", date(2026, 11, 27), every="week")
    desk.delivery.move(first.id, "delivered", "the CEO", "email")
    desk.delivery.move(first.id, "in_review")
    desk.delivery.edit("ACME", first.id, every=None)
    assert [each.every for each in desk.practice.portal("ACME").owed()] == [None, None]
    desk.clock.forward(days=60)
    assert Recurrence(desk.practice).renew() == ()
    desk.history.undo()
    assert [each.every for each in desk.practice.portal("ACME").owed()] == ["week", "week"]
