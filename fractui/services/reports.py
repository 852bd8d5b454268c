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
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from fractui.core.entry import Entry
    from fractui.core.period import Period
    from fractui.core.rounding import Rounding
    from fractui.services.report_cells import Cell, Tracked
    from fractui.store.practice import Practice

    Ledger = dict[tuple[str, str, str], int]
    Sums = dict[tuple[str, ...], tuple[int, int]]

BY = ("client", "category", "day", "week", "month", "deliverable")
"""What a report can be grouped by."""

DIGITS = {"day": 10, "week": 10, "month": 7}
"""So many digits of a day tell apart what a report is by; none where it asks for no days."""

OWN = frozenset({"bd", "admin", "learning", "relationship", "personal"})
"""The buckets' names, which ``core.entry.Bucket`` holds: importing it takes longer than the whole report."""


class Report:
    """Sums over ``start`` to before ``end`` (None: open): ``rows`` of key and whole seconds, ``total_s`` their sum.

    ``by`` says what they are grouped by, one thing or two, and ``keys`` has a key for each. Clients, categories and
    deliverables come with the most seconds first, days, weeks and months in their order. Keys are a client's code
    or a bucket's name; a category's name, empty without one; ``2026-11-24``; ``2026-W48`` by ISO 8601; ``2026-11``; a
    deliverable's ``CODE Title (due 2026-11-25)``, empty for time without one. Two keys are written ``ACME/deep_work``.

    A rounded report has the ``rules`` of its clients by code, else None, and ``rounded`` seconds for each row.
    """

    __slots__ = ("by", "end", "keys", "rounded", "rounded_total_s", "rows", "rules", "start", "total_s")

    def __init__(
        self, period: Period, by: tuple[str, ...], sums: Sums, rules: Mapping[str, Rounding] | None = None
    ) -> None:
        found = _ordered({keys: both for keys, both in sums.items() if both != (0, 0)}, by)
        self.start, self.end = period
        self.by = by
        self.keys = tuple(keys for keys, _ in found)
        self.rows = tuple(("/".join(keys), seconds) for keys, (seconds, _) in found)
        self.rounded = tuple(rounded_s for _, (_, rounded_s) in found)
        self.rules = rules
        self.total_s = sum(seconds for _, seconds in self.rows)
        self.rounded_total_s = sum(self.rounded)


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
        self._tracked: Tracked | None = None

    def report(
        self,
        code: str | None,
        period: Period,
        by: str = "client",
        *,
        running: bool = False,
        rounded: bool = False,
    ) -> Report:
        """Sum the entries of everyone (``code`` None) or of one client or bucket over a period.

        ``by`` is one of ``BY``, or two of them with a comma between. Days are those of each entry's own zone; closed
        engagements count. Closed entries only, unless ``running`` asks for the running one too, which then counts up to
        now. With ``rounded`` each client's rule is applied; what was tracked stands beside it.

        Raises:
            NotFound: nobody is called so.
            FieldRefused: there is no such grouping.
        """
        kinds = grouping(by)
        whose = None if code is None else self.whose(code)
        if rounded or "deliverable" in kinds:
            from fractui.services.report_cells import Asked, named

            asked = Asked(whose, period, "deliverable" in kinds, rounded, running)
            tracked = self.tracked()
            amounts = tracked.amounts(asked)
            sums = summed(amounts, kinds, named(tracked.deliverables(amounts)))
            if not rounded:
                return Report(period, kinds, sums)
            there = {cell[0] for cell in amounts} | {whose}
            rules = {each: rule for each, rule in tracked.rules(asked).items() if each in there}
            return Report(period, kinds, sums, rules)
        digits = max(DIGITS.get(each, 0) for each in kinds)
        return Report(period, kinds, _grouped(self._ledger(whose, period, digits, running=running), kinds))

    def tracked(self) -> Tracked:
        """What was tracked as cells, read from the open practice; the months that were read are kept."""
        from fractui.services.report_cells import Tracked

        if self._tracked is None or self._open_practice is None:
            self._tracked = Tracked(
                self._practice(),
                lambda whose, period: self._ledger(whose, period, DIGITS["day"], running=False),
            )
        return self._tracked

    def whose(self, text: str) -> str:
        """The client's code or the bucket's name that a person means, looked for among the folders first.

        Raises:
            NotFound: nobody is called so.
        """
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


def _days_of(period: Period) -> tuple[str | None, str | None]:
    """The first and the last day inside, as the ledger has them."""
    first = period.start.isoformat() if period.start else None
    last = (period.end - timedelta(days=1)).isoformat() if period.end else None
    return first, last


def grouping(by: str) -> tuple[str, ...]:
    """What a report is grouped by, one or two of ``BY`` with a comma between.

    Raises:
        FieldRefused: there is no such grouping, or the two are one.
    """
    kinds = tuple(each.strip() for each in by.split(","))
    if not set(kinds) <= set(BY):
        raise FieldRefused("by", f"A report is by {', '.join(BY[:-1])} or {BY[-1]}.")
    if len(kinds) > 2 or len(set(kinds)) < len(kinds):
        raise FieldRefused("by", "A report is by one thing or by two that differ, like client,category.")
    return kinds


def summed(amounts: Mapping[Cell, tuple[int, int]], by: tuple[str, ...], names: Mapping[str, str]) -> Sums:
    """The cells' tracked and rounded seconds by one or two keys; ``names`` has deliverables' names by id."""
    sums: Sums = {}
    one = by[0] if len(by) == 1 else ""
    for (who, day, category, deliverable), (seconds, rounded_s) in amounts.items():
        name = names.get(deliverable, "") if deliverable else ""
        if one:
            keys: tuple[str, ...] = (_key(one, who, day, category, name),)
        else:
            keys = tuple(_key(each, who, day, category, name) for each in by)
        old = sums.get(keys)
        sums[keys] = (seconds, rounded_s) if old is None else (old[0] + seconds, old[1] + rounded_s)
    return sums


def _grouped(ledger: Ledger, by: tuple[str, ...]) -> Sums:
    """The ledger's seconds by one key, or by two."""
    sums: dict[tuple[str, ...], int] = {}
    one = by[0] if len(by) == 1 else ""
    for (who, day, category), seconds in ledger.items():
        if one:
            keys: tuple[str, ...] = (_key(one, who, day, category, ""),)
        else:
            keys = tuple(_key(each, who, day, category, "") for each in by)
        sums[keys] = sums.get(keys, 0) + seconds
    return {keys: (seconds, seconds) for keys, seconds in sums.items()}


def _key(by: str, who: str, day: str, category: str, deliverable: str) -> str:
    if by == "client":
        return who
    if by == "category":
        return category
    if by == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02d}"
    if by == "deliverable":
        return deliverable
    return day if by == "day" else day[:7]


def _ordered(sums: Sums, by: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[int, int]]]:
    """The sums in a report's order: time by the calendar, all else by its seconds; of two things the first decides."""
    outer: dict[str, int] = {}
    for keys, (seconds, _) in sums.items():
        outer[keys[0]] = outer.get(keys[0], 0) + seconds

    def order(row: tuple[tuple[str, ...], tuple[int, int]]) -> list[tuple[int, str]]:
        keys, (seconds, _) = row
        sizes = (outer[keys[0]], seconds)
        return [
            (0 if kind in DIGITS else -size, key) for kind, key, size in zip(by, keys, sizes, strict=False)
        ]

    return sorted(sums.items(), key=order)
