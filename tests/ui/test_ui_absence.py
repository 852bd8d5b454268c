"""The question about an absence on the screen: quiet, one key, every answer exact; and starting since a moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.settings import Settings
from fractui.services.beginnings import Beginning, BeginningsView
from fractui.services.demo import build
from fractui.services.views.frame import QuestionView
from fractui.store.heartbeat import touch
from fractui.ui.beside import Beside
from fractui.ui.dialogs.absence_choices import (
    absence_choices,
    ended_reading,
    moment_of,
    since_choices,
)
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.overlap import OverlapDialog
from fractui.ui.dialogs.picker import Picker
from fractui.ui.dialogs.settings_forms import settings_fields, settings_values
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.absence_banner import AbsenceBanner, banner_line
from fractui.ui.widgets.timer_bar import hint_line
from fractui.wiring import Services
from tests.builders import at
from tests.fakes import FixedClock, Ids
from tests.ui import sample_views as sample
from tests.ui.desk import Opened, make_app, opened
from tests.ui.test_ui_snapshots import pressing

BACK = at("2026-11-24 13:05")
ASKED = QuestionView(
    "e" * 32, "ACME", at("2026-11-24 08:00"), at("2026-11-24 11:10"), at("2026-11-24 12:05"), "stopped", 0
)
LONG = replace(ASKED, since=None, until=None, runs_s=8 * 3600 + 120)


def text(line: Line) -> str:
    """What one reads."""
    return "".join(span.text for span in line)


def banner(asked: QuestionView, width: int = 120, now: datetime = BACK) -> str:
    line = banner_line(asked, "Europe/Berlin", now, "A", width)
    assert width_of(line) == width
    return text(line).strip()


# -- the line --------------------------------------------------------------------------------------


def test_what_the_line_says() -> None:
    assert banner(ASKED) == "! Away 12:10-13:05 (0:55) while ACME ran  A answers"
    assert banner(replace(ASKED, until=None)) == "! Away since 12:10 while ACME runs  A answers"
    assert banner(LONG) == "! ACME runs for 8:02. Still working?  A answers"
    assert banner(replace(ASKED, more=2)).endswith("A answers · 2 more")
    night = banner(ASKED, now=BACK + timedelta(days=1))
    assert night == "! Away yesterday 12:10-yesterday 13:05 (0:55) while ACME ran  A answers"
    closed = replace(ASKED, runs_s=17 * 3600)
    assert banner(closed) == "! ACME runs for 17:00. fractui was closed 12:10-13:05  A answers"


@pytest.mark.parametrize("width", range(24, 160, 17))
@pytest.mark.parametrize("who", ["ACME", "relationship", "N" * 60, "\x1b[31mred", "日本電気株式会社"])
def test_the_key_is_never_cut(who: str, width: int) -> None:
    shown = banner(replace(ASKED, who=who), width)
    assert "A answers" in shown
    assert "\x1b" not in shown


def test_the_hint_is_as_wide_as_the_screen_and_names_its_key() -> None:
    since = datetime(2026, 11, 24, 10, 40, tzinfo=sample.BERLIN)
    shown = text(hint_line(sample.a_timer(), since, "S", 80))
    assert "○ nothing runs since 10:40 · S starts with since" in shown
    assert "today 1:46 of 7:30" in shown
    for width in range(20, 160, 17):
        assert width_of(hint_line(sample.a_timer(), since, "S", width)) == width


# -- the choices -----------------------------------------------------------------------------------


def details(asked: QuestionView, now: datetime) -> list[str]:
    return [each.detail for each in absence_choices(asked, now, "Europe/Berlin")]


def test_every_choice_shows_what_it_makes_of_the_time() -> None:
    assert details(ASKED, at("2026-11-24 12:20")) == [
        "ACME 4:20, as it is",
        "ACME 4:20 → 3:25, without 0:55, on since 13:05",
        "ACME 4:20 → 3:10, until 12:10",
        "ACME 4:20 → 3:25, 0:55 to whom you pick",
        "ACME 4:20 → 3:10, 0:55 to whom you pick",
        "ACME 4:20 → until when you say",
    ]
    assert details(LONG, at("2026-11-24 16:02")) == [
        "ACME 8:02, as it is",
        "ACME 8:02, until now",
        "ACME 8:02 → until when you say",
    ]


def test_a_typed_end_is_read_back_or_refused() -> None:
    now = at("2026-11-24 12:20")
    assert ended_reading(ASKED, now, "Europe/Berlin", "12:40") == "ACME 4:20 → 3:40"
    for wrong in ("08:30", "14:00", "soon"):
        with pytest.raises(FieldRefused):
            ended_reading(ASKED, now, "Europe/Berlin", wrong)


VIEW = BeginningsView(
    at("2026-11-24 10:15"),
    "Europe/Berlin",
    "",
    (
        Beginning("now", at("2026-11-24 10:15")),
        Beginning("stop", at("2026-11-24 09:40:17").replace()),
        Beginning("ago", at("2026-11-24 10:10")),
        Beginning("work", at("2026-11-24 08:00")),
    ),
)


def titles(letters: str, *, hint: bool = False) -> list[str]:
    return [each.title for each in since_choices(VIEW, "ACME", letters, hint=hint)]


def test_since_when_by_choice_or_by_typing() -> None:
    everything = ["now", "since the last stop 10:40", "5 minutes ago, 11:10", "since work began 09:00"]
    assert titles("") == everything
    assert titles("", hint=True)[-1] == "not now"
    assert titles("stop") == ["since the last stop 10:40"]
    assert titles("10:30") == ["at 10:30"]
    assert titles("-20m") == ["at 10:55"]
    assert titles("12:30") == []
    chosen = since_choices(VIEW, "ACME", "stop", hint=False)[0]
    assert (chosen.detail, moment_of(chosen.target)) == ("ACME begins with 0:34", at("2026-11-24 09:40:17"))


# -- the dashboard ---------------------------------------------------------------------------------


def two_clients(services: Services) -> None:
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20)


def away(clock: FixedClock) -> Callable[[Services], None]:
    """ACME runs for two hours; nobody was there in the last."""

    def fill(services: Services) -> None:
        two_clients(services)
        now = clock.now
        clock.now = now - timedelta(hours=2)
        services.timer.start("ACME", note="board deck")
        touch(services.data, now - timedelta(hours=1))
        clock.now = now

    return fill


def entries(here: Opened) -> list[tuple[str, int, bool]]:
    now = here.clock.now
    found = [
        (each.who, int(((each.end or now) - each.start).total_seconds()), each.end is None)
        for portal in (here.outside().practice.portal("ACME"), here.outside().practice.portal("BETA"))
        for each in portal.latest(5)
    ]
    return sorted(found)


async def look(here: Opened) -> None:
    """The tick of a second."""
    here.app.tick()
    await here.settle()
    here.app.tick()
    await here.settle()


def shows_banner(here: Opened) -> bool:
    return bool(here.desk.query_one(AbsenceBanner).display)


async def test_it_asks_without_taking_a_key_and_drop_and_go_on_is_two_keys_and_enter(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=away(clock)) as here:
        assert not shows_banner(here)
        await look(here)
        assert shows_banner(here)
        await here.press("b")
        assert here.desk.stage.shown.pane == "board"
        await here.press("A")
        assert isinstance(here.app.screen, Picker)
        await here.press("down", "enter")
        assert not shows_banner(here)
        assert entries(here) == [("ACME", 0, True), ("ACME", 3600, False)]
        await here.press("u")
        assert entries(here) == [("ACME", 7200, True)]
        assert shows_banner(here)


async def test_the_question_is_said_aloud_once_where_that_is_wanted(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=away(clock)) as here:
        said: list[str] = []
        here.app.beside = Beside(said.append, {"TERM": "xterm"}, title=False, notify="osc9")
        await look(here)
        for _ in range(3):
            clock.forward(minutes=1)
            here.app.tick()
            await here.settle()
        assert [text for text in said if "Away" in text] == [
            "\x1b]9;fractui: Away 13:07-14:07 (1:00) while ACME ran\x07"
        ]


async def test_give_it_to_another(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=away(clock)) as here:
        await look(here)
        await here.press("A", *"r a", "enter", *"be", "enter", *"ur", "enter")
        assert entries(here) == [("ACME", 3600, False), ("BETA", 3600, False)]
        assert not shows_banner(here)


async def test_it_ended_at_a_time_that_is_typed(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=away(clock)) as here:
        await look(here)
        await here.press("A", "e", "n", "enter")
        assert isinstance(here.app.screen, Form)
        await here.press(*"-30m", "enter")
        assert entries(here) == [("ACME", 5400, False)]


async def test_an_answer_elsewhere_closes_the_question_here(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=away(clock)) as here:
        await look(here)
        here.outside().absences.keep()
        await look(here)
        assert not shows_banner(here)
        await here.press("A")
        assert not isinstance(here.app.screen, Picker)


async def test_since_the_last_stop_leaves_no_gap(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=two_clients) as here:
        now = clock.now
        here.outside().entries.add("BETA", now - timedelta(hours=2), now - timedelta(minutes=35, seconds=7))
        await look(here)
        await here.press("1", "S", "s", "t", "enter")
        assert entries(here) == [("ACME", 35 * 60 + 7, True), ("BETA", 7200 - 35 * 60 - 7, False)]


async def test_over_what_runs_since_is_a_switch_at_that_time(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=two_clients) as here:
        await here.press("1", "s")
        clock.forward(minutes=40)
        await here.press("2", "S", *"-10m", "enter")
        assert entries(here) == [("ACME", 1800, False), ("BETA", 600, True)]


async def test_since_a_moment_in_another_s_time_asks_which_gives_way(tmp_path: Path) -> None:
    clock = FixedClock()

    def tracked(services: Services) -> None:
        two_clients(services)
        # Ids count from the start in each process of a test; these are nobody's else.
        for _ in range(50):
            services.practice.new_id()
        services.entries.add("BETA", clock.now - timedelta(hours=2), clock.now - timedelta(minutes=30))

    async with opened(tmp_path / "data", clock, fill=tracked) as here:
        await here.press("1", "S", *"-60m", "enter")
        assert isinstance(here.app.screen, OverlapDialog)
        await here.press("enter")
        assert entries(here) == [("ACME", 3600, True), ("BETA", 3600, False)]
        await here.press("u")
        assert entries(here) == [("BETA", 5400, False)]


async def test_the_hint_comes_and_is_put_off(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=two_clients) as here:
        await here.press("1", "s")
        clock.forward(minutes=5)
        await here.press("space")
        await look(here)
        clock.forward(minutes=15)
        await look(here)
        assert "nothing runs since 14:12" in text(here.desk.timer_bar._line)
        await here.press("S", "n", "o", "t", "enter")
        assert "nothing runs" not in text(here.desk.timer_bar._line)


async def test_who_leaves_with_q_is_not_asked_at_the_next_start(tmp_path: Path) -> None:
    clock = FixedClock()
    async with opened(tmp_path / "data", clock, fill=two_clients) as here:
        await here.press("1", "s")
        await look(here)
        await here.press("q")
    clock.forward(hours=2)
    async with opened(tmp_path / "data", clock) as here:
        await look(here)
        assert not shows_banner(here)


# -- pictures --------------------------------------------------------------------------------------


def asked_app(tmp_path: Path) -> Any:
    """The demo with somebody away for an hour and a half of its running entry."""
    clock = FixedClock(at("2026-11-24 19:07"))
    services = Services(str(tmp_path / "data"), clock, Ids())
    build(services.practice, months=1, clients=5)
    running = services.timer.status()["running"]
    assert running is not None
    clock.forward(hours=2)
    touch(services.data, at("2026-11-24 19:20"))
    services.close()
    return make_app(tmp_path / "data", clock)


def ticked(keys: list[str]) -> Callable[[Pilot[None]], Any]:
    async def run(pilot: Pilot[None]) -> None:
        app: Any = pilot.app
        await pressing([])(pilot)
        app.tick()
        await pressing([])(pilot)
        app.tick()
        await pressing(keys)(pilot)

    return run


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [("banner", [], (80, 24)), ("answers", ["A"], (120, 40)), ("since", ["4", "S"], (120, 40))],
)
def test_pictures(
    snap_compare: Callable[..., bool], tmp_path: Path, name: str, keys: list[str], size: tuple[int, int]
) -> None:
    assert name
    assert snap_compare(asked_app(tmp_path), terminal_size=size, run_before=ticked(keys))


# -- settings --------------------------------------------------------------------------------------


def test_the_settings_say_what_can_tell_and_are_read_back() -> None:
    fields = {each.name: each for each in settings_fields(Settings(), "xprintidle")}
    values = {name: each.value for name, each in fields.items()}
    meant = settings_values({**values, "idle_minutes": "0", "no_idle": "travel, one on one,"})
    assert (meant["idle_minutes"], meant["session_hours"], meant["hint_minutes"]) == (0, 8, 15)
    assert meant["no_idle_categories"] == (Category.TRAVEL, Category.ONE_ON_ONE)
    assert settings_values(values)["no_idle_categories"] == Settings().no_idle_categories
    assert settings_values({**values, "no_idle": ""})["no_idle_categories"] == ()
    check = fields["idle_minutes"].check
    assert check is not None
    assert check("10") == "10 min, told by sleep, stops and xprintidle"
    plain = {each.name: each for each in settings_fields(Settings())}["idle_minutes"].check
    assert plain is not None
    assert "nothing here sees the keyboard" in plain("10")
    with pytest.raises(FieldRefused):
        settings_values({**values, "no_idle": "napping"})
