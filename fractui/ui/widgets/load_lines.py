"""The load of four weeks as lines: a day's planned hours by client, weeks against what they have, and what needs a thought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from fractui.core.load import Strain, WeekLoad, hours_word, week_word
from fractui.core.wording import WEEKDAYS, hm, long_day, short_date
from fractui.services.views.load import Fallen, LoadRow, LoadView
from fractui.ui.lines import EMPTY, HEIGHTS, Line, Span, beside, cell, cut, gap, plain, title_rule, width_of
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.wrapping import wrapped

CODE = 9
"""Cells of the chip and the code."""
SUM = 5
PLANNED, TRACKED, AGREED = 7, 10, 8
"""Cells of a week's planned and tracked figures, and of what was agreed."""
WITH_TRACKED = 56
"""From so many cells on weeks that have begun show what was tracked."""
HOURS = 4
"""A day of so many planned hours is a whole bar."""
MOST = 8
"""So many lines of what needs a thought, and of what falls into time off."""
HALVES = 110
"""From so many cells on both stand side by side."""


def load_lines(view: LoadView, width: int) -> list[Line]:
    """Planned hours by client and week against what was agreed, and what needs a thought."""
    return [*week_table(view, width), EMPTY, *strain_lines(view.strains, width)]


def load_strip(view: LoadView, width: int) -> Line:
    """The four weeks in one line."""
    spans: list[Span] = [Span("Load ", "dim")]
    for number, week in enumerate(view.weeks):
        word = week_word(week.monday, view.today).removeprefix("the week of ")
        sums = Span(hm(week.total_s), _ink(week) or "bold")
        part = (
            Span(f"{'  ·  ' if number else ''}{word} ", "dim"),
            sums,
            Span(f" of {hours_word(week.capacity_s)}", "dim"),
            Span(" ▲" if week.total_s > week.capacity_s else "", "late"),
        )
        if width_of(spans) + width_of(part) > width:
            break
        spans += part
    worst = next((each.text for each in view.strains if each.severity > 1), "")
    room = width - width_of(spans) - 7
    if worst and room >= 24:
        spans += [Span("  ·  ", "dim"), Span("! ", "late"), Span(cut(worst, room))]
    return tuple(spans)


def _ink(week: WeekLoad) -> str:
    return "late bold" if week.total_s > week.capacity_s else ""


# -- weeks -------------------------------------------------------------------------------------


def week_table(view: LoadView, width: int) -> list[Line]:
    """A row a client: planned by week beside a week's share of the commitment; for weeks that have begun also what was tracked."""
    begun = [week.monday <= view.today and width >= WITH_TRACKED for week in view.weeks]
    rooms = [PLANNED + TRACKED if past else PLANNED for past in begun]
    while rooms and CODE + sum(rooms) + AGREED > width:
        rooms.pop()
    lines: list[Line] = [title_rule("Load", width, "planned, of what was agreed for a week")]
    if not view.rows:
        return [*lines, (Span("nothing planned and nothing agreed", "dim"),)]
    weeks = view.weeks[: len(rooms)]
    heads = [(_week_name(week.monday, view.today), "dim") for week in weeks]
    sums = [(hm(week.total_s), _ink(week) or "bold") for week in weeks]
    has = [(hours_word(week.capacity_s), "dim") for week in weeks]
    total = hm(sum(row.committed_s for row in view.rows))
    return [
        *lines,
        _figures(gap(CODE), heads, rooms, "agreed"),
        *(_week_row(row, rooms) for row in view.rows),
        _figures(cell(" all", CODE, "dim"), sums, rooms, total),
        _figures(cell(" of", CODE, "dim"), has, rooms, ""),
    ]


def _figures(first: Span, cells: Sequence[tuple[str, str]], rooms: Sequence[int], agreed: str) -> Line:
    """A row of one figure a week, under the planned ones."""
    spans = [first]
    for (text, ink), room in zip(cells, rooms, strict=True):
        spans += [cell(text, PLANNED, ink, right=True), gap(room - PLANNED)]
    return (*spans, cell(agreed, AGREED, "dim", right=True))


def _week_name(monday: date, today: date) -> str:
    word = week_word(monday, today)
    return word.removesuffix(" week") if word.endswith(" week") else short_date(monday, monday)


