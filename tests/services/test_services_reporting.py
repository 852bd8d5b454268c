"""Reports of the dashboard: rows, course and words; kept while nothing changes; written to files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fractui.core.errors import FieldRefused, NotFound, Refused
from fractui.core.rounding import Mode, Rounding, Scope
from fractui.core.stretch import LENGTHS, changed_length, leafed, stretch_of
from fractui.core.wording import period_label
from fractui.services.reporting import Reporting
from fractui.services.reports import BY, Reports
from fractui.services.views.report import ReportShape
from tests.builders import at
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


@pytest.fixture
def reporting(desk: Desk) -> Reporting:
    desk.client("ACME", name="Acme Robotics", color="tomato", rounding=Rounding(30, Mode.UP, Scope.DAY))
    desk.client("BETA", color="orchid")
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 25))
    desk.time("ACME", "2026-11-24 08:00", "09:10", category="deep work", deliverable=owed.id)
    desk.time("BETA", "2026-11-23 08:00", "10:00", category="meeting")
    desk.time("bd", "2026-11-02 08:00", "08:30")
    desk.time("ACME", "2026-09-30 08:00", "09:00")
    return Reporting(desk.practice, Reports(str(desk.root), desk.clock, lambda: desk.practice))


def test_the_month_by_client(reporting: Reporting) -> None:
    view = reporting.view(None, None)
    assert [(row.item, row.label, row.detail, row.color, row.seconds // 60) for row in view.rows] == [
        ("client:BETA", "BETA", "Beta", "orchid", 120),
        ("client:ACME", "ACME", "Acme Robotics", "tomato", 70),
        ("bucket:bd", "bd", "Business development", "", 30),
    ]
    assert (view.period, view.total_s, view.days, view.is_now) == ("November 2026", 220 * 60, 3, True)
    assert (len(view.trend), view.trend_by) == (30, "day")
    assert {bar.first.day: bar.seconds // 60 for bar in view.trend if bar.seconds} == {2: 30, 23: 120, 24: 70}


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("length", LENGTHS)
def test_every_shape_adds_up(reporting: Reporting, by: str, length: str) -> None:
    view = reporting.view(None, None, ReportShape(length, by))
    assert view.total_s == sum(bar.seconds for bar in view.trend)
    assert view.total_s == sum(part.seconds for row in view.rows for part in row.parts)
    assert len({row.item for row in view.rows}) == len(view.rows)


def test_rows_say_of_whom_they_are_and_what_can_be_opened(reporting: Reporting) -> None:
    rows = reporting.view(None, None, ReportShape(by="deliverable")).rows
    assert [(row.label, row.detail, row.code) for row in rows] == [
        ("Board pack", "due 25 Nov 2026", "ACME"),
        ("no deliverable", "", ""),
    ]
    assert rows[0].item.startswith("deliverable:ACME:")
    assert [part.code for part in rows[1].parts] == ["BETA", "bd"]
    (row,) = reporting.view("acme", None, ReportShape(by="week")).rows
    assert (row.item, row.label, row.detail) == ("week:2026-W48", "W48", "23 to 29 Nov 2026")


def test_rounded_it_says_by_what(reporting: Reporting) -> None:
    view = reporting.view(None, None, ReportShape(rounded=True))
    assert (view.rule, view.rounded_total_s - view.total_s) == ("ACME 30 min up per day", 20 * 60)
    assert reporting.view("ACME", None, ReportShape(rounded=True)).rule == "30 min up per day"
    assert reporting.view("BETA", None, ReportShape(rounded=True)).rule == ""


def test_kept_to_one_thing(reporting: Reporting, desk: Desk) -> None:
    view = reporting.view(None, None, ReportShape(only=("category", "deep_work")))
    assert ([row.item for row in view.rows], view.only) == (["client:ACME"], "deep work")
    known = desk.delivery.board(None).columns[0].cards[0].id
    view = reporting.view("ACME", None, ReportShape(by="day", only=("deliverable", known)))
    assert ([row.item for row in view.rows], view.only) == (["day:2026-11-24"], "Board pack")
    desk.delivery.delete("ACME", known)
    view = reporting.view("ACME", None, ReportShape("all", "month", only=("deliverable", "")))
    assert ([row.item for row in view.rows], view.only) == (
        ["month:2026-09", "month:2026-11"],
        "no deliverable",
    )


def test_a_report_is_kept_until_something_changes(reporting: Reporting, desk: Desk) -> None:
    first = reporting.view(None, None)
    assert reporting.view(None, None) is first
    desk.time("BETA", "2026-11-24 10:00", "10:30")
    assert reporting.view(None, None).total_s == first.total_s + 1800
    desk.go("2026-12-01 10:00")
    assert reporting.view(None, None).period == "December 2026"


def test_what_runs_is_named_and_not_counted(reporting: Reporting, desk: Desk) -> None:
    desk.timer.start("BETA", at=at("2026-11-24 13:00"))
    assert (reporting.view(None, None).running, reporting.view("ACME", None).running) == ("BETA", "")
    assert reporting.view(None, date(2026, 9, 1)).running == ""


def test_nobody_and_an_empty_stretch(reporting: Reporting) -> None:
    with pytest.raises(NotFound):
        reporting.view("NOPE", None)
    view = reporting.view("BETA", date(2026, 1, 1), ReportShape("all"))
    assert view.period == "all time"
    assert reporting.view("BETA", date(2025, 1, 1)).rows == ()


def test_it_is_written_as_it_is_shown(reporting: Reporting, desk: Desk, tmp_path: Path) -> None:
    folder = str(tmp_path / "exports")
    shape = ReportShape(by="deliverable", rounded=True)
    path = Path(reporting.export("ACME", None, shape, "markdown", folder))
    assert path.name == "report-ACME-2026-11-by-deliverable-rounded.md"
    assert path.read_text().startswith("# Acme Robotics: time in November 2026\n")
    path = Path(reporting.export(None, None, ReportShape("quarter"), "csv", folder))
    assert (path.name, path.read_bytes()[:15]) == ("report-all-2026-Q4-by-client.csv", b"client,h:mm,sha")
    path = Path(reporting.export(None, None, ReportShape("week", only=("category", "")), "json", folder))
    assert path.name == "report-all-2026-W48-by-client-without-category.json"
    path.write_text("somebody's own")
    with pytest.raises(Refused, match="another kind of file"):
        reporting.export(None, None, ReportShape("week", only=("category", "")), "json", folder)
    with pytest.raises(FieldRefused, match="csv, markdown or json"):
        reporting.export(None, None, ReportShape(), "pdf", folder)


@pytest.mark.parametrize(
    ("length", "words", "before", "after"),
    [
        ("day", "Tue 24 Nov 2026", "Mon 23 Nov 2026", "Wed 25 Nov 2026"),
        ("week", "23 to 29 Nov 2026", "16 to 22 Nov 2026", "30 Nov to 6 Dec 2026"),
        ("month", "November 2026", "October 2026", "December 2026"),
        ("quarter", "Q4 2026", "Q3 2026", "Q1 2027"),
        ("year", "2026", "2025", "2027"),
        ("all", "all time", "all time", "all time"),
    ],
)
def test_stretches_are_leafed_through(length: str, words: str, before: str, after: str) -> None:
    assert period_label(stretch_of(length, DAY)) == words
    assert period_label(stretch_of(length, leafed(length, DAY, -1))) == before
    assert period_label(stretch_of(length, leafed(length, DAY, 1))) == after


def test_the_longest_and_the_shortest_stretch_stay() -> None:
    assert [changed_length("year", 1), changed_length("all", 1), changed_length("day", -1)] == [
        "all",
        "all",
        "day",
    ]
