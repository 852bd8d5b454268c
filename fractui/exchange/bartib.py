"""The plain text of Bartib and tock: ``2025-12-10 09:00 - 2025-12-10 11:30 | Project | Description``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.exchange.clock import WallClock
from fractui.exchange.rows import Problem, Reading, TimeRow
from fractui.exchange.sheet import quoted
from fractui.exchange.span import Span, unread
from fractui.exchange.times_of_row import from_walls

if TYPE_CHECKING:
    from fractui.exchange.clock import DayOrder
    from fractui.exchange.foreign import ForeignFile

_LINE = re.compile(
    r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?: - (\d{4}-\d\d-\d\d) (\d\d:\d\d))? \|(.*)", re.ASCII | re.DOTALL
)
_BAR = re.compile(r"(?<!\\)\|")


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:  # noqa: ARG001 - always the year first
    """Open the activities; their clocks were those of ``zone``.

    Raises:
        Refused: there are none in it.
    """
    lines = [_LINE.fullmatch(line.strip()) is not None for line in file.lines() if line.strip()]
    if not any(lines):
        raise Refused(
            f"{file.name} has no line like “2025-12-10 09:00 - 2025-12-10 11:30 | Project | Description”."
        )
    return Reading("bartib", _rows(file, WallClock(zone, None)), len(lines))


def _rows(file: ForeignFile, clock: WallClock) -> Iterator[TimeRow]:
    for number, line in enumerate(file.lines(), 1):
        line = line.strip()
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            yield TimeRow(number=number, problem=Problem.UNREADABLE, detail=quoted(line))
            continue
        project, *rest = (part.strip().replace("\\|", "|") for part in _BAR.split(found[5]))
        span = _span(found, clock)
        yield TimeRow(
            number=number,
            start=span.start,
            end=span.end,
            project=project,
            note=" | ".join(rest),
            problem=span.problem,
            detail=span.detail,
        )


def _span(found: re.Match[str], clock: WallClock) -> Span:
    try:
        start = clock.wall(found[1], found[2])
        end = clock.wall(found[3], found[4]) if found[3] else None
    except ValueError:
        return unread(Problem.BAD_DATE, quoted(found[0].partition("|")[0].strip()))
    if end is None:
        return Span(start=clock.instants(start)[0], problem=Problem.OPEN)
    return from_walls(clock, start, end, None)
