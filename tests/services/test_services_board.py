"""The board's filters, its limit of work in progress, ages, and what a card says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fractui.core.errors import FieldRefused
from fractui.services.time_off import TimeOff
from fractui.services.tuning import Tuning
from fractui.services.views.board import FILTERS, BoardView
from fractui.store import codec, decoding
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


def owe(desk: Desk, title: str, days: int, code: str = "ACME", **more: Any) -> str:
    if code not in desk.practice.codes():
        desk.client(code)
    return desk.delivery.add(code, title, "Report", DAY + timedelta(days=days), **more).id


def titles(view: BoardView) -> set[str]:
    return {card.title for column in view.columns for card in column.cards}


def test_each_filter_keeps_what_it_says(desk: Desk) -> None:
    owe(desk, "late", -3)
    owe(desk, "friday", 3)
    owe(desk, "later", 30, waits_for="Lena Hoff")
    done = owe(desk, "done", 1)
    desk.delivery.edit("ACME", done, completed=True)
    sent = owe(desk, "sent", 0)
    desk.delivery.move(sent, "delivered", to_whom="CEO", via="email")
    view = desk.delivery.board()
    found = {shown: titles(view.only(shown)) for shown in FILTERS}
    assert found == {
        "all": {"late", "friday", "later", "done", "sent"},
        "week": {"friday", "done", "sent"},
        "overdue": {"late"},
        "mine": {"late", "friday", "done"},
        "waiting": {"later"},
        "unsent": {"done"},
    }
    assert view.only("week").overdue == 1


def test_a_card_says_whom_it_waits_for_when_to_begin_and_what_came_of_it(desk: Desk) -> None:
    known = owe(desk, "Board pack", 20, lead_days=5, waits_for="Lena Hoff")
    card = desk.delivery.board().card(known)
    assert card is not None
    assert (card.waits_for, card.begin_by, card.document) == ("Lena Hoff", DAY + timedelta(days=15), "")
    desk.go("2026-12-10 12:00")
    card = desk.delivery.board().card(known)
    assert card is not None
    assert (card.begin_by, card.ageing) == (None, 1)
    moved = desk.delivery.move(known, "delivered", to_whom="CEO", via="email")
    assert moved.waits_for == ""


def test_a_lead_time_out_of_reason_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    with pytest.raises(FieldRefused) as refused:
        desk.delivery.add("ACME", "x", "Y", DAY, lead_days=500)
    assert refused.value.field == "lead_days"


def test_too_much_in_progress_of_one_client_is_said_and_never_forbidden(desk: Desk) -> None:
    known = [owe(desk, f"paper {number}", 60) for number in range(4)]
    for each in known[:3]:
        desk.delivery.move(each, "in_review")
    assert desk.delivery.board().crowds == ()
    desk.delivery.move(known[3], "in_review")
    crowd = desk.delivery.board().crowd("ACME")
    assert crowd is not None
    assert (crowd.count, crowd.limit) == (4, 3)
    Tuning(desk.practice).edit(wip_limit=0)
    assert desk.delivery.board().crowds == ()
    with pytest.raises(FieldRefused) as refused:
        Tuning(desk.practice).edit(wip_limit=-1)
    assert refused.value.field == "wip_limit"


def test_a_client_has_a_limit_of_its_own(desk: Desk) -> None:
    for number in range(3):
        desk.delivery.move(owe(desk, f"paper {number}", 60), "in_review")
        desk.delivery.move(owe(desk, f"draft {number}", 60, "BETA"), "in_review")
    desk.clients.edit("ACME", wip_limit=2)
    assert [(each.code, each.count, each.limit) for each in desk.delivery.board().crowds] == [("ACME", 3, 2)]
    Tuning(desk.practice).edit(wip_limit=0)
    assert [each.code for each in desk.delivery.board().crowds] == ["ACME"]
    assert desk.clients.edit("ACME", wip_limit=0).wip_limit is None
    assert desk.delivery.board().crowds == ()
    with pytest.raises(FieldRefused) as refused:
        desk.clients.edit("ACME", wip_limit=51)
    assert refused.value.field == "wip_limit"


def test_what_was_delivered_long_ago_is_not_decoded_for_the_board(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in range(1, 10):
        desk.go(f"2026-{month:02d}-10 12:00")
        desk.delivery.move(owe(desk, f"report {month}", 0), "delivered", to_whom="CEO", via="email")
    desk.go("2026-11-24 14:07")
    owe(desk, "owed", 5)
    decoded: list[str] = []

    def counting(kind: type[Any], raw: codec.Raw, where: str) -> Any:
        decoded.append(kind.__name__)
        return codec.decode(kind, raw, where)

    monkeypatch.setattr(decoding, "decode", counting)
    view = desk.reopened().delivery.board()
    assert titles(view) == {"owed"}
    assert decoded.count("Deliverable") == 1


def test_the_strip_counts_what_is_finished_and_not_delivered(desk: Desk) -> None:
    for title in ("one", "two"):
        desk.delivery.edit("ACME", owe(desk, title, 20), completed=True)
    owe(desk, "three", 20, "BETA")
    assert [each.undelivered for each in desk.portfolio.frame().strip] == [2, 0]


def test_what_is_due_on_a_day_off_needs_a_decision(desk: Desk) -> None:
    owe(desk, "Board pack", 10)
    owe(desk, "Memo", 11, "BETA")
    owe(desk, "Plan", 12, "BETA")
    off = TimeOff(desk.practice)
    off.add(DAY + timedelta(days=10), name="Skiing")
    off.add(DAY + timedelta(days=11), cover="Sam")
    found = {
        each.text: each.severity for each in desk.portfolio.overview().attention if "day off" in each.text
    }
    assert found == {
        "Board pack is due on 4 Dec, a day off (Skiing): nobody covers": 2,
        "Memo is due on 5 Dec, a day off: Sam covers": 1,
    }


def test_the_board_knows_how_it_will_be_before_the_disk_does(desk: Desk) -> None:
    known = owe(desk, "one", 3)
    for title, days in (("two", 2), ("four", 4)):
        desk.delivery.move(owe(desk, title, days), "in_review")
    before = desk.delivery.board()
    foreseen = before.moved(known, "in_review")
    desk.delivery.move(known, "in_review")
    after = desk.delivery.board()
    assert [[card.title for card in column.cards] for column in foreseen.columns] == [
        [card.title for card in column.cards] for column in after.columns
    ]
    assert before.moved(known, "delivered") == before
    assert before.moved("nothing", "draft") == before
