"""What a pane says when it has nothing to show: what it is for, and which key begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fractui.ui.lines import EMPTY, Line, Span
from fractui.ui.widgets.wrapping import wrapped

COMFORTABLE = 72
"""Cells that a line of prose takes at most."""


def empty_lines(title: str, words: str, width: int, hints: Line) -> list[Line]:
    """The title, the words in as many lines as they take, and the hints."""
    lines: list[Line] = [(Span(text, "bold"),) for text in wrapped(title, width, 3)]
    lines += [(Span(text, "dim"),) for text in wrapped(words, min(width, COMFORTABLE), 6)]
    return [*lines, EMPTY, hints] if hints else lines


def key_hints(keys: Mapping[str, str], actions: Sequence[tuple[str, str]]) -> Line:
    """Keys and what they do: ``keys`` by action id, ``actions`` as (id, words); an action without a key is left out."""
    spans: list[Span] = []
    for action, words in actions:
        if action in keys:
            spans += [
                Span("   " if spans else ""),
                Span(keys[action], "accent bold"),
                Span(f" {words}", "dim"),
            ]
    return tuple(spans)
