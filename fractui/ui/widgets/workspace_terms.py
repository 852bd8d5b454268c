"""The workspace's sections about time and terms: time by kind, the latest entries, the agreement, notes."""

from __future__ import annotations

from datetime import date, datetime
from datetime import time as wall
from typing import TYPE_CHECKING

from rich.cells import cell_len

from fractui.core.wording import category_label, clock, day_word, days_of, hm, money, percent, short_date
from fractui.services.views.workspace import AgreementLines, RecentEntry, WorkspaceView
from fractui.ui.lines import Line, Span, cell, gap, title_rule
from fractui.ui.widgets.pace_lines import running_seconds
from fractui.ui.widgets.plan_lines import Running, flex_lines, plan_now
from fractui.ui.widgets.plan_lines import kind_lines as plan_kind_lines
from fractui.ui.widgets.workspace_owed import hint
from fractui.ui.widgets.wrapping import wrapped

if TYPE_CHECKING:
    from fractui.ui.widgets.workspace_lines import Setting

LABEL = 12
"""Cells of the agreement's labels."""
RENEWAL_DAYS = 60
"""A renewal is worth a colour so many days before."""
YEAR = 366
NOTICE_DAYS = 30
"""The last day to give notice is worth a colour so many days before."""


def week_lines(view: WorkspaceView, setting: Setting) -> list[Line]:
    """This week by kind beside the weekly plan, the running entry in it; what took the flexible time, and the switches."""
    plan = plan_now(view.plan, running_in_week(view, setting.now))
    note = hm(plan.total_s) if plan.total_s >= 60 else ""
    lines = [title_rule("This week by kind", setting.width, note)]
    if plan.is_empty:
        key = setting.keys.get("timer.toggle", "space")
        return [*lines, hint("Nothing is tracked this week;", key, "starts the timer")]
    lines += plan_kind_lines(plan, setting.width)
    if plan.planned_s and plan.standard:
        words = "the standard week for its share; enter sets another"
        lines.append((cell(words, setting.width, "dim", f"plan:{view.code}"),))
    return [*lines, *flex_lines(plan.flex, setting.width), *_to_and_fro(view, setting.width)]


def _to_and_fro(view: WorkspaceView, width: int) -> list[Line]:
    """The switches of the day and how long one stayed here; nothing before the first."""
    runs = view.runs
    if not runs.switches_today and not runs.switches_week:
        return []
    here, when = (runs.today, "") if runs.today.count else (runs.week, "this week ")
    count = runs.switches_today
    parts = [f"{count or 'no'} switch{'' if count == 1 else 'es'} today"]
    if here.count:
        one = f"1 run of {hm(here.mean_s)}"
        many = f"{here.count} runs, shortest {hm(here.shortest_s)}, mean {hm(here.mean_s)}"
        parts.append(f"{when}here {many if here.count > 1 else one}")
    return [(Span(line, "dim"),) for line in wrapped(" · ".join(parts), width, 2)]


def running_in_week(view: WorkspaceView, now: datetime | None) -> Running | None:
    """What runs here, with its seconds of this week."""
    running = next((row for row in view.recent if row.end is None), None)
    if running is None or now is None:
        return None
    zone = running.start.tzinfo
    monday = datetime.combine(view.plan.monday, wall(), zone)
    return Running(view.code, running.category, running_seconds(running.start, now, monday))


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
    when = f"{clock(row.start)}-{until}" if row.timed else " " * 11
    kind = category_label(row.category)
    room = setting.width - day - 2 - 11 - 2 - 5 - 2
    words = (Span(kind, "dim", item),) if kind and not row.note else ()
    side = min(cell_len(kind), 20) if kind and row.note and room >= 36 else 0
    note = (cell(row.note, room - (side + 2 if side else 0), "", item),) if row.note else words
    return (
        cell(named, day, "dim", item),
        gap(2, item),
        Span(when, "dim", item),
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
    for label, texts, ink in (*_terms(terms, view.today, room), *_first_delivery(view)):
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
    if terms.out_of_scope:
        found.append(("Out of scope", list(terms.out_of_scope), ""))
    if terms.exit_terms:
        found.append(("Ends by", wrapped(terms.exit_terms, room, 3), ""))
    if terms.renews_on:
        near = (terms.renews_on - today).days <= RENEWAL_DAYS
        found.append(("Renews", [_countdown(terms.renews_on, today)], "soon" if near else ""))
    return found + _notice(terms, today)


def _notice(terms: AgreementLines, today: date) -> list[tuple[str, list[str], str]]:
    """By when notice is to be given; where it is unknown when the agreement ends, how long before (row 000-37)."""
    if terms.notice_by is None:
        days = f"{terms.notice_days} day{'' if terms.notice_days == 1 else 's'} before the end"
        return [("Notice", [days], "")] if terms.notice_days else []
    left = (terms.notice_by - today).days
    word = "until" if left >= 0 else "was possible until"
    ink = "soon" if 0 <= left <= NOTICE_DAYS else ""
    return [("Notice", [f"{word} {_countdown(terms.notice_by, today)}"], ink)]


def _countdown(day: date, today: date) -> str:
    """A day and, once it is within a year, how far away it is: ``24 Dec, in 30 days``."""
    left = (day - today).days
    near = {0: ", today", 1: ", tomorrow"}
    away = near.get(left, f", in {days_of(left)}" if 1 < left <= YEAR else "")
    return f"{short_date(day, today)}{away}"


def _first_delivery(view: WorkspaceView) -> list[tuple[str, list[str], str]]:
    """How long the first delivery took (row 000-23), unless a finished onboarding says so already."""
    told = view.checklist is not None and not view.checklist.todo
    if view.first_delivery is None or told:
        return []
    return [("First sent", [f"after {days_of(view.first_delivery)}"], "")]


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
