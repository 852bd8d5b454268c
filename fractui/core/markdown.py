"""People's text within Markdown that goes to others: it says just that, and has no marks of its own."""

from __future__ import annotations

import re

from fractui.core.text import safe

_MARKS = re.compile(
    r"[\\`*\[<|~]"  # code, weight, links, tags, cells, struck out
    r"|(?<![^\W_])_|_(?![^\W_])"  # weight again, but not within a word: 2026-11-30_BoardPack_ACME_v1
    r"|&(?=#?\w+;)"  # an entity; AT&T is none
    r"|^[#>+-](?=[\s>#]|$)"  # a heading, a quotation, a list within the line that begins so
    r"|(?<=^\d)[.)](?=\s)"
)


def as_markdown(text: str) -> str:
    """One line of text as Markdown that is read as just that: no cell or line ends, nothing is hidden, linked or has weight."""
    return _MARKS.sub(r"\\\g<0>", safe(text))
