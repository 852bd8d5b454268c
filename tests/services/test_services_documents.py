from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

from fractui.core.block import Occurrence
from fractui.core.client import Promise, Stakeholder
from fractui.core.entry import Bucket, Category
from fractui.core.money import Money
from fractui.core.period import Period, month_of
from fractui.core.receipt import Receipt
from fractui.services import documents, record_documents
from fractui.services.reports import Report
from tests.builders import a_block, a_client, a_deliverable, an_agreement, an_entry, at
from tests.services.desk import Desk

NOW = at("2026-11-24 14:07")


def test_an_entry() -> None:
    made = documents.entry(an_entry(note="[red]x[/]", category=Category.DEEP_WORK, tags=("a",)), NOW)
    assert made == {
        "id": "e" * 32,
        "client": "ACME",
        "bucket": None,
        "start": "2026-11-24T08:00:00Z",
        "end": "2026-11-24T09:30:00Z",
        "duration_s": 5400,
        "zone": "Europe/Berlin",
        "category": "deep_work",
        "note": "[red]x[/]",
        "deliverable": None,
        "tags": ["a"],
        "source": "timer",
        "timed": True,
    }


def test_a_running_entry_of_a_bucket() -> None:
    made = documents.entry(an_entry(end=None, bucket=Bucket.BD), NOW)
    assert (made["client"], made["bucket"], made["end"], made["duration_s"]) == (None, "bd", None, 22020)
    assert documents.entry(an_entry(end=None), NOW - timedelta(days=1))["duration_s"] == 0


def test_status_idle_and_running() -> None:
    assert documents.status(None, NOW, 5, 6) == {"running": None, "elapsed_s": 0, "today_s": 5, "week_s": 6}
    made = documents.status(an_entry(end=None), NOW, 5, 6)
    assert (made["elapsed_s"], made["running"]["id"]) == (22020, "e" * 32)


def test_a_log_has_entries_gaps_and_overlaps(desk: Desk) -> None:
    desk.time("bd", "2026-11-24 08:00", "09:00")
    other = desk.time("admin", "2026-11-24 08:30", "10:00", on_overlap="keep")
    made = documents.log(desk.entries.log(None, month_of(desk.today)), NOW)
    assert [each["bucket"] for each in made["entries"]] == ["bd", "admin"]
    assert made["gaps"] == [
        {"start": "2026-11-24T10:00:00Z", "end": "2026-11-24T14:07:00Z", "duration_s": 14820},
    ]
    assert other.id in made["overlaps"]
    assert made["total_s"] == 9000


def test_a_report() -> None:
    sums: dict[tuple[str, ...], tuple[int, int]] = {("ACME",): (60, 60), ("bd",): (30, 30)}
    made = documents.report(Report(Period(date(2026, 11, 1)), ("client",), sums))
    assert made == {
        "period": {"start": "2026-11-01", "end": None},
        "rows": [{"key": "ACME", "seconds_s": 60}, {"key": "bd", "seconds_s": 30}],
        "total_s": 90,
    }


def test_clients_with_and_without_terms() -> None:
    made = documents.clients(
        [(a_client(since=date(2026, 3, 1)), an_agreement(amount=Decimal("7.5"))), (a_client("BETA"), None)]
    )
    first, second = made["clients"]
    assert (first["code"], first["name"], first["since"], second["agreement"]) == (
        "ACME",
        "Acme Robotics",
        "2026-03-01",
        None,
    )
    assert first["agreement"]["fee"] == {"minor": 1_200_000, "currency": "USD"}
    assert (first["agreement"]["amount"], first["agreement"]["commitment_s"]) == ("7.5", 27000)


def test_a_deliverable_with_its_receipts() -> None:
    receipt = Receipt(delivered_at=NOW, version=2, to="CEO", via="email", on_time=True)
    made = documents.deliverables([a_deliverable(receipts=(receipt,), version=2)])["deliverables"][0]
    assert set(made) >= {"id", "client", "title", "type", "due", "status", "version", "receipts", "files"}
    assert made["receipts"] == [
        {
            "delivered_at": "2026-11-24T14:07:00Z",
            "version": 2,
            "to": "CEO",
            "via": "email",
            "on_time": True,
            "file": "",
            "note": "",
            "title": "Board pack",
            "due": None,
        }
    ]
    assert (made["due"], made["files"]) == ("2026-11-25", [])


def test_occurrences_name_their_series() -> None:
    one = Occurrence(
        block=a_block(), on=date(2026, 11, 24), start=at("2026-11-24 08:00"), end=at("2026-11-24 11:00")
    )
    (made,) = record_documents.occurrences([one])["occurrences"]
    assert (made["block"], made["client"], made["start"], made["on"]) == (
        "b" * 32,
        "ACME",
        "2026-11-24T08:00:00Z",
        "2026-11-24",
    )


def test_empty_lists_are_there() -> None:
    assert documents.clients([]) == {"clients": []}
    assert documents.deliverables([]) == {"deliverables": []}
    assert record_documents.occurrences([]) == {"occurrences": []}


def test_everything_is_json() -> None:
    values = [
        record_documents.block(a_block(until=date(2026, 12, 31))),
        documents.agreement(an_agreement()),
        record_documents.person(Stakeholder(id="1" * 32, name="Lena", last_contact_on=date(2026, 11, 1))),
        record_documents.promise(Promise(id="2" * 32, text="memo", due_on=date(2026, 11, 1))),
        documents.money(Money(5, "JPY")),
    ]
    assert json.loads(json.dumps(values)) == values
