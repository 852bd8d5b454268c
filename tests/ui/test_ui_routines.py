"""The guided reviews by the keys that a person presses, and as lines (rows 003-19 to 003-21)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from fractui.services.views.routine import RoutineLine, RoutineStep, RoutineView
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.receipt import ReceiptForm
from fractui.ui.dialogs.routine import RoutineDialog
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.routine_lines import (
    RoutineHead,
    StepLines,
    StepView,
    admin_line,
    head_line,
    key_lines,
    step_lines,
    time_left,
)
from fractui.wiring import Services
from tests.builders import at
from tests.fakes import FixedClock
from tests.ui.desk import Opened, opened

LONG = "取締役会が信頼する一つの予測を作成し、銀行の財務制限条項も同じ表に含める 🏦"
MONDAY, FRIDAY = at("2026-11-23 08:00"), at("2026-11-27 15:00")


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines)


def a_line(number: int = 1, **more: Any) -> RoutineLine:
    plain: dict[str, Any] = {
        "kind": "due",
        "item": f"deliverable:ACME:{number}",
        "code": "ACME",
        "color": "steelblue",
        "title": "Board pack",
        "detail": "in review",
        "when": "tomorrow",
    }
    return RoutineLine(**plain | more)


def a_view(**more: Any) -> RoutineView:
    steps = (RoutineStep("Due this week", "Is there time?", "Nothing.", (a_line(),)),) * 3
    plain: dict[str, Any] = {
        "kind": "monday",
        "title": "Monday review",
        "today": date(2026, 11, 23),
        "minutes": 20,
        "steps": steps,
    }
    return RoutineView(**plain | more)


# -- as lines ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 76, 116, 196])
def test_no_line_is_wider_than_its_place(width: int) -> None:
    lines = (
        a_line(1, title=LONG * 3, detail=LONG * 3),
        a_line(2, code="", color="", kind="week", title="This week", when="over by 3:25", severity=3),
        a_line(3, title="x" * 300, detail=""),
    )
    view = StepView(RoutineStep("Due this week", LONG, "Nothing.", lines), frozenset({lines[0].item}))
    assert all(width_of(line) <= width for line in step_lines(view, width))
    assert width_of(head_line(a_view(since=MONDAY), 1, MONDAY, width)) <= max(width, 46)
    assert width_of(admin_line(a_view(), width)) <= width


def test_what_is_said_of_a_thing_stands_beside_it_or_below() -> None:
    step = RoutineStep("Due", "Look.", "Nothing.", (a_line(), a_line(2, detail="waits for somebody " * 3)))
    wide = text_of(step_lines(StepView(step), 116)).splitlines()
    assert len(wide) == 5
    narrow = text_of(step_lines(StepView(step, frozenset({"deliverable:ACME:1"})), 60)).splitlines()
    assert narrow[3] == "✓ ▌ACME  tomorrow  Board pack  in review"
    assert len(narrow) == 7
    assert "1 of 2 seen" in narrow[0]


def test_the_minutes_that_are_left_are_said_in_words() -> None:
    view = a_view(since=MONDAY)

    def left(minutes: float) -> tuple[str, str]:
        span = time_left(view, MONDAY + timedelta(minutes=minutes))
        return span.text, span.ink

    assert left(0) == ("20 of 20 min left", "dim")
    assert left(3.5) == ("17 of 20 min left", "dim")
    assert left(18) == ("2 of 20 min left", "soon")
    assert left(20.5) == ("time is up", "soon")
    assert left(23) == ("3 min over its 20", "soon")
    assert time_left(a_view(minutes=0, spent_s=300), MONDAY).text == "5 min"


def test_keys_are_not_parted_from_their_words() -> None:
    assert key_lines(("enter go there", "x seen", "n next"), 24) == "enter go there   x seen\nn next"


# -- by keys -------------------------------------------------------------------------------------------


def a_week(services: Services) -> None:
    """ACME runs since half past seven; three papers are due this week, one of them in review."""
    services.tuning.edit(zone="Europe/Berlin")
    for code in ("ACME", "BETA"):
        services.clients.add(code, name=code.title(), hours=20, zone="Europe/Berlin")
    for number, title in enumerate(("Board pack", "Brief", "Cash flow")):
        each = services.delivery.add("ACME", title, title.replace(" ", ""), date(2026, 11, 26 + number))
        if number == 2:
            services.delivery.move(each.id, "in_review")
    services.access.add("BETA", system="Xero", expires_on=date(2026, 12, 4))
    services.timer.start("ACME", "cash bridge", at=services.clock() - timedelta(minutes=30))


def dialog(here: Opened) -> RoutineDialog:
    screen = here.app.screen
    assert isinstance(screen, RoutineDialog)
    return screen


def shown(here: Opened) -> str:
    return text_of([*dialog(here).query_one(StepLines).lines])


def foot(here: Opened) -> str:
    return str(dialog(here).query_one("#foot", Static).render())


async def test_mondays_review_is_gone_through_left_and_finished(tmp_path: Path) -> None:
    clock = FixedClock(MONDAY)
    async with opened(tmp_path / "data", clock, fill=a_week) as here:
        assert [a.label for a in here.desk.stage._works_now() if a.id == "routine"] == ["Monday review"]
        await here.press("M")
        assert "Board pack" in shown(here)
        assert "Xero" not in shown(here)
        await here.press("x", "n")
        assert "Nothing that was delivered lies unread." in shown(here)
        clock.forward(minutes=4)
        dialog(here).show_time()
        head = "".join(span.text for span in dialog(here).query_one(RoutineHead)._line)
        assert "16 of 20 min left" in head
        await here.press("n")
        assert "Xero" in shown(here)
        await here.press("enter")
        assert (here.desk.stage.shown.pane, here.desk.stage.shown.code) == ("workspace", "BETA")
        assert (here.desk.stage.pane.item or "").startswith("access:BETA:")
        clock.forward(minutes=2)
        await here.press("M")
        assert "Xero" in shown(here)
        await here.press("p", "p")
        assert "1 of 3 seen" in shown(here)
        await here.press("escape")
        assert here.outside().timer.status()["running"]["client"] == "ACME"
        clock.forward(minutes=10)
        await here.press("M", "n", "n")
        clock.forward(minutes=1)
        await here.press("n")
        assert len(here.app.screen_stack) == 1
        assert "7 min. Administration: 1 of 30 min a week" in here.desk.key_bar._said
        assert here.desk.stage.frame is not None
        assert here.desk.stage.frame.routine is None
        running = here.outside().timer.status()["running"]
        assert (running["client"], running["note"]) == ("ACME", "cash bridge")
        await here.press("u")
        assert here.outside().timer.status()["running"]["bucket"] == "admin"


async def test_fridays_papers_are_moved_together_and_delivered_with_their_receipts(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(FRIDAY), fill=a_week) as here:
        await here.press("M", "space", "space")
        assert shown(here).count("●") == 2
        await here.press("L")
        assert shown(here).count("in review") == 3
        await here.press("u", "home", "space", "space", "e")
        assert isinstance(here.app.screen, Form)
        here.app.screen.query_one(Input).value = "in 2 weeks"
        await here.press("enter")
        assert "Brief" not in shown(here)
        await here.press("L")
        assert isinstance(here.app.screen, ReceiptForm)
        here.app.screen.query_one("#field-to", Input).value = "CEO"
        here.app.screen.query_one("#field-via", Input).value = "email"
        await here.press("enter", "enter")
        assert "Everything that was due this week is delivered." in shown(here)
        sent = here.outside().receipts.sent("ACME").rows
        assert [(row.title, row.to) for row in sent] == [("Cash flow", "CEO")]


async def test_on_another_day_a_review_is_picked_and_a_refusal_is_said_in_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_week) as here:
        assert not [a for a in here.desk.stage._works_now() if a.id == "routine"]
        await here.press("M", *"friday", "enter")
        await here.press("H")
        assert "first column already" in foot(here)
        await here.press("n", "n")
        assert len(here.app.screen_stack) == 1


async def test_its_beginning_is_not_taken_back_from_within(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(MONDAY), fill=a_week) as here:
        await here.press("M", "u")
        assert "Nothing was done since the Monday review was begun" in foot(here)
        assert here.outside().timer.status()["running"]["bucket"] == "admin"
        await here.press("L", "u")
        assert foot(here) == "Taken back: move a deliverable to in review."
        assert shown(here).count("in review") == 1


async def test_an_answer_outlasts_another_size(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(MONDAY), fill=a_week) as here:
        await here.press("M")
        await here.press("u")
        await here.pilot.resize_terminal(80, 24)
        await here.settle()
        assert "Nothing was done since the Monday review was begun" in foot(here)
        await here.press("x")
        assert "esc later" in foot(here)


async def test_what_went_meanwhile_is_said_and_shown_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(FRIDAY), fill=a_week) as here:
        await here.press("M")
        outside = here.outside()
        for each in outside.delivery.list("ACME"):
            outside.delivery.delete("ACME", each.id)
        outside.close()
        await here.press("L")
        assert foot(here) == "“Board pack” is not there any more."
        assert "Board pack" not in shown(here)


async def test_a_key_that_is_not_for_a_line_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(MONDAY), fill=a_week) as here:
        await here.press("M", "n", "n", "L")
        assert foot(here) == "Only a deliverable is moved on."
