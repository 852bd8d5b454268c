"""Harvest's detailed time report, and the table that it takes in itself: hours on a day, seldom with a clock.

A row without clock times stays a length on its day. Hours have the decimal sign of the account, found once for
the whole file. What was invoiced is locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fractui.exchange import tracked
from fractui.exchange.clock import WallClock, read_time
from fractui.exchange.lengths import read_length
from fractui.exchange.rows import Problem
from fractui.exchange.sheet import Columns, quoted
from fractui.exchange.span import Span, lasting, on_day, unread
from fractui.exchange.times_of_row import from_walls

if TYPE_CHECKING:
    from fractui.exchange.clock import DayOrder
    from fractui.exchange.foreign import ForeignFile
    from fractui.exchange.rows import Reading

ALIASES = {
    "client": ("client",),
    "project": ("project",),
    "task": ("task",),
    "note": ("notes", "note"),
    "billable": ("billable",),
    "invoiced": ("invoiced",),
    "date": ("date", "spent date"),
    "duration": ("hours",),
    "start_time": ("started at", "start time", "started", "start"),
    "end_time": ("ended at", "end time", "ended", "end"),
}

_ROUNDED_S = 60
"""Hours of two decimals are up to 18 s off."""


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:
    """Open the report; clock times, where it has some, were those of ``zone``.

    Raises:
        Refused: it is no such report, or damaged.
        AskDayOrder: its dates can be read in two ways, and ``day_order`` does not say which.
        FieldRefused: its dates contradict each other or ``day_order``.
    """
    kind = tracked.Kind(
        format="harvest",
        title="Harvest detailed time report",
        aliases=ALIASES,
        needed=(("date", "duration"),),
        span=_span,
        dates=("date",),
        hours=("duration",),
    )
    return tracked.read(kind, file, zone, day_order)


def _span(found: Columns, cells: Sequence[str], clock: WallClock, comma: bool) -> Span:
    date_text, hours_text = found.cell(cells, "date"), found.cell(cells, "duration")
    try:
        day = clock.day(date_text)
    except ValueError:
        return unread(Problem.BAD_DATE, quoted(date_text))
    try:
        length = read_length(hours_text, comma)
    except ValueError:
        return unread(Problem.BAD_NUMBER, f"hours {quoted(hours_text)}")
    started, ended = found.cell(cells, "start_time"), found.cell(cells, "end_time")
    if not started:
        return on_day(day, length)
    try:
        start = datetime.combine(day, read_time(started))
        end = datetime.combine(day, read_time(ended)) if ended else None
    except ValueError:
        return unread(Problem.BAD_DATE, quoted(f"{started} {ended}".strip()))
    if end is None:
        return lasting(clock.instants(start), length, clock.changed(start))
    if end < start and abs((end + timedelta(days=1) - start).total_seconds() - length) <= _ROUNDED_S:
        end += timedelta(days=1)
    return from_walls(clock, start, end, length)
