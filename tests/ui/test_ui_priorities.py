"""Priorities in the workspace and the plan of the day, as lines and by the keys that a person presses."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from fractui.services.views.day_plan import DayPlanView, PickRow
from fractui.services.views.workspace import PriorityLines, PriorityRow
from fractui.ui.actions import ACTIONS, first_keys
from fractui.ui.dialogs.day_plan import DayPlanDialog
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.picker import Picker
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.day_plan_lines import day_plan_line, plan_lines
from fractui.ui.widgets.workspace_lines import Setting
from fractui.ui.widgets.workspace_priorities import priority_lines
from fractui.wiring import Services
from tests.ui.desk import Opened, opened
from tests.ui.sample_views import a_workspace

TODAY = date(2026, 11, 24)
LONG = "取締役会が信頼する一つの予測を作成し、銀行の財務制限条項も同じ表に含める 🏦"


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines)


def a_row(rank: int, text: str = "one forecast", **more: Any) -> PriorityRow:
    plain: dict[str, Any] = {
        "id": f"{rank:032x}",
        "text": text,
        "rank": rank,
        "since": TODAY,
        "done_on": None,
    }
    return PriorityRow(**plain | more)


def a_pick(number: int, text: str = "one forecast", **more: Any) -> PickRow:
    plain: dict[str, Any] = {
        "id": f"{number:032x}",
        "text": text,
        "code": "ACME",
        "color": "steelblue",
        "kind": "priority",
        "target": f"priority:ACME:{number}",
        "since": TODAY,
        "days": 0,
        "done": False,
    }
    return PickRow(**plain | more)


def section(
    rows: tuple[PriorityRow, ...], width: int, warning: str = "", *, alone: bool = False
) -> list[Line]:
    view = a_workspace(today=TODAY, priorities=PriorityLines(rows, warning))
    return priority_lines(view, Setting(width, None, first_keys(ACTIONS), 5, alone=alone))


def test_priorities_stand_in_their_order_with_what_is_due_and_how_old_they_are() -> None:
    rows = (
        a_row(1, deliverable="Board pack", due=TODAY, days=0),
        a_row(2, "the bank", since=date(2026, 11, 20)),
        a_row(3, "late", deliverable="x", due=TODAY - timedelta(2), days=-2),
        a_row(0, "hired", done_on=TODAY),
    )
    shown = text_of(section(rows, 60, "4 at once; 3 get done")).splitlines()
    assert shown[0].endswith("4 at once; 3 get done")
    assert [line.split()[0] for line in shown[1:]] == ["1", "2", "3", "✓"]
    assert [line.split("  ")[-1].strip() for line in shown[1:]] == [
        "due today",
        "since Fri",
        "2 d late",
        "done today",
    ]


def test_without_priorities_there_is_a_hint_where_there_is_room() -> None:
    assert "n adds what matters most" in text_of(section((), 56))
    assert section((), 76, alone=True) == []


@pytest.mark.parametrize("width", [40, 56, 76, 196])
def test_no_line_is_wider_than_its_place(width: int) -> None:
    lines = section((a_row(1, LONG), a_row(2, "x" * 300), a_row(0, LONG, done_on=TODAY)), width)
    picks = (
        a_pick(1, LONG, days=4, since=date(2026, 11, 20)),
        a_pick(2, LONG, done=True),
        a_pick(3, "y" * 200),
    )
    view = DayPlanView(
        TODAY, picks, (a_pick(4, LONG, code="", color="", target="", note="not there any more"),)
    )
    for line in (*lines, *plan_lines(view, width)):
        assert width_of(line) <= width
    if width > 60:
        assert all(width_of(line) <= width for line in day_plan_line(view, width, "P"))


def test_the_line_of_the_day_cuts_what_is_done_first_and_says_the_age() -> None:
    picks = (
        a_pick(1, "one forecast that the board trusts", days=4, since=date(2026, 11, 20)),
        a_pick(2, "clear the inbox", code="", color="", target=""),
        a_pick(3, "a memo that was written and sent in the morning", done=True),
    )
    shown = text_of(day_plan_line(DayPlanView(TODAY, picks), 112, "P"))
    assert "○ ▌ACME one forecast that the board trusts since Fri" in shown
    assert "○ clear the inbox" in shown
    assert "✓ ▌ACME a memo" in shown
    assert shown.endswith("…")
    assert " 4 d " in text_of(day_plan_line(DayPlanView(TODAY, picks), 76, "P"))


def test_an_empty_plan_is_one_quiet_line_where_there_is_room_and_nothing_else() -> None:
    assert "P sets up to three things" in text_of(day_plan_line(DayPlanView(TODAY), 116, "P"))
    assert day_plan_line(DayPlanView(TODAY), 76, "P") == []
    assert day_plan_line(DayPlanView(TODAY, (), (a_pick(1),)), 116, "P") == []
    assert day_plan_line(None, 116, "P") == []


def two_clients(services: Services) -> None:
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20, zone="Europe/Berlin")


def ranked(services: Services) -> None:
    two_clients(services)
    for text in ("one forecast", "the bank", "hire a controller"):
        services.priorities.add("ACME", text)
    services.priorities.add("BETA", "launch in two regions")
    services.clients.add_promise("BETA", "pricing memo", due_on=TODAY)


def order(here: Opened) -> list[str]:
    return [each.text for each in here.outside().priorities.list("ACME").open]


async def test_priorities_are_added_ranked_edited_ticked_and_deleted_by_their_keys(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=ranked) as here:
        await here.press("1", "n", "r")
        here.app.screen.query_one(Input).value = "close in five days"
        await here.press("enter")
        assert "4 at once; 3 get done" in here.text()
        await here.press("K", "shift+up")
        assert order(here) == ["one forecast", "close in five days", "the bank", "hire a controller"]
        await here.press("J")
        assert order(here)[2] == "close in five days"
        await here.press("e")
        form = here.app.screen
        assert isinstance(form, Form)
        form.query_one("#field-text", Input).value = "close in four days"
        await here.press("enter")
        assert order(here)[2] == "close in four days"
        await here.press("x")
        assert order(here) == ["one forecast", "the bank", "hire a controller"]
        assert "✓ close in four days" in here.text()
        await here.press("D")
        assert "close in four days" not in here.text()
        await here.press("u", "u")
        assert order(here)[2] == "close in four days"


async def test_meetings_priorities_and_the_timer_are_on_one_screen(tmp_path: Path) -> None:
    """Row 004-12, at 120x40, without scrolling."""
    from datetime import time

    def busy(services: Services) -> None:
        ranked(services)
        for number in range(6):
            services.delivery.add("ACME", f"Report {number}", "Report", TODAY + timedelta(number))
            services.clients.add_promise("ACME", f"promise {number}")
        services.planning.add_block("ACME", "Board meeting", time(16), 60, days=(1,))
        services.timer.start("ACME")

    async with opened(tmp_path / "data", fill=busy) as here:
        await here.press("1")
        pane = here.desk.stage.pane
        seen = "\n".join(
            "".join(span.text for span in line)
            for line in pane.lines[: pane.scrollable_content_region.height]
        )
        assert all(
            text in seen for text in ("Board meeting", "── Next", "1 one forecast", "3 hire a controller")
        )
        assert pane.scroll_offset.y == 0
        assert "ACME" in "".join(str(here.desk.timer_bar.render_line(0).text))


async def test_the_day_is_chosen_ticked_put_off_and_dropped_in_its_dialog(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=ranked) as here:
        assert "P sets up to three things" in here.text()
        await here.press("P", "n")
        assert isinstance(here.app.screen, Picker)
        await here.press(*"memo", "enter")
        await here.press("n", *"inbox", "enter", "n", *"forecast", "enter", "n")
        assert "a day's worth" in foot(here)
        assert chosen(here) == [("pricing memo", False), ("inbox", False), ("one forecast", False)]
        await here.press("2")
        await here.press("x")
        assert not any(done for _, done in chosen(here))
        await here.press("1")
        await here.press("c")
        assert "nothing to carry over" in foot(here)
        await here.press("D")
        assert chosen(here) == [("inbox", False), ("one forecast", False)]
        await here.press("u")
        await here.press("1")
        await here.press("2")
        await here.press("c")
        await here.press("escape")
        assert chosen(here) == [("one forecast", False), ("inbox", True)]
        assert [row.text for row in here.outside().day_plan.view().later] == ["pricing memo"]
        assert "✓ inbox" in here.text()


def chosen(here: Opened) -> list[tuple[str, bool]]:
    """What is planned, as another process sees it."""
    plan = here.outside().day_plan.view()
    return [(row.text, row.done) for row in plan.rows]


def foot(here: Opened) -> str:
    """What the dialog says below its lines."""
    dialog = here.app.screen
    assert isinstance(dialog, DayPlanDialog)
    return str(dialog.query_one("#foot", Static).render())


async def test_enter_in_the_plan_goes_to_where_the_thing_lies(tmp_path: Path) -> None:
    def planned(services: Services) -> None:
        ranked(services)
        known = services.priorities.list("ACME").open[1].id
        services.day_plan.choose("ACME", "priority", known)

    async with opened(tmp_path / "data", fill=planned) as here:
        here.desk.stage.pane.select("today:plan:attention-today")
        await here.press("enter")
        assert isinstance(here.app.screen, DayPlanDialog)
        await here.press("enter")
        assert here.desk.stage.shown.pane == "workspace"
        item = here.desk.stage.pane.item or ""
        assert item.startswith("priority:ACME:")
        assert "the bank" in here.text()
