"""Blocks laid out from a template, adjusted line by line before they are planned; nothing is changed until Enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.laying import Draft
from fractui.core.wording import hm, long_day
from fractui.ui.dialogs.dialog import SavingDialog
from fractui.ui.dialogs.heading import Heading, shown
from fractui.ui.lines import Line, Span, cell, cut, gap, width_of
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.lines_view import LinesView

KEYS = "enter plan them   h l day   j k choose   J K half an hour   + - length   x leave out   esc nothing"


@dataclass(frozen=True, slots=True)
class Layout:
    """The drafts as they stand now, and which of them are left out; ``colors`` are the clients' by code."""

    drafts: tuple[Draft, ...]
    out: frozenset[int]
    colors: tuple[tuple[str, str], ...]

    @property
    def wanted(self) -> tuple[Draft, ...]:
        """The drafts that are to be planned."""
        return tuple(each for place, each in enumerate(self.drafts) if place not in self.out)


class DraftList(LinesView[Layout], can_focus=False):
    """A line for each draft."""

    DEFAULT_CSS = "DraftList { height: auto; max-height: 18; min-height: 1; }"

    def draw(self, view: Layout, width: int) -> list[Line]:
        """Day, time, length, whose, what, and when again."""
        return draft_lines(view, width)


def draft_lines(view: Layout, width: int) -> list[Line]:
    """The drafts in the order in which they were laid out; one that overlaps another says so."""
    colors = dict(view.colors)
    lines: list[Line] = []
    for place, each in enumerate(view.drafts):
        key = f"draft:{place}"
        out = place in view.out
        ink = chip(colors.get(each.code or "", ""))
        quiet = "dim" if out else ""
        start = datetime.combine(each.day, each.at)
        end = start + timedelta(minutes=each.minutes)
        when: Line = (
            Span("○ " if out else "● ", "dim" if out else "accent", key),
            cell(long_day(each.day), 11, quiet, key),
            Span(f" {start:%H:%M}-{end:%H:%M} {hm(each.minutes * 60):>5}  ", quiet, key),
        )
        who = (
            Span("▌", "dim" if out else ink, key),
            cell(each.code or "own", 8, "dim" if out else f"{ink} bold", key),
            gap(1, key),
        )
        clash = not out and any(
            _meet(each, other) for n, other in enumerate(view.drafts) if n != place and n not in view.out
        )
        tail = " ! overlaps" if clash else f"  {each.rhythm.words()}" if each.rhythm.repeats else "  once"
        room = max(8, width - width_of((*when, *who)) - len(tail))
        title = Span(cut(each.title, room), "dim" if out else "bold", key)
        lines.append((*when, *who, title, Span(tail, "late" if clash else "dim", key)))
    return lines


def _meet(one: Draft, other: Draft) -> bool:
    begin, start = datetime.combine(one.day, one.at), datetime.combine(other.day, other.at)
    return begin < start + timedelta(minutes=other.minutes) and start < begin + timedelta(minutes=one.minutes)


class Drafts(SavingDialog[bool]):
    """Shows drafts to adjust; returns whether they were planned. ``plan`` is awaited with those that are wanted."""

    DEFAULT_CSS = """
    Drafts { align: center middle; background: $background 60%; }
    Drafts > #drafts { width: 100; max-width: 96%; height: auto; max-height: 96%; background: $background; border: round $accent; }
    Drafts #title { height: auto; text-style: bold; color: $accent; padding: 0 2; margin-bottom: 1; }
    Drafts #foot { height: auto; color: $dim; padding: 0 2; margin-top: 1; }
    Drafts #foot.-bad { color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", show=False),
        Binding("enter", "plan", show=False),
        Binding("down,j", "choose('down')", show=False),
        Binding("up,k", "choose('up')", show=False),
        Binding("right,l,L,shift+right", "shift(1, 0)", show=False),
        Binding("left,h,H,shift+left", "shift(-1, 0)", show=False),
        Binding("J,shift+down", "shift(0, 30)", show=False),
        Binding("K,shift+up", "shift(0, -30)", show=False),
        Binding("plus,equals_sign", "stretch(15)", show=False),
        Binding("minus", "stretch(-15)", show=False),
        Binding("x,o", "leave_out", show=False),
    ]

    def __init__(
        self,
        inks: Inks,
        title: Heading,
        drafts: tuple[Draft, ...],
        colors: dict[str, str],
        plan: Callable[[tuple[Draft, ...]], Awaitable[None]],
        today: date,
    ) -> None:
        super().__init__()
        self._inks = inks
        self._title = title
        self._layout = Layout(drafts, frozenset(), tuple(colors.items()))
        self._plan = plan
        self._today = today

    def compose(self) -> ComposeResult:
        """What is laid out, its lines, the keys."""
        with Vertical(id="drafts"):
            yield Static(shown(self._title), id="title")
            yield DraftList(self._inks, id="lines")
            yield Static(Content(KEYS), id="foot")

    def on_mount(self) -> None:
        """The first line is selected."""
        self.query_one(DraftList).show(self._layout)

    @property
    def _place(self) -> int:
        return int((self.query_one(DraftList).item or "draft:0").partition(":")[2])

    def action_choose(self, way: str) -> None:
        """Select the line above or below."""
        self.query_one(DraftList).action_move(way)

    def action_shift(self, days: int, minutes: int) -> None:
        """Put the selected draft on another day, or at another time; not into the past."""
        moved = self._layout.drafts[self._place].shifted(days, minutes)
        if moved.day >= self._today:
            self._change(moved)

    def action_stretch(self, minutes: int) -> None:
        """Make the selected draft longer or shorter."""
        self._change(self._layout.drafts[self._place].stretched(minutes))

    def action_leave_out(self) -> None:
        """Leave the selected draft out, or take it in again."""
        layout = self._layout
        self._show(Layout(layout.drafts, layout.out ^ {self._place}, layout.colors))

    def _change(self, draft: Draft) -> None:
        layout, place = self._layout, self._place
        drafts = (*layout.drafts[:place], draft, *layout.drafts[place + 1 :])
        self._show(Layout(drafts, layout.out, layout.colors))

    def _show(self, layout: Layout) -> None:
        self._layout = layout
        self.query_one(DraftList).show(layout)

    def action_plan(self) -> None:
        """Plan what is wanted; once at a time."""
        if self._layout.wanted:
            self.finish(lambda: self._plan(self._layout.wanted), True)
