"""High stakes on cards and in the workspace, and from Attention to the preparation that it misses (row 000-25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fractui.core.stakes import MARK, Stakes
from fractui.services.views.portfolio import Attention
from fractui.ui.dialogs.drafts import Drafts
from fractui.ui.dialogs.setting import Setting
from fractui.ui.dialogs.work_forms import deliverable_fields, deliverable_values
from fractui.ui.lines import width_of
from fractui.ui.widgets.board_cards import card_lines
from fractui.ui.widgets.practice_lines import attention_lines, led_to
from fractui.wiring import Services
from tests.builders import a_deliverable
from tests.fakes import FixedClock
from tests.ui.desk import opened
from tests.ui.sample_boards import HOSTILE, TODAY, board, card


@pytest.mark.parametrize("width", [24, 38, 60])
@pytest.mark.parametrize("title", ["Board pack", *HOSTILE])
def test_a_card_is_marked_while_it_is_owed(width: int, title: str) -> None:
    owed = replace(card(1, "ACME", title, "BoardPack", 9, recurring=True), high=True)
    view = board((owed,), (), ())
    lines = card_lines(view, owed, width, 4)
    assert {width_of(line) for line in lines} == {width}
    text = "".join(span.text for line in lines for span in line)
    assert f"⟳ {MARK}" in text
    sent = replace(owed, status="delivered", delivered_on=TODAY)
    assert MARK not in "".join(span.text for line in card_lines(view, sent, width, 4) for span in line)


def test_the_line_is_about_the_deliverable_and_leads_to_its_preparation() -> None:
    found = Attention(2, "ACME", "", "Board pack due in 9 days: no preparation planned", "prepare:f1")
    assert led_to(found) == "prepare:ACME:f1"
    lines = attention_lines([found], 60)
    assert lines[1][0].item == "deliverable:ACME:f1:attention-prepare"


def test_the_form_says_stakes_and_leaves_them_to_the_template() -> None:
    setting = Setting(FixedClock()(), "Europe/Berlin", TODAY, ("ACME",))
    old = a_deliverable(stakes=Stakes.HIGH)
    values = {field.name: field.value for field in deliverable_fields(setting, "ACME", old)}
    assert values["stakes"] == "high"
    assert deliverable_values(setting, values | {"stakes": "n"}, old)["stakes"] is Stakes.NORMAL
    new = {field.name: field.value for field in deliverable_fields(setting, "ACME", None)}
    assert "stakes" not in deliverable_values(setting, new | {"title": "Memo", "due": "tomorrow"})


def fill(services: Services) -> None:
    services.clients.add("ACME", name="Acme Robotics", zone="Europe/Berlin")
    services.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 12, 4), lead_days=5)


async def test_enter_on_the_line_and_enter_again_plan_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        (pack,) = here.outside().delivery.list("ACME")
        assert "no preparation planned" in here.text()
        item = f"deliverable:ACME:{pack.id}:attention-prepare"
        here.desk.stage.pane.select(item)
        await here.press("enter")
        assert isinstance(here.app.screen, Drafts)
        await here.press("enter")
        (block,) = here.outside().practice.portal("ACME").blocks()
        assert (block.title, block.starts_on) == ("prepare Board pack", date(2026, 11, 27))
        assert "no preparation planned" not in here.text()
        await here.press("u")
        here.desk.stage.pane.select(item)
        await here.press("e")
        assert here.app.screen.query_one("#field-stakes").value == Stakes.HIGH.value  # type: ignore[attr-defined]
