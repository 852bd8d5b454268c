"""The Calendar: days, items and exported files keep to their cells, and say what is unusual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from textual.app import App, ComposeResult

from fractui.services.views.agenda import AgendaItem, AgendaView, ExportedFile
from fractui.ui.lines import width_of
from fractui.ui.widgets.agenda_lines import (
    agenda_lines,
    calendar_lines,
    exported_lines,
    head_line,
    item_of,
    planned_lines,
)
from fractui.ui.widgets.calendar_pane import CalendarPane
from fractui.ui.widgets.week_columns import Looks
from fractui.ui.widgets.week_lines import week_lines
from tests.ui.sample_boards import (
    CLIENTS,
    HOSTILE,
    TODAY,
    agenda,
    at,
    block,
    due,
    hostile_agenda,
    sample_agenda,
    sample_exported,
)
from tests.ui.sample_weeks import around, sample_week
from tests.ui.watching import KEYS, Watched, all_text, dusk, text_of

WIDTHS = [56, 76, 116, 196]
VIEWS: dict[str, Callable[[], AgendaView]] = {
    "sample": sample_agenda,
    "hostile": hostile_agenda,
    "empty": lambda: agenda(()),
}


def lines_of(*items: AgendaItem, width: int = 76, days: int = 1) -> list[str]:
    return [text_of(line).rstrip() for line in agenda_lines(agenda(items, days), width, KEYS)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("exported", [(), sample_exported()])
def test_no_line_is_too_wide(name: str, width: int, exported: tuple[ExportedFile, ...]) -> None:
    assert max(map(width_of, calendar_lines(VIEWS[name](), width, exported, KEYS))) <= width


@pytest.mark.parametrize("width", [76, 116])
def test_the_columns_of_items_are_aligned(width: int) -> None:
    lines = [line for line in agenda_lines(hostile_agenda(), width, KEYS) if any(span.item for span in line)]
    edges = {width_of(line[: next(n for n, span in enumerate(line) if span.text == "▌")]) for line in lines}
    assert edges == {13 + 11 + 7 + 2}
    assert {width_of(line) for line in lines} == {width}


def test_what_people_write_is_shown_as_text() -> None:
    text = all_text(calendar_lines(hostile_agenda(), 196, (), KEYS))
    assert "[red]x[/]" in text
    assert "取締役会の" in text
    assert not set(text) & set("\x1b\x07\t\u202e")


@pytest.mark.parametrize("count", [1, 10])
def test_codes_of_one_or_ten_clients_are_whole(count: int) -> None:
    items = tuple(
        block(n, code, "focus", at(8 + n), 50) for n, (code, _name, _color) in enumerate(CLIENTS[:count])
    )
    for width in (76, 116):
        text = all_text(calendar_lines(agenda(items), width, (), KEYS))
        assert all(code in text for code, _name, _color in CLIENTS[:count])


# -- days and items ----------------------------------------------------------------------------


def test_today_is_marked_and_has_its_hours() -> None:
    lines = lines_of(due(1, "ECHO", "Cash-flow forecast", 0), block(2, "ACME", "focus block", at(9), 180))
    assert lines == [
        "Tue 24 Nov   ● due               ▌ECHO  Cash-flow forecast  draft",
        "today 3:00 h 09:00-12:00   3:00  ▌ACME  focus block",
    ]


def test_today_is_shown_although_it_is_free() -> None:
    lines = lines_of(block(2, "ACME", "focus block", at(9) + timedelta(days=1), 180), days=2)
    assert lines[:2] == ["Tue 24 Nov   free", "today"]


def test_free_days_are_one_quiet_line() -> None:
    lines = lines_of(
        block(2, "ACME", "focus block", at(9), 180),
        block(3, "ACME", "x", at(9, 0, date(2026, 11, 28)), 60),
        days=7,
    )
    assert "Wed 25 Nov to Fri 27 Nov   free" in lines
    assert lines[-1] == "Sun 29 Nov to Mon 30 Nov   free"


def test_one_free_day_is_named() -> None:
    assert lines_of(block(2, "ACME", "focus block", at(9), 180), days=2)[-1] == "Wed 25 Nov   free"


def test_hours_are_not_said_twice_for_a_single_block() -> None:
    assert lines_of(block(2, "ACME", "focus block", at(9), 180))[1] == "today"


@pytest.mark.parametrize(
    ("days", "status", "start", "ink"),
    [
        (-3, "draft", "● 3 d late", "late"),
        (0, "draft", "● due", "soon"),
        (1, "in_review", "● due", "soon"),
        (5, "in_review", "● due", "dim"),
        (-3, "delivered", "✓ due", "ok"),
    ],
)
def test_a_due_date_says_how_it_stands(days: int, status: str, start: str, ink: str) -> None:
    item = replace(due(1, "ACME", "Board pack", days, status), on=TODAY + timedelta(days=days))
    view = agenda((replace(item, on=TODAY),), 1)
    shown = replace(view, days=(replace(view.days[0], items=(item,)),))
    span = next(span for span in agenda_lines(shown, 76, KEYS)[0] if span.item)
    assert (span.text, span.ink) == (start, ink)


def test_a_status_is_in_words() -> None:
    assert lines_of(due(1, "ACME", "Board pack", 0, "in_review"))[0].endswith("Board pack  in review")


def test_a_clash_is_named() -> None:
    line = agenda_lines(agenda((block(1, "ACME", "focus", at(9), 60, conflict=True),), 1), 76, KEYS)[0]
    assert {span.text: span.ink for span in line}["  ! overlaps"] == "late"


def test_a_moved_instance_says_from_where() -> None:
    moved = block(1, "ACME", "board meeting", at(15), 60, on=date(2026, 11, 26))
    assert lines_of(moved)[0].endswith("board meeting  moved from 26 Nov")
    same_day = block(1, "ACME", "board meeting", at(15), 60, on=TODAY)
    assert lines_of(same_day)[0].endswith("board meeting  moved")


def test_the_time_there_is_shown_where_it_differs() -> None:
    assert lines_of(block(1, "ACME", "call", at(15), 60, there="09:00 there"))[0].endswith(
        "call  09:00 there"
    )


def test_a_clash_outlives_the_other_marks_where_room_is_short() -> None:
    item = block(
        1, "ACME", "the meeting of all meetings", at(15), 60, on=TODAY, conflict=True, there="09:00 there"
    )
    assert lines_of(item, width=70)[0].endswith("…  ! overlaps")


def test_a_clash_is_marked_even_where_there_is_no_room_for_its_word() -> None:
    item = block(1, "ACME", "the meeting of all meetings", at(15), 60, conflict=True)
    assert lines_of(item, width=56)[0].endswith("… !")


def test_an_own_block_belongs_to_nobody() -> None:
    assert "▌own  pipeline hour" in lines_of(block(1, "", "pipeline hour", at(15), 60))[0]


def test_a_block_in_the_hour_that_comes_twice_has_its_true_length() -> None:
    zone = ZoneInfo("Europe/Berlin")
    day = date(2026, 10, 25)
    start, end = datetime(2026, 10, 25, 1, 30, tzinfo=zone), datetime(2026, 10, 25, 3, 30, tzinfo=zone)
    item = replace(block(1, "ACME", "migration", at(9), 60), start=start, end=end, on=day)
    view = agenda((block(1, "ACME", "migration", at(9), 60),), 1)
    shown = replace(view, days=(replace(view.days[0], day=day, items=(item,)),))
    assert "01:30-03:30   3:00" in text_of(agenda_lines(shown, 76, KEYS)[0])


def test_keys_of_items() -> None:
    moved = block(1, "ACME", "x", at(15), 60, on=date(2026, 11, 26))
    assert item_of(moved) == f"block:ACME:{1:032x}:2026-11-26"
    assert item_of(due(2, "BETA", "x", 0)) == f"deliverable:BETA:{2:032x}"


def test_wide_screens_show_two_columns_of_days() -> None:
    one, two = (len(agenda_lines(sample_agenda(), width, KEYS)) for width in (72, 153))
    assert two <= one * 0.6


@pytest.mark.parametrize(
    ("code", "words"), [(None, "There is nothing planned"), ("ACME", "ACME has nothing planned")]
)
def test_an_empty_agenda_says_what_it_is_for_and_which_key_begins(code: str | None, words: str) -> None:
    text = all_text(calendar_lines(agenda((), code=code), 76, (), KEYS))
    assert words in text
    assert "n new block" in text


# -- the head and beside it --------------------------------------------------------------------


def test_the_head_has_period_hours_clashes_and_zone() -> None:
    text = text_of(head_line(sample_agenda(), 116))
    assert text.startswith("Calendar · all clients · 24 Nov to 7 Dec 2026 ")
    assert text.endswith("planned 31:30 · overlapping 2 · Europe/Berlin")


def test_a_week_is_said_alike_in_both_heads_of_the_calendar() -> None:
    view = sample_week()
    words = "Calendar · all clients · 23 to 29 Nov 2026 "
    assert text_of(head_line(view.agenda, 76)).startswith(words)
    assert text_of(week_lines(view, 117, Looks(35, None, KEYS))[0]).startswith(words)


def test_the_zone_falls_away_first() -> None:
    assert text_of(head_line(sample_agenda(), 76)).endswith("overlapping 2")


def test_planned_hours_are_bars_in_proportion() -> None:
    lines = planned_lines(sample_agenda(), 40)
    assert {width_of(line) for line in lines} == {40}
    bars = [text_of(line).count("█") for line in lines[1:]]
    assert bars[:2] == [25, 14]
    assert text_of(lines[-1]).split() == ["all", "31:30"]


def test_nothing_planned_has_no_bars() -> None:
    assert "no blocks in these days" in all_text(planned_lines(agenda(()), 40))


def test_exported_files_stand_under_their_folder_by_client() -> None:
    lines = [text_of(line).rstrip() for line in exported_lines(sample_exported(), 76)]
    assert lines[1] == "/home/robin/Documents/fractui/calendars"
    assert lines[2] == "ACME  ✓ ACME.ics 5   ✓ ACME-due.ics 35   ✓ ACME-worked-2026.ics 65"
    assert lines[4] == "CYAN  ✓ CYAN.ics 19   = CYAN-due.ics 49   ✓ CYAN-worked-2026.ics 79"
    assert lines[-1] == "✓ 14 written  = 1 unchanged  735 events"
    assert len(lines) == 2 + 5 + 1


def test_exported_files_take_more_lines_where_room_is_short() -> None:
    lines = [text_of(line).rstrip() for line in exported_lines(sample_exported(), 40)]
    assert lines[2:4] == ["ACME  ✓ ACME.ics 5   ✓ ACME-due.ics 35", "      ✓ ACME-worked-2026.ics 65"]


def test_a_long_path_is_cut_in_its_middle() -> None:
    path = "/home/robin/" + "very long folder/" * 6 + "A" * 60 + ".ics"
    lines = exported_lines((ExportedFile(path, "ACME", "blocks", 1, changed=True),), 40)
    assert "…" in text_of(lines[1])
    assert text_of(lines[2]).endswith(".ics 1")
    assert max(map(width_of, lines)) <= 40


def test_two_folders_are_both_named() -> None:
    files = [ExportedFile(f"/{folder}/A.ics", "A", "blocks", 2, changed=True) for folder in ("one", "two")]
    assert [text_of(line) for line in exported_lines(files, 40) if text_of(line).startswith("/")] == [
        "/one",
        "/two",
    ]


@pytest.mark.parametrize("note", [HOSTILE[0], HOSTILE[5]])
def test_what_a_reader_may_get_wrong_is_said_under_the_file(note: str) -> None:
    file = ExportedFile("/c/ACME.ics", "ACME", "blocks", 2, changed=True, note=note)
    lines = exported_lines((file,), 40)
    assert len(lines) > 3
    assert max(map(width_of, lines)) <= 40
    assert "\x1b" not in all_text(lines)


def test_nothing_exported_takes_no_room() -> None:
    assert exported_lines((), 40) == []


@pytest.mark.parametrize(("width", "beside"), [(76, False), (116, True)])
def test_exported_files_stand_over_or_beside_the_agenda(width: int, beside: bool) -> None:
    lines = [text_of(line) for line in calendar_lines(sample_agenda(), width, sample_exported(), KEYS)]
    first_day = next(line for line in lines if line.startswith("Tue 24 Nov"))
    assert ("Planned" in first_day) is beside
    assert any("── Exported" in line for line in lines)


# -- in an application -------------------------------------------------------------------------


class WatchedCalendar(Watched, CalendarPane, can_focus=True):
    """A Calendar pane that remembers what it painted."""


class Calendars(App[None]):
    """Only a Calendar pane."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = WatchedCalendar(dusk())
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.show(around(sample_agenda()))
        self.pane.focus()

    def on_lines_view_chosen(self, event: CalendarPane.Chosen) -> None:
        self.chosen.append(event.item)


async def test_keys_move_through_the_days_and_enter_opens() -> None:
    app = Calendars()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        assert app.pane.instance is not None
        assert app.pane.instance.title == "Board pack"
        await pilot.press("up", "enter")
        await pilot.pause()
    assert app.chosen == [f"block:ECHO:{24:032x}:2026-11-24"]


async def test_a_click_selects() -> None:
    app = Calendars()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.pane, offset=(40, 3))
        assert app.pane.instance is not None
        assert app.pane.instance.title == "focus block"


async def test_what_was_exported_comes_into_sight() -> None:
    app = Calendars()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        assert app.pane.scroll_offset.y > 0
        app.pane.show_exported(sample_exported())
        await pilot.pause()
        assert app.pane.scroll_offset.y == 0


async def test_a_second_repaints_nothing() -> None:
    app = Calendars()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        app.pane.tick(datetime(2026, 11, 24, 13, 8, tzinfo=ZoneInfo("UTC")))
        app.pane.show(around(sample_agenda()))
        assert not app.pane.painted
