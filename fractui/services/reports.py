"""Sums of tracked time by client, category, day, week, month or deliverable, in the dashboard and the shell alike.

Light on purpose: ``fractui report`` pays for every import, so the store is opened only where its sums do not
tell enough.
"""

# pathlib alone takes as long to import as the interpreter takes to start.
# ruff: noqa: PTH112

from __future__ import annotations

import os
from datetime import date, timedelta

from fractui.core.errors import FieldRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from fractui.core.entry import Entry
    from fractui.core.period import Period
    from fractui.store.practice import Practice

    Ledger = dict[tuple[str, str, str], int]

BY = ("client", "category", "day", "week", "month", "deliverable")
"""What a report can be grouped by."""

DIGITS = {"day": 10, "week": 10, "month": 7}
"""So many digits of a day tell apart what a report is by; none where it asks for no days."""

OWN = frozenset({"bd", "admin", "learning", "relationship", "personal"})
"""The buckets' names, which ``core.entry.Bucket`` holds: importing it takes longer than the whole report."""


class Report:
    """Sums over ``start`` to before ``end`` (None: open): ``rows`` of key and whole seconds, ``total_s`` their sum.

    Clients, categories and deliverables come with the most seconds first, days, weeks and months in their
    order. Keys are a client's code or a bucket's name; a category's name, empty without one; ``2026-11-24``;
    ``2026-W48`` by ISO 8601; ``2026-11``; a deliverable's ``CODE Title (due 2026-11-25)``, empty for time
    without one.
    """

    __slots__ = ("end", "rows", "start", "total_s")

    def __init__(self, start: date | None, end: date | None, rows: tuple[tuple[str, int], ...]) -> None:
        self.start = start
        self.end = end
        self.rows = rows
        self.total_s = sum(seconds for _, seconds in rows)


class Reports:
    """Reports over a data folder, read without opening it as far as that goes.

    ``open_practice`` gives the open practice where it is needed; without it the folder is opened for that one
    report.
    """

    def __init__(
        self, root: str, clock: Callable[[], datetime], open_practice: Callable[[], Practice] | None = None
    ) -> None:
        self._root = os.fspath(root)
        self._clock = clock
        self._open_practice = open_practice

    def report(
        self, code: str | None, period: Period, by: str = "client", *, running: bool = False
    ) -> Report:
        """Sum the entries of everyone (``code`` None) or of one client or bucket over a period.

        Days are those of each entry's own zone; closed engagements count. Closed entries only, unless
        ``running`` asks for the running one too, which then counts up to now.

        Raises:
            NotFound: nobody is called so.
            FieldRefused: there is no such grouping.
        """
        if by not in BY:
            raise FieldRefused("by", f"A report is by {', '.join(BY[:-1])} or {BY[-1]}.")
        whose = None if code is None else self._whose(code)
        if by == "deliverable":
            sums = self._by_deliverable(whose, period, running=running)
        else:
            sums = _grouped(self._ledger(whose, period, DIGITS.get(by, 0), running=running), by)
        rows = [row for row in sums.items() if row[1]]
        rows.sort(
            key=(lambda row: (0, row[0]))
            if by in ("day", "week", "month")
            else (lambda row: (-row[1], row[0]))
        )
        return Report(period.start, period.end, tuple(rows))

    def _whose(self, text: str) -> str:
        """The client's code or the bucket's name that a person means, looked for among the folders first."""
        name, bucket = text.strip().upper(), text.strip().lower()
        if bucket in OWN:
            return bucket
        if name.isalnum() and any(
            os.path.isdir(f"{self._root}/{above}/{name}") for above in ("clients", "closed")
        ):
            return name
        from fractui.services.whose import whose

        return whose(self._practice(), text).name

    def _practice(self) -> Practice:
        if self._open_practice is not None:
            return self._open_practice()
        from uuid import uuid4

        from fractui.store.practice import Practice

        return Practice.open(self._root, self._clock, lambda: uuid4().hex)

    def _ledger(self, whose: str | None, period: Period, digits: int, *, running: bool) -> Ledger:
        from fractui.store.ledger import ledger

        first, last = _days_of(period)
        found = ledger(self._root, first, last, whose, digits)
        if found is None:
            found = self._practice().ledger(first, last, whose, digits)
        if running:
            self._add_running(found, whose, first or "", last or "9999-12-31")
        return found

    def _add_running(self, found: Ledger, whose: str | None, first: str, last: str) -> None:
        from fractui.store.totals import by_day, zone_of

        running = self._running()
        if running is None or whose not in (None, running.who):
            return
        now = max(self._clock(), running.start)
        for day, seconds in by_day(running.start, now, zone_of(running.zone)):
            if first <= day <= last:
                key = (running.who, day, running.category.value if running.category else "")
                found[key] = found.get(key, 0) + seconds

    def _running(self) -> Entry | None:
        from fractui.services.one_line_of_time import running_entry

        return running_entry(self._practice())

    def _by_deliverable(self, whose: str | None, period: Period, *, running: bool) -> dict[str, int]:
        """Seconds by deliverable; the sums by day do not know them, so the entries are read."""
        from fractui.services.one_line_of_time import entries_between

        practice = self._practice()
        start, end = period.bounds("UTC")
        day = timedelta(days=1)
        entries = [
            each
            for each in entries_between(practice, start - day, end + day)
            if whose in (None, each.who) and (running or each.end is not None)
        ]
        now = practice.now()
        names = _titles(practice, entries)
        sums: dict[str, int] = {}
        for each in entries:
            key = names.get(each.deliverable or "", "")
            sums[key] = sums.get(key, 0) + _seconds_in(each, period, now)
        return sums


def _seconds_in(entry: Entry, period: Period, now: datetime) -> int:
    from fractui.core.timeline import by_day

    return sum(seconds for day, seconds in by_day(entry, now) if day in period)


def _titles(practice: Practice, entries: Iterable[Entry]) -> dict[str, str]:
    """The deliverables of the entries' clients, by id."""
    codes = {each.client for each in entries if each.client and each.deliverable}
    return {
        one.id: f"{code} {one.title} (due {one.due.isoformat()})"
        for code in codes
        for one in practice.portal(code).deliverables()
    }


def _days_of(period: Period) -> tuple[str | None, str | None]:
    """The first and the last day inside, as the ledger has them."""
    first = period.start.isoformat() if period.start else None
    last = (period.end - timedelta(days=1)).isoformat() if period.end else None
    return first, last


def _grouped(ledger: Ledger, by: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (who, day, category), seconds in ledger.items():
        if by == "client":
            key = who
        elif by == "category":
            key = category
        elif by == "week":
            year, week, _ = date.fromisoformat(day).isocalendar()
            key = f"{year}-W{week:02d}"
        else:
            key = day if by == "day" else day[:7]
        sums[key] = sums.get(key, 0) + seconds
    return sums
