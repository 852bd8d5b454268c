"""The load of the coming weeks as lines: planned against what was agreed and what a week has, and what needs a thought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fractui.core.load import Strain, WeekLoad, hours_word, told, week_word
from fractui.core.wording import hm, long_day, short_date
from fractui.services.views.load import Fallen, LoadRow, LoadView
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap, plain, title_rule, width_of
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.wrapping import wrapped

CODE = 9
"""Cells of the chip and the code."""
SUM = 5
PLANNED, TRACKED, AGREED = 7, 10, 8
"""Cells of a week's planned and tracked figures, and of what was agreed."""
WITH_TRACKED = 56
"""From so many cells on weeks that have begun show what was tracked."""
MOST = 8
"""So many lines of what needs a thought, and of what falls into time off."""
LINES = 4
"""In so many lines one sentence of them is told at most."""


def load_lines(view: LoadView, width: int) -> list[Line]:
    """Planned hours by client and week against what was agreed, and what needs a thought."""
    return [*week_table(view, width), EMPTY, *strain_lines(view.strains, width)]


def load_strip(view: LoadView, width: int) -> Line:
    """The four weeks in one line."""
    spans: list[Span] = [Span("Load ", "dim")]
    for number, week in enumerate(view.weeks):
        word = week_word(week.monday, view.today).removeprefix("the week of ")
        sums = Span(hm(week.total_s), week_ink(week) or "bold")
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


def week_ink(week: WeekLoad) -> str:
    """The ink of a week's sum: late where it is more than the week has."""
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
    sums = [(hm(week.total_s), week_ink(week) or "bold") for week in weeks]
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


# -- what needs a thought ------------------------------------------------------------------------


def strain_lines(found: Sequence[Strain], width: int) -> list[Line]:
    """What about planned time needs a thought, the worst first."""
    lines: list[Line] = [title_rule("Worth a thought", width)]
    found = told(found)
    for each in found[:MOST]:
        mark = Span(
            "! " if each.severity > 1 else "  ", "late" if each.severity > 2 else "soon", each.key or None
        )
        texts = wrapped(each.text, width - 2, LINES)
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
