"""The frame in which the practice is told: seed, moment, zone and span, and dice and ids made of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from random import Random
from zoneinfo import ZoneInfo

from fractui.core.value import value
from fractui.core.wording import MONTH_NAMES


@value
class Telling:
    """One telling: the same values give the same practice.

    ``now`` is in UTC to the second, ``home`` the practice's own zone, ``first`` the first day told.
    """

    seed: int
    now: datetime
    home: ZoneInfo
    first: date

    @property
    def zone(self) -> str:
        """The practice's own IANA zone."""
        return self.home.key

    @property
    def today(self) -> date:
        """The local day of ``now``."""
        return self.now.astimezone(self.home).date()

    def id(self, *key: object) -> str:
        """32 hex digits that depend on the seed and ``key`` alone."""
        return blake2b(repr((self.seed, *key)).encode(), digest_size=16).hexdigest()

    def dice(self, *key: object) -> Random:
        """Dice whose throws depend on the seed and ``key`` alone."""
        return Random(int.from_bytes(blake2b(repr((self.seed, *key)).encode(), digest_size=8).digest()))  # noqa: S311

    def at(self, day: date, clock: str) -> datetime:
        """The UTC instant of "HH:MM" on ``day`` in the practice's zone, at the latest ``now``."""
        local = datetime.combine(day, time.fromisoformat(clock), self.home)
        return min(local.astimezone(UTC), self.now)

    def days(self, count: int) -> date:
        """The day ``count`` days from today."""
        return self.today + timedelta(days=count)


def workday(day: date, step: int = 1) -> date:
    """``day``, or the nearest working day after it (before it with ``step`` -1)."""
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


def month_of(day: date, count: int = 0) -> date:
    """The first day of the month ``count`` months from ``day``'s."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def on_day(month: date, number: int) -> date:
    """Day ``number`` of ``month``, or its last day where it is shorter."""
    last = month_of(month, 1) - timedelta(days=1)
    return last if number >= last.day else last.replace(day=number)


def words(day: date) -> dict[str, str]:
    """The names that notes of ``day`` may speak of: ``last``, ``month``, ``next``, ``q``."""
    return {
        "last": MONTH_NAMES[day.month - 2],
        "month": MONTH_NAMES[day.month - 1],
        "next": MONTH_NAMES[day.month % 12],
        "q": f"Q{(day.month - 1) // 3 + 1}",
    }
