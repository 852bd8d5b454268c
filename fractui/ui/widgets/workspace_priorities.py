"""The workspace's section of what matters most, in its order (rows 004-04, 004-12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from fractui.core.wording import day_word, due_word
from fractui.services.views.workspace import PriorityRow, WorkspaceView
from fractui.ui.lines import Line, Span, cell, gap, title_rule
from fractui.ui.widgets.workspace_owed import hint
from fractui.ui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from fractui.ui.widgets.workspace_lines import Setting

ROWS = 2
"""Lines that a priority takes at most."""


def priority_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """What matters most, then what of it was done lately; too many at once are said in the title, and never more than said."""
    found = view.priorities
    if not found.rows and setting.alone:
        return []
    title = title_rule("Priorities", setting.width, found.warning)
    lines: list[Line] = [(*title[:-1], title[-1]._replace(ink="soon"))]
    if not found.rows:
        return [*lines, hint("None is ranked;", setting.keys.get("new", "n"), "adds what matters most")]
    return [*lines, *(line for row in found.rows for line in _priority(row, view, setting.width))]


def _priority(row: PriorityRow, view: WorkspaceView, width: int) -> list[Line]:
    item = f"priority:{view.code}:{row.id}"
    word, ink = _when(row, view.today)
    done = row.done_on is not None
    when = cell_len(word)
    room = max(1, width - 2 - (when + 2 if when else 0))
    mark = Span("✓ ", "ok", item) if done else Span(f"{row.rank} ", "dim", item)
    texts = wrapped(row.text, room, 1 if done else ROWS) or [""]
    ink_of_text = "dim" if done else "bold"
    first: Line = (
        mark,
        cell(texts[0], room, ink_of_text, item),
        *((gap(2, item), Span(word, ink, item)) if word else ()),
    )
    return [first, *((gap(2, item), cell(text, width - 2, ink_of_text, item)) for text in texts[1:])]


def _when(row: PriorityRow, today: date) -> tuple[str, str]:
    """When it was done, when what it is about is due, else since when it matters."""
    if row.done_on is not None:
        return f"done {day_word(row.done_on, today)}", "dim"
    if row.delivered:
        return "delivered", "ok"
    if row.due is not None and row.days is not None:
        late = row.days < 0
        words = due_word(row.due, today) if late else f"due {due_word(row.due, today)}"
        return words, "late" if late else "soon" if row.days <= 1 else ""
    return (f"since {day_word(row.since, today)}", "dim") if row.since < today else ("", "")
