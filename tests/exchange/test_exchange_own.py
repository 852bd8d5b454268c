"""Our own export read back, and the tables that are much like it; Bartib's and tock's lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Category
from fractui.core.errors import Refused
from fractui.core.text import safe
from fractui.exchange.opening import open_file, sniff
from fractui.exchange.rows import Problem
from fractui.services.spreadsheet import entries_csv
from tests.builders import an_entry
from tests.exchange.foreign_samples import SOLIDTIME, put, row_of, rows_of, table, utc


def test_what_we_export_comes_back_as_it_was(tmp_path: Path) -> None:
    entry = an_entry(
        zone="Asia/Kathmandu",
        note="=SUM(A1) is no formula",
        tags=("-deep", "x"),
        category=Category.DEEP_WORK,
        deliverable="d" * 32,
    )
    row = row_of(tmp_path, entries_csv([entry], {"d" * 32: "Board deck"}), "csv", zone="America/New_York")
    assert (row.native_id, row.client, row.start, row.end) == (entry.id, entry.client, entry.start, entry.end)
    assert (row.note, row.tags, row.zone, row.category) == (entry.note, entry.tags, entry.zone, "deep_work")
    assert {("deliverable", "d" * 32), ("deliverable title", "Board deck")} <= {
        (name.replace("_", " "), text) for name, text in row.extra
    }
    assert row.problem is None
    assert sniff(tmp_path / "export") == "csv"


notes = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(str.strip)


@given(notes, st.integers(0, 10**9), st.integers(1, 86_400), st.sampled_from(["UTC", "Australia/Lord_Howe"]))
@settings(max_examples=40, deadline=None)
def test_every_note_and_instant_comes_back(
    tmp_path_factory: pytest.TempPathFactory, note: str, begin: int, length: int, zone: str
) -> None:
    start = datetime.fromtimestamp(begin, UTC)
    entry = replace(an_entry(note=note, zone=zone), start=start, end=start + timedelta(seconds=length))
    row = row_of(tmp_path_factory.mktemp("own"), entries_csv([entry], {}), "csv")
    assert (row.start, row.end, row.zone) == (entry.start, entry.end, zone)
    if not note.startswith("'"):
        assert row.note == safe(note).strip()


def test_solidtimes_own_table_is_read(tmp_path: Path) -> None:
    said = {
        "description": "Working hard",
        "billable": "true",
        "client": "ACME",
        "project": "Board",
        "tags": "deep, with Maria",
        "start": "2024-03-04T09:23:00Z",
        "end": "2024-03-04T10:23:01Z",
        "task": "Task 1",
        "user_name": "Peter",
    }
    row = row_of(tmp_path, table(SOLIDTIME, said), "csv")
    assert (row.start, row.end) == (utc("2024-03-04 09:23"), utc("2024-03-04 10:23:01"))
    assert (row.client, row.project, row.task, row.note) == ("ACME", "Board", "Task 1", "Working hard")
    assert (row.tags, row.billable, row.extra) == (("deep", "with Maria"), True, (("user_name", "Peter"),))


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("2024-03-04T09:23:00Z", "2024-03-04 09:23"),
        ("2024-03-04T09:23:00.999Z", "2024-03-04 09:23"),
        ("2024-03-04T09:23:00+05:45", "2024-03-04 03:38"),
        ("2024-03-04 09:23:00-0500", "2024-03-04 14:23"),
        ("2024-03-04 09:23", "2024-03-04 08:23"),
        ("2024-03-04T09:23", "2024-03-04 08:23"),
        ("2024/3/4 9:23 am", "2024-03-04 08:23"),
        ("14/03/2024 9:23", "2024-03-14 08:23"),
        ("20240304T092300Z", "2024-03-04 09:23"),
    ],
)
def test_instants_in_every_usual_form(tmp_path: Path, start: str, instant: str) -> None:
    row = row_of(tmp_path, f"client,start,hours\nACME,{start},0.5\n", "csv")
    assert (row.start, row.end) == (utc(instant), utc(instant) + timedelta(minutes=30))


@pytest.mark.parametrize(
    "start", ["2024-13-04T09:23:00Z", "2024-03-04T25:00Z", "2024-03-04T09:23+99:00", "9999-12-31T23:59Z"]
)
def test_instants_that_are_none(tmp_path: Path, start: str) -> None:
    row = row_of(tmp_path, f"client,start,end\nACME,{start},2024-03-04T10:00Z\n", "csv")
    assert (row.problem, row.detail) == (Problem.BAD_DATE, f"start “{start}”")


@pytest.mark.parametrize(
    ("content", "length"),
    [
        ("date,client,hours\n2024-03-04,ACME,1.5\n", 5400),
        ("Date;Customer;Hours\n04.03.2024;ACME;1,5\n", 5400),
        ("day,client,duration\n2024-03-04,ACME,1:30\n", 5400),
        ("day,client,duration_s\n2024-03-04,ACME,90\n", 90),
    ],
)
def test_a_table_made_by_hand_may_have_lengths_on_days(tmp_path: Path, content: str, length: int) -> None:
    row = row_of(tmp_path, content, "csv")
    assert (row.client, row.day, row.length_s, row.problem) == ("ACME", date(2024, 3, 4), length, None)
    assert sniff(tmp_path / "export") == "csv"


@pytest.mark.parametrize(
    ("record", "problem", "detail"),
    [
        ("ACME,,,", Problem.BAD_DATE, "“”"),
        ("ACME,2024-03-04,,", Problem.BAD_NUMBER, "length “”"),
        ("ACME,2024-03-04,,much", Problem.BAD_NUMBER, "length “much”"),
        ("ACME,,2024-03-04T09:00Z,", Problem.OPEN, ""),
        ("ACME", Problem.SHORT_ROW, "1 of 4 columns"),
    ],
)
def test_what_a_row_lacks_is_said(tmp_path: Path, record: str, problem: Problem, detail: str) -> None:
    row = row_of(tmp_path, f"client,date,start,hours\n{record}\n", "csv")
    assert (row.problem, row.detail) == (problem, detail)


def test_a_table_made_by_hand_is_not_mistaken_for_watsons(tmp_path: Path) -> None:
    content = "client,project,start,stop,note\nACME,Board,2024-03-04 09:00,2024-03-04 10:00,deck\n"
    row = row_of(tmp_path, content, "csv")
    assert (row.client, row.project, row.end, row.note) == ("ACME", "Board", utc("2024-03-04 09:00"), "deck")
    assert sniff(tmp_path / "export") == "csv"


def test_a_table_of_something_else_is_refused_with_its_header(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        open_file(put(tmp_path, "name,street\nMaria,Lange Gasse\n"), "csv", "UTC")
    assert refused.value.sentence == (
        "export is no table of time entries, for it lacks “start” and “end”; it has “name”, “street”."
    )
    assert sniff(tmp_path / "export") is None


def test_lines_of_bartib_and_tock(tmp_path: Path) -> None:
    content = (
        "2025-12-10 09:00 - 2025-12-10 11:30 | ACME | Board deck \\| draft\n\n"
        "2025-12-10 12:00 - 2025-12-10 11:00 | ACME |\n"
        "2025-12-10 13:00 | ACME | running\n"
        "2025-02-30 09:00 - 2025-12-10 11:30 | ACME | x\n"
        "nonsense\n"
    )
    rows = rows_of(tmp_path, content, "bartib")
    assert (rows[0].start, rows[0].end) == (utc("2025-12-10 08:00"), utc("2025-12-10 10:30"))
    assert (rows[0].project, rows[0].note) == ("ACME", "Board deck | draft")
    assert [(row.number, row.problem) for row in rows] == [
        (1, None),
        (3, Problem.NEGATIVE),
        (4, Problem.OPEN),
        (5, Problem.BAD_DATE),
        (6, Problem.UNREADABLE),
    ]
    assert sniff(tmp_path / "export") == "bartib"
    with pytest.raises(Refused, match="export has no line like"):
        open_file(put(tmp_path, "nonsense"), "bartib", "UTC")
