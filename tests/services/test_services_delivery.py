from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fractui.core.deliverable import Status
from fractui.core.errors import FieldRefused, NotFound, Refused, Stale
from fractui.core.period import Period, week_of
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


def owe(desk: Desk, code: str = "ACME", title: str = "Board pack", due: date = DAY, **more: Any) -> str:
    if code not in desk.practice.codes():
        desk.client(code)
    return desk.delivery.add(code, title, "BoardPack", due, **more).id


def test_what_is_owed_begins_as_a_draft(desk: Desk) -> None:
    desk.client("ACME")
    made = desk.delivery.add("acme", " Board pack ", "board pack", DAY, every="month", notes="a\nb")
    assert (made.client, made.title, made.type, made.status, made.version) == (
        "ACME",
        "Board pack",
        "BoardPack",
        Status.DRAFT,
        1,
    )
    assert (made.every, made.status_since) == ("month", desk.clock.now)
    assert desk.practice.undo_label() == "add Board pack for ACME"


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("title", "a\nb"), ("type", "a/b"), ("every", "day")]
)
def test_values_that_cannot_be_are_refused_by_field(desk: Desk, field: str, value: str) -> None:
    desk.client("ACME")
    with pytest.raises(FieldRefused) as refused:
        desk.delivery.add(**({"code": "ACME", "title": "x", "type": "Y", "due": DAY} | {field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_delivered_needs_its_receipt_and_says_what_is_missing(desk: Desk) -> None:
    known = owe(desk)
    with pytest.raises(FieldRefused, match="say to whom it goes") as refused:
        desk.delivery.move(known, "delivered")
    assert refused.value.field == "to"
    with pytest.raises(FieldRefused, match="by which channel") as refused:
        desk.delivery.move(known, Status.DELIVERED, to_whom="CEO")
    assert refused.value.field == "via"
    assert desk.delivery.show("ACME", known).status is Status.DRAFT


def test_a_delivery_keeps_its_receipt_and_whether_it_was_on_time_at_the_client(desk: Desk) -> None:
    desk.client("TOKY", zone="Asia/Tokyo")
    known = owe(desk, "TOKY", due=DAY)
    desk.go("2026-11-24 16:00")
    moved = desk.delivery.move(known, "delivered", to_whom="CEO, board", via="email")
    assert (moved.receipts[0].to, moved.receipts[0].via, moved.receipts[0].on_time) == (
        "CEO, board",
        "email",
        False,
    )
    assert desk.practice.undo_label() == "move Board pack to delivered"
    desk.history.undo()
    assert desk.delivery.show("TOKY", known).receipts == ()


def test_what_comes_back_is_the_next_version_and_keeps_its_receipts(desk: Desk) -> None:
    known = owe(desk)
    desk.delivery.move(known, "in_review")
    desk.delivery.move(known, "delivered", to_whom="CEO", via="email")
    back = desk.delivery.move(known, "draft")
    assert (back.version, len(back.receipts), len(back.log)) == (2, 1, 3)
    with pytest.raises(Refused, match="draft already"):
        desk.delivery.move(known, "draft")


def test_finished_work_is_debt_until_it_is_delivered(desk: Desk) -> None:
    known = owe(desk, due=date(2026, 12, 20))
    done = desk.delivery.edit("ACME", known, completed=True, title="Pack")
    assert (done.status, done.completed_at, done.title) == (Status.IN_REVIEW, desk.clock.now, "Pack")
    desk.clock.forward(days=3)
    (card,) = desk.delivery.board().columns[1].cards
    assert card.debt_days == 3
    assert desk.delivery.board().undelivered == 1
    assert desk.delivery.edit("ACME", known, completed=False).completed_at is None
    assert desk.delivery.board().undelivered == 0


def test_edit_against_an_old_revision_or_an_unknown_id_is_refused(desk: Desk) -> None:
    known = owe(desk)
    desk.delivery.edit("ACME", known, due=date(2026, 12, 1))
    with pytest.raises(Stale):
        desk.delivery.edit("ACME", known, rev=1, title="x")
    with pytest.raises(NotFound):
        desk.delivery.edit("ACME", "ffff", title="x")


def test_ids_may_be_cut_but_must_fit_one_only(desk: Desk) -> None:
    first = owe(desk)
    owe(desk, "BETA")
    assert desk.delivery.move(first[:8], "in review").status is Status.IN_REVIEW
    for odd in ("0000", "ffff", ""):
        with pytest.raises(NotFound, match="fractui deliverable list"):
            desk.delivery.move(odd, "draft")


def test_an_unknown_column_is_refused(desk: Desk) -> None:
    known = owe(desk)
    with pytest.raises(FieldRefused, match="draft, in_review or delivered"):
        desk.delivery.move(known, "done")


def test_delete_takes_away_and_undo_brings_back(desk: Desk) -> None:
    known = owe(desk)
    desk.delivery.delete("ACME", known)
    assert desk.delivery.list() == ()
    desk.history.undo()
    assert [each.id for each in desk.delivery.list()] == [known]


def test_the_list_is_by_due_day_and_narrowed_by_client_column_and_period(desk: Desk) -> None:
    late = owe(desk, due=date(2026, 11, 1))
    soon = owe(desk, "BETA", due=date(2026, 11, 27))
    far = owe(desk, due=date(2027, 1, 1))
    desk.delivery.move(soon, "in_review")
    assert [each.id for each in desk.delivery.list()] == [late, soon, far]
    assert [each.id for each in desk.delivery.list("acme")] == [late, far]
    assert [each.id for each in desk.delivery.list(status="review")] == [soon]
    assert [each.id for each in desk.delivery.list(period=week_of(DAY))] == [soon]
    assert [each.id for each in desk.delivery.list(period=Period(None, date(2026, 11, 2)))] == [late]


def test_a_closed_clients_deliverables_are_listed_only_by_name(desk: Desk) -> None:
    owe(desk)
    desk.clients.close("ACME")
    assert desk.delivery.list() == ()
    assert len(desk.delivery.list("ACME")) == 1
    assert desk.delivery.board().columns[0].cards == ()


def test_the_board_puts_the_most_pressing_first_and_the_newest_delivery_first(desk: Desk) -> None:
    owe(desk, title="later", due=date(2026, 12, 1))
    owe(desk, "BETA", title="late", due=date(2026, 11, 21))
    for title, day in (("old", 5), ("new", 12)):
        desk.go(f"2026-11-{day:02d} 12:00")
        desk.delivery.move(
            owe(desk, title=title, due=date(2026, 11, day)), "delivered", to_whom="CEO", via="email"
        )
    desk.go("2026-11-24 14:07")
    board = desk.delivery.board()
    assert [[card.title for card in column.cards] for column in board.columns] == [
        ["late", "later"],
        [],
        ["new", "old"],
    ]
    assert [column.title for column in board.columns] == ["Draft", "In review", "Delivered"]
    assert (board.this_week, board.overdue, board.undelivered) == (0, 1, 0)
    late, delivered = board.columns[0].cards[0], board.columns[2].cards[0]
    assert (late.days, late.age_days, late.code, late.delivered_on) == (-3, 0, "BETA", None)
    assert (delivered.delivered_on, delivered.delivered_to, delivered.on_time) == (
        date(2026, 11, 12),
        "CEO",
        True,
    )


def test_delivered_cards_are_this_months_and_those_of_14_days(desk: Desk) -> None:
    for text in ("2026-10-24 12:00", "2026-10-26 12:00"):
        desk.go(text)
        desk.delivery.move(owe(desk, title=text), "delivered", to_whom="CEO", via="email")
    desk.go("2026-11-08 12:00")
    assert [card.title for card in desk.delivery.board().columns[2].cards] == ["2026-10-26 12:00"]
    desk.go("2026-10-31 12:00")
    assert len(desk.delivery.board().columns[2].cards) == 2


def test_the_board_of_one_client_holds_nothing_of_another(desk: Desk) -> None:
    owe(desk)
    owe(desk, "BETA")
    board = desk.delivery.board("beta")
    assert [card.code for card in board.columns[0].cards] == ["BETA"]
    assert (board.code, board.this_week) == ("BETA", 1)


def test_an_empty_board(desk: Desk) -> None:
    board = desk.delivery.board()
    assert [column.cards for column in board.columns] == [(), (), ()]


def test_markup_and_wide_letters_stay_as_they_are(desk: Desk) -> None:
    known = owe(desk, title="[red]漢字[/] 👨‍👩‍👧")
    assert desk.delivery.show("ACME", known).title == "[red]漢字[/] 👨‍👩‍👧"
