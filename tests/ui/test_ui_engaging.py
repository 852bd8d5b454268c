"""The life of an engagement in the dashboard: begun, closed, opened again; and days off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from fractui.core.access import Grant
from fractui.core.checklist import ChecklistItem
from fractui.services.clients import Closing
from fractui.services.engaging import Begun
from fractui.ui.dialogs import new_client
from fractui.ui.dialogs.closing import ClosingDialog, owed_lines
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.leave import LeaveDialog
from fractui.ui.dialogs.new_client import NewClient, beginning_words
from fractui.ui.dialogs.picker import Picker
from fractui.ui.dialogs.tick import Tick
from fractui.ui.lines import width_of
from fractui.wiring import Services
from tests.builders import a_block, a_client
from tests.ui.desk import Opened, opened


def two_clients(services: Services) -> None:
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20, zone="Europe/Berlin")
        services.access.add(code, system=f"Xero of {code}")
        services.delivery.add(code, "Board pack", "BoardPack", date(2026, 11, 30))


async def run(here: Opened, action: str) -> None:
    """Run an action that has no key, as the palette does, up to where it asks."""
    here.desk.action_do(action)
    await come_to(here)


async def come_to(here: Opened) -> None:
    """Wait until what was asked for asks in turn."""
    for _ in range(6):
        await here.app.backstage.run(lambda services: None)
        await here.pilot.pause()


def test_what_a_beginning_makes_is_counted() -> None:
    block = a_block(starts_on=date(2026, 12, 1))
    begun = Begun(a_client(), (), (), (block, block), 1)
    assert beginning_words(begun) == "2 blocks a week, the first on Tue 1 Dec; 1 found no free hour"
    assert beginning_words(Begun(a_client(), (), (), (), 0)) == "Nothing but the client and its agreement"


@pytest.mark.parametrize("width", [40, 78])
def test_much_that_is_owed_is_counted_not_shown(width: int) -> None:
    closing = Closing(a_client(), tuple(f"thing {number} {'x' * 90}" for number in range(20)), ())
    lines = owed_lines(closing, width, 3)
    shown = "\n".join("".join(span.text for span in line) for line in lines)
    assert "and 17 more" in shown
    assert "None is open." in shown
    assert max(width_of(line) for line in lines) <= width


async def test_a_new_client_begins_with_everything_as_one_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_client, "PAUSE_S", 0)
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("n")
        form = here.app.screen
        assert isinstance(form, NewClient)
        for name, text in (
            ("code", "gale"),
            ("name", "Gale Ltd"),
            ("commitment", "40 h"),
            ("capacity", "25"),
        ):
            form.query_one(f"#field-{name}", Input).value = text
        await come_to(here)
        reading = str(form.query_one("#reading", Static).content)
        assert reading.startswith("6 deliverables, 16 things to do, 7 blocks a week, the first on ")
        form.query_one("#part-blocks", Tick).focus()
        await here.press("space", "enter")
        assert (here.desk.stage.shown.pane, here.desk.stage.shown.code) == ("workspace", "GALE")
        portal = here.outside().practice.portal("GALE")
        assert (len(portal.owed()), len(portal.documents(ChecklistItem)), len(portal.blocks())) == (6, 16, 0)
        assert "Onboarding" in here.text()
        await here.press("u")
        assert here.outside().practice.codes() == ("ACME", "BETA")


async def test_a_beginning_that_is_counted_when_the_dialog_is_being_left_is_said_to_nobody(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path / "data") as here:
        await here.pilot.press("n")
        dialog = here.app.screen
        assert isinstance(dialog, NewClient)
        await dialog.query("#reading").remove()
        dialog._say_beginning(Begun(a_client(), (), (), (), 0))


async def test_closing_needs_the_code_revokes_and_hands_over_this_client_alone(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1")
        await run(here, "client.close")
        dialog = here.app.screen
        assert isinstance(dialog, ClosingDialog)
        await here.press(*"beta", "enter")
        assert "Type ACME first" in str(dialog.query_one("#foot", Static).content)
        dialog.query_one(Input).value = "acme"
        await here.press("enter")
        await here.settle()
        practice = here.outside().practice
        assert (practice.codes(), practice.closed_codes()) == (("BETA",), ("ACME",))
        assert practice.portal("ACME").documents(Grant)[0].revoked_on is not None
        assert practice.portal("BETA").documents(Grant)[0].revoked_on is None
        packs = list((tmp_path / "data-exports").glob("handover-ACME-*/index.md"))
        assert len(packs) == 1
        assert "Xero of ACME" in packs[0].read_text("utf-8")
        assert "BETA" not in packs[0].read_text("utf-8")
        assert any(str(packs[0].parent) in each.message for each in here.app._notifications)
        assert here.desk.stage.shown.pane == "portfolio"
        await run(here, "client.reopen")
        assert isinstance(here.app.screen, Picker)
        await here.press("enter")
        await here.settle()
        assert here.desk.stage.shown.code == "ACME"
        assert here.outside().practice.codes() == ("ACME", "BETA")


async def test_a_pack_that_would_name_another_client_needs_its_code(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        outside = here.outside()
        outside.decisions.add("ACME", "the rates that BETA pays")
        outside.close()
        await here.press("1")
        await run(here, "client.close")
        dialog = here.app.screen
        assert isinstance(dialog, ClosingDialog)
        dialog.query_one(Input).value = "acme"
        await here.press("enter")
        assert isinstance(here.app.screen, Form)
        await here.press("escape")
        await here.settle()
        assert "ACME is not closed" in str(dialog.query_one("#foot", Static).content)
        assert here.outside().practice.codes() == ("ACME", "BETA")
        await here.press("enter")
        assert isinstance(here.app.screen, Form)
        here.app.screen.query_one(Input).value = "beta"
        await here.press("enter")
        await here.settle()
        assert here.outside().practice.closed_codes() == ("ACME",)


async def test_what_is_not_ticked_is_not_done(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1")
        await run(here, "client.close")
        for tick in here.app.screen.query(Tick):
            tick.focus()
            await here.press("space")
        here.app.screen.query_one(Input).value = "ACME"
        await here.press("enter")
        await here.settle()
        portal = here.outside().practice.portal("ACME")
        assert portal.closed
        assert portal.documents(Grant)[0].revoked_on is None
        assert not (tmp_path / "data-exports").exists()


async def test_what_cannot_be_closed_or_opened_says_why(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1", "space")
        await run(here, "client.close")
        assert len(here.app.screen_stack) == 1
        await run(here, "client.reopen")
        said = [each.message for each in here.app._notifications]
        assert said[0].startswith("ACME's timer runs")
        assert said[1] == "No engagement is closed."


async def test_days_off_are_taken_changed_and_worked_after_all(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await run(here, "leave")
        assert isinstance(here.app.screen, LeaveDialog)
        await here.pilot.press("n")
        await come_to(here)
        for name, text in (("first", "2026-11-30"), ("last", "2026-12-04"), ("cover", "Maria")):
            here.app.screen.query_one(f"#field-{name}", Input).value = text
        await here.pilot.press("enter")
        await come_to(here)
        assert any(
            each.message.startswith("2 due and 0 planned blocks fall into those days; Maria covers.")
            for each in here.app._notifications
        )
        assert isinstance(here.app.screen, LeaveDialog)
        await here.pilot.press("enter")
        await come_to(here)
        here.app.screen.query_one("#field-last", Input).value = "2026-12-05"
        await here.pilot.press("enter")
        await come_to(here)
        assert [each.last for each in here.outside().time_off.list()] == [date(2026, 12, 5)]
        await here.press("escape", "1")
        assert "Off 30 Nov to 5 Dec: 1 due, Maria covers" in here.text()
        await run(here, "leave")
        await here.pilot.press("D")
        await here.pilot.pause(0.2)
        await come_to(here)
        await here.press("escape")
        assert here.outside().time_off.list() == ()
