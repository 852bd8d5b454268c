"""Timewarrior's intervals: exported, as an extension is given them, and as they lie on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.exchange.opening import open_file, sniff
from fractui.exchange.rows import Problem
from tests.exchange.foreign_samples import put, row_of, rows_of, utc

# As version 1.4.3 prints and keeps them.
EXPORT = r"""[
{"id":3,"start":"20240304T092300Z","end":"20240304T102301Z","tags":["ACME","a\"b","deep work"],"annotation":"board \"deck\""},
{"id":2,"start":"20240305T092300Z","end":"20240305T102301Z","annotation":"no tags # hash"},
{"id":1,"start":"20240306T080000Z","tags":["#lone","it's","x#y"]}
]
"""
DATA = r"""inc 20240304T092300Z - 20240304T102301Z # ACME "a\"b" "deep work" # "board \"deck\""
inc 20240305T092300Z - 20240305T102301Z # # "no tags # hash"
inc 20240306T080000Z # #lone it's x#y
"""
SETTINGS = "color: on\ntemp.report.start: 20240301T000000Z\nverbose: off\n\n"


@pytest.mark.parametrize(
    "content", [EXPORT, DATA, SETTINGS + EXPORT, EXPORT.replace("\n", ""), DATA.replace("\n", "\r\n")]
)
def test_the_same_intervals_are_read_of_every_form(tmp_path: Path, content: str) -> None:
    rows = rows_of(tmp_path, content, "timewarrior")
    assert [(row.number, row.start, row.end) for row in rows] == [
        (1, utc("2024-03-04 09:23"), utc("2024-03-04 10:23:01")),
        (2, utc("2024-03-05 09:23"), utc("2024-03-05 10:23:01")),
        (3, utc("2024-03-06 08:00"), None),
    ]
    assert [row.tags for row in rows] == [("ACME", 'a"b', "deep work"), (), ("#lone", "it's", "x#y")]
    assert [row.note for row in rows] == ['board "deck"', "no tags # hash", ""]
    assert [row.problem for row in rows] == [None, None, Problem.OPEN]
    assert {(row.native_id, row.client, row.project) for row in rows} == {("", "", "")}
    assert sniff(tmp_path / "export") == "timewarrior"


def test_both_forms_know_how_many_rows_there_are(tmp_path: Path) -> None:
    assert open_file(put(tmp_path, EXPORT), "timewarrior", "UTC").total == 3
    assert open_file(put(tmp_path, DATA + "\n\n"), "timewarrior", "UTC").total == 3


@pytest.mark.parametrize(
    ("record", "problem", "detail"),
    [
        ("{}", Problem.UNREADABLE, "it has no start"),
        ('{"tags":["ACME"]}', Problem.UNREADABLE, "it has no start"),
        ('{"end":"20240304T092300Z"}', Problem.BAD_DATE, "it has no start"),
        ('{"start":"20240230T092300Z"}', Problem.BAD_DATE, "start “20240230T092300Z”"),
        ('{"start":20240304}', Problem.UNREADABLE, "it has no start"),
        ('{"start":"20240304T092300Z","end":"soon"}', Problem.BAD_DATE, "end “soon”"),
        ('{"start":"20240304T092300Z","end":"20240304T092300Z"}', Problem.ZERO_LENGTH, ""),
        ('{"start":"20240304T092300Z","end":"20240304T092259Z"}', Problem.NEGATIVE, ""),
        ('{"start":"20240304T092300Z","end":"20240305T092301Z"}', Problem.TOO_LONG, ""),
        ('"inc"', Problem.UNREADABLE, "“inc”"),
        ("null", Problem.UNREADABLE, "“None”"),
    ],
)
def test_an_interval_that_cannot_be_taken_says_why(
    tmp_path: Path, record: str, problem: Problem, detail: str
) -> None:
    row = row_of(tmp_path, f"[{record}]", "timewarrior")
    assert (row.problem, row.detail) == (problem, detail)


def test_a_day_of_exactly_24_hours_is_taken(tmp_path: Path) -> None:
    content = '[{"start":"20240304T092300Z","end":"20240305T092300Z"}]'
    assert row_of(tmp_path, content, "timewarrior").problem is None


def test_an_empty_interval_is_not_one(tmp_path: Path) -> None:
    content = "inc\ninc 20240304T092300Z - 20240304T102300Z\nexc monday\ninc 2024\n"
    assert [(row.number, row.problem) for row in rows_of(tmp_path, content, "timewarrior")] == [
        (1, Problem.UNREADABLE),
        (2, None),
        (3, Problem.UNREADABLE),
        (4, Problem.BAD_DATE),
    ]


def test_a_line_that_breaks_off_is_not_taken_with_half_its_tags(tmp_path: Path) -> None:
    content = DATA.splitlines(keepends=True)
    rows = rows_of(tmp_path, content[1] + content[0][:60] + "\n", "timewarrior")
    assert [row.problem for row in rows] == [None, None]
    rows = rows_of(tmp_path, content[1] + content[0][:60], "timewarrior")
    assert [(row.problem, row.detail) for row in rows] == [
        (None, ""),
        (Problem.SHORT_ROW, "the file breaks off in this line"),
    ]


def test_no_intervals_are_no_trouble(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "[\n]\n", "timewarrior") == []


def test_what_newer_versions_add_is_kept(tmp_path: Path) -> None:
    content = '[{"start":"20240304T092300Z","end":"20240304T102300Z","mood":"good","\\ud83d":"x","n":[1]}]'
    assert row_of(tmp_path, content, "timewarrior").extra == (
        ("mood", "good"),
        ("\N{REPLACEMENT CHARACTER}", "x"),
    )


def test_halves_of_letters_and_twice_the_same_tag_do_no_harm(tmp_path: Path) -> None:
    interval = {"start": "20240304T092300Z", "end": "20240304T102300Z", "tags": ["a", "a", " ", 7, "\ud83d"]}
    row = row_of(tmp_path, json.dumps([interval]), "timewarrior")
    assert row.tags == ("a", "\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (EXPORT[:150], "export breaks off: its JSON ends unfinished in line 3, column 17; export it again."),
        (EXPORT[:-3], "export breaks off: its JSON ends unfinished in line 4, column 66; export it again."),
        (EXPORT.replace('"id":2', '"id":!'), "export is damaged: its JSON cannot be read from line 3, column 7 on; export it again."),
        ("[" * 100_000, "export is nested far too deeply for a list of time entries."),
        (f"[{'9' * 5000}]", "export has a number of thousands of digits; it is damaged: export it again."),
        ('{"intervals": []}', "export holds no list of intervals; export them with “timew export > entries.json”."),
        ("yesterday I worked", "export holds no intervals of Timewarrior; export them with “timew export > entries.json”."),
    ],
    ids=["half a string", "half a list", "letter", "deep", "digits", "object", "text"],
)  # fmt: skip
def test_what_is_no_list_of_intervals_is_refused_with_a_sentence(
    tmp_path: Path, content: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        open_file(put(tmp_path, content), "timewarrior", "UTC")
    assert refused.value.sentence == sentence
