"""The Board as an agenda: what is owed by day, within each by client (rows 003-15, 003-24). Pure functions of view and width."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.core.wording import status_label
from fractui.services.views.board import BoardView, Card
from fractui.ui.lines import EMPTY, Line, Span, beside, cell, columns, cut, gap, plain, title_rule, width_of
from fractui.ui.widgets.board_cards import clash, item_of, marks, stay, version, waits, when_due

BETWEEN = 3
TWO_SIDES = 150
"""From this width on the agenda stands in two halves."""
SECTIONS = ("Overdue", "Today", "This week", "Next week", "Later")
AHEAD = SECTIONS[3:]
"""What stands in the right half."""


def agenda_sections(view: BoardView, owed: Sequence[Card], width: int) -> list[Line]:
    """What is owed in sections of days; this week is said also where nothing more is due in it."""
    sections = [
        (title, cards)
        for title, cards in _sections(view, owed)
        if cards or (title == "This week" and view.shown == "all")
    ]
    codes = max(len(card.code) for card in owed)
    if width < TWO_SIDES:
        return [line for title, cards in sections for line in _section(view, title, cards, width, codes)]
    half = (width - BETWEEN) // 2
    left, right = (
        [
            line
            for title, cards in sections
            if (title in AHEAD) is ahead
            for line in _section(view, title, cards, half, codes)
        ]
        for ahead in (False, True)
    )
    return beside(left, half, right, half, BETWEEN)


def _sections(view: BoardView, owed: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    week_left = 6 - view.today.weekday()
    ends = (-1, 0, week_left, week_left + 7)
    found: dict[str, list[Card]] = {name: [] for name in SECTIONS}
    for card in sorted(owed, key=lambda card: (card.code, card.days, card.title)):
        place = next((place for place, end in enumerate(ends) if card.days <= end), len(ends))
        found[SECTIONS[place]].append(card)
    return list(found.items())


def _section(view: BoardView, title: str, cards: Sequence[Card], width: int, codes: int) -> list[Line]:
    lines: list[Line] = [title_rule(title, width, str(len(cards)))]
    if not cards:
        lines.append((Span("nothing more is due by Sunday", "dim"),))
    lines += [_row(view, card, width, codes) for card in cards]
    return [*lines, EMPTY]


def _spare(wide: Sequence[int], kept: frozenset[int], width: int) -> int:
    return width - sum(wide[column] for column in kept) - 2 * (len(kept) - 1)


def _row(view: BoardView, card: Card, width: int, codes: int) -> Line:
    """One deliverable in a line: whose, due, what, where it stands, how long; columns fall away from the right of worth."""
    item = item_of(card)
    wide = (codes + 1, 11, 20, 9, 14, 14, 6)
    kept = columns(wide, (0, 2, 1, 3, 4, 5, 6), width)
    room = 20 + _spare(wide, kept, width)
    if 5 in kept and room < 36:  # a whole title is worth more than a type
        kept -= {5}
        room = 20 + _spare(wide, kept, width)
    when, stays = when_due(view, card), stay(view, card)
    about = f"for {plain(card.waits_for)}" if card.waits_for else waits(card) or card.type
    late = clash(view, card)
    stands = "! waits" if late else "waits" if card.waiting else status_label(card.status)
    cells = {
        1: cell(when.text, wide[1], when.ink, item, right=True),
        3: cell(stands, wide[3], "soon" if late else "dim", item),
        4: cell(stays.text, wide[4], stays.ink, item),
        5: cell(about, wide[5], "dim", item),
        6: cell(version(card), wide[6], "dim", item),
    }
    line = [Span("▌", f"chip:{card.color}", item), cell(card.code, codes, f"chip:{card.color} bold", item)]
    for column in range(1, len(wide)):
        if column not in kept:
            continue
        line.append(gap(2, item))
        if column == 2:
            line += _title(card, room, item, alone=5 not in kept)
        else:
            line.append(cells[column])
    return tuple(line)


def _title(card: Card, room: int, item: str, *, alone: bool) -> list[Span]:
    """The title with its mark in ``room`` cells; ``alone``, it says whom it waits for where there is room."""
    mark = marks(card)
    text = cut(card.title, room - len(mark))
    spans = [Span(text, "bold", item), Span(mark, "dim", item)]
    left = room - width_of(spans)
    if alone and card.waiting and left >= 14:
        spans.append(Span(cut(f"  {waits(card)}", left), "dim", item))
        left = room - width_of(spans)
    return [*spans, gap(left, item)]
