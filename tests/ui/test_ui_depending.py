"""Ties between deliverables in the dashboard: on cards and rows, in the form, and chosen with a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from fractui.core.errors import FieldRefused, Refused
from fractui.ui.dialogs import before
from fractui.ui.dialogs.last_name import Names
from fractui.ui.dialogs.picker import ChoiceList, Picker
from fractui.ui.lines import width_of
from fractui.ui.widgets.board_cards import card_lines
from fractui.ui.widgets.board_lines import agenda_lines
from fractui.ui.widgets.workspace_lines import Setting
from fractui.ui.widgets.workspace_owed import due_lines
from fractui.wiring import Services
from tests.builders import a_deliverable
from tests.ui.desk import Opened, opened
from tests.ui.sample_boards import HOSTILE, TODAY, board, card
from tests.ui.sample_views import NOW, a_workspace
from tests.ui.watching import KEYS, all_text, text_of

PLAN = replace(a_deliverable(), id="a" * 32, title="90-day plan")
BUDGET = replace(a_deliverable(), id="b" * 32, title="Budget; first draft")


@pytest.mark.parametrize("width", [24, 40, 48, 64])
def test_a_card_says_what_comes_before_it_and_when_that_is_too_late(width: int) -> None:
    held = replace(card(1, "ACME", "Roadmap", "Roadmap", 3), after="90-day plan")
    late = replace(held, after_due=TODAY + timedelta(days=10))
    for one, said in ((held, "after 90-day plan"), (late, "! after 90-day plan, due 4 Dec")):
        lines = card_lines(board((one,), (), ()), one, width, 4)
        assert {width_of(line) for line in lines} == {width}
        assert said[: width - 14] in "\n".join(map(text_of, lines))


@pytest.mark.parametrize("width", [56, 76, 116, 196])
def test_the_agenda_says_so_whatever_the_title(width: int) -> None:
    cards = tuple(
        replace(card(number, "ACME", "Roadmap", "Roadmap", 3), after=title)
        for number, title in enumerate(("90-day plan", *HOSTILE))
    )
    lines = agenda_lines(board(cards, (), ()), width, KEYS)
    assert max(map(width_of, lines)) <= width
    assert "waits" in all_text(lines) or width < 76


@pytest.mark.parametrize("width", [40, 56, 76, 116])
@pytest.mark.parametrize("title", ["90-day plan", *HOSTILE])
def test_the_workspace_says_so_beside_the_title(title: str, width: int) -> None:
    view = a_workspace()
    held = replace(view.due[0], title="Roadmap", after=title)
    late = replace(held, after_due=date(2026, 12, 4))
    setting = Setting(width, NOW, KEYS, 6)
    for row, said in ((held, f"Roadmap  after {title}"), (late, f"Roadmap  ! after {title}, due 4 Dec")):
        lines = due_lines(replace(view, due=(row,), delivered=()), setting)
        assert max(map(width_of, lines)) <= width
        assert title in HOSTILE or width < 76 or said in all_text(lines)


async def test_the_last_title_of_several_is_completed() -> None:
    names = Names(("90-day plan", "Budget"), before.MARK)
    assert await names.get_suggestion("90-day plan; bu") == "90-day plan; Budget"
    assert await names.get_suggestion("90-day plan; ") is None


def test_titles_in_a_field_mean_ids() -> None:
    again = replace(PLAN, id="c" * 32, due=date(2026, 12, 31))
    known = before.labels((PLAN, BUDGET), TODAY)
    assert list(known) == ["90-day plan", "Budget, first draft"]
    assert before.read(" budget, f ;90-DAY plan;", known) == (BUDGET.id, PLAN.id)
    assert before.read(before.written((BUDGET.id,), known), known) == (BUDGET.id,)
    assert before.read("", known) == ()
    twice = before.labels((PLAN, again, replace(again, id="d" * 32)), TODAY)
    assert len(twice) == 3
    with pytest.raises(FieldRefused, match="Several begin with “90”"):
        before.read("90", twice)
    with pytest.raises(FieldRefused, match="Nothing that is owed is called “nope”"):
        before.read("nope", known)


def test_nothing_to_choose_from_is_said() -> None:
    with pytest.raises(Refused, match="is owed nothing else"):
        before.before_choices(PLAN, (), TODAY)


def fill(services: Services) -> None:
    services.clients.add("ACME", name="Acme Robotics", zone="Europe/Berlin")
    for days, title in enumerate(("90-day plan", "Budget", "Roadmap")):
        services.delivery.add("ACME", title, "Paper", date(2026, 11, 26 + days))


def known_as(here: Opened, title: str) -> str:
    return next(each.id for each in here.outside().delivery.list("ACME") if each.title == title)


async def test_a_key_ties_and_unties_and_a_move_says_what_comes_before(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        plan, roadmap = known_as(here, "90-day plan"), known_as(here, "Roadmap")
        await here.press("b")
        here.desk.stage.pane.select(f"deliverable:ACME:{roadmap}")
        await here.press("B")
        assert isinstance(here.app.screen, Picker)
        await here.press("enter")
        assert here.outside().delivery.show("ACME", roadmap).after == (plan,)
        assert isinstance(here.app.screen, Picker)
        assert "✓" in all_text([*here.app.screen.query_one(ChoiceList).lines])
        await here.press("escape")
        assert "after 90-day plan" in here.text()
        await here.press("L")
        assert "it comes after 90-day plan, not delivered yet" in here.desk.key_bar._said
        await here.press("B", "enter", "escape")
        assert here.outside().delivery.show("ACME", roadmap).after == ()


async def test_the_form_ties_by_title_and_leaves_what_it_does_not_show(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        plan, budget, roadmap = (known_as(here, title) for title in ("90-day plan", "Budget", "Roadmap"))
        outside = here.outside()
        outside.delivery.edit("ACME", roadmap, after=(plan,))
        outside.delivery.move(plan, "delivered", to_whom="CEO", via="email")
        await here.desk.change(lambda services: services.practice.catch_up())
        await here.press("b")
        here.desk.stage.pane.select(f"deliverable:ACME:{roadmap}")
        await here.press("e")
        field = here.app.screen.query_one("#field-after", Input)
        assert field.value == ""
        field.value = "bud"
        await here.press("enter")
        assert here.outside().delivery.show("ACME", roadmap).after == (plan, budget)
