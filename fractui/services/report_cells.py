"""What was tracked as cells of whose, day, category and deliverable, tracked and rounded, which any report sums (row 000-36).

Each client's rule rounds an entry, a day or a month as a whole, also where a report's period cuts through it, and what
comes of it is shared out over its cells. So a report's rounded total is the same whatever it sums by, and the weeks
of a month add up to the month.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from fractui.core.deliverable import Deliverable
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.period import Period, month_of
from fractui.core.rounding import Rounding, Scope, shared
from fractui.core.timeline import by_day
from fractui.services.whose import all_portals
from fractui.store.ledger import collect
from fractui.store.month_cells import MonthCells, add
from fractui.store.practice import Portal, Practice

Cell = tuple[str, str, str, str]
"""Whose (a client's code or a bucket's name), local day as text, category and deliverable's id, each empty without one."""

Amounts = dict[Cell, tuple[int, int]]
"""Tracked and rounded seconds."""

Watch = Callable[[int, int], bool]
"""Told how many of how many months have been read; False stops the report."""


class Stopped(Exception):  # noqa: N818 - somebody asked for it
    """The report was stopped; nothing came of it."""


Ledger = Mapping[tuple[str, str, str], int]
"""Seconds by whose, day and category."""


class Asked(NamedTuple):
    """What a report needs: of whom (None everyone), when, whether deliverables are told apart, and what counts beside closed entries."""

    whose: str | None
    period: Period
    deliverables: bool = False
    rounded: bool = False
    running: bool = False


class Tracked:
    """Reads cells over an open practice: from the ``ledger`` as far as that knows enough, else from the entries."""

    def __init__(self, practice: Practice, ledger: Callable[[str | None, Period], Ledger]) -> None:
        self._practice = practice
        self._ledger = ledger
        self._months = MonthCells()

    def amounts(self, asked: Asked, watch: Watch = lambda _done, _total: True) -> Amounts:
        """The cells within the period; rounded seconds are the tracked ones unless rounding is asked for.

        What cannot be read is left out; ``Practice.damage`` tells of it afterwards.

        Raises:
            Stopped: ``watch`` said so.
        """
        rules = self.rules(asked) if asked.rounded else {}
        wide = _whole_months(asked.period) if _by_month(rules) else asked.period
        closely = {
            code: portal
            for code, portal in self._clients(asked.whose)
            if asked.deliverables or _by_entry(rules.get(code))
        }
        first, last = _days_of(wide)
        found: Amounts = {}
        for (who, day, category), seconds in self._sums(asked.whose, wide, closely).items():
            found[who, day, category, ""] = (seconds, seconds)
        self._read(found, closely, rules, (first, last), watch)
        if asked.running:
            self._add_running(found, asked.whose, rules)
        round_sums(found, rules)
        first, last = _days_of(asked.period)
        if wide == asked.period and not asked.running:
            return found
        return {cell: both for cell, both in found.items() if first <= cell[1] <= last}

    def _sums(self, whose: str | None, period: Period, closely: Collection[str]) -> Ledger:
        """The seconds of those whose entries need not be read."""
        if not closely:
            return self._ledger(whose, period)
        if whose is not None:
            return {}
        first, last = _days_of(period)
        found: dict[tuple[str, str, str], int] = {}
        for portal in all_portals(self._practice):
            if portal.code not in closely:
                months = portal.files.months_since(_since(first))
                collect(found, portal.code, map(portal.files.sums, months), first, last)
        return found

    def rules(self, asked: Asked) -> dict[str, Rounding]:
        """The rules of the clients that the report is about, by code; those without one are left out."""
        ruled = ((code, portal.client().rounding) for code, portal in self._clients(asked.whose))
        return {code: rule for code, rule in ruled if rule is not None}

    def deliverables(self, cells: Iterable[Cell]) -> dict[str, Deliverable]:
        """The deliverables that the cells' time was spent on, and those of the same clients, by id."""
        codes = sorted({who for who, _, _, deliverable in cells if deliverable})
        return {one.id: one for code in codes for one in self._practice.portal(code).deliverables()}

    def _clients(self, whose: str | None) -> Iterator[tuple[str, Portal]]:
        """The clients' portals that a report is about, those of closed engagements among them."""
        for portal in all_portals(self._practice):
            if portal.code and whose in (None, portal.code):
                yield portal.code, portal

    def _read(
        self,
        found: Amounts,
        portals: Mapping[str, Portal],
        rules: Mapping[str, Rounding],
        days: tuple[str, str],
        watch: Watch,
    ) -> None:
        """Add the cells of those portals that are read entry by entry, month by month."""
        first, last = days
        since = _since(first)
        plan = [
            (code, portal, month)
            for code, portal in portals.items()
            for month in portal.files.months_since(since)
            if month <= last[:7]
        ]
        for done, (code, portal, month) in enumerate(plan):
            if not watch(done, len(plan)):
                raise Stopped
            rule = rules.get(code)
            try:
                cells = self._months.of(portal.files, month, rule if _by_entry(rule) else None)
            except (Damaged, StorageTrouble):
                continue
            for (day, category, deliverable), (seconds, rounded_s) in cells.items():
                if first <= day <= last:
                    cell = (code, day, category, deliverable)
                    old = found.get(cell)
                    found[cell] = (
                        (seconds, rounded_s) if old is None else (old[0] + seconds, old[1] + rounded_s)
                    )

    def _add_running(self, found: Amounts, whose: str | None, rules: Mapping[str, Rounding]) -> None:
        """Add what runs, as if it ended now."""
        from fractui.services.one_line_of_time import running_entry

        entry = running_entry(self._practice)
        if entry is None or whose not in (None, entry.who):
            return
        rule = rules.get(entry.who)
        cells: dict[tuple[str, str, str], tuple[int, int]] = {}
        days = [(day.isoformat(), seconds) for day, seconds in by_day(entry, self._practice.now())]
        category = entry.category.value if entry.category else ""
        round_s = rule.seconds if rule is not None and _by_entry(rule) else None
        add(cells, days, category, entry.deliverable or "", round_s)
        for (day, kind, deliverable), (seconds, rounded_s) in cells.items():
            cell = (entry.who, day, kind, deliverable)
            old = found.get(cell, (0, 0))
            found[cell] = (old[0] + seconds, old[1] + rounded_s)


