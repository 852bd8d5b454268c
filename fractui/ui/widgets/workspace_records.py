"""The workspace's sections about what is written down: what comes to its end, the onboarding, accesses, decisions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from fractui.core.access import AccessState
from fractui.core.wording import ago, day_word, days_of, due_word, short_date
from fractui.services.views.workspace import AccessRow, AwayLines, DecisionRow, TodoRow, WorkspaceView
from fractui.ui.lines import Line, Span, cell, cut, gap, plain, title_rule, width_of
from fractui.ui.widgets.workspace_owed import ME, hint
from fractui.ui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from fractui.ui.widgets.workspace_lines import Setting

CHECKLIST = "checklist"
"""The kind of item of the line that shows the rest of a checklist, or hides it."""
WHO, NARROW_WHO = 14, 8
"""Cells of who may enter, at most; where a section is narrow the system's name comes first."""
LEAST_HOST = 8
"""Cells of a tool's host at least."""
NARROW = 64
"""Below so many cells a section is narrow."""


def word_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """What comes to its end or is past its day, and the time off that takes something of this client; nothing where nothing does."""
    lines: list[Line] = []
    for text, past in view.words:
        for row, part in enumerate(wrapped(_sentence(text), max(1, setting.width - 2), 2)):
            mark = Span("  ") if row else Span("! ", "late bold" if past else "soon bold")
            lines.append((mark, Span(part)))
    if view.away is not None:
        parts = wrapped(away_words(view.away, view.today), max(1, setting.width - 2), 2)
        lines += [(Span("  " if row else "! ", "soon bold"), Span(part)) for row, part in enumerate(parts)]
    return lines


def _sentence(text: str) -> str:
    return plain(text[:1].upper() + text[1:])


def away_words(away: AwayLines, today: date) -> str:
    """The time off in a sentence: its days, what falls into it, who covers."""
    days = short_date(away.first, today)
    if away.last != away.first:
        days += f" to {short_date(away.last, today)}"
    name = f" ({away.name})" if away.name else ""
    blocks = f"{away.planned} block{'' if away.planned == 1 else 's'}"
    falls = " and ".join(
        part for part in (f"{away.owed} due" if away.owed else "", blocks if away.planned else "") if part
    )
    return plain(f"Off {days}{name}: {falls}, {f'{away.cover} covers' if away.cover else 'nobody covers'}")


# -- checklist -----------------------------------------------------------------------------------


def checklist_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """How far the onboarding is, section by section, and what is open of it, the first due first; nothing once it is done."""
    found = view.checklist
    if found is None or not found.todo:
        return []
    lines = [title_rule(found.title, setting.width, f"{found.done} of {found.total}")]
    lines.append(_progress(found.sections, setting.width))
    few = setting.most
    shown = found.todo if setting.whole or len(found.todo) <= few + 1 else found.todo[:few]
    when = max(cell_len(_due(row, view.today)) for row in shown)
    lines += [_todo(row, view, when, setting.width) for row in shown]
    if len(found.todo) > few + 1:
        words = "fewer" if setting.whole else f"{len(found.todo) - few} more"
        item = f"{CHECKLIST}:{view.code}"
        lines.append((gap(2, item), Span(words, "dim", item)))
    return lines


