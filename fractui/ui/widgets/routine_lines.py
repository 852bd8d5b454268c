"""A guided review in lines: its head with the minutes left, and what one of its steps holds. Pure functions of view and width."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from fractui.core.value import value
from fractui.services.views.routine import RoutineLine, RoutineStep, RoutineView, admin_word, minutes_word
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap, plain, title_rule, width_of
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.line_widget import LineWidget
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.wrapping import wrapped

MARKS = {3: ("!", "late bold"), 2: ("!", "soon bold")}
INKS = {3: "late", 2: "soon"}
SIDE_BY_SIDE = 96
"""From so many cells on what is said of all things stands in a column; else behind each, or below where it is long."""
MARGIN = 2
SOON_S = 180
"""When so little is left it is said in another colour."""


@value
class StepView:
    """One step as it is shown: which of its lines were seen, and which are selected to be moved together."""

    step: RoutineStep
    seen: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()


class StepLines(LinesView[StepView]):
    """What is to be looked at in a step."""

    DEFAULT_CSS = "StepLines { height: 1fr; }"

    def draw(self, view: StepView, width: int) -> Sequence[Line]:
        """The step's title, what is to be done, and a line for each thing."""
        return step_lines(view, width)


class RoutineHead(LineWidget):
    """Which review, which step, how many minutes are left: repainted once a minute."""

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(inks, id=id)
        self.view: RoutineView | None = None
        self.step = 0
        self.now: datetime | None = None

    def show(self, view: RoutineView, step: int, now: datetime) -> None:
        """Show the review at this step and instant."""
        self.view, self.step, self.now = view, step, now
        self.redraw()

    def line(self, width: int) -> Line:
        """The line between the margins."""
        if self.view is None or self.now is None:
            return (gap(width),)
        inner = head_line(self.view, self.step, self.now, width - 2 * MARGIN)
        return (gap(MARGIN), *inner, gap(MARGIN))


def head_line(view: RoutineView, step: int, now: datetime, width: int) -> Line:
    """The review's name, its steps as far as there is room for their names, and how much time is left."""
    left = time_left(view, now)
    name = Span(view.title, "accent bold")
    room = width - width_of((name, left)) - 6
    trail = _trail(view, step)
    if width_of(trail) > room:
        trail = (Span(f"step {step + 1} of {len(view.steps)}", "bold"),)
    fill = max(1, width - width_of((name, *trail, left)) - 3)
    return (name, gap(3), *trail, gap(fill), left)


def _trail(view: RoutineView, step: int) -> Line:
    spans: list[Span] = []
    for number, each in enumerate(view.steps):
        spans += [gap(3)] if spans else []
        mark = "✓" if number < step else str(number + 1)
        ink = "bold" if number == step else "dim"
        spans += [Span(f"{mark} {each.title}", ink)]
        spans += [Span(f" {len(each.lines)}", "dim")] if each.lines else []
    return tuple(spans)


def time_left(view: RoutineView, now: datetime) -> Span:
    """``17 of 20 min left``, ``3 min over``; how long it has taken where nothing is counted down."""
    spent = view.seconds(now)
    if not view.minutes:
        return Span(minutes_word(spent), "dim")
    left = view.minutes * 60 - spent
    if left < 0:
        return Span(f"{-left // 60} min over its {view.minutes}" if left <= -60 else "time is up", "soon")
    minutes = -(-left // 60)
    return Span(f"{minutes} of {view.minutes} min left", "soon" if left <= SOON_S else "dim")


def admin_line(view: RoutineView, width: int) -> Line:
    """A week's administration by the average of the last four, against its target (row 003-21)."""
    over = bool(view.admin_target_s) and view.admin_s > view.admin_target_s
    words = f"{admin_word(view.admin_s, view.admin_target_s)} a week"
    line = (
        Span("Administration ", "dim"),
        Span(words, "soon" if over else ""),
        Span(", average of four weeks", "dim"),
    )
    return line if width_of(line) <= width else line[:2]


def step_lines(view: StepView, width: int) -> list[Line]:
    """A step: its title in a rule, what is to be done, then its lines or that there is nothing."""
    step = view.step
    seen = sum(each.item in view.seen for each in step.lines)
    note = f"{seen} of {len(step.lines)} seen" if step.lines else ""
    lines: list[Line] = [title_rule(step.title, width, note, active=True)]
    if not step.lines:
        return [*lines, EMPTY, (Span(cut(step.nothing, width), "dim"),)]
    lines += [(Span(text, "dim"),) for text in wrapped(step.task, width, 2)]
    lines.append(EMPTY)
    codes = max(cell_len(plain(each.code)) for each in step.lines)
    whens = max(cell_len(each.when) for each in step.lines)
    titles = max((cell_len(plain(each.title)) for each in step.lines if each.detail), default=0)
    for each in step.lines:
        lines += _thing(view, each, (codes, whens, titles), width)
    return lines


def _thing(view: StepView, each: RoutineLine, columns: tuple[int, int, int], width: int) -> list[Line]:
    """Mark, whose, when, what, and what is said of it: beside it where there is room, else below."""
    codes, whens, titles = columns
    item, seen = each.item, each.item in view.seen
    head = [_mark(view, each), gap(1, item)]
    if codes:
        ink = chip(each.color) if each.code else "dim"
        head += [
            Span("▌" if each.code else " ", ink, item),
            cell(each.code, codes, f"{ink} bold", item),
            gap(2, item),
        ]
    if whens:
        ink = "dim" if seen else INKS.get(each.severity, "")
        head += [cell(each.when, whens, ink, item, right=True), gap(2, item)]
    room = max(1, width - width_of(head))
    title_ink = "dim" if seen else "bold" if each.detail else ""
    short = width_of((Span(plain(each.title)), Span(plain(each.detail)))) + 2 <= room
    if each.detail and width < SIDE_BY_SIDE and short:
        return [
            (
                *head,
                Span(plain(each.title), title_ink, item),
                gap(2, item),
                Span(plain(each.detail), "dim", item),
            )
        ]
    if not each.detail or width < SIDE_BY_SIDE:
        before = gap(width_of(head), item)
        texts = wrapped(each.title, room, 2) or [""]
        spans = [cell(text, room, title_ink, item) for text in texts]
        spans += [cell(text, room, "dim", item) for text in wrapped(each.detail, room, 2)]
        return [(*(head if not row else (before,)), span) for row, span in enumerate(spans)]
    title = min(titles, max(24, room * 2 // 5), 48)
    beside = (
        cell(each.title, title, title_ink, item),
        gap(2, item),
        cell(each.detail, room - title - 2, "dim", item),
    )
    return [(*head, *beside)]


def key_lines(keys: Sequence[str], width: int) -> str:
    """Keys with what they do in as few lines as they take, none parted from its words."""
    lines: list[str] = []
    for each in keys:
        if lines and len(lines[-1]) + 3 + len(each) <= width:
            lines[-1] += f"   {each}"
        else:
            lines.append(each)
    return "\n".join(lines)


def _mark(view: StepView, each: RoutineLine) -> Span:
    if each.item in view.chosen:
        return Span("●", "accent bold", each.item)
    if each.item in view.seen:
        return Span("✓", "dim", each.item)
    mark, ink = MARKS.get(each.severity, ("○", "dim"))
    return Span(mark, ink, each.item)
