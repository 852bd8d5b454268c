from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from fractui.core.errors import FieldRefused, NotFound
from fractui.core.period import Period, month_of, one_day
from fractui.services.reports import BY, Reports
from tests.builders import at
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


@pytest.fixture
def reports(desk: Desk) -> Reports:
    desk.client("ACME")
    desk.client("BETA")
    desk.time("ACME", "2026-11-24 08:00", "09:00", category="deep work")
    desk.time("BETA", "2026-11-23 08:00", "10:00", category="meeting")
    desk.time("bd", "2026-11-02 08:00", "08:30")
    desk.time("ACME", "2026-10-31 22:00", "2026-11-01 00:30")
    return Reports(str(desk.root), desk.clock)


def test_clients_and_buckets_by_seconds(reports: Reports) -> None:
    report = reports.report(None, month_of(DAY))
    assert report.rows == (("BETA", 7200), ("ACME", 3600 + 5400), ("bd", 1800)) or report.rows == (
        ("ACME", 9000),
        ("BETA", 7200),
        ("bd", 1800),
    )
    assert (report.start, report.end, report.total_s) == (date(2026, 11, 1), date(2026, 12, 1), 18000)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("category", (("meeting", 7200), ("", 7200), ("deep_work", 3600))),
        ("day", (("2026-11-01", 5400), ("2026-11-02", 1800), ("2026-11-23", 7200), ("2026-11-24", 3600))),
        ("week", (("2026-W44", 5400), ("2026-W45", 1800), ("2026-W48", 10800))),
        ("month", (("2026-11", 18000),)),
        ("deliverable", (("", 18000),)),
    ],
)
def test_the_groupings_and_their_order(reports: Reports, by: str, rows: tuple[tuple[str, int], ...]) -> None:
    found = reports.report(None, month_of(DAY), by).rows
    assert sorted(found) == sorted(rows)
    if by != "category":
        assert found == rows


def test_an_open_period_is_everything(reports: Reports) -> None:
    assert reports.report(None, Period(), "month").rows == (("2026-10", 3600), ("2026-11", 18000))


def test_the_sum_is_the_sum_of_the_entries_to_the_second(reports: Reports, desk: Desk) -> None:
    for by in BY:
        assert (
            reports.report(None, month_of(DAY), by).total_s == desk.entries.log(None, month_of(DAY)).total_s
        )


def test_one_client_or_bucket_in_any_case(reports: Reports) -> None:
    assert reports.report("acme", Period()).rows == (("ACME", 12600),)
    assert reports.report("BD", Period()).rows == (("bd", 1800),)
    assert reports.report("bd", Period(), "deliverable").rows == (("", 1800),)


def test_nobody_is_refused_with_the_near_names(reports: Reports) -> None:
    with pytest.raises(NotFound, match="did you mean ACME"):
        reports.report("ACNE", Period())
    with pytest.raises(NotFound):
        reports.report("../ACME", Period())


def test_an_unknown_grouping_is_refused(reports: Reports) -> None:
    with pytest.raises(FieldRefused, match="client, category"):
        reports.report(None, Period(), "year")


def test_closed_clients_count(reports: Reports, desk: Desk) -> None:
    desk.clients.close("ACME")
    assert ("ACME", 12600) in reports.report(None, Period()).rows
    assert reports.report("ACME", Period()).total_s == 12600


def test_the_running_entry_counts_only_when_asked_for(reports: Reports, desk: Desk) -> None:
    desk.timer.start("ACME", at=at("2026-11-24 13:07"), category="urgent")
    assert reports.report("ACME", one_day(DAY)).total_s == 3600
    assert reports.report("ACME", one_day(DAY), "category", running=True).rows == (
        ("deep_work", 3600),
        ("urgent", 3600),
    )
    assert reports.report("BETA", one_day(DAY), running=True).rows == ()
    assert reports.report(None, one_day(DAY), "deliverable", running=True).total_s == 7200
    assert reports.report(None, one_day(DAY), "deliverable").total_s == 3600


def test_deliverables_by_their_titles(desk: Desk) -> None:
    desk.client("ACME")
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", DAY)
    desk.time("ACME", "2026-11-24 08:00", "09:00", deliverable=owed.id)
    desk.time("ACME", "2026-11-24 09:00", "09:30")
    reports = Reports(str(desk.root), desk.clock, lambda: desk.practice)
    assert reports.report(None, Period(), "deliverable").rows == (
        ("ACME Board pack (due 2026-11-24)", 3600),
        ("", 1800),
    )


def test_an_empty_folder_reports_nothing_and_stays_empty(desk: Desk) -> None:
    folder = desk.root.parent / "none"
    report = Reports(str(folder), desk.clock).report(None, Period())
    assert (report.rows, report.total_s) == ((), 0)
    assert not folder.exists()


def test_a_settled_folder_and_one_with_a_fresh_journal_report_the_same(reports: Reports, desk: Desk) -> None:
    fresh = reports.report(None, Period(), "day").rows
    desk.practice.close()
    assert reports.report(None, Period(), "day").rows == fresh


def test_a_report_imports_neither_the_store_nor_what_it_stands_on(desk: Desk) -> None:
    desk.time("bd", "2026-11-24 08:00", "09:00")
    desk.practice.close()
    code = (
        "import sys; from datetime import *; from fractui.core.period import Period; from fractui.services.reports import Reports;"
        f"r = Reports({str(desk.root)!r}, lambda: datetime.now(UTC)).report(None, Period());"
        "print(r.total_s, [n for n in ('msgspec', 'tinydb', 'fractui.store.practice', 'pendulum') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "3600 []\n"
