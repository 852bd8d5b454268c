"""Where something is added for another client than the timer's, what asks for it names both (row 003-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.block_line import BlockReading
from fractui.services.views.frame import RunningView
from fractui.ui.dialogs.attach_file import AttachFile
from fractui.ui.dialogs.block_forms import begun_at, block_fields
from fractui.ui.dialogs.heading import elsewhere, heading, lines_of, shown, timer_words
from fractui.ui.dialogs.picker import ChoiceList
from fractui.ui.dialogs.quick_add import QuickAdd
from fractui.ui.dialogs.receipt import ReceiptForm
from fractui.ui.dialogs.setting import Setting
from fractui.ui.dialogs.time_forms import entry_fields
from fractui.ui.lines import width_of
from fractui.ui.screens.laying import block_line_lines
from fractui.ui.theming import Inks
from fractui.wiring import Services
from tests.ui.desk import THEMES, Opened, opened
from tests.ui.sample_boards import sample_day
from tests.ui.test_ui_time_dialogs import context

NOW = datetime(2026, 11, 24, 13, 7, tzinfo=UTC)
BETA = RunningView("1" * 32, "BETA", "Beta Foods", False, "orchid", 2, "", "", "", NOW, "Europe/Berlin")
ADMIN = replace(BETA, code="admin", name="Administration", is_bucket=True, color="", key=None)
COLORS = {"CYAN": "steelblue", "BETA": "orchid"}
SETTING = Setting(NOW, "Europe/Berlin", date(2026, 11, 24), ("BETA", "CYAN"), BETA)
LONG = "Plan of the first ninety days with the board's questions"
BOTH = "; the timer runs for BETA"


@pytest.fixture
def inks() -> Inks:
    from fractui.ui.theming import read_palette

    return Inks(read_palette(THEMES / "dusk.toml"))


@pytest.mark.parametrize(
    ("code", "running", "other"),
    [
        ("CYAN", BETA, "BETA"),
        ("BETA", BETA, ""),
        ("CYAN", None, ""),
        ("CYAN", ADMIN, ""),
        ("", BETA, ""),
        (None, BETA, ""),
    ],
)
def test_only_another_client_is_elsewhere(code: str | None, running: RunningView | None, other: str) -> None:
    assert elsewhere(code, running) == other
    assert timer_words(code, running) == (f"the timer runs for {other}" if other else "")


def test_a_title_names_both_each_in_its_colour(inks: Inks) -> None:
    title = heading("Deliverable for CYAN", "CYAN", BETA, COLORS, inks)
    assert isinstance(title, Content)
    assert title.plain == f"Deliverable for CYAN{BOTH}"
    colored = {
        title.plain[span.start : span.end]: getattr(span.style, "foreground", None) for span in title.spans
    }
    assert colored["CYAN"] != colored["BETA"]
    assert "\x1b" not in shown(heading("CYAN: \x1b[31m", "CYAN", BETA, COLORS, inks)).plain


def test_a_title_is_as_it_was_where_there_is_no_other(inks: Inks) -> None:
    assert heading("Deliverable for BETA", "BETA", BETA, COLORS, inks) == "Deliverable for BETA"
    assert lines_of("x " * 60, 78) == 2


def test_where_the_client_is_typed_the_timer_is_named_below(inks: Inks) -> None:
    for fields in (
        block_fields(SETTING, begun_at("Europe/Berlin", "", None), whose=True),
        entry_fields(SETTING, None),
    ):
        who = next(field for field in fields if field.name == "who")
        assert who.check is not None
        assert who.live
        assert [who.check(text) for text in ("cyan", "BETA")] == ["the timer runs for BETA", ""]


@pytest.mark.parametrize(
    ("line", "named"),
    [("acme 9-10 memo", True), ("beta 9-10 memo", False), ("bd 9-10 memo", False), ("start acme", False)],
)
def test_the_line_for_time_names_the_timer_of_another(line: str, named: bool) -> None:
    view = sample_day()
    lines = QuickAdd(context(view), {"ACME": "steelblue"}, view, BETA).lines(line, 76)
    text = "\n".join("".join(span.text for span in each) for each in lines)
    assert ("the timer runs for BETA" in text) is named
    assert max(map(width_of, lines)) <= 76


def test_the_line_for_a_block_names_the_timer_of_another() -> None:
    found = BlockReading(code="CYAN", title="focus")
    assert "".join(span.text for span in block_line_lines(found, 76, BETA)[1]) == "the timer runs for BETA"
    assert block_line_lines(replace(found, code="BETA"), 76, BETA)[1] == ()
    assert block_line_lines(replace(found, code=None), 76, BETA)[1] == ()


def two_clients_one_running(services: Services) -> None:
    for code, name in (("BETA", "Beta Foods"), ("CYAN", "Cyan Health")):
        services.clients.add(code, name=name, hours=20, zone="Europe/Berlin")
    owed = services.delivery.add("CYAN", title=LONG, type="Plan", due=date(2026, 11, 30))
    services.delivery.move(owed.id, "in_review")
    services.timer.start("BETA")


def select(here: Opened) -> None:
    owed = here.outside().delivery.list("CYAN")[0]
    here.desk.stage.pane.select(f"deliverable:CYAN:{owed.id}")


def title_of(here: Opened) -> str:
    """The title of the dialog that is open, which keeps to the screen from its title to its keys."""
    screen = here.app.screen
    if not screen.query("#title"):
        return Content.from_markup(screen.query_one("#prompt").border_title or "").plain
    for foot in screen.query("#foot"):
        assert foot.region.bottom <= here.app.size.height
        assert foot.region.height
    return str(screen.query_one("#title", Static).visual)


async def test_each_dialog_that_adds_for_another_client_names_both(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", size=(80, 24), fill=two_clients_one_running) as here:
        await here.press("2", "n")
        assert title_of(here) == f"New for CYAN{BOTH}"
        await here.press("d")
        assert title_of(here) == f"Deliverable for CYAN{BOTH}"
        await here.press("ctrl+o")
        assert title_of(here) == f"New for CYAN{BOTH}"
        await here.press("escape", "b")
        select(here)
        await here.press("n")
        assert title_of(here) == f"New deliverable for CYAN{BOTH}"
        await here.press("escape", "L")
        assert isinstance(here.app.screen, ReceiptForm)
        assert title_of(here) == f"CYAN: “{LONG}” v1 delivered{BOTH}"
        here.app.screen.query_one("#field-to", Input).value = "Lena Hoff"
        await here.press("enter")
        select(here)
        await here.press("R")
        assert title_of(here) == f"What did CYAN do with “{LONG}” v1? The timer runs for BETA"
        await here.press("escape")
        assert len(here.app.screen_stack) == 1


async def test_a_document_for_another_client_names_both(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", size=(80, 24), fill=two_clients_one_running) as here:
        await here.press("b")
        select(here)
        here.desk.action_do("document")
        await here.settle()
        assert here.app.screen.query(ChoiceList)
        assert title_of(here) == f"CYAN: “{LONG}” v1 has no document yet; esc leaves it so{BOTH}"
        await here.press("escape")
        here.desk.action_do("document.attach")
        await here.settle()
        assert isinstance(here.app.screen, AttachFile)
        assert title_of(here) == f"CYAN: a document for “{LONG}” v1{BOTH}"
        await here.press("escape")


async def test_for_the_client_of_the_timer_a_title_is_as_ever(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients_one_running) as here:
        await here.press("1", "n", "d")
        assert title_of(here) == "Deliverable for BETA"
