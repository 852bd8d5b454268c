"""A day's entries and gaps as lines: their columns, and the place that is kept free under one that is being edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from fractui.core.wording import WEEKDAYS, category_label, clock, hm
from fractui.services.views.frame import RunningView
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap, plain, title_rule, to_width, width_of
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.empty import empty_lines, key_hints


class Aside(NamedTuple):
    """What the pane knows beside its view: the time, the keys of actions by id, what runs, and which item is selected.

    Under the item ``edited`` so many lines are left free as its fields need, its own line included.
    """

    now: datetime
    keys: Mapping[str, str]
    running: RunningView | None = None
    selected: str | None = None
    edited: str | None = None
    free: int = 0


class Columns(NamedTuple):
    """How wide the columns of an entry's row are after its times, length and chip; 0 for one that has fallen away."""

    codes: int
    note: int
    category: int
    deliverable: int


TIMES = 20
"""Cells of a row before its chip: from and to, the length, and two blanks after each."""


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
    return row.seconds if row.end else within(row.start, now, view.day_start, view.day_end)


def within(start: datetime, end: datetime, first: datetime, last: datetime) -> int:
    """The seconds from ``start`` to ``end`` that lie between ``first`` and ``last``."""
    return max(0, int(min(end.timestamp(), last.timestamp()) - max(start.timestamp(), first.timestamp())))


def entry_lines(view: DayView, width: int, aside: Aside) -> list[Line]:
    """The day's entries and gaps by start, in columns; then what has no clock times. The selected gap's keys stand out."""
    entries = sum(not row.gap for row in view.rows)
    lines = [title_rule("Entries", width, str(entries) if entries else "")]
    if not view.rows:
        words = "Entries are the time that you spent, for whom and on what."
        hint = key_hints(aside.keys, [("new", "new entry")])
        return lines + empty_lines("Nothing is tracked on this day yet.", words, width, hint)
    columns = columns_of(view, width)
    told = False
    for row in view.rows:
        if not row.timed and not told:
            told = True
            lines.append((Span(cut("no clock times", width), "dim"),))
        lines.append(_row_line(row, view, width, columns, aside))
        if aside.edited == item_of(row):
            lines += [EMPTY] * max(0, aside.free - 1)
    return lines


def columns_of(view: DayView, width: int) -> Columns:
    """The columns of the day's rows in ``width`` cells."""
    codes = min(12, max((len(plain(row.code)) for row in view.rows), default=4))
    return Columns(codes, *_shares(width - TIMES - codes - 3))


def _row_line(row: EntryRow, view: DayView, width: int, columns: Columns, aside: Aside) -> Line:
    item = item_of(row)
    ink = "dim" if row.gap else "accent bold" if row.end is None else ""
    length = cell(hm(seconds_of(row, view, aside.now)), 5, ink, item, right=True)
    head = (Span(_times(row, view), "dim", item), gap(2, item), length, gap(2, item))
    if row.gap:
        return to_width((*head, gap(columns.codes + 3, item), *_gap_words(item, aside)), width)
    ink = chip(row.color)
    line = [*head, Span("▌", ink, item), cell(row.code, columns.codes, f"{ink} bold", item), gap(2, item)]
    line += _note(row, view, columns.note, item, deliverable=not columns.deliverable)
    for share, text in (
        (columns.category, category_label(row.category)),
        (columns.deliverable, row.deliverable),
    ):
        if share:
            line += [gap(2, item), cell(text, share, "dim", item)]
    return tuple(line)


def _times(row: EntryRow, view: DayView) -> str:
    if not row.timed:
        return " " * 11
    start = "00:00" if row.start < view.day_start else clock(row.start)
    end = "now  " if row.end is None else "24:00" if row.end >= view.day_end else clock(row.end)
    return f"{start}-{end}"


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
    if row.timed and row.start < view.day_start:
        marks.append(Span(f"  since {WEEKDAYS[row.start.weekday()]} {clock(row.start)}", "dim", item))
    if row.timed and row.end is not None and row.end > view.day_end:
        marks.append(Span(f"  until {WEEKDAYS[row.end.weekday()]} {clock(row.end)}", "dim", item))
    text, ink = row.note, "bold"
    if not text:
        text, ink = (row.deliverable, "") if deliverable and row.deliverable else ("", "")
    words = Span(cut(text, max(0, width - width_of(marks))), ink, item)
    return to_width((words, *marks), width)
