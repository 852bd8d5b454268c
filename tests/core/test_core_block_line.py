"""One line that plans a block: any text gives a reading, and what people write gives what they meant."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.block_line import BlockReading, read_block_line
from fractui.core.entry import Category
from fractui.core.quick_owners import Owner
from fractui.core.rhythm import Rhythm

TODAY = date(2026, 11, 24)
OWNERS = (
    Owner("ACME", "Acme Robotics"),
    Owner("BETA", "Beta Foods"),
    Owner("BEN", "Ben & Co"),
    Owner("bd", "bd", is_bucket=True),
)

WORDS = ["acme", "own", "every", "tue", "9-12", "25:00", "for", "1h", "3", "dec", "at", "x", "-", "99-1"]


def read(text: str) -> BlockReading:
    return read_block_line(text, OWNERS, TODAY)


@pytest.mark.parametrize(
    ("text", "code", "day", "at", "minutes", "title"),
    [
        ("acme tue 9-12 deep work", "ACME", TODAY, time(9), 180, "deep work"),
        ("acme thu 9:30-11 board prep", "ACME", date(2026, 11, 26), time(9, 30), 90, "board prep"),
        (
            "beta tomorrow 14:00 1h30 call with Lena",
            "BETA",
            date(2026, 11, 25),
            time(14),
            90,
            "call with Lena",
        ),
        ("own fri at 16 for 45m review", None, date(2026, 11, 27), time(16), 45, "review"),
        ("acme 3 dec 10:00 off-site", "ACME", date(2026, 12, 3), time(10), 60, "off-site"),
        ("acme 2026-12-24 10-11 x", "ACME", date(2026, 12, 24), time(10), 60, "x"),
        ("acme 3 jan 11-1 lunch", "ACME", date(2027, 1, 3), time(11), 120, "lunch"),
    ],
)
def test_what_is_written_is_read(
    text: str, code: str | None, day: date, at: time, minutes: int, title: str
) -> None:
    found = read(text)
    assert (found.code, found.day, found.at, found.minutes, found.title, found.trouble) == (
        code,
        day,
        at,
        minutes,
        title,
        "",
    )


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("acme every tue,thu 9-12 focus", Rhythm((1, 3))),
        ("acme every 2 weeks tue 14:00 1h 1:1", Rhythm((1,), 2)),
        ("acme every last fri 9-10 close", Rhythm((4,), nth=-1)),
        ("acme every 15th 9-10 invoice run", Rhythm(month_day=15)),
    ],
)
def test_rhythms_are_read(text: str, rhythm: Rhythm) -> None:
    found = read(text)
    assert (found.rhythm, found.day, found.trouble) == (rhythm, TODAY, "")


def test_the_kind_is_what_the_title_says() -> None:
    assert read("acme tue 9-12 deep work").category is Category.DEEP_WORK
    assert read("acme tue 9-10 leadership meeting").category is Category.LEADERSHIP_MEETING
    assert read("acme tue 9-10 lunch").category is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write whose time"),
        ("zeta tue 9-12 x", "nobody's code"),
        ("be tue 9-12 x", "may be BETA or BEN"),
        ("acme tue x", "Say when it begins"),
        ("acme 9-12 x", "Say which day"),
        ("acme tue 9-12", "Say what it is for"),
        ("acme every blue 9-12 x", "weekdays"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(text: str, says: str) -> None:
    assert says in read(text).trouble


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_gives_a_reading(text: str) -> None:
    found = read(text)
    assert found.trouble or (found.at is not None and found.day is not None and found.title)
    assert 1 <= found.minutes <= 24 * 60
