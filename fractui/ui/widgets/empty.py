"""What a pane says when it has nothing to show: what it is for, and which key begins."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.ui.lines import EMPTY, Line, Span
from fractui.ui.widgets.wrapping import wrapped

COMFORTABLE = 72
"""Cells that a line of prose takes at most."""


def empty_lines(title: str, words: str, keys: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """The title, the words in as many lines as they take, and the keys with what they do."""
    lines: list[Line] = [(Span(text, "bold"),) for text in wrapped(title, width, 3)]
    lines += [(Span(text, "dim"),) for text in wrapped(words, min(width, COMFORTABLE), 6)]
    hints: list[Span] = []
    for key, does in keys:
        hints += [Span("   " if hints else ""), Span(key, "accent bold"), Span(f" {does}", "dim")]
    return [*lines, EMPTY, tuple(hints)]
