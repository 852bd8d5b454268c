from __future__ import annotations

from datetime import date, time

import pytest

from fractui.core.block import Block, Deviation
from fractui.core.errors import NotFound
from fractui.core.money import Money
from fractui.services.workspace import DELIVERED, RECENT
from tests.builders import at
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


def plan(desk: Desk, code: str, **changes: object) -> Block:
    plain: dict[str, object] = {
        "id": desk.ids(),
        "client": code,
        "title": "focus block",
        "starts_on": date(2026, 3, 3),
        "at": time(9),
        "minutes": 180,
        "days": (1, 3),
        "zone": "Europe/Berlin",
    }
    with desk.practice.transaction("plan") as tx:
        return tx.put(Block(**(plain | changes)))  # type: ignore[arg-type]


def test_the_head_and_the_agreement(desk: Desk) -> None:
    desk.client(
        "ACME",
        "Acme Robotics",
        hours=32,
        function="cmo",
        stage="delivery",
        since=date(2026, 3, 1),
        owned_problem="cash",
        scope=("finance", "board"),
        reports_to="CEO",
        exit_terms="30 days",
        renews_on=date(2027, 2, 28),
        notes="# Acme",
    )
    desk.clients.leave_note("ACME", "slide 7")
    view = desk.workspaces.view("acme")
    assert (view.code, view.key, view.name, view.function, view.stage, view.since) == (
        "ACME",
        1,
        "Acme Robotics",
        "cmo",
        "delivery",
        date(2026, 3, 1),
    )
    assert view.agreement is not None
    assert (
        view.agreement.commitment,
        view.agreement.fee,
        view.agreement.reports_to,
        view.agreement.scope,
    ) == (
        "32 h",
        Money(1_200_000, "USD"),
        "CEO",
        ("finance", "board"),
    )
    assert (view.left_note, view.left_at, view.notes, view.owned_problem) == (
        "slide 7",
        desk.clock.now,
        "# Acme",
        "cash",
    )
    assert (view.zone, view.home_zone, view.local_time_differs) == ("Europe/Berlin", "Europe/Berlin", False)


def test_days_and_nothing_agreed_in_words(desk: Desk) -> None:
    desk.clients.add("DAYS", days="4.5")  # type: ignore[arg-type]
    desk.clients.add("NONE")
    desk.clients.add("SOON", hours=3, effective_from=date(2027, 1, 1))
    assert [
        getattr(desk.workspaces.view(code).agreement, "commitment", None) for code in ("DAYS", "NONE", "SOON")
    ] == [
        "4.5 days",
        "",
        None,
    ]


def test_today_is_the_clients_own(desk: Desk) -> None:
    desk.client("TOKY", zone="Asia/Tokyo")
    desk.go("2026-11-30 16:00")
    view = desk.workspaces.view("TOKY")
    assert (view.today, view.local_time_differs, view.cycle.month_start) == (
        date(2026, 12, 1),
        True,
        at("2026-11-30 15:00"),
    )


def test_promises_open_by_day_then_lately_kept(desk: Desk) -> None:
    desk.client("ACME")
    for text, due, done in (
        ("some day", None, None),
        ("Thursday", date(2026, 11, 26), None),
        ("late", date(2026, 11, 20), None),
        ("kept", date(2026, 11, 20), date(2026, 11, 18)),
        ("kept later", None, date(2026, 11, 20)),
        ("kept long ago", None, date(2026, 11, 1)),
    ):
        desk.clients.add_promise("ACME", text, due_on=due, done_on=done)
    rows = desk.workspaces.view("ACME").promises
    assert [(row.text, row.days) for row in rows] == [
        ("late", -4),
        ("Thursday", 2),
        ("some day", None),
        ("kept later", None),
        ("kept", -4),
    ]


