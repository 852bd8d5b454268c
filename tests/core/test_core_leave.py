from __future__ import annotations

from datetime import date

import pytest

from fractui.core.errors import FieldRefused
from fractui.core.leave import Leave, check_leave, days_off, working_day_before

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


def test_days_off_are_both_ends_and_the_holidays() -> None:
    new_year = date(2027, 1, 1)
    christmas = Leave(id="1", first=date(2026, 12, 24), last=date(2026, 12, 26))
    off = days_off([christmas, Leave(id="2", first=new_year, last=new_year)])
    assert off == {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 28), date(2026, 11, 27)),
        (date(2026, 12, 26), date(2026, 12, 23)),
    ],
)
def test_what_falls_on_a_day_off_is_due_before_it(day: date, worked: date) -> None:
    off = frozenset({date(2026, 12, 24), date(2026, 12, 25)})
    assert working_day_before(day, MONDAY_TO_FRIDAY, off) == worked


def test_a_year_without_work_leaves_the_day_as_it_is() -> None:
    assert working_day_before(date(2026, 11, 24), (), frozenset()) == date(2026, 11, 24)


def test_leave_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(FieldRefused) as refused:
        check_leave(Leave(id="1", first=date(2026, 12, 24), last=date(2026, 12, 1)))
    assert refused.value.field == "last"
