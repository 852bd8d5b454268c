"""The Calendar's keys and the mouse, over a real practice: each is one change that undo takes back."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path

import pytest
from textual.widgets import Input

from fractui.core.block import Block
from fractui.core.entry import Category
from fractui.core.settings import Settings
from fractui.services.demo import build
from fractui.services.views.week import WeekView
from fractui.ui.dialogs.drafts import Drafts
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.line_prompt import LinePrompt
from fractui.ui.dialogs.picker import Picker
from fractui.ui.lines import Line
from fractui.ui.widgets import calendar_pane
from fractui.ui.widgets.calendar_pane import CalendarPane
from fractui.ui.widgets.week_columns import Looks
from fractui.ui.widgets.week_lines import lines_below
from fractui.wiring import Services
from tests.fakes import FixedClock
from tests.ui.desk import Opened, filled, opened

TUESDAY = date(2026, 11, 24)


def fill(services: Services) -> None:
    """ACME's focus block on Tuesdays from 9 to 12, and one meeting of BETA's on Wednesday; it is Tuesday, 15:07."""
    with services.practice.transaction("set up") as tx:
        tx.put(Settings(zone="Europe/Berlin"))
    for code in ("ACME", "BETA"):
        services.clients.add(code, name=f"{code} Ltd", hours=20, zone="Europe/Berlin")
    services.planning.add_block(
        "ACME", "focus block", time(9), 180, (1,), TUESDAY, category=Category.DEEP_WORK
    )
    services.planning.add_block("BETA", "kick-off", time(14), 60, (), date(2026, 11, 25))


@asynccontextmanager
async def calendar(
    tmp_path: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Opened, CalendarPane]]:
    async with opened(tmp_path / "data", size=size, fill=fill) as desk:
        await desk.press("c")
        pane = desk.desk.stage.pane
        assert isinstance(pane, CalendarPane)
        yield desk, pane


def item(desk: Opened, title: str, on: date) -> str:
    known = next(block for block in blocks(desk) if block.title == title)
    return f"block:{known.client}:{known.id}:{on.isoformat()}"


def blocks(desk: Opened) -> list[Block]:
    practice = desk.outside().practice
    return [block for code in practice.codes() for block in practice.portal(code).blocks()]


def starts(desk: Opened, title: str) -> list[str]:
    """When the instances of two weeks begin, on their own clock."""
    from fractui.core.block import occurrences

    found = [each for each in blocks(desk) if each.title == title]
    return [
        f"{one.start:%d %H:%M}/{int((one.end - one.start).seconds / 60)}"
        for block in found
        for one in occurrences(block, TUESDAY, date(2026, 12, 7))
    ]


async def test_the_next_block_is_selected_and_arrows_go_over_free_time(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        assert pane.item == item(desk, "kick-off", date(2026, 11, 25))
        await desk.press("up")
        assert pane.item == "free:2026-11-25T13:30"
        assert "Wed 25 Nov 13:30  free" in desk.text()
        await desk.press("left")
        assert pane.item == "free:2026-11-24T13:30"
        await desk.press("k", "k", "k", "k")
        assert pane.item == item(desk, "focus block", TUESDAY)


async def test_hours_are_drawn_before_their_key_and_not_again_for_a_selection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bool] = []

    def counted(view: WeekView, width: int, looks: Looks) -> list[Line]:
        drawn.append(threading.current_thread() is threading.main_thread())
        return lines_below(view, width, looks)

    async with calendar(tmp_path) as (desk, pane):
        monkeypatch.setattr(calendar_pane, "lines_below", counted)
        await desk.press("up", "left")
        assert "Tue 24 Nov 13:30  free" in desk.text()
        assert drawn == []
        await desk.press("full_stop")
        assert "30 Nov to 6 Dec" in desk.text()
        await desk.press("Z")
        assert pane.view is not None
        assert pane.view.zoom == "day"
        assert drawn
        assert not any(drawn)
        desk.clock.forward(minutes=1)
        pane.tick(desk.clock())
        assert drawn[-1]


async def test_one_instance_is_moved_and_stretched_by_keys(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("J", "L", "plus")
        assert starts(desk, "focus block") == ["25 08:30/195", "01 08:00/180"]
        assert pane.item == item(desk, "focus block", TUESDAY)
        await desk.press("u", "u", "u")
        assert starts(desk, "focus block") == ["24 08:00/180", "01 08:00/180"]


async def test_a_single_block_is_changed_itself(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        await desk.press("H", "K", "minus")
        moved = next(block for block in blocks(desk) if block.title == "kick-off")
        assert (moved.starts_on, moved.at, moved.minutes) == (TUESDAY, time(13, 30), 45)
        assert moved.deviations == ()
        assert pane.instance is not None
        assert pane.instance.title == "kick-off"


async def test_what_leaves_the_week_is_followed(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("H", "H")
        assert desk.desk.stage.shown.day == date(2026, 11, 22)
        assert pane.item == item(desk, "focus block", TUESDAY)


async def test_space_starts_a_block_and_stops_it(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("space")
        running = desk.outside().practice.portal("ACME").running()
        assert running is not None
        assert (running.note, running.category) == ("focus block", Category.DEEP_WORK)
        pane.select(item(desk, "kick-off", date(2026, 11, 25)))
        await desk.press("space")
        assert desk.outside().practice.portal("ACME").running() is None
        await desk.press("space")
        assert desk.outside().practice.portal("BETA").running() is None


async def test_n_plans_where_one_is(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select("free:2026-11-26T10:30")
        await desk.press("n")
        form = desk.app.screen
        assert isinstance(form, Form)
        assert (form.values["starts_on"], form.values["at"]) == ("2026-11-26", "10:30")
        form.query_one("#field-who", Input).value = "acme"
        form.query_one("#field-title", Input).value = "forecast"
        form.query_one("#field-rhythm", Input).value = "every 2 weeks thu"
        await desk.pilot.pause()
        said = str(form.query_one("#said-rhythm").render())
        assert said == "every 2 weeks Thu, next on Thu 26 Nov"
        await desk.press("enter")
        made = next(block for block in blocks(desk) if block.title == "forecast")
        assert (made.client, made.at, made.minutes, made.days, made.step) == (
            "ACME",
            time(10, 30),
            60,
            (3,),
            2,
        )


async def test_a_line_plans_a_block(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, _):
        await desk.press("N")
        prompt = desk.app.screen
        assert isinstance(prompt, LinePrompt)
        prompt.query_one(Input).value = "beta every thu 9-12 deep work"
        await desk.press("enter")
        made = next(block for block in blocks(desk) if block.title == "deep work")
        assert (made.client, made.at, made.minutes, made.days, made.category) == (
            "BETA",
            time(9),
            180,
            (3,),
            Category.DEEP_WORK,
        )


async def test_a_series_is_changed_once_from_here_on_or_whole(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("enter")
        assert isinstance(desk.app.screen, Picker)
        await desk.press("enter")
        form = desk.app.screen
        assert isinstance(form, Form)
        assert form.values == {"day": "2026-11-24", "at": "09:00", "length": "3:00"}
        form.query_one("#field-at", Input).value = "10:00"
        await desk.press("enter")
        assert starts(desk, "focus block") == ["24 09:00/180", "01 08:00/180"]
        await desk.press("full_stop")
        pane.select(item(desk, "focus block", date(2026, 12, 1)))
        await desk.press("e", "down", "enter")
        later = desk.app.screen
        assert isinstance(later, Form)
        later.query_one("#field-length", Input).value = "2h"
        await desk.press("enter")
        assert starts(desk, "focus block") == ["24 09:00/180", "01 08:00/120"]
        assert len([block for block in blocks(desk) if block.title == "focus block"]) == 2


async def test_delete_asks_how_much_of_a_series(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("D", "enter")
        assert starts(desk, "focus block") == ["01 08:00/180"]
        await desk.press("full_stop")
        pane.select(item(desk, "focus block", date(2026, 12, 1)))
        await desk.press("D", "down", "enter")
        assert starts(desk, "focus block") == []
        assert len(blocks(desk)) == 2
        pane.select(None)


async def test_zoom_goes_from_a_day_to_four_weeks_and_back(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        await desk.press("z")
        assert pane.view is not None
        assert (pane.view.zoom, len(pane.view.agenda.days)) == ("month", 28)
        assert pane.item == "day:2026-11-25"
        await desk.press("right", "enter")
        assert pane.view.zoom == "day"
        assert desk.desk.stage.shown.day == date(2026, 11, 26)
        await desk.press("comma", "comma")
        assert "Tue 24 Nov 2026" in desk.text()
        await desk.press("z", "full_stop")
        assert "30 Nov to 6 Dec 2026" in desk.text()
        await desk.press("g", "v")
        assert "Sun 29" in desk.text()


async def test_a_block_is_copied_to_another_day(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("y")
        assert isinstance(desk.app.screen, LinePrompt)
        desk.app.screen.query_one(Input).value = "2026-11-27"
        await desk.press("enter")
        made = next(block for block in blocks(desk) if block.starts_on == date(2026, 11, 27))
        assert (made.title, made.at, made.minutes, made.days) == ("focus block", time(9), 180, ())


async def test_a_template_is_adjusted_and_planned_as_one_change(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        pane.select(item(desk, "focus block", TUESDAY))
        await desk.press("T")
        desk.app.screen.query_one(Input).value = "planned"
        await desk.press("enter")
        dialog = desk.app.screen
        assert isinstance(dialog, Drafts)
        await desk.press("J", "x", "x", "enter")
        made = [block for block in blocks(desk) if block.client == "ACME" and block.title != "focus block"]
        assert sum(block.minutes for block in made) >= 240
        assert desk.outside().practice.undo_label() == "lay out the planned week for ACME"
        await desk.press("u")
        assert len(blocks(desk)) == 2


async def test_the_mouse_moves_stretches_and_draws(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):
        place = pane._places[item(desk, "focus block", TUESDAY)]
        x, y = place.left + 3, place.top + 1
        room = pane._places["free:2026-11-25T09:00"].left - place.left
        await desk.pilot.mouse_down(pane, offset=(x, y))
        await desk.pilot.hover(pane, offset=(x + room, y + 2))
        await desk.pilot.mouse_up(pane, offset=(x + room, y + 2))
        await desk.settle()
        assert starts(desk, "focus block")[0] == "25 09:00/180"
        place = pane._places[item(desk, "focus block", TUESDAY)]
        await desk.pilot.mouse_down(pane, offset=(place.left + 3, place.bottom - 1))
        await desk.pilot.hover(pane, offset=(place.left + 3, place.bottom))
        await desk.pilot.mouse_up(pane, offset=(place.left + 3, place.bottom))
        await desk.settle()
        assert starts(desk, "focus block")[0] == "25 09:00/210"
        free = pane._places["free:2026-11-26T15:00"]
        await desk.pilot.mouse_down(pane, offset=(free.left + 1, free.top))
        await desk.pilot.hover(pane, offset=(free.left + 1, free.top + 2))
        await desk.pilot.mouse_up(pane, offset=(free.left + 1, free.top + 2))
        await desk.settle()
        form = desk.app.screen
        assert isinstance(form, Form)
        assert (form.values["at"], form.values["length"]) == ("15:00", "1:30")


async def test_time_off_is_decided_on(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, pane):

        def away(services: Services) -> object:
            return services.time_off.add(date(2026, 12, 1), name="Christmas market", cover="Mia")

        await desk.app.backstage.run(away)
        assert pane.view is not None
        desk.desk.action_do("leave.decide")
        await desk.settle()
        assert isinstance(desk.app.screen, Picker)
        await desk.press("enter", "enter")
        assert starts(desk, "focus block") == ["24 08:00/180", "30 08:00/180"]


async def test_a_block_under_an_hour_is_planned_and_warned_of(tmp_path: Path) -> None:
    async with calendar(tmp_path) as (desk, _):
        await desk.press("N")
        desk.app.screen.query_one(Input).value = "acme thu 9-9:30 slides"
        await desk.press("enter")
        assert any(block.title == "slides" for block in blocks(desk))
        assert "0:30 is short for a block" in desk.desk.key_bar._said


async def test_where_there_are_no_hours_it_begins_with_today(tmp_path: Path) -> None:
    clock = FixedClock()
    filled(tmp_path / "data", clock, lambda services: build(services.practice, months=2))
    clock.forward(days=5)
    async with opened(tmp_path / "data", clock, size=(80, 24)) as here:
        await here.press("c")
        pane = here.desk.stage.pane
        assert isinstance(pane, CalendarPane)
        assert not pane.by_hours
        assert pane.day == date(2026, 11, 29)
        shown = here.text().splitlines()[pane.scroll_offset.y :][: pane.size.height]
        assert any("Sun 29 Nov" in line for line in shown)
