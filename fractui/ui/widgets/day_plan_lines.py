"""The plan of the day: one line on the Portfolio, a line a thing in its dialog (row 002-34)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from fractui.core.wording import day_word
from fractui.services.views.day_plan import DayPlanView, PickRow
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap, plain, width_of
from fractui.ui.widgets.day_strip import chip

ITEM = "today:plan:attention-today"
"""The line's item on the Portfolio: all of it opens the plan."""
LABEL = "Today "
HINTED = 100
"""From so many cells on an empty plan says how to begin; below it takes no line."""
SEPARATOR = "   "
LEAST = 10
"""Cells below which a text says nothing."""


def day_plan_line(view: DayPlanView | None, width: int, key: str) -> list[Line]:
    """One line with what is chosen for today, ticked or with its age; while nothing is, a quiet word where there is room for it."""
    if view is None:
        return []
    if not view.rows:
        if view.later or width < HINTED:
            return []
        words = (Span("nothing is chosen yet; ", "dim", ITEM), Span(key, "accent bold", ITEM))
        return [(Span(LABEL, "dim", ITEM), *words, Span(" sets up to three things", "dim", ITEM))]
    room = width - len(LABEL) - len(SEPARATOR) * (len(view.rows) - 1)
    spans: list[Span] = [Span(LABEL, "dim", ITEM)]
    brief = width < HINTED
    shares = _shares(view, room, brief=brief)
    for number, (row, width_of_text) in enumerate(zip(view.rows, shares, strict=True)):
        if number:
            spans.append(Span(SEPARATOR, "dim", ITEM))
        spans += _part(row, view, width_of_text, brief=brief)
    return [tuple(spans)]


def _shares(view: DayPlanView, room: int, *, brief: bool) -> list[int]:
    """Cells for each text: what it needs, cut until all fit: first what is done, then the longest."""
    room -= sum(width_of(_part(row, view, 0, brief=brief)) for row in view.rows)
    wanted = [cell_len(plain(row.text)) for row in view.rows]
    for may in ([row.done for row in view.rows], [True] * len(wanted)):
        while sum(wanted) > room:
            longest = max((each for each, can in zip(wanted, may, strict=True) if can), default=0)
            if longest <= LEAST:
                break
            wanted[next(n for n, each in enumerate(wanted) if each == longest and may[n])] -= 1
    return wanted


def _part(row: PickRow, view: DayPlanView, text: int, *, brief: bool) -> Line:
    """Mark, client, text in so many cells, age: ``since Tue``, or in ``brief`` ``2 d``."""
    age = _age(row, view)
    if age and brief:
        age = f"{row.days} d"
    return (
        Span("✓ " if row.done else "○ ", "ok" if row.done else "dim", ITEM),
        *_who(row, ITEM),
        Span(cut(row.text, text), "dim" if row.done else "", ITEM),
        *((Span(f" {age}", "soon", ITEM),) if age else ()),
    )


def _who(row: PickRow, item: str) -> Line:
    if not row.code:
        return ()
    ink = chip(row.color)
    return (Span("▌", ink, item), Span(f"{plain(row.code)} ", f"{ink} bold", item))


def _age(row: PickRow, view: DayPlanView) -> str:
    """Since when it waits, once it was carried over."""
    return f"since {day_word(row.since, view.today)}" if row.days and not row.done else ""


def plan_lines(view: DayPlanView, width: int) -> list[Line]:
    """A numbered line for each thing of the plan, then what was put off; a thing's item is its id."""
    if view.is_empty:
        return [
            (Span("Nothing is chosen for today.", "bold"),),
            (
                Span(
                    cut("Up to three things, from priorities, what is due or promised, or a line.", width),
                    "dim",
                ),
            ),
        ]
    rows = (*view.rows, *view.later)
    codes = max(cell_len(plain(row.code) or "own") for row in rows)
    ends = [_end(row, view) for row in rows]
    end = min(width // 3, max(cell_len(each) for each in ends))
    lines = [
        _line(number, row, each, (codes, end), width)
        for number, (row, each) in enumerate(zip(view.rows, ends, strict=False), 1)
    ]
    if view.later:
        lines += (
            [EMPTY, (Span("Put off to tomorrow", "dim"),)]
            if lines
            else [(Span("Put off to tomorrow", "dim"),)]
        )
        later = zip(view.later, ends[len(view.rows) :], strict=True)
        start = len(view.rows) + 1
        lines += [
            _line(number, row, each, (codes, end), width) for number, (row, each) in enumerate(later, start)
        ]
    return lines


def _end(row: PickRow, view: DayPlanView) -> str:
    """What became of it where it lies, and its age."""
    return ", ".join(part for part in (row.note, _age(row, view)) if part)


def _line(number: int, row: PickRow, end: str, cells: Sequence[int], width: int) -> Line:
    codes, ends = cells
    item = row.id
    ink = chip(row.color)
    code = (
        (Span("▌", ink, item), cell(row.code, codes, f"{ink} bold", item))
        if row.code
        else (gap(1, item), cell("own", codes, "dim", item))
    )
    room = max(1, width - 4 - 1 - codes - 2 - (ends + 2 if ends else 0))
    return (
        Span(f"{number} ", "accent bold", item),
        Span("✓ " if row.done else "○ ", "ok" if row.done else "dim", item),
        *code,
        gap(2, item),
        cell(row.text, room, "dim" if row.done else "bold", item),
        *((gap(2, item), cell(end, ends, "soon", item, right=True)) if ends else ()),
    )
