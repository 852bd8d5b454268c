"""Four weeks by days: bars by client where there is room, else a sheet with a row a week; each day can be selected (row 000-31)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from fractui.core.load import WeekLoad, hours_word, week_word
from fractui.core.wording import WEEKDAYS, hm
from fractui.services.views.load import LoadRow, LoadView
from fractui.ui.lines import EMPTY, HEIGHTS, Line, Span, beside, cell, gap
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.load_lines import CODE, SUM, fallen_lines, strain_lines, week_ink, week_table

HOURS = 4
"""A client's day of so many planned hours is a whole bar."""
FULL = 8
"""A day of so many hours is one."""
HALVES = 110
"""From so many cells on what needs a thought and what falls into time off stand side by side."""
NARROWEST = 3
"""Cells that a day needs beside the days of all four weeks."""
WEEK_NAME, WEEK_SUM = 15, 13
"""Cells of a week's name and of its sum in the sheet."""


def month_lines(view: LoadView, width: int) -> list[Line]:
    """Four weeks: the days' table, by client what was agreed, what needs a thought and what falls into time off."""
    lines = [*month_table(view, width), EMPTY]
    if width < HALVES:
        tail = fallen_lines(view.fallen, width)
        return [*lines, *strain_lines(view.strains, width), *([EMPTY, *tail] if tail else [])]
    half = (width - 4) // 2
    right = fallen_lines(view.fallen, half) or week_table(view, half)
    return [*lines, *beside(strain_lines(view.strains, half), half, right, width - 4 - half, 4)]


def month_table(view: LoadView, width: int) -> list[Line]:
    """A column a day, a row a client: a bar for its planned hours, and the sum at the end of each week; where there is no room a sheet."""
    weeks = len(view.weeks)
    room = (width - CODE) // weeks
    days = (room - SUM - 1) // 7
    if days < NARROWEST:
        return [*month_sheet(view, width), EMPTY, *week_table(view, width)]
    rest = room - 7 * days - SUM
    off = dict(view.off)
    lines = [_month_weeks(view, room), *_month_days(view, days, rest)]
    lines += [_month_row(view, row, days, rest, off) for row in view.rows]
    return [*lines, *_month_sums(view, days, rest)]


