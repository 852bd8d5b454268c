"""The board's keys in the dashboard: filters, waiting, moving and dragging, receipts, what was sent, what was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from fractui.core.deliverable import Response, Status
from fractui.services import opener
from fractui.ui.dialogs.line_prompt import LinePrompt
from fractui.ui.dialogs.picker import ChoiceList, Picker
from fractui.ui.dialogs.receipt import ReceiptForm
from fractui.ui.widgets.board_pane import BoardPane
from fractui.wiring import Services
from tests.fakes import FixedClock
from tests.ui.desk import Opened, opened
from tests.ui.watching import text_of


def fill(services: Services) -> None:
    """ACME with two people, four papers of which three are in review, and one that was sent; BETA with nothing."""
    services.clients.add("ACME", name="Acme Robotics", zone="Europe/Berlin", function="cfo")
    services.clients.add("BETA", name="Beta Foods")
    services.clients.add_person("ACME", "Lena Hoff", email="lena@acme.example")
    services.clients.add_person("ACME", "Jonas Berg")
    for number in range(4):
        made = services.delivery.add("ACME", f"Paper {number}", "Paper", date(2026, 11, 25 + number))
        if number:
            services.delivery.move(made.id, "in_review")
    sent = services.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 24))
    services.delivery.move(sent.id, "delivered", to_whom="Lena Hoff", via="email")


def known(here: Opened, title: str) -> str:
    return next(each.id for each in here.outside().delivery.list("ACME") if each.title == title)


def select(here: Opened, title: str) -> str:
    found = known(here, title)
    here.desk.stage.pane.select(f"deliverable:ACME:{found}")
    return found


async def test_one_key_goes_through_the_filters_and_another_back(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b", "f")
        pane = here.desk.stage.pane
        assert isinstance(pane, BoardPane)
        assert pane.shown == "week"
        assert "due this week" in here.text()
        await here.press("f")
        assert "Nothing is overdue." in here.text()
        await here.press("F", "F", "v")
        assert pane.shown == "all"
        assert "This week" in here.text()


async def test_moving_too_much_at_once_warns_and_moves(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b")
        assert "at once in progress" not in here.text()
        paper = select(here, "Paper 0")
        await here.press("L")
        assert here.outside().delivery.show("ACME", paper).status is Status.IN_REVIEW
        assert "at once in progress  ACME 4 of 3" in here.text()
        await here.press("H")
        assert "at once in progress" not in here.text()


async def test_a_burst_of_keys_moves_no_card_and_shows_it_where_it_is(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b")
        paper = select(here, "Paper 0")
        before = here.text()
        for key in "LHLHLH":
            here.app.post_message(events.Key(key, key))
        await here.settle()
        assert here.outside().delivery.show("ACME", paper).log == ()
        assert here.text() == before


async def test_a_card_is_dragged_to_delivered_and_asks_for_its_receipt(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b")
        pane, pilot = here.desk.stage.pane, here.pilot
        paper = known(here, "Paper 0")
        await pilot.mouse_down(pane, offset=(6, 5))
        await pilot.hover(pane, offset=(100, 12))
        await pilot.mouse_up(pane, offset=(100, 12))
        await here.settle()
        assert isinstance(here.app.screen, ReceiptForm)
        await here.press("enter")
        done = here.outside().delivery.show("ACME", paper)
        assert (done.status, done.receipts[-1].to, done.receipts[-1].via) == (
            Status.DELIVERED,
            "Lena Hoff",
            "email",
        )


async def test_the_receipt_completes_names_copies_the_message_and_keeps_the_note(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b")
        paper = select(here, "Paper 1")
        await here.press("L")
        form = here.app.screen
        assert isinstance(form, ReceiptForm)
        line = form.query_one("#field-to", Input)
        assert line.value == "Lena Hoff"
        assert line.suggester is not None
        assert await line.suggester.get_suggestion("board, jon") == "board, Jonas Berg"
        line.value = "board, jon"
        form.query_one("#field-note", Input).value = "see page 2"
        await here.press("ctrl+y")
        copied = here.app.clipboard
        assert copied.startswith("Subject: Paper 1, version 1, for Acme Robotics\n\nHello,")
        assert "see page 2" in copied
        await here.press("enter")
        kept = here.outside().delivery.show("ACME", paper).receipts[-1]
        assert (kept.to, kept.note) == ("board, jon", "see page 2")


async def test_the_message_opens_in_the_mail_program_only_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        links: list[str] = []
        monkeypatch.setattr(opener, "open_with_system", links.append)
        await here.press("b")
        select(here, "Paper 1")
        await here.press("L", "ctrl+o")
        await here.settle()
        assert links[0].startswith("mailto:lena@acme.example?subject=Paper%201")
        assert isinstance(here.app.screen, ReceiptForm)
        await here.press("escape")


async def test_whom_a_card_waits_for_is_said_in_one_line_and_cleared(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b")
        paper = select(here, "Paper 0")
        await here.press("W")
        assert isinstance(here.app.screen, LinePrompt)
        await here.press(*"len", "tab", "enter")
        assert here.outside().delivery.show("ACME", paper).waits_for == "Lena Hoff"
        assert "waits for Lena Hoff" in here.text()
        await here.press("W", "ctrl+u", "enter")
        assert here.outside().delivery.show("ACME", paper).waits_for == ""
        select(here, "Board pack")
        await here.press("W")
        assert not isinstance(here.app.screen, LinePrompt)


async def test_what_was_sent_last_is_two_keys_away(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("1", "T")
        assert isinstance(here.app.screen, Picker)
        lines = [text_of(line) for line in here.app.screen.query_one(ChoiceList).lines]
        assert len(lines) == 1
        assert all(
            word in lines[0] for word in ("24 Nov", "Board pack v1", "to Lena Hoff by email", "on time")
        )
        await here.press("escape", "2", "T")
        assert not isinstance(here.app.screen, Picker)


async def test_who_reads_what_is_compared_over_clients(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(), fill=fill) as here:
        await here.press("b")
        select(here, "Board pack")
        here.desk.action_do("engagement")
        await here.settle()
        assert isinstance(here.app.screen, Picker)
        lines = [text_of(line) for line in here.app.screen.query_one(ChoiceList).lines]
        assert [line.split()[0] for line in lines] == ["ACME", "BETA"]
        assert "nothing is noted" in lines[0]
        assert "none yet" in lines[1]
        await here.press("enter")
        assert "Sent to ACME" in str(here.app.screen.query_one("#title").render())


async def test_what_a_client_did_is_noted_with_one_key(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", FixedClock(), fill=fill) as here:
        await here.press("b")
        pack = select(here, "Board pack")
        await here.press("R")
        assert isinstance(here.app.screen, Picker)
        await here.press(*"shar", "enter")
        noted = here.outside().delivery.show("ACME", pack).engagement
        assert [each.kind for each in noted] == [Response.SHARE]
        assert "shared · on time" in here.text()
        select(here, "Paper 0")
        await here.press("R")
        assert not isinstance(here.app.screen, Picker)


async def test_the_form_of_a_deliverable_has_its_lead_and_whom_it_waits_for(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("b")
        paper = select(here, "Paper 3")
        await here.press("e")
        here.app.screen.query_one("#field-lead_days", Input).value = "12"
        here.app.screen.query_one("#field-waits_for", Input).value = "Lena"
        await here.press("enter")
        owed = here.outside().delivery.show("ACME", paper)
        assert (owed.lead_days, owed.waits_for) == (12, "Lena")
