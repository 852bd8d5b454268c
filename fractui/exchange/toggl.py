"""Toggl Track's detailed report, and the table that it takes in itself, which has durations in place of ends.

Dates and times have no zone; ``User``, ``Email`` and what it adds in some accounts (amounts with their currency
in the header, external references) are kept beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fractui.exchange import tracked
from fractui.exchange.times_of_row import by_date_and_time

if TYPE_CHECKING:
    from fractui.exchange.clock import DayOrder
    from fractui.exchange.foreign import ForeignFile
    from fractui.exchange.rows import Reading

ALIASES = {
    "client": ("client", "client name"),
    "project": ("project", "project name"),
    "task": ("task", "task name"),
    "note": ("description", "time entry"),
    "billable": ("billable",),
    "start_date": ("start date",),
    "start_time": ("start time",),
    "end_date": ("end date", "stop date"),
    "end_time": ("end time", "stop time"),
    "duration": ("duration",),
    "tags": ("tags", "tag"),
}


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:
    """Open the report; its clocks were those of ``zone``.

    Raises:
        Refused: it is no such report, or damaged.
        FieldRefused: its dates need a choice or contradict it (``AskDayOrder`` where either is possible).
    """
    kind = tracked.Kind(
        format="toggl",
        title="Toggl detailed report",
        aliases=ALIASES,
        needed=(
            ("start_date", "start_time", "end_date", "end_time"),
            ("start_date", "start_time", "duration"),
        ),
        span=by_date_and_time,
        dates=("start_date", "end_date"),
    )
    return tracked.read(kind, file, zone, day_order)
