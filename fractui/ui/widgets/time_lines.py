"""The Time pane as lines: the running time, the day's entries and gaps, and the week; pure functions of a view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from fractui.core.wording import WEEKDAYS, category_label, clock, hm, hms, long_day, short_date
from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView, WeekRow
from fractui.ui.lines import (
    EMPTY,
    Line,
    Span,
    beside,
    cell,
    cut,
    gap,
    plain,
    title_rule,
    width_of,
)
from fractui.ui.widgets.day_strip import NOBODY, chip, strip_lines, strip_of
from fractui.ui.widgets.digits import large
from fractui.ui.widgets.empty import key_hints
from fractui.ui.widgets.entry_lines import Aside, entry_lines, item_of, seconds_of, within
from fractui.ui.widgets.heads import count, head
from fractui.ui.widgets.plan_lines import run_facts, week_plan_lines

TIMER_TOP = 2
"""The line of the pane in which the large digits begin."""
STRIP_TOP = 6
"""The line of the pane in which the strip's hours stand; the strip is the two after it."""
LEAST_ENTRIES = 56
"""Cells that the entries need beside the week; with fewer the week goes under them."""
BETWEEN = 3


def tracked(view: DayView, now: datetime) -> int:
    """The day's seconds, those that run included."""
    running = sum(seconds_of(row, view, now) for row in view.rows if row.end is None)
    return view.tracked_s + running


def time_lines(view: DayView, width: int, aside: Aside) -> list[Line]:
    """The whole pane."""
    now = aside.now
    marked = next((n for n, row in enumerate(view.rows) if item_of(row) == aside.selected), NOBODY)
    lines = [head_line(view, width, now), EMPTY, *timer_lines(view, width, aside), EMPTY]
    lines += strip_lines(view, strip_of(view, width, now), now, marked)
    week_width = _week_width(view, now, aside.running)
    room = entries_width(view, width, aside)
    if room < width:
        week = week_lines(view, week_width, now, aside.running)
        lines += beside(entry_lines(view, room, aside), room, week, week_width, BETWEEN)
        return lines + week_plan_lines(view, width, now, aside.running)
    week = week_lines(view, min(width, week_width), now, aside.running)
    plan = week_plan_lines(view, width, now, aside.running)
    return [*lines, *entry_lines(view, width, aside), EMPTY, *week, *plan]


def entries_width(view: DayView, width: int, aside: Aside) -> int:
    """Cells that the entries have: what is left beside the week, or all where the week goes under them."""
    room = width - _week_width(view, aside.now, aside.running) - BETWEEN
    return room if room >= LEAST_ENTRIES else width


def head_line(view: DayView, width: int, now: datetime) -> Line:
    """The pane's title with the day's sums."""
    today = " · today" if view.day == view.today else ""
    left = (Span("Time", "accent bold"), Span(f" · {long_day(view.day)}", "bold"), Span(today, "dim"))
    facts = (
        count("tracked", hm(tracked(view, now))),
        count("untracked", hm(view.untracked_s)),
        (Span("1 switch" if view.switches == 1 else f"{view.switches} switches", "dim"),),
        *run_facts(view),
    )
    return head(left, facts, width)


# -- the timer ---------------------------------------------------------------------------------


def timer_lines(view: DayView, width: int, aside: Aside) -> list[Line]:
    """Three lines: the running time in large digits and what it is for, or that nothing runs."""
    running = aside.running
    if running is None:
        return _idle_lines(view, aside)
    digits = large(hms(max(0, int(aside.now.timestamp() - running.start.timestamp()))))
    room = width - width_of(digits[0]) - 3
    ink = chip(running.color)
    since = datetime.fromtimestamp(running.start.timestamp(), view.day_start.tzinfo)
    began = f"since {'' if since.date() == view.today else WEEKDAYS[since.weekday()] + ' '}{clock(since)}"
    kind = " · ".join(filter(None, (category_label(running.category), running.deliverable)))
    code = Span(f"{plain(running.code)}  ", f"{ink} bold")
    name = "" if running.is_bucket else running.name
    words: tuple[Line, ...] = (
        (code, Span(cut(name, room - width_of((code,))))),
        (Span(cut(running.note or kind or "no note yet", room), "bold" if running.note else "dim"),),
        (Span(cut(f"{began} · {kind}" if running.note and kind else began, room), "dim"),),
    )
    return [(*digit, gap(2), Span("▌", ink), *word) for digit, word in zip(digits, words, strict=True)]


