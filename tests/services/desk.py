"""A practice in a folder with every service over it, a clock that stands still, and short ways to fill it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from fractui.core.client import Client
from fractui.core.entry import Entry
from fractui.core.money import Money
from fractui.core.settings import Settings
from fractui.services.clients import Clients
from fractui.services.delivery import Delivery
from fractui.services.entries import Entries
from fractui.services.finding import Finder
from fractui.services.history import History
from fractui.services.portfolio import Portfolio
from fractui.services.timer import Timer
from fractui.services.workspace import Workspaces
from fractui.store.practice import Practice
from tests.builders import at
from tests.fakes import FixedClock, Ids


@dataclass
class Desk:
    """The services over one practice; it is Tuesday 24 November 2026, 15:07 in Berlin."""

    root: Path
    practice: Practice
    clock: FixedClock
    ids: Ids
    timer: Timer
    entries: Entries
    clients: Clients
    delivery: Delivery
    portfolio: Portfolio
    workspaces: Workspaces
    finder: Finder
    history: History

    @classmethod
    def in_folder(cls, root: Path, zone: str = "Europe/Berlin") -> Desk:
        """A new practice at home in ``zone``."""
        clock, ids = FixedClock(), Ids()
        practice = Practice.open(root, clock, ids)
        with practice.transaction("set up") as tx:
            tx.put(Settings(zone=zone))
        return cls.over(root, practice, clock, ids)

    @classmethod
    def over(cls, root: Path, practice: Practice, clock: FixedClock, ids: Ids) -> Desk:
        """The services over an open practice."""
        return cls(
            root,
            practice,
            clock,
            ids,
            Timer(practice),
            Entries(practice),
            Clients(practice),
            Delivery(practice),
            Portfolio(practice),
            Workspaces(practice),
            Finder(practice),
            History(practice),
        )

    def reopened(self) -> Desk:
        """The same folder opened by another process."""
        return Desk.over(self.root, Practice.open(self.root, self.clock, self.ids), self.clock, self.ids)

    @property
    def today(self) -> date:
        """The day by the clock in Berlin, but for the last hour of a UTC day."""
        return self.clock.now.date()

    def client(
        self, code: str = "ACME", name: str = "", hours: int = 24, fee: int | None = 12_000, **terms: Any
    ) -> Client:
        """A client in Berlin with a commitment, a fee in dollars and a quarter of full time."""
        plain: dict[str, Any] = {
            "name": name or code.title(),
            "zone": "Europe/Berlin",
            "hours": Decimal(hours),
            "capacity_pct": Decimal(25),
            "fee": None if fee is None else Money(fee * 100, "USD"),
            "effective_from": date(2026, 1, 1),
        }
        return self.clients.add(code, **(plain | terms))

    def time(self, who: str, start: str, end: str, **more: Any) -> Entry:
        """Time from ``2026-11-24 08:00`` (UTC) to ``09:30``, of the same day unless it says another."""
        end = end if " " in end else f"{start[:10]} {end}"
        return self.entries.add(who, at(start), at(end), **more)

    def go(self, text: str) -> datetime:
        """Set the clock to a UTC instant."""
        self.clock.now = at(text)
        return self.clock.now
