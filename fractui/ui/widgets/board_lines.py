"""The Board as lines: the cards in three columns, or what is owed as an agenda. Pure functions of view and width."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from fractui.services.views.board import FILTERS, BoardView, Card, Column
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, gap, plain, title_rule, to_width, width_of
from fractui.ui.widgets.board_agenda import BETWEEN, agenda_sections
from fractui.ui.widgets.board_cards import card_lines
from fractui.ui.widgets.empty import empty_lines, key_hints
from fractui.ui.widgets.heads import count, head, room_beside

ASIDE = 4
"""Cells between the title and what stands beside it in the first line."""

NOTHING = {
    "week": "Nothing is due this week.",
    "overdue": "Nothing is overdue.",
    "mine": "Nothing is yours to do.",
    "waiting": "Nothing waits for anybody else.",
    "unsent": "All that is finished is delivered.",
}
"""What is said when nothing fits a filter."""


Drawn = dict[tuple[Card, int, int, date], list[Line]]
"""Cards that were drawn, by all that they are drawn from: of five hundred cards a change touches one."""


class Lift(NamedTuple):
    """A card that is dragged, and the column over which it hangs."""

    card: Card
    over: str


def top_lines(view: BoardView, width: int) -> list[Line]:
    """The pane's title with its filter, what presses, and of whom too much is in progress at once (row 004-04): always two lines.

    What is too much stands in the first line where there is room for all of it, else in the second, which is blank else.
    """
    title = [
        Span("Board", "accent bold"),
        Span(f" · {plain(view.code) if view.code else 'all clients'}", "dim"),
    ]
    if view.shown != "all":
        title += [Span(" · ", "dim"), Span(FILTERS[view.shown], "accent bold")]
    facts = (
        count("overdue", str(view.overdue), "late" if view.overdue else ""),
        count("not delivered", str(view.undelivered), "soon" if view.undelivered else ""),
        count("this week", str(view.this_week)),
    )
    if not view.crowds:
        return [head(title, facts, width), EMPTY]
    crowds = _crowds(view, width)
    if width_of(crowds) + 2 * ASIDE <= room_beside(title, facts, width):
        return [head([*title, gap(ASIDE), *crowds], facts, width), EMPTY]
    return [head(title, facts, width), to_width(crowds, width)]


def _crowds(view: BoardView, width: int) -> Line:
    """The clients of whom too much is in progress, as many as there is room for, and how many more."""
    spans: list[Span] = [Span("▲", "soon bold"), Span(" at once in progress", "dim")]
    for place, crowd in enumerate(view.crowds):
        more = Span(f"  +{len(view.crowds) - place}", "dim")
        said = (
            gap(2),
            Span(plain(crowd.code), f"chip:{crowd.color} bold"),
            Span(f" {crowd.count}", "soon bold"),
            Span(f" of {crowd.limit}", "dim"),
        )
        rest = width_of((more,)) if place < len(view.crowds) - 1 else 0
        if width_of(spans) + width_of(said) + rest > width:
            spans.append(more)
            break
        spans += said
    return tuple(spans)


def board_lines(
    view: BoardView,
    width: int,
    keys: Mapping[str, str],
    lift: Lift | None = None,
    drawn: Drawn | None = None,
) -> list[Line]:
    """The board in columns side by side; ``keys`` are those of the actions by id, ``lift`` is what is dragged.

    ``drawn`` are cards that need not be drawn again; those that were drawn are added.
    """
    drawn = {} if drawn is None else drawn
    lines = top_lines(view, width)
    if not any(column.cards for column in view.columns):
        return lines + _nothing_owed(view, width, keys)
    codes = max(len(card.code) for column in view.columns for card in column.cards)
    rooms = _share(width - BETWEEN * (len(view.columns) - 1), len(view.columns))
    stacks = [
        _column_lines(view, column, room, codes, lift, drawn)
        for column, room in zip(view.columns, rooms, strict=True)
    ]
    between = gap(BETWEEN)
    for row in range(max(map(len, stacks))):
        line: list[Span] = []
        for stack, room in zip(stacks, rooms, strict=True):
            if line:
                line.append(between)
            line += stack[row] if row < len(stack) and stack[row] else (gap(room),)
        lines.append(tuple(line))
    return lines


def column_at(view: BoardView, x: int, width: int) -> str:
    """The status of the column at a cell of a line of ``width`` cells; between two columns, that on the left."""
    edge = 0
    for column, room in zip(
        view.columns, _share(width - BETWEEN * (len(view.columns) - 1), len(view.columns)), strict=True
    ):
        edge += room + BETWEEN
        if x < edge:
            return column.status
    return view.columns[-1].status


def _share(width: int, parts: int) -> list[int]:
    """The width in nearly equal parts, the last ones a cell wider."""
    each, rest = divmod(width, max(1, parts))
    return [each + (part >= parts - rest) for part in range(parts)]


def _nothing_owed(view: BoardView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """What the board is for, when it is empty; or that nothing fits its filter."""
    if view.shown != "all":
        words = f"The board is narrowed to what is {FILTERS[view.shown]}."
        return empty_lines(
            NOTHING[view.shown], words, width, key_hints(keys, [("board.filter", "next filter")])
        )
    title = f"{view.code} is owed nothing yet." if view.code else "Nothing is owed to anybody yet."
    words = (
        "The board holds each document that you owe, from draft over in review to delivered, "
        "and keeps the receipt: which version, to whom, how, when."
    )
    return empty_lines(title, words, width, key_hints(keys, [("new", "new deliverable")]))


def _column_lines(
    view: BoardView, column: Column, width: int, codes: int, lift: Lift | None, drawn: Drawn
) -> list[Line]:
    """A column's head, a line for the card that hangs over it, and its cards."""
    target = lift is not None and lift.over == column.status
    note = "drop here" if target else str(len(column.cards))
    lines: list[Line] = [title_rule(column.title, width, note, active=target), EMPTY]
    if lift is not None and target:
        ghost = cell(cut(f"{lift.card.code} {plain(lift.card.title)}", width - 1), width - 1, "accent")
        lines[1] = (Span("▌", f"chip:{lift.card.color}"), ghost)
    if not column.cards:
        lines.append((cell("nothing here", width, "dim"),))
    for card in column.cards:
        key = (card, width, codes, view.today)
        made = drawn.get(key)
        if made is None:
            made = drawn[key] = card_lines(view, card, width, codes)
        if lift is not None and card.id == lift.card.id:
            made = [tuple(span._replace(ink="dim") for span in line) for line in made]
        lines += made
        lines.append(EMPTY)
    return lines


def agenda_lines(view: BoardView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """What is owed by day: overdue, today, this week, next week, later; within each by client (row 003-24)."""
    lines = top_lines(view, width)
    owed = [card for column in view.columns if column.status != "delivered" for card in column.cards]
    return lines + (agenda_sections(view, owed, width) if owed else _nothing_owed(view, width, keys))
