"""Weeks as planned beside weeks as they came: one client by kind of work, and all clients in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from rich.cells import cell_len

from fractui.core.plan import (
    PlanKind,
    band_gap,
    kind_label,
    kind_of,
    kind_words,
    reason_label,
    variance_words,
)
from fractui.core.wording import hm
from fractui.services.views.frame import RunningView
from fractui.services.views.plan import FlexRow, PlanRow, PlanView, whole_minutes
from fractui.services.views.time import DayView
from fractui.ui.lines import EMPTY, HEIGHTS, Line, Span, cell, gap, plain, title_rule, width_of
from fractui.ui.widgets.pace_lines import running_seconds, stroke

STROKE = 30
"""Cells that a kind's stroke has at most."""
WIDE = 17
"""From so many cells a kind on, the table says the variance too."""
BAND = 20
"""Cells of the table's last column where there is room for words."""


class Running(NamedTuple):
    """What runs now: whose it is, its category, and its seconds within the weeks that are shown."""

    code: str
    category: str
    seconds: int


def plan_now(plan: PlanView, running: Running | None) -> PlanView:
    """The plan with the running seconds in their kind."""
    if running is None or running.code != plan.code or running.seconds <= 0:
        return plan
    kind = kind_of(running.category)
    if kind is not None:
        rows = tuple(_more(row, running.seconds) if row.kind == kind else row for row in plan.rows)
        return replace(plan, rows=rows)
    known = any(row.kind == running.category for row in plan.besides)
    rows = plan.besides if known else (*plan.besides, PlanRow(running.category, 0, 0))
    more = tuple(_more(row, running.seconds) if row.kind == running.category else row for row in rows)
    return replace(plan, besides=more)


def _more(row: PlanRow, seconds: int) -> PlanRow:
    return replace(row, actual_s=row.actual_s + seconds)


# -- one client ------------------------------------------------------------------------------


def kind_lines(plan: PlanView, width: int) -> list[Line]:
    """A row for each kind that is planned or was worked: tracked, planned, the variance, and a stroke of it.

    Then the week against its floor and ceiling.
    """
    item = f"plan:{plan.code}"
    rows = [row for row in (*plan.rows, *plan.besides) if row.planned_s or row.actual_s >= 60]
    label = max(cell_len(kind_label(row.kind)) for row in rows)
    tracked = max(5, *(cell_len(hm(row.actual_s)) for row in rows), cell_len(hm(plan.total_s)))
    planned = max(cell_len(_of(row.planned_s)) for row in (*rows, PlanRow("", plan.planned_s, 0)))
    scale = max([3600, *(max(row.actual_s, row.planned_s) for row in rows)])
    lines: list[Line] = []
    for row in rows:
        line = (
            cell(kind_label(row.kind), label, "", item),
            gap(2, item),
            cell(hm(row.actual_s), tracked, "bold" if row.actual_s else "dim", item, right=True),
            cell(_of(row.planned_s), planned, "dim", item),
            *(
                (cell(variance_words(row.shown_variance_s), 8, "", item, right=True),)
                if plan.planned_s
                else ()
            ),
        )
        room = min(width - width_of(line) - 2, STROKE)
        bar = stroke(row.actual_s / scale, row.planned_s / scale, room) if room >= 8 else ()
        lines.append((*line, gap(2, item), *(span._replace(item=item) for span in bar)))
    if plan.planned_s or plan.ceiling_s:
        words, ink = band_words(plan)
        lines.append(
            (
                cell("all", label, "dim", item),
                gap(2, item),
                cell(hm(plan.total_s), tracked, "bold", item, right=True),
                cell(_of(plan.planned_s), planned, "dim", item),
                gap(2, item),
                cell(words, max(0, width - label - tracked - planned - 4), ink, item),
            )
        )
    return lines


def _of(seconds: int) -> str:
    return f" of {hm(seconds)}" if seconds else ""


def band_words(plan: PlanView) -> tuple[str, str]:
    """How all of it stands against the least and the most that it should be, and the ink; empty without a commitment (row 002-13).

    Below the least is worth a colour only once the week is over.
    """
    if not plan.ceiling_s:
        return "", ""
    apart = band_gap(whole_minutes(plan.total_s), plan.floor_s, plan.ceiling_s)
    if apart > 0:
        return f"{hm(apart)} over {hm(plan.ceiling_s)}", "late"
    if apart < 0 and plan.finished:
        return f"{hm(-apart)} below {hm(plan.floor_s)}", "soon"
    if apart < 0:
        return f"{hm(-apart)} to go to {hm(plan.floor_s)}", "dim"
    return f"within {hm(plan.floor_s)}-{hm(plan.ceiling_s)}", "dim"


