"""The dialog for a change that would make entries share time: how they lie now, and how they would lie for each way out (pains 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.wording import WEEKDAYS, clock, hm
from fractui.services.views.overlap import Fate, OverlapChoice, OverlapRow, OverlapView
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.lines import EMPTY, Line, Span, beside, cell, cut, gap, plain, title_rule, to_width
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.wrapping import wrapped

WAYS = {
    "trim-earlier": ("Trim the earlier", "what began earlier ends where the later one begins"),
    "trim-later": ("Trim the later", "what began later begins where the earlier one ends"),
    "split": ("Split around", "the longer one falls into pieces around what lies within it"),
    "keep": ("Keep both", "both stay as they are, marked as sharing time"),
    "trim": ("Make room", "all others give way to this one"),
}
"""The ways out as a person reads them: a name, and what it does."""
FATES = {Fate.NEW: "new", Fate.CHANGED: "changed", Fate.SPLIT: "in pieces"}
MOST_ROWS = 7
BETWEEN = 3
HEAD = 20
"""Cells of a row's times, length and chip."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and which way the selection is on."""

    view: OverlapView
    choices: tuple[OverlapChoice, ...]


class OverlapLines(LinesView[Question]):
    """Draws now and then side by side, and the ways out below. Items are ``how:NAME``."""

    DEFAULT_CSS = "OverlapLines { height: auto; }"

    def draw(self, view: Question, width: int) -> Sequence[Line]:
        """The pictures and the choices."""
        return overlap_lines(view, width, self.item)

    def select(self, item: str | None) -> None:
        """Select a way out, and show what it makes."""
        super().select(item)
        self.redraw()


def overlap_lines(question: Question, width: int, item: str | None) -> list[Line]:
    """How the entries lie now and would lie, side by side, and the ways out with the one that is selected."""
    view = question.view
    chosen = next((each for each in question.choices if item == f"how:{each.how}"), question.choices[0])
    half = (width - BETWEEN) // 2
    rows = (*view.before, view.wanted, *(row for each in question.choices for row in each.rows))
    scale = _scale(rows, view.now)
    tall = max(len(view.before) + 1, *(len(each.rows) for each in question.choices), 2)
    asked = sorted((*(row for row in view.before if not row.wanted), view.wanted), key=lambda row: row.start)
    before = _rows(asked, half, scale, view.now)
    after = _rows(chosen.rows, width - half - BETWEEN, scale, view.now)
    if chosen.why_not:
        after = _wrapped(without_ids(chosen.why_not), width - half - BETWEEN)
    lines = beside(
        [title_rule("As asked for", half), *before],
        half,
        [title_rule("Then", width - half - BETWEEN), *after],
        width - half - BETWEEN,
        BETWEEN,
    )
    lines += [EMPTY] * (min(tall, MOST_ROWS + 1) + 2 - len(lines))
    return [*lines, *(_choice(each, width, chosen) for each in question.choices)]


def _scale(rows: Sequence[OverlapRow], now: datetime) -> tuple[float, float]:
    """The first and last second of all that is shown."""
    return min(row.start.timestamp() for row in rows), max(_end(row, now) for row in rows)


def _end(row: OverlapRow, now: datetime) -> float:
    return max(row.start.timestamp(), row.end.timestamp() if row.end else now.timestamp())


def _rows(rows: Sequence[OverlapRow], width: int, scale: tuple[float, float], now: datetime) -> list[Line]:
    """A line for each entry with its place in time as a stroke; of too many those that change, and the others are counted."""
    shown = rows
    if len(rows) > MOST_ROWS:
        order = sorted(rows, key=lambda row: (not row.wanted, row.fate is Fate.SAME))
        shown = sorted(order[: MOST_ROWS - 1], key=lambda row: row.start)
    codes = min(12, max((cell_len(plain(row.who)) for row in rows), default=0))
    lines = [_row(row, width, codes, scale, now) for row in shown]
    if len(shown) < len(rows):
        lines.append((Span(f"and {len(rows) - len(shown)} more", "dim"),))
    return lines