def checklist_done_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The one line of a checklist that is done, with how long the first delivery took (row 000-23)."""
    found = view.checklist
    if found is None or found.todo:
        return []
    words = f"{found.title} done"
    if found.finished_on:
        words += f", {short_date(found.finished_on, view.today)}"
    if found.first_delivery is not None:
        words += f"; first delivery after {days_of(found.first_delivery)}"
    return [(Span("✓ ", "ok"), Span(cut(words, setting.width - 2), "dim"))]


def _progress(sections: tuple[tuple[str, int, int], ...], width: int) -> Line:
    """``company 2/4   access ✓``; as many as fit."""
    line: list[Span] = []
    for name, done, total in sections:
        whole = done == total
        spans = (
            Span(f"{name} ", "dim"),
            Span("✓" if whole else f"{done}/{total}", "ok" if whole else ""),
        )
        if width_of((*line, *spans)) + 3 > width:
            break
        line += (gap(3), *spans) if line else spans
    return tuple(line)


def _todo(row: TodoRow, view: WorkspaceView, when: int, width: int) -> Line:
    item = f"todo:{view.code}:{row.id}"
    owner = "" if row.owner in ("", ME) else cut(row.owner, 16)
    whose = (Span(f"{owner}: ", "dim", item),) if owner else ()
    side = 8 if width >= 48 else 0
    room = width - 2 - width_of(whose) - (side + 2 if side else 0) - 2 - when
    ink = "late" if row.days is not None and row.days < 0 else "soon" if row.days in (0, 1) else ""
    return (
        Span("○ ", "dim", item),
        *whose,
        cell(row.text, room, "", item),
        *((gap(2, item), cell(row.section, side, "dim", item)) if side else ()),
        gap(2, item),
        cell(_due(row, view.today), when, ink, item, right=True),
    )


def _due(row: TodoRow, today: date) -> str:
    return due_word(row.due, today) if row.due else ""


# -- accesses ------------------------------------------------------------------------------------


def access_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """Who may enter which system, where it is on the web, and until when; what is over or ends soon is marked and stands first."""
    lines = [title_rule("Access", setting.width, "until" if any(row.until for row in view.access) else "")]
    if not view.access:
        return [*lines, hint("None is written down;", setting.keys.get("new", "n"), "adds one")]
    when = max(cell_len(_until(row, view.today)[0]) for row in view.access)
    most = WHO if setting.width >= NARROW else NARROW_WHO
    who = min(most, max(cell_len(_who(row)) for row in view.access))
    return [*lines, *(_access(row, view, who, when, setting.width) for row in view.access)]


def _access(row: AccessRow, view: WorkspaceView, who: int, when: int, width: int) -> Line:
    item = f"access:{view.code}:{row.id}"
    word, ink = _until(row, view.today)
    marked = row.state in (AccessState.EXPIRED, AccessState.EXPIRING)
    return (
        Span("! " if marked else "  ", f"{ink} bold" if marked else "", item),
        *_system(row, width - 2 - 2 - who - 2 - 5 - 2 - when, item),
        gap(2, item),
        cell(_who(row), who, "dim", item),
        gap(2, item),
        cell(row.scope, 5, "dim", item),
        gap(2, item),
        cell(word, when, ink, item, right=True),
    )


def _system(row: AccessRow, room: int, item: str) -> Line:
    """The system's name, and its host where the name leaves room for one that can be recognized."""
    name = cell_len(plain(row.system))
    rest = room - name - 2
    if rest < min(LEAST_HOST, cell_len(plain(row.host))) or not row.host:
        return (cell(row.system, room, "bold", item),)
    return cell(row.system, name, "bold", item), gap(2, item), cell(row.host, rest, "dim", item)


def _who(row: AccessRow) -> str:
    return plain(row.who) if row.who not in ("", ME) else "you" if row.mine else "client"


def _until(row: AccessRow, today: date) -> tuple[str, str]:
    if row.until is None:
        return "no end", "dim"
    if row.state == AccessState.EXPIRED:
        return f"over {ago(row.until, today)}", "late"
    return day_word(row.until, today), "soon" if row.state == AccessState.EXPIRING else ""


# -- decisions -----------------------------------------------------------------------------------


def decision_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The latest decisions; under each what came of it, once somebody said."""
    lines = [title_rule("Decisions", setting.width)]
    if not view.decisions:
        return [*lines, hint("None is written down;", setting.keys.get("new", "n"), "adds one")]
    shown = view.decisions[: setting.most]
    when = max(cell_len(day_word(row.on, view.today)) for row in shown)
    for row in shown:
        lines += _decision(row, view, when, setting.width)
    return lines


def _decision(row: DecisionRow, view: WorkspaceView, when: int, width: int) -> list[Line]:
    item = f"decision:{view.code}:{row.id}"
    owner = "" if row.owner in ("", ME) else cut(row.owner, 16)
    whose = (Span(f"{owner}: ", "dim", item),) if owner else ()
    known = bool(row.outcome)
    lines: list[Line] = [
        (
            Span("✓ " if known else "○ ", "ok" if known else "dim", item),
            *whose,
            cell(row.text, width - 2 - width_of(whose) - 2 - when, "", item),
            gap(2, item),
            cell(day_word(row.on, view.today), when, "dim", item, right=True),
        )
    ]
    if known:
        lines.append((gap(2, item), cell(row.outcome, width - 2, "dim", item)))
    return lines
