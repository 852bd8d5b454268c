"""How a record of a table says when: date and time in their own columns, instants, or a length on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fractui.exchange.clock import WallClock
from fractui.exchange.lengths import read_length
from fractui.exchange.rows import Problem
from fractui.exchange.sheet import Columns, quoted
from fractui.exchange.span import Span, between, lasting, unread


def by_date_and_time(found: Columns, cells: Sequence[str], clock: WallClock, comma: bool) -> Span:
    """Start date and time, and end date and time or, where the table or the row has none, a duration.

    Start and end are trusted; the duration then only helps where the clocks were changed.
    """
    start_date, start_time = found.cell(cells, "start_date"), found.cell(cells, "start_time")
    try:
        start = clock.wall(start_date, start_time)
    except ValueError:
        return unread(Problem.BAD_DATE, f"start {quoted(f'{start_date} {start_time}'.strip())}")
    end_date, end_time = found.cell(cells, "end_date"), found.cell(cells, "end_time")
    if not end_time:
        return _lasting(found, cells, clock, start, comma)
    try:
        end = clock.wall(end_date or start_date, end_time)
    except ValueError:
        return unread(Problem.BAD_DATE, f"end {quoted(f'{end_date} {end_time}'.strip())}")
    starts, ends = clock.instants(start), clock.instants(end)
    if len(starts) == len(ends) == 1:
        return between(starts, ends, None)
    return from_walls(clock, start, end, length_in(found, cells, comma))


def by_instants(found: Columns, cells: Sequence[str], clock: WallClock, comma: bool) -> Span:
    """Start and end as ISO 8601 writes them, or local times; where there is no end, a length."""
    start_text, end_text = found.cell(cells, "start"), found.cell(cells, "end")
    try:
        starts = clock.instant(start_text)
    except ValueError:
        return unread(Problem.BAD_DATE, f"start {quoted(start_text)}")
    length = length_in(found, cells, comma)
    if not end_text:
        if length is None:
            return Span(start=starts[0], problem=Problem.OPEN)
        return lasting(starts, length)
    try:
        ends = clock.instant(end_text)
    except ValueError:
        return unread(Problem.BAD_DATE, f"end {quoted(end_text)}")
    told = (
        "a time comes twice or is skipped, for the clocks were changed" if len(starts) + len(ends) > 2 else ""
    )
    return between(starts, ends, length, told)


def from_walls(clock: WallClock, start: datetime, end: datetime, length_s: int | None) -> Span:
    """The span between two naive local times."""
    starts, ends = clock.instants(start), clock.instants(end)
    if len(starts) == len(ends) == 1:
        return between(starts, ends, length_s)
    told = " and ".join(dict.fromkeys(filter(None, (clock.changed(start), clock.changed(end)))))
    return between(starts, ends, length_s, told)


def length_in(found: Columns, cells: Sequence[str], comma: bool) -> int | None:
    """The length that the row says, of the first column that says one that can be read; None where none does."""
    for role in ("duration", "seconds", "decimal"):
        text = found.cell(cells, role)
        if not text:
            continue
        try:
            return int(text) if role == "seconds" else read_length(text, comma)
        except ValueError:
            continue
    return None


def _lasting(found: Columns, cells: Sequence[str], clock: WallClock, start: datetime, comma: bool) -> Span:
    length = length_in(found, cells, comma)
    if length is not None:
        return lasting(clock.instants(start), length, clock.changed(start))
    said = found.cell(cells, "duration") or found.cell(cells, "decimal")
    if said:
        return unread(Problem.BAD_NUMBER, f"duration {quoted(said)}")
    return Span(start=clock.instants(start)[0], problem=Problem.OPEN)