def flex_lines(rows: Sequence[FlexRow], width: int) -> list[Line]:
    """What took the flexible time of the last weeks: each reason with its sum and its weeks, as many beside each other as fit."""
    if not rows:
        return []
    most = max(max(row.weeks) for row in rows)
    lines: list[Line] = [(Span(f"Flexible in {len(rows[0].weeks)} weeks", "dim"),)]
    for row in rows:
        trend = "".join(_height(seconds, most) for seconds in row.weeks)
        part: Line = (
            Span(f"{reason_label(row.reason)} ", "dim"),
            Span(hm(sum(row.weeks)), "bold"),
            gap(1),
            Span(trend, "bar"),
        )
        if width_of(lines[-1]) + 3 + width_of(part) > width:
            lines.append(part)
        else:
            lines[-1] = (*lines[-1], gap(3), *part)
    return lines


def _height(seconds: int, most: int) -> str:
    return HEIGHTS[max(1, round(8 * seconds / most))] if seconds and most else "·"


# -- all clients -----------------------------------------------------------------------------


def plan_lines(plans: Sequence[PlanView], width: int, running: Running | None = None) -> list[Line]:
    """The week of every client as a table: tracked of planned by kind, and all of it against floor and ceiling.

    A row's item is ``plan:CODE``. Nothing where there is nothing planned.
    """
    plans = [plan_now(plan, running) for plan in plans]
    if not any(plan.planned_s for plan in plans):
        return []
    codes = max(4, *(cell_len(plain(plan.code)) for plan in plans))
    left = width - codes - 2 - 7
    wide = left >= len(PlanKind) * WIDE + BAND + 2
    words = left >= len(PlanKind) * 11 + BAND + 2
    each = WIDE if wide else 11 if words else max(6, min(11, left // len(PlanKind)))
    heads = [cell(_head(kind, each), each, "dim", right=True) for kind in PlanKind]
    lines: list[Line] = [
        title_rule("Plan of the week", width, "tracked/planned by kind"),
        (gap(codes + 2), *heads, cell("all", 7, "dim", right=True)),
    ]
    return [*lines, *(_client(plan, codes, each, wide=wide, words=words) for plan in plans)]


def week_plan_lines(view: DayView, width: int, now: datetime, running: RunningView | None) -> list[Line]:
    """The Time pane's plan of the shown day's week under a blank line; nothing where nothing is planned."""
    runs = None
    if running is not None and not running.is_bucket:
        zone = view.day_start.tzinfo
        monday = datetime.combine(view.week_monday, time(), zone)
        sunday = datetime.combine(view.week_monday + timedelta(days=7), time(), zone)
        runs = Running(
            running.code, running.category, running_seconds(running.start, min(now, sunday), monday)
        )
    lines = plan_lines(view.plan, width, runs)
    return [EMPTY, *lines] if lines else []


def run_facts(view: DayView) -> tuple[Line, ...]:
    """How long one stayed with somebody before the next switch that day: the shortest and the mean run (row 000-08)."""
    runs = view.runs
    if runs.count < 2:
        return ()
    return (
        (
            Span("shortest run ", "dim"),
            Span(hm(runs.shortest_s)),
            Span(", mean ", "dim"),
            Span(hm(runs.mean_s)),
        ),
    )


def _client(plan: PlanView, codes: int, each: int, *, wide: bool, words: bool) -> Line:
    item = f"plan:{plan.code}"
    ink = f"chip:{plan.color}"
    said, tone = band_words(plan)
    over = tone in ("late", "soon")
    return (
        Span("▌", ink, item),
        cell(plan.code, codes, f"{ink} bold", item),
        gap(1, item),
        *(span for row in plan.rows for span in _kind(row, item, each, wide=wide)),
        cell(hm(plan.total_s), 7, f"bold {tone}" if over else "bold", item, right=True),
        *((gap(2, item), cell(said, BAND, tone, item)) if words and said else ()),
    )


def _kind(row: PlanRow, item: str, width: int, *, wide: bool) -> Line:
    if not row.planned_s and not row.actual_s:
        return (cell("·", width, "dim", item, right=True),)
    planned = f"/{hm(row.planned_s)}" if row.planned_s else ""
    apart = f" {variance_words(row.shown_variance_s):>6}" if wide else ""
    tracked = hm(row.actual_s)
    if len(tracked) + len(planned) + len(apart) + 1 > width:
        planned = ""
    blank = width - len(tracked) - len(planned) - len(apart)
    return (
        gap(blank, item),
        Span(tracked, "bold" if row.actual_s else "dim", item),
        Span(planned, "dim", item),
        Span(apart, "", item),
    )


def _head(kind: PlanKind, width: int) -> str:
    words = kind_words(kind)
    return words if len(words) < width else "1-to-1"
