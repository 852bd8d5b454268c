"""The told practice's documents bear the names that the rest of the product would give them."""

from __future__ import annotations

from datetime import date

from fractui.services.demo.written import write_documents
from tests.services.desk import Desk


def test_two_of_a_type_and_day_get_two_documents(desk: Desk) -> None:
    desk.clients.add("ACME", name="Acme Robotics", function="cfo", zone="Europe/Berlin")
    for title in ("Monthly report", "Monthly report: Berlin"):
        made = desk.delivery.add("ACME", title, "MonthlyReport", date(2026, 11, 30))
        desk.delivery.move(made.id, "in_review")
    write_documents(desk.practice, ("ACME",), desk.practice.now())
    assert {each.title: each.files for each in desk.delivery.list("ACME")} == {
        "Monthly report": ("2026-11-30_MonthlyReport_ACME_v1.md",),
        "Monthly report: Berlin": ("2026-11-30_MonthlyReportBerlin_ACME_v1.md",),
    }
