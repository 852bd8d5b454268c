"""The way over the board, with its log, receipts, versions and debt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.deliverable import (
    TRANSITIONS,
    Status,
    check_deliverable,
    debt,
    finish,
    move,
    next_due,
    overdue,
    reopen,
    status_named,
)
from fractui.core.errors import FieldRefused, Refused
from fractui.core.naming import check_type, file_name
from tests.builders import a_deliverable, at

NOW = at("2026-11-24 13:07")
TODAY = date(2026, 11, 24)


def test_every_move_between_columns_is_in_the_table_and_none_to_itself() -> None:
    assert set(TRANSITIONS) == {(one, other) for one, other in product(Status, Status) if one is not other}


def test_moves_are_logged() -> None:
    there = move(a_deliverable(), Status.IN_REVIEW, NOW, TODAY)
    back = move(there, Status.DRAFT, NOW + timedelta(hours=1), TODAY)
    assert (there.status, there.status_since) == (Status.IN_REVIEW, NOW)
    assert [(each.came_from, each.went_to) for each in back.log] == [
        (Status.DRAFT, Status.IN_REVIEW),
        (Status.IN_REVIEW, Status.DRAFT),
    ]
    assert back.version == 1


def test_it_cannot_move_to_where_it_is() -> None:
    with pytest.raises(Refused, match="Board pack is draft already"):
        move(a_deliverable(), Status.DRAFT, NOW, TODAY)


@pytest.mark.parametrize(("to_whom", "via", "field"), [("", "email", "to"), ("CEO", " ", "via")])
def test_a_delivery_needs_its_receipt(to_whom: str, via: str, field: str) -> None:
    with pytest.raises(FieldRefused, match="needed") as refused:
        move(a_deliverable(), Status.DELIVERED, NOW, TODAY, to_whom=to_whom, via=via)
    assert refused.value.field == field


@pytest.mark.parametrize(("today", "on_time"), [(date(2026, 11, 25), True), (date(2026, 11, 26), False)])
def test_the_receipt_knows_whether_it_was_on_time(today: date, on_time: bool) -> None:
    done = move(a_deliverable(), Status.DELIVERED, NOW, today, to_whom="CEO, board", via="email")
    receipt = done.delivered
    assert receipt is not None
    assert (receipt.to, receipt.via, receipt.version, receipt.on_time) == ("CEO, board", "email", 1, on_time)
    assert receipt.delivered_at == NOW
    assert done.completed_at == NOW


@pytest.mark.parametrize("to", [Status.DRAFT, Status.IN_REVIEW])
def test_what_was_delivered_is_reissued_as_a_new_version_and_its_receipt_stays(to: Status) -> None:
    done = move(a_deliverable(), Status.DELIVERED, NOW, TODAY, to_whom="CEO", via="email")
    again = move(done, to, NOW + timedelta(days=1), TODAY)
    assert again.version == 2
    assert again.receipts == done.receipts
    assert again.completed_at is None
    twice = move(again, Status.DELIVERED, NOW + timedelta(days=2), TODAY, to_whom="CEO", via="portal")
    assert [each.version for each in twice.receipts] == [1, 2]


@given(st.lists(st.sampled_from(Status), max_size=12))
def test_versions_and_receipts_count_deliveries_on_every_way(way: list[Status]) -> None:
    deliverable = a_deliverable()
    for step, to in enumerate(way):
        if to is deliverable.status:
            continue
        deliverable = move(deliverable, to, NOW + timedelta(hours=step), TODAY, to_whom="CEO", via="email")
    delivered = deliverable.status is Status.DELIVERED
    assert len(deliverable.receipts) == sum(each.went_to is Status.DELIVERED for each in deliverable.log)
    assert deliverable.version == len(deliverable.receipts) + (not delivered)
    assert debt(deliverable, NOW) is None


def test_finished_and_not_delivered_is_debt_and_ages() -> None:
    done = finish(a_deliverable(), NOW)
    assert done.status is Status.IN_REVIEW
    assert debt(done, NOW + timedelta(days=3, hours=1)) == 3
    assert debt(done, NOW - timedelta(days=1)) == 0
    assert debt(a_deliverable(), NOW) is None
    delivered = move(done, Status.DELIVERED, NOW, TODAY, to_whom="CEO", via="email")
    assert debt(delivered, NOW + timedelta(days=3)) is None
    assert debt(reopen(done), NOW) is None
    assert debt(move(done, Status.DRAFT, NOW, TODAY), NOW) is None


def test_finishing_twice_or_reopening_the_wrong_thing_is_refused() -> None:
    done = finish(a_deliverable(), NOW)
    with pytest.raises(Refused, match="finished already"):
        finish(done, NOW)
    with pytest.raises(Refused, match="not marked"):
        reopen(a_deliverable())
    with pytest.raises(Refused, match="delivered"):
        reopen(move(done, Status.DELIVERED, NOW, TODAY, to_whom="CEO", via="email"))


def test_it_is_overdue_from_the_day_after() -> None:
    assert not overdue(a_deliverable(), date(2026, 11, 25))
    assert overdue(a_deliverable(), date(2026, 11, 26))
    assert not overdue(a_deliverable(status=Status.DELIVERED), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("every", "due", "following_due"),
    [
        ("week", date(2026, 12, 28), date(2027, 1, 4)),
        ("month", date(2026, 11, 15), date(2026, 12, 15)),
        ("month", date(2026, 1, 31), date(2026, 2, 28)),
        ("month", date(2026, 2, 28), date(2026, 3, 31)),
        ("month", date(2024, 2, 28), date(2024, 3, 28)),
        ("quarter", date(2026, 11, 30), date(2027, 2, 28)),
        ("quarter", date(2026, 3, 31), date(2026, 6, 30)),
    ],
)
def test_the_next_due_day(every: str, due: date, following_due: date) -> None:
    assert next_due(every, due) == following_due


@pytest.mark.parametrize(
    ("field", "value"),
    [("every", "year"), ("version", 0), ("title", ""), ("type", "../x"), ("notes", "\x1b")],
)
def test_a_deliverable_that_cannot_be_kept_names_the_field(field: str, value: object) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_deliverable(replace(a_deliverable(), **{field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("in review", Status.IN_REVIEW),
        ("Review", Status.IN_REVIEW),
        ("dr", Status.DRAFT),
        ("delivered", Status.DELIVERED),
    ],
)
def test_a_column_is_known_by_its_word(text: str, status: Status) -> None:
    assert status_named(text) is status


@pytest.mark.parametrize("text", ["", "d", "done"])
def test_an_unclear_column_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused, match="draft, in_review or delivered"):
        status_named(text)


def test_documents_are_named_by_the_convention() -> None:
    assert file_name(date(2026, 3, 31), "MonthlyReport", "ACME", 2) == "2026-03-31_MonthlyReport_ACME_v2"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("monthly report", "MonthlyReport"),
        ("BoardPack", "BoardPack"),
        ("90-day_plan", "90DayPlan"),
        ("rapport été", "RapportÉté"),
    ],
)
def test_a_type_can_stand_in_a_file_name(text: str, kept: str) -> None:
    assert check_type(text) == kept


@pytest.mark.parametrize("text", ["", " - ", "a/b", "a.b", "..", "x" * 61, "a\u202eb", "[red]"])
def test_a_type_that_cannot_stand_in_a_file_name_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        check_type(text)
