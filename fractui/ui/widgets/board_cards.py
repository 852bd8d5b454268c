"""One card of the Board as lines: what it is, when it is due, whom it waits for, how long it has stayed. Pure functions."""

from __future__ import annotations

from datetime import timedelta

from rich.cells import cell_len

from fractui.core.stakes import MARK
from fractui.core.wording import due_word, response_label, short_date
from fractui.services.views.board import BoardView, Card
from fractui.ui.lines import Line, Span, cell, cut, gap, plain, to_width, width_of

ROOMY = 48
"""From this width on a card's code, title and due day share a line; below, the title has its own."""
LEAST = 4
"""Cells below which a type or a name says nothing."""


def item_of(card: Card) -> str:
    """The key by which the card is selected and opened."""
    return f"deliverable:{card.code}:{card.id}"


def card_lines(view: BoardView, card: Card, width: int, codes: int) -> list[Line]:
    """A card of exactly ``width`` cells: two lines where there is room, else three with the title on its own."""
    item = item_of(card)
    edge = Span("▌", f"chip:{card.color}", item)
    code_ink = f"chip:{card.color} bold"
    when = when_due(view, card)
    right = Span(f" {when.text}", when.ink, item)
    mark = Span(marks(card), "dim", item)
    if width < ROOMY:
        code = Span(cut(card.code, codes), code_ink, item)
        room = width - 1 - width_of((code, mark, right))
        title: Line = (edge, cell(card.title, width - 1, "bold", item))
        return [(edge, code, mark, gap(room, item), right), title, (edge, *_below(view, card, width - 1))]
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
    return [first, (edge, gap(codes + 1, item), *_below(view, card, width - 2 - codes))]


def marks(card: Card) -> str:
    """What stands behind its title: that it comes again, and while it is owed that its stakes are high."""
    high = f" {MARK}" if card.high and card.status != "delivered" else ""
    return f"{' ⟳' if card.recurring else ''}{high}"


def when_due(view: BoardView, card: Card) -> Span:
    """When it is due in words, or when it was delivered."""
    if card.delivered_on is not None and card.status == "delivered":
        return Span(f"✓ {short_date(card.delivered_on, view.today)}", "ok")
    there = card.due - timedelta(days=card.days)
    return Span(due_word(card.due, there), urgency(card.days))


def urgency(days: int) -> str:
    """The ink of a due day: late, soon (today and tomorrow), or plain."""
    return "late" if days < 0 else "soon" if days <= 1 else ""


def stay(view: BoardView, card: Card) -> Span:
    """How long it has been finished, when it is to be begun, or how long it has been in its column; ``!`` where that is long."""
    if card.debt_days is not None:
        words = f"finished {card.debt_days} d" if card.debt_days else "finished today"
        return Span(words, "soon", item_of(card))
    if card.begin_by is not None:
        return Span(f"begin {due_word(card.begin_by, view.today)}", "dim", item_of(card))
    words = f"{card.age_days} d here" if card.age_days else "since today"
    if card.ageing:
        return Span(f"! {words}", ("soon", "late")[card.ageing - 1], item_of(card))
    return Span(words, "dim", item_of(card))


def waits(card: Card) -> str:
    """Whom or what it waits for, in words; empty while it can be gone on with."""
    if card.waits_for:
        return f"waits for {plain(card.waits_for)}"
    return f"after {plain(card.after)}" if card.after else ""


def clash(view: BoardView, card: Card) -> str:
    """When that is due which comes before it, where it is due later than the card itself; empty else."""
    return f", due {short_date(card.after_due, view.today)}" if card.after_due and not card.waits_for else ""


def version(card: Card) -> str:
    """Its version, and that it has a document: ``v3 doc``."""
    return f"v{card.version} doc" if card.document else f"v{card.version}"


def _below(view: BoardView, card: Card, width: int) -> Line:
    """The quiet line under the title: what it is or whom it waits for, and how long it has stayed; or its receipt."""
    item = item_of(card)
    if card.status == "delivered":
        return _receipt(card, width, item)
    stays = stay(view, card)
    about, ink = (waits(card), "") if card.waiting else (card.type, "dim")
    late = clash(view, card)
    if late:
        # Days that cannot be are worth more than how long it has stayed.
        said = f"! after {cut(card.after, width - 8 - cell_len(late))}{late}"
        tail = f" · {stays.text}"
        tail = tail if cell_len(said) + cell_len(tail) <= width else ""
        return to_width((Span(said, "soon", item), Span(tail, stays.ink, item)), width)
    # Whom it waits for is worth more than its version; a type is worth less.
    forms = (version(card), f"v{card.version}", "") if card.waiting else (version(card), "")
    for tail in forms:
        words = f"{tail} · " if tail else ""
        room = width - len(words) - cell_len(stays.text)
        if room >= (cell_len(about) + 3 if card.waiting else 0):
            break
    if card.waits_for and cell_len(about) > room - 3:
        about = f"with {plain(card.waits_for)}"
    said = cut(about, room - 3) if room - 3 >= LEAST else ""
    parts = (Span(said, ink, item), Span(f"{' · ' if said else ''}{words}", "dim", item), stays)
    return to_width(parts, width)


def _receipt(card: Card, width: int, item: str) -> Line:
    """What went to whom, whether on time, what came of it; where room is short the way falls away first, then being on time."""
    kept = "" if card.on_time is None else "on time" if card.on_time else "late"
    words = f"{version(card)} to {card.delivered_to}" if card.delivered_to else version(card)
    whole = f"{words} by {card.delivered_via}" if card.delivered_via else words
    response = response_label(card.response)
    if response and cell_len(plain(words)) + len(response) + len(kept) + 5 > width:
        words = whole = f"v{card.version} to {card.delivered_to}" if card.delivered_to else f"v{card.version}"
        response = response if len(response) + len(kept) + 12 <= width else ""
    tail: Line = (
        Span(response, "soon" if card.response == "none" else "dim", item),
        Span(" · " if response and kept else "", "dim", item),
        Span(kept, "dim" if card.on_time else "late", item),
    )
    room = width - width_of(tail) - 2 if kept or response else width
    if cell_len(plain(whole)) <= room:
        words = whole
    elif card.on_time and not response and cell_len(plain(words)) > room:
        tail, room = (), width
    said = cell(words, room, "dim", item)
    return (said, gap(2 if tail and room < width else 0, item), *tail)
