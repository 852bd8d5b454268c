"""A document beside its template as lines: what was the template's with a minus, the document's own with a plus (row 002-22)."""

from __future__ import annotations

from collections.abc import Iterable

from fractui.core.difference import GONE, NEW, SAME, SKIP, DiffLine
from fractui.core.text import safe
from fractui.services.views.library import TemplateDiff
from fractui.ui.lines import EMPTY, Line, Span, cut, plain, title_rule
from fractui.ui.widgets.wrapping import wrapped

INKS = {GONE: "late", NEW: "ok", SAME: "dim"}
"""The colours beside the signs, which say the same without them."""

LONGEST = 40
"""So many lines of the screen are taken by one line of a text."""


def difference_lines(view: TemplateDiff, width: int) -> list[Line]:
    """What differs, then what became of the template since."""
    lines: list[Line] = [title_rule(f"{plain(view.template)} v{view.against}", width, _counted(view))]
    for sentence in view.sentences:
        lines += [(Span(part, "soon"),) for part in wrapped(sentence, width, 3)]
    lines.append(EMPTY)
    if view.lines:
        lines += _drawn(view.lines, width)
    else:
        lines.append((Span(cut("Nothing differs: it stands as the template wrote it.", width), "dim"),))
    if view.changes or view.news:
        lines += [EMPTY, title_rule("The template since", width)]
    for each in view.changes:
        lines.append((Span(cut(f"v{each.version}  {each.on}  {each.note}", width), "dim"),))
    if view.news:
        lines += [EMPTY, *_drawn(view.news, width)]
    return lines


def _counted(view: TemplateDiff) -> str:
    gone, new = view.counts
    return f"- {gone}   + {new}" if view.lines else ""


def _drawn(found: Iterable[DiffLine], width: int) -> list[Line]:
    lines: list[Line] = []
    for each in found:
        if each.sign == SKIP:
            blank = not lines or not "".join(span.text for span in lines[-1]).strip()
            lines += [*(() if blank else (EMPTY,)), (Span("┄┄ ", "rule"), Span(each.text, "dim"))]
            continue
        ink = INKS[each.sign]
        for place, part in enumerate(_broken(each.text, width - 2)):
            sign = each.sign if place == 0 else " "
            lines.append((Span(f"{sign} ", ink), Span(part, ink)))
    return lines


def _broken(text: str, width: int) -> list[str]:
    """A line in as many as it takes, each as far in as it begins."""
    text = safe(text)
    inset = min(len(text) - len(text.lstrip()), max(0, width // 2))
    return [f"{' ' * inset}{part}" for part in wrapped(text, max(1, width - inset), LONGEST)] or [""]
