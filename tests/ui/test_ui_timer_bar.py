"""The timer bar: the time is never cut, the rest falls away in order of worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fractui.services.views.frame import RunningView, TimerView
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.timer_bar import idle_line, running_line
from tests.ui import sample_views as sample

RUNNING = sample.a_running()
TIMER = sample.a_timer(RUNNING)
IDLE = sample.a_timer()
SINCE = datetime(2026, 11, 24, 13, 40, tzinfo=sample.BERLIN)


def text(line: Line) -> str:
    """What one reads."""
    return "".join(span.text for span in line)


def bar(
    width: int, running: RunningView = RUNNING, timer: TimerView = TIMER, later: timedelta = timedelta()
) -> str:
    """The running bar as text."""
    line = running_line(replace(timer, running=running), running, sample.NOW + later, width)
    assert width_of(line) == width
    return text(line)


def test_all_of_it_at_120() -> None:
    shown = bar(120)
    for part in (
        "▶ 2 BETA  1:24:24",
        "Board deck · deep work",
        "today 3:10 of 7:30",
        "BETA 22:40 of 30:00 this month",
        "ahead by 1:20",
    ):
        assert part in shown


def test_at_80_the_kind_and_the_pace_fall_away() -> None:
    shown = bar(80)
    assert "▶ 2 BETA  1:24:24  Board deck " in shown
    assert "today 3:10 of 7:30" in shown
    assert "22:40 of 30:00" in shown
    assert "deep work" not in shown


@pytest.mark.parametrize("width", range(30, 200, 9))
@pytest.mark.parametrize("note", [*sample.HOSTILE, "x"])
def test_the_time_is_never_cut(note: str, width: int) -> None:
    assert "▶ 2 BETA  1:24:24" in bar(width, replace(RUNNING, note=note))


def test_hours_grow_beyond_a_day() -> None:
    assert "101:24:24" in bar(80, later=timedelta(hours=100))


def test_a_clock_set_back_shows_zero() -> None:
    assert " 0:00:00" in bar(80, later=timedelta(hours=-9))


def test_a_bucket_has_its_name_and_no_month() -> None:
    bucket = replace(
        RUNNING, code="bd", name="Business development", is_bucket=True, key=None, color="", note=""
    )
    shown = bar(120, bucket, replace(TIMER, cycle=None))
    assert "▶ Business development  1:24:24" in shown
    assert "month" not in shown


def test_a_client_without_a_key_shows_its_code_alone() -> None:
    assert "▶ BETA  1:24:24" in bar(80, replace(RUNNING, key=None))


def test_without_a_note_the_deliverable_is_named() -> None:
    assert "Campaign brief" in bar(120, replace(RUNNING, note=""))


def test_without_any_word_there_is_only_the_time() -> None:
    assert "1:24:24   " in bar(120, replace(RUNNING, note="", deliverable="", category=""))


def test_today_counts_from_midnight() -> None:
    early = replace(RUNNING, start=sample.DAY_START - timedelta(hours=2))
    line = running_line(TIMER, early, sample.DAY_START + timedelta(hours=1), 120)
    assert "3:00:00" in text(line)
    assert "today 2:46 of" in text(line)


def test_a_day_without_a_target_has_none() -> None:
    assert "today 3:10   " in bar(120, timer=replace(TIMER, day_target_s=0))


def test_over_the_month_is_red() -> None:
    cycle = sample.a_cycle("BETA", "31:00", "30:00", "22:00")
    line = running_line(replace(TIMER, cycle=cycle), RUNNING, sample.NOW, 140)
    assert [span.text for span in line if span.ink == "late"] == ["over by 2:24"]


def test_only_one_span_changes_with_a_second() -> None:
    before = running_line(TIMER, RUNNING, sample.NOW, 120)
    after = running_line(TIMER, RUNNING, sample.NOW + timedelta(seconds=1), 120)
    assert [
        position for position, (one, other) in enumerate(zip(before, after, strict=True)) if one != other
    ] == [0]


def test_idle_says_since_when_and_how_to_begin() -> None:
    shown = text(idle_line(IDLE, SINCE, "space", "BETA", 80))
    assert "○ no timer since 13:40" in shown
    assert "space starts BETA" in shown
    assert "today 1:46 of 7:30" in shown


def test_idle_since_another_day_has_no_time() -> None:
    assert "since" not in text(idle_line(IDLE, SINCE - timedelta(days=1), "space", None, 80))


@pytest.mark.parametrize("width", range(20, 200, 9))
def test_idle_is_as_wide_as_the_screen(width: int) -> None:
    line = idle_line(IDLE, SINCE, "space", "JUNIPER2", width)
    assert width_of(line) == width
    assert text(line).startswith("  ○ no timer")
