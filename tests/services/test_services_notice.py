"""When an agreement renews and by when notice must be given: in Attention, the workspace, the review and the Calendar (row 000-37)."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fractui.core.routine import Routine
from fractui.core.settings import Settings
from fractui.services.planning import Planning
from fractui.wiring import Services
from tests.fakes import FixedClock, Ids
from tests.services.desk import Desk

TODAY = date(2026, 11, 24)


def renewing(desk: Desk, renews_in: int, notice: int, **terms: Any) -> None:
    desk.client("ACME", hours=0, renews_on=TODAY + timedelta(renews_in), notice_days=notice, **terms)


def told(desk: Desk) -> list[tuple[int, str]]:
    return [(each.severity, each.text) for each in desk.portfolio.overview().attention if each.code == "ACME"]


@pytest.mark.parametrize(
    ("renews_in", "notice", "said"),
    [
        (60, 30, (1, "notice must be given by Thu 24 Dec, in 30 days, or it renews on 23 Jan 2027")),
        (100, 88, (1, "notice must be given by Sun 6 Dec, in 12 days, or it renews on 4 Mar 2027")),
        (60, 53, (2, "notice must be given by Tue 1 Dec, in 7 days, or it renews on 23 Jan 2027")),
        (31, 30, (2, "notice must be given tomorrow, or it renews on 25 Dec")),
        (30, 30, (2, "notice must be given today, or it renews on 24 Dec")),
        (29, 30, (1, "the day for notice, 23 Nov, has passed: it renews on 23 Dec")),
        (3, 30, (1, "the day for notice, 28 Oct, has passed: it renews on Fri")),
        (0, 30, (1, "the day for notice, 25 Oct, has passed: it renews today")),
        (55, 10, (1, "agreement renews on 18 Jan 2027, notice by 8 Jan 2027")),
        (-1, 30, (2, "agreement ended on 23 Nov and was not renewed")),
        (61, 30, None),
        (61, 62, None),
        (-61, 30, None),
    ],
)
def test_notice_and_renewal_are_one_line(
    desk: Desk, renews_in: int, notice: int, said: tuple[int, str] | None
) -> None:
    renewing(desk, renews_in, notice)
    assert told(desk) == ([said] if said else [])


def test_who_has_given_notice_is_told_of_the_end_alone(desk: Desk) -> None:
    renewing(desk, 31, 30)
    desk.clients.edit("ACME", status="notice")
    assert told(desk) == [(1, "notice is given: the agreement ends on 25 Dec")]
    assert desk.workspaces.view("ACME").words == ()
    desk.go("2027-01-05 12:00")
    assert told(desk) == [(2, "agreement ended on 25 Dec 2026")]


def test_the_workspace_has_both_days_and_both_lists(desk: Desk) -> None:
    renewing(desk, 60, 30, scope=("cash",), out_of_scope=("payroll", "tax"))
    view = desk.workspaces.view("ACME")
    terms = view.agreement
    assert terms is not None
    assert (terms.scope, terms.out_of_scope) == (("cash",), ("payroll", "tax"))
    assert (terms.renews_on, terms.notice_by, terms.notice_days) == (
        date(2027, 1, 23),
        date(2026, 12, 24),
        30,
    )
    assert view.words == (
        ("notice must be given by Thu 24 Dec, in 30 days, or it renews on 23 Jan 2027", False),
    )
    desk.clients.edit("ACME", notice_days=0, out_of_scope=())
    changed = desk.workspaces.view("ACME").agreement
    assert changed is not None
    assert (changed.notice_by, changed.out_of_scope) == (None, ())
    desk.history.undo()
    assert desk.workspaces.view("ACME").agreement == terms


def test_an_agreement_of_an_earlier_month_keeps_its_notice(desk: Desk) -> None:
    """New terms begin a new version; the lists and the notice of the one before are copied into it."""
    renewing(desk, 60, 30, out_of_scope=("tax",))
    desk.clients.edit("ACME", hours=Decimal(20))
    record = desk.clients.show("ACME")
    assert len(record.agreements) == 2
    assert [(each.notice_days, each.out_of_scope) for each in record.agreements] == [(30, ("tax",))] * 2


def test_both_days_stand_in_the_calendar_of_the_client_and_of_all(desk: Desk) -> None:
    renewing(desk, 9, 5)
    desk.client("BETA", hours=0, renews_on=TODAY + timedelta(3))
    desk.client("CYAN", hours=0, renews_on=TODAY + timedelta(2), notice_days=1)
    desk.clients.edit("CYAN", status="notice")
    planning = Planning(desk.practice)
    planning.add_block(None, "own", time(9), 30, starts_on=TODAY)

    def days(code: str | None) -> list[tuple[str, str, date]]:
        view = planning.agenda(code, TODAY, 14)
        return [
            (item.code, item.kind, day.day) for day in view.days for item in day.items if item.kind != "block"
        ]

    assert days("ACME") == [("ACME", "notice", date(2026, 11, 28)), ("ACME", "renews", date(2026, 12, 3))]
    assert days(None) == [
        ("CYAN", "renews", date(2026, 11, 26)),
        ("BETA", "renews", date(2026, 11, 27)),
        *days("ACME"),
    ]
    titles = {item.code: item.title for day in planning.agenda(None, TODAY, 5).days for item in day.items}
    assert titles["CYAN"] == "end of the engagement"
    assert titles["ACME"] == "notice, the last day"


def test_the_weekly_review_asks_about_it(tmp_path: Path) -> None:
    services = Services(str(tmp_path), FixedClock(), Ids(), lambda: "Europe/Berlin")
    try:
        with services.practice.transaction("set up") as tx:
            tx.put(Settings(zone="Europe/Berlin"))
        services.clients.add("ACME", renews_on=TODAY + timedelta(60), notice_days=30)
        lines = [line for step in services.routines.view(Routine.WEEK).steps for line in step.lines]
        assert any(line.title.startswith("Notice must be given by Thu 24 Dec") for line in lines)
    finally:
        services.close()
