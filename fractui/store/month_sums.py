"""A portal's sums by month: in memory while nothing changes, and in the cache beside the shards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fractui.store import totals
from fractui.store.codec import Raw
from fractui.store.files import write_atomic
from fractui.store.layout import Place

if TYPE_CHECKING:
    from fractui.store.totals import Sums


class MonthSums:
    """The sums of one portal's months; what the cache says is believed only of a shard in the very state that it was made of."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._cache: totals.Cache | None = None
        self._cached: dict[str, Sums] = {}
        self._made: dict[str, tuple[Mapping[str, Raw], Sums]] = {}

    def cached(self, month: str) -> Sums | None:
        """The sums of a shard that is not in memory, None where the cache does not know its present state."""
        found = self._cached.get(month)
        if found is None:
            stamp = totals.stamp_of(self._place.path(f"time/{month}"))
            found = totals.sums_in(self._read().line(month), stamp)
            if found is not None:
                self._cached[month] = found
        return found

    def over(self, since: str) -> frozenset[str]:
        """The months before that of the UTC instant ``since`` of which the cache knows that nothing goes on beyond it."""
        return self._read().over(since)

    def _read(self) -> totals.Cache:
        if self._cache is None:
            self._cache = totals.Cache(self._place.totals)
        return self._cache

    def of(self, month: str, entries: Mapping[str, Raw]) -> Sums:
        """The sums of a shard that is in memory; a table is a value, so the same table has the same sums."""
        made = self._made.get(month)
        if made is None or made[0] is not entries:
            made = self._made[month] = (entries, totals.sums_of(entries.values()))
            self._cached.pop(month, None)
        return made[1]

    def let_go(self) -> None:
        """Forget the sums that were made of shards in memory; the cache on the disk has them."""
        self._made.clear()

    def save(self, changed: Mapping[str, Mapping[str, Raw]]) -> None:
        """Bring the cache up to the shards that were just written. Only under the lock.

        Raises:
            StorageTrouble: the disk refused.
        """
        cache = totals.Cache(self._place.totals)
        lines = {month: line for month in cache.index if (line := cache.line(month)) is not None}
        untils = dict(cache.index)
        for month, entries in changed.items():
            stamp = totals.stamp_of(self._place.path(f"time/{month}"))
            if stamp is not None:
                sums = self.of(month, entries)
                lines[month], untils[month] = totals.line_of(sums, stamp), totals.reach(sums)
        write_atomic(self._place.totals, totals.to_bytes(lines, untils), durable=False)
        self._cache = None