def month_sheet(view: LoadView, width: int) -> list[Line]:
    """A row a week, a column a day: what everybody has planned on it, and the week's sum of what it has."""
    days = min(9, (width - WEEK_NAME - WEEK_SUM) // 7)
    names = (cell(name[: days - 1], days, "dim") for name in WEEKDAYS)
    lines: list[Line] = [(gap(WEEK_NAME), *names)]
    off = dict(view.off)
    for number, week in enumerate(view.weeks):
        lines += _sheet_week(view, number, week, days, off)
    return lines


def _sheet_week(
    view: LoadView, number: int, week: WeekLoad, days: int, off: Mapping[date, str]
) -> tuple[Line, Line]:
    """A week's days of the month with its sum, and under them the hours with what it has."""
    name = week_word(week.monday, view.today).removeprefix("the ")
    numbers: list[Span] = [cell(name[:1].upper() + name[1:], WEEK_NAME, "bold")]
    hours: list[Span] = [gap(WEEK_NAME)]
    for place in range(7):
        day = week.monday + timedelta(days=place)
        key, seconds = day_key(day), view.total_on(7 * number + place)
        numbers.append(cell(str(day.day), days, "accent bold" if day == view.today else "dim", key))
        if not seconds:
            hours.append(cell("░" * (days - 1) if day in off else "·", days, "rule", key))
            continue
        bar = HEIGHTS[max(1, min(8, round(seconds / 3600 / FULL * 8)))] + " " if days > 5 else ""
        hours += [Span(bar, "bar", key), cell(_halves(seconds), days - len(bar), "", key)]
    over = " ▲" if week.total_s > week.capacity_s else ""
    numbers.append(cell(hm(week.total_s), WEEK_SUM, week_ink(week) or "bold", right=True))
    hours.append(cell(f"of {hours_word(week.capacity_s)}{over}", WEEK_SUM, "dim", right=True))
    return tuple(numbers), tuple(hours)


def _halves(seconds: int) -> str:
    """Hours to the half: ``5½``; a dot for next to nothing."""
    halves = round(seconds / 1800)
    return f"{halves // 2 or ''}{'½' if halves % 2 else ''}" if halves else "·"


def day_key(day: date) -> str:
    """The key of a day: ``day:2026-11-24``."""
    return f"day:{day.isoformat()}"


def _month_weeks(view: LoadView, room: int) -> Line:
    names = [week_word(week.monday, view.today).removeprefix("the ") for week in view.weeks]
    return (gap(CODE), *(cell(name[:1].upper() + name[1:], room, "bold") for name in names))


def _month_days(view: LoadView, days: int, rest: int) -> list[Line]:
    """The weekdays' first letters, and under them the days of the month."""
    names: list[Span] = [gap(CODE)]
    numbers: list[Span] = [gap(CODE)]
    for number in range(7 * len(view.weeks)):
        day = view.monday + timedelta(days=number)
        ink = "accent bold" if day == view.today else "dim"
        names.append(cell(WEEKDAYS[day.weekday()][: days - 2], days, ink, day_key(day)))
        numbers.append(cell(str(day.day), days, ink, day_key(day)))
        if number % 7 == 6:
            names.append(gap(SUM + rest))
            numbers.append(gap(SUM + rest))
    return [tuple(names), tuple(numbers)]


def _month_row(view: LoadView, row: LoadRow, days: int, rest: int, off: Mapping[date, str]) -> Line:
    ink = chip(row.color)
    spans: list[Span] = [
        Span("▌", ink),
        cell(row.code or "own", CODE - 1, f"{ink} bold" if row.code else "dim"),
    ]
    for number, seconds in enumerate(row.days):
        day = view.monday + timedelta(days=number)
        mark = _bar(seconds, days - 1) if seconds else "░" * (days - 1) if day in off else "·"
        spans.append(cell(mark, days, (ink if row.code else "bar") if seconds else "rule", day_key(day)))
        if number % 7 == 6:
            planned = row.planned[number // 7]
            over = 0 < row.ceiling_s < planned
            spans += [
                cell(hm(planned) if planned else "", SUM, "late" if over else "", right=True),
                gap(rest),
            ]
    return tuple(spans)


def _bar(seconds: int, cells: int) -> str:
    return HEIGHTS[max(1, min(8, round(seconds / 3600 / HOURS * 8)))] * cells


def _month_sums(view: LoadView, days: int, rest: int) -> list[Line]:
    """What everybody has on each day in hours, the weeks' sums, and under them what a week has and what was tracked."""
    spans: list[Span] = [gap(1), cell("all, h", CODE - 1, "dim")]
    under: list[Span] = [gap(CODE)]
    done: list[Span] = [gap(CODE)]
    for number in range(7 * len(view.weeks)):
        day, seconds = view.monday + timedelta(days=number), view.total_on(number)
        spans.append(cell(_halves(seconds), days, "bold" if seconds else "rule", day_key(day)))
        if number % 7 == 6:
            week = view.weeks[number // 7]
            spans += [cell(hm(week.total_s), SUM, week_ink(week) or "bold", right=True), gap(rest)]
            mark = " ▲" if week.total_s > week.capacity_s else ""
            under += [
                cell(f"of {hours_word(week.capacity_s)}{mark}", 7 * days + SUM, "dim", right=True),
                gap(rest),
            ]
            tracked = sum(row.tracked[number // 7] for row in view.rows)
            said = f"tracked {hm(tracked)}" if tracked else ""
            done += [cell(said, 7 * days + SUM, "dim", right=True), gap(rest)]
    lines = [tuple(spans), tuple(under)]
    return [*lines, tuple(done)] if any(span.text.strip() for span in done) else lines
