"""A report's rows and its course for the dashboard, made of cells of what was tracked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from fractui.core.client import Client
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Bucket
from fractui.core.period import Period, month_of, week_of
from fractui.core.wording import MONTHS, bucket_label, long_day, period_label
from fractui.services.report_cells import Amounts
from fractui.services.report_files import key_words, monday_of
from fractui.services.report_forms import WITHOUT
from fractui.services.reports import DIGITS, summed
from fractui.services.views.report import Part, ReportRow, TrendBar


def rows_of(
    amounts: Amounts, by: str, deliverables: Mapping[str, Deliverable], clients: Mapping[str, Client]
) -> tuple[ReportRow, ...]:
    """The sums in a report's order, each with whose it is; the time without any of what it sums by comes last."""
    order = {code: place for place, code in enumerate(clients)}
    ids = {known: known for known in deliverables}
    sums: dict[str, dict[str, tuple[int, int]]] = {}
    for (key, who), (seconds, rounded_s) in (
        (keys, both) for keys, both in summed(amounts, (by, "client"), ids).items() if both != (0, 0)
    ):
        sums.setdefault(key, {})[who] = (seconds, rounded_s)
    found = []
    for key, whose in sums.items():
        codes = sorted(whose, key=lambda who: (order.get(who, len(order)), who))
        parts = tuple(Part(who, clients[who].color if who in clients else "", whose[who][0]) for who in codes)
        label, detail = _words(by, key, deliverables, clients)
        found.append(
            ReportRow(
                item=_item(by, key, codes),
                label=label,
                detail=detail,
                code=codes[0] if by in ("client", "deliverable") and len(codes) == 1 else "",
                color=parts[0].color if len(parts) == 1 else "",
                seconds=sum(seconds for seconds, _ in whose.values()),
                rounded_s=sum(rounded_s for _, rounded_s in whose.values()),
                parts=parts,
            )
        )
    return tuple(
        sorted(
            found,
            key=lambda row: (row.item.startswith("without:"), 0 if by in DIGITS else -row.seconds, row.item),
        )
    )


def _item(by: str, key: str, codes: list[str]) -> str:
    """The key of a row: ``client:ACME``, ``bucket:bd``, ``day:2026-11-24``, ``deliverable:ACME:ID``, ``without:category``."""
    if not key:
        return f"without:{by}"
    if by == "client":
        return f"bucket:{key}" if key in set(Bucket) else f"client:{key}"
    return f"deliverable:{codes[0]}:{key}" if by == "deliverable" else f"{by}:{key}"


def _words(
    by: str, key: str, deliverables: Mapping[str, Deliverable], clients: Mapping[str, Client]
) -> tuple[str, str]:
    """A row's label and what is said more quietly beside it."""
    if not key:
        return WITHOUT[by], ""
    if by == "client":
        return (
            (key, clients[key].name)
            if key in clients
            else (key, "" if key == key.upper() else bucket_label(key))
        )
    if by == "deliverable":
        one = deliverables[key]
        return one.title, f"due {one.due.day} {MONTHS[one.due.month - 1]} {one.due.year}"
    if by == "day":
        day = date.fromisoformat(key)
        return long_day(day), str(day.year)
    if by == "week":
        monday = monday_of(key)
        return f"W{key[6:]}", period_label(week_of(monday))
    return key_words(by, key, {}), ""


def trend_of(amounts: Amounts, period: Period, by: str) -> tuple[TrendBar, ...]:
    """The course of the stretch, a bar a day, week or month, those without time too; of all time from the first entry to the last."""
    days: dict[str, int] = {}
    for cell, (seconds, _) in amounts.items():
        days[cell[1]] = days.get(cell[1], 0) + seconds
    if not days:
        return ()
    start = period.start or date.fromisoformat(min(days))
    last = period.last or date.fromisoformat(max(days))
    sums: dict[date, int] = {}
    at = _first_of(by, start)
    while at <= last:
        sums[at] = 0
        at = _first_of(by, at + timedelta(days={"day": 1, "week": 7}.get(by, 31)))
    for day, seconds in days.items():
        sums[_first_of(by, date.fromisoformat(day))] += seconds
    return tuple(TrendBar(first, seconds) for first, seconds in sums.items())


def _first_of(by: str, day: date) -> date:
    if by == "day":
        return day
    return (week_of(day) if by == "week" else month_of(day)).start or day
