"""What comes after what: what holds a deliverable, which ties make no sense, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.deliverable import Deliverable, Status, move
from fractui.core.dependency import after_words, check_after, follows, holding, too_late, warning
from fractui.core.errors import FieldRefused
from tests.builders import a_deliverable, at

NOW = at("2026-11-24 13:07")


def card(known: str, *after: str, days: int = 0, title: str = "") -> Deliverable:
    owed = a_deliverable()
    return replace(
        owed, id=known, title=title or f"Paper {known}", after=after, due=owed.due + timedelta(days=days)
    )


def known_as(*cards: Deliverable) -> dict[str, Deliverable]:
    return {each.id: each for each in cards}


def delivered(each: Deliverable) -> Deliverable:
    return move(each, Status.DELIVERED, NOW, NOW.date(), to_whom="CEO", via="email")


def test_what_is_owed_holds_and_what_was_delivered_once_or_is_gone_does_not() -> None:
    plan, budget, roadmap = card("a", days=4), card("b", days=2), card("c", "a", "b", "gone")
    assert [each.id for each in holding(roadmap, known_as(plan, budget, roadmap))] == ["b", "a"]
    assert holding(roadmap, known_as(roadmap)) == ()
    again = move(delivered(plan), Status.DRAFT, NOW, NOW.date())
    assert [each.id for each in holding(roadmap, known_as(again, budget))] == ["b"]
    assert holding(delivered(roadmap), known_as(plan, budget)) == ()


def test_a_tie_is_too_late_where_what_comes_before_is_due_later() -> None:
    plan, budget, roadmap = card("a", days=4), card("b", days=2), card("c", "a", "b", days=2)
    assert too_late(roadmap, (budget, plan)) is plan
    assert too_late(roadmap, (budget,)) is None
    assert too_late(roadmap, ()) is None


def test_what_is_said_names_the_first_and_counts_the_others() -> None:
    plan, budget = card("a", title="90-day plan"), card("b", title="Budget")
    assert after_words(()) == warning("Roadmap", ()) == ""
    assert after_words((plan,)) == "90-day plan"
    assert after_words((plan, budget)) == "90-day plan and 1 more"
    assert warning("Roadmap", (plan,)) == "Roadmap comes after 90-day plan, which is not delivered yet."
    assert "which are not" in warning("Roadmap", (plan, budget))


def test_a_circle_is_refused_with_its_titles() -> None:
    cards = known_as(card("a", "b", title="Plan"), card("b", "c", title="Budget"), card("c", title="Roadmap"))
    with pytest.raises(FieldRefused) as refused:
        check_after(replace(cards["c"], after=("a",)), cards.get)
    assert refused.value.field == "after"
    assert str(refused.value) == (
        "Roadmap cannot come after Plan, for Plan comes after Budget, Budget comes after Roadmap."
    )
    with pytest.raises(FieldRefused, match="Roadmap cannot come after itself"):
        check_after(replace(cards["c"], after=("c",)), cards.get)
    with pytest.raises(FieldRefused, match="at most 12"):
        check_after(replace(cards["c"], after=tuple(f"x{number}" for number in range(13))), cards.get)
    assert check_after(cards["a"], cards.get) is cards["a"]
    assert follows(cards["a"], "c", cards.get)
    assert not follows(cards["c"], "a", cards.get)


@given(ties=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=16))
@settings(max_examples=60, deadline=None)
def test_no_order_of_ties_makes_a_circle(ties: list[tuple[int, int]]) -> None:
    cards = known_as(*(card(str(number)) for number in range(7)))
    for one, other in ties:
        new = replace(cards[str(one)], after=(*cards[str(one)].after, str(other)))
        try:
            cards[str(one)] = check_after(new, cards.get)
        except FieldRefused:
            continue
    assert not any(follows(each, each.id, cards.get) for each in cards.values())


def test_a_circle_that_came_from_elsewhere_ends_the_search() -> None:
    cards = known_as(card("a", "b"), card("b", "a"), card("c", "a"))
    assert not follows(cards["c"], "c", cards.get)
    assert follows(cards["a"], "a", cards.get)
