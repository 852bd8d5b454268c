"""Leaving a client, coming back, own time and the plan, with keys, over a real folder."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widgets import Input

from fractui.core.entry import Bucket
from fractui.services.views.frame import FrameView
from fractui.ui.dialogs.next_line import NextLine
from fractui.ui.dialogs.own_time import OwnPicker
from fractui.wiring import Services
from tests.ui.desk import Opened, opened


def two_clients(services: Services) -> None:
    """ACME and BETA, ACME's timer running for an hour."""
    services.clients.add("ACME", name="Acme", hours=40, capacity_pct=25)
    services.clients.add("BETA", name="Beta", hours=20, capacity_pct=25)
    now = services.clock()
    services.timer.start("ACME", at=now.replace(hour=now.hour - 1))


def offer(here: Opened) -> str | None:
    return here.desk.stage.offer


def footer(here: Opened) -> str:
    strip = here.desk.key_bar.render_line(0)
    return "".join(segment.text for segment in strip)


def the_frame(here: Opened) -> FrameView:
    frame = here.desk.stage.frame
    assert frame is not None
    return frame


def dialog_input(here: Opened) -> Input:
    assert isinstance(here.app.screen, NextLine)
    return here.app.screen.query_one(Input)


async def burst(here: Opened, text: str) -> None:
    """Characters as a paste without brackets brings them: all at once."""
    for char in text:
        here.app.post_message(events.Key(char, char))
    await here.settle()


async def test_a_switch_offers_the_line_and_takes_no_key(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("2", "s")
        assert the_frame(here).timer.running is not None
        assert offer(here) == "ACME"
        assert "i leaves a line for ACME" in footer(here)
        await here.press("1")
        assert here.desk.stage.shown.code == "ACME"
        await here.press("t", "i")
        assert dialog_input(here).value == ""
        await here.pilot.press(*"slide 7")
        await here.press("enter")
        assert here.outside().clients.show("ACME").client.next_note == "slide 7"
        assert offer(here) is None
        await here.press("2", "i")
        assert "BETA" in str(here.app.screen.query_one("#ask").render())


async def test_esc_skips_and_enter_on_nothing_too(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1", "space", "i", "escape")
        assert offer(here) is None
        await here.press("i", "enter")
        assert not here.app.screen_stack[1:]
        assert here.outside().clients.show("ACME").client.next_note_at is None


async def test_where_it_is_wanted_it_is_asked_but_not_over_a_key(tmp_path: Path) -> None:
    def fill(services: Services) -> None:
        two_clients(services)
        services.tuning.edit(ask_next=True)

    async with opened(tmp_path / "data", fill=fill) as here:
        turning = here.desk.intents.turning
        await here.press("1")
        await here.desk.change(lambda services: services.timer.stop())
        assert here.app.screen is here.desk

        async def a_key_comes(seconds: float) -> bool:
            return seconds > 1

        here.desk.still = a_key_comes  # type: ignore[method-assign]
        await turning.ask_line()
        assert here.app.screen is here.desk
        assert offer(here) == "ACME"
        await here.press("s")
        here.clock.forward(minutes=2)
        await here.desk.change(lambda services: services.timer.stop())
        here.desk.run_worker(turning.ask_line(still_s=2))
        await here.pilot.pause()
        await here.settle()
        await here.pilot.press(*"line")
        await here.press("enter")
        assert here.outside().clients.show("ACME").client.next_note == "line"


async def test_a_burst_after_a_switch_lands_nowhere(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("2", "s")
        await burst(here, "isOx1bd" * 8)
        assert all(not field.value for field in here.app.screen.query(Input))
        assert here.outside().clients.show("ACME").client.next_note == ""
        running = the_frame(here).timer.running
        assert running is not None
        assert running.code == "BETA"


async def test_own_time_is_two_keys_and_has_its_place_in_the_strip(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        strip = "".join(span.text for span in here.desk.strip.line(120))
        assert "○ own" in strip
        await here.press("O")
        assert isinstance(here.app.screen, OwnPicker)
        await here.press("1")
        running = here.outside().practice.own.running()
        assert running is not None
        assert running.bucket is Bucket.BD
        assert "● bd" in "".join(span.text for span in here.desk.strip.line(120))
        await here.press("O", "l")
        running = here.outside().practice.own.running()
        assert running is not None
        assert running.bucket is Bucket.LEARNING
        await here.press("O", "down", "enter")
        running = here.outside().practice.own.running()
        assert running is not None
        assert running.bucket is Bucket.RELATIONSHIP


async def test_a_click_on_own_time_opens_it_and_a_burst_in_it_starts_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        line = here.desk.strip.line(120)
        column = "".join(span.text for span in line).index("own")
        await here.pilot.click("#strip", offset=(column, 0))
        await here.settle()
        assert isinstance(here.app.screen, OwnPicker)
        await burst(here, "bbdd11rrl")
        assert here.outside().practice.own.running() is None


async def test_y_copies_the_hours_and_the_plan_is_edited_where_it_stands(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1", "y")
        assert here.app.clipboard == "Acme: the month has room left, 4 working days to go"
        here.outside().clients.edit("ACME", show_hours=True)
        here.app.tick()
        await here.settle()
        await here.press("y")
        assert here.app.clipboard == "Acme: 1 of 40 h used, 39 left, 4 working days to go"
        here.desk.stage.pane.select("plan:ACME")
        await here.press("enter")
        field = here.app.screen.query_one("#field-deep", Input)
        field.value = "3h"
        await here.press("enter")
        agreement = here.outside().clients.show("ACME").agreement
        assert agreement is not None
        assert agreement.weekly_plan == {
            "meeting": 60, "one_on_one": 120, "deep": 180, "async": 120, "prep": 60, "flex": 120,
        }  # fmt: skip
        assert "0:00 of 3:00" in here.text()
