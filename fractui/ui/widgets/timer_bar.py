"""The line at the bottom: who is timed, for how long, today against the plan, this client's month."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from fractui.core.wording import category_label, clock, hm, hms
from fractui.core.zones import zone
from fractui.services.views.frame import FrameView, RunningView, TimerView
from fractui.ui.actions import ACTIONS, key_label
from fractui.ui.lines import Line, Span, cut, gap, plain, to_width, width_of
from fractui.ui.theming import Inks
from fractui.ui.widgets.line_widget import LineWidget
from fractui.ui.widgets.pace_lines import pace_words, running_seconds, used_now

MARGIN = 2
APART = 3
LEAST = 32
"""Cells that the note keeps before parts at the right fall away."""


class TimerBar(LineWidget):
    """Shows a ``FrameView``'s timer; while one runs it repaints its own digits once a second and nothing else."""

    def __init__(
        self,
        inks: Inks,
        *,
        key: str = "",
        since_key: str = "S",
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(inks, id=id)
        self._since_key = since_key
        self._key = key or next(key_label(each.keys[0]) for each in ACTIONS if each.id == "timer.toggle")
        self._view: FrameView | None = None
        self._focus: str | None = None
        self._now: datetime | None = None

    def show(self, view: FrameView, focus: str | None = None) -> None:
        """Show the timer; ``focus`` is the client that the start key would start now, None without one."""
        self._view, self._focus = view, focus
        self.redraw()

    def tick(self, now: datetime) -> None:
        """Time has passed; without a running timer nothing is drawn."""
        first, self._now = self._now is None, now
        if first or (self._view and self._view.timer.running):
            self.redraw()

    def line(self, width: int) -> Line:
        """The bar's line."""
        if self._view is None:
            return (gap(width),)
        timer = self._view.timer
        if timer.running is None:
            there = zone(self._view.zone)
            since = timer.idle_since.astimezone(there) if timer.idle_since else None
            if timer.untracked_since is not None:
                return hint_line(timer, timer.untracked_since.astimezone(there), self._since_key, width)
            return idle_line(timer, since, self._key if self._view.strip else "", self._focus, width)
        return running_line(timer, timer.running, self._now or timer.running.start, width)


def running_line(timer: TimerView, running: RunningView, now: datetime, width: int) -> Line:
    """The bar while a timer runs: who and how long are never cut, what is at the right falls away first, then the note.

    Who and how long are one span: a second writes it again and nothing else.
    """
    room = width - 2 * MARGIN
    head = f"▶ {_who(running)}  {hms(running_seconds(running.start, now))}"
    ink = f"chip:{running.color} bold" if running.color else "accent bold"
    what, short = _what(running), _what(running, kind=False)
    left = room - cell_len(head)
    tail: Line = ()
    for tail in _tails(timer, running, now):
        spare = left - width_of(tail) - (APART if tail else 0)
        if spare >= min(cell_len(short), LEAST) + 2:
            break
    if spare - 2 < cell_len(what):
        what = cut(short, spare - 2) if spare > 4 else ""
    note = (gap(2), Span(what)) if what else ()
    between = gap(left - width_of(note) - width_of(tail))
    return to_width((Span(" " * MARGIN + head, ink), *note, between, *tail), width)


def _who(running: RunningView) -> str:
    if running.is_bucket:
        return plain(running.name)
    return plain(running.code) if running.key is None else f"{running.key} {plain(running.code)}"


def _what(running: RunningView, *, kind: bool = True) -> str:
    """What it is for, with its category where there is room."""
    words = category_label(running.category) if kind or not (running.note or running.deliverable) else ""
    return " · ".join(part for part in (plain(running.note or running.deliverable), words) if part)


def _tails(timer: TimerView, running: RunningView, now: datetime) -> list[Line]:
    """What stands at the right, the richest first."""
    today = _today(timer, timer.day_s + running_seconds(running.start, now, timer.day_start))
    cycle = timer.cycle
    if cycle is None or cycle.commitment_s <= 0:
        return [today, ()]
    used = used_now(cycle, running.start, now)
    word, by, ink = pace_words(cycle, used)
    of = (Span(hm(used)), Span(f" of {hm(cycle.commitment_s)}", "dim"))
    pace = (Span(", ", "dim"), Span(f"{word} by {by}" if by else word, ink or "dim"))
    whose = Span(f"{plain(cycle.code)} ", "dim")
    return [
        (*today, gap(4), whose, *of, Span(" this month", "dim"), *pace),
        (*today, gap(APART), whose, *of, *pace),
        (*today, gap(APART), whose, *of),
        today,
        (),
    ]


def _today(timer: TimerView, seconds: int) -> Line:
    target = (Span(f" of {hm(timer.day_target_s)}", "dim"),) if timer.day_target_s else ()
    return (Span("today ", "dim"), Span(hm(seconds)), *target)


def hint_line(timer: TimerView, since: datetime, key: str, width: int) -> Line:
    """The bar in working hours that are not tracked since a while (local ``since``): how to make up for it, and today."""
    room = width - 2 * MARGIN
    head = (Span(f"○ nothing runs since {clock(since)}"), Span(" · ", "dim"))
    hint = (Span(key, "accent bold"), Span(" starts with since", "dim"))
    today = _today(timer, timer.day_s)
    between = room - width_of((*head, *hint, *today))
    if between >= APART:
        return to_width((gap(MARGIN), *head, *hint, gap(between), *today), width)
    return to_width((gap(MARGIN), *head, *hint), width)


def idle_line(timer: TimerView, since: datetime | None, key: str, focus: str | None, width: int) -> Line:
    """The bar without a timer: since when nothing is tracked (local ``since``), today, and how to begin; no ``key`` begins for nobody."""
    room = width - 2 * MARGIN
    head = (
        Span("○ no timer", "dim"),
        Span(f" since {clock(since)}" if since and since.date() == timer.day else "", "dim"),
    )
    begins = f" starts {plain(focus)}" if focus else " starts the client in focus"
    hint = (Span(key, "accent bold"), Span(begins, "dim"), gap(4)) if key else ()
    today = _today(timer, timer.day_s)
    for tail in ((*hint, *today), today, ()):
        between = room - width_of(head) - width_of(tail)
        if between >= APART:
            return to_width((gap(MARGIN), *head, gap(between), *tail), width)
    return to_width((gap(MARGIN), *head), width)