def _row(row: OverlapRow, width: int, codes: int, scale: tuple[float, float], now: datetime) -> Line:
    ink = chip(row.color)
    end = "now  " if row.end is None else clock(row.end)
    changed = row.fate is not Fate.SAME
    line: list[Span] = [
        Span(f"{clock(row.start)}-{end}", "bold" if changed else "dim"),
        cell(hm(row.seconds), 6, "bold" if changed else "dim", right=True),
        gap(2),
        Span("▌", ink),
        cell(row.who, codes, f"{ink} bold"),
        gap(2),
    ]
    room = width - 11 - 6 - 2 - 1 - codes - 2
    strokes = max(0, min(16, room // 2 if room >= 16 else room))
    line += _stroke(row, strokes, scale, now, ink)
    word = FATES.get(row.fate, "") if row.fate is not Fate.NEW else ""
    if room - strokes >= 8:
        line += [gap(2), Span(cut(word or row.note, room - strokes - 2), "soon" if word else "dim")]
    return to_width(tuple(line), width)


def _stroke(row: OverlapRow, width: int, scale: tuple[float, float], now: datetime, ink: str) -> list[Span]:
    """The entry's place between the first and the last second, in half cells."""
    first, last = scale
    whole = max(1.0, last - first)
    start = round((row.start.timestamp() - first) / whole * width * 2)
    end = max(start + 1, round((_end(row, now) - first) / whole * width * 2))
    signs = []
    for at in range(0, width * 2, 2):
        left, right = start <= at < end, start <= at + 1 < end
        signs.append("━" if left and right else "╸" if left else "╺" if right else " ")
    return [Span("".join(signs), ink)]


def _choice(choice: OverlapChoice, width: int, chosen: OverlapChoice) -> Line:
    item = f"how:{choice.how}"
    name, words = WAYS.get(choice.how, (choice.how, ""))
    dark = bool(choice.why_not)
    sign = "▶ " if choice is chosen else "  "
    detail = without_ids(choice.why_not) if dark else words
    room = max(0, width - 2 - 18 - 2)
    ink = "dim" if dark else "bold"
    return (
        Span(sign, "accent" if choice is chosen else "", item),
        cell(name, 18, ink, item),
        gap(2, item),
        Span(cut(detail, room), "dim", item),
    )


def _wrapped(text: str, width: int) -> list[Line]:
    """The sentence on a few lines."""
    return [(Span(line, "dim"),) for line in wrapped(text, width, MOST_ROWS)]


def without_ids(sentence: str) -> str:
    """The sentence without the beginnings of ids, which only the shell has a use for."""
    return re.sub(r" \([0-9a-f]{8}\)", "", sentence)


def headline(view: OverlapView) -> str:
    """What has happened, in one sentence."""
    wanted = view.wanted
    others = [row for row in view.before if not row.wanted]
    end = clock(wanted.end) if wanted.end else "now"
    day = f"{WEEKDAYS[wanted.start.weekday()]} {clock(wanted.start)}-{end}"
    who = plain(others[0].who) if len({row.who for row in others}) == 1 and others else "other entries"
    return f"{plain(wanted.who)} {day} would share time with {who}"


class OverlapDialog(Dialog[str | None]):
    """Returns how to go about the overlap, as ``on_overlap`` takes it; None when one goes back to change the times."""

    BESIDE = True
    DEFAULT_CSS = """
    OverlapDialog { align: center middle; background: $background 60%; }
    OverlapDialog > #overlap {
        width: 112; max-width: 98%; height: auto; max-height: 96%;
        background: $background; border: round $accent; border-title-color: $accent; border-title-style: bold;
        border-subtitle-color: $dim; padding: 1 0 0 0;
    }
    OverlapDialog #refusal { height: 1; color: $error; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,backspace", "leave", "Back", show=False)]

    def __init__(self, inks: Inks, view: OverlapView) -> None:
        super().__init__()
        self._inks = inks
        self._view = view
        # Two ways that come to the same are offered once.
        self._choices = tuple(each for each in view.choices if not each.like)

    def compose(self) -> ComposeResult:
        """Now, then, and the ways out."""
        with Vertical(id="overlap") as box:
            box.border_title = Content(headline(self._view))
            box.border_subtitle = Content("enter does it   ↑ ↓ look   esc back to the times")
            yield OverlapLines(self._inks, id="ways")
            yield Static(Content(""), id="refusal")

    def on_mount(self) -> None:
        """Begin at the first way that is possible."""
        lines = self.query_one(OverlapLines)
        lines.show(Question(self._view, self._choices))
        lines.focus()
        able = [each for each in self._choices if not each.why_not]
        self.call_after_refresh(lines.select, f"how:{(able or list(self._choices))[0].how}")

    @on(LinesView.Chosen)
    def choose(self, event: LinesView.Chosen) -> None:
        """Take this way, or say why it cannot be taken."""
        event.stop()
        how = event.item.removeprefix("how:")
        for each in self._choices:
            if each.how == how and each.why_not:
                self.query_one("#refusal", Static).update(Content(cut(without_ids(each.why_not), 100)))
                return
        self.dismiss(how)

    @on(LinesView.Moved)
    def forget(self, event: LinesView.Moved) -> None:
        """Another way, another word."""
        event.stop()
        self.query_one("#refusal", Static).update(Content(""), layout=False)

    def action_leave(self) -> None:
        """Go back to the times."""
        self.dismiss(None)
