"""The Board as lines: the cards in three columns, or what is owed as an agenda. Pure functions of view and width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from rich.cells import cell_len

from fractui.core.wording import due_word, short_date, status_label
from fractui.services.views.board import BoardView, Card, Column
from fractui.ui.lines import EMPTY, Line, Span, cell, columns, cut, gap, plain, title_rule, to_width, width_of
from fractui.ui.widgets.empty import empty_lines, key_hints
from fractui.ui.widgets.heads import count, head

BETWEEN = 3
"""Cells between two columns of cards: one more than between words, so that they stand apart."""
ROOMY = 48
"""From this width on a card's code, title and due day share a line; below, the title has its own."""
TWO_SIDES = 150
"""From this width on the agenda stands in two halves."""


def item_of(card: Card) -> str:
    """The key by which the card is selected and opened."""
    return f"deliverable:{card.code}:{card.id}"


def head_line(view: BoardView, width: int) -> Line:
    """The pane's title with what presses: overdue, finished and not delivered, due this week."""
    about = plain(view.code) if view.code else "all clients"
    facts = (
        count("overdue", str(view.overdue), "late" if view.overdue else ""),
        count("not delivered", str(view.undelivered), "soon" if view.undelivered else ""),
        count("this week", str(view.this_week)),
    )
    return head((Span("Board", "accent bold"), Span(f" · {about}", "dim")), facts, width)


