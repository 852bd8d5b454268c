"""Foreign time as lines: names, verdicts and rows in any width, with any name; and paths as they are completed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from fractui.exchange.rows import TimeRow
from fractui.services.views.importing import Gathered, ImportPlan, Judged, NameRow, Taken, Verdict
from fractui.ui.dialogs.import_lines import about_file, name_lines, row_columns, verdict_lines
from fractui.ui.lines import Line
from fractui.ui.paths import offered
from fractui.ui.screens.importing import code_for, said
from fractui.ui.widgets.columns import chosen, row_line
from tests.builders import at

COLORS = {"ACME": "steelblue"}


def text(line: Line) -> str:
    return " ".join("".join(span.text for span in line).split())


def judged(verdict: Verdict = Verdict.NEW, **more: object) -> Judged:
    begin, end = at("2026-11-20 09:00"), at("2026-11-20 10:30")
    row = TimeRow(2, start=begin, end=end, note="weekly \x1b[31mcall")
    plain: dict[str, object] = {
        "who": "ACME",
        "name": "Acme",
        "begin": begin,
        "end": end,
        "pieces": ((begin, end),),
    }
    return Judged(row, "k" * 16, verdict, **(plain | more))  # type: ignore[arg-type]


def a_plan(*rows: Judged, how: str = "refuse") -> ImportPlan:
    file = Gathered(
        "toggl", "t.csv", "Europe/Berlin", rows, first=date(2026, 11, 20), last=date(2026, 11, 20)
    )
    return ImportPlan(file, how, rows, ())


NAMES = (
    NameRow("日本電気株式会社 東京本社 経営企画部" * 3, 12_345, 3600 * 9999),
    NameRow("Acme Robotic", 1, 3600, near=("ACME", "BETA")),
    NameRow("acme", 2, 60, who="ACME"),
    NameRow("Old", 2, 60, left_out=True, said=True),
    NameRow("Gone", 2, 60, who="BETA", closed=True),
    NameRow("", 2, 60),
)


@pytest.mark.parametrize("width", [40, 58, 70, 96])
def test_names_fit_any_width_and_say_whom_they_mean(width: int) -> None:
    lines = name_lines(NAMES, width, COLORS)
    assert all(sum(cell_len(span.text) for span in line) <= width for line in lines)
    assert [line[0].item for line in lines[1:7]] == [f"name:{n}" for n in range(6)]
    assert lines[-1][0].item == "go-on"
    assert "3 names mean nobody yet" in text(lines[-1]) or width < 58


def test_what_a_name_means_is_told_in_words_too() -> None:
    lines = [text(line) for line in name_lines(NAMES, 96, COLORS)]
    assert lines[2].endswith("nobody, ACME or BETA?")
    assert lines[3].endswith("ACME")
    assert lines[4].endswith("left out")
    assert lines[5].endswith("BETA closed: not taken")
    assert lines[6].startswith("(rows that name nobody)")
    assert text(name_lines((NAMES[2],), 96, COLORS)[-1]) == "Go on every name means somebody"


def test_verdicts_say_what_becomes_of_their_rows() -> None:
    rows = (judged(), judged(Verdict.DUPLICATE), judged(Verdict.OVERLAP), judged(Verdict.UNMAPPED, who=""))
    lines = [text(line) for line in verdict_lines(a_plan(*rows), 80)]
    assert lines == [
        "New 1 1:30 taken in",
        "Duplicate 1 1:30 known already",
        "Overlap 1 1:30 not taken in: shares time",
        "Unmapped client 1 1:30 nobody yet: esc to map it",
    ]
    trimmed = verdict_lines(a_plan(*rows, how="trim"), 80)
    assert "its free part is taken in" in text(trimmed[2])


@pytest.mark.parametrize("width", [40, 70, 126])
def test_a_row_says_what_fits_most_worthy_first(width: int) -> None:
    line = row_line(chosen(row_columns("Europe/Berlin", COLORS), width), judged(), None)
    assert sum(cell_len(span.text) for span in line) <= width
    assert text(line).startswith(
        "new 2026-11-20 10:00-11:30" if width == 40 else "2 new 2026-11-20 10:00-11:30"
    )
    assert "\x1b" not in text(line)


def test_a_row_without_clock_times_shows_its_day() -> None:
    row = TimeRow(3, day=date(2026, 11, 20), length_s=5400)
    one = Judged(row, "k", begin=at("2026-11-19 23:00"), end=at("2026-11-20 00:30"))
    line = row_line(chosen(row_columns("Europe/Berlin", COLORS), 120), one, None)
    assert text(line).startswith("3 new 2026-11-20 1:30")


def test_a_file_is_told_in_a_line() -> None:
    assert about_file(a_plan(judged()).file) == "Toggl, 1 row, 2026-11-20 to 2026-11-20"


def test_what_was_taken_is_told_in_a_line() -> None:
    rows = (judged(), judged(Verdict.DUPLICATE), judged(Verdict.OVERLAP, pieces=()), judged(Verdict.OVERLAP))
    assert (
        said(Taken(2, a_plan(*rows))) == "Taken in: 2 entries, 1 known already, 1 not taken. u takes it back."
    )
    assert said(Taken(1, a_plan(judged()))) == "Taken in: 1 entry. u takes it back."
    assert said(Taken(0, a_plan())).startswith("Nothing was taken in")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gridline Energy", "GRID"),
        ("Acme Robotics", "ACMER"),
        ("3M", ""),
        ("日本", ""),
        ("Zed", "ZED"),
        ("x", ""),
    ],
)
def test_a_new_client_gets_a_code_of_its_name(name: str, code: str) -> None:
    assert code_for(name, {"ACME"}) == code


def test_a_path_is_completed_with_what_the_folder_has(tmp_path: Path) -> None:
    for name in ("toggl.csv", "Travel.txt", "todo", ".hidden", "bad\x1bname"):
        (tmp_path / name).write_text("")
    (tmp_path / "time").mkdir()
    assert offered(f"{tmp_path}/t").names == ("time/", "todo", "toggl.csv")
    assert offered(f"{tmp_path}/t").text == f"{tmp_path}/time/"
    assert offered(f"{tmp_path}/tog").text == f"{tmp_path}/toggl.csv"
    assert offered(f"{tmp_path}/.h").names == (".hidden",)
    assert offered(f"{tmp_path}/toggl.csv").text == ""
    assert offered(f"{tmp_path}/toggl.csv").names == ("toggl.csv",)
    assert offered(f"{tmp_path}/none/x").names == ()
    assert offered("~nobody-here/x\0").names == ()
    assert "bad\x1bname" not in offered(f"{tmp_path}/").names
