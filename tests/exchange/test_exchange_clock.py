"""Times that were skipped or came twice when the clocks were changed, lengths, decimal signs; the names of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.exchange.clock import WallClock, orders_of, read_date
from fractui.exchange.keys import Keys, import_key
from fractui.exchange.lengths import decimal_sign, read_length
from fractui.exchange.rows import Problem, TimeRow
from tests.exchange.foreign_samples import TOGGL, row_of, rows_of, table, utc

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Santiago",
    "Asia/Beirut",
]


def tracked(start: str, end: str, duration: str = "") -> str:
    """A table of Toggl's with one row from one local time to another."""
    (start_date, start_time), (end_date, end_time) = start.split(), end.split()
    said = {
        "Start date": start_date,
        "Start time": start_time,
        "End date": end_date,
        "End time": end_time,
        "Duration": duration,
    }
    return table(TOGGL, said)


@pytest.mark.parametrize(
    ("zone", "start", "end", "duration", "instants"),
    [
        # Set back: 02:30 comes twice. The earlier, unless the duration says the later.
        ("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 04:00", "", "00:30 03:00"),
        ("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 04:00", "2:30:00", "00:30 03:00"),
        ("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 04:00", "1:30:00", "01:30 03:00"),
        ("Europe/Berlin", "2024-10-27 01:00", "2024-10-27 02:30", "2:30:00", "23:00 01:30"),
        ("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 02:45", "1:15:00", "00:30 01:45"),
        ("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 02:45", "0:15:00", "00:30 00:45"),
        # An end that reads earlier than its start is no error in that hour.
        ("Europe/Berlin", "2024-10-27 02:50", "2024-10-27 02:10", "", "00:50 01:10"),
        # Set forward: 02:30 is never shown and means 03:30, unless the end or duration speaks against it.
        ("Europe/Berlin", "2024-03-31 02:30", "2024-03-31 04:00", "", "01:30 02:00"),
        ("Europe/Berlin", "2024-03-31 02:30", "2024-03-31 04:00", "1:30:00", "00:30 02:00"),
        ("Europe/Berlin", "2024-03-31 02:30", "2024-03-31 03:10", "", "00:30 01:10"),
        ("America/New_York", "2024-11-03 01:30", "2024-11-03 03:00", "1:30:00", "06:30 08:00"),
        ("Australia/Lord_Howe", "2024-04-07 01:45", "2024-04-07 03:00", "", "14:45 16:30"),
        ("Australia/Lord_Howe", "2024-04-07 01:45", "2024-04-07 03:00", "1:15:00", "15:15 16:30"),
    ],
)  # fmt: skip
def test_clock_changes_are_read_by_rule_and_told(
    tmp_path: Path, zone: str, start: str, end: str, duration: str, instants: str
) -> None:
    row = row_of(tmp_path, tracked(start, end, duration), "toggl", zone)
    assert row.start is not None
    assert row.end is not None
    assert f"{row.start:%H:%M} {row.end:%H:%M}" == instants
    assert row.problem is None
    assert zone in row.detail


def test_what_is_told_names_the_time(tmp_path: Path) -> None:
    row = row_of(tmp_path, tracked("2024-10-27 02:30", "2024-10-27 04:00"), "toggl")
    assert row.detail == "2024-10-27 02:30 comes twice in Europe/Berlin"
    row = row_of(tmp_path, tracked("2024-03-31 02:30", "2024-03-31 04:00"), "toggl")
    assert row.detail == "2024-03-31 02:30 does not exist in Europe/Berlin"


def test_a_trouble_is_told_before_a_clock_change(tmp_path: Path) -> None:
    row = row_of(tmp_path, tracked("2024-10-27 02:30", "2024-10-27 01:00"), "toggl")
    assert (row.problem, row.detail) == (Problem.NEGATIVE, "")


@given(
    st.sampled_from(ZONES),
    st.integers(1_672_531_200, 1_767_139_200),
    st.integers(1, 24 * 3600),
)
@settings(max_examples=60, deadline=None)
def test_a_local_time_can_mean_the_instant_that_it_was(zone: str, at: int, length: int) -> None:
    clock, there = WallClock(zone, None), ZoneInfo(zone)
    start = datetime.fromtimestamp(at, UTC)
    for instant in (start, start + timedelta(seconds=length)):
        meant = clock.instants(instant.astimezone(there).replace(tzinfo=None, fold=0))
        assert instant in meant
        assert len(meant) == 1 or meant[0] < meant[1]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("01:00:01", 3601), ("1:00", 3600), ("-0:30:00", -1800), ("18:25 min", 1105), ("125:00 min", 7500),
        ("0.79 h", 2844), ("1,5", 5400), ("1.5h", 5400), ("PT1H30M5S", 5405), ("1h 30m", 5400), ("90 min", 5400),
        ("2 hours", 7200), ("0:00:01.500", 1), ("8", 28_800), ("-2", -7200), ("1 234,5 h", 4_444_200),
    ],
)  # fmt: skip
def test_lengths_in_every_form(text: str, seconds: int) -> None:
    assert read_length(text, comma="," in text) == seconds


