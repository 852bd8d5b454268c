"""The Calendar's hours: rows, lanes and texts keep to their cells; everything is said in more than colour."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.load import hours_word
from fractui.services.views.today import NowBlock, TodayView, Wanted
from fractui.services.views.week import DAY, MONTH, DayBeside, TrackedPiece, WeekView
from fractui.ui.dialogs.block_forms import begun_at, block_fields, block_values
from fractui.ui.dialogs.setting import Setting
from fractui.ui.lines import Span, width_of
from fractui.ui.widgets.dragging import drag_from, dragged
from fractui.ui.widgets.load_lines import load_lines, load_strip
from fractui.ui.widgets.month_lines import month_lines
from fractui.ui.widgets.places import neighbour, places_of
from fractui.ui.widgets.today_lines import today_lines
from fractui.ui.widgets.week_columns import Looks
from fractui.ui.widgets.week_grid import pieces_of, scale_of, shown_days, slot_key, slot_of
from fractui.ui.widgets.week_lines import grid_of, week_lines
from tests.builders import a_block
from tests.ui.sample_boards import CLIENTS, HOSTILE, NOW, TODAY, at, block, due
from tests.ui.sample_weeks import MONDAY, around, crowded, on, sample_week, week_of
from tests.ui.watching import KEYS, all_text, dusk, text_of

LOOKS = Looks(35, NOW, KEYS)


def hostile_week() -> WeekView:
    items = [block(n, CLIENTS[n][0], title, on(n, 9 + n), 30 * (n + 1)) for n, title in enumerate(HOSTILE)]
    return around(week_of(*items, *(due(90 + n, "ACME", title, n) for n, title in enumerate(HOSTILE))))


VIEWS: dict[str, Callable[[], WeekView]] = {
    "sample": sample_week,
    "hostile": hostile_week,
    "crowded": crowded,
    "empty": lambda: around(week_of()),
    "day": lambda: around(week_of(block(1, "ACME", HOSTILE[0], on(1, 9), 90), zoom=DAY), DAY),
}


@pytest.mark.parametrize("width", [76, 117, 197])
@pytest.mark.parametrize("name", VIEWS)
def test_no_line_is_too_wide_and_nothing_is_obeyed(name: str, width: int) -> None:
    for whole in (False, True):
        lines = week_lines(VIEWS[name](), width, replace(LOOKS, whole=whole))
        assert max(map(width_of, lines)) <= width
        assert not set(all_text(lines)) & set("\x1b\x07\t\u202e")


@pytest.mark.parametrize("width", [56, 76, 117, 197])
def test_four_weeks_keep_to_their_cells(width: int) -> None:
    for view in (sample_week(), crowded(), around(week_of())):
        assert max(map(width_of, month_lines(view.load, width))) <= width
        assert max(map(width_of, load_lines(view.load, width))) <= width
        assert width_of(load_strip(view.load, width)) <= width


def test_the_working_day_needs_no_scrolling_at_120x40() -> None:
    view, lines = sample_week(), week_lines(sample_week(), 117, LOOKS)
    grid = grid_of(view, 117, LOOKS)
    assert grid.scale.step == 30
    assert grid.top + len(grid.scale.rows) < LOOKS.height
    assert {9 * 60, 17 * 60 + 30, 20 * 60} <= set(grid.scale.rows)
    assert text_of(lines[grid.top + len(grid.scale.rows)]).startswith("Load ")


@pytest.mark.parametrize(("height", "step"), [(16, 60), (35, 30), (60, 15)])
def test_the_rows_are_as_fine_as_the_height_allows(height: int, step: int) -> None:
    assert scale_of(sample_week(), range(5), height, NOW).step == step


def test_hours_far_off_are_shown_without_all_between() -> None:
    view = around(week_of(block(1, "ACME", "release", on(1, 2), 60)))
    rows = scale_of(view, range(5), 20, NOW).rows
    assert rows[0] == 120
    assert len(rows) <= 20
    assert rows[2] - rows[1] > 30


def test_blocks_at_the_same_time_stand_beside_each_other_and_say_so() -> None:
    view = sample_week()
    scale = scale_of(view, range(5), 28, NOW)
    pieces = pieces_of(view.agenda.days[3].items, date(2026, 11, 26), scale)
    assert [(piece.item.title, piece.lane, piece.lanes) for piece in pieces] == [
        ("carrier call", 0, 2),
        ("board meeting", 1, 2),
    ]
    assert "▌ACME!" in all_text(week_lines(view, 197, LOOKS))


def test_neighbours_with_odd_minutes_meet_and_do_not_overlap() -> None:
    view = around(week_of(block(1, "ACME", "a", on(1, 9), 45), block(2, "BETA", "b", on(1, 9, 45), 30)))
    scale = scale_of(view, range(5), 28, NOW)
    assert [piece.lanes for piece in pieces_of(view.agenda.days[1].items, TODAY, scale)] == [1, 1]
    assert "BETA 09:45" in all_text(week_lines(view, 197, LOOKS))


def test_a_night_is_on_both_days() -> None:
    view = around(week_of(block(1, "ACME", "migration", on(1, 23), 120)))
    scale = scale_of(view, range(5), 60, NOW)
    for number, (first, last) in ((1, (23 * 60, 1440)), (2, (0, 60))):
        day = view.agenda.days[number].day
        items = view.agenda.days[1].items
        assert [(piece.minute, piece.end) for piece in pieces_of(items, day, scale)] == [(first, last)]


def test_more_blocks_than_lanes_are_counted() -> None:
    items = [block(n, CLIENTS[n][0], "x", on(1, 9), 60) for n in range(8)]
    assert "+" in all_text(week_lines(around(week_of(*items)), 117, LOOKS))
    day = around(week_of(*items, zoom=DAY), DAY)
    text = all_text(week_lines(day, 117, LOOKS))
    assert all(CLIENTS[n][0][:4] in text for n in range(8))


def test_what_is_tracked_stands_beside_what_is_planned() -> None:
    view = sample_week()
    lines = week_lines(view, 117, LOOKS)
    nine = next(line for line in lines if text_of(line).startswith("09:00"))
    assert Span("AC", "fill:steelblue bold") in nine
    assert "4:02 of 3:00" in all_text(lines)


def test_what_runs_counts_among_what_is_tracked_up_to_midnight() -> None:
    begun = at(23, 30)
    side = DayBeside((TrackedPiece("one", "ACME", "", begun, None),), 3600, leave="", works=True)
    assert side.seconds(None) == 3600
    assert side.seconds(begun - timedelta(minutes=5)) == 3600
    assert side.seconds(begun + timedelta(minutes=10)) == 4200
    assert side.seconds(begun + timedelta(hours=9)) == 5400


def test_now_is_a_line_with_its_time() -> None:
    lines = [line for line in week_lines(sample_week(), 117, LOOKS) if text_of(line).startswith("14:07")]
    assert len(lines) == 1
    assert any(span.ink == "accent" and set(span.text) == {"─"} for span in lines[0])
    assert "14:07" not in all_text(
        week_lines(sample_week(), 117, replace(LOOKS, now=NOW + timedelta(days=9)))
    )


def test_days_off_are_shaded_and_named() -> None:
    text = all_text(week_lines(around(week_of(), leave="Thanksgiving"), 117, LOOKS))
    assert "Thanksgiving" in text
    assert "░░░░" in text


def test_days_without_work_are_left_out_unless_they_hold_something() -> None:
    assert shown_days(around(week_of()), whole=False) == (0, 1, 2, 3, 4)
    assert shown_days(around(week_of()), whole=True) == (0, 1, 2, 3, 4, 5, 6)
    assert shown_days(around(week_of(block(1, "ACME", "x", on(5, 9), 60))), whole=False) == (0, 1, 2, 3, 4, 5)


def test_what_is_selected_is_said_in_full() -> None:
    view = sample_week()
    chosen = f"block:CYAN:{12:032x}:2026-11-25"
    line = text_of(week_lines(view, 117, replace(LOOKS, item=chosen))[1])
    assert line.startswith("▌CYAN 取締役会の資料と四半期報告書  Wed 25 Nov 13:15-15:00  1:45")
    free = text_of(week_lines(view, 117, replace(LOOKS, item=slot_key(TODAY, 570)))[1])
    assert free == "Tue 24 Nov 09:30  free  n plans a block here"


def test_a_free_stretch_has_its_time() -> None:
    found = slot_of("free:2026-11-24T09:30")
    assert found is not None
    assert (found.date(), found.hour, found.minute) == (TODAY, 9, 30)
    assert slot_of("block:ACME:1:2026-11-24") is None


def test_300_blocks_are_drawn_within_40_ms() -> None:
    view = crowded(300)

    def cpu() -> float:
        begun = time.process_time()
        week_lines(view, 117, LOOKS)
        return time.process_time() - begun

    # A busy machine makes the processor's time longer too, but not each time.
    assert any(cpu() < 0.04 for _ in range(25))


@pytest.mark.parametrize("width", [56, 76, 97, 117, 197])
def test_each_day_of_four_weeks_can_be_selected(width: int) -> None:
    places = places_of(month_lines(sample_week().load, width))
    days = [f"day:{MONDAY + timedelta(days=n)}" for n in range(28)]
    assert set(days) <= set(places)
    assert neighbour(places, days[0], "right") == days[1]
    assert neighbour(places, days[8], "left") == days[7]
    if width < 117:
        assert neighbour(places, days[3], "down") == days[10]


def test_the_sheet_of_four_weeks_says_hours_and_what_a_week_has() -> None:
    view = around(week_of(block(1, "ACME", "x", on(0, 9), 270), block(2, "BETA", "y", on(1, 9), 1800)))
    lines = [text_of(line) for line in month_lines(view.load, 76)]
    assert lines[1].split() == ["This", "week", "23", "24", "25", "26", "27", "28", "29", "34:30"]
    assert lines[2].split() == ["▄", "4½", "█", "30", "·", "·", "·", "·", "·", "of", "30", "h", "▲"]
    assert lines[3].startswith("Next week")
    narrow = [text_of(line) for line in month_lines(replace(view.load, off=((MONDAY, "Bank holiday"),)), 56)]
    assert narrow[2].split()[:3] == ["4½", "30", "·"]
    assert "░░░" in text_of(month_lines(replace(view.load, off=((TODAY + timedelta(days=1), "x"),)), 56)[2])


def test_four_weeks_say_each_days_hours_and_what_a_week_has() -> None:
    view = sample_week().load
    text = all_text(month_lines(view, 117))
    for words in ("This week", "Next week", "Week of 7 Dec", "of 30 h", "Worth a thought", "overlaps"):
        assert words in text
    assert hours_word(view.weeks[0].capacity_s) == "30 h"
    over = around(week_of(*(block(n, "ACME", "x", on(n, 8), 540) for n in range(5)), zoom=MONTH), MONTH)
    assert "planned this week 45 h of 30 h" in all_text(month_lines(over.load, 117))
    assert "▲" in text_of(load_strip(over.load, 117))


def test_a_tint_is_quiet_and_readable_and_the_selection_stands_out() -> None:
    inks = dusk()
    plain, chosen = inks.style("bold tint:orchid"), inks.style("bold tint:orchid", selected=True)
    assert plain.bgcolor != chosen.bgcolor
    assert inks.style("chip:orchid tint:orchid").bgcolor == plain.bgcolor
    assert inks.style("tint:").bgcolor not in (None, plain.bgcolor)


# -- the mouse ---------------------------------------------------------------------------------


def test_a_block_that_is_held_follows_and_says_where_it_would_go() -> None:
    view = sample_week()
    item = f"block:ACME:{10:032x}:2026-11-24"
    drag = drag_from(view, item, (TODAY, 10 * 60), 30, low=False)
    assert drag is not None
    assert dragged(view, drag) is view
    assert drag.to((date(2026, 11, 25), 11 * 60))
    assert drag.wanted == f"placed:{item}@2026-11-25T10:00@180"
    there = dragged(view, drag).agenda.days[2].items
    assert [each.title for each in there if each.code == "ACME"] == ["focus block"] or "Board pack" in [
        each.title for each in there
    ]
    assert not any(each.title == "focus block" for each in dragged(view, drag).agenda.days[1].items)


def test_an_edge_stretches_and_free_time_is_drawn_over() -> None:
    view = sample_week()
    edge = drag_from(view, f"block:ACME:{10:032x}:2026-11-24", (TODAY, 690), 30, low=True)
    assert edge is not None
    edge.to((TODAY, 12 * 60))
    assert edge.wanted.endswith("@2026-11-24T09:00@210")
    edge.to((TODAY, 6 * 60))
    assert edge.minutes == 30
    drawn = drag_from(view, "free:2026-11-27T10:00", (date(2026, 11, 27), 600), 30, low=False)
    assert drawn is not None
    drawn.to((date(2026, 11, 27), 540))
    assert drawn.wanted == "new:2026-11-27T09:00@90"


def test_a_cell_among_the_hours_is_a_day_and_a_minute() -> None:
    grid = grid_of(sample_week(), 117, LOOKS)
    assert grid.at(6 + grid.room + 4, grid.top + 2) == (MONDAY + timedelta(days=1), grid.scale.rows[2])
    assert grid.at(2, grid.top) is None
    assert grid.at(40, grid.top - 1) is None


# -- now and next ------------------------------------------------------------------------------


def test_now_and_next_are_two_lines() -> None:
    now = NowBlock("block:ACME:1:2026-11-24", "ACME", "steelblue", "focus block", at(13), at(15))
    following = NowBlock("block:BETA:2:2026-11-24", "BETA", "orchid", "leadership meeting", at(16), at(17))
    wanted = (
        Wanted("promise", "promise:ACME:3", "ACME", "steelblue", "call Lena", -2),
        Wanted("due", "deliverable:ECHO:4", "ECHO", "goldenrod", "Cash-flow forecast", 0),
    )
    view = TodayView((now,), following, wanted, "BETA")
    first, second = (text_of(line) for line in today_lines(view, 117, NOW))
    assert first == "Now   ▌ACME focus block  until 15:00, 0:52 left  BETA runs"
    assert second.startswith("Next  ▌BETA leadership meeting  16:00, in 1:52 · ▌ACME call Lena 2 d late")
    assert "▌ECHO Cash-flow forecast due today" in second
    assert today_lines(TodayView(), 117, NOW) == []
    for width in (56, 76, 117, 197):
        assert max(map(width_of, today_lines(view, width, NOW))) <= width
    assert all(span.item is None for line in today_lines(view, 117, NOW, items=False) for span in line)


# -- the form of a block -----------------------------------------------------------------------


def test_the_form_of_a_block_reads_its_rhythm_and_length() -> None:
    setting = Setting(NOW, "Europe/Berlin", TODAY, ("ACME", "BETA"))
    fields = {
        each.name: each for each in block_fields(setting, begun_at("Europe/Berlin", "ACME", None), whose=True)
    }
    again, length, kind, who = (fields[name].check for name in ("rhythm", "length", "category", "who"))
    assert again is not None
    assert again("every 2 weeks tue") == "every 2 weeks Tue, next on Tue 24 Nov"
    assert again("15th") == "the 15th of the month, next on Tue 15 Dec"
    with pytest.raises(FieldRefused):
        again("now and then")
    assert length is not None
    assert kind is not None
    kind("leadership_meeting")
    assert (length("60m"), length("2h")) == ("1:00", "2:00; such meetings are 90 min at most")
    assert who is not None
    with pytest.raises(FieldRefused, match="ACME, BETA or own"):
        who("ZETA")


def test_what_a_form_was_begun_with_means_the_same_when_saved() -> None:
    setting = Setting(NOW, "Europe/Berlin", TODAY, ("ACME",))
    block = a_block(days=(), month_day=15, step=3, until=date(2027, 6, 30), category=Category.DEEP_WORK)
    values = block_values(setting, {field.name: field.value for field in block_fields(setting, block)})
    assert all(getattr(block, name) == value for name, value in values.items())
