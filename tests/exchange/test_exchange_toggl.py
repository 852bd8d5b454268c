"""Toggl's detailed report and the table that it takes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.exchange.opening import open_file, sniff
from fractui.exchange.rows import Problem
from tests.exchange.foreign_samples import TOGGL, TOGGL_IN, put, row_of, rows_of, table, utc

RECORD = {
    "User": "Sam",
    "Email": "sam@example.com",
    "Client": "ACME",
    "Project": "Board",
    "Task": "deck",
    "Description": "board deck, second draft",
    "Billable": "Yes",
    "Start date": "2024-03-04",
    "Start time": "10:23:00",
    "End date": "2024-03-04",
    "End time": "11:23:01",
    "Duration": "01:00:01",
    "Tags": "deep, with Maria",
}


def changed(**fields: str) -> str:
    return table(TOGGL, RECORD | {name.replace("_", " "): text for name, text in fields.items()})


def test_a_row_says_all_that_it_knows(tmp_path: Path) -> None:
    row = row_of(tmp_path, "\ufeff" + changed(), "toggl")
    assert (row.number, row.start, row.end) == (2, utc("2024-03-04 09:23"), utc("2024-03-04 10:23:01"))
    assert (row.client, row.project, row.task, row.note) == (
        "ACME",
        "Board",
        "deck",
        "board deck, second draft",
    )
    assert (row.tags, row.billable, row.locked) == (("deep", "with Maria"), True, False)
    assert row.extra == (("User", "Sam"), ("Email", "sam@example.com"))
    assert (row.problem, row.detail, row.day, row.length_s, row.native_id) == (None, "", None, None, "")


def test_the_amount_column_is_kept_with_its_currency(tmp_path: Path) -> None:
    content = table(f"{TOGGL},Amount (EUR)", RECORD | {"Amount (EUR)": "120.50"})
    assert ("Amount (EUR)", "120.50") in row_of(tmp_path, content, "toggl").extra


def test_empty_names_are_empty(tmp_path: Path) -> None:
    row = row_of(tmp_path, changed(Client="", Project="", Task="", Tags="", Billable="No"), "toggl")
    assert (row.client, row.project, row.task, row.tags, row.billable) == ("", "", "", (), False)
    assert row.problem is None


@pytest.mark.parametrize("duration", ["18:25 min", "nonsense", "99:00:00", ""])
def test_start_and_end_are_trusted_and_not_the_duration(tmp_path: Path, duration: str) -> None:
    row = row_of(tmp_path, changed(Duration=duration), "toggl")
    assert (row.end, row.problem) == (utc("2024-03-04 10:23:01"), None)


@pytest.mark.parametrize(
    ("duration", "end"),
    [
        ("01:00:01", "2024-03-04 10:23:01"),
        ("18:25 min", "2024-03-04 09:41:25"),
        ("1:30", "2024-03-04 10:53"),
        ("0.50", "2024-03-04 09:53"),
        ("0.50 h", "2024-03-04 09:53"),
        ("30 sec", "2024-03-04 09:23:30"),
        ("45 min", "2024-03-04 10:08"),
        ("1h 30m", "2024-03-04 10:53"),
    ],
)
def test_without_an_end_the_duration_tells_it(tmp_path: Path, duration: str, end: str) -> None:
    said = {name: RECORD[name] for name in ("Client", "Project", "Description", "Start date", "Start time")}
    row = row_of(tmp_path, table(TOGGL_IN, said | {"Duration": duration}), "toggl")
    assert (row.end, row.problem) == (utc(end), None)


def test_the_table_that_toggl_takes_in_keeps_its_references(tmp_path: Path) -> None:
    said = {
        "Client External Reference": "C-7",
        "Start date": "2024-03-04",
        "Start time": "10:23",
        "Duration": "1:00",
    }
    assert row_of(tmp_path, table(TOGGL_IN, said), "toggl").extra == (("Client External Reference", "C-7"),)


@pytest.mark.parametrize(
    ("fields", "problem", "detail"),
    [
        ({"Start_date": "2024-02-30"}, Problem.BAD_DATE, "start “2024-02-30 10:23:00”"),
        ({"Start_date": "", "Start_time": ""}, Problem.BAD_DATE, "start “”"),
        ({"End_time": "25:00:00"}, Problem.BAD_DATE, "end “2024-03-04 25:00:00”"),
        ({"End_date": "1824-03-04"}, Problem.BAD_DATE, "end “1824-03-04 11:23:01”"),
        ({"End_time": "10:23:00"}, Problem.ZERO_LENGTH, ""),
        ({"End_time": "09:00:00"}, Problem.NEGATIVE, ""),
        ({"End_date": "2024-03-29"}, Problem.TOO_LONG, ""),
        ({"End_time": "", "End_date": "", "Duration": ""}, Problem.OPEN, ""),
        ({"End_time": "", "Duration": "soon"}, Problem.BAD_NUMBER, "duration “soon”"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_of_that_row(
    tmp_path: Path, fields: dict[str, str], problem: Problem, detail: str
) -> None:
    row = row_of(tmp_path, changed(**fields), "toggl")
    assert (row.problem, row.detail, row.note) == (problem, detail, RECORD["Description"])


def test_one_bad_row_takes_nothing_from_the_others(tmp_path: Path) -> None:
    content = table(TOGGL, RECORD, RECORD | {"Start date": "soon"}, RECORD)
    assert [(row.number, row.problem) for row in rows_of(tmp_path, content, "toggl")] == [
        (2, None),
        (3, Problem.BAD_DATE),
        (4, None),
    ]


@pytest.mark.parametrize(
    "stop", ["Stop date,Stop time", "END DATE,end TIME", "end_date,end_time", " End  date ,End time?"]
)
def test_older_and_other_spellings_of_the_header(tmp_path: Path, stop: str) -> None:
    content = changed().replace("End date,End time", stop)
    assert row_of(tmp_path, content, "toggl").end == utc("2024-03-04 10:23:01")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_every_delimiter_and_encoding_that_spreadsheets_write(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    text = table(TOGGL, RECORD | {"Client": "Müller & Söhne"}, delimiter=delimiter)
    data = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
    reading = open_file(put(tmp_path, data), "toggl", "Europe/Berlin")
    assert [row.client for row in reading.rows] == ["Müller & Söhne"]
    assert reading.encoding == encoding.removesuffix("-sig").removesuffix("-be")
    assert sniff(tmp_path / "export") == "toggl"


def test_quoted_line_breaks_and_quotes_stay_in_the_note(tmp_path: Path) -> None:
    content = table(TOGGL, RECORD | {"Description": 'first\r\nsaid "no", twice\nthird'}, RECORD)
    rows = rows_of(tmp_path, content, "toggl")
    assert rows[0].note == 'first\r\nsaid "no", twice\nthird'
    assert [row.number for row in rows] == [2, 3]


def test_lines_may_end_as_on_an_old_mac_and_be_blank(tmp_path: Path) -> None:
    content = changed().replace("\r\n", "\r") + "\r\r"
    assert [row.number for row in rows_of(tmp_path, content, "toggl")] == [2]


def test_the_line_that_excel_reads_and_hides(tmp_path: Path) -> None:
    assert row_of(tmp_path, "sep=;\r\n" + table(TOGGL, RECORD, delimiter=";"), "toggl").client == "ACME"


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    reading = open_file(put(tmp_path, TOGGL), "toggl", "UTC")
    assert (reading.total, list(reading.rows)) == (0, [])


def test_missing_columns_are_named_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_file(put(tmp_path, "Client,Start date,Duration\nACME,2024-03-04,1:00\n"), "toggl", "UTC")
    assert refused.value.sentence == (
        "export is no Toggl detailed report, for it lacks “start time”; it has “Client”, “Start date”, “Duration”."
    )


def test_more_cells_than_headers_are_kept(tmp_path: Path) -> None:
    content = changed().replace('with Maria"', 'with Maria",late,')
    assert row_of(tmp_path, content, "toggl").extra[-1] == ("column 14", "late")


def test_a_spreadsheet_may_leave_out_empty_cells_at_the_end(tmp_path: Path) -> None:
    content = table(TOGGL, RECORD | {"Tags": ""}).rstrip(",\r\n") + "\n"
    assert row_of(tmp_path, content, "toggl").problem is None


def test_a_file_that_breaks_off_between_cells_says_so_in_its_last_row(tmp_path: Path) -> None:
    content = table(TOGGL, RECORD, RECORD)
    cut = content[: content.rindex("01:00:01")]
    assert [row.problem for row in rows_of(tmp_path, cut, "toggl")] == [None, Problem.SHORT_ROW]
    shorter = content[: content.rindex("11:23")] + "\n"
    assert rows_of(tmp_path, shorter, "toggl")[1].problem is Problem.OPEN
    with pytest.raises(Refused, match="breaks off inside of the quotes that open in line 3; export it again"):
        rows_of(tmp_path, content[: content.rindex("with Maria")], "toggl")
