"""The Time pane: digits, strip, entries and week keep to their cells; a second repaints the digits that change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from textual.app import App, ComposeResult

from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView
from fractui.ui.lines import width_of
from fractui.ui.widgets.day_strip import NOBODY, strip_lines, strip_of
from fractui.ui.widgets.digits import large
from fractui.ui.widgets.entry_lines import Aside, entry_lines, gap_of, item_of
from fractui.ui.widgets.time_lines import head_line, time_lines, timer_lines, tracked, week_lines
from fractui.ui.widgets.time_pane import TimePane
from tests.ui.sample_boards import (
    HOSTILE,
    NOW,
    at,
    crowded_day,
    day_view,
    gap_row,
    hostile_day,
    row,
    sample_day,
    sample_running,
    week_row,
)
from tests.ui.watching import KEYS, Watched, all_text, dusk, text_of

WIDTHS = [56, 76, 116, 196]
DAYS: dict[str, Callable[[], DayView]] = {
    "sample": sample_day,
    "crowded": crowded_day,
    "hostile": hostile_day,
    "empty": lambda: day_view(()),
}


def aside(running: RunningView | None = None, selected: str | None = None) -> Aside:
    return Aside(NOW, KEYS, running, selected)


def entries(view: DayView, width: int = 76) -> list[str]:
    return [text_of(line).rstrip() for line in entry_lines(view, width, aside())[1:]]


def axis(view: DayView, width: int, now: datetime = NOW) -> list[str]:
    return text_of(strip_lines(view, strip_of(view, width, now), now, NOBODY)[0]).split()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("running", [None, sample_running()])
def test_no_line_is_too_wide(name: str, width: int, running: RunningView | None) -> None:
    lines = time_lines(DAYS[name](), width, aside(running))
    assert max(map(width_of, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_running_entry_with_any_words_keeps_to_the_width(text: str, width: int) -> None:
    running = replace(sample_running(), note=text, name=text, deliverable=text)
    lines = timer_lines(sample_day(), width, aside(running))
    assert max(map(width_of, lines)) <= width
    assert not set(all_text(lines)) & set("\x1b\x07\t\u202e")


@pytest.mark.parametrize("width", [70, 76, 116])
def test_the_columns_of_entries_are_aligned(width: int) -> None:
    lines = [line for line in entry_lines(hostile_day(), width, aside()) if line[0].item]
    assert {width_of(line[:5]) for line in lines} == {11 + 2 + 5 + 2 + 1}
    assert {width_of(line) for line in lines} == {width}
    assert all({span.item for span in line} == {line[0].item} for line in lines)


def test_what_people_write_is_shown_as_text() -> None:
    text = all_text(time_lines(hostile_day(), 116, aside()))
    assert "[red]x[/]" in text
    assert "取締役会の" in text
    assert not set(text) & set("\x1b\x07\t\u202e")


# -- the timer ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["0:00:00", "1:24:07", "12:35:48", "69:59:59"])
def test_large_digits_are_three_lines_of_one_width(text: str) -> None:
    lines = large(text)
    assert {width_of(line) for line in lines} == {4 * (len(text) - 2) + 4}


def test_each_digit_looks_different() -> None:
    assert len({tuple(text_of(line) for line in large(digit)) for digit in "0123456789"}) == 10


def test_the_timer_says_whose_what_and_since_when() -> None:
    lines = all_text(timer_lines(sample_day(), 76, aside(sample_running())))
    assert "▌BETA  Beta Foods" in lines
    assert "▌Campaign brief: channel split" in lines
    assert "▌since 13:08 · deep work · Campaign brief" in lines


def test_a_timer_without_a_note_shows_its_deliverable() -> None:
    lines = timer_lines(sample_day(), 76, aside(replace(sample_running(), note="")))
    assert text_of(lines[1]).endswith("▌deep work · Campaign brief")
    assert text_of(lines[2]).endswith("▌since 13:08")


def test_a_timer_with_no_words_at_all_says_so() -> None:
    bare = replace(sample_running(), note="", category="", deliverable="")
    assert text_of(timer_lines(sample_day(), 76, aside(bare))[1]).endswith("▌no note yet")


def test_a_timer_from_yesterday_names_its_day() -> None:
    running = replace(sample_running(), start=NOW - timedelta(hours=20))
    lines = timer_lines(sample_day(), 76, aside(running))
    assert "since Mon 18:07" in text_of(lines[2])
    assert lines[0][: len("20:00:00")] == large("20:00:00")[0]


def test_a_clock_that_was_set_back_shows_nothing_negative() -> None:
    running = replace(sample_running(), start=NOW + timedelta(minutes=3))
    assert timer_lines(sample_day(), 76, aside(running))[0][:7] == large("0:00:00")[0]


def test_idle_says_since_when_and_which_key_starts() -> None:
    text = all_text(timer_lines(sample_day(running=False), 76, aside()))
    assert "Nothing is running since 13:08." in text
    assert "space starts the client in focus" in text


def test_idle_does_not_begin_in_the_future() -> None:
    view = day_view((row(1, "ACME", at(9), at(10)), row(2, "ACME", at(15), at(16))))
    assert "since 10:00." in all_text(timer_lines(view, 76, aside()))


def test_the_keys_are_the_users_own() -> None:
    view = day_view((gap_row(at(11), at(12)),))
    mine = Aside(NOW, {"gap.fill": "F2", "timer.toggle": "T"})
    assert "untracked   F2 fill  enter add" in all_text(entry_lines(view, 76, mine))
    assert "T starts the client in focus" in all_text(timer_lines(view, 76, mine))
    bare = Aside(NOW, {})
    assert "untracked   enter add" in all_text(entry_lines(view, 76, bare))


def test_idle_takes_as_many_lines_as_running() -> None:
    both = (timer_lines(sample_day(), 76, aside(running)) for running in (None, sample_running()))
    assert {len(lines) for lines in both} == {3}


# -- the head ----------------------------------------------------------------------------------


def test_the_running_part_is_added_to_what_was_tracked() -> None:
    view = sample_day()
    assert tracked(view, NOW) - view.tracked_s == 59 * 60 + 12
    assert "tracked 4:27 · untracked 0:45" in text_of(head_line(view, 76, NOW))


def test_one_switch_is_one() -> None:
    assert text_of(head_line(replace(sample_day(), switches=1), 76, NOW)).endswith("1 switch")


def test_another_day_is_not_today() -> None:
    view = day_view((), day=date(2026, 11, 20))
    assert text_of(head_line(view, 76, NOW)).startswith("Time · Fri 20 Nov ")
    assert "today" not in text_of(head_line(view, 76, NOW))


# -- the entries -------------------------------------------------------------------------------


def test_an_entry_and_a_gap() -> None:
    assert entries(sample_day())[:3] == [
        "08:55-10:40   1:45  ▌ACME  Board pack: cash bridge              deep work",
        "10:40-11:10   0:30  ▌BETA  call with Lena                       one-to-one",
        "11:10-11:35   0:25         untracked   f fill  enter add",
    ]


def test_a_running_entry_reaches_to_now() -> None:
    assert entries(sample_day())[-1].startswith("13:08-now     0:59  ▌BETA  Campaign brief")


def test_the_keys_of_the_selected_gap_stand_out() -> None:
    view = sample_day()
    gap = item_of(view.rows[2])
    inks = [
        {span.ink for span in line if span.item == gap}
        for line in entry_lines(view, 76, aside(selected=gap))
        if any(span.item == gap for span in line)
    ]
    assert inks == [{"dim", "", "accent"}]
    assert "accent" not in {
        span.ink for line in entry_lines(view, 76, aside()) for span in line if span.item == gap
    }


def test_an_entry_over_midnight_shows_the_day_s_part_and_where_it_began() -> None:
    began = row(1, "ACME", at(22, 10, date(2026, 11, 23)), at(1, 30), "migration")
    ends = row(2, "ACME", at(23, 15), at(2, 0, date(2026, 11, 25)), "migration")
    view = day_view((replace(began, seconds=5400), replace(ends, seconds=2700)))
    assert entries(view) == [
        "00:00-01:30   1:30  ▌ACME  migration  since Mon 22:10",
        "23:15-24:00   0:45  ▌ACME  migration  until Wed 02:00",
    ]


def test_an_entry_that_ends_at_midnight_is_not_marked() -> None:
    last = row(2, "ACME", at(23, 15), at(0, 0, date(2026, 11, 25)), "migration")
    assert entries(day_view((last,))) == ["23:15-24:00   0:45  ▌ACME  migration"]


def test_an_entry_that_runs_since_yesterday_counts_from_midnight() -> None:
    running = row(1, "ACME", at(23, 0, date(2026, 11, 23)), None, "migration")
    line = entries(day_view((running,)))[0]
    assert line.startswith("00:00-now    14:07  ▌ACME")
    assert "since Mon 23:00" in line


def test_an_overlap_is_named() -> None:
    one = replace(row(1, "ACME", at(9), at(10), "a very long note " * 20), overlap=True)
    assert "…  ! overlaps" in entries(day_view((one,)))[0]


def test_the_deliverable_stands_in_for_a_missing_note_where_it_has_no_column() -> None:
    view = day_view((row(1, "ACME", at(9), at(10), "", "deep_work", "Board pack"),))
    assert entries(view, 76)[0].count("Board pack") == 1
    assert entries(view, 116)[0].count("Board pack") == 1


def test_columns_fall_away_but_never_whose_or_how_long() -> None:
    for width, seen in ((116, True), (76, True), (56, False)):
        line = entries(sample_day(), width)[0]
        assert "1:45" in line
        assert "ACME" in line
        assert ("deep work" in line) is seen


def test_an_empty_day_says_what_entries_are_and_which_key_begins() -> None:
    text = all_text(time_lines(day_view(()), 76, aside()))
    assert "Nothing is tracked on this day yet." in text
    assert "n new entry" in text


def test_a_gap_s_key_can_be_read() -> None:
    gap = gap_row(at(11, 10), at(11, 35))
    assert item_of(gap) == "gap:20261124T101000Z:20261124T103500Z"
    assert gap_of(item_of(gap)) == (
        datetime(2026, 11, 24, 10, 10, tzinfo=UTC),
        datetime(2026, 11, 24, 10, 35, tzinfo=UTC),
    )


@pytest.mark.parametrize("item", ["entry:123", "client:ACME", "gap:1"])
def test_other_keys_are_no_gap(item: str) -> None:
    assert gap_of(item) is None


# -- the strip ---------------------------------------------------------------------------------


def test_the_strip_is_the_whole_day_where_there_is_room() -> None:
    assert axis(sample_day(), 116) == [f"{hour:02d}" for hour in range(24)]


def test_the_strip_is_the_working_day_at_80_columns() -> None:
    assert axis(sample_day(), 76) == [f"{hour:02d}" for hour in range(6, 20)]


def test_the_strip_grows_to_an_entry_in_the_night() -> None:
    assert axis(day_view((row(1, "ACME", at(4, 30), at(5)),)), 76)[0] == "04"
    assert axis(day_view((row(1, "ACME", at(22), at(22, 30)),)), 76)[-1] == "22"


def test_the_strip_grows_to_now() -> None:
    assert axis(sample_day(running=False), 76, at(21, 30).astimezone(UTC))[-1] == "21"


@pytest.mark.parametrize(
    ("day", "hours", "shown"),
    [
        (date(2026, 3, 29), 23, ["00", "01", "03", "04"]),
        (date(2026, 10, 25), 25, ["00", "01", "02", "02", "03"]),
    ],
)
def test_a_day_is_as_long_as_its_zone_makes_it(day: date, hours: int, shown: list[str]) -> None:
    entry = row(1, "ACME", at(9, 0, day), at(10, 0, day))
    view = day_view((entry,), day=day)
    strip = strip_of(view, 116, NOW)
    assert len(strip.hours) == hours
    assert axis(view, 116)[: len(shown)] == shown
    nine = strip.hours.index(9) * strip.per_hour
    owned = [x for x in range(strip.width) if strip.row_at(x) == 0]
    assert owned == list(range(nine, nine + strip.per_hour))


def test_an_entry_in_the_hour_that_comes_twice_is_drawn_where_it_was() -> None:
    day = date(2026, 10, 25)
    zone = ZoneInfo("Europe/Berlin")
    second = datetime(2026, 10, 25, 1, 0, tzinfo=UTC).astimezone(zone)
    view = day_view((row(1, "ACME", second, second + timedelta(hours=0, minutes=59)),), day=day)
    strip = strip_of(view, 116, NOW)
    assert min(x for x in range(strip.width) if strip.row_at(x) == 0) == 3 * strip.per_hour


def test_a_short_entry_between_long_ones_is_seen() -> None:
    rows = (
        row(1, "ACME", at(9), at(10)),
        row(2, "BETA", at(10), at(10, 1)),
        row(3, "ACME", at(10, 1), at(12)),
    )
    assert 1 in strip_of(day_view(rows), 76, NOW).halves


def test_neighbours_share_their_edge() -> None:
    rows = (row(1, "ACME", at(9), at(9, 20)), row(2, "BETA", at(9, 20), at(10)))
    halves = strip_of(day_view(rows), 116, NOW).halves
    assert halves.count(0) + halves.count(1) == 8
    assert halves.count(0) == 3


def test_the_strip_names_clients_where_there_is_room() -> None:
    lines = strip_lines(sample_day(), strip_of(sample_day(), 196, NOW), NOW, NOBODY)
    names = {span.text.strip(): span.ink for span in lines[1] if span.text.strip().isalpha()}
    assert names["ACME"] == "fill:steelblue bold"
    assert {"ACME", "CYAN", "BETA"} <= set(names)


def test_half_a_cell_belongs_to_its_own_client() -> None:
    rows = (row(1, "ACME", at(9), at(9, 18)), row(2, "BETA", at(9, 18), at(10)))
    lines = strip_lines(day_view(rows), strip_of(day_view(rows), 76, NOW), NOW, NOBODY)
    assert ("▌", "fill:darkorange chip:steelblue") in {(span.text, span.ink) for span in lines[2]}


def test_half_a_cell_beside_a_bucket_is_drawn_too() -> None:
    for one, two, sign in (("bd", "BETA", "▐"), ("BETA", "bd", "▌")):
        rows = (row(1, one, at(9), at(9, 18)), row(2, two, at(9, 18), at(10)))
        lines = strip_lines(day_view(rows), strip_of(day_view(rows), 76, NOW), NOW, NOBODY)
        assert (sign, "over-bar chip:darkorange") in {(span.text, span.ink) for span in lines[2]}


def test_a_gap_looks_different_from_nothing() -> None:
    rows = (gap_row(at(9), at(11)),)
    lines = strip_lines(day_view(rows), strip_of(day_view(rows), 76, NOW), NOW, NOBODY)
    assert "░░░░░░░░░░" in text_of(lines[1])
    assert text_of(lines[2]).startswith("▁▁▁▁▁")


def test_the_selected_entry_and_now_are_marked_under_the_strip() -> None:
    view = sample_day()
    marks = strip_lines(view, strip_of(view, 76, NOW), NOW, 0)[3]
    assert text_of(marks).rstrip() == " " * 14 + "▔" * 10 + " " * 16 + "▲ 14:07"
    assert [span.ink for span in marks if span.text.strip()] == ["chip:steelblue", "accent bold"]


@pytest.mark.parametrize(("hour", "mark"), [(6, "▲ 06:30"), (19, "19:30 ▲")])
def test_the_time_of_now_stays_inside_the_strip(hour: int, mark: str) -> None:
    view = sample_day(running=False)
    now = at(hour, 30).astimezone(UTC)
    assert mark in text_of(strip_lines(view, strip_of(view, 76, now), now, NOBODY)[3])


def test_now_is_not_marked_on_another_day() -> None:
    view = day_view((), day=date(2026, 11, 20))
    assert not text_of(strip_lines(view, strip_of(view, 76, NOW), NOW, NOBODY)[3]).strip()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_lines_of_the_strip_are_equally_wide(width: int) -> None:
    for view in (sample_day(), crowded_day(), hostile_day(), day_view(())):
        strip = strip_of(view, width, NOW)
        assert {width_of(line) for line in strip_lines(view, strip, NOW, 0)} == {strip.width}


# -- the week ----------------------------------------------------------------------------------


def test_the_week_is_client_by_day_with_totals() -> None:
    lines = [text_of(line) for line in week_lines(sample_day(running=False), 43, NOW, None)]
    assert lines[1:3] == [
        "         Mon   Tue   Wed   Thu   Fri  total",
        "▌ACME   3:10  2:35     ·     ·     ·   5:45",
    ]
    assert lines[-1] == " all    6:45  4:45     ·     ·     ·  11:30"


def test_the_running_part_is_added_to_its_client_and_day() -> None:
    lines = [text_of(line) for line in week_lines(sample_day(), 43, NOW, sample_running())]
    assert lines[3] == "▌BETA   1:15  2:04     ·     ·     ·   3:19"
    assert lines[-1].endswith("12:29")


def test_a_client_that_runs_for_the_first_time_this_week_has_a_row() -> None:
    running = replace(sample_running(), code="ECHO", name="Echo Studios", color="goldenrod")
    lines = week_lines(sample_day(), 43, NOW, running)
    assert text_of(lines[-2]).startswith("▌ECHO      ·  0:59")
    assert lines[-2][0].item == "client:ECHO"


def test_an_entry_that_runs_over_midnight_is_shared_between_the_days() -> None:
    running = replace(sample_running(), start=datetime(2026, 11, 23, 21, 0, tzinfo=UTC))
    line = text_of(week_lines(day_view(()), 43, NOW, running)[2])
    assert line.split() == ["▌BETA", "2:00", "14:07", "·", "·", "·", "16:07"]


def test_what_runs_is_not_in_a_week_before() -> None:
    view = day_view((), day=date(2026, 11, 17))
    assert "nothing is tracked in this week" in all_text(week_lines(view, 43, NOW, sample_running()))


def test_the_weekend_is_shown_when_it_was_worked_or_is_looked_at() -> None:
    worked = day_view((), week=(week_row("ACME", 0, 0, 0, 0, 0, 30),))
    assert "Sat" in text_of(week_lines(worked, 55, NOW, None)[1])
    saturday = day_view((), day=date(2026, 11, 21), week=(week_row("ACME", 30),))
    assert "Sun" in text_of(week_lines(saturday, 55, NOW, None)[1])
    assert "Sat" not in text_of(week_lines(sample_day(), 43, NOW, None)[1])


def test_buckets_cannot_be_opened() -> None:
    lines = week_lines(sample_day(), 43, NOW, None)
    assert [line[0].item for line in lines[2:]] == [
        "client:ACME",
        "client:BETA",
        "client:CYAN",
        "client:DELT",
        None,
        None,
    ]


def test_ten_clients_and_long_codes_are_aligned() -> None:
    lines = week_lines(crowded_day(), 58, NOW, None)
    assert len({width_of(line) for line in lines[1:]}) == 1
    assert "JULIETT" in all_text(lines)


@pytest.mark.parametrize(("width", "beside"), [(76, False), (116, True), (196, True)])
def test_the_week_stands_beside_the_entries_where_there_is_room(width: int, beside: bool) -> None:
    heads = [
        text_of(line) for line in time_lines(sample_day(), width, aside()) if "── Entries" in text_of(line)
    ]
    assert ("Week of 23 Nov" in heads[0]) is beside


# -- in an application -------------------------------------------------------------------------


class WatchedTime(Watched, TimePane, can_focus=True):
    """A Time pane that remembers what it painted."""


class Times(App[None]):
    """Only a Time pane."""

    def __init__(self, view: DayView, running: RunningView | None) -> None:
        super().__init__()
        self.pane = WatchedTime(dusk())
        self.view = view
        self.running = running
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.tick(NOW)
        self.pane.show_running(self.running)
        self.pane.show(self.view)
        self.pane.focus()

    def on_lines_view_chosen(self, event: TimePane.Chosen) -> None:
        self.chosen.append(event.item)


async def test_a_second_repaints_the_digits_that_change() -> None:
    app = Times(sample_day(), sample_running())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        app.pane.tick(NOW + timedelta(seconds=1))  # 0:59:07 to 0:59:08
        assert app.pane.painted_lines() <= {2, 3, 4}
        assert app.pane.painted
        assert all(region is not None and (region.x, region.width) == (22, 4) for region in app.pane.painted)


async def test_a_second_without_a_timer_repaints_nothing() -> None:
    app = Times(sample_day(running=False), None)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        for second in range(1, 40):
            app.pane.tick(NOW + timedelta(seconds=second))
        assert not app.pane.painted


async def test_a_minute_repaints_what_it_changes() -> None:
    app = Times(sample_day(), sample_running())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        app.pane.tick(NOW + timedelta(seconds=53))  # 1:00:00 is full
        lines = app.pane.painted_lines()
        assert {0, 2, 3, 4} <= lines
        assert "13:08-now     1:00" in all_text(list(app.pane.draw(app.view, 116)))
        assert 11 not in lines  # the first entry is over since long


async def test_the_strip_can_be_clicked_and_marks_what_is_selected() -> None:
    app = Times(sample_day(), None)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert app.pane.item == item_of(app.view.rows[0])
        await pilot.click(app.pane, offset=(2 + 25, 8))  # 11:00 begins at the 26th cell
        assert app.pane.item == item_of(app.view.rows[1])
        drawn = [text_of(line) for line in app.pane.draw(app.view, 76)]
        assert drawn[9].index("▔") == 23
        await pilot.click(app.pane, offset=(2 + 60, 8))
        assert app.pane.item == item_of(app.view.rows[1])


async def test_keys_go_from_the_entries_into_the_week() -> None:
    app = Times(sample_day(), None)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "l", "enter")
        assert app.chosen == ["client:ACME"]
        await pilot.press("h", "down", "down", "enter")
    assert app.chosen[1] == item_of(app.view.rows[3])


async def test_the_selection_stays_near_when_its_entry_is_gone() -> None:
    app = Times(sample_day(), None)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down", "down")
        rows = app.view.rows
        app.pane.show(replace(app.view, rows=rows[:3] + rows[4:]))
        await pilot.pause()
        assert app.pane.item in (item_of(rows[2]), item_of(rows[4]))
