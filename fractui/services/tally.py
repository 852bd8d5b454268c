"""Tracked seconds of one portal over a stretch of days, read once and asked often."""

from __future__ import annotations

from datetime import date, timedelta

from fractui.core.entry import Bucket
from fractui.store.practice import Portal, Practice


class Tally:
    """Closed entries' seconds of one portal by local day and category, from ``first`` to ``last`` (both included).

    The running entry is not in it. Asking outside of the stretch counts nothing.
    """

    def __init__(self, portal: Portal, first: date, last: date) -> None:
        self._days = portal.day_totals(first, last)

    def on(self, day: date) -> int:
        """Seconds on one day."""
        kinds = self._days.get(day)
        return sum(kinds.values()) if kinds else 0

    def between(self, first: date, last: date) -> int:
        """Seconds from ``first`` to ``last``, both included."""
        return sum(sum(kinds.values()) for day, kinds in self._days.items() if first <= day <= last)

    def by_kind(self, first: date, last: date) -> dict[str, int]:
        """Seconds by category's name from ``first`` to ``last``; the empty name is time without a category."""
        found: dict[str, int] = {}
        for day, kinds in self._days.items():
            if first <= day <= last:
                for kind, seconds in kinds.items():
                    found[kind] = found.get(kind, 0) + seconds
        return found

    def week(self, monday: date) -> tuple[int, ...]:
        """Seconds by day of the week that begins on ``monday``."""
        return tuple(self.on(monday + timedelta(days=offset)) for offset in range(7))


def own_days(practice: Practice, first: date, last: date) -> dict[Bucket, dict[date, int]]:
    """Closed seconds of own time by bucket and local day, from ``first`` to ``last`` (both included)."""
    found: dict[Bucket, dict[date, int]] = {bucket: {} for bucket in Bucket}
    for day, buckets in practice.own.bucket_totals(first, last).items():
        for name, seconds in buckets.items():
            found[Bucket(name)][day] = seconds
    return found


def own_week(practice: Practice, monday: date) -> dict[Bucket, tuple[int, ...]]:
    """Closed seconds of own time by bucket and day of the week that begins on ``monday``."""
    days = own_days(practice, monday, monday + timedelta(days=6))
    return {
        bucket: tuple(by_day.get(monday + timedelta(days=offset), 0) for offset in range(7))
        for bucket, by_day in days.items()
    }
