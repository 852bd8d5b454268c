"""Foreign calendars are read whatever they are: every event gives a row, damage is told, nothing hangs."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fractui.calendars.found import Reach
from fractui.calendars.meeting import Trouble
from fractui.core.errors import FractuiError, Refused
from tests.calendars import foreign_calendars as samples
from tests.calendars.foreign_calendars import brief, calendar, event, read, read_bytes


def test_outlook_names_windows_zones_and_counts_by_position() -> None:
    found = read(samples.OUTLOOK).found
    assert [brief(one) for one in found] == [
        ("2026-07-14 07:00", "time"), ("2026-08-11 07:00", "time"),
        ("2026-09-08 07:00", "time"), ("2026-10-13 07:00", "time"),
    ]  # fmt: skip
    assert {one.zone for one in found} == {"Europe/Berlin"}


def test_exchange_describes_its_own_zone() -> None:
    found = read(samples.EXCHANGE).found
    assert [brief(one) for one in found] == [
        ("2026-07-06 13:00", "time"), ("2026-11-09 14:00", "time"), ("2026-11-16 14:00", "time"),
        ("2026-11-23 14:00", "time"), ("2026-11-30 14:00", "series"),
    ]  # fmt: skip
    block = found[-1].block
    assert block is not None
    assert (block.zone, block.until, block.days) == ("America/New_York", date(2026, 12, 21), (0,))


def test_google_series_with_exceptions_is_one_planned_series() -> None:
    reading = read(samples.GOOGLE)
    assert (reading.name, reading.own) == ("jo@practice.example", "jo@practice.example")
    assert sorted(brief(one) for one in reading.found) == [
        ("2026-11-10 09:00", "time"), ("2026-11-20 08:00", "declined"), ("2026-11-24 09:00", "time"),
        ("2026-12-02 14:00", "series"), ("2026-12-25 00:00", "all day"),
    ]  # fmt: skip
    (series,) = [one.block for one in reading.found if one.block]
    assert (series.title, series.until, series.starts_on) == ("Weekly sync, numbers", None, date(2026, 12, 1))
    assert [(each.on, str(each.moved_to)) for each in series.deviations] == [
        (date(2026, 12, 1), "2026-12-02 15:00:00")
    ]
    meeting = reading.found[0].meeting
    assert meeting is not None
    assert meeting.addresses == {"lena@acme.com", "jo@practice.example"}


def test_apple_thunderbird_and_nextcloud() -> None:
    assert [brief(one) for one in read(samples.APPLE).found] == [
        ("2026-11-05 19:00", "cancelled"), ("2026-11-06 19:00", "time"),
    ]  # fmt: skip
    reading = read(samples.THUNDERBIRD)
    assert reading.others == (("VJOURNAL", 1), ("VTODO", 1))
    assert brief(reading.found[0]) == ("2026-11-12 07:30", "time")
    assert reading.found[0].meeting is not None
    assert reading.found[0].meeting.categories == ("Clients", "Out, about")
    assert sorted(brief(one) for one in read(samples.NEXTCLOUD).found) == [
        ("2026-11-13 09:00", "older version"), ("2026-11-13 10:00", "time"), ("2026-11-26 08:00", "time"),
        ("2026-11-27 08:00", "time"), ("2026-11-28 08:00", "time"), ("2026-12-04 08:00", "time"),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r", "\r\r\n"])
def test_line_ends(end: str) -> None:
    folded = event("a").replace("SUMMARY:Meeting", "SUMMARY:Meet\n ing")
    found = read_bytes(b"\xef\xbb\xbf" + calendar(folded, end)).found
    assert [brief(one) for one in found] == [("2026-11-20 09:00", "time")]
    assert found[0].meeting is not None
    assert found[0].meeting.title == "Meeting"


def test_a_fold_inside_a_character() -> None:
    data = calendar(event("a")).replace(b"Meeting", b"B\xc3\r\n \xbcro")
    meeting = read_bytes(data).found[0].meeting
    assert meeting is not None
    assert meeting.title == "Büro"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xff\xfe" + "BEGIN:VCALENDAR".encode("utf-16-le"), "UTF-16"),
        ("BEGIN:VCALENDAR".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"<!DOCTYPE html><html>login", "web page"),
        (calendar(event()).replace(b"Meeting", b"B\xfcro"), "Latin-1"),
        (b"hello, world\n", "no BEGIN:VCALENDAR"),
        (b"PK\x03\x04zip", "archive"),
    ],
)
def test_what_is_no_calendar_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_bytes(data)


@pytest.mark.parametrize(
    "bad",
    [
        "BEGIN:VEVENT\nUID:bad\nDTSTART:2026\nSUMMARY:x\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nSUMMARY:x\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nDTSTART:20261120T090000Z\nDTEND:20261120T080000Z\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nDTSTART:20261120T090000Z\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nDTSTART:20261120T090000Z\nDTEND:20261123T080000Z\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nDTSTART:20261120T090000Z\nDTEND:20261120T100000Z\nRRULE:FREQ=SOMETIMES\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nDTSTART:20261120T090000Z",
        "BEGIN:VEVENT\nUID:bad\nDTSTART;TZID=Nowhere/Land:20261120T090000\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nDTSTART:99991231T235959Z\nDURATION:P1D\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:bad\nBEGIN:VALARM\nDTSTART:20261120T090000Z",
    ],
)
def test_one_bad_event_never_loses_the_others(bad: str) -> None:
    found = read(f"{event('first')}\n{bad}\n{event('last', '20261120T110000Z', '20261120T120000Z')}").found
    assert [one.key for one in found if one.trouble is None] == ["first", "last"]
    assert len(found) == 3


@pytest.mark.parametrize(
    "day", ["99999999T090000Z", "20260230T090000Z", "20261120T240000Z", "20261399", "2026"]
)
def test_a_date_that_is_none_is_told_as_it_stands_in_the_file(day: str) -> None:
    for bad in (f"DTSTART:{day}", f"DTSTART:20261120T090000Z\nDTEND:20261120T100000Z\nRECURRENCE-ID:{day}"):
        (one,) = read(f"BEGIN:VEVENT\nUID:bad\n{bad}\nEND:VEVENT").found
        assert (one.trouble, one.detail) == (Trouble.BAD_DATE, f"“{day}”")


def test_a_truncated_file_says_which_event_breaks_off() -> None:
    whole = calendar(f"{event('first')}\n{event('last')}")
    found = read_bytes(whole[: whole.rindex(b"SUMMARY")]).found
    assert [(one.trouble, one.detail) for one in found][1] == (
        Trouble.DAMAGED, "the file breaks off before its END:VEVENT",
    )  # fmt: skip


def test_events_that_cannot_be_told_apart_are_counted() -> None:
    found = read(f"{event('first')}\nX-NOTE:broken\n " + event("hidden").replace("\n", "\n ")).found
    assert "1 event more could not be told apart" in found[-1].detail


def test_floating_times_ask_for_the_zone_and_take_the_answer() -> None:
    text = event("f", "20261120T090000", "20261120T100000")
    assert read(text).found[0].trouble is Trouble.NO_ZONE
    assert brief(read(text, "Asia/Tokyo").found[0]) == ("2026-11-20 00:00", "time")
    assert brief(read(f"X-WR-TIMEZONE:Europe/Berlin\n{text}").found[0]) == ("2026-11-20 08:00", "time")


@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "europe/berlin", "W. Europe Standard Time", "/freeassociation.sourceforge.net/Europe/Berlin",
     "UTC+01:00", "+0100"],
)  # fmt: skip
def test_odd_names_of_zones(zone: str) -> None:
    text = event("z").replace("DTSTART:20261120T090000Z", f'DTSTART;TZID="{zone}":20261120T100000')
    assert brief(read(text).found[0]) == ("2026-11-20 09:00", "time")


@pytest.mark.parametrize("until", ["20261127", "20261127T090000", "20261127T080000Z", "2026-11-27T09:00:00"])
def test_until_in_any_form_has_its_day(until: str) -> None:
    rule = f"RRULE:FREQ=WEEKLY;UNTIL={until}"
    text = event("u", "20261113T090000", "20261113T100000", rule)
    found = read(text, "Europe/Berlin").found
    block = found[-1].block
    assert block is not None
    assert (len(found), block.until) == (3, date(2026, 11, 27))


def test_thousands_of_damaged_events_are_told_as_a_number() -> None:
    text = "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 6_000
    found = read_bytes(text.encode()).found
    assert len(found) == 5_001
    assert "1,000 events more" in found[-1].detail


def test_a_thousand_times_the_same_exception_is_one() -> None:
    rule = ("RRULE:FREQ=DAILY;COUNT=4", "EXDATE:" + ",".join(["20261117T090000Z"] * 1_000))
    reading = read(event("x", "20261116T090000Z", "20261116T100000Z", *rule))
    assert [one.key for one in reading.left_out] == ["x 2026-11-17"]


def test_a_count_beyond_all_calendars_is_an_open_series() -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=999999999"
    assert brief(read(event("x", "20261201T090000Z", "20261201T100000Z", rule)).found[-1])[1] == "series"
    rule = "RRULE:FREQ=SECONDLY;COUNT=999999999"
    assert brief(read(event("x", "20261116T090000Z", "20261116T090001Z", rule)).found[-1])[1] == "too many"


def test_exdate_by_day_or_in_another_zone() -> None:
    rule = (
        "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE;VALUE=DATE:20261117",
        "EXDATE;TZID=America/New_York:20261118T040000",
    )
    found = read(event("x", "20261116T090000Z", "20261116T100000Z", *rule)).found
    assert [one.start.day for one in found if one.start] == [16, 19, 20]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=2", "FREQ=HOURLY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
     "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=9", "FREQ=WEEKLY;BYMONTH=13",
     "FREQ=YEARLY;INTERVAL=999999", "FREQ=SECONDLY;COUNT=999999", "FREQ=DAILY;COUNT=0", "FREQ=MONTHLY;BYSETPOS=300;BYDAY=MO"],
)  # fmt: skip
def test_no_rule_hangs(rule: str) -> None:
    began = time.process_time()
    found = read(
        f"{event('r', '20240101T090000Z', '20240101T091000Z', f'RRULE:{rule}')}\n{event('good')}"
    ).found
    assert time.process_time() - began < 1
    assert found[-1].key == "good"
    assert any(one.trouble in (Trouble.TOO_MANY, Trouble.DAMAGED, Trouble.OUTSIDE) for one in found)


def test_many_costly_rules_share_one_effort() -> None:
    rule = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2"
    began = time.process_time()
    found = read(
        "\n".join(event(f"r{n}", "19000101T090000Z", "19000101T091000Z", rule) for n in range(300))
    ).found
    assert time.process_time() - began < 6
    assert len({one.key.split()[0] for one in found}) == 300


def test_too_many_times_are_told() -> None:
    rules = [
        event(
            f"d{n}",
            f"20250101T{n:02}0000Z",
            f"20250101T{n:02}3000Z",
            "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=400",
        )
        for n in range(16)
    ]
    found = read("\n".join(rules)).found
    assert sum(one.trouble is None for one in found) <= 5_001
    assert any(one.trouble is Trouble.TOO_MANY for one in found)
    assert {one.key.split()[0] for one in found} == {f"d{n}" for n in range(16)}


def test_a_night_of_changed_clocks_is_planned_in_utc() -> None:
    text = event("n", "20270328T023000", "20270328T043000")
    far = Reach(samples.NOW, samples.NOW, samples.NOW.replace(year=2027, month=6))
    block = read(text, "Europe/Berlin", far).found[0].block
    assert block is not None
    assert block.zone == "UTC"


def test_what_is_told_of_a_series_does_not_depend_on_the_day() -> None:
    later = Reach(samples.NOW.replace(day=30), samples.REACH.since, samples.REACH.until)
    first, second = read(samples.GOOGLE), read(samples.GOOGLE, reach=later)
    told = [next(one.told for one in each.found if one.block) for each in (first, second)]
    assert told[0] == told[1] != ""


TUESDAYS = ("20261103T090000Z", "20261103T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=TU")
FROM_HERE = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261117T090000Z"


@pytest.mark.parametrize(("more", "kind"), [((), "time"), (("STATUS:CANCELLED",), "cancelled")])
def test_a_change_from_one_time_on_is_that_times_and_the_rest_is_told(
    more: tuple[str, ...], kind: str
) -> None:
    moved = event("s", "20261117T130000Z", "20261117T140000Z", FROM_HERE, *more)
    found = read(f"{event('s', *TUESDAYS)}\n{moved}").found
    assert ("2026-11-17 13:00", kind) in [brief(one) for one in found]
    assert [brief(one) for one in found if one.block] == [("2026-12-01 09:00", "series")]
    (told,) = [one for one in found if one.trouble is Trouble.OUTSIDE]
    assert told.detail == (
        "the calendar changed all times from 2026-11-17 on: that one is as it says, "
        "those after it are as the series had them; look at them"
    )


def test_an_answer_to_an_invitation_plans_nothing_and_says_so() -> None:
    answer = read(f"METHOD:REPLY\n{event('m', '20261126T090000Z', '20261126T100000Z')}").found
    assert [(brief(one), one.detail, one.block) for one in answer] == [
        (
            ("2026-11-26 09:00", "not a time entry"),
            "the file is somebody's answer to an invitation; take in the invitation itself",
            None,
        )
    ]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
@example(
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:00010101T000000Z\nDTEND:99991231T000000Z\nRRULE:FREQ=DAILY\nEND:VEVENT"
)
@example(
    b"BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:00010101T000000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT"
)
@example(
    b"BEGIN:VEVENT\nDTSTART;TZID=America/New_York:99991231T235900\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT"
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(FractuiError):
        read_bytes(data)


WHOLE = calendar("\n".join([samples.OUTLOOK, samples.EXCHANGE, samples.GOOGLE, samples.NEXTCLOUD]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=12))
def test_any_damage_is_read_or_refused_and_no_event_is_lost(place: int, length: int, junk: bytes) -> None:
    data = WHOLE[:place] + junk + WHOLE[place + length :]
    try:
        found = read_bytes(data).found
    except FractuiError:
        return
    assert len(found) >= data.count(b"\nBEGIN:VEVENT\r\n") - 1
    assert all(a.line <= b.line or b.line == 0 for a, b in pairwise(found))
