"""Time kept in the Time pane: one line for an entry, rows edited where they stand, split, join, give, overlaps, days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from textual.widgets import Input

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.in_place import InPlace
from fractui.ui.dialogs.line_prompt import LinePrompt
from fractui.ui.dialogs.overlap import OverlapDialog, OverlapLines
from fractui.ui.dialogs.picker import Picker
from fractui.ui.dialogs.time_prompts import day_named
from fractui.ui.screens.desk import Desk
from fractui.ui.widgets.row_editor import RowEditor
from fractui.wiring import Services
from tests.builders import at
from tests.ui.desk import Opened, opened


def two_clients(services: Services) -> None:
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20)
    services.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))


def a_day(services: Services) -> None:
    """ACME 9:00-10:30, BETA 10:30-11, ACME 11-12 (UTC), on Tuesday 24 November; it is 14:07."""
    two_clients(services)
    services.entries.add("ACME", at("2026-11-24 09:00"), at("2026-11-24 10:30"), "cash bridge", "deep_work")
    services.entries.add("BETA", at("2026-11-24 10:30"), at("2026-11-24 11:00"), "call")
    services.entries.add("ACME", at("2026-11-24 11:00"), at("2026-11-24 12:00"), "slides")


def entries(here: Opened, day: date | None = None) -> list[str]:
    """The day's entries as another process sees them: ``09:00-10:30 ACME cash bridge``."""
    rows = [row for row in here.outside().entries.day(day).rows if not row.gap]
    return [
        f"{f'{row.start:%H:%M}-' + (f'{row.end:%H:%M}' if row.end else '') if row.timed else row.seconds} {row.code} {row.note}".strip()
        for row in rows
    ]


BEFORE = ["09:00-10:30 ACME cash bridge", "10:30-11:00 BETA call", "11:00-12:00 ACME slides"]


async def select(here: Opened, note: str) -> None:
    view = here.outside().entries.day()
    here.desk.stage.pane.select(f"entry:{next(row.id for row in view.rows if row.note == note)}")
    await here.settle()


async def clear_and_type(here: Opened, text: str) -> None:
    await here.press("ctrl+u", "ctrl+k")
    for char in text:
        await here.pilot.press("space" if char == " " else char)
    await here.settle()


S = TypeVar("S")


def top(here: Opened, kind: type[S]) -> S:
    """The dialog on top, which must be of that kind."""
    screen: object = here.app.screen
    assert isinstance(screen, kind)
    return screen


def line(here: Opened) -> str:
    """What is in the line of the dialog on top."""
    return top(here, LinePrompt).text


def said(here: Opened) -> str:
    """What the top dialog says."""
    from fractui.ui.widgets.paper_lines import PaperLines

    lines = here.app.screen.query_one(PaperLines).lines
    return "\n".join("".join(span.text for span in line).strip() for line in lines).strip()


# -- one line ------------------------------------------------------------------------------------


