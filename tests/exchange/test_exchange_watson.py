"""Watson's frames: the file itself, and what its log prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.exchange.keys import import_key
from fractui.exchange.opening import open_file, sniff
from fractui.exchange.rows import Problem
from tests.exchange.foreign_samples import put, row_of, rows_of, utc

ID = "3529172206fc44d1a4804f3403e0c666"
FRAMES = json.dumps([[1772611200, 1772616600, "acme", ID, ["deep", "two words"], 1795378390]], indent=1)
LOG_JSON = json.dumps(
    [
        {
            "id": ID,
            "project": "acme",
            "start": "2026-03-04T09:00:00+01:00",
            "stop": "2026-03-04T10:30:00+01:00",
            "tags": ["deep", "two words"],
        }
    ],
    indent=4,
)
LOG_CSV = (
    'id,start,stop,project,tags\r\n3529172,2026-03-04 09:00:00,2026-03-04 10:30:00,acme,"deep, two words"\r\n'
)


@pytest.mark.parametrize("content", [FRAMES, LOG_JSON, LOG_CSV])
def test_the_same_frame_is_read_of_every_form(tmp_path: Path, content: str) -> None:
    row = row_of(tmp_path, content, "watson")
    assert (row.start, row.end) == (utc("2026-03-04 08:00"), utc("2026-03-04 09:30"))
    assert (row.client, row.project, row.tags, row.problem) == ("", "acme", ("deep", "two words"), None)
    assert sniff(tmp_path / "export") == "watson"


def test_a_frame_has_one_key_however_it_comes_with_its_id(tmp_path: Path) -> None:
    frames, log = (row_of(tmp_path, each, "watson") for each in (FRAMES, LOG_JSON))
    assert frames.native_id == ID
    assert import_key("watson", frames) == import_key("watson", log)


def test_the_short_id_of_the_table_is_no_key(tmp_path: Path) -> None:
    row = row_of(tmp_path, LOG_CSV, "watson")
    assert (row.native_id, row.extra) == ("", (("id", "3529172"),))


@pytest.mark.parametrize(
    ("frame", "tags"),
    [
        ([1648476984, 1648476987, "github", ID, ["bugreport"], 1648476987], ("bugreport",)),
        ([1648476984, 1648476987, "github", ID, ["bugreport"]], ("bugreport",)),
        ([1648476984, 1648476987, "github", ID], ()),
        ([1648476984.7, 1648476987.2, "github", None, None, None], ()),
        ([1648476984, 1648476987, "github"], ()),
    ],
)
def test_older_frames_lack_their_last_fields(
    tmp_path: Path, frame: list[object], tags: tuple[str, ...]
) -> None:
    row = row_of(tmp_path, json.dumps([frame]), "watson")
    assert (row.start, row.end, row.tags) == (utc("2022-03-28 14:16:24"), utc("2022-03-28 14:16:27"), tags)
    assert row.problem is None


@pytest.mark.parametrize(
    ("frame", "problem", "detail"),
    [
        ("[]", Problem.UNREADABLE, "“[]”"),
        ("[1]", Problem.UNREADABLE, "“[1]”"),
        ("{}", Problem.UNREADABLE, "“{}”"),
        ("null", Problem.UNREADABLE, "“None”"),
        ('["soon", 1648476987, "p"]', Problem.BAD_DATE, "start “soon”"),
        ("[true, 1648476987, 1]", Problem.BAD_DATE, "start “True”"),
        ("[NaN, 1648476987, 1]", Problem.BAD_DATE, "start “nan”"),
        ("[1e999, 1648476987, 1]", Problem.BAD_DATE, "start “inf”"),
        ("[-5, 1648476987, 1]", Problem.BAD_DATE, "start “-5”"),
        ("[1648476984, 99999999999999999999, 1]", Problem.BAD_DATE, "stop “99999999999999999999”"),
        ("[1648476984, null, 1]", Problem.OPEN, ""),
        ("[1648476984, 1648476984, 1]", Problem.ZERO_LENGTH, ""),
        ("[1648476984, 1648476980, 1]", Problem.NEGATIVE, ""),
        ("[1648476984, 1658476980, 1]", Problem.TOO_LONG, ""),
        ('{"start": "soon", "project": "p"}', Problem.BAD_DATE, "start “soon”"),
        ('{"start": "2026-03-04T09:00:00Z", "stop": "soon"}', Problem.BAD_DATE, "stop “soon”"),
        ('{"start": "2026-03-04T09:00:00Z"}', Problem.OPEN, ""),
    ],
)  # fmt: skip
def test_a_frame_that_cannot_be_taken_says_why(
    tmp_path: Path, frame: str, problem: Problem, detail: str
) -> None:
    row = row_of(tmp_path, f"[{frame}]", "watson")
    assert (row.number, row.problem, row.detail) == (1, problem, detail)


def test_what_runs_is_told_and_has_no_lasting_id(tmp_path: Path) -> None:
    content = LOG_JSON.replace(ID, "current")
    row = row_of(tmp_path, content, "watson")
    assert (row.problem, row.native_id, row.end) == (Problem.OPEN, "", None)


def test_overlapping_frames_are_left_to_whoever_takes_them_in(tmp_path: Path) -> None:
    frame = json.loads(FRAMES)[0]
    rows = rows_of(tmp_path, json.dumps([frame, frame]), "watson")
    assert [(row.number, row.problem) for row in rows] == [(1, None), (2, None)]


@pytest.mark.parametrize("state", ["{}", '{"project": "acme", "start": 1648476984, "tags": ["x"]}'])
def test_the_note_of_what_runs_is_refused_with_the_file_that_is_wanted(tmp_path: Path, state: str) -> None:
    with pytest.raises(Refused) as refused:
        open_file(put(tmp_path, state, "state"), "watson", "UTC")
    assert refused.value.sentence == (
        "state is Watson's note of what runs now; its frames are in the file “frames”, "
        "or in what “watson log --all --json” prints."
    )


def test_another_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="export holds no list of frames"):
        open_file(put(tmp_path, '{"entries": {"1": {}}}'), "watson", "UTC")
