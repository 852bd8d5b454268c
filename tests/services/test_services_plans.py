"""The weekly plan beside what was tracked, and what is warned of."""

from __future__ import annotations

from datetime import date

import pytest

from fractui.core.errors import FieldRefused, NotFound
from fractui.core.period import Period, month_of, one_day
from fractui.services.own_time import OwnTime
from fractui.services.plans import Plans
from fractui.services.tuning import Tuning
from fractui.services.views.plan import PlanView
from tests.services.desk import Desk

HOUR = 3600


@pytest.fixture
def plans(desk: Desk) -> Plans:
    desk.client("ACME")
    return Plans(desk.practice)


def by_kind(view: PlanView) -> dict[str, tuple[int, int]]:
    """Planned and tracked minutes of the kinds with any."""
    rows = [row for row in (*view.rows, *view.besides) if row.planned_s or row.actual_s]
    return {row.kind: (row.planned_s // 60, row.actual_s // 60) for row in rows}


def test_two_hours_of_meetings_and_no_deep_work_are_one_more_and_two_less(desk: Desk, plans: Plans) -> None:
    desk.time("ACME", "2026-11-23 08:00", "09:00", category="leadership meeting")
    desk.time("ACME", "2026-11-24 08:00", "09:00", category="meeting")
    view = plans.view("acme")
    rows = {row.kind: row.variance_s for row in view.rows}
    assert (rows["meeting"], rows["deep"]) == (HOUR, -2 * HOUR)
    assert (view.monday, view.weeks, view.standard, view.finished) == (date(2026, 11, 23), 1, True, False)
    assert [(row.reason, row.weeks) for row in view.flex] == [("extra_meeting", (0, 0, 0, HOUR))]


def test_the_band_of_a_quarter_is_eight_to_twelve(desk: Desk, plans: Plans) -> None:
    desk.time("ACME", "2026-11-16 06:00", "18:30")
    view = plans.view("ACME", one_day(date(2026, 11, 18)))
    assert (view.total_s, view.floor_s, view.ceiling_s, view.finished) == (
        12.5 * HOUR,
        8 * HOUR,
        12 * HOUR,
        True,
    )


def test_a_period_is_the_whole_weeks_that_it_touches(desk: Desk, plans: Plans) -> None:
    desk.time("ACME", "2026-10-26 08:00", "09:00", category="urgent")
    desk.time("ACME", "2026-10-25 08:00", "09:00", category="urgent")
    view = plans.view("ACME", month_of(date(2026, 11, 1)))
    assert (view.monday, view.weeks) == (date(2026, 10, 26), 6)
    assert by_kind(view)["flex"] == (6 * 120, 60)
    with pytest.raises(FieldRefused, match="by the week"):
        plans.view("ACME", Period())


def test_a_plan_is_written_into_the_agreement_and_the_past_keeps_its_own(desk: Desk, plans: Plans) -> None:
    desk.time("ACME", "2026-11-24 08:00", "09:00", category="travel")
    view = plans.set("ACME", {"deep work": 180, "prep": 0, "meeting": 30})
    assert by_kind(view) == {"meeting": (30, 0), "deep": (180, 0), "travel": (0, 60)}
    assert not view.standard
    assert by_kind(plans.view("ACME", one_day(date(2026, 11, 20))))["deep"] == (120, 0)
    assert plans.terms("ACME").minutes["deep"] == 180  # type: ignore[index]
    assert desk.history.undo() == "edit ACME"
    assert plans.view("ACME").standard
    plans.set("ACME", {"deep": 60})
    assert plans.set("ACME", None).standard
    with pytest.raises(FieldRefused):
        plans.set("ACME", {"golf": 60})
    with pytest.raises(NotFound):
        plans.set("NOPE", {})


def test_the_week_of_every_client_is_in_the_time_pane(desk: Desk, plans: Plans) -> None:
    assert plans.view("ACME").rows
    desk.client("BETA", key=9)
    desk.clients.add("NONE")
    desk.client("GONE")
    desk.clients.close("GONE")
    assert [plan.code for plan in desk.entries.day(None).plan] == ["ACME", "BETA"]
    desk.time("NONE", "2026-11-24 08:00", "09:00")
    assert [plan.code for plan in desk.entries.day(date(2026, 11, 22)).plan] == ["ACME", "BETA"]
    assert len(desk.entries.day(None).plan) == 3


def test_much_execution_and_a_long_week_are_warned_of(desk: Desk, plans: Plans) -> None:
    assert plans.view("ACME").rows
    desk.time("ACME", "2026-11-23 05:00", "23:00", category="deep work")
    desk.time("bd", "2026-11-24 00:00", "12:00")
    desk.time("personal", "2026-11-22 23:10", "2026-11-23 04:00")
    texts = [each.text for each in desk.portfolio.overview().attention]
    assert not any("of work this week" in text or "execution" in text for text in texts)
    desk.time("ACME", "2026-11-24 12:00", "14:05", category="execution")
    texts = [each.text for each in desk.portfolio.overview().attention]
    assert "32:05 of work this week, over your 30 h" in texts
    assert "10 % of the month is day-to-day execution, over 10 %" in texts
    Tuning(desk.practice).edit(week_ceiling_hours=40)
    assert not any("of work this week" in each.text for each in desk.portfolio.overview().attention)
    with pytest.raises(FieldRefused):
        Tuning(desk.practice).edit(week_ceiling_hours=0)


def test_own_time_is_summed_by_bucket_what_runs_included(desk: Desk) -> None:
    desk.time("bd", "2026-11-23 08:00", "09:00")
    desk.time("bd", "2026-11-22 08:00", "09:00")
    desk.time("learning", "2026-11-24 08:00", "09:00")
    desk.timer.start("bd")
    desk.clock.forward(minutes=30)
    rows = {row.bucket: (row.today_s, row.week_s, row.running) for row in OwnTime(desk.practice).view().rows}
    assert rows == {
        "bd": (1800, HOUR + 1800, True),
        "admin": (0, 0, False),
        "learning": (HOUR, HOUR, False),
        "relationship": (0, 0, False),
        "personal": (0, 0, False),
    }


def test_own_time_reaches_nothing_of_a_client(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.time("bd", "2026-11-24 09:00", "10:00", note="Planted lunch")
    desk.timer.start("personal", note="Planted dentist")
    desk.clock.forward(minutes=5)
    desk.timer.switch("ACME", next_note=None)
    desk.practice.settle()
    shown = [desk.workspaces.view("ACME"), desk.finder.items("ACME"), desk.history.rows()]
    assert "Planted" not in repr(shown)
    files = [path for path in (desk.root / "clients").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"Planted" in path.read_bytes()]
    assert [
        path
        for path in (desk.root / "practice").rglob("*")
        if path.is_file() and b"Planted" in path.read_bytes()
    ]
