"""Reports as the dashboard shows them: leafed through, drilled into, and written to files (row 000-36)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fractui.core.client import Client
from fractui.core.deliverable import Deliverable
from fractui.core.errors import FieldRefused
from fractui.core.period import Period
from fractui.core.rounding import Rounding, rounding_words
from fractui.core.stretch import stretch_of
from fractui.core.wording import bucket_label, category_label, period_label
from fractui.core.zones import local_day
from fractui.services.one_line_of_time import running_entry
from fractui.services.outbox import Outbox
from fractui.services.report_cells import Amounts, Asked, Watch, named
from fractui.services.report_files import ENDINGS, FORMS, csv_bytes, json_bytes, page
from fractui.services.report_forms import WITHOUT
from fractui.services.report_rows import rows_of, trend_of
from fractui.services.reports import Report, Reports, summed
from fractui.services.views.report import ReportShape, ReportView
from fractui.services.whose import all_portals, by_key, gathered
from fractui.store.practice import Portal, Practice

KEPT = 8
"""So many reports are kept while nothing changes; leafing back and a look each minute cost nothing."""

_TREND = {"day": "day", "week": "day", "month": "day", "quarter": "day", "year": "week", "all": "month"}


def _go_on(_done: int, _total: int) -> bool:
    return True


class Reporting:
    """The reports of an open practice.

    ``code`` is a client's code or a bucket's name, None for everyone; ``day`` lies in the stretch, None is today.
    """

    def __init__(self, practice: Practice, reports: Reports) -> None:
        self._practice = practice
        self._reports = reports
        self._kept: dict[object, tuple[object, ReportView]] = {}

    def view(
        self, code: str | None, day: date | None, shape: ReportShape | None = None, watch: Watch = _go_on
    ) -> ReportView:
        """A report, by client over a month when no ``shape`` is given; ``watch`` hears how far the reading of entries is, and can stop it.

        Raises:
            NotFound: nobody is called so.
            Stopped: ``watch`` said so.
        """
        shape = shape or ReportShape()
        today = local_day(self._practice.now(), self._practice.settings().zone)
        key = (code, day, shape)
        state = (today, *((portal.code, portal.generation) for portal in all_portals(self._practice)))
        kept = self._kept.pop(key, None)
        if kept is None or kept[0] != state:
            kept = (state, self._made(code, stretch_of(shape.length, day or today), shape, today, watch))
        self._kept[key] = kept
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return kept[1]

    def _made(
        self, code: str | None, period: Period, shape: ReportShape, today: date, watch: Watch
    ) -> ReportView:
        whose = None if code is None else self._reports.whose(code)
        amounts, deliverables, rules = self._read(whose, period, shape, watch)
        clients = self._clients()
        client = clients.get(whose or "")
        rows = rows_of(amounts, shape.by, deliverables, clients)
        trend_by = _TREND[shape.length]
        return ReportView(
            shape=shape,
            code=whose or "",
            name=client.name if client else bucket_label(whose) if whose else "",
            color=client.color if client else "",
            start=period.start,
            end=period.end,
            period=period_label(period),
            only=_only(shape, deliverables),
            rows=rows,
            total_s=sum(row.seconds for row in rows),
            rounded_total_s=sum(row.rounded_s for row in rows),
            rule=_rule(rules, whose),
            trend=trend_of(amounts, period, trend_by),
            trend_by=trend_by,
            days=len({cell[1] for cell, both in amounts.items() if both[0]}),
            running=self._running(whose) if today in period else "",
            today=today,
            is_now=today in period,
        )

    def _read(
        self, whose: str | None, period: Period, shape: ReportShape, watch: Watch
    ) -> tuple[Amounts, dict[str, Deliverable], dict[str, Rounding]]:
        """The cells that the report shows, the deliverables in them, and the rules of those that it is about."""
        tracked = self._reports.tracked()
        kind, key = shape.only or ("", "")
        asked = Asked(whose, period, "deliverable" in (shape.by, kind), shape.rounded)
        amounts = tracked.amounts(asked, watch)
        known = tracked.deliverables(amounts)
        if kind == "category":
            amounts = {cell: both for cell, both in amounts.items() if cell[2] == key}
        elif kind == "deliverable":
            amounts = {
                cell: both for cell, both in amounts.items() if key == (cell[3] if cell[3] in known else "")
            }
        there = {cell[0] for cell in amounts} | {whose}
        rules = {each: rule for each, rule in tracked.rules(asked).items() if each in there}
        return amounts, known, rules

    def _clients(self) -> dict[str, Client]:
        """All clients by code in the order in which they are shown, those that are closed last."""

        def client_of(portal: Portal) -> tuple[tuple[bool, Client], ...]:
            return ((portal.closed, portal.client()),) if portal.code else ()

        found = gathered(self._practice, client_of)
        found.sort(key=lambda pair: (pair[0], by_key(pair[1])))
        return {client.id: client for _, client in found}

    def _running(self, whose: str | None) -> str:
        entry = running_entry(self._practice)
        return entry.who if entry is not None and whose in (None, entry.who) else ""

    def export(self, code: str | None, day: date | None, shape: ReportShape, form: str, folder: str) -> str:
        """Write what a report shows into a folder as one of ``FORMS``; the file's path.

        Raises:
            NotFound: nobody is called so.
            FieldRefused: there is no such form.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        if form not in FORMS:
            raise FieldRefused("form", f"A report is written as {', '.join(FORMS[:-1])} or {FORMS[-1]}.")
        today = local_day(self._practice.now(), self._practice.settings().zone)
        whose = None if code is None else self._reports.whose(code)
        period = stretch_of(shape.length, day or today)
        amounts, deliverables, rules = self._read(whose, period, shape, _go_on)
        sums = summed(amounts, (shape.by,), named(deliverables))
        found = Report(period, (shape.by,), sums, rules if shape.rounded else None)
        if form == "csv":
            data, begins = csv_bytes(found), f"{shape.by},".encode()
        elif form == "json":
            data, begins = json_bytes(found), b'{\n "period"'
        else:
            data = page(found, whose, self._clients(), _only(shape, deliverables)).encode()
            begins = b"# "
        outbox = Outbox(self._practice.root)
        outbox.open_folder(folder)
        path = f"{folder}/{_name(whose, period, shape)}.{ENDINGS[form]}"
        outbox.put(path, data, begins)
        return path


