"""The Calendar as lines: blocks and due dates by day, planned hours by client, what was exported; pure functions of a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import PurePath

from rich.cells import cell_len

from fractui.core.period import Period
from fractui.core.wording import clock, due_word, hm, long_day, period_label, short_date, status_label
from fractui.services.views.agenda import AgendaDay, AgendaItem, AgendaView, ExportedFile
from fractui.ui.lines import (
    EMPTY,
    Line,
    Span,
    bar,
    beside,
    cell,
    cut,
    cut_middle,
    gap,
    plain,
    title_rule,
    to_width,
    width_of,
)
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.empty import empty_lines, key_hints
from fractui.ui.widgets.heads import count, head
from fractui.ui.widgets.wrapping import wrapped

SIDE = 40
"""Cells of the column beside the agenda."""
TWO_SIDES = 110
"""From this width on planned hours and exported files stand beside the agenda."""
BETWEEN = 4
DAY = 13
"""Cells of the column of days."""
TITLE = 16
"""Cells that a title keeps before what is unusual about its item falls away."""
PUBLISH = "command:publish"
"""The item under the exported files that publishes."""
NEAR_DAYS = 7
"""An agreement's day is worth a colour so many days before."""
OF_TERMS = frozenset({"renews", "notice"})
"""The kinds of days that an agreement has (row 000-37)."""
TWO_COLUMNS = 72
"""Cells that the agenda needs in each of two columns."""


def item_of(item: AgendaItem) -> str:
    """The key of a block's instance (``block:CODE:ID:ORIGINAL-DATE``), of a deliverable, or of a day of the agreement."""
    if item.kind == "due":
        return f"deliverable:{item.code}:{item.id}"
    if item.kind in OF_TERMS:
        return f"agreement:{item.code}:{item.kind}"
    return f"block:{item.code}:{item.id}:{item.on.isoformat()}"


def calendar_lines(
    view: AgendaView, width: int, exported: Sequence[ExportedFile], keys: Mapping[str, str]
) -> list[Line]:
    """The whole pane; ``keys`` are those of the actions by id."""
    lines = [head_line(view, width), EMPTY]
    if width < TWO_SIDES:
        files = exported_lines(exported, width)
        return [*lines, *files, *([EMPTY] if files else []), *agenda_lines(view, width, keys)]
    room = width - SIDE - BETWEEN
    side = planned_lines(view, SIDE)
    files = exported_lines(exported, SIDE)
    side += [EMPTY, *files] if files else []
    return lines + beside(agenda_lines(view, room, keys), room, side, SIDE, BETWEEN)


def head_line(view: AgendaView, width: int) -> Line:
    """The pane's title with the period, its planned hours, its clashes and the zone of its times."""
    last = view.days[-1].day if view.days else view.start
    whose = plain(view.code) if view.code else "all clients"
    period = period_label(Period(view.start, last + timedelta(days=1)))
    title = (Span("Calendar", "accent bold"), Span(f" · {whose}", "dim"), Span(f" · {period}", "bold"))
    clashes = sum(item.conflict for day in view.days for item in day.items)
    facts = [count("planned", hm(sum(seconds for _code, _color, seconds in view.planned)))]
    if clashes:
        facts.append(count("overlapping", str(clashes), "late"))
    return head(title, [*facts, (Span(plain(view.zone), "dim"),)], width)


# -- the agenda --------------------------------------------------------------------------------


