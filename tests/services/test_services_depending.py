"""A deliverable that waits for another of its client: kept, shown, warned of, and never tied to another client's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fractui.core.deliverable import Deliverable, Status
from fractui.core.errors import FieldRefused, Stale
from fractui.services.documents import deliverable
from fractui.services.recurrence import Recurrence
from fractui.services.views.board import Card
from fractui.store.codec import encode
from tests.services.desk import Desk

DAY = date(2026, 12, 4)


def owe(desk: Desk, title: str, due: date = DAY, code: str = "ACME", **more: Any) -> str:
    if code not in desk.practice.codes():
        desk.client(code)
    return desk.delivery.add(code, title, "Paper", due, **more).id


def card(desk: Desk, known: str) -> Card:
    found = desk.delivery.board().card(known)
    assert found is not None
    return found


def test_a_tie_is_kept_by_whole_ids_and_taken_back_by_undo(desk: Desk) -> None:
    plan = owe(desk, "90-day plan")
    roadmap = owe(desk, "Roadmap", after=(plan[:-1], plan))
    made = desk.reopened().delivery.show("ACME", roadmap)
    assert made.after == (plan,)
    assert deliverable(made)["after"] == [plan]
    assert desk.delivery.edit("ACME", roadmap, after=()).after == ()
    assert desk.practice.undo_label() == "edit Roadmap"
    desk.history.undo()
    assert desk.delivery.show("ACME", roadmap).after == (plan,)


def test_a_deliverable_without_ties_is_stored_as_before(desk: Desk) -> None:
    assert "after" not in encode(desk.delivery.show("ACME", owe(desk, "Plan")))


def test_another_clients_deliverable_is_refused_in_a_sentence(desk: Desk) -> None:
    roadmap, foreign = owe(desk, "Roadmap"), owe(desk, "Plan", code="BETA")
    refusing: tuple[Callable[[], Deliverable], ...] = (
        lambda: desk.delivery.edit("ACME", roadmap, after=(foreign,)),
        lambda: desk.delivery.add("ACME", "x", "Y", DAY, after=(foreign,)),
    )
    for each in refusing:
        with pytest.raises(
            FieldRefused, match="owed to another client; a deliverable comes only after"
        ) as refused:
            each()
        assert refused.value.field == "after"
        assert "BETA" not in str(refused.value)
        assert "Plan" not in str(refused.value)
    with pytest.raises(FieldRefused, match="ACME has no deliverable zzzz"):
        desk.delivery.edit("ACME", roadmap, after=("zzzz",))
    assert desk.delivery.show("ACME", roadmap).after == ()


def test_several_that_begin_so_are_asked_about(desk: Desk) -> None:
    plan, budget, roadmap = owe(desk, "Plan"), owe(desk, "Budget"), owe(desk, "Roadmap")
    same = next((length for length in range(31, 0, -1) if plan[:length] == budget[:length]), 0)
    if same:
        with pytest.raises(FieldRefused, match="Several deliverables of ACME"):
            desk.delivery.edit("ACME", roadmap, after=(plan[:same],))


def test_a_circle_is_refused_and_not_offered(desk: Desk) -> None:
    plan = owe(desk, "Plan")
    budget = owe(desk, "Budget", after=(plan,))
    roadmap = owe(desk, "Roadmap", after=(budget,))
    with pytest.raises(FieldRefused, match="Plan cannot come after Roadmap, for Roadmap comes after Budget"):
        desk.delivery.edit("ACME", plan, after=(roadmap,))
    assert desk.delivery.may_precede("ACME", plan) == ()
    assert {each.id for each in desk.delivery.may_precede("ACME", roadmap)} == {plan, budget}
    assert len(desk.delivery.may_precede("ACME")) == 3


def test_ties_against_an_older_state_are_refused(desk: Desk) -> None:
    plan, roadmap = owe(desk, "Plan"), owe(desk, "Roadmap")
    seen = desk.delivery.show("ACME", roadmap)
    desk.delivery.edit("ACME", roadmap, notes="meanwhile")
    with pytest.raises(Stale):
        desk.delivery.edit("ACME", roadmap, rev=seen.rev, after=(plan,))


def test_a_held_card_waits_and_is_not_mine_to_do(desk: Desk) -> None:
    plan = owe(desk, "Plan", date(2026, 12, 1))
    roadmap = owe(desk, "Roadmap", after=(plan,))
    assert (card(desk, roadmap).after, card(desk, roadmap).after_due, card(desk, roadmap).waits_for) == (
        "Plan",
        None,
        "",
    )
    board = desk.delivery.board()
    assert [each.title for each in board.only("waiting").columns[0].cards] == ["Roadmap"]
    assert [each.title for each in board.only("mine").columns[0].cards] == ["Plan"]
    rows = {each.title: each.after for each in desk.workspaces.view("ACME").due}
    assert rows == {"Plan": "", "Roadmap": "Plan"}


@pytest.mark.parametrize("how", ["deliver", "delete"])
def test_what_is_delivered_or_deleted_holds_no_longer_and_undo_holds_again(desk: Desk, how: str) -> None:
    plan = owe(desk, "Plan")
    roadmap = owe(desk, "Roadmap", after=(plan,))
    if how == "deliver":
        desk.delivery.move(plan, "delivered", to_whom="CEO", via="email")
    else:
        desk.delivery.delete("ACME", plan)
    assert card(desk, roadmap).after == ""
    assert desk.delivery.held("ACME", roadmap) == ()
    assert desk.delivery.edit("ACME", roadmap, after=(plan,), notes="still tied").after == (plan,)
    desk.history.undo()
    desk.history.undo()
    assert card(desk, roadmap).after == "Plan"


def test_moving_on_is_never_forbidden(desk: Desk) -> None:
    plan = owe(desk, "Plan")
    roadmap = owe(desk, "Roadmap", after=(plan,))
    assert [each.title for each in desk.delivery.held("ACME", roadmap)] == ["Plan"]
    assert desk.delivery.move(roadmap, "in_review").status is Status.IN_REVIEW
    moved = desk.delivery.move(roadmap, "delivered", to_whom="CEO", via="email")
    assert moved.status is Status.DELIVERED
    assert desk.delivery.held("ACME", roadmap) == ()


def test_so_many_ties_are_refused_from_the_beginning(desk: Desk) -> None:
    many = tuple(owe(desk, f"Paper {number}") for number in range(13))
    with pytest.raises(FieldRefused, match="at most 12"):
        owe(desk, "Roadmap", after=many)
    assert len(desk.delivery.list("ACME")) == 13


def test_a_tie_with_days_that_cannot_be_is_worth_attention(desk: Desk) -> None:
    plan = owe(desk, "Plan", date(2026, 12, 11))
    roadmap = owe(desk, "Roadmap", after=(plan,))
    assert card(desk, roadmap).after_due == date(2026, 12, 11)
    said = "Roadmap is due on 4 Dec and comes after Plan, due on 11 Dec"
    assert said in [each.text for each in desk.portfolio.overview().attention]
    desk.delivery.edit("ACME", plan, due=date(2026, 12, 3))
    assert said not in [each.text for each in desk.portfolio.overview().attention]


def test_the_next_of_a_series_takes_no_ties_over(desk: Desk) -> None:
    plan = owe(desk, "Plan")
    report = owe(desk, "Report", date(2026, 11, 30), every="month", after=(plan,))
    desk.delivery.move(report, "delivered", to_whom="CEO", via="email")
    Recurrence(desk.practice).renew(date(2027, 2, 1))
    following = [each for each in desk.delivery.list("ACME") if each.follows]
    assert following
    assert all(each.after == () for each in following)


def test_what_is_prepared_for_a_delivery_says_what_should_have_come_before(desk: Desk) -> None:
    from fractui.services.receipts import Receipts

    plan = owe(desk, "Plan")
    roadmap = owe(desk, "Roadmap", after=(plan,))
    receipts = Receipts(desk.practice)
    assert receipts.preparing("ACME", roadmap).after == "Plan"
    assert receipts.preparing("ACME", plan).after == ""
