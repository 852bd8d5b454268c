"""Priorities and the plan of the day as rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.day_plan import DayPick, added, carried, check_pick, of_day, put_off
from fractui.core.errors import FieldRefused, Refused
from fractui.core.priority import Priority, check_priority, last_place, moved, ranked, too_many_words

TODAY = date(2026, 11, 24)


def a_priority(id: str, order: int, **more: Any) -> Priority:  # noqa: A002
    return Priority(id=id, text=f"matters {id}", since=TODAY, order=order, **more)


def a_pick(id: str, **more: Any) -> DayPick:  # noqa: A002
    plain: dict[str, Any] = {"id": id, "since": TODAY, "on": TODAY, "text": f"do {id}"}
    return DayPick(**plain | more)


def order_of(priorities: tuple[Priority, ...], changed: tuple[Priority, ...]) -> str:
    after = {each.id: each for each in priorities} | {each.id: each for each in changed}
    return "".join(each.id for each in ranked(after.values()))


def test_what_is_done_has_no_rank_and_the_next_comes_last() -> None:
    found = (a_priority("a", 2), a_priority("b", 1), a_priority("c", 7, done_on=TODAY))
    assert [each.id for each in ranked(found)] == ["b", "a"]
    assert last_place(found) == 3
    assert last_place(()) == 1


@pytest.mark.parametrize(
    ("known", "place", "order"),
    [("c", 1, "cabd"), ("a", 2, "bacd"), ("a", 9, "bcda"), ("d", 0, "dabc"), ("b", 3, "acbd")],
)
def test_a_priority_goes_to_its_place_and_the_others_close_up(known: str, place: int, order: str) -> None:
    found = tuple(a_priority(each, number) for number, each in enumerate("abcd", 1))
    assert order_of(found, moved(found, known, place)) == order


def test_only_what_changes_its_order_is_written() -> None:
    found = tuple(a_priority(each, number) for number, each in enumerate("abcd", 1))
    assert {each.id for each in moved(found, "d", 3)} == {"c", "d"}
    for known, place, word in (("a", 1, "first"), ("d", 7, "last"), ("b", 2, "there")):
        with pytest.raises(Refused, match=word):
            moved(found, known, place)
    with pytest.raises(Refused, match="done"):
        moved((a_priority("a", 1, done_on=TODAY),), "a", 1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=6), st.data())
def test_equal_orders_are_told_apart_by_a_move(orders: list[int], data: st.DataObject) -> None:
    found = tuple(a_priority(chr(97 + place), order) for place, order in enumerate(orders))
    before = [each.id for each in ranked(found)]
    known = data.draw(st.sampled_from(before))
    place = data.draw(st.integers(1, len(before)))
    expected = [each for each in before if each != known]
    expected.insert(place - 1, known)
    if expected != before:
        assert order_of(found, moved(found, known, place)) == "".join(expected)


def test_too_many_are_worth_a_word_and_nothing_is_no_limit() -> None:
    assert too_many_words(3, 3) == ""
    assert "4 at once" in too_many_words(4, 3)
    assert too_many_words(9, 0) == ""


def test_a_priority_says_something() -> None:
    assert check_priority(a_priority("a", 1, deliverable="")).deliverable is None
    with pytest.raises(FieldRefused):
        check_priority(Priority(id="a", text="  ", since=TODAY))


def test_a_day_has_what_is_open_and_what_was_ticked_off_on_it() -> None:
    yesterday, tomorrow = date(2026, 11, 23), date(2026, 11, 25)
    found = (
        a_pick("a", done_on=TODAY, order=1),
        a_pick("b", since=yesterday, on=yesterday, order=2),
        a_pick("c", done_on=yesterday, order=3),
        a_pick("d", on=tomorrow, order=4),
        a_pick("e", order=1),
    )
    assert [each.id for each in of_day(found, TODAY)] == ["e", "b", "a"]
    assert [each.id for each in carried(found, TODAY)] == ["d"]
    assert [each.id for each in of_day(found, tomorrow)] == ["e", "b", "d"]


def test_three_are_a_days_worth_and_nothing_is_chosen_twice() -> None:
    three = tuple(a_pick(each, order=number) for number, each in enumerate("abc", 1))
    with pytest.raises(Refused, match="3 are open"):
        added(three, a_pick("d"))
    one = a_pick("x", text="", whose="ACME", kind="priority", target="p")
    assert added(three[:2], one).order == 3
    with pytest.raises(Refused, match="already"):
        added((one,), a_pick("y", text="", whose="ACME", kind="priority", target="p"))
    assert added((one,), a_pick("y", text="", whose="BETA", kind="priority", target="p")).order == 1


def test_a_line_of_ones_own_says_something_and_a_choice_keeps_no_words() -> None:
    with pytest.raises(FieldRefused):
        check_pick(a_pick("a", text=" "))
    kept = check_pick(a_pick("a", text="words", whose="ACME", kind="promise", target="p"))
    assert (kept.text, kept.whose) == ("", "ACME")


def test_what_is_put_off_keeps_its_age() -> None:
    later = put_off(a_pick("a", since=date(2026, 11, 20)), TODAY)
    assert (later.since, later.on) == (date(2026, 11, 20), date(2026, 11, 25))
    with pytest.raises(Refused, match="another day"):
        put_off(later, TODAY)
    with pytest.raises(Refused, match="done"):
        put_off(a_pick("a", done_on=TODAY), TODAY)