def board_lines(view: BoardView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """The board in columns side by side; ``keys`` are those of the actions by id."""
    lines = [head_line(view, width), EMPTY]
    if not any(column.cards for column in view.columns):
        return lines + _nothing_owed(view, width, keys)
    codes = _code_width(view)
    rooms = _share(width - BETWEEN * (len(view.columns) - 1), len(view.columns))
    stacks = [
        _column_lines(view, column, room, codes) for column, room in zip(view.columns, rooms, strict=True)
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


def _share(width: int, parts: int) -> list[int]:
    """The width in nearly equal parts, the last ones a cell wider."""
    each, rest = divmod(width, max(1, parts))
    return [each + (part >= parts - rest) for part in range(parts)]


def _nothing_owed(view: BoardView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """What the board is for, when it is empty."""
    title = f"{view.code} is owed nothing yet." if view.code else "Nothing is owed to anybody yet."
    words = (
        "The board holds each document that you owe, from draft over in review to delivered, "
        "and keeps the receipt: which version, to whom, how, when."
    )
    return empty_lines(title, words, width, key_hints(keys, [("new", "new deliverable")]))


def _code_width(view: BoardView) -> int:
    return max((len(card.code) for column in view.columns for card in column.cards), default=4)


def _column_lines(view: BoardView, column: Column, width: int, codes: int) -> list[Line]:
    lines: list[Line] = [title_rule(column.title, width, str(len(column.cards))), EMPTY]
    if not column.cards:
        lines.append((cell("nothing here", width, "dim"),))
    for card in column.cards:
        lines += card_lines(view, card, width, codes)
        lines.append(EMPTY)
    return lines


# -- one card ----------------------------------------------------------------------------------


def card_lines(view: BoardView, card: Card, width: int, codes: int) -> list[Line]:
    """A card of exactly ``width`` cells: two lines where there is room, else three with the title on its own."""
    item = item_of(card)
    edge = Span("▌", f"chip:{card.color}", item)
    code_ink = f"chip:{card.color} bold"
    when = _when(view, card)
    right = Span(f" {when.text}", when.ink, item)
    mark = Span(" ⟳" if card.recurring else "", "dim", item)
    if width < ROOMY:
        code = Span(cut(card.code, codes), code_ink, item)
        room = width - 1 - width_of((code, mark, right))
        title: Line = (edge, cell(card.title, width - 1, "bold", item))
        return [(edge, code, mark, gap(room, item), right), title, (edge, *_below(card, width - 1, item))]
    room = width - 2 - codes - width_of((mark, right))
    text = cut(card.title, room)
    rest = gap(room - width_of((Span(text),)), item)
    first: Line = (
        edge,
        cell(card.code, codes, code_ink, item),
        gap(1, item),
        Span(text, "bold", item),
        mark,
        rest,
        right,
    )
    return [first, (edge, gap(codes + 1, item), *_below(card, width - 2 - codes, item))]


def _when(view: BoardView, card: Card) -> Span:
    if card.delivered_on is not None and card.status == "delivered":
        return Span(f"✓ {short_date(card.delivered_on, view.today)}", "ok")
    there = card.due - timedelta(days=card.days)
    return Span(due_word(card.due, there), urgency(card.days))


def urgency(days: int) -> str:
    """The ink of a due day: late, soon (today and tomorrow), or plain."""
    return "late" if days < 0 else "soon" if days <= 1 else ""


def _below(card: Card, width: int, item: str) -> Line:
    """The quiet line under the title: what it is, and how long it has waited; or its receipt."""
    if card.status == "delivered":
        return _receipt(card, width, item)
    waits = Span(debt_words(card) or age_words(card), "soon" if card.debt_days is not None else "dim", item)
    version = f"v{card.version} · "
    tail = (Span(version if len(version) + len(waits.text) <= width else "", "dim", item), waits)
    room = width - width_of(tail)
    kind = cut(card.type, room - 3) if room >= 7 else ""
    return to_width((Span(f"{kind} · " if kind else "", "dim", item), *tail), width)


def _receipt(card: Card, width: int, item: str) -> Line:
    """What went to whom, and whether on time; where room is short the way falls away first, then being on time."""
    kept = "" if card.on_time is None else "on time" if card.on_time else "late"
    words = f"v{card.version} to {card.delivered_to}" if card.delivered_to else f"v{card.version}"
    whole = f"{words} by {card.delivered_via}" if card.delivered_via else words
    room = width - len(kept) - 2 if kept else width
    if cell_len(plain(whole)) <= room:
        words = whole
    elif card.on_time and cell_len(plain(words)) > room:
        kept, room = "", width
    said = cell(words, room, "dim", item)
    return (said, gap(2 if kept else 0, item), Span(kept, "dim" if card.on_time else "late", item))


def debt_words(card: Card) -> str:
    """``finished 2 d`` for what is finished and not delivered, else nothing (row 003-04)."""
    if card.debt_days is None:
        return ""
    return f"finished {card.debt_days} d" if card.debt_days else "finished today"


def age_words(card: Card) -> str:
    """How long the card has been in its column."""
    return f"{card.age_days} d here" if card.age_days else "since today"


# -- as an agenda ------------------------------------------------------------------------------


def agenda_lines(view: BoardView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """What is owed by day: overdue, today, this week, later; within each by client (row 003-24)."""
    lines = [head_line(view, width), EMPTY]
    owed = [card for column in view.columns if column.status != "delivered" for card in column.cards]
    if not owed:
        return lines + _nothing_owed(view, width, keys)
    sections = [(title, cards) for title, cards in _sections(view, owed) if cards or title == "This week"]
    if width >= TWO_SIDES:
        half = (width - BETWEEN) // 2
        left = [
            line
            for title, cards in sections
            if title != "Later"
            for line in _section(view, title, cards, half)
        ]
        right = [
            line
            for title, cards in sections
            if title == "Later"
            for line in _section(view, title, cards, half)
        ]
        return lines + _two(left, right, half)
    return lines + [line for title, cards in sections for line in _section(view, title, cards, width)]


def _two(left: Sequence[Line], right: Sequence[Line], half: int) -> list[Line]:
    lines: list[Line] = []
    for row in range(max(len(left), len(right))):
        one = left[row] if row < len(left) else EMPTY
        other = right[row] if row < len(right) else EMPTY
        lines.append((*to_width(one, half), gap(BETWEEN), *other))
    return lines


def _sections(view: BoardView, owed: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    week_left = 6 - view.today.weekday()
    names = ("Overdue", "Today", "This week", "Later")
    found: dict[str, list[Card]] = {name: [] for name in names}
    for card in sorted(owed, key=lambda card: (card.code, card.days, card.title)):
        name = names[0 if card.days < 0 else 1 if card.days == 0 else 2 if card.days <= week_left else 3]
        found[name].append(card)
    return list(found.items())


def _section(view: BoardView, title: str, cards: Sequence[Card], width: int) -> list[Line]:
    lines: list[Line] = [title_rule(title, width, str(len(cards)))]
    if not cards:
        lines.append((Span("nothing more is due by Sunday", "dim"),))
    codes = _code_width(view)
    lines += [_row(view, card, width, codes) for card in cards]
    return [*lines, EMPTY]


def _spare(wide: Sequence[int], kept: frozenset[int], width: int) -> int:
    return width - sum(wide[column] for column in kept) - 2 * (len(kept) - 1)


def _row(view: BoardView, card: Card, width: int, codes: int) -> Line:
    """One deliverable in a line: whose, due, what, where it stands, how long; columns fall away from the right of worth."""
    item = item_of(card)
    wide = (codes + 1, 11, 20, 9, 14, 14, 3)
    kept = columns(wide, (0, 2, 1, 3, 4, 5, 6), width)
    room = 20 + _spare(wide, kept, width)
    if 5 in kept and room < 36:  # a whole title is worth more than a type
        kept -= {5}
        room = 20 + _spare(wide, kept, width)
    when = _when(view, card)
    waits = debt_words(card) or age_words(card)
    cells = {
        1: cell(when.text, wide[1], when.ink, item, right=True),
        3: cell(status_label(card.status), wide[3], "dim", item),
        4: cell(waits, wide[4], "soon" if card.debt_days is not None else "dim", item),
        5: cell(card.type, wide[5], "dim", item),
        6: cell(f"v{card.version}", wide[6], "dim", item, right=True),
    }
    line = [Span("▌", f"chip:{card.color}", item), cell(card.code, codes, f"chip:{card.color} bold", item)]
    for column in range(1, len(wide)):
        if column not in kept:
            continue
        line.append(gap(2, item))
        if column == 2:
            mark = " ⟳" if card.recurring else ""
            text = cut(card.title, room - len(mark))
            line += [Span(text, "bold", item), Span(mark, "dim", item)]
            line.append(gap(room - width_of(line[-2:]), item))
        else:
            line.append(cells[column])
    return tuple(line)
