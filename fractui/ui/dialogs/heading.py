"""What a dialog is for, in one line: for whom something is added, and whose timer runs where that is another client (row 003-08)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.text import Text
from textual.content import Content

from fractui.core.text import safe
from fractui.services.views.frame import RunningView
from fractui.ui.lines import Line, Span, cut, plain
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_strip import chip

Heading = str | Content
"""A dialog's title: plain text, or text that has its inks already."""


def elsewhere(code: str | None, running: RunningView | None) -> str:
    """The client that the timer runs for, where it is another than ``code``; "" else: one's own time is nobody's affairs."""
    if not code or running is None or running.is_bucket or running.code == code:
        return ""
    return running.code


def timer_words(code: str | None, running: RunningView | None) -> str:
    """``the timer runs for BETA`` where something is for another client than the timer's; "" else."""
    other = elsewhere(code, running)
    return f"the timer runs for {other}" if other else ""


def timer_line(code: str | None, running: RunningView | None) -> Line:
    """The same words as a line, the timer's client in its own colour; an empty one else."""
    if running is None or not elsewhere(code, running):
        return ()
    return (Span("the timer runs for ", "dim"), Span(plain(running.code), f"{chip(running.color)} bold"))


def heading(
    title: str, code: str, running: RunningView | None, colors: Mapping[str, str], inks: Inks
) -> Heading:
    """``title``, which names the client ``code``; where the timer runs for another, that one too, both in their own colours."""
    line = timer_line(code, running)
    if not line:
        return title
    text = Text(plain(title))
    own = inks.style(f"{chip(colors.get(code, ''))} bold")
    for found in re.finditer(rf"\b{re.escape(code)}\b", text.plain):
        text.stylize(own, *found.span())
    words, other = line
    between = f" {words.text.capitalize()}" if text.plain.endswith("?") else f"; {words.text}"
    text.append(between, inks.style(words.ink))
    text.append(other.text, inks.style(other.ink))
    return Content.from_rich_text(text)


def shown(title: Heading, width: int | None = None) -> Content:
    """The title as a dialog shows it, safe, cut to ``width`` cells if that is given."""
    if isinstance(title, Content):
        return title if width is None else title.truncate(width, ellipsis=True)
    return Content(safe(title) if width is None else cut(title, width))


def lines_of(title: Heading, width: int) -> int:
    """In how many lines the title stands in ``width`` cells; 1 at least."""
    return max(1, shown(title).get_height({}, max(1, width)))