async def test_a_line_is_read_as_it_is_typed_and_kept(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t", "n")
        top(here, LinePrompt)
        assert "45m ago" in said(here)
        await clear_and_type(here, "ac")
        await here.press("tab")
        assert line(here) == "acme "
        await clear_and_type(here, "acme 12:30-14 board deck deep +board")
        assert "ACME" in said(here)
        assert "1:30" in said(here)
        assert "deep work" in said(here)
        assert "for Board pack" in said(here)
        await here.press("enter")
        assert entries(here) == [*BEFORE, "12:30-14:00 ACME board deck"]
        pane = here.desk.stage.pane
        assert pane.item is not None
        kept = here.outside().entries.show(pane.item.removeprefix("entry:"))
        assert kept.category is Category.DEEP_WORK
        assert kept.deliverable
        await here.press("u")
        assert entries(here) == BEFORE


async def test_what_lacks_is_said_and_the_line_stays(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("t", "n")
        await clear_and_type(here, "acme 9:30 call")
        await here.press("enter")
        top(here, LinePrompt)
        assert line(here) == "acme 9:30 call"
        assert "Until when?" in said(here)
        await here.press("escape")
        assert entries(here) == []


async def test_a_line_starts_the_timer_and_writes_hours_without_clock_times(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("t", "n")
        await clear_and_type(here, "start beta 13:40 call #q4")
        await here.press("enter")
        assert entries(here) == ["13:40- BETA call"]
        await here.press("n")
        await clear_and_type(here, "acme 2h on friday board deck")
        await here.press("enter", "Y", *"fri", "enter")
        assert entries(here, date(2026, 11, 20)) == ["7200 ACME board deck"]
        assert "no clock times" in here.text()


async def test_the_gap_is_filled_from_its_times_and_the_form_takes_over(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        pane = here.desk.stage.pane
        pane.select(next(item for item in pane._places if item.startswith("gap:20261124T12")))
        await here.press("f")
        assert line(here) == "12:00-14:07 "
        await here.pilot.press(*"beta")
        await here.press("ctrl+o")
        assert top(here, Form).values["who"] == "BETA"
        await here.press("enter")
        assert entries(here)[-1] == "12:00-14:07 BETA"


# -- in place ------------------------------------------------------------------------------------


async def test_an_entry_is_edited_in_its_row(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day, size=(80, 24)) as here:
        await here.press("t")
        await select(here, "cash bridge")
        await here.press("e")
        top(here, InPlace)
        editor = here.app.screen.query_one(RowEditor)
        assert editor.names == ["start", "end", "who", "note", "category", "deliverable"]
        pane = here.desk.stage.pane
        assert editor.region.y == pane.region.y + pane._places[str(pane.item)].top - int(pane.scroll_offset.y)
        await clear_and_type(here, "cash flow")
        await here.press("tab")
        await clear_and_type(here, "mee")
        await here.press("tab", "tab")
        await clear_and_type(here, "915")
        assert "1:15" in said(here)
        await here.press("enter")
        top(here, Desk)
        assert entries(here)[0] == "09:15-10:30 ACME cash flow"
        entry = (
            here.outside().practice.portal("ACME").entries(at("2026-11-24 09:00"), at("2026-11-24 10:00"))[0]
        )
        assert entry.category is Category.MEETING
        await here.press("u")
        assert entries(here) == BEFORE


async def test_down_saves_and_goes_on_and_escape_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "cash bridge")
        await here.press("enter")
        await clear_and_type(here, "bridge")
        await here.press("down")
        top(here, InPlace)
        assert here.app.screen.query_one("#field-note", Input).value == "call"
        await clear_and_type(here, "lost")
        await here.press("escape")
        assert entries(here) == ["09:00-10:30 ACME bridge", *BEFORE[1:]]
        assert "lost" not in here.text()


async def test_a_field_that_cannot_be_read_says_why_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "call")
        await here.press("e", "shift+tab", "shift+tab")
        await clear_and_type(here, "10:00")
        assert "would end before it starts" in said(here)
        await here.press("enter", "down")
        top(here, InPlace)
        assert here.app.screen.query_one("#field-end", Input).value == "10:00"
        await here.press("escape")
        assert entries(here) == BEFORE


async def test_an_outside_change_is_not_written_over(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "call")
        await here.press("e")
        outside = here.outside()
        row = next(row for row in outside.entries.day().rows if row.note == "call")
        outside.entries.edit(row.id, note="from the shell")
        outside.close()
        await clear_and_type(here, "mine")
        await here.press("enter")
        top(here, InPlace)
        assert "changed" in said(here)
        assert entries(here)[1] == "10:30-11:00 BETA from the shell"


async def test_an_entry_that_went_away_meanwhile_closes_its_fields(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "call")
        await here.press("e")
        outside = here.outside()
        row = next(row for row in outside.entries.day().rows if row.note == "call")
        outside.entries.delete(row.id)
        outside.close()
        here.app.tick()
        await here.settle()
        top(here, Desk)


# -- overlaps ------------------------------------------------------------------------------------


async def test_an_overlap_asks_who_gives_way(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t", "n")
        await clear_and_type(here, "beta 10:00-10:45 mail")
        assert "shares 0:30 with ACME 09:00-10:30 and 1 more" in said(here)
        await here.press("enter")
        top(here, OverlapDialog)
        await here.press("escape")
        top(here, LinePrompt)
        assert line(here) == "beta 10:00-10:45 mail"
        await here.press("enter")
        top(here, OverlapDialog).query_one(OverlapLines).select("how:trim-earlier")
        await here.press("enter")
        assert entries(here) == [
            "09:00-10:00 ACME cash bridge", "10:00-10:30 BETA mail", "10:30-11:00 BETA call", "11:00-12:00 ACME slides",
        ]  # fmt: skip
        await here.press("u")
        assert entries(here) == BEFORE


async def test_the_form_asks_too_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t", "n")
        await clear_and_type(here, "beta 10:00-10:45 mail")
        await here.press("ctrl+o", "enter")
        top(here, OverlapDialog)
        await here.press("escape")
        assert top(here, Form).values["note"] == "mail"
        await here.press("enter", "j", "j", "enter")
        top(here, Desk)
        assert len(entries(here)) == 4


async def test_deleting_what_runs_throws_it_away(tmp_path: Path) -> None:
    def fill(services: Services) -> None:
        a_day(services)
        services.timer.start("BETA", "now")

    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("t")
        await select(here, "now")
        await here.press("D")
        assert entries(here) == BEFORE
        await here.press("u")
        assert len(entries(here)) == 4


async def test_an_impossible_way_says_why(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "slides")
        await here.press("e", "tab", "tab", "tab")
        await clear_and_type(here, "10:40")
        await here.press("enter")
        drawn = top(here, OverlapDialog).query_one(OverlapLines).lines
        text = "\n".join("".join(span.text for span in spans) for spans in drawn)
        assert "Keep both" in text
        assert "10:40-12:00" in text
        await here.press("escape", "escape")
        assert entries(here) == BEFORE


# -- split, join, give, days -----------------------------------------------------------------------


async def test_split_join_give_and_delete_are_undoable(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "cash bridge")
        await here.press("d")
        top(here, LinePrompt)
        assert line(here) == "09:45"
        assert "09:45-10:30" in said(here)
        await here.press("enter")
        assert entries(here)[:2] == ["09:00-09:45 ACME cash bridge", "09:45-10:30 ACME cash bridge"]
        await here.press("J")
        assert entries(here) == BEFORE
        await select(here, "call")
        await here.press("m")
        top(here, Picker)
        await here.press(*"admin", "enter")
        assert entries(here)[1] == "10:30-11:00 admin call"
        await here.press("u", "D")
        assert len(entries(here)) == 2
        await here.press("u", "u", "u")
        assert entries(here) == BEFORE


async def test_a_split_outside_of_the_entry_says_between_what(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t")
        await select(here, "call")
        await here.press("d")
        await clear_and_type(here, "12:00")
        await here.press("enter")
        assert "between 10:30 and 11:00" in said(here)
        top(here, LinePrompt)


async def test_any_day_is_reached_by_keys(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=a_day) as here:
        await here.press("t", "less_than_sign", "less_than_sign")
        assert here.desk.stage.shown.day == date(2026, 11, 10)
        await here.press("greater_than_sign", "Y", *"-3", "enter")
        assert here.desk.stage.shown.day == date(2026, 11, 14)
        await here.press("Y", *"someday", "enter")
        top(here, LinePrompt)
        await here.press("escape", "g")
        assert here.desk.stage.shown.day is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", date(2026, 11, 20)),
        ("-3", date(2026, 11, 21)),
        ("+7", date(2026, 12, 1)),
        ("2026-10-01", date(2026, 10, 1)),
        ("20 oct", date(2026, 10, 20)),
        ("tomorrow", date(2026, 11, 25)),
    ],
)
def test_a_day_is_named(text: str, day: date) -> None:
    assert day_named(text, date(2026, 11, 24)) == day


@pytest.mark.parametrize("text", ["", "someday", "31 feb", "0001-01-01", "-99999"])
def test_a_day_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        day_named(text, date(2026, 11, 24))
