"""One line as a person writes it: whose, when, what, which kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Bucket, Category
from fractui.core.quick_clock import Present
from fractui.core.quick_completion import completed
from fractui.core.quick_line import LONGEST_LINE, read_line
from fractui.core.quick_owners import Owed, Owner
from fractui.core.quick_reading import Context, Part, Reading
from fractui.core.timeline import Span
from fractui.core.zones import local

NOW = datetime(2026, 11, 24, 14, 7, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CONTEXT = Context(
    Present(
        NOW,
        "Europe/Berlin",
        TODAY,
        datetime(2026, 11, 24, 12, 0, tzinfo=UTC),
        (Span(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),),
    ),
    (
        Owner("ACME", "Acme Robotics"),
        Owner("BETA", "Beta Foods"),
        Owner("BEAM", "Beamline"),
        Owner("3M", "Three M"),
        Owner("NEC", "日本電気"),
        *(Owner(bucket.value, bucket.value, is_bucket=True) for bucket in Bucket),
    ),
    (Owed("d1", "ACME", "Board pack"), Owed("d2", "ACME", "Board minutes"), Owed("d3", "BETA", "Brief")),
)


def when(reading: Reading) -> str:
    def word(moment: datetime | None) -> str:
        return f"{local(moment, 'Europe/Berlin'):%d %H:%M}" if moment else "…"

    if reading.day:
        return f"{reading.day} {reading.seconds // 60}m"
    return f"{word(reading.start)}-{word(reading.end)}"


@pytest.mark.parametrize(
    ("line", "who", "times", "note", "kind"),
    [
        ("acme 9:30-11 board deck deep", "ACME", "24 09:30-24 11:00", "board deck", Category.DEEP_WORK),
        ("beta 45m ago call", "BETA", "24 14:22-24 15:07", "call", None),
        ("beta 45m call", "BETA", "24 14:22-24 15:07", "call", None),
        ("beta last 45 min call", "BETA", "24 14:22-24 15:07", "call", None),
        ("bd since last lunch with Maria", "bd", "24 13:00-24 15:07", "lunch with Maria", None),
        ("acme 9:30 for 1h30 plan", "ACME", "24 09:30-24 11:00", "plan", None),
        ("acme 9:30 plan 1h30", "ACME", "24 09:30-24 11:00", "plan", None),
        ("acme 9:30+1h30 plan", "ACME", "24 09:30-24 11:00", "plan", None),
        ("acme at 9 for 1h", "ACME", "24 09:00-24 10:00", "", None),
        ("acme yesterday 14-15:30 call", "ACME", "23 14:00-23 15:30", "call", None),
        ("mon acme 9-10", "ACME", "23 09:00-23 10:00", "", None),
        ("acme mon 9-10", "ACME", "23 09:00-23 10:00", "", None),
        ("acme tue 9-10", "ACME", "24 09:00-24 10:00", "", None),
        ("acme last tue 9-10", "ACME", "17 09:00-17 10:00", "", None),
        ("acme 20 nov 9-10 x", "ACME", "20 09:00-20 10:00", "x", None),
        ("acme 2026-11-20 9-10 x", "ACME", "20 09:00-20 10:00", "x", None),
        ("acme since 9:40", "ACME", "24 09:40-24 15:07", "", None),
        ("acme since yesterday 22:00 until 23:00", "ACME", "23 22:00-23 23:00", "", None),
        ("acme from 9 to 11 x", "ACME", "24 09:00-24 11:00", "x", None),
        ("acme 930-1100 x", "ACME", "24 09:30-24 11:00", "x", None),
        ("acme 9:30 – 11 x", "ACME", "24 09:30-24 11:00", "x", None),
        ("acme 9:30-now", "ACME", "24 09:30-24 15:07", "", None),
        ("acme 9:30-", "ACME", "24 09:30-24 10:30", "", None),
        ("acme 2-3pm call", "ACME", "24 14:00-24 15:00", "call", None),
        ("acme 11-1pm call", "ACME", "24 11:00-24 13:00", "call", None),
        ("acme yesterday 22-1 call", "ACME", "23 22:00-24 01:00", "call", None),
        ("acme 45m until 11", "ACME", "24 10:15-24 11:00", "", None),
        ("acme 2h on friday", "ACME", "2026-11-20 120m", "", None),
        ("3m 9-10 call", "3M", "24 09:00-24 10:00", "call", None),
        ("acme robotics 9-10 x", "ACME", "24 09:00-24 10:00", "x", None),
        ("beta foods 9-10 x", "BETA", "24 09:00-24 10:00", "x", None),
        ("日本 9-10", "NEC", "24 09:00-24 10:00", "", None),
        ("call with beta 45m", "BETA", "24 14:22-24 15:07", "call with beta", None),
        ("deep acme 9-10 model", "ACME", "24 09:00-24 10:00", "model", Category.DEEP_WORK),
        ("acme 9-10 board meeting", "ACME", "24 09:00-24 10:00", "board meeting", Category.MEETING),
        ("acme 9-10 prep for board meeting", "ACME", "24 09:00-24 10:00", "prep for board meeting", Category.PREP_FOLLOWUP),
        ("acme 9-10 1:1", "ACME", "24 09:00-24 10:00", "", Category.ONE_ON_ONE),
        ("acme 9-10 one to one", "ACME", "24 09:00-24 10:00", "", Category.ONE_ON_ONE),
        ("acme 9-10 @as mail", "ACME", "24 09:00-24 10:00", "mail", Category.ASYNC),
        ('acme 9-10 "deep" sea', "ACME", "24 09:00-24 10:00", "deep sea", None),
        ('acme 9-10 "mon 14-15"', "ACME", "24 09:00-24 10:00", "mon 14-15", None),
        ("acme 9:30-11 look at 2-3 slides", "ACME", "24 09:30-24 11:00", "look at 2-3 slides", None),
        ("acme 9-10 prepare friday call", "ACME", "24 09:00-24 10:00", "prepare friday call", None),
        ("acme 2h 15 people", "ACME", "24 13:07-24 15:07", "15 people", None),
        ("acme 9-10 tuesday review", "ACME", "24 09:00-24 10:00", "tuesday review", None),
        ("acme 9-10 on monday review", "ACME", "23 09:00-23 10:00", "review", None),
        ("acme monday 9-10 review", "ACME", "23 09:00-23 10:00", "review", None),
        ("acme 9-10 mon review", "ACME", "23 09:00-23 10:00", "review", None),
        ("acme 9-10 monday with Lena", "ACME", "23 09:00-23 10:00", "with Lena", None),
        ('acme 9-10 "monday review"', "ACME", "24 09:00-24 10:00", "monday review", None),
        ("acme yesterday 9-10 friday review", "ACME", "23 09:00-23 10:00", "friday review", None),
        ("acme 9-10 friday review on monday", "ACME", "23 09:00-23 10:00", "friday review", None),
        ("admin 45m ago monday review", "admin", "24 14:22-24 15:07", "monday review", None),
    ],
)  # fmt: skip
def test_a_line_says(line: str, who: str, times: str, note: str, kind: Category | None) -> None:
    reading = read_line(line, CONTEXT)
    assert (reading.trouble, reading.who, when(reading), reading.note, reading.category) == (
        "",
        who,
        times,
        note,
        kind,
    )


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("start acme 9:40 x", "24 09:40-…"),
        ("acme 9:40... x", "24 09:40-…"),
        ("acme 9:40...", "24 09:40-…"),
        ("acme since 9:40 …", "24 09:40-…"),
        ("acme ...", "…-…"),
        ("start acme", "…-…"),
    ],
)
def test_start_or_dots_let_it_run(line: str, times: str) -> None:
    reading = read_line(line, CONTEXT)
    if line.endswith("x") and not line.startswith("start"):
        assert not reading.runs, "only at the end do dots mean that it goes on"
        return
    assert (reading.trouble, reading.runs, when(reading)) == ("", True, times)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("acme 30mo x", "“30mo” is no length here"),
        ("acme 3d x", "“3d” is no length here"),
        ("acme 90 x", "“90” can be read in two ways: write 90m or 90h"),
        ("acme 9-5", "Does it end at 17:00, or at 5:00"),
        ("acme 9:30 call", "Until when?"),
        ("acme", "When was it?"),
        ("be 9-10 x", "“be” may be BETA or BEAM"),
        ("zzz 9-10", "“zzz” is nobody's code or name"),
        ("9-10", "Whose time is it?"),
        ("acme 16-17", "16:00 is still to come, it is 15:07: put yesterday before it."),
        ("acme 14-16", "16:00 is still to come, it is 15:07: write 14:00-now."),
        ("acme 9-9 x", "That is no time at all"),
        ("acme 30h", "more than a day"),
        ("acme 9-10 +board x", "“board” may be “Board pack” or “Board minutes”"),
        ("acme 9-10 +zzz x", "ACME has no deliverable"),
        ("acme 9-10 @zzz x", "There is no such category"),
        ("acme 9-10 @deep @async", "one kind only"),
        ("start acme 9-10", "cannot both end and go on"),
        ("acme 2h tomorrow", "Wed 25 Nov is still to come"),
        ("acme 9999-12-31 22:00-1:00", "out of reach"),
        ("acme 9-10 " + "x" * LONGEST_LINE, "more than 400 characters"),
    ],
)
def test_what_lacks_or_has_two_readings_is_said(line: str, says: str) -> None:
    assert says in read_line(line, CONTEXT).trouble


def test_thirty_m_is_minutes_always() -> None:
    reading = read_line("acme 30m", CONTEXT)
    assert reading.start
    assert reading.end
    assert reading.end - reading.start == timedelta(minutes=30)


def test_a_line_after_midnight_means_the_evening_before() -> None:
    present = replace(CONTEXT.present, now=datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    reading = read_line("acme since 23:00", replace(CONTEXT, present=present))
    assert when(reading) == "23 23:00-24 00:30"


def test_times_of_day_belong_to_the_day_that_is_shown() -> None:
    context = replace(CONTEXT, present=replace(CONTEXT.present, day=date(2026, 11, 20)))
    assert when(read_line("acme 9-10", context)) == "20 09:00-20 10:00"
    assert when(read_line("acme 2h", context)) == "2026-11-20 120m"
    assert when(read_line("acme since 9:40", context)) == "24 09:40-24 15:07"


def test_a_start_within_the_minute_in_which_an_entry_ends_is_behind_it() -> None:
    end = datetime(2026, 11, 24, 10, 10, 27, tzinfo=UTC)
    context = replace(CONTEXT, present=replace(CONTEXT.present, ends=(end,)))
    assert read_line("acme 11:10-12", context).start == end
    assert read_line("acme 11:09-12", context).start == end - timedelta(seconds=87)


def test_what_the_clock_shows_twice_is_refused_with_both() -> None:
    present = replace(CONTEXT.present, now=datetime(2026, 10, 25, 14, 0, tzinfo=UTC), day=date(2026, 10, 25))
    assert "comes twice" in read_line("acme 2:30-4", replace(CONTEXT, present=present)).trouble


def test_tags_deliverable_and_the_meaning_of_each_word() -> None:
    reading = read_line("acme 9-10 +board-p slides #q4 mon", CONTEXT)
    assert (reading.deliverable, reading.tags, reading.note) == ("d1", ("q4",), "slides mon")
    assert [piece.part for piece in reading.pieces] == [
        Part.WHO, Part.TIME, Part.DELIVERABLE, Part.NOTE, Part.TAG, Part.NOTE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("ac", "acme"),
        ("AC", "ACME"),
        ("be", "be"),
        ("beta 45m mee", "beta 45m meeting"),
        ("acme 9-10 @de", "acme 9-10 @deep"),
        ("acme 9-10 +board-p", "acme 9-10 +board-pack"),
        ("acme since l", "acme since last"),
        ("acme ", "acme "),
        ("", ""),
        ("beaml", "beamline"),
    ],
)
def test_the_end_of_the_line_is_completed(begun: str, whole: str) -> None:
    assert completed(begun, CONTEXT) == whole


WORDS = st.sampled_from(
    (
        "acme beta bd be 3m start since last ago for until to now on at from - – ... … 9 930 9:30 9:30-11 9-5 22-1 9:30-",
        "45m 1h30 30mo 2h 99h 24:00 0:00 2:30 +1h +board @deep @ # #x 1:1 deep meeting with mon tuesday yesterday tomorrow",
        "20 nov 2026-02-30 9999-12-31 0001-01-01 9am 12pm 0pm ² ١٢:٣٠ İ",
    )
).flatmap(lambda words: st.sampled_from(words.split()))


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=9).map(" ".join)))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    reading = read_line(text, CONTEXT)
    completed(text, CONTEXT)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in reading.pieces)
    if reading.trouble or not text.strip():
        return
    assert reading.who
    if reading.day is not None:
        assert reading.day <= TODAY
        assert 0 < reading.seconds <= 86400
    else:
        assert reading.runs or reading.start is not None
        assert reading.start is None or reading.start <= NOW
        assert reading.runs == (reading.end is None)
        assert reading.end is None or reading.start is None or reading.start < reading.end <= NOW


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("acme 9-12 minus 30m lunch", "Is it “9-12” or “30m”?"),
        ("acme 30 min break 9-12", "Is it “30 min” or “9-12”?"),
        ("acme 9:00-10:00 and 11:00-12:00", "Is it “9:00-10:00” or “11:00-12:00”?"),
        ("acme 3/4 9-10", "“3/4” can be two days"),
        ("admin 9-10 monday review", "“monday review” can be a day or a name: write on monday, or put"),
        ("acme 9-10 Friday report", "“Friday report” can be a day or a name: write on Friday, or put"),
        ("acme monday meeting 9-10", "“monday meeting” can be a day or a name"),
        ("acme 9-10 4/3/2026", "“4/3/2026” can be two days"),
    ],
)
def test_two_times_or_days_in_one_line_are_asked_about(line: str, said: str) -> None:
    assert said in read_line(line, CONTEXT).trouble


@pytest.mark.parametrize(
    ("line", "times", "note"),
    [
        ("acme 9-10 pages 3-4", "24 09:00-24 10:00", "pages 3-4"),
        ('acme 9:00-10:00 for "14:00-15:00"', "24 09:00-24 10:00", "for 14:00-15:00"),
        ("acme 20.11. 9-10", "20 09:00-20 10:00", ""),
        ("acme 20.11.2026 9-10", "20 09:00-20 10:00", ""),
        ("acme 11/20 9-10 deck", "20 09:00-20 10:00", "deck"),
        ("acme 20/11 9-10 deck", "20 09:00-20 10:00", "deck"),
        ("acme 9-10 24/7 support", "24 09:00-24 10:00", "24/7 support"),
        ("acme: 9-10, call", "24 09:00-24 10:00", "call"),
        ("acme 90 min since 9", "24 09:00-24 10:30", ""),
        ("acme 2 hours ago call for 1h", "24 13:07-24 14:07", "call"),
    ],
)
def test_days_in_figures_and_lengths_that_stand_apart(line: str, times: str, note: str) -> None:
    reading = read_line(line, CONTEXT)
    assert (reading.trouble, reading.who, when(reading), reading.note) == ("", "ACME", times, note)
