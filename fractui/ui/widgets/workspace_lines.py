"""One client's workspace as lines: who it is, where things were left, what is owed, the people, the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fractui.core.client import ClientStatus, Function
from fractui.core.wording import MONTHS, clock, function_label, hm, money, percent, short_date, stage_label
from fractui.core.zones import zone
from fractui.services.views.workspace import WorkspaceView
from fractui.ui.lines import EMPTY, Line, Span, beside, cut, gap, plain, width_of
from fractui.ui.widgets.pace_lines import cycle_bar, pace_words, used_now
from fractui.ui.widgets.today_lines import today_lines
from fractui.ui.widgets.workspace_owed import (
    change_lines,
    due_lines,
    left_off_lines,
    next_lines,
    people_lines,
    promise_lines,
)
from fractui.ui.widgets.workspace_priorities import priority_lines
from fractui.ui.widgets.workspace_records import (
    access_lines,
    checklist_done_lines,
    checklist_lines,
    decision_lines,
    word_lines,
)
from fractui.ui.widgets.workspace_terms import agreement_lines, note_lines, recent_lines, week_lines

THIRDS = 150
"""From so many cells on there are three columns."""
HALVES = 100
"""From so many cells on there are two."""
BETWEEN = 4
BAR = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """What sections are drawn in: the cells, the moment, the key of each action's id, and how many rows a long list shows.

    With ``whole`` the checklist is shown to its end. ``alone`` is a pane of one column, in which an empty section is left out that
    would only push the others down.
    """

    width: int
    now: datetime | None
    keys: Mapping[str, str]
    most: int
    whole: bool = False
    alone: bool = False


Section = Callable[[WorkspaceView, Setting], list[Line]]


def workspace_lines(
    view: WorkspaceView, width: int, now: datetime | None, keys: Mapping[str, str], *, whole: bool = False
) -> list[Line]:
    """The whole pane in ``width`` cells; ``keys`` gives the key of an action's id, ``whole`` shows all that is open of a checklist."""
    stacks = _stacks(width)
    column = (width - BETWEEN * (len(stacks) - 1)) // len(stacks)
    setting = Setting(column, now, keys, 10 if len(stacks) == 3 else 5, whole, len(stacks) == 1)
    lines = _stack(stacks[0], view, setting)
    have = column
    for stack in stacks[1:]:
        lines = beside(lines, have, _stack(stack, view, setting), column, BETWEEN)
        have += BETWEEN + column
    today = today_lines(view.now_and_next, width, now, items=False)
    return [*head_lines(view, width, now), *([EMPTY, *today] if today else []), EMPTY, *lines]


def _stacks(width: int) -> tuple[tuple[Section, ...], ...]:
    """The sections by column, left to right; what a person needs first on coming back stands first."""
    brief: tuple[Section, ...] = (left_off_lines, priority_lines, word_lines, change_lines)
    time: tuple[Section, ...] = (week_lines, recent_lines)
    if width >= THIRDS:
        return (
            (*brief, promise_lines, people_lines, recent_lines),
            (due_lines, next_lines, checklist_lines, decision_lines, checklist_done_lines),
            (week_lines, access_lines, agreement_lines, note_lines),
        )
    if width >= HALVES:
        return (
            (
                *(*brief, promise_lines, checklist_lines, people_lines, decision_lines),
                *(recent_lines, note_lines, checklist_done_lines),
            ),
            (due_lines, next_lines, access_lines, week_lines, agreement_lines),
        )
    first = (
        due_lines,
        promise_lines,
        checklist_lines,
        next_lines,
        people_lines,
        access_lines,
        decision_lines,
    )
    return ((*brief, *first, *time, agreement_lines, note_lines, checklist_done_lines),)


def _stack(sections: Sequence[Section], view: WorkspaceView, setting: Setting) -> list[Line]:
    lines: list[Line] = []
    for section in sections:
        drawn = section(view, setting)
        if drawn and lines:
            lines.append(EMPTY)
        lines += drawn
    return lines


def head_lines(view: WorkspaceView, width: int, now: datetime | None) -> list[Line]:
    """Whose workspace this is, unmistakably: the client's colour runs down the edge of code, name, terms and month."""
    chip = Span("▌", f"chip:{view.color}")
    key = " " if view.key is None else str(view.key)
    left: Line = (Span(f"{key} ", "dim"), chip, Span(plain(view.code), f"chip:{view.color} bold"), gap(2))
    there = (
        f"{clock(now.astimezone(zone(view.zone)))} in {city(view.zone)}"
        if now and view.local_time_differs
        else ""
    )
    room = width - width_of(left) - (len(there) + 2 if there else 0)
    name = cut(view.name, room)
    mark = (
        (Span(" ●", f"chip:{view.color}"),)
        if view.running_since and room - width_of((Span(name),)) >= 2
        else ()
    )
    titled = (*left, Span(name, "bold"), *mark)
    lines: list[Line] = [(*titled, gap(width - width_of(titled) - len(there)), Span(there, "dim"))]
    edge = (gap(2), chip)
    lines.append((*edge, Span(cut(_seat(view), width - 3), "dim")))
    if view.owned_problem:
        lines.append((*edge, Span(cut(view.owned_problem, width - 3))))
    return [*lines, _month(view, edge, width, now)]


def _seat(view: WorkspaceView) -> str:
    seat = (
        "fractional executive"
        if view.function == Function.OTHER
        else f"fractional {function_label(view.function)}"
    )
    if view.since:
        seat += f" since {MONTHS[view.since.month - 1]} {view.since.year}"
    standing = stage_label(view.stage) if view.status == ClientStatus.ACTIVE else view.status
    return f"{seat} · {standing}"


def _month(view: WorkspaceView, edge: Line, width: int, now: datetime | None) -> Line:
    """The month's bar, hours and pace, then the terms in few words; what does not fit falls away from the right."""
    used = used_now(view.cycle, view.running_since, now)
    if view.cycle.commitment_s > 0:
        word, by, ink = pace_words(view.cycle, used)
        hours = (Span(hm(used), "bold"), Span(f" / {hm(view.cycle.commitment_s)}", "dim"), gap(2))
        line = (*edge, *cycle_bar(view.cycle, used, BAR), gap(2), *hours, Span(f"{word} {by}".rstrip(), ink))
    else:
        line = (*edge, Span(hm(used), "bold"), Span(" this month", "dim"))
    parts = []
    terms = view.agreement
    if terms and terms.fee:
        parts.append(f"{money(terms.fee)} a month")
    if terms and terms.renews_on:
        parts.append(f"renews {short_date(terms.renews_on, view.today)}")
        if terms.notice_by and terms.notice_by >= view.today:
            parts[-1] += f", notice by {short_date(terms.notice_by, view.today)}"
    if terms and terms.capacity_pct:
        parts.append(f"{percent(terms.capacity_pct)} of full time")
    room = width - width_of(line) - 4
    while parts and len(" · ".join(parts)) > room:
        parts.pop()
    return (*line, gap(4), Span(" · ".join(parts), "dim")) if parts else line


def city(name: str) -> str:
    """The zone as a person calls it: ``Tokyo``."""
    return name.rsplit("/", 1)[-1].replace("_", " ")
