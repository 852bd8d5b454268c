"""Accesses, onboarding, decisions and days off, as the workspace and Attention tell of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fractui.core.errors import FieldRefused, NotFound
from fractui.services.access import Access
from fractui.services.checklists import Checklists
from fractui.services.decisions import Decisions
from fractui.services.engaging import Engaging
from fractui.services.time_off import TimeOff
from tests.services.desk import Desk

TODAY = date(2026, 11, 24)


def access(desk: Desk, system: str, ends: int | None, **more: Any) -> str:
    until = None if ends is None else TODAY + timedelta(ends)
    given = date(2026, 1, 1)
    return Access(desk.practice).add("ACME", system=system, granted_on=given, expires_on=until, **more).id


def told(desk: Desk) -> list[tuple[int, str]]:
    return [(each.severity, each.text) for each in desk.portfolio.overview().attention if each.code == "ACME"]


def test_an_access_is_told_thirty_days_before_and_until_it_is_revoked(desk: Desk) -> None:
    desk.client("ACME", hours=0)
    access(desk, "Far", 31)
    access(desk, "Open", None)
    assert told(desk) == []
    soon = access(desk, "Jira", 30)
    over = access(desk, "Xero", -12)
    access(desk, "Old", -1)
    assert told(desk) == [
        (2, "access to Xero ended 12 days ago, not revoked, and 1 other"),
        (1, "access to Jira ends on 24 Dec"),
    ]
    view = desk.workspaces.view("ACME")
    assert view.words == (
        ("access to Xero ended 12 days ago, not revoked, and 1 other", True),
        ("access to Jira ends on 24 Dec", False),
    )
    assert [(row.system, row.state) for row in view.access] == [
        ("Xero", "expired"),
        ("Old", "expired"),
        ("Jira", "expiring"),
        ("Far", "active"),
        ("Open", "active"),
    ]
    Access(desk.practice).revoke("ACME", over)
    Access(desk.practice).delete("ACME", soon)
    assert told(desk) == [(2, "access to Old ended 1 day ago, not revoked")]


@pytest.mark.parametrize(("ends", "words"), [(0, "today"), (1, "tomorrow"), (3, "on Fri"), (10, "on 4 Dec")])
def test_the_end_is_said_in_words(desk: Desk, ends: int, words: str) -> None:
    desk.client("ACME", hours=0)
    access(desk, "Xero", ends)
    assert told(desk) == [(1, f"access to Xero ends {words}")]


def test_an_onboarding_behind_its_days_is_one_line(desk: Desk) -> None:
    desk.client("ACME", hours=0)
    lists = Checklists(desk.practice)
    one = lists.add("ACME", text="meet the CEO", due_on=TODAY - timedelta(3))
    lists.add("ACME", text="other list", list="custom", due_on=TODAY - timedelta(30))
    lists.add("ACME", text="left out", skipped="no board", due_on=TODAY - timedelta(30))
    lists.add("ACME", text="today", due_on=TODAY)
    assert told(desk) == [(2, "onboarding: meet the CEO, 3 days late")]
    lists.add("ACME", text="get into Xero", due_on=TODAY - timedelta(5))
    assert told(desk) == [(2, "onboarding: 2 things are late, the oldest by 5 days")]
    lists.done("ACME", one.id)
    found = desk.workspaces.view("ACME").checklist
    assert found is not None
    assert [row.text for row in found.todo] == ["other list", "get into Xero", "today"]
    assert (found.done, found.total, found.sections) == (1, 4, (("setup", 1, 4),))


def test_a_checklist_that_is_done_says_when_and_how_long_the_first_delivery_took(desk: Desk) -> None:
    desk.client("ACME", since=date(2026, 11, 2))
    assert desk.workspaces.view("ACME").checklist is None
    item = Checklists(desk.practice).add("ACME", text="meet the CEO")
    Checklists(desk.practice).done("ACME", item.id)
    owed = desk.delivery.add("ACME", "Diagnostic", "Diagnostic", TODAY)
    desk.delivery.move(owed.id, "delivered", "CEO", "email")
    found = desk.workspaces.view("ACME").checklist
    assert found is not None
    assert (found.todo, found.finished_on, found.first_delivery) == ((), TODAY, 22)


def test_what_is_to_be_done_after_the_onboarding_is_no_part_of_it(desk: Desk) -> None:
    def title() -> str:
        found = desk.workspaces.view("ACME").checklist
        assert found is not None
        return found.title

    lists = Checklists(desk.practice)
    desk.client("ACME", hours=0, stage="onboarding")
    first = lists.add("ACME", text="meet the CEO")
    desk.clients.edit("ACME", stage="delivery")
    assert (first.list, lists.add("ACME", text="meet the board").list) == ("onboarding", "onboarding")
    for each in lists.show("ACME").items:
        assert title() == "Onboarding"
        lists.done("ACME", each.id)
    assert lists.add("ACME", text="renew the seal").list == "custom"
    assert title() == "Checklist"
    assert lists.add("ACME", text="hand the keys back", list="closing").list == "closing"
    assert title() == "Closing"


def test_the_latest_decisions_stand_first(desk: Desk) -> None:
    desk.client("ACME", hours=0)
    decisions = Decisions(desk.practice)
    for number in range(14):
        decisions.add(
            "ACME", f"decision {number}", TODAY - timedelta(number // 2), outcome="so" if number else ""
        )
    shown = desk.workspaces.view("ACME").decisions
    assert [row.text for row in shown[:3]] == ["decision 1", "decision 0", "decision 3"]
    assert (len(shown), shown[1].outcome, shown[0].outcome) == (12, "", "so")


def test_days_off_are_told_to_the_clients_whose_work_falls_into_them(desk: Desk) -> None:
    desk.client("ACME", hours=0)
    desk.client("BETA")
    desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 12, 8))
    TimeOff(desk.practice).add(date(2026, 12, 7), date(2026, 12, 9), "ski", "Ines")
    TimeOff(desk.practice).add(date(2027, 2, 1))
    away = desk.workspaces.view("ACME").away
    assert away is not None
    assert (away.first, away.last, away.cover, away.owed, away.planned) == (
        date(2026, 12, 7),
        date(2026, 12, 9),
        "Ines",
        1,
        0,
    )
    assert desk.workspaces.view("BETA").away is None


def test_what_a_beginning_would_make_is_what_it_makes(desk: Desk) -> None:
    terms: dict[str, Any] = {
        "name": "Gale",
        "function": "cfo",
        "hours": Decimal(40),
        "capacity_pct": Decimal(25),
    }
    engaging = Engaging(desk.practice)
    before = engaging.preview("GALE", ("checklist", "blocks"), **terms)
    assert desk.practice.codes() == ()
    made = engaging.begin("GALE", ("checklist", "blocks"), **terms)
    for one, other in ((before.items, made.items), (before.blocks, made.blocks)):
        assert len(one) == len(other) > 0
    assert [each.starts_on for each in before.blocks] == [each.starts_on for each in made.blocks]
    assert (before.deliverables, before.unplaced) == (made.deliverables, made.unplaced)
    with pytest.raises(FieldRefused, match="holidays is none"):
        engaging.preview("GALE", ("holidays",), **terms)


def test_what_closing_would_say_is_what_it_says(desk: Desk) -> None:
    desk.client("ACME", hours=0)
    desk.delivery.add("ACME", "Board pack", "BoardPack", TODAY)
    desk.clients.add_promise("ACME", "pricing memo")
    access(desk, "Xero", None)
    asked = desk.clients.closing("acme")
    done = desk.clients.close("ACME")
    assert (
        (asked.owed, asked.accesses)
        == (done.owed, done.accesses)
        == (
            ("Board pack (draft, today)", "promised: pricing memo"),
            ("Xero",),
        )
    )
    with pytest.raises(NotFound):
        desk.clients.closing("ZZZ")


def test_an_access_that_begins_later_can_be_taken_back_before(desk: Desk) -> None:
    desk.client()
    access = Access(desk.practice)
    grant = access.add("ACME", system="Xero", granted_on=date(2026, 12, 1))
    assert access.revoke("ACME", grant.id).revoked_on == date(2026, 12, 1)
