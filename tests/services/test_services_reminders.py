"""What is worth saying aloud: blocks that are about to begin, and once a day what is due."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from fractui.services.reminders import Reminders
from fractui.wiring import Services
from tests.builders import at
from tests.fakes import FixedClock, Ids


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """An empty practice at home in UTC."""
    return Services(str(tmp_path / "data"), FixedClock(), Ids(), lambda: "UTC")


def said(services: Services, when: str) -> list[str]:
    return [each.text for each in Reminders(services.practice).at(at(when))]


def test_a_block_is_told_in_its_last_five_minutes(services: Services) -> None:
    services.clients.add("ACME", name="Acme", zone="Europe/Berlin")
    services.planning.add_block(
        "ACME", "focus block", time(16, 30), 60, starts_on=date(2026, 11, 24), zone="UTC"
    )
    services.planning.add_block(None, "outreach", time(16, 30), 30, starts_on=date(2026, 11, 24), zone="UTC")
    assert said(services, "2026-11-24 16:24") == []
    assert said(services, "2026-11-24 16:25") == [
        "outreach begins at 16:30",
        "ACME focus block begins at 16:30",
    ]
    assert len(said(services, "2026-11-24 16:29")) == 2
    assert said(services, "2026-11-24 16:30") == []


def test_one_instance_has_one_key_and_the_next_week_s_has_another(services: Services) -> None:
    services.clients.add("ACME", name="Acme", zone="UTC")
    services.planning.add_block("ACME", "board prep", time(0, 2), 60, days=(1,), zone="UTC")
    reminders = Reminders(services.practice)
    night = at("2026-11-23 23:58")
    keys = {each.key for minute in range(4) for each in reminders.at(night + timedelta(minutes=minute))}
    assert len(keys) == 1
    assert {each.key for each in reminders.at(night + timedelta(weeks=1))}.isdisjoint(keys)


def test_what_is_due_today_is_told_from_the_working_hours_on(services: Services) -> None:
    services.clients.add("ACME", name="Acme", zone="UTC")
    for title, day in (("Board pack", 24), ("Plan", 24), ("Memo", 24), ("Later", 25)):
        services.delivery.add("ACME", title, "BoardPack", date(2026, 11, day))
    assert said(services, "2026-11-24 08:59") == []
    assert said(services, "2026-11-24 09:00") == ["due today: ACME Board pack, ACME Memo and 1 more"]
    assert said(services, "2026-11-25 09:00") == ["due today: ACME Later"]
    assert said(services, "2026-11-26 09:00") == []