def _week_row(row: LoadRow, rooms: Sequence[int]) -> Line:
    ink = chip(row.color)
    spans: list[Span] = [
        Span("▌", ink),
        cell(row.code or "own", CODE - 1, f"{ink} bold" if row.code else "dim"),
    ]
    for planned, tracked, room in zip(row.planned, row.tracked, rooms, strict=False):
        over = 0 < row.ceiling_s < planned
        figure = cell(
            hm(planned) if planned else "·", PLANNED - 1, _figure_ink(planned, over=over), right=True
        )
        spans += [Span("▲" if over else " ", "late"), figure]
        did = f" did {hm(tracked)}" if tracked else ""
        spans.append(cell(did, room - PLANNED, "dim"))
    return (*spans, cell(hm(row.committed_s) if row.committed_s else "", AGREED, "dim", right=True))


def _figure_ink(planned: int, *, over: bool) -> str:
    return "late" if over else "" if planned else "rule"


# -- days --------------------------------------------------------------------------------------


def month_table(view: LoadView, width: int) -> list[Line]:
    """A column a day, a row a client: a bar for its planned hours, and the sum at the end of each week; a day can be selected."""
    weeks = len(view.weeks)
    room = (width - CODE) // weeks
    days = (room - SUM - 1) // 7
    if days < 3:
        return week_table(view, width)
    rest = room - 7 * days - SUM
    off = dict(view.off)
    lines = [_month_weeks(view, room), *_month_days(view, days, rest)]
    lines += [_month_row(view, row, days, rest, off) for row in view.rows]
    return [*lines, *_month_sums(view, days, rest)]


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
        halves = round(seconds / 1800)
        hours = f"{halves // 2 or ''}{'½' if halves % 2 else ''}" if halves else "·"
        spans.append(cell(hours, days, "bold" if seconds else "rule", day_key(day)))
        if number % 7 == 6:
            week = view.weeks[number // 7]
            spans += [cell(hm(week.total_s), SUM, _ink(week) or "bold", right=True), gap(rest)]
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


# -- what needs a thought ------------------------------------------------------------------------


def month_lines(view: LoadView, width: int) -> list[Line]:
    """Four weeks: the days' table, by client what was agreed, what needs a thought and what falls into time off."""
    lines = [*month_table(view, width), EMPTY]
    if width < HALVES:
        tail = fallen_lines(view.fallen, width)
        return [*lines, *strain_lines(view.strains, width), *([EMPTY, *tail] if tail else [])]
    half = (width - 4) // 2
    right = fallen_lines(view.fallen, half) or week_table(view, half)
    return [*lines, *beside(strain_lines(view.strains, half), half, right, width - 4 - half, 4)]


def strain_lines(found: Sequence[Strain], width: int) -> list[Line]:
    """What about planned time needs a thought, the worst first."""
    lines: list[Line] = [title_rule("Worth a thought", width)]
    for each in found[:MOST]:
        mark = Span(
            "! " if each.severity > 1 else "  ", "late" if each.severity > 2 else "soon", each.key or None
        )
        texts = wrapped(each.text, width - 2, 2)
        lines += [
            ((mark if not n else gap(2, each.key or None)), Span(text, "", each.key or None))
            for n, text in enumerate(texts)
        ]
    if len(found) > MOST:
        lines.append((Span(f"  and {len(found) - MOST} more", "dim"),))
    return lines if found else [*lines, (Span("nothing: every week holds what it should", "dim"),)]


def fallen_lines(found: Sequence[Fallen], width: int) -> list[Line]:
    """What falls into time off and is not decided on; none where nothing does."""
    if not found:
        return []
    lines: list[Line] = [title_rule("Falls into time off", width, f"{len(found)} to decide")]
    for each in found[:MOST]:
        ink = chip(each.color)
        day = Span(f"{long_day(each.day)}  ", "", each.key)
        who = (Span("▌", ink, each.key), Span(f"{plain(each.code) or 'own'} ", f"{ink} bold", each.key))
        due = "due " if each.kind == "due" else ""
        said = Span(cut(f"{due}{each.title}", max(0, width - width_of((day, *who)))), "", each.key)
        lines.append((day, *who, said))
    more = f"and {len(found) - MOST} more   " if len(found) > MOST else ""
    key = "command:leave.decide"
    return [*lines, (Span(more, "dim"), Span("decide: move, cover or drop each", "accent", key))]
