"""The workspace's sections about time and terms: time by kind, the latest entries, the agreement, notes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from datetime import time as wall
from typing import TYPE_CHECKING

from rich.cells import cell_len

from fractui.core.wording import category_label, clock, day_word, hm, money, percent, short_date
from fractui.services.views.workspace import AgreementLines, KindRow, RecentEntry, WorkspaceView
from fractui.ui.lines import Line, Span, cell, gap, title_rule
from fractui.ui.widgets.pace_lines import running_seconds, stroke
from fractui.ui.widgets.workspace_owed import hint
from fractui.ui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from fractui.ui.widgets.workspace_lines import Setting

LABEL = 12
"""Cells of the agreement's labels."""
RENEWAL_DAYS = 60
"""A renewal is worth a colour so many days before."""


def kind_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """This week's time by category beside the weekly plan's, the running entry in it."""
    rows = [row for row in kinds_now(view, setting.now) if row.planned_s or row.tracked_s >= 60]
    total = sum(row.tracked_s for row in rows)
    lines = [title_rule("This week by kind", setting.width, hm(total) if total else "")]
    if not rows:
        key = setting.keys.get("timer.toggle", "space")
        return [*lines, hint("Nothing is tracked this week;", key, "starts the timer")]
    label = max(cell_len(_kind(row.category)) for row in rows)
    tracked = max(cell_len(hm(row.tracked_s)) for row in rows)
    planned = max(cell_len(_plan(row)) for row in rows)
    scale = max([3600, *(max(row.tracked_s, row.planned_s) for row in rows)])
    room = setting.width - label - tracked - planned - 4
    for row in rows:
        line = (
            cell(_kind(row.category), label),
            gap(2),
            cell(hm(row.tracked_s), tracked, "bold", right=True),
        )
        bar = stroke(row.tracked_s / scale, row.planned_s / scale, min(room, 30)) if room >= 8 else ()
        lines.append((*line, cell(_plan(row), planned, "dim"), gap(2), *bar))
    return lines


def kinds_now(view: WorkspaceView, now: datetime | None) -> tuple[KindRow, ...]:
    """The kinds with the running entry's seconds of this week in its category."""
    running = next((row for row in view.recent if row.end is None), None)
    if running is None or now is None:
        return view.kinds
    monday = running.start.date() if now < running.start else now.astimezone(running.start.tzinfo).date()
    monday -= timedelta(days=monday.weekday())
    more = running_seconds(running.start, now, datetime.combine(monday, wall(), running.start.tzinfo))
    known = any(row.category == running.category for row in view.kinds)
    rows = view.kinds if known else (*view.kinds, KindRow(running.category, 0, 0))
    return tuple(
        KindRow(row.category, row.tracked_s + more, row.planned_s)
        if row.category == running.category
        else row
        for row in rows
    )


def _kind(category: str) -> str:
    return category_label(category) or "no kind"


def _plan(row: KindRow) -> str:
    return f" of {hm(row.planned_s)}" if row.planned_s else ""


def recent_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The latest entries, a day named once; nothing while there is none."""
    if not view.recent:
        return []
    rows = view.recent[: setting.most]
    days = [day_word(row.start.date(), view.today) for row in rows]
    day = max(cell_len(each) for each in days)
    lines = [title_rule("Latest time", setting.width)]
    for position, row in enumerate(rows):
        named = "" if position and days[position - 1] == days[position] else days[position]
        lines.append(_entry(row, named, day, setting))
    return lines


def _entry(row: RecentEntry, named: str, day: int, setting: Setting) -> Line:
    item = f"entry:{row.id}"
    seconds = row.seconds if row.end else running_seconds(row.start, setting.now)
    until = clock(row.end) if row.end else "now  "
    kind = category_label(row.category)
    room = setting.width - day - 2 - 11 - 2 - 5 - 2
    words = (Span(kind, "dim", item),) if kind and not row.note else ()
    side = min(cell_len(kind), 20) if kind and row.note and room >= 36 else 0
    note = (cell(row.note, room - (side + 2 if side else 0), "", item),) if row.note else words
    return (
        cell(named, day, "dim", item),
        gap(2, item),
        Span(f"{clock(row.start)}-{until}", "dim", item),
        gap(2, item),
        cell(hm(seconds), 5, "bold" if row.end is None else "", item, right=True),
        gap(2, item),
        *note,
        *((gap(2, item), cell(kind, side, "dim", item)) if side else ()),
    )


def agreement_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The statement of work in force; what was not agreed is left out."""
    terms = view.agreement
    if terms is None:
        key = setting.keys.get("client.edit", "E")
        return [
            title_rule("Agreement", setting.width),
            hint("None yet;", key, "enters commitment and fee"),
        ]
    note = f"since {short_date(terms.effective_from, view.today)}"
    item = f"agreement:{view.code}"
    lines = [title_rule("Agreement", setting.width, note)]
    room = setting.width - LABEL - 2
    for label, texts, ink in _terms(terms, view.today, room):
        for row, text in enumerate(texts):
            lines.append(
                (
                    cell(label if row == 0 else "", LABEL, "dim", item),
                    gap(2, item),
                    cell(text, room, ink, item),
                )
            )
    return lines


def _terms(terms: AgreementLines, today: date, room: int) -> list[tuple[str, list[str], str]]:
    found: list[tuple[str, list[str], str]] = []
    if terms.commitment:
        found.append(("Commitment", [f"{terms.commitment} a month"], ""))
    if terms.fee:
        found.append(("Fee", [f"{money(terms.fee)} a month"], ""))
    if terms.capacity_pct:
        found.append(("Capacity", [f"{percent(terms.capacity_pct)} of full time"], ""))
    if terms.reports_to:
        found.append(("Reports to", [terms.reports_to], ""))
    if terms.scope:
        found.append(("Scope", list(terms.scope), ""))
    if terms.exit_terms:
        found.append(("Ends by", wrapped(terms.exit_terms, room, 3), ""))
    if terms.renews_on:
        near = (terms.renews_on - today).days <= RENEWAL_DAYS
        found.append(("Renews", [short_date(terms.renews_on, today)], "soon" if near else ""))
    return found


def note_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """The beginning of the client's notes."""
    lines = [title_rule("Notes", setting.width)]
    if not view.notes.strip():
        key = setting.keys.get("client.notes", "N")
        return [*lines, hint("None yet;", key, "writes some")]
    item = f"notes:{view.code}"
    texts = wrapped(view.notes, setting.width, setting.most + 1)
    return [
        *lines,
        *((cell(text, setting.width, "bold" if text.startswith("#") else "", item),) for text in texts),
    ]
