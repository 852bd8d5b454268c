"""The Calendar's services: weeks beside what was tracked, load, blocks put elsewhere and laid out, time off decided on, today."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused, Refused
from fractui.core.laying import TemplateKind
from fractui.services.laying import Laying
from fractui.services.load import Load
from fractui.services.placing import Placing
from fractui.services.planning import Planning
from fractui.services.time_off import TimeOff
from fractui.services.weeks import Weeks
from tests.services.desk import Desk

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def planning(desk: Desk) -> Planning:
    """ACME and BETA, a focus block each Tuesday from 9 to 12; it is Tuesday, 15:07 in Berlin."""
    desk.clients.add("ACME", name="Acme", hours=24, capacity_pct=25, zone="Europe/Berlin")
    desk.clients.add("BETA", name="Beta", hours=8, zone="America/New_York")
    planning = Planning(desk.practice)
    planning.add_block("ACME", "focus", time(9), 180, (1,), date(2026, 11, 3), category=Category.DEEP_WORK)
    return planning


@pytest.fixture
def placing(desk: Desk, planning: Planning) -> Placing:
    return Placing(desk.practice, planning, desk.timer)


def focus(desk: Desk) -> str:
    return next(block.id for block in desk.practice.portal("ACME").blocks() if block.title == "focus")


def test_a_week_has_what_was_tracked_beside_what_was_planned(desk: Desk, planning: Planning) -> None:
    desk.entries.add("ACME", datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    TimeOff(desk.practice).add(FRIDAY, name="Thanksgiving")
    view = Weeks(desk.practice, planning, Load(desk.practice)).view(None, None, "week")
    assert (view.agenda.start, len(view.agenda.days)) == (date(2026, 11, 23), 7)
    tuesday, friday = view.beside[1], view.beside[4]
    assert [(piece.code, f"{piece.start:%H:%M}") for piece in tuesday.tracked] == [("ACME", "09:00")]
    assert (tuesday.tracked_s, tuesday.works, friday.leave, friday.works) == (
        5400,
        True,
        "Thanksgiving",
        False,
    )
    assert view.agenda.days[1].items[0].rhythm == "Tue"
    desk.timer.start("BETA")
    again = Weeks(desk.practice, planning, Load(desk.practice)).view(None, None, "week")
    assert [len(each.tracked) for each in again.beside] == [0, 2, 0, 0, 0, 0, 0]
    desk.timer.cancel()
    alone = Weeks(desk.practice, planning, Load(desk.practice)).view("BETA", TUESDAY, "day")
    assert (len(alone.agenda.days), alone.beside[0].tracked) == (1, ())


def test_load_is_planned_tracked_and_agreed(desk: Desk, planning: Planning) -> None:
    desk.entries.add("ACME", datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    view = Load(desk.practice).view()
    acme, beta = view.rows
    assert (acme.planned, acme.tracked[0], acme.committed_s) == ((10800,) * 4, 5400, 24 * 3600 * 12 // 52)
    assert acme.ceiling_s == 12 * 3600
    assert (beta.code, beta.planned) == ("BETA", (0, 0, 0, 0))
    assert acme.days[1] == 10800
    planning.add_block("BETA", "off-site", time(5), 24 * 60, (0, 1, 2, 3, 4, 5, 6), date(2026, 11, 30))
    found = Load(desk.practice).view()
    assert found.strains[0].text == "planned next week 171 h of 40 h"
    attention = desk.portfolio.overview().attention
    assert "Planned next week 171 h of 40 h" in [each.text for each in attention]


def test_one_instance_of_a_series_goes_elsewhere_on_the_users_clock(desk: Desk, placing: Placing) -> None:
    block = placing.place(focus(desk), TUESDAY, datetime(2026, 11, 25, 10, 30), 120)  # noqa: DTZ001 - a wall clock
    (moved,) = block.deviations
    assert (moved.on, moved.moved_to, moved.minutes) == (TUESDAY, datetime(2026, 11, 25, 10, 30), 120)  # noqa: DTZ001
    assert desk.practice.undo_label() == "move focus for ACME of Tue 24 Nov"


def test_a_block_that_takes_place_once_is_changed_itself(
    desk: Desk, planning: Planning, placing: Placing
) -> None:
    made = planning.add_block("BETA", "call", time(9), 60, (), FRIDAY)
    placed = placing.place(made.id, FRIDAY, datetime(2026, 11, 26, 16), 45)  # noqa: DTZ001 - a wall clock
    assert (placed.starts_on, placed.at, placed.minutes) == (date(2026, 11, 26), time(10), 45)
    with pytest.raises(Refused, match="shorter than 15"):
        placing.stretch(made.id, FRIDAY, datetime(2026, 11, 26, 16), 10)  # noqa: DTZ001


def test_a_copy_is_a_block_of_its_own(desk: Desk, placing: Placing) -> None:
    start = datetime(2026, 11, 24, 9)  # noqa: DTZ001 - a wall clock
    made = placing.copy(focus(desk), start, 120, FRIDAY)
    assert (made.title, made.starts_on, made.at, made.minutes, made.days) == (
        "focus",
        FRIDAY,
        time(9),
        120,
        (),
    )
    assert made.category is Category.DEEP_WORK


def test_a_block_becomes_the_running_entry(desk: Desk, placing: Placing) -> None:
    entry = placing.start(focus(desk))
    assert (entry.client, entry.note, entry.category, entry.end) == (
        "ACME",
        "focus",
        Category.DEEP_WORK,
        None,
    )


def test_what_falls_into_time_off_is_moved_covered_or_dropped(
    desk: Desk, planning: Planning, placing: Placing
) -> None:
    """None is lost (row 002-30)."""
    away = TimeOff(desk.practice).add(date(2026, 12, 1), date(2026, 12, 8), name="Leave").leave
    desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 12, 4))
    load = Load(desk.practice)
    found = load.view().fallen
    assert [(each.kind, each.title, each.day.day) for each in found] == [
        ("block", "focus", 1),
        ("due", "Board pack", 4),
        ("block", "focus", 8),
    ]
    with pytest.raises(FieldRefused, match="Nobody covers"):
        placing.cover(away.id, found[1].key)
    TimeOff(desk.practice).edit(away.id, cover="Mia")
    placing.cover(away.id, found[1].key)
    wall, minutes = placing.aside(focus(desk), date(2026, 12, 1))
    assert (wall, minutes) == (datetime(2026, 11, 30, 9), 180)  # noqa: DTZ001
    placing.place(focus(desk), date(2026, 12, 1), wall, minutes)
    assert placing.aside(focus(desk), date(2026, 12, 8))[0].date() == date(2026, 12, 9)
    planning.skip(focus(desk), date(2026, 12, 8))
    assert load.view().fallen == ()


def test_the_planned_week_is_laid_out_where_one_is_free(desk: Desk, planning: Planning) -> None:
    """8 h as 1/2/2/2/1 (row 002-12), as one change."""
    laying = Laying(desk.practice)
    drafts = laying.drafts(TemplateKind.WEEK, "acme")
    assert sum(each.minutes for each in drafts) == 8 * 60
    assert all(each.day >= date(2026, 11, 30) for each in drafts)
    taken = [(each.day, each.at) for each in drafts]
    assert (date(2026, 12, 1), time(9)) not in taken
    assert len(set(taken)) == len(taken)
    blocks = laying.plan(drafts, "lay out the week")
    assert {block.zone for block in blocks} == {"Europe/Berlin"}
    desk.history.undo()
    assert [block.title for block in desk.practice.portal("ACME").blocks()] == ["focus"]


def test_a_rota_is_over_those_whom_one_meets(desk: Desk, planning: Planning) -> None:
    laying = Laying(desk.practice)
    with pytest.raises(Refused, match="Nobody at ACME"):
        laying.drafts(TemplateKind.ROTA, "ACME")
    for name, group in (("Lena", "ceo"), ("Jonas", "leadership"), ("Otto", "external")):
        desk.clients.add_person("ACME", name=name, group=group)
    assert laying.people("ACME") == ("Jonas", "Lena")
    found = laying.drafts(TemplateKind.ROTA, "ACME", every=2)
    assert [each.title for each in found] == ["one-to-one: Jonas", "one-to-one: Lena"]
    assert found[1].day - found[0].day == timedelta(days=7)


def test_every_client_gets_a_response_window_once(desk: Desk, planning: Planning) -> None:
    """Row 004-15."""
    laying = Laying(desk.practice)
    drafts = laying.drafts(TemplateKind.RESPONSE, "ACME")
    assert [each.code for each in drafts] == ["ACME", "BETA"]
    laying.plan(drafts, "windows")
    with pytest.raises(Refused, match="already"):
        laying.drafts(TemplateKind.RESPONSE, "ACME")


def test_preparation_needs_a_lead_time(desk: Desk, planning: Planning) -> None:
    laying = Laying(desk.practice)
    with pytest.raises(Refused, match="lead time"):
        laying.drafts(TemplateKind.PREPARATION, "ACME")
    desk.delivery.add("ACME", "Board deck", "BoardPack", date(2026, 12, 4), lead_days=4)
    (draft,) = laying.drafts(TemplateKind.PREPARATION, "ACME")
    assert (draft.title, draft.day) == ("prepare Board deck", date(2026, 11, 30))


def test_today_is_what_is_on_what_follows_and_what_is_wanted(desk: Desk, planning: Planning) -> None:
    planning.add_block("BETA", "leadership meeting", time(9), 60, (), TUESDAY, zone="America/New_York")
    planning.add_block(None, "pipeline", time(17), 60, (), TUESDAY)
    desk.delivery.add("ACME", "Memo", "Memo", TUESDAY)
    desk.clients.add_promise("ACME", "call Lena", due_on=date(2026, 11, 22))
    desk.timer.start("ACME")
    desk.clock.forward(minutes=-37)
    view = desk.portfolio.overview().now_and_next
    assert view.running == "ACME"
    desk.clock.forward(minutes=37)
    assert view.following is not None
    assert view.following.title in ("leadership meeting", "pipeline")
    assert [(each.kind, each.title, each.days) for each in view.wanted] == [
        ("promise", "call Lena", -2),
        ("due", "Memo", 0),
    ]
    mine = desk.workspaces.view("BETA").now_and_next
    assert mine.wanted == ()
    assert mine.running == ""
