"""Clockify's detailed report in its variants: with or without client, billable and type, task or activity, rows cut short.

Dates follow the workspace's setting and are read in the order that the whole table shows; where it shows none,
the person is asked.
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
    "client": ("client",),
    "project": ("project",),
    "task": ("task", "activity"),
    "note": ("description",),
    "billable": ("billable",),
    "invoiced": ("invoiced",),
    "start_date": ("start date",),
    "start_time": ("start time",),
    "end_date": ("end date",),
    "end_time": ("end time",),
    "duration": ("duration (h)", "duration", "time (h)"),
    "decimal": ("duration (decimal)", "time (decimal)"),
    "tags": ("tags", "tag"),
}


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:
    """Open the report; its clocks were those of ``zone``.

    Raises:
        Refused: it is no such report, or damaged.
        AskDayOrder: its dates can be read in two ways, and ``day_order`` does not say which.
        FieldRefused: its dates contradict each other or ``day_order``.
    """
    kind = tracked.Kind(
        format="clockify",
        title="Clockify detailed report",
        aliases=ALIASES,
        needed=(
            ("start_date", "start_time", "end_date", "end_time"),
            ("start_date", "start_time", "duration"),
            ("start_date", "start_time", "decimal"),
        ),
        span=by_date_and_time,
        dates=("start_date", "end_date"),
        hours=("decimal",),
    )
    return tracked.read(kind, file, zone, day_order)
