"""What people write for times, days, lengths and periods, and what is refused because it has two readings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.period import Period
from fractui.core.when import parse_date, parse_days, parse_duration, parse_period, parse_time, parse_when
from fractui.core.wording import hm, hms
from fractui.core.zones import local, written
from tests.builders import at

NOW = at("2026-11-24 13:07")
TODAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("now", "2026-11-24 13:07"),
        ("14:05", "2026-11-24 13:05"),
        ("9:05", "2026-11-24 08:05"),
        ("18:00", "2026-11-24 17:00"),
        ("today 14:05", "2026-11-24 13:05"),
        ("Yesterday  14:05", "2026-11-23 13:05"),
        ("tomorrow 09:00", "2026-11-25 08:00"),
        ("2026-11-22 14:05", "2026-11-22 13:05"),
        ("2026-07-22 14:05", "2026-07-22 12:05"),
        ("2026-11-22T14:05", "2026-11-22 13:05"),
        ("2026-11-22T14:05:00Z", "2026-11-22 14:05"),
        ("2026-11-22T14:05+05:45", "2026-11-22 08:20"),
        ("2026-11-22 14:05 -0330", "2026-11-22 17:35"),
        ("2026-11-22T14:05:00.75+01", "2026-11-22 13:05"),
        ("-20m", "2026-11-24 12:47"),
        ("20 min ago", "2026-11-24 12:47"),
        ("1h30 ago", "2026-11-24 11:37"),
        ("- 1:30", "2026-11-24 11:37"),
    ],
)
def test_a_moment_is_read(text: str, instant: str) -> None:
    assert parse_when(text, NOW, BERLIN) == at(instant)


def test_today_is_the_day_of_the_zone() -> None:
    late = at("2026-11-24 23:30")
    assert parse_when("00:10", late, BERLIN) == at("2026-11-24 23:10")
    assert parse_when("00:10", late, "America/New_York") == at("2026-11-24 05:10")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("01/02/2026 10:00", "write 2026-01-02 or 2026-02-01"),
        ("22.11.2026 10:00", "write 2026-11-22"),
        ("fri 10:00", "the last or the next"),
        ("2026-11-22", "add the time"),
        ("today", "add the time"),
        ("25:00", "between 00:00 and 23:59"),
        ("12:60", "between 00:00 and 23:59"),
        ("2026-02-30 10:00", "no day of the calendar"),
        ("0001-01-01 10:00", "out of reach"),
        ("9999-12-31 23:59", "out of reach"),
        ("2026-11-22T14:05+25:00", "offset"),
        ("-30", "30m or 30h"),
        ("1４:05", "cannot be read"),
        ("2pm", "cannot be read"),
        ("9", "cannot be read"),
        ("", "cannot be read"),
        ("x" * 10_000, "cannot be read"),
        ("\x1b[2J", "␛[2J"),
    ],
)
def test_a_moment_with_two_readings_or_none_is_refused_with_what_to_write(text: str, part: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        parse_when(text, NOW, BERLIN, field="at")
    assert part in refused.value.sentence
    assert refused.value.field == "at"
    assert len(refused.value.sentence) < 250


def test_a_time_that_the_clocks_skip_is_refused_with_both_offsets() -> None:
    with pytest.raises(FieldRefused) as refused:
        parse_when("2026-03-08 02:30", NOW, "America/New_York")
    assert "does not exist in America/New_York" in str(refused.value)
    assert "2026-03-08T01:30-05:00" in str(refused.value)
    assert "2026-03-08T03:30-04:00" in str(refused.value)


def test_a_time_that_comes_twice_is_refused_with_both_offsets() -> None:
    with pytest.raises(FieldRefused) as refused:
        parse_when("2026-11-01 01:30", NOW, "America/New_York")
    assert "2026-11-01T01:30-04:00 for the first or 2026-11-01T01:30-05:00" in str(refused.value)
    assert parse_when("2026-11-01T01:30-05:00", NOW, "America/New_York") == at("2026-11-01 06:30")


INSTANTS = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)

CHANGE_HOURS = st.integers(-7200, 7200).map(
    lambda seconds: at("2026-10-25 01:00") + timedelta(seconds=seconds)
)


@settings(deadline=None, max_examples=150)
@given(INSTANTS, st.sampled_from(ZONES))
def test_an_instant_written_with_its_offset_is_read_back(instant: datetime, zone: str) -> None:
    there = local(instant, zone)
    assert parse_when(there.isoformat(), NOW, BERLIN) == instant


@settings(deadline=None, max_examples=200)
@given(st.one_of(INSTANTS, CHANGE_HOURS), st.sampled_from(ZONES))
def test_an_instant_as_the_program_writes_it_is_read_back(instant: datetime, zone: str) -> None:
    assert parse_when(written(instant, zone), NOW, zone) == instant


def test_an_hour_that_comes_twice_is_written_with_its_offset() -> None:
    assert written(at("2026-10-25 00:30"), BERLIN) == "2026-10-25 02:30+02:00"
    assert written(at("2026-10-25 01:30"), BERLIN) == "2026-10-25 02:30+01:00"
    assert written(at("2026-11-24 13:07"), BERLIN) == "2026-11-24 14:07"


@settings(deadline=None, max_examples=150)
@given(INSTANTS, st.sampled_from(ZONES))
def test_an_instant_written_on_the_wall_clock_is_read_back_or_refused(instant: datetime, zone: str) -> None:
    try:
        read = parse_when(f"{local(instant, zone):%Y-%m-%d %H:%M:%S}", NOW, zone)
    except FieldRefused as refused:
        assert "twice" in str(refused)  # noqa: PT017
    else:
        assert read == instant


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (
        lambda: parse_when(text, NOW, BERLIN),
        lambda: parse_date(text, TODAY),
        lambda: parse_duration(text),
        lambda: parse_days(text),
        lambda: parse_time(text),
        lambda: parse_period(text or None, None, None, TODAY),
    ):
        try:
            read()
        except FieldRefused as refused:
            assert refused.sentence.endswith((".", "?"))  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h30", 5400),
        ("1h30m", 5400),
        ("1 h 30 min", 5400),
        ("90m", 5400),
        ("1:30", 5400),
        ("1:30:15", 5415),
        ("1.5h", 5400),
        ("1h", 3600),
        ("45 min", 2700),
        ("2 hours", 7200),
        ("0.25 h", 900),
        ("30s", 30),
        ("1h 30s", 3630),
        ("8784h", 366 * 86400),
    ],
)
def test_a_length_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("30", "minutes or hours"),
        ("1.5", "minutes or hours"),
        ("2d", "8h"),
        ("1,5h", "1.5h"),
        ("-5m", "negative"),
        ("0m", "above zero"),
        ("0:00", "above zero"),
        ("8785h", "longer than a year"),
        ("9" * 30 + "h", "longer than a year"),
        ("1:75", "cannot be read"),
        ("1h90", "cannot be read"),
        ("1.5h30", "cannot be read"),
        ("1e3h", "cannot be read"),
        ("３h", "cannot be read"),
        ("nanh", "cannot be read"),
    ],
)
def test_a_length_with_two_readings_or_none_is_refused(text: str, part: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        parse_duration(text)
    assert part in str(refused.value)


@given(st.integers(60, 366 * 86400))
def test_a_length_as_it_is_shown_is_read_back(seconds: int) -> None:
    assert parse_duration(hms(seconds)) == seconds
    assert parse_duration(hm(seconds)) == seconds // 60 * 60


def test_a_day_is_read() -> None:
    assert parse_date("2026-11-22", TODAY) == date(2026, 11, 22)
    assert parse_date(" Tomorrow", TODAY) == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text", ["22.11.2026", "11/12/2026", "2026-1-2", "2026-W48-1", "20261122", "friday", "3 d", "2026-02-29"]
)
def test_a_day_that_is_not_written_plainly_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        parse_date(text, TODAY)


def test_a_time_of_day_is_read() -> None:
    assert parse_time("09:00") == time(9)
    assert parse_time("9:05") == time(9, 5)
    for text in ("24:00", "9", "09:00:00", "nine"):
        with pytest.raises(FieldRefused):
            parse_time(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("today", "2026-11-24", "2026-11-25"),
        ("yesterday", "2026-11-23", "2026-11-24"),
        ("this-week", "2026-11-23", "2026-11-30"),
        ("last-week", "2026-11-16", "2026-11-23"),
        ("next week", "2026-11-30", "2026-12-07"),
        ("THIS_MONTH", "2026-11-01", "2026-12-01"),
        ("last-month", "2026-10-01", "2026-11-01"),
        ("next-month", "2026-12-01", "2027-01-01"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-11-22", "2026-11-22", "2026-11-23"),
    ],
)
def test_a_period_is_read(text: str, start: str, end: str) -> None:
    assert parse_period(text, None, None, TODAY) == Period(date.fromisoformat(start), date.fromisoformat(end))


def test_a_period_may_be_open() -> None:
    assert parse_period("all", None, None, TODAY) == Period()
    assert parse_period(None, None, None, TODAY) == Period()
    assert parse_period(None, "2026-11-01", None, TODAY) == Period(date(2026, 11, 1), None)
    assert parse_period(None, "2026-11-01", "today", TODAY) == Period(date(2026, 11, 1), date(2026, 11, 25))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("today", "2026-11-01", None),
        (None, "2026-11-02", "2026-11-01"),
        ("2026-13", None, None),
        ("11/2026", None, None),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(
    text: str | None, since: str | None, until: str | None
) -> None:
    with pytest.raises(FieldRefused):
        parse_period(text, since, until, TODAY)


@pytest.mark.parametrize("text", ["2026-13", "2026-00"])
def test_a_month_that_is_none_is_spoken_of_as_one(text: str) -> None:
    with pytest.raises(FieldRefused, match=f"“{text}” is no month: write a month like 2026-11, or .*2026-Q4"):
        parse_period(text, None, None, TODAY)


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 12, 31), date(2024, 2, 29), date(2026, 3, 1)])
def test_the_months_beside_any_day_adjoin_its_own(day: date) -> None:
    this, last, coming = (parse_period(f"{word}-month", None, None, day) for word in ("this", "last", "next"))
    assert last.end == this.start
    assert this.end == coming.start
    assert day in this


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tue,thu", (1, 3)),
        ("Thu, Tue, thu", (1, 3)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("mon - wed", (0, 1, 2)),
        ("fri-mon", (0, 4, 5, 6)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("tuesday we", (1, 2)),
    ],
)
def test_weekdays_are_read(text: str, days: tuple[int, ...]) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["", "t", "s,mon", "xyz", "tue,x", "1,3"])
def test_weekdays_that_are_unclear_are_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        parse_days(text)


def test_relative_times_are_subtracted_from_the_instant_not_the_wall_clock() -> None:
    after_the_change = at("2026-10-25 02:00")
    assert parse_when("-2h", after_the_change, BERLIN) == after_the_change - timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-w53", "2026-12-28", "2027-01-03"),
        ("next year", "2027-01-01", "2027-12-31"),
    ],
)
def test_quarters_and_iso_weeks(text: str, first: str, last: str) -> None:
    period = parse_period(text, None, None, date(2026, 11, 24))
    assert (str(period.start), str(period.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["2026-q5", "2025-w53", "2026-w1", "2026-w100", "9999-w52", "20261-w01", "²026-w01"]
)
def test_what_is_no_quarter_or_week_is_refused(text: str) -> None:
    with pytest.raises(FieldRefused):
        parse_period(text, None, None, date(2026, 11, 24))