def _only(shape: ReportShape, deliverables: Mapping[str, Deliverable]) -> str:
    """What a report is kept to, in words."""
    if shape.only is None:
        return ""
    kind, key = shape.only
    if kind == "category" and key:
        return category_label(key)
    return deliverables[key].title if key in deliverables else WITHOUT[kind]


def _rule(rules: Mapping[str, Rounding], whose: str | None) -> str:
    """By what the figures are rounded, in words; empty where there is no rule."""
    if whose is not None:
        return rounding_words(rules[whose]) if whose in rules else ""
    return "; ".join(f"{code} {rounding_words(rule)}" for code, rule in sorted(rules.items()))


def _name(whose: str | None, period: Period, shape: ReportShape) -> str:
    """The name of a report's file without its ending: ``report-ACME-2026-11-by-client-rounded``."""
    start = period.start
    if start is None:
        when = "all-time"
    elif shape.length == "week":
        when = f"{start.isocalendar().year}-W{start.isocalendar().week:02d}"
    elif shape.length == "quarter":
        when = f"{start.year}-Q{(start.month + 2) // 3}"
    else:
        when = start.isoformat()[: {"month": 7, "year": 4}.get(shape.length, 10)]
    only = "" if shape.only is None else f"-{shape.only[1][:20] or 'without-' + shape.only[0]}"
    return f"report-{whose or 'all'}-{when}-by-{shape.by}{only}{'-rounded' if shape.rounded else ''}"