def round_sums(found: Amounts, rules: Mapping[str, Rounding]) -> None:
    """Round the days and months of the clients whose rule is of these; each sum is shared out over its cells."""
    digits = {
        code: 10 if rule.scope is Scope.DAY else 7
        for code, rule in rules.items()
        if rule.scope is not Scope.ENTRY
    }

    def sum_of(cell: Cell) -> tuple[str, str]:
        return cell[0], cell[1][: digits[cell[0]]]

    cells = sorted(cell for cell in found if cell[0] in digits)
    for (who, _), group in groupby(cells, sum_of):
        together = list(group)
        parts = [found[cell][0] for cell in together]
        for cell, seconds, share in zip(
            together, parts, shared(rules[who].seconds(sum(parts)), parts), strict=True
        ):
            found[cell] = (seconds, share)


def named(deliverables: Mapping[str, Deliverable]) -> dict[str, str]:
    """What a report calls the deliverables, by id: ``ACME Board pack (due 2026-11-25)``."""
    return {
        known: f"{one.client} {one.title} (due {one.due.isoformat()})" for known, one in deliverables.items()
    }


def _since(first: str) -> str:
    """Before which instant, as stored, nothing touches the first day: wherever on earth that is reckoned, it has not begun a day before."""
    return f"{date.fromisoformat(first) - timedelta(days=1)}T00:00:00Z" if first else ""


def _by_entry(rule: Rounding | None) -> bool:
    return rule is not None and rule.scope is Scope.ENTRY


def _by_month(rules: Mapping[str, Rounding]) -> bool:
    return any(rule.scope is Scope.MONTH for rule in rules.values())


def _whole_months(period: Period) -> Period:
    """The calendar months that the period touches."""
    start, last = period.start, period.last
    return Period(start and month_of(start).start, last and month_of(last).end)


def _days_of(period: Period) -> tuple[str, str]:
    """The first and the last day inside, as they compare with days as text."""
    first = period.start.isoformat() if period.start else ""
    return first, period.last.isoformat() if period.last else "9999-12-31"
