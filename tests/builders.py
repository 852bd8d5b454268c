"""Values for tests: each builder fills in all that the test does not speak about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from fractui.core.agreement import Agreement
from fractui.core.block import Block
from fractui.core.client import Client
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.money import Money


def at(text: str) -> datetime:
    """The UTC instant written as ``2026-11-24 14:07``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_client(code: str = "ACME", **changes: Any) -> Client:
    """A client in delivery, in Berlin."""
    return Client(**{"id": code, "name": "Acme Robotics", "zone": "Europe/Berlin"} | changes)


def an_agreement(**changes: Any) -> Agreement:
    """24 hours a month for 12,000 USD, a quarter of full time."""
    plain: dict[str, Any] = {
        "id": "a" * 32,
        "effective_from": date(2026, 1, 1),
        "amount": Decimal(24),
        "fee": Money(1_200_000, "USD"),
        "capacity_pct": Decimal(25),
    }
    return Agreement(**plain | changes)


def an_entry(start: str = "2026-11-24 08:00", end: str | None = "2026-11-24 09:30", **changes: Any) -> Entry:
    """An hour and a half of ACME's, in Berlin."""
    plain: dict[str, Any] = {
        "id": "e" * 32,
        "start": at(start),
        "end": at(end) if end else None,
        "zone": "Europe/Berlin",
        "client": None if "bucket" in changes else "ACME",
    }
    return Entry(**plain | changes)


def a_deliverable(**changes: Any) -> Deliverable:
    """ACME's board pack, due tomorrow."""
    plain: dict[str, Any] = {
        "id": "d" * 32,
        "client": "ACME",
        "title": "Board pack",
        "type": "BoardPack",
        "due": date(2026, 11, 25),
    }
    return Deliverable(**plain | changes)


def a_block(**changes: Any) -> Block:
    """ACME's focus block, Tuesdays and Thursdays 09:00 to 12:00 in Berlin, since March."""
    plain: dict[str, Any] = {
        "id": "b" * 32,
        "client": "ACME",
        "title": "focus block",
        "starts_on": date(2026, 3, 3),
        "at": time(9),
        "minutes": 180,
        "days": (1, 3),
        "zone": "Europe/Berlin",
    }
    return Block(**plain | changes)
