"""CSV that a spreadsheet opens as text and numbers and never as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.text import safe
from fractui.core.zones import local
from fractui.services.documents import day, instant

_FORMULA_STARTS = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")

ENTRY_COLUMNS = (
    "id", "client", "day", "start", "end", "duration_s", "hours", "zone", "category", "note",
    "deliverable", "deliverable_title", "tags", "source",
)  # fmt: skip
DELIVERABLE_COLUMNS = (
    "id", "client", "title", "type", "due", "every", "status", "version", "delivered_at", "to", "via", "on_time", "notes",
)  # fmt: skip


def cell(text: str) -> str:
    """A person's text as one cell: no control characters, and an apostrophe before what would be a formula."""
    shown = safe(text)
    return f"'{shown}" if text[:1] in _FORMULA_STARTS or shown[:1] in _FORMULA_STARTS else shown


def entries_csv(entries: Iterable[Entry], titles: Mapping[str, str]) -> bytes:
    """Closed entries with their local day, UTC instants if they have any, and length; ``titles`` are deliverables' titles by id."""
    return _csv(ENTRY_COLUMNS, (_entry_row(entry, titles) for entry in entries if entry.end is not None))


def deliverables_csv(deliverables: Iterable[Deliverable]) -> bytes:
    """Deliverables with their latest receipt."""
    return _csv(DELIVERABLE_COLUMNS, (_deliverable_row(deliverable) for deliverable in deliverables))


def _entry_row(entry: Entry, titles: Mapping[str, str]) -> list[str]:
    seconds = int((entry.end - entry.start).total_seconds()) if entry.end is not None else 0
    return [
        entry.id,
        entry.client or "",
        local(entry.start, entry.zone).date().isoformat(),
        instant(entry.start) or "" if entry.timed else "",
        instant(entry.end) or "" if entry.timed else "",
        str(seconds),
        f"{seconds / 3600:.2f}",
        entry.zone,
        entry.category.value if entry.category is not None else "",
        cell(entry.note),
        entry.deliverable or "",
        cell(titles.get(entry.deliverable or "", "")),
        cell(" ".join(entry.tags)),
        entry.source.value,
    ]


def _deliverable_row(deliverable: Deliverable) -> list[str]:
    last = deliverable.receipts[-1] if deliverable.receipts else None
    return [
        deliverable.id,
        deliverable.client,
        cell(deliverable.title),
        cell(deliverable.type),
        day(deliverable.due) or "",
        deliverable.every or "",
        deliverable.status.value,
        str(deliverable.version),
        instant(last.delivered_at) or "" if last is not None else "",
        cell(last.to) if last is not None else "",
        cell(last.via) if last is not None else "",
        str(last.on_time).lower() if last is not None else "",
        cell(deliverable.notes),
    ]


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 without a mark at the beginning, lines ended as RFC 4180 has it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
