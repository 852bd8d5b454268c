"""A pane's first line: its title, and flush right the few facts that sum it up."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.ui.lines import Line, Span, gap, to_width, width_of

Fact = Sequence[Span]


def head(title: Sequence[Span], facts: Sequence[Fact], width: int) -> Line:
    """The line of exactly ``width`` cells; facts stand by their worth, and the last fall away where room is short."""
    kept = list(facts)
    while kept and width_of(title) + 2 + width_of(_joined(kept)) > width:
        kept.pop()
    right = _joined(kept)
    return to_width((*title, gap(width - width_of(title) - width_of(right)), *right), width)


def room_beside(title: Sequence[Span], facts: Sequence[Fact], width: int) -> int:
    """The cells that are left between the title and all of the facts; less than none where they do not fit."""
    return width - width_of(title) - width_of(_joined(facts))


def count(label: str, value: str, ink: str = "") -> Fact:
    """A fact: its quiet label and its value."""
    return Span(f"{label} ", "dim"), Span(value, f"{ink} bold".strip())


def _joined(facts: Sequence[Fact]) -> list[Span]:
    spans: list[Span] = []
    for fact in facts:
        spans += [Span(" · ", "dim"), *fact] if spans else fact
    return spans
