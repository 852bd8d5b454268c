"""The library of templates as lines: by seat with their uses, and what is in the selected one (rows 002-10, 003-10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.cells import cell_len

from fractui.core.stakes import Stakes
from fractui.core.template import Template
from fractui.core.wording import days_of, function_label
from fractui.services.views.library import LibraryRow, Origin
from fractui.ui.lines import EMPTY, Line, Span, cell, cut, plain, title_rule
from fractui.ui.widgets.columns import Column, chosen, row_line
from fractui.ui.widgets.wrapping import wrapped

MARKS = {Origin.SHIPPED: " ", Origin.CHANGED: "●", Origin.OWN: "○"}
"""What stands beside the name: nothing for a template as it came, a dot for a changed one, a ring for one's own."""

LONGEST = 12
"""So many lines of one paragraph are shown."""

RHYTHMS: Mapping[str | None, str] = {
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    None: "once",
}


def seat_label(template: Template) -> str:
    """For whom a template is: ``CFO``, ``CFO, COO``, ``Every seat``."""
    return ", ".join(function_label(each) for each in template.functions) or "Every seat"


def library_lines(rows: Iterable[LibraryRow], width: int) -> list[Line]:
    """The templates under their seats: name, whether it was changed, its rhythm, version, and what was made from it."""
    rows = tuple(rows)
    longest = max((cell_len(plain(row.template.name)) for row in rows), default=0)
    table = [
        Column("", 1, 14, max(14, longest + 2), _name, grow=1),
        Column("every", 4, 9, 9, _rhythm),
        Column("", 3, 3, 4, lambda row, room: (cell(f"v{row.template.version}", room, "dim"),)),
        Column("made", 2, 12, 24, _uses, right=True, grow=2),
    ]
    fitting = chosen(table, width)
    lines: list[Line] = []
    seat = ""
    for row in rows:
        here = seat_label(row.template)
        if here != seat:
            lines += [EMPTY] if lines else []
            lines.append(title_rule(here, width))
            seat = here
        lines.append(row_line(fitting, row, row.template.slug))
    return lines


def _name(row: LibraryRow, width: int) -> Line:
    ink = "dim" if row.template.archived else "bold"
    return (Span(f"{MARKS[row.origin]} ", "accent"), cell(row.template.name, width - 2, ink))


def _rhythm(row: LibraryRow, width: int) -> Line:
    return (cell("put away" if row.template.archived else RHYTHMS[row.template.every], width, "dim"),)


def _uses(row: LibraryRow, width: int) -> Line:
    if not row.documents:
        return (cell("·", width, "dim", right=True),)
    clients = f"{row.clients} client" + ("s" if row.clients > 1 else "")
    times = f"{row.documents}× "
    words = f"{times}for {clients}"
    if cell_len(words) > width:
        words = f"{row.documents}×, {row.clients} cl."
    return (cell(words, width, right=True),)


def preview_lines(row: LibraryRow | None, width: int) -> list[Line]:
    """What a template is and what it says: heads strong, prompts and guidance quiet."""
    if row is None:
        return []
    template = row.template
    lead = f", begun {days_of(template.lead_days)} before" if template.lead_days else ""
    lead += ", high stakes" if template.stakes is Stakes.HIGH else ""
    origin = {
        Origin.SHIPPED: "as it came",
        Origin.CHANGED: f"changed, v{template.version}",
        Origin.OWN: "your own",
    }[row.origin]
    lines: list[Line] = [
        title_rule(template.name, width, origin),
        (Span(cut(f"{template.type}, {RHYTHMS[template.every]}{lead}", width), "dim"),),
    ]
    for change in reversed(template.changelog[-3:]):
        lines.append((Span(cut(f"v{change.version}  {change.on}  {change.note}", width), "dim"),))
    lines.append(EMPTY)
    quiet = False
    for text in template.body.splitlines():
        quiet = quiet or text.lstrip().startswith("<!--")
        shown = [cut(text, width)] if text.startswith("|") else wrapped(text, width, LONGEST) or [""]
        lines += [(Span(part, _ink(text, quiet=quiet)),) for part in shown]
        quiet = quiet and "-->" not in text
    return lines


def _ink(text: str, *, quiet: bool) -> str:
    if text.startswith("# "):
        return "bold accent"
    if text.startswith("#"):
        return "bold"
    return "dim" if quiet or text.startswith(("|-", "|:")) else ""
