"""Clockify's detailed report: its variants, and the two ways in which its dates can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from fractui.core.errors import FieldRefused
from fractui.exchange.opening import open_file, sniff
from fractui.exchange.rows import AskDayOrder, Problem
from tests.exchange.foreign_samples import (
    CLOCKIFY_1,
    CLOCKIFY_2,
    CLOCKIFY_3,
    CLOCKIFY_4,
    CLOCKIFY_5,
    CLOCKIFY_7,
    put,
    row_of,
    rows_of,
    table,
    utc,
)

RECORD = {
    "Project": "Board",
    "Description": "Working hard",
    "User": "Peter Tester",
    "Group": "",
    "Tags": "deep, with Maria",
    "Start Date": "03/14/2024",
    "Start Time": "10:23:52 AM",
    "End Date": "03/14/2024",
    "End Time": "11:23:52 AM",
}


def dated(start: str, end: str | None = None) -> dict[str, str]:
    return RECORD | {"Start Date": start, "End Date": end or start}


@pytest.mark.parametrize("header", [CLOCKIFY_1, CLOCKIFY_2, CLOCKIFY_3, CLOCKIFY_4, CLOCKIFY_5, CLOCKIFY_7])
def test_every_variant_is_read(tmp_path: Path, header: str) -> None:
    row = row_of(tmp_path, table(header, RECORD), "clockify")
    assert (row.start, row.end) == (utc("2024-03-14 09:23:52"), utc("2024-03-14 10:23:52"))
    assert (row.project, row.note, row.tags) == ("Board", "Working hard", ("deep", "with Maria"))
    assert row.problem is None
    assert sniff(tmp_path / "export") == "clockify"


def test_activity_stands_for_task(tmp_path: Path) -> None:
    assert row_of(tmp_path, table(CLOCKIFY_4, RECORD | {"Activity": "Design"}), "clockify").task == "Design"


def test_what_has_no_column_is_empty(tmp_path: Path) -> None:
    assert row_of(tmp_path, table(CLOCKIFY_5, RECORD | {"Billable": "Yes"}), "clockify").client == ""
    assert row_of(tmp_path, table(CLOCKIFY_3, RECORD), "clockify").billable is None


def test_invoiced_rows_are_locked_and_groups_kept(tmp_path: Path) -> None:
    said = {"Invoiced": "Yes", "Invoice ID": "I-100", "Group": "Group1, Group2", "Type": "Regular"}
    row = row_of(tmp_path, table(CLOCKIFY_2, RECORD | said), "clockify")
    assert row.locked is True
    assert {("Invoice ID", "I-100"), ("Group", "Group1, Group2"), ("Type", "Regular")} <= set(row.extra)


def test_rows_may_be_shorter_than_the_header(tmp_path: Path) -> None:
    content = table(CLOCKIFY_7, RECORD, RECORD).replace(",\r\n", "\r\n")
    assert [row.problem for row in rows_of(tmp_path, content, "clockify")] == [None, None]
    assert [row.problem for row in rows_of(tmp_path, content.rstrip(), "clockify")] == [None, None]
    shorter = content[: content.rindex(",11:23:52")] + "\r\n"
    row = rows_of(tmp_path, shorter, "clockify")[1]
    assert (row.problem, row.detail) == (Problem.SHORT_ROW, "11 of 13 columns")


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("10:23:52 AM", 37_432),
        ("10:23 AM", 37_380),
        ("12:00 AM", 0),
        ("12:05 PM", 43_500),
        ("1:05 pm", 47_100),
        ("22:23", 80_580),
        ("22:23:01", 80_581),
        ("10:23\N{NARROW NO-BREAK SPACE}PM", 80_580),
        ("9 a.m.", 32_400),
    ],
)
def test_clocks_of_twelve_and_of_twenty_four_hours(tmp_path: Path, time: str, seconds: int) -> None:
    row = row_of(tmp_path, table(CLOCKIFY_1, RECORD | {"Start Time": time}), "clockify", zone="UTC")
    assert row.start is not None
    assert (row.start - utc("2024-03-14 00:00")).total_seconds() == seconds


@pytest.mark.parametrize("time", ["13:00 PM", "0:30 AM", "24:00", "9:5", "10:23:61", "noon", "", "१०:२३"])
def test_times_that_no_clock_shows(tmp_path: Path, time: str) -> None:
    row = row_of(tmp_path, table(CLOCKIFY_1, RECORD | {"Start Time": time}), "clockify")
    assert row.problem is Problem.BAD_DATE


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["03/04/2024", "03/14/2024"], [(3, 4), (3, 14)]),
        (["03/04/2024", "14/03/2024"], [(4, 3), (3, 14)]),
        (["3-4-2024", "14-3-2024"], [(4, 3), (3, 14)]),
        (["2024-03-04", "2024/3/14"], [(3, 4), (3, 14)]),
        (["04.03.2024"], [(3, 4)]),
        (["05/05/2024", "5/5/2024"], [(5, 5), (5, 5)]),
    ],
)
def test_one_date_tells_the_order_of_all(
    tmp_path: Path, dates: list[str], days: list[tuple[int, int]]
) -> None:
    rows = rows_of(tmp_path, table(CLOCKIFY_1, *map(dated, dates)), "clockify")
    assert [(row.start.month, row.start.day) for row in rows if row.start] == days


def test_the_end_may_tell_it_too(tmp_path: Path) -> None:
    row = row_of(tmp_path, table(CLOCKIFY_1, dated("12/03/2024", "13/03/2024")), "clockify")
    assert row.start == utc("2024-03-12 09:23:52")


def test_an_order_that_nothing_tells_is_asked_for_and_never_guessed(tmp_path: Path) -> None:
    path = put(tmp_path, table(CLOCKIFY_1, dated("05/05/2024"), dated("03/04/2024")))
    with pytest.raises(AskDayOrder) as asked:
        open_file(path, "clockify", "UTC")
    assert (asked.value.field, asked.value.example) == ("dates", "03/04/2024")
    assert asked.value.sentence == (
        "“03/04/2024” in row 3 of export can be read in two ways; say dmy (the day first) or mdy (the month first)."
    )
    for order, day in (("dmy", "2024-04-03"), ("mdy", "2024-03-04")):
        rows = list(open_file(path, "clockify", "UTC", order).rows)
        assert rows[1].start == utc(f"{day} 10:23:52")


def test_dates_of_two_orders_are_refused_and_can_be_read_in_one(tmp_path: Path) -> None:
    path = put(tmp_path, table(CLOCKIFY_1, dated("14/03/2024"), dated("03/15/2024")))
    with pytest.raises(FieldRefused, match="“14/03/2024” in row 2 and “03/15/2024” in row 3") as refused:
        open_file(path, "clockify", "UTC")
    assert refused.value.field == "dates"
    rows = list(open_file(path, "clockify", "UTC", "mdy").rows)
    assert [row.problem for row in rows] == [Problem.BAD_DATE, None]


def test_an_order_that_the_file_belies_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, table(CLOCKIFY_1, dated("03/04/2024"), dated("03/14/2024")))
    with pytest.raises(
        FieldRefused, match="has the month first, see “03/14/2024” in row 3; read its dates as mdy"
    ):
        open_file(path, "clockify", "UTC", "dmy")


def test_missing_ends_are_told_by_either_duration(tmp_path: Path) -> None:
    said = RECORD | {"End Date": "", "End Time": ""}
    content = table(CLOCKIFY_1, said | {"Duration (h)": "01:30:00"}, said | {"Duration (decimal)": "0.50"})
    assert [row.end for row in rows_of(tmp_path, content, "clockify")] == [
        utc("2024-03-14 10:53:52"),
        utc("2024-03-14 09:53:52"),
    ]


def test_empty_and_zero_durations_are_not_believed(tmp_path: Path) -> None:
    said = RECORD | {"Duration (h)": "00:00:00", "Duration (decimal)": "0.00"}
    assert row_of(tmp_path, table(CLOCKIFY_1, said), "clockify").end == utc("2024-03-14 10:23:52")


def test_negative_and_six_hundred_hour_rows_are_told(tmp_path: Path) -> None:
    content = table(CLOCKIFY_1, dated("03/14/2024", "03/13/2024"), dated("03/14/2024", "04/08/2024"))
    assert [row.problem for row in rows_of(tmp_path, content, "clockify")] == [
        Problem.NEGATIVE,
        Problem.TOO_LONG,
    ]
