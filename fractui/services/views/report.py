"""What a report in the dashboard shows: a stretch of the calendar summed by something, tracked and rounded, with its course."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from fractui.core.value import value


class ReportShape(NamedTuple):
    """How a report looks at its stretch: how long that is (``core.stretch.LENGTHS``), what it sums by and whether it rounds.

    ``only`` keeps it to one category or deliverable: what it is, and its name or id.
    """

    length: str = "month"
    by: str = "client"
    rounded: bool = False
    only: tuple[str, str] | None = None


@value
class Part:
    """A client's (or bucket's) share of a row, in its colour; a bucket has none."""

    code: str
    color: str
    seconds: int


@value
class ReportRow:
    """One sum. ``code`` and ``color`` are the client's that it is of, empty where it is of several; ``parts`` say of whom."""

    item: str
    label: str
    detail: str
    code: str
    color: str
    seconds: int
    rounded_s: int
    parts: tuple[Part, ...]


@value
class TrendBar:
    """The seconds of one day, week or month of the course."""

    first: date
    seconds: int


@value
class ReportView:
    """A report of everyone, or of ``code``; ``start`` and ``end`` (exclusive) are None for all time.

    ``period`` and ``only`` are in words, ``rule`` says by what the figures are rounded, empty where nothing is.
    ``trend_by`` is ``day``, ``week`` or ``month``. ``days`` were worked. ``running`` is the code whose timer runs
    within the stretch, which is counted when it is stopped; ``is_now`` says that today lies in it.
    """

    shape: ReportShape
    code: str
    name: str
    color: str
    start: date | None
    end: date | None
    period: str
    only: str
    rows: tuple[ReportRow, ...]
    total_s: int
    rounded_total_s: int
    rule: str
    trend: tuple[TrendBar, ...]
    trend_by: str
    days: int
    running: str
    today: date
    is_now: bool
