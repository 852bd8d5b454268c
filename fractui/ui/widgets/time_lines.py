"""The Time pane as lines: the running time, the day's entries and gaps, and the week; pure functions of a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from fractui.core.wording import WEEKDAYS, category_label, clock, hm, hms, long_day, short_date
from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView, EntryRow, WeekRow
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
    to_width,
    width_of,
)
from fractui.ui.widgets.day_strip import NOBODY, chip, strip_lines, strip_of
from fractui.ui.widgets.digits import large
from fractui.ui.widgets.empty import empty_lines, key_hints
from fractui.ui.widgets.heads import count, head

TIMER_TOP = 2
"""The line of the pane in which the large digits begin."""
STRIP_TOP = 6
"""The line of the pane in which the strip's hours stand; the strip is the two after it."""
LEAST_ENTRIES = 56
"""Cells that the entries need beside the week; with fewer the week goes under them."""
BETWEEN = 3


class Aside(NamedTuple):
    """What the pane knows beside its view: the time, the keys of actions by id, what runs, and which item is selected."""

    now: datetime
    keys: Mapping[str, str]
    running: RunningView | None = None
    selected: str | None = None


def item_of(row: EntryRow) -> str:
    """The key of an entry, or of a gap by its two instants in UTC (``gap:20261124T101000Z:20261124T110000Z``)."""
    if not row.gap:
        return f"entry:{row.id}"
    ends = (row.start, row.end or row.start)
    return "gap:" + ":".join(f"{datetime.fromtimestamp(end.timestamp(), UTC):%Y%m%dT%H%M%SZ}" for end in ends)


def gap_of(item: str) -> tuple[datetime, datetime] | None:
    """The two instants of a gap's key, None for any other key."""
    kind, *ends = item.split(":")
    if kind != "gap" or len(ends) != 2:
        return None
    return datetime.fromisoformat(ends[0]), datetime.fromisoformat(ends[1])


def seconds_of(row: EntryRow, view: DayView, now: datetime) -> int:
    """The row's seconds within the day, those that run included."""
    return row.seconds if row.end else _within(row.start, now, view.day_start, view.day_end)


def tracked(view: DayView, now: datetime) -> int:
    """The day's seconds, those that run included."""
    running = sum(seconds_of(row, view, now) for row in view.rows if row.end is None)
    return view.tracked_s + running


def _within(start: datetime, end: datetime, first: datetime, last: datetime) -> int:
    return max(0, int(min(end.timestamp(), last.timestamp()) - max(start.timestamp(), first.timestamp())))


def time_lines(view: DayView, width: int, aside: Aside) -> list[Line]:
    """The whole pane."""
    now = aside.now
    marked = next((n for n, row in enumerate(view.rows) if item_of(row) == aside.selected), NOBODY)
    lines = [head_line(view, width, now), EMPTY, *timer_lines(view, width, aside), EMPTY]
    lines += strip_lines(view, strip_of(view, width, now), now, marked)
    week_width = _week_width(view, now, aside.running)
    room = width - week_width - BETWEEN
    if room >= LEAST_ENTRIES:
        week = week_lines(view, week_width, now, aside.running)
        return lines + beside(entry_lines(view, room, aside), room, week, week_width, BETWEEN)
    week = week_lines(view, min(width, week_width), now, aside.running)
    return [*lines, *entry_lines(view, width, aside), EMPTY, *week]


