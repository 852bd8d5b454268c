"""The course of a stretch of time: a bar a day, week or month, two lines high, over its dates; pure functions of a view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from fractui.core.period import month_of
from fractui.core.stretch import stretch_of
from fractui.core.wording import MONTHS, WEEKDAYS, hm, long_day, period_label, week_label
from fractui.services.views.report import ReportView, TrendBar
from fractui.ui.lines import HEIGHTS, Line, Span, gap, title_rule
from fractui.ui.widgets.day_strip import chip

TITLES = {
    "day": "Day by day",
    "week": "Week by week",
    "month": "Month by month",
    "quarter": "Quarter by quarter",
    "year": "Year by year",
}
LONGER = {"day": "week", "week": "month", "month": "quarter", "quarter": "year"}
"""What a bar is of where there are too many of the shorter."""
WIDEST = 12
"""Cells from one bar to the next at most."""
LEAST = 3
"""Cells that a month's name takes."""
ROWS = 2
"""Lines that the bars take."""


def trend_lines(view: ReportView, width: int) -> list[Line]:
    """The title with the most of a bar, the bars, and their dates; nothing for a single day."""
    bars, by = _fitting(view.trend, view.trend_by, width)
    most = max((bar.seconds for bar in bars), default=0)
    if len(bars) < 2 or not most:
        return []
    step = min(WIDEST, width // len(bars))
    thick = max(1, step - 1)
    ink = chip(view.color) if view.code else "bar"
    lines = [title_rule(TITLES[by], width, _peak(bars, by))]
    for row in reversed(range(ROWS)):
        text = "".join(_block(bar.seconds, most, row) * thick + " " * (step - thick) for bar in bars)
        lines.append((Span(text, ink),))
    return [*lines, _dates(view, bars, step, width)]


def _fitting(bars: Sequence[TrendBar], by: str, width: int) -> tuple[Sequence[TrendBar], str]:
    """As many bars as there are cells for: where there are more, each is of a longer stretch."""
    while len(bars) > width and by in LONGER:
        by = LONGER[by]
        sums: dict[date, int] = {}
        for bar in bars:
            first = stretch_of(by, bar.first).start or bar.first
            sums[first] = sums.get(first, 0) + bar.seconds
        bars = [TrendBar(first, seconds) for first, seconds in sums.items()]
    return bars, by


def _block(seconds: int, most: int, row: int) -> str:
    """What of a bar stands in a line, the lowest is 0: its height in eighths of a line; some time is never nothing."""
    height = round(seconds / most * 8 * ROWS)
    height = max(height, 1 if seconds else 0)
    return HEIGHTS[max(0, min(8, height - 8 * row))]


def _peak(bars: Sequence[TrendBar], by: str) -> str:
    """The most of one bar."""
    peak = max(bars, key=lambda bar: bar.seconds)
    when = {"day": long_day, "week": week_label}.get(by)
    words = when(peak.first) if when else period_label(stretch_of(by, peak.first))
    return f"most {hm(peak.seconds)}, {words}"


def _dates(view: ReportView, bars: Sequence[TrendBar], step: int, width: int) -> Line:
    """The dates under the bars that begin something, as far as they do not touch; today's stands out."""
    spans: list[Span] = []
    used = 0
    for place, bar in enumerate(bars):
        after = (
            bars[place + 1].first if place + 1 < len(bars) else (view.end or bar.first + timedelta(days=31))
        )
        text = _date(view, bar.first, after, each=step > LEAST)
        at = place * step
        if not text or at < used or at + len(text) > width:
            continue
        here = view.is_now and bar.first <= view.today < after and view.shape.length in ("week", "month")
        spans += [gap(at - used), Span(text, "accent bold" if here else "dim")]
        used = at + len(text) + 1
        spans.append(gap(1))
    return tuple(spans)


def _date(view: ReportView, first: date, after: date, *, each: bool) -> str:
    """What begins with a bar that goes from its first day to before ``after``, if anything. Of all time ``each`` month says so."""
    if view.shape.length == "week":
        return f"{WEEKDAYS[first.weekday()]} {first.day}"
    if view.shape.length == "month":
        return str(first.day) if first.day == 1 or first.weekday() == 0 or first == view.today else ""
    begun = first if first.day == 1 else month_of(first).end or first
    if begun >= after:
        return ""
    if view.shape.length != "all" or (each and begun.month > 1):
        return MONTHS[begun.month - 1]
    year = begun if begun.month == 1 else date(begun.year + 1, 1, 1)
    return str(year.year) if year < after else ""
