"""Harvest's detailed time report in its variants: lengths on days, numbers of every country."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.exchange.opening import open_file, sniff
from fractui.exchange.rows import AskDayOrder, Problem
from tests.exchange.foreign_samples import (
    HARVEST_A,
    HARVEST_B,
    HARVEST_C,
    HARVEST_D,
    HARVEST_IN,
    put,
    row_of,
    rows_of,
    table,
    utc,
)

RECORD = {
    "Date": "2024-03-04",
    "Client": "Big Company",
    "Project": "Board",
    "Task": "Task 1",
    "Notes": "Working hard",
    "Hours": "1.25",
}


@pytest.mark.parametrize("header", [HARVEST_A, HARVEST_B, HARVEST_C, HARVEST_D, HARVEST_IN])
def test_every_variant_is_a_length_on_a_day(tmp_path: Path, header: str) -> None:
    row = row_of(tmp_path, table(header, RECORD), "harvest")
    assert (row.start, row.end, row.day, row.length_s) == (None, None, date(2024, 3, 4), 4500)
    assert (row.client, row.project, row.task, row.note) == ("Big Company", "Board", "Task 1", "Working hard")
    assert (row.problem, row.detail, row.locked) == (None, "", False)
    assert sniff(tmp_path / "export") == "harvest"


def test_the_true_hours_count_and_not_the_rounded_ones(tmp_path: Path) -> None:
    row = row_of(tmp_path, table(HARVEST_B, RECORD | {"Hours Rounded": "1.50"}), "harvest")
    assert (row.length_s, row.extra) == (4500, (("Hours Rounded", "1.50"),))


def test_what_was_invoiced_is_locked_and_the_link_is_kept(tmp_path: Path) -> None:
    said = {
        "Invoiced?": "Yes",
        "Billable?": "Yes",
        "External Reference URL": "https://example.com/1",
        "Roles": "CTO",
    }
    row = row_of(tmp_path, table(HARVEST_A, RECORD | said), "harvest")
    assert (row.locked, row.billable) == (True, True)
    assert row.extra == (("Roles", "CTO"), ("External Reference URL", "https://example.com/1"))


def test_decimals_of_one_row_tell_those_of_all(tmp_path: Path) -> None:
    hours = ["20,0", "0,01", "2.000,0", "8", "1.500"]
    content = table(HARVEST_A, *(RECORD | {"Hours": each} for each in hours))
    rows = rows_of(tmp_path, content, "harvest")
    assert [row.length_s for row in rows] == [72_000, 36, 7_200_000, 28_800, 5_400_000]
    assert [row.problem for row in rows] == [None, None, Problem.TOO_LONG, None, Problem.TOO_LONG]


@pytest.mark.parametrize(
    ("hours", "seconds"),
    [
        ("1.250", 4500),
        ("1,250", 4500),
        ("0.33", 1188),
        (".5", None),
        ("1:30", 5400),
        ("8", 28_800),
        ("1 h", 3600),
    ],
)
def test_hours_that_stand_alone_are_never_thousands(tmp_path: Path, hours: str, seconds: int | None) -> None:
    row = row_of(tmp_path, table(HARVEST_A, RECORD | {"Hours": hours}), "harvest")
    assert row.length_s == seconds


def test_commas_and_points_in_one_file_are_refused_with_both_rows(tmp_path: Path) -> None:
    content = table(HARVEST_A, RECORD | {"Hours": "1,5"}, RECORD, RECORD | {"Hours": "1.5"})
    with pytest.raises(Refused, match="comma and with a point, see rows 2 and 3; export it again in one way"):
        open_file(put(tmp_path, content), "harvest", "UTC")


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        ("-1.5", Problem.NEGATIVE),
        ("0.00", Problem.ZERO_LENGTH),
        ("600", Problem.TOO_LONG),
        ("many", Problem.BAD_NUMBER),
        ("", Problem.BAD_NUMBER),
        ("1e9", Problem.BAD_NUMBER),
        ("999999999999", Problem.BAD_NUMBER),
        ("NaN", Problem.BAD_NUMBER),
        ("١", Problem.BAD_NUMBER),
    ],
)
def test_hours_that_cannot_be_are_said_of_their_row(tmp_path: Path, hours: str, problem: Problem) -> None:
    row = row_of(tmp_path, table(HARVEST_A, RECORD | {"Hours": hours}), "harvest")
    assert (row.problem, row.client) == (problem, "Big Company")


def test_dots_put_the_day_first(tmp_path: Path) -> None:
    assert row_of(tmp_path, table(HARVEST_D, RECORD | {"Date": "04.03.2024"}), "harvest").day == date(
        2024, 3, 4
    )


def test_slashes_are_read_as_the_file_shows_or_asked_about(tmp_path: Path) -> None:
    content = table(HARVEST_IN, RECORD | {"Date": "3/4/2024"}, RECORD | {"Date": "3/14/2024"})
    assert [row.day for row in rows_of(tmp_path, content, "harvest")] == [date(2024, 3, 4), date(2024, 3, 14)]
    content = table(HARVEST_IN, RECORD | {"Date": "3/4/2024"})
    with pytest.raises(AskDayOrder):
        open_file(put(tmp_path, content), "harvest", "UTC")
    assert row_of(tmp_path, content, "harvest", order="dmy").day == date(2024, 4, 3)


@pytest.mark.parametrize(
    "names", ["Started At,Ended At", "Start Time,End Time", "started_at,ended_at", "START TIME,ended at"]
)
def test_clock_times_are_taken_where_there_are_some(tmp_path: Path, names: str) -> None:
    started, ended = names.split(",")
    said = {started: "9:30am", ended: "10:45am"}
    row = row_of(tmp_path, table(f"{HARVEST_A},{names}", RECORD | said), "harvest")
    assert (row.start, row.end, row.day) == (utc("2024-03-04 08:30"), utc("2024-03-04 09:45"), None)


def test_a_row_without_clock_times_stays_a_length_beside_others_that_have_them(tmp_path: Path) -> None:
    header = f"{HARVEST_A},Started At,Ended At"
    row = row_of(tmp_path, table(header, RECORD), "harvest")
    assert (row.day, row.length_s, row.problem) == (date(2024, 3, 4), 4500, None)


@pytest.mark.parametrize(
    ("started", "ended", "end"),
    [
        ("23:30", "00:45", "2024-03-04 23:45"),
        ("23:30", "", "2024-03-04 23:45"),
        ("23:30", "23:00", "2024-03-04 22:00"),
    ],
)
def test_an_end_past_midnight_is_taken_where_the_hours_say_so(
    tmp_path: Path, started: str, ended: str, end: str
) -> None:
    said = {"Started At": started, "Ended At": ended}
    row = row_of(tmp_path, table(f"{HARVEST_A},Started At,Ended At", RECORD | said), "harvest")
    assert row.end == utc(end)
    assert row.problem == (Problem.NEGATIVE if ended == "23:00" else None)