def agenda_lines(view: AgendaView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """The days with their items; days without any are a quiet line, several of them one. Wide ones stand in two columns."""
    if not any(day.items for day in view.days):
        return _nothing_planned(view, width, keys)
    half = (width - BETWEEN) // 2
    if half < TWO_COLUMNS:
        return _joined(_day_groups(view, width))
    groups = _day_groups(view, half)
    middle = sum(map(len, groups)) / 2
    split = min(range(1, len(groups) + 1), key=lambda n: abs(sum(map(len, groups[:n])) - middle))
    return beside(_joined(groups[:split]), half, _joined(groups[split:]), half, width - 2 * half)


def _joined(groups: Sequence[Sequence[Line]]) -> list[Line]:
    """The groups with a blank line between them."""
    lines: list[Line] = []
    for group in groups:
        lines += [EMPTY, *group] if lines else group
    return lines


def _day_groups(view: AgendaView, width: int) -> list[list[Line]]:
    codes = min(8, max(len(plain(item.code)) or 3 for day in view.days for item in day.items))
    groups: list[list[Line]] = []
    free: list[date] = []
    for day in view.days:
        if not day.items and day.day != view.today:
            free.append(day.day)
            continue
        groups += [_free_lines(free)] if free else []
        free = []
        groups.append(_day_lines(view, day, width, codes))
    return groups + ([_free_lines(free)] if free else [])


def _nothing_planned(view: AgendaView, width: int, keys: Mapping[str, str]) -> list[Line]:
    """What the calendar is for, when it is empty."""
    whose = f"{view.code} has" if view.code else "There is"
    words = (
        "Blocks are the time that you keep for a client, week by week; export writes them, tracked time "
        "and due dates as files that calendars read."
    )
    title = f"{whose} nothing planned and nothing due in these days."
    return empty_lines(title, words, width, key_hints(keys, [("new", "new block"), ("export", "export")]))


def _free_lines(days: Sequence[date]) -> list[Line]:
    first, last = long_day(days[0]), long_day(days[-1])
    text = first if len(days) == 1 else f"{first} to {last}"
    return [(Span(f"{text}   free", "dim"),)]


def _day_lines(view: AgendaView, day: AgendaDay, width: int, codes: int) -> list[Line]:
    """A day's items, beside its date and, under that, whether it is today and its planned hours."""
    today = day.day == view.today
    rows = [_item_line(view, item, width - DAY, codes) for item in day.items] or [(Span("free", "dim"),)]
    marks: list[Line] = [(cell(long_day(day.day), DAY, "accent bold" if today else "bold"),)]
    planned = f"{hm(day.planned_s)} h" if day.planned_s and len(day.items) > 1 else ""
    if today or planned:
        marks.append(to_width((Span("today " if today else "", "accent"), Span(planned, "dim")), DAY))
    return beside(marks, DAY, rows, width - DAY, 0)


def _item_line(view: AgendaView, item: AgendaItem, width: int, codes: int) -> Line:
    key = item_of(item)
    done = item.status == "delivered"
    if item.start is None or item.end is None:
        late = item.days < 0 and not done and item.kind == "due"
        word = due_word(item.on, view.today) if late else item.kind
        mark = Span(f"{'✓' if done else '●'} {word}", due_ink(item), key)
        when: Line = (mark, gap(18 - width_of((mark,)), key))
    else:
        length = int(item.end.timestamp() - item.start.timestamp())
        when = (
            Span(f"{clock(item.start)}-{clock(item.end)}", "", key),
            cell(hm(length), 7, "dim", key, right=True),
        )
    ink = chip(item.color)
    who = (
        gap(2, key),
        Span("▌", ink, key),
        cell(item.code or "own", codes, f"{ink} bold" if item.code else "dim", key),
        gap(2, key),
    )
    marks = _marks(view, item, key)
    room = max(0, width - width_of(when) - width_of(who))
    needed = min(TITLE, cell_len(plain(item.title)))
    while marks and width_of(marks) > room - needed:
        dropped = marks.pop()
        if item.conflict and not marks:  # never without a word of it, or at least its mark
            marks = [dropped._replace(text=" !")]
            break
    title = Span(cut(item.title, room - width_of(marks)), "dim" if done else "bold", key)
    return to_width((*when, *who, title, *marks), width)


def due_ink(item: AgendaItem) -> str:
    """The ink of a due date: delivered, late, soon, or nothing of that; an agreement's day that has passed is no debt."""
    if item.status == "delivered":
        return "ok"
    if item.kind in OF_TERMS:
        return "soon" if 0 <= item.days <= NEAR_DAYS else "dim"
    return "late" if item.days < 0 else "soon" if item.days <= 1 else "dim"


def _marks(view: AgendaView, item: AgendaItem, key: str) -> list[Span]:
    """What is unusual about an item, the weightiest first: they fall away from the end where room is short."""
    marks: list[Span] = []
    if item.conflict:
        marks.append(Span("  ! overlaps", "late", key))
    if item.kind == "due" and item.status:
        marks.append(Span(f"  {status_label(item.status)}", "dim", key))
    if item.moved:
        here = item.start is not None and item.start.date() == item.on
        source = "moved" if here else f"moved from {short_date(item.on, view.today)}"
        marks.append(Span(f"  {source}", "dim", key))
    if item.there:
        marks.append(Span(f"  {plain(item.there)}", "dim", key))
    return marks


# -- beside it ---------------------------------------------------------------------------------


def planned_lines(view: AgendaView, width: int) -> list[Line]:
    """Planned hours by client as bars, with the sum."""
    lines: list[Line] = [title_rule("Planned", width)]
    if not view.planned:
        return [*lines, (Span("no blocks in these days", "dim"),)]
    codes = min(8, max(len(plain(code) or "own") for code, _color, _seconds in view.planned))
    most = max(seconds for _code, _color, seconds in view.planned) or 1
    room = width - codes - 1 - 2 - 2 - 6
    for code, color, seconds in view.planned:
        ink = chip(color)
        name = cell(code or "own", codes, f"{ink} bold" if code else "dim")
        line = (
            Span("▌", ink),
            name,
            gap(2),
            *bar(room, seconds / most, ink=ink),
            gap(2),
            Span(f"{hm(seconds):>6}"),
        )
        lines.append(line)
    total = sum(seconds for _code, _color, seconds in view.planned)
    lines.append((gap(1), cell("all", codes, "dim"), gap(room + 4), Span(f"{hm(total):>6}", "bold")))
    return lines


def exported_lines(exported: Sequence[ExportedFile], width: int) -> list[Line]:
    """What the last export wrote: what is to be looked at first, the folder, by client each file, ``✓`` written or ``=`` as it was."""
    if not exported:
        return []
    lines: list[Line] = [title_rule("Exported", width)]
    for note in dict.fromkeys(file.note for file in exported if file.note):
        lines += [(Span(text, "soon"),) for text in wrapped(note, width, 6)]
    codes = max(len(plain(file.code)) for file in exported)
    folder: PurePath | None = None
    for (parent, code), files in groupby(exported, key=lambda file: (PurePath(file.path).parent, file.code)):
        if parent != folder:
            folder = parent
            lines.append((Span(cut_middle(str(folder), width), "dim"),))
        name = cell(code, codes, "bold")
        for row in _packed(list(files), width - codes - 2):
            lines.append((name, gap(2), *row))
            name = Span(" " * codes)
    written = sum(file.changed for file in exported)
    same = f"  = {len(exported) - written} unchanged" if written < len(exported) else ""
    events = sum(file.events for file in exported)
    lines.append((Span("✓", "ok"), Span(f" {written} written{same}  {events:,} events", "dim")))
    unsent = next((file.unsent for file in exported if file.unsent), "")
    if unsent:
        lead = Span("Publish", "accent bold", PUBLISH)
        lines.append((lead, gap(2, PUBLISH), cell(unsent, max(0, width - 9), "dim", PUBLISH)))
    return lines


def _packed(files: Sequence[ExportedFile], width: int) -> list[Line]:
    """The files side by side, on as many lines as they take."""
    rows: list[list[Span]] = [[]]
    for file in files:
        events = Span(f" {file.events:,}", "dim")
        mark = Span("✓ ", "ok") if file.changed else Span("= ", "dim")
        name = cut_middle(PurePath(file.path).name, max(4, width - 2 - len(events.text)))
        shown = (mark, Span(name, "" if file.changed else "dim"), events)
        if rows[-1] and width_of(rows[-1]) + 3 + width_of(shown) > width:
            rows.append([])
        rows[-1] += [gap(3), *shown] if rows[-1] else shown
    return [tuple(row) for row in rows]
