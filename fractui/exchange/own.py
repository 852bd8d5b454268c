"""Our own table of entries, as the export writes it, and every table much like it: solidtime's, or one made by hand.

A table made by hand needs a start and an end, or a date and its hours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fractui.exchange import tracked
from fractui.exchange.clock import WallClock
from fractui.exchange.rows import Problem, Reading, TimeRow
from fractui.exchange.sheet import Columns, Sheet, columns, quoted
from fractui.exchange.span import Span, on_day, unread
from fractui.exchange.times_of_row import by_instants, length_in

if TYPE_CHECKING:
    from fractui.exchange.clock import DayOrder
    from fractui.exchange.foreign import ForeignFile

ALIASES = {
    "id": ("id",),
    "client": ("client", "customer"),
    "project": ("project",),
    "task": ("task",),
    "note": ("note", "description", "notes"),
    "billable": ("billable",),
    "date": ("day", "date"),
    "start": ("start", "started at"),
    "end": ("end", "stop", "ended at"),
    "seconds": ("duration s", "seconds"),
    "duration": ("duration",),
    "decimal": ("hours",),
    "tags": ("tags",),
    "zone": ("zone", "time zone", "timezone"),
    "category": ("category",),
}

_OURS = ("id", "client", "start", "end", "seconds", "zone", "category")
_FORMULAS = tuple("'" + sign for sign in "=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:
    """Open the table; its times are instants, or local times of ``zone`` where they have no offset.

    Raises:
        Refused: it is no such table, or damaged.
        AskDayOrder: its dates can be read in two ways, and ``day_order`` does not say which.
        FieldRefused: its dates contradict each other or ``day_order``.
    """
    sheet_is_ours = ours(file)
    kind = tracked.Kind(
        format="csv",
        title="table of time entries",
        aliases=ALIASES if sheet_is_ours else {role: each for role, each in ALIASES.items() if role != "id"},
        needed=(("start", "end"), ("start", "seconds"), ("start", "duration"), ("start", "decimal"),
                ("date", "seconds"), ("date", "duration"), ("date", "decimal")),
        span=_span,
        dates=("date", "start", "end"),
        hours=("decimal",),
        tag_divider=" " if sheet_is_ours else ",",
    )  # fmt: skip
    reading = tracked.read(kind, file, zone, day_order)
    if not sheet_is_ours:
        return reading
    return Reading(reading.format, map(_as_typed, reading.rows), reading.total, reading.encoding)


def ours(file: ForeignFile) -> bool:
    """Whether the header is that of our own export."""
    sheet = Sheet(file)
    return all(role in columns(sheet, ALIASES) for role in _OURS)


def _span(found: Columns, cells: Sequence[str], clock: WallClock, comma: bool) -> Span:
    if found.cell(cells, "start"):
        return by_instants(found, cells, clock, comma)
    date_text = found.cell(cells, "date")
    try:
        day = clock.day(date_text)
    except ValueError:
        return unread(Problem.BAD_DATE, quoted(date_text))
    length = length_in(found, cells, comma)
    if length is None:
        said = found.cell(cells, "duration") or found.cell(cells, "decimal") or found.cell(cells, "seconds")
        return unread(Problem.BAD_NUMBER, f"length {quoted(said)}")
    return on_day(day, length)


def _as_typed(row: TimeRow) -> TimeRow:
    """The row without the apostrophes that keep a spreadsheet from taking a text for a formula."""
    if "'" not in row.note and not any("'" in tag for tag in row.tags):
        return row
    # The export guards all tags as one cell, so that only the first can have an apostrophe of its making.
    tags = (_unguarded(row.tags[0]), *row.tags[1:]) if row.tags else ()
    return replace(row, note=_unguarded(row.note), tags=tags)


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith(_FORMULAS) else text
