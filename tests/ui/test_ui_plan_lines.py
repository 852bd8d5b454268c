"""Weeks beside their plans: the table of all clients and the lines of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fractui.core.switching import Runs
from fractui.services.views.plan import FlexRow
from fractui.services.views.workspace import ChangeRow, RunsView
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.plan_lines import Running, band_words, flex_lines, kind_lines, plan_lines
from fractui.ui.widgets.workspace_lines import workspace_lines
from tests.ui import sample_views as sample

KEYS = {"note.next": "i"}


def text(line: Line) -> str:
    return "".join(span.text for span in line)


def drawn(lines: list[Line]) -> str:
    return "\n".join(text(line) for line in lines)


@pytest.mark.parametrize("width", [57, 76, 100, 116, 140, 196])
def test_the_table_keeps_its_columns(width: int) -> None:
    plans = [
        sample.a_plan(),
        sample.a_plan("VERYLONG", tracked={"deep": "100:00"}),
        sample.a_plan("C1", minutes={}),
    ]
    lines = plan_lines(plans, width)
    assert all(width_of(line) <= width for line in lines)
    assert len(lines) == 5
    items = {span.item for line in lines[2:] for span in line}
    assert items == {"plan:BETA", "plan:VERYLONG", "plan:C1"}


def test_the_table_says_tracked_planned_and_the_variance_where_there_is_room() -> None:
    assert "3:10/2:00" in drawn(plan_lines([sample.a_plan()], 76))
    assert "3:10/2:00  +1:10" in drawn(plan_lines([sample.a_plan()], 196))
    assert "2:50 to go to 8:00" in drawn(plan_lines([sample.a_plan()], 116))


def test_nothing_planned_is_no_table() -> None:
    assert plan_lines([], 116) == []
    assert plan_lines([sample.a_plan(minutes={})], 116) == []


def test_what_runs_counts_in_its_clients_row() -> None:
    assert "4:10/2:00" in drawn(plan_lines([sample.a_plan()], 116, Running("BETA", "deep_work", 3600)))
    assert "3:10/2:00" in drawn(plan_lines([sample.a_plan()], 116, Running("ACME", "deep_work", 3600)))


def test_over_is_late_and_below_only_when_the_week_is_over() -> None:
    over = sample.a_plan(tracked={"deep": "12:30"})
    below = sample.a_plan(tracked={"deep": "7:00"})
    assert band_words(over) == ("0:30 over 12:00", "late")
    assert band_words(below) == ("1:00 to go to 8:00", "dim")
    assert band_words(replace(below, finished=True)) == ("1:00 below 8:00", "soon")
    assert band_words(sample.a_plan(tracked={"deep": "9:00"})) == ("within 8:00-12:00", "dim")
    assert band_words(sample.a_plan(minutes={})) == ("", "")


def test_one_clients_week_by_kind() -> None:
    shown = drawn(kind_lines(sample.a_plan(), 56))
    for part in ("meeting", "one-to-ones", "deep", "3:10 of 2:00", "+1:10", "-2:00", "no kind", "all"):
        assert part in shown


def test_flexible_time_shows_its_reasons_and_weeks() -> None:
    rows = (FlexRow("extra_meeting", (0, 3600, 0, 1800)), FlexRow("urgent", (600, 0, 0, 0)))
    shown = drawn(flex_lines(rows, 80))
    assert "extra meetings 1:30 ·█·▄" in shown
    assert "urgent 0:10 ▁···" in shown
    assert all(width_of(line) <= 40 for line in flex_lines(rows, 40))


def test_the_brief_tells_changes_and_switches() -> None:
    stamp = sample.NOW.astimezone(sample.BERLIN)
    changes = tuple(ChangeRow(stamp, f"moved deck {n} to in review") for n in range(8))
    runs = RunsView(5, 9, Runs(3, 720, 2880), Runs(4, 720, 2880))
    view = sample.a_workspace(changes_since=stamp.replace(day=20), changes=changes, runs=runs)
    shown = drawn(workspace_lines(view, 116, sample.NOW, KEYS))
    for part in ("8 changes since Fri 14:07", "moved deck 4 to in review", "and 3 more",
                 "5 switches today · here 3 runs, shortest 0:12, mean 0:48"):  # fmt: skip
        assert part in shown
    assert "deck 5" not in shown
    one = sample.a_workspace(runs=RunsView(0, 9, Runs(), Runs(1, 720, 720)))
    assert "no switches today · this week here 1 run of 0:12" in drawn(
        workspace_lines(one, 116, sample.NOW, KEYS)
    )
