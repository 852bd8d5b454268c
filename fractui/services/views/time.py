"""What the Time pane shows: one day's strip and entries, and the week as client by day."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.switching import Runs
from fractui.core.value import value
from fractui.services.views.plan import PlanView


@value
class EntryRow:
    """An entry as it falls on the shown day; ``start`` and ``end`` are local to the user's zone, unclipped; ``end`` None while it runs.

    ``seconds`` are those within the day, without the running part. ``code`` is the client's code or the
    bucket's name. ``gap`` rows stand for untracked time within working hours and have no ``id``; ``overlap``
    marks an entry that shares time with another. ``deliverable`` is the deliverable's title,
    ``deliverable_id`` its id. An entry that is not ``timed`` says how long on its day, not when.
    ``kept`` says of an overlap that it was chosen, ``locked`` that the entry was invoiced and is not to change.
    """

    id: str
    rev: int
    code: str
    name: str
    is_bucket: bool
    color: str
    start: datetime
    end: datetime | None
    seconds: int
    category: str
    note: str
    deliverable: str
    gap: bool = False
    overlap: bool = False
    deliverable_id: str = ""
    timed: bool = True
    kept: bool = False
    locked: bool = False


@value
class WeekRow:
    """One client's (or bucket's) seconds by day of the week, Monday first."""

    code: str
    name: str
    color: str
    is_bucket: bool
    days: tuple[int, ...]
    total_s: int


@value
class DayView:
    """The Time pane of one day in the user's zone. ``day_start`` and ``day_end`` are its first and last instants (aware, local).

    ``plan`` is the week's of each client that has one or has time in it, ``runs`` are the day's between its ``switches``.
    ``tracked_s``, ``untracked_s`` (within working hours, up to now) and the week leave the running part out;
    the pane adds it.
    """

    day: date
    today: date
    zone: str
    day_start: datetime
    day_end: datetime
    work_from: datetime
    work_to: datetime
    rows: tuple[EntryRow, ...]
    tracked_s: int
    untracked_s: int
    switches: int
    week: tuple[WeekRow, ...]
    week_totals: tuple[int, ...]
    week_monday: date
    plan: tuple[PlanView, ...] = ()
    runs: Runs = Runs()