def test_people_who_wait_come_first_then_as_they_stand(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.add_person("ACME", "Ute", group="team")
    desk.clients.add_person("ACME", "Lena", group="ceo", last_contact_on=date(2026, 11, 22))
    desk.clients.add_person("ACME", "Bo", group="board")
    desk.clients.add_person("ACME", "Jonas", contact_every_days=14, last_contact_on=date(2026, 10, 31))
    rows = desk.workspaces.view("ACME").people
    assert [(row.name, row.days_ago, row.overdue) for row in rows] == [
        ("Jonas", 24, True),
        ("Bo", None, False),
        ("Lena", 2, False),
        ("Ute", None, False),
    ]


def test_due_and_delivered(desk: Desk) -> None:
    desk.client("ACME")
    desk.delivery.add("ACME", "later", "Plan", date(2026, 12, 1), every="month")
    desk.delivery.add("ACME", "late", "Plan", date(2026, 11, 21))
    for number in range(DELIVERED + 2):
        desk.go(f"2026-11-{number + 1:02d} 12:00")
        made = desk.delivery.add("ACME", f"done {number}", "Plan", DAY)
        desk.delivery.move(made.id, "delivered", to_whom="CEO", via="email")
    back = desk.delivery.move(made.id, "draft")
    desk.go("2026-11-24 14:07")
    view = desk.workspaces.view("ACME")
    assert [(row.title, row.days, row.recurring) for row in view.due] == [
        ("late", -3, False),
        (back.title, 0, False),
        ("later", 7, True),
    ]
    assert view.due[1].delivered_to == ""
    assert len(view.delivered) == DELIVERED
    assert (view.delivered[0].title, view.delivered[0].delivered_on, view.delivered[0].delivered_to) == (
        "done 8",
        date(2026, 11, 9),
        "CEO",
    )


def test_next_blocks_of_14_days_with_moves_and_skips(desk: Desk) -> None:
    desk.client("ACME")
    plan(
        desk,
        "ACME",
        deviations=(
            Deviation(on=date(2026, 11, 26), moved_to=at("2026-11-27 14:00").replace(tzinfo=None)),
            Deviation(on=date(2026, 12, 1)),
        ),
    )
    plan(desk, "ACME", title="call", days=(), starts_on=DAY, at=time(14, 30), minutes=60)
    plan(desk, "ACME", title="over", days=(), starts_on=DAY, at=time(9), minutes=60)
    plan(desk, "ACME", title="far", days=(), starts_on=date(2026, 12, 9), at=time(9), minutes=60)
    rows = desk.workspaces.view("ACME").next_blocks
    assert [(row.title, f"{row.start:%d %H:%M}", row.moved) for row in rows] == [
        ("call", "24 14:30", False),
        ("focus block", "27 14:00", True),
        ("focus block", "03 09:00", False),
        ("focus block", "08 09:00", False),
    ]
    assert rows[0].end.isoformat() == "2026-11-24T15:30:00+01:00"


def test_this_weeks_kinds_beside_the_plan(desk: Desk) -> None:
    desk.client("ACME", weekly_plan={"deep_work": 120, "meeting": 60})
    desk.time("ACME", "2026-11-23 08:00", "11:10", category="deep work")
    desk.time("ACME", "2026-11-24 08:00", "08:40")
    desk.time("ACME", "2026-11-24 09:00", "10:00", category="urgent")
    desk.time("ACME", "2026-11-20 09:00", "10:00", category="meeting")
    plan = desk.workspaces.view("ACME").plan
    assert [
        (row.kind, row.actual_s, row.planned_s) for row in plan.rows if row.actual_s or row.planned_s
    ] == [
        ("meeting", 0, 3600),
        ("deep", 11400, 7200),
        ("flex", 3600, 0),
    ]
    assert [(row.kind, row.actual_s) for row in plan.besides] == [("", 2400)]
    assert (plan.standard, plan.floor_s, plan.ceiling_s) == (False, 8 * 3600, 12 * 3600)


def test_recent_entries_newest_first_and_the_running_one(desk: Desk) -> None:
    desk.client("ACME")
    for hour in range(RECENT + 1):
        desk.time("ACME", f"2026-11-20 {hour:02d}:00", f"{hour:02d}:30", note=str(hour))
    desk.timer.start("ACME")
    view = desk.workspaces.view("ACME")
    assert len(view.recent) == RECENT
    assert (view.recent[0].end, view.recent[0].seconds, view.recent[1].note) == (None, 0, str(RECENT))
    assert view.running_since == desk.clock.now


def test_nothing_of_another_client_is_in_it(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA", "Secret Foods")
    desk.delivery.add("BETA", "Secret deck", "Deck", DAY)
    desk.clients.add_promise("BETA", "Secret memo")
    desk.clients.add_person("BETA", "Secret Person")
    desk.time("BETA", "2026-11-24 08:00", "09:00", note="Secret call")
    plan(desk, "BETA", title="Secret block")
    assert "Secret" not in repr(desk.workspaces.view("ACME"))
    assert "BETA" not in repr(desk.workspaces.view("ACME"))


def test_a_closed_client_can_be_looked_at_and_nobody_cannot(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.close("ACME")
    assert desk.workspaces.view("ACME").status == "closed"
    with pytest.raises(NotFound):
        desk.workspaces.view("NOPE")
