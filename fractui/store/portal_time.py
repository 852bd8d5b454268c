"""One portal's time, read: entries by when and by id, and their sums, which need no entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar

from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import NotFound
from fractui.store.codec import decode, instant
from fractui.store.decoding import Decoding
from fractui.store.near import may_touch
from fractui.store.portal_files import PortalFiles
from fractui.store.totals import merge

D = TypeVar("D", bound=Document)


class PortalTime:
    """The entries of one portal; every method may raise ``Damaged`` or ``StorageTrouble`` for a file that it has to read."""

    def __init__(self, files: PortalFiles) -> None:
        self.files = files
        self._values = Decoding(files)

    def entries(self, start: datetime, end: datetime) -> tuple[Entry, ...]:
        """The live entries that touch ``[start, end)``, also those that began long before, by start; a running one touches all after it."""
        since, last = instant(start), f"{end + timedelta(days=1):%Y-%m}"
        until = instant(end)
        wanted = may_touch(since, until)
        found = []
        for month in self.files.months_since(since):
            if month > last or (month < since[:7] and not self._reaches(month, since)):
                continue
            found += [
                entry
                for entry in self._values.near(month, since, until, wanted)
                if entry.start < end and (entry.end is None or entry.end > start or entry.start >= start)
            ]
        return tuple(sorted(found, key=lambda entry: (entry.start, entry.id)))

    def ends_after(self, at: datetime) -> bool:
        """Whether a closed entry may end after an instant: as the months' sums say, so that no month is read for it."""
        since = instant(at)
        return any(self.files.sums(month)["until"] > since for month in self.files.months_since(since))

    def _reaches(self, month: str, since: str) -> bool:
        """Whether an entry of an earlier month goes on beyond ``since``."""
        sums = self.files.sums(month)
        return sums["open"] or sums["until"] >= since

    def day_totals(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """Closed entries' seconds by local day (of each entry's zone) and category, empty without one; both days included."""
        found: dict[date, dict[str, int]] = {}
        for day, kinds in self._merged(first, last).items():
            into = found[date.fromisoformat(day)] = {}
            for kind, seconds in kinds.items():
                category = kind.rpartition("/")[2]
                into[category] = into.get(category, 0) + seconds
        return found

    def bucket_totals(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """Closed seconds of the practice's own time by local day and bucket; empty for a client's portal."""
        found: dict[date, dict[str, int]] = {}
        for day, kinds in self._merged(first, last).items():
            for kind, seconds in kinds.items():
                bucket, slash, _ = kind.partition("/")
                if slash:
                    into = found.setdefault(date.fromisoformat(day), {})
                    into[bucket] = into.get(bucket, 0) + seconds
        return found

    def _merged(self, first: date, last: date) -> dict[str, dict[str, int]]:
        # A shard is named for its entries' local start, so none after the last day's month touches the days; and wherever
        # on earth the first day is reckoned, it has not begun when the day before it begins in UTC.
        since = f"{first - timedelta(days=1)}T00:00:00Z"
        months = [month for month in self.files.months_since(since) if month <= f"{last:%Y-%m}"]
        return merge(map(self.files.sums, months), first, last)

    def entry(self, prefix: str) -> Entry:
        """The entry whose id begins so, the running one too.

        Raises:
            NotFound: none does, or several do.
        """
        return self._one(self.entries_named(prefix), prefix, "entry")

    def entries_named(self, prefix: str, *, in_memory: bool = False) -> list[Entry]:
        """The entries whose ids begin so, newest month first; with ``in_memory`` only of months that were read already."""
        months = self.files.months_in_memory() if in_memory else self.files.months()
        return [
            entry
            for month in reversed(months)
            for entry in self._values.named(Entry, prefix, f"time/{month}")
        ]

    def running(self) -> Entry | None:
        """The entry without an end, if the timer runs for this portal."""
        entries = self.files.running()
        if not entries:
            return None
        where = f'{self.files.place.brief("time/running")}: $.running["'
        found = [decode(Entry, raw, f'{where}{doc_id}"]') for doc_id, raw in entries.items()]
        return max(found, key=lambda entry: entry.start)

    def latest(self, limit: int) -> tuple[Entry, ...]:
        """The newest entries by start, newest first."""
        found: list[Entry] = []
        for month in reversed(self.files.months()):
            if len(found) >= limit:
                break
            found += sorted(
                self._values.live(Entry, f"time/{month}"),
                key=lambda entry: (entry.start, entry.id),
                reverse=True,
            )
        return tuple(found[:limit])

    def _one(self, found: list[D], prefix: str, what: str) -> D:
        if not found:
            raise NotFound(
                f"{self.files.place.label} has no {what} {prefix[:32] or 'without an id'}; list them to see their ids."
            )
        if len(found) > 1 and not any(value.id == prefix for value in found):
            several = f"{what}{'es' if what.endswith('s') else 's'} of {self.files.place.label}"
            sentence = f"{len(found)} {several} begin with {prefix}; type more of the id."
            raise NotFound(sentence, several=True)
        return next((value for value in found if value.id == prefix), found[0])
