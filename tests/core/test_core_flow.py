"""What is in progress, when that is too much, and how a card grows old."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fractui.core.deliverable import Deliverable, Status
from fractui.core.flow import ageing, in_progress, too_many
from tests.builders import a_deliverable

TODAY = date(2026, 11, 24)


def due_in(days: int, **more: object) -> Deliverable:
    return a_deliverable(due=TODAY + timedelta(days=days), **more)


@pytest.mark.parametrize(
    ("one", "is_so"),
    [
        (due_in(30), False),
        (due_in(0), True),
        (due_in(30, status=Status.IN_REVIEW), True),
        (due_in(30, files=("2026-12-24_BoardPack_ACME_v1.pdf",)), True),
        (due_in(10, every="month"), True),
        (due_in(11, every="month"), False),
        (due_in(11, every="month", lead_days=12), True),
        (due_in(-3, status=Status.DELIVERED), False),
        (due_in(-3, waits_for="Lena"), True),
    ],
)
def test_what_has_begun_and_is_not_delivered_is_in_progress(one: Deliverable, is_so: bool) -> None:
    assert in_progress(one, TODAY) is is_so


@pytest.mark.parametrize(("limit", "said"), [(0, 0), (1, 3), (2, 3), (3, 0), (9, 0)])
def test_too_many_are_more_than_the_limit_and_no_limit_is_never_reached(limit: int, said: int) -> None:
    owed = [due_in(0), due_in(1), due_in(-2), due_in(9, status=Status.IN_REVIEW)]
    assert too_many(owed, TODAY, limit) == said


@pytest.mark.parametrize(
    ("status", "days", "grade"),
    [
        (Status.IN_REVIEW, 6, 0),
        (Status.IN_REVIEW, 7, 1),
        (Status.IN_REVIEW, 14, 2),
        (Status.DRAFT, 13, 0),
        (Status.DRAFT, 14, 1),
        (Status.DRAFT, 28, 2),
        (Status.DELIVERED, 90, 0),
    ],
)
def test_a_card_grows_old_in_its_column(status: Status, days: int, grade: int) -> None:
    assert ageing(due_in(0, status=status), days, TODAY) == grade


def test_what_has_not_begun_does_not_grow_old() -> None:
    assert ageing(due_in(40), 90, TODAY) == 0