def head_line(view: DayView, width: int, now: datetime) -> Line:
    """The pane's title with the day's sums."""
    today = " · today" if view.day == view.today else ""
    left = (Span("Time", "accent bold"), Span(f" · {long_day(view.day)}", "bold"), Span(today, "dim"))
    facts = (
        count("tracked", hm(tracked(view, now))),
        count("untracked", hm(view.untracked_s)),
        (Span("1 switch" if view.switches == 1 else f"{view.switches} switches", "dim"),),
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
    ends = [row.end for row in view.rows if row.end and not row.gap and row.end <= aside.now]
    since = f" since {clock(max(ends))}" if ends and view.day == view.today else ""
    hint = key_hints(aside.keys, [("timer.toggle", "starts the client in focus")])
    return [(Span("○ ", "dim"), Span(f"Nothing is running{since}.", "bold")), (gap(2), *hint), EMPTY]


# -- the entries -------------------------------------------------------------------------------


def entry_lines(view: DayView, width: int, aside: Aside) -> list[Line]:
    """The day's entries and gaps by start, in columns; the selected gap's keys stand out."""
    entries = sum(not row.gap for row in view.rows)
    lines = [title_rule("Entries", width, str(entries) if entries else "")]
    if not view.rows:
        words = "Entries are the time that you spent, for whom and on what."
        hint = key_hints(aside.keys, [("new", "new entry")])
        return lines + empty_lines("Nothing is tracked on this day yet.", words, width, hint)
    codes = min(12, max(len(plain(row.code)) for row in view.rows))
    return lines + [_row_line(row, view, width, codes, aside) for row in view.rows]


def _row_line(row: EntryRow, view: DayView, width: int, codes: int, aside: Aside) -> Line:
    item = item_of(row)
    start = "00:00" if row.start < view.day_start else clock(row.start)
    end = "now  " if row.end is None else "24:00" if row.end >= view.day_end else clock(row.end)
    ink = "dim" if row.gap else "accent bold" if row.end is None else ""
    length = cell(hm(seconds_of(row, view, aside.now)), 5, ink, item, right=True)
    head = (Span(f"{start}-{end}", "dim", item), gap(2, item), length, gap(2, item))
    if row.gap:
        return to_width((*head, gap(codes + 3, item), *_gap_words(item, aside)), width)
    room, category, deliverable = _shares(width - width_of(head) - codes - 3)
    ink = chip(row.color)
    line = [*head, Span("▌", ink, item), cell(row.code, codes, f"{ink} bold", item), gap(2, item)]
    line += _note(row, view, room, item, deliverable=not deliverable)
    for share, text in ((category, category_label(row.category)), (deliverable, row.deliverable)):
        if share:
            line += [gap(2, item), cell(text, share, "dim", item)]
    return tuple(line)


def _gap_words(item: str, aside: Aside) -> Line:
    ink = "accent" if item == aside.selected else "dim"
    fill = aside.keys.get("gap.fill", "")
    hints = [(fill, " fill  ")] if fill else []
    spans = [Span("untracked   ", "dim", item)]
    for key, words in (*hints, ("enter", " add")):
        spans += [Span(key, ink, item), Span(words, "dim", item)]
    return tuple(spans)


def _shares(width: int) -> tuple[int, int, int]:
    """How wide note, category and deliverable are; 0 for one that has fallen away."""
    if width < 24 + 2 + 12:
        return max(0, width), 0, 0
    if width < 30 + 2 + 15 + 2 + 24:
        return width - 14, 12, 0
    category = min(20, 15 + max(0, width - 73) // 4)
    deliverable = min(40, 24 + max(0, width - 73) // 3)
    return width - category - deliverable - 4, category, deliverable


def _note(row: EntryRow, view: DayView, width: int, item: str, *, deliverable: bool) -> Line:
    """The note, or the deliverable where that has no column; then what is unusual about the entry."""
    marks = []
    if row.overlap:
        marks.append(Span("  ! overlaps", "late", item))
    if row.start < view.day_start:
        marks.append(Span(f"  since {WEEKDAYS[row.start.weekday()]} {clock(row.start)}", "dim", item))
    if row.end is not None and row.end > view.day_end:
        marks.append(Span(f"  until {WEEKDAYS[row.end.weekday()]} {clock(row.end)}", "dim", item))
    text, ink = row.note, "bold"
    if not text:
        text, ink = (row.deliverable, "") if deliverable and row.deliverable else ("", "")
    words = Span(cut(text, max(0, width - width_of(marks))), ink, item)
    return to_width((words, *marks), width)


# -- the week ----------------------------------------------------------------------------------


def _week(view: DayView, now: datetime, running: RunningView | None) -> tuple[list[WeekRow], int]:
    """The week's rows with the running seconds in them, and how many of its days are shown: the weekend only where it was worked."""
    rows = list(view.week)
    if running is not None:
        zone = view.day_start.tzinfo
        midnights = [datetime.combine(view.week_monday + timedelta(days=n), time(), zone) for n in range(8)]
        more = [_within(running.start, now, midnights[n], midnights[n + 1]) for n in range(7)]
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
