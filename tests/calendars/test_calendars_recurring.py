"""Our expansion of rules against dateutil's."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fractui.calendars.recurring import Effort, TooOften, walls
from fractui.calendars.rule import rhythm_of, rule_of
from fractui.core.rhythm import Rhythm

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
START = datetime(2024, 1, 31, 9, 30)  # noqa: DTZ001 - what clocks show


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule that takes place at least every few years."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 3))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(DAYS))}")
    ordinals = ["", "1", "2", "-1"] if freq in ("MONTHLY", "YEARLY") else [""]
    by = draw(st.sampled_from(["", "", "day", "month", "month day", "year", "week"]))
    if by == "day":
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))
        parts.append("BYDAY=" + ",".join(draw(st.sampled_from(ordinals)) + day for day in days))
    elif by == "month" and freq in ("DAILY", "YEARLY"):
        parts.append("BYMONTH=1,7,12")
    elif by == "month day" and freq != "WEEKLY":
        parts.append(f"BYMONTHDAY={draw(st.sampled_from(['1', '31', '-1', '15,-2']))}")
    elif by == "year" and freq == "YEARLY":
        parts.append(f"BYYEARDAY={draw(st.sampled_from(['1', '100,200', '-1']))}")
    elif by == "week" and freq == "YEARLY":
        parts.append(f"BYWEEKNO={draw(st.sampled_from(['1', '20', '52', '-1']))}")
    if (
        len(parts) > 1
        and parts[-1].startswith("BY")
        and freq in ("MONTHLY", "YEARLY")
        and draw(st.booleans())
    ):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1']))}")
    end = draw(st.sampled_from(["", "COUNT=7", "UNTIL=20250630T093000"]))
    return ";".join([*parts, end] if end else parts)


@settings(max_examples=60, deadline=None)
@given(rules(), st.integers(0, 400))
def test_it_agrees_with_dateutil(text: str, days: int) -> None:
    until = START + timedelta(days=900)
    first: datetime = next(iter(rrulestr(text, dtstart=START)), until)
    assume(first < until)
    since = first + timedelta(days=days)
    wanted = [
        each for each in takewhile(lambda at: at <= until, rrulestr(text, dtstart=first)) if each >= since
    ]
    found = list(walls(rule_of(text, None), first, since, until, Effort()))
    assert [each for each in found if each != first] == [each for each in wanted if each != first]


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,TH", Rhythm((1, 3))),
        ("FREQ=WEEKLY;INTERVAL=2", Rhythm((2,), 2)),
        ("FREQ=DAILY", Rhythm((0, 1, 2, 3, 4, 5, 6))),
        ("FREQ=DAILY;INTERVAL=14", Rhythm((2,), 2)),
        ("FREQ=MONTHLY", Rhythm(month_day=31)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", Rhythm(month_day=-1)),
        ("FREQ=MONTHLY;BYDAY=2TU", Rhythm((1,), nth=2)),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", Rhythm((4,), nth=-1)),
        ("FREQ=MONTHLY;BYDAY=5TU", None),
        ("FREQ=YEARLY", None),
        ("FREQ=DAILY;INTERVAL=3", None),
    ],
)
def test_rules_that_people_plan_by(text: str, rhythm: Rhythm | None) -> None:
    assert rhythm_of(rule_of(text, None), START) == rhythm


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;UNTIL=soon",
        "WEEKLY",
        "FREQ=DAILY;BYMONTH=0",
    ],
)
def test_rules_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        rule_of(text, None)


def test_hours_are_counted_and_endless_ones_refused() -> None:
    far = START + timedelta(days=900)
    assert len(list(walls(rule_of("FREQ=HOURLY;INTERVAL=2;COUNT=4", None), START, START, far, Effort()))) == 4
    with pytest.raises(TooOften):
        list(walls(rule_of("FREQ=MINUTELY", None), START, START, far, Effort()))