def _idle_lines(view: DayView, aside: Aside) -> list[Line]:
    ends = [row.end for row in view.rows if row.end and not row.gap and row.timed and row.end <= aside.now]
    since = f" since {clock(max(ends))}" if ends and view.day == view.today else ""
    hint = key_hints(aside.keys, [("timer.toggle", "starts the client in focus")])
    return [(Span("○ ", "dim"), Span(f"Nothing is running{since}.", "bold")), (gap(2), *hint), EMPTY]


# -- the week ----------------------------------------------------------------------------------


def _week(view: DayView, now: datetime, running: RunningView | None) -> tuple[list[WeekRow], int]:
    """The week's rows with the running seconds in them, and how many of its days are shown: the weekend only where it was worked."""
    rows = list(view.week)
    if running is not None:
        zone = view.day_start.tzinfo
        midnights = [datetime.combine(view.week_monday + timedelta(days=n), time(), zone) for n in range(8)]
        more = [within(running.start, now, midnights[n], midnights[n + 1]) for n in range(7)]
        if any(more):
            old = next((row for row in rows if row.code == running.code), None)
            days = tuple(one + two for one, two in zip(old.days if old else (0,) * 7, more, strict=True))
            new = WeekRow(running.code, running.name, running.color, running.is_bucket, days, sum(days))
            rows = [new if row is old else row for row in rows] if old else [*rows, new]
    return rows, 7 if any(sum(row.days[5:]) for row in rows) or view.day.weekday() > 4 else 5


def _week_width(view: DayView, now: datetime, running: RunningView | None) -> int:
    rows, days = _week(view, now, running)
    return _codes(rows) + 2 + days * 6 + 7


def _codes(rows: Sequence[WeekRow]) -> int:
    return min(12, max((len(plain(row.code)) for row in rows), default=4))


def week_lines(view: DayView, width: int, now: datetime, running: RunningView | None) -> list[Line]:
    """The week as client by day with totals; the day that is shown stands out."""
    rows, days = _week(view, now, running)
    lines: list[Line] = [title_rule(f"Week of {short_date(view.week_monday, view.today)}", width)]
    if not rows:
        return [*lines, (Span("nothing is tracked in this week", "dim"),)]
    codes = _codes(rows)
    shown = view.day.weekday()
    each = max(5, min(6, (width - codes - 9) // days))
    names = [cell(WEEKDAYS[n], each, "accent bold" if n == shown else "dim", right=True) for n in range(days)]
    lines.append((gap(codes + 2), *names, cell("total", 7, "dim", right=True)))
    for row in rows:
        item = None if row.is_bucket else f"client:{row.code}"
        ink = chip(row.color)
        line = [Span("▌", ink, item), cell(row.code, codes, f"{ink} bold", item), gap(1, item)]
        line += [_hours(seconds, each, item, bold=n == shown) for n, seconds in enumerate(row.days[:days])]
        lines.append((*line, Span(f"{hm(row.total_s):>7}", "bold", item)))
    sums = [sum(row.days[n] for row in rows) for n in range(7)]
    total = [_hours(seconds, each, None, bold=n == shown) for n, seconds in enumerate(sums[:days])]
    lines.append((gap(1), cell("all", codes, "dim"), gap(1), *total, Span(f"{hm(sum(sums)):>7}", "bold")))
    return lines


def _hours(seconds: int, width: int, item: str | None, *, bold: bool) -> Span:
    if not seconds:
        return Span("·".rjust(width), "dim", item)
    return Span(hm(seconds).rjust(width), "bold" if bold else "", item)