@pytest.mark.parametrize(
    "text", ["", "h", "1:60", "1:00:60", "18:60 min", "1.2.3", "one", "--1", "1e3", "٣", "9" * 40, "1:2:3:4"]
)
def test_lengths_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        read_length(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [("20,0", ","), ("0.01", "."), ("2.000,0", ","), ("2,000.5", "."), ("1.000", ""), ("1,000", ""), ("8", ""),
     ("1.000.000", ","), ("1,5 h", ","), ("1:30", "")],
)  # fmt: skip
def test_the_sign_of_decimals(text: str, sign: str) -> None:
    assert decimal_sign(text) == sign


@pytest.mark.parametrize(
    ("text", "orders"),
    [("03/04/2024", ("dmy", "mdy")), ("13/04/2024", ("dmy",)), ("04/13/2024", ("mdy",)), ("13/13/2024", ()),
     ("00/04/2024", ()), ("5/05/2024", ()), ("03.04.2024", ()), ("2024-03-04", ()), ("3/4/24", ()), ("32/1/2024", ())],
)  # fmt: skip
def test_which_orders_a_date_can_have(text: str, orders: tuple[str, ...]) -> None:
    assert orders_of(text) == orders


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_dates_are_read_in_the_order_that_is_said(day: date) -> None:
    assert read_date(f"{day:%d/%m/%Y}", "dmy") == day
    assert read_date(f"{day.month}/{day.day}/{day.year}", "mdy") == day
    assert read_date(f"{day:%d.%m.%Y}", None) == read_date(day.isoformat(), "mdy") == day


ROW = TimeRow(
    number=2,
    start=utc("2024-03-04 09:23"),
    end=utc("2024-03-04 10:23"),
    client="ACME",
    project="Board",
    note="deck",
)


def test_a_row_is_named_by_what_makes_it_that_row() -> None:
    key = import_key("toggl", ROW)
    assert key == import_key(
        "toggl", replace(ROW, number=7, tags=("x",), extra=(("User", "Sam"),), billable=True)
    )
    others = [
        import_key("clockify", ROW),
        import_key("toggl", replace(ROW, start=utc("2024-03-04 09:22"))),
        import_key("toggl", replace(ROW, end=None)),
        import_key("toggl", replace(ROW, client="ACM", project="EBoard")),
        import_key("toggl", replace(ROW, client="Board", project="ACME")),
        import_key("toggl", replace(ROW, task="t")),
        import_key("toggl", replace(ROW, note="deck 2")),
        import_key("toggl", replace(ROW, start=None, end=None, day=date(2024, 3, 4), length_s=3600)),
        import_key("toggl", replace(ROW, native_id="1")),
    ]
    assert len({key, *others}) == len(others) + 1
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in (key, *others))


def test_a_name_never_changes_from_one_version_to_the_next() -> None:
    assert import_key("toggl", ROW) == "cef29ffe9fb2c8be"
    assert (
        import_key("harvest", TimeRow(number=9, day=date(2024, 3, 4), length_s=36, client="Müller"))
        == "8a0a17ca648ede82"
    )
    assert import_key("watson", TimeRow(number=1, native_id="abc")) == "117291fa15b84dbf"


def test_an_id_is_name_enough() -> None:
    row = replace(ROW, native_id="abc")
    assert import_key("watson", row) == import_key("watson", replace(row, note="other", start=None))


def test_letters_are_the_same_however_they_are_composed() -> None:
    composed, apart = "Jos\N{LATIN SMALL LETTER E WITH ACUTE}", "Jose\N{COMBINING ACUTE ACCENT}"
    assert import_key("toggl", replace(ROW, client=composed)) == import_key(
        "toggl", replace(ROW, client=apart)
    )


def test_a_broken_letter_has_a_name_too() -> None:
    assert import_key("toggl", replace(ROW, client="\ud83d")) != import_key("toggl", replace(ROW, client=""))


def test_the_spelling_of_a_file_has_no_part_in_the_name(tmp_path: Path) -> None:
    records = [{"Client": "Müller", "Start date": "2024-03-04", "Start time": "09:23", "End date": "2024-03-04",
                "End time": "10:23:00", "Tags": tag} for tag in ("a", "b, c")]  # fmt: skip
    turned = ",".join(reversed(TOGGL.split(","))).upper()
    upper = [{name.upper(): text for name, text in record.items()} for record in records]
    spellings = [
        table(TOGGL, *records).encode(),
        table(TOGGL, *records, delimiter=";").encode("utf-16"),
        table(turned, *upper, delimiter="\t").encode("cp1252"),
    ]
    keys = [[import_key("toggl", row) for row in rows_of(tmp_path, each, "toggl")] for each in spellings]
    assert keys[0] == keys[1] == keys[2]


def test_lengths_on_a_day_that_are_alike_stay_apart_and_are_known_again() -> None:
    call = TimeRow(number=2, day=date(2024, 3, 4), length_s=1800, client="ACME", note="call")
    first, again, longer = Keys("harvest"), Keys("harvest"), Keys("harvest")
    names = [first.of(replace(call, number=number)) for number in (2, 3, 4)]
    assert len(set(names)) == 3
    assert names[0] == import_key("harvest", call)
    assert [again.of(call) for _ in range(3)] == names
    assert [longer.of(call) for _ in range(4)][:3] == names


def test_rows_with_clock_times_that_are_alike_are_one() -> None:
    keys = Keys("toggl")
    assert keys.of(ROW) == keys.of(replace(ROW, number=3))
