"""Stand-ins for what the program takes from outside: the clock and new ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FixedClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime(2026, 11, 24, 14, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        """Go on by a ``timedelta`` given in its own words and return the new instant."""
        self.now += timedelta(**by)
        return self.now


class Ids:
    """Ids of 32 hex digits that count up, the same in every run."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"{self.count:08x}" + "0" * 24
