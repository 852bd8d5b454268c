"""High stakes kept, taken from templates, told in Attention, and their preparation planned (row 000-25)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from fractui.core.deliverable import Deliverable
from fractui.core.errors import NotFound, Refused
from fractui.core.laying import TemplateKind
from fractui.core.stakes import HIGH_TYPES, Stakes, usual_stakes
from fractui.services.documents import deliverable
from fractui.services.laying import Laying
from fractui.services.library import Library
from fractui.services.library.shipped import shipped
from fractui.services.planning import Planning
from fractui.store.codec import decode, encode
from tests.services.desk import Desk

DUE = date(2026, 12, 4)
LINE = "Board pack due in 10 days: no preparation planned"


def owe(desk: Desk, title: str = "Board pack", type: str = "BoardPack", **more: Any) -> Deliverable:  # noqa: A002
    if "ACME" not in desk.practice.codes():
        desk.client("ACME")
    return desk.delivery.add("ACME", title, type, DUE, **{"lead_days": 5} | more)


def said(desk: Desk) -> list[str]:
    return [each.text for each in desk.portfolio.findings() if each.target.startswith("prepare:")]


def test_the_shipped_templates_say_what_the_types_do() -> None:
    assert all(each.stakes is usual_stakes(each.type) for each in shipped())
    high = {each.type.casefold() for each in shipped() if each.stakes is Stakes.HIGH}
    assert high == {"boardpack", "investorupdate", "weeklyupdate"} <= HIGH_TYPES


def test_stakes_are_kept_changed_and_undone(desk: Desk) -> None:
    pack, memo = owe(desk), owe(desk, "Memo", "Memo")
    assert (pack.stakes, memo.stakes) == (Stakes.HIGH, Stakes.NORMAL)
    assert deliverable(pack)["stakes"] == "high"
    again = desk.reopened().delivery
    assert again.show("ACME", pack.id).stakes is Stakes.HIGH
    desk.delivery.edit("ACME", pack.id, stakes=Stakes.NORMAL)
    assert said(desk) == []
    desk.history.undo()
    assert desk.delivery.show("ACME", pack.id).stakes is Stakes.HIGH
    assert owe(desk, stakes=Stakes.NORMAL).stakes is Stakes.NORMAL


def test_documents_of_before_keep_their_bytes_and_are_read(desk: Desk) -> None:
    raw = encode(owe(desk, "Memo", "Memo"))
    assert "stakes" not in raw
    assert decode(Deliverable, raw, "x").stakes is Stakes.NORMAL
    assert encode(owe(desk))["stakes"] == "high"


def test_a_template_of_ones_own_says_it(desk: Desk) -> None:
    library = Library(desk.practice)
    library.add("Covenant memo", "CovenantMemo", "text", stakes=Stakes.HIGH)
    assert owe(desk, "Memo", "CovenantMemo").stakes is Stakes.HIGH
    changed = library.edit("board-pack", stakes=Stakes.NORMAL)
    assert (changed.version, changed.changelog[-1].note) == (2, "its stakes")
    assert library.show("board-pack").origin.value == "changed"
    desk.client("BETA", function="cfo")
    assert desk.delivery.add("BETA", "Pack", "BoardPack", DUE).stakes is Stakes.NORMAL


def test_attention_says_it_once_until_preparation_is_planned(desk: Desk) -> None:
    pack = owe(desk)
    (found,) = [each for each in desk.portfolio.findings() if "Board pack" in each.text]
    assert (found.text, found.code, found.severity, found.target) == (LINE, "ACME", 2, f"prepare:{pack.id}")
    laying = Laying(desk.practice)
    assert laying.unprepared() == (pack,)
    (draft,) = laying.drafts(TemplateKind.PREPARATION, "ACME", of=pack.id)
    assert (draft.title, draft.day, draft.minutes) == ("prepare Board pack", date(2026, 11, 27), 120)
    laying.plan([draft], "plan it")
    assert said(desk) == []
    assert laying.unprepared() == ()
    desk.history.undo()
    assert said(desk) == [LINE]


def test_preparation_that_is_taken_away_or_moved_too_late_is_missed(desk: Desk) -> None:
    pack, laying, planning = owe(desk), Laying(desk.practice), Planning(desk.practice)
    (block,) = laying.plan(laying.drafts(TemplateKind.PREPARATION, "ACME", of=pack.id), "plan it")
    with pytest.raises(Refused, match="planned already, on 27 Nov"):
        laying.drafts(TemplateKind.PREPARATION, "ACME", of=pack.id)
    planning.skip(block.id, block.starts_on)
    assert said(desk) == [LINE]
    desk.history.undo()
    assert said(desk) == []
    planning.delete_block(block.id)
    assert said(desk) == [LINE]


def test_what_worse_can_be_said_is_said_instead(desk: Desk) -> None:
    owe(desk)
    desk.clock.forward(days=9)
    assert said(desk) == []
    assert [each.text for each in desk.portfolio.findings() if "Board pack" in each.text] == [
        "Board pack due tomorrow, still a draft"
    ]


def test_preparation_of_one_is_refused_in_a_sentence(desk: Desk) -> None:
    pack, laying = owe(desk), Laying(desk.practice)
    with pytest.raises(NotFound):
        laying.drafts(TemplateKind.PREPARATION, "ACME", of="ffff")
    desk.delivery.edit("ACME", pack.id, completed=True)
    with pytest.raises(Refused, match="nothing to prepare"):
        laying.drafts(TemplateKind.PREPARATION, "ACME", of=pack.id)
    late = desk.delivery.add("ACME", "Deck", "BoardDeck", desk.today)
    with pytest.raises(Refused, match="due already"):
        laying.drafts(TemplateKind.PREPARATION, "ACME", of=late.id)


def test_without_a_lead_time_it_is_prepared_the_working_day_before(desk: Desk) -> None:
    pack = owe(desk, lead_days=0)
    assert said(desk) == []
    (draft,) = Laying(desk.practice).drafts(TemplateKind.PREPARATION, "ACME", of=pack.id)
    assert draft.day == date(2026, 12, 3)


def test_board_and_workspace_know_it(desk: Desk) -> None:
    pack = owe(desk)
    card = desk.delivery.board().card(pack.id)
    assert card is not None
    assert card.high
    assert [row.high for row in desk.workspaces.view("ACME").due] == [True]


def test_nothing_is_prepared_in_the_past_of_today(desk: Desk) -> None:
    pack = owe(desk, lead_days=30)
    (draft,) = Laying(desk.practice).drafts(TemplateKind.PREPARATION, "ACME", of=pack.id)
    assert (draft.day, draft.at) > (desk.today, time(15, 6))
    desk.clock.forward(hours=3)
    (later,) = Laying(desk.practice).drafts(TemplateKind.PREPARATION, "ACME", of=pack.id)
    assert later.day == date(2026, 11, 25)
