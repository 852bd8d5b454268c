"""Which entries are time of a review, and when it is over."""

from __future__ import annotations

import pytest

from fractui.core.entry import Bucket, Source
from fractui.core.errors import FieldRefused
from fractui.core.routine import (
    FINISHED,
    Routine,
    is_finished,
    of_weekday,
    routine_named,
    routine_of,
    sitting,
)
from fractui.core.settings import Settings
from tests.builders import an_entry


def test_administration_with_a_reviews_name_is_time_of_it() -> None:
    assert routine_of(an_entry(bucket=Bucket.ADMIN, note="Monday review")) is Routine.MONDAY
    assert routine_of(an_entry(bucket=Bucket.ADMIN, note=" friday REVIEW ")) is Routine.FRIDAY
    assert routine_of(an_entry(bucket=Bucket.ADMIN, note="invoices")) is None
    assert routine_of(an_entry(bucket=Bucket.LEARNING, note="Monday review")) is None
    assert routine_of(an_entry(note="Monday review")) is None
    assert routine_of(None) is None


def test_it_is_over_with_its_tag_or_when_it_was_written_down_by_hand() -> None:
    plain = {"bucket": Bucket.ADMIN, "note": "Monday review"}
    assert not is_finished(an_entry(**plain))
    assert is_finished(an_entry(**plain, tags=(FINISHED,)))
    assert not is_finished(an_entry(end=None, **plain, tags=(FINISHED,)))
    assert is_finished(an_entry(**plain, source=Source.MANUAL))


def test_what_is_under_way_is_what_came_after_the_last_that_was_finished() -> None:
    plain = {"bucket": Bucket.ADMIN, "note": "Monday review"}
    one = an_entry("2026-11-23 08:00", "2026-11-23 08:10", id="1" * 32, **plain, tags=(FINISHED,))
    two = an_entry("2026-11-23 09:00", "2026-11-23 09:05", id="2" * 32, **plain)
    three = an_entry("2026-11-23 10:00", None, id="3" * 32, **plain)
    other = an_entry("2026-11-23 09:30", id="4" * 32, bucket=Bucket.ADMIN, note="invoices")
    assert sitting([three, other, two, one], Routine.MONDAY) == (two, three)
    assert sitting([one], Routine.MONDAY) == ()


def test_the_days_of_the_reviews_can_be_set() -> None:
    assert [of_weekday(day, Settings()) for day in range(5)] == [
        Routine.MONDAY,
        None,
        None,
        None,
        Routine.FRIDAY,
    ]
    never = Settings(monday_review=1, friday_review=7)
    assert [of_weekday(day, never) for day in range(7)] == [None, Routine.MONDAY, *[None] * 5]


@pytest.mark.parametrize("word", ["", "x", "sunday"])
def test_an_unknown_review_is_refused(word: str) -> None:
    assert routine_named(" Mon ") is Routine.MONDAY
    with pytest.raises(FieldRefused):
        routine_named(word)
