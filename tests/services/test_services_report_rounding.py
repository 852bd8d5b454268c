"""Rounded reports: each rule of each scope, the same total whatever they sum by, and a record that stays as it is."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.period import Period, month_of, one_day, week_of
from fractui.core.rounding import Mode, Rounding, Scope
from fractui.services import documents
from fractui.services.report_cells import Asked, Stopped
from fractui.services.report_files import csv_bytes, json_bytes, key_words, page
from fractui.services.reports import BY, Report, Reports
from tests.builders import at
from tests.services.desk import Desk

DAY = date(2026, 11, 24)
NOVEMBER = month_of(DAY)


@pytest.fixture
def reports(desk: Desk) -> Reports:
    """ACME rounds each entry up to a quarter, BETA its days, CYAN its months, DELT nothing."""
    desk.client("ACME", rounding=Rounding(15, Mode.UP, Scope.ENTRY, 15), show_hours=True)
    desk.client("BETA", rounding=Rounding(30, Mode.NEAREST, Scope.DAY))
    desk.client("CYAN", rounding=Rounding(60, Mode.UP, Scope.MONTH))
    desk.client("DELT")
    desk.time("ACME", "2026-11-24 08:00", "08:20", category="deep work")
    desk.time("ACME", "2026-11-24 08:30", "08:31", category="meeting")
    desk.time("BETA", "2026-11-23 08:00", "08:20", category="meeting")
    desk.time("BETA", "2026-11-23 09:00", "09:25", category="deep work")
    desk.time("BETA", "2026-11-20 09:00", "09:14")
    desk.time("CYAN", "2026-11-02 10:00", "10:40")
    desk.time("CYAN", "2026-11-09 10:00", "10:50")
    desk.time("DELT", "2026-11-03 10:00", "10:01")
    desk.time("bd", "2026-11-03 11:00", "11:01")
    return Reports(str(desk.root), desk.clock, lambda: desk.practice)


def rounded(report: Report) -> dict[str, int]:
    return {key: seconds // 60 for (key, _), seconds in zip(report.rows, report.rounded, strict=True)}


def test_each_client_by_its_own_rule_and_what_was_tracked_beside_it(reports: Reports) -> None:
    report = reports.report(None, NOVEMBER, rounded=True)
    assert rounded(report) == {"CYAN": 120, "BETA": 60, "ACME": 45, "DELT": 1, "bd": 1}
    assert dict(report.rows)["ACME"] == 21 * 60
    assert report.total_s == reports.report(None, NOVEMBER).total_s
    assert set(report.rules or {}) == {"ACME", "BETA", "CYAN"}


def test_without_being_asked_for_nothing_is_rounded(reports: Reports) -> None:
    report = reports.report("ACME", NOVEMBER)
    assert (report.rows, report.rules) == ((("ACME", 21 * 60),), None)
    assert "rounded_s" not in json.dumps(documents.report(report))


@pytest.mark.parametrize(("by", "code"), product([*BY, "client,category", "day,deliverable"], [None, "BETA"]))
def test_the_total_is_the_same_whatever_it_sums_by(reports: Reports, by: str, code: str | None) -> None:
    want = reports.report(code, NOVEMBER, rounded=True)
    report = reports.report(code, NOVEMBER, by, rounded=True)
    assert (report.total_s, report.rounded_total_s) == (want.total_s, want.rounded_total_s)
    assert sum(report.rounded) == report.rounded_total_s


def test_a_day_is_shared_out_over_its_categories_in_proportion(reports: Reports) -> None:
    report = reports.report("BETA", one_day(date(2026, 11, 23)), "category", rounded=True)
    assert rounded(report) == {"deep_work": 33, "meeting": 26}
    assert report.rounded_total_s == 60 * 60


def test_the_weeks_of_a_month_add_up_to_the_rounded_month(reports: Reports) -> None:
    first, second = (
        reports.report("CYAN", week_of(day), rounded=True) for day in (date(2026, 11, 2), date(2026, 11, 9))
    )
    assert first.rounded_total_s + second.rounded_total_s == 2 * 3600
    assert rounded(first) == {"CYAN": 53}


def test_a_rounded_entry_over_midnight_is_shared_out_over_its_days(desk: Desk) -> None:
    desk.client("ACME", rounding=Rounding(60, Mode.UP, Scope.ENTRY))
    desk.time("ACME", "2026-11-09 22:30", "2026-11-09 23:15")
    reports = Reports(str(desk.root), desk.clock, lambda: desk.practice)
    days = reports.report("ACME", Period(), "day", rounded=True)
    assert (days.rows, rounded(days)) == (
        (("2026-11-09", 1800), ("2026-11-10", 900)),
        {"2026-11-09": 40, "2026-11-10": 20},
    )
    assert rounded(reports.report("ACME", one_day(date(2026, 11, 10)), rounded=True)) == {"ACME": 20}


def test_what_runs_is_rounded_as_if_it_ended_now(reports: Reports, desk: Desk) -> None:
    desk.timer.start("ACME", at=at("2026-11-24 14:00"))
    assert rounded(reports.report("ACME", one_day(DAY), rounded=True, running=True)) == {"ACME": 60}
    assert rounded(reports.report("ACME", one_day(DAY), rounded=True)) == {"ACME": 45}


def test_a_changed_entry_changes_a_report_that_was_made_before(reports: Reports, desk: Desk) -> None:
    before = reports.report("ACME", NOVEMBER, "deliverable", rounded=True).rounded_total_s
    desk.time("ACME", "2026-11-24 09:00", "09:10")
    assert reports.report("ACME", NOVEMBER, "deliverable", rounded=True).rounded_total_s == before + 15 * 60
    desk.practice.settle()
    desk.history.undo()
    assert reports.report("ACME", NOVEMBER, "deliverable", rounded=True).rounded_total_s == before


def test_no_report_changes_a_byte_of_the_record(reports: Reports, desk: Desk) -> None:
    desk.practice.close()

    def bytes_of_all() -> str:
        files = sorted(path for path in Path(desk.root).rglob("*") if path.is_file())
        return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()

    before = bytes_of_all()
    for by, on in product(("client", "deliverable", "client,day"), (True, False)):
        reports.report(None, Period(), by, rounded=on)
        reports.report("ACME", NOVEMBER, by, rounded=on, running=True)
    desk.practice.close()
    assert bytes_of_all() == before


def test_a_report_that_reads_entries_can_be_stopped_between_months(reports: Reports) -> None:
    heard: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        heard.append((done, total))
        return len(heard) < 2

    with pytest.raises(Stopped):
        reports.tracked().amounts(Asked(None, Period(), deliverables=True), watch)
    assert heard == [(0, 4), (1, 4)]


@pytest.mark.parametrize("by", ["client,client", "client,day,week", "client,mood", ""])
def test_other_groupings_are_refused(reports: Reports, by: str) -> None:
    with pytest.raises(FieldRefused, match="A report is by"):
        reports.report(None, NOVEMBER, by)


def test_by_two_things_the_larger_client_comes_first_and_time_by_the_calendar(reports: Reports) -> None:
    report = reports.report(None, NOVEMBER, "client,day")
    assert report.keys[:3] == (("CYAN", "2026-11-02"), ("CYAN", "2026-11-09"), ("BETA", "2026-11-20"))
    value = documents.report(report)
    assert value["by"] == ["client", "day"]
    assert value["rows"][0] == {"key": "CYAN/2026-11-02", "keys": ["CYAN", "2026-11-02"], "seconds_s": 2400}


# -- as files ----------------------------------------------------------------------------------


def test_a_page_for_a_client_names_nobody_else_and_states_its_rule(desk: Desk, reports: Reports) -> None:
    owed = desk.delivery.add("ACME", "Board | pack [x](y) =1", "BoardPack", DAY)
    desk.time("ACME", "2026-11-24 10:00", "11:00", deliverable=owed.id)
    clients = {each.client.id: each.client for each in desk.clients.list(include_closed=True)}
    report = reports.report("ACME", NOVEMBER, "deliverable", rounded=True)
    assert page(report, "ACME", clients).splitlines() == [
        "# Acme: time in November 2026",
        "",
        "| Deliverable                               |  Tracked |  Rounded |   Share |",
        "|-------------------------------------------|---------:|---------:|--------:|",
        "| Board \\| pack \\[x](y) =1 (due 2026-11-24) |     1:00 |     1:00 |  57.1 % |",
        "| other work                                |     0:21 |     0:45 |  42.9 % |",
        "| **Total**                                 | **1:21** | **1:45** | 100.0 % |",
        "",
        "In hours and minutes. Rounded: 15 min up per entry, at least 15 min.",
    ]


def test_a_page_for_a_client_who_is_shown_no_hours_has_shares_alone(desk: Desk, reports: Reports) -> None:
    desk.clients.edit("ACME", show_hours=False)
    clients = {each.client.id: each.client for each in desk.clients.list()}
    found = reports.report("ACME", NOVEMBER, "category", rounded=True)
    assert page(found, "ACME", clients).splitlines() == [
        "# Acme: time in November 2026",
        "",
        "| Kind of work |   Share |",
        "|--------------|--------:|",
        "| deep work    |  66.7 % |",
        "| meeting      |  33.3 % |",
        "| **Total**    | 100.0 % |",
        "",
        "Shares of the time of these days.",
    ]
    assert "Tracked" in page(reports.report(None, NOVEMBER), None, clients)


def test_a_page_of_nothing_says_so(desk: Desk, reports: Reports) -> None:
    text = page(reports.report("DELT", one_day(DAY), rounded=True), "DELT", {})
    assert "Nothing was tracked then." in text
    assert "tracked to the second" in text


def test_csv_has_hours_and_seconds_and_no_formula(desk: Desk, reports: Reports) -> None:
    owed = desk.delivery.add("DELT", "x", "Report", DAY)
    desk.time("DELT", "2026-11-24 10:00", "11:00", deliverable=owed.id)
    text = csv_bytes(reports.report("BETA", NOVEMBER, "day", rounded=True)).decode()
    assert text.split("\r\n")[:2] == [
        "day,h:mm,rounded,share,hours,seconds,rounded_hours,rounded_seconds",
        "2026-11-20,0:14,0:00,0.0 %,0.23,840,0.00,0",
    ]
    assert json.loads(json_bytes(reports.report(None, NOVEMBER))) == documents.report(
        reports.report(None, NOVEMBER)
    )
    report = Report(NOVEMBER, ("deliverable",), {("=HYPERLINK()",): (60, 60)})
    assert "\r\n'=HYPERLINK()," in csv_bytes(report).decode()


def test_keys_in_words() -> None:
    words = [
        key_words("client", "ACME", {"ACME": "Acme Robotics"}),
        key_words("client", "bd", {}),
        key_words("category", "one_on_one", {}),
        key_words("category", "", {}),
        key_words("day", "2026-11-24", {}),
        key_words("week", "2026-W48", {}),
        key_words("month", "2026-11", {}),
    ]
    assert words == [
        "Acme Robotics (ACME)",
        "Business development",
        "one-to-one",
        "no category",
        "Tue 24 Nov 2026",
        "W48, 23 to 29 Nov 2026",
        "November 2026",
    ]


# -- whatever was tracked ----------------------------------------------------------------------

starts = st.integers(0, 40 * 24 * 60).map(lambda minutes: at("2026-10-10 00:00") + timedelta(minutes=minutes))
pieces = st.lists(
    st.tuples(
        starts, st.integers(1, 20 * 3600), st.sampled_from(["ACME", "BETA"]), st.sampled_from(["", "async"])
    ),
    max_size=8,
)
any_rule = st.builds(Rounding, st.integers(1, 90), st.sampled_from(Mode), st.sampled_from(Scope))


@settings(max_examples=15, deadline=None)
@given(pieces=pieces, rule=any_rule, cuts=st.lists(st.integers(0, 45), max_size=4))
def test_any_partition_of_a_period_adds_up_to_it_tracked_and_rounded(
    pieces: list[tuple[object, int, str, str]], rule: Rounding, cuts: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk.in_folder(Path(folder) / "data")
        desk.client("ACME", rounding=rule)
        desk.client("BETA", rounding=Rounding(15, Mode.UP, Scope.DAY))
        for start, seconds, who, category in pieces:
            end = start + timedelta(seconds=seconds)  # type: ignore[operator]
            desk.entries.add(who, start, end, category=category or None, on_overlap="keep")  # type: ignore[arg-type]
        reports = Reports(str(desk.root), desk.clock, lambda: desk.practice)
        first = date(2026, 10, 9)
        days = sorted({first, first + timedelta(days=46), *(first + timedelta(days=cut) for cut in cuts)})
        for by in ("client", "category,day", "deliverable"):
            whole = reports.report(None, Period(days[0], days[-1]), by, rounded=True)
            parts = [
                reports.report(None, Period(start, end), "client", rounded=True)
                for start, end in pairwise(days)
            ]
            assert sum(part.total_s for part in parts) == whole.total_s
            assert sum(part.rounded_total_s for part in parts) == whole.rounded_total_s
