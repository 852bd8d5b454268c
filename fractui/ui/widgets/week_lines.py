"""The Calendar's days by hours as lines: planned blocks, beside them what was tracked, due dates on top; pure functions of a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rich.cells import cell_len

from fractui.core.period import Period
from fractui.core.wording import (
    WEEKDAYS,
    clock,
    due_word,
    hm,
    long_day,
    period_label,
    short_date,
    status_label,
)
from fractui.core.zones import zone
from fractui.services.views.agenda import AgendaItem
from fractui.services.views.week import DAY, MONTH, WeekView
from fractui.ui.lines import EMPTY, Line, Span, beside, cell, cut, gap, plain, to_width, width_of
from fractui.ui.widgets.agenda_lines import OF_TERMS, due_ink, exported_lines, item_of
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.empty import key_hints
from fractui.ui.widgets.heads import count, head
from fractui.ui.widgets.load_lines import load_lines, load_strip
from fractui.ui.widgets.week_columns import DONE, Looks, day_lines
from fractui.ui.widgets.week_grid import (
    Scale,
    minutes_of,
    scale_of,
    shown_days,
    slot_of,
)

AXIS = 6
"""Cells of the hours at the left edge."""
HEADS, NAMES = 2, 2
"""Lines of the pane's head, and of the days' names and sums."""
DETAIL = 1
"""The line that tells of what is selected."""
MOST_DUE = 3
"""Lines of due dates over the hours of a week."""
SIDE = 56
"""Cells of the load beside the week."""
WIDE = 180
"""From this width on the load stands beside the week."""
BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the hours are drawn: the days' numbers and dates, a day's cells, the rows, and the line of the first one.

    ``deep`` are the lines of what is due above them.
    """

    days: tuple[int, ...]
    dates: tuple[date, ...]
    room: int
    scale: Scale
    top: int
    deep: int

    def at(self, x: int, line: int) -> tuple[date, int] | None:
        """The day and the minute at a cell of a line; None outside of the hours."""
        column, row = (x - AXIS) // self.room, line - self.top
        if x < AXIS or column >= len(self.dates) or not 0 <= row < len(self.scale.rows):
            return None
        return self.dates[column], self.scale.rows[row]


def grid_of(view: WeekView, width: int, looks: Looks) -> Grid:
    """How the hours are laid out in the pane."""
    wide = width >= WIDE
    files = 0 if wide else len(exported_lines(looks.exported, width))
    days = shown_days(view, whole=looks.whole)
    room = ((width - SIDE - BETWEEN if wide else width) - AXIS) // len(days)
    deep = max(len(_due_lines(view, number, room, _most_due(view))) for number in days)
    top = HEADS + (files + 1 if files else 0) + NAMES + deep
    scale = scale_of(view, days, looks.height - top - (0 if wide else 1), looks.now)
    return Grid(days, tuple(view.agenda.days[number].day for number in days), room, scale, top, deep)


def _most_due(view: WeekView) -> int:
    return MOST_DUE if view.zoom != DAY else 4 * MOST_DUE


def week_lines(view: WeekView, width: int, looks: Looks) -> list[Line]:
    """The whole pane of a day or a week: head, what is selected, the days, and the load under or beside them."""
    return [
        grid_head(view, width, looks.now),
        detail_line(view, width, looks),
        *lines_below(view, width, looks),
    ]


def lines_below(view: WeekView, width: int, looks: Looks) -> list[Line]:
    """The days and the load: all but the two lines of the head, the same whatever is selected."""
    lines: list[Line] = []
    room = width - SIDE - BETWEEN if width >= WIDE else width
    files = exported_lines(looks.exported, SIDE if room < width else width)
    hours = grid_lines(view, grid_of(view, width, looks), looks)
    if room < width:
        side = [*load_lines(view.load, SIDE), *([EMPTY, *files] if files else [])]
        return [*lines, *beside(hours, room, side, SIDE, BETWEEN)]
    lines += [*files, EMPTY] if files else []
    if not view.load.rows:
        return [*lines, *hours, begin_line(width, looks.keys)]
    return [*lines, *hours, load_strip(view.load, width), EMPTY, *load_lines(view.load, min(width, 2 * SIDE))]


def begin_line(width: int, keys: Mapping[str, str]) -> Line:
    """What the hours are for while nothing is planned, and which keys begin."""
    hints = key_hints(
        keys, [("new", "new block"), ("block.line", "in a line"), ("block.templates", "a whole week")]
    )
    words = "Blocks are the time that you keep for a client."
    room = width - width_of(hints) - 3
    return (*hints, Span(f"   {cut(words, room)}", "dim")) if room > 20 else hints


def grid_head(view: WeekView, width: int, now: datetime | None) -> Line:
    """The pane's title with its days, what is planned and, up to ``now``, tracked in them, clashes and the zone."""
    agenda = view.agenda
    first, last = agenda.days[0].day, agenda.days[-1].day
    whose = plain(agenda.code) if agenda.code else "all clients"
    when = period_label(Period(first, date.fromordinal(last.toordinal() + 1)))
    title = (Span("Calendar", "accent bold"), Span(f" · {whose}", "dim"), Span(f" · {when}", "bold"))
    clashes = sum(item.conflict for day in agenda.days for item in day.items)
    facts = [count("planned", hm(sum(day.planned_s for day in agenda.days)))]
    if clashes:
        facts.append(count("overlapping", str(clashes), "late"))
    if view.zoom != MONTH:
        facts.append(count("tracked", hm(sum(day.seconds(now) for day in view.beside))))
    return head(title, [*facts, (Span(plain(agenda.zone), "dim"),)], width)


def detail_line(view: WeekView, width: int, looks: Looks) -> Line:
    """What is selected, in full."""
    slot = slot_of(looks.item or "")
    if slot is not None:
        hint = f"  {looks.keys['new']} plans a block here" if "new" in looks.keys else ""
        return (
            Span(f"{long_day(slot.date())} {clock(slot)}  free", "dim"),
            Span(cut(hint, max(0, width - 24)), "dim"),
        )
    item = next((each for day in view.agenda.days for each in day.items if item_of(each) == looks.item), None)
    if item is None:
        return EMPTY
    ink = chip(item.color)
    who: Line = (Span("▌", ink), Span(plain(item.code) or "own", f"{ink} bold"), gap(1))
    facts = _facts(item, view.agenda.today)
    room = width - width_of(who) - 2
    while len(facts) > 1 and cell_len("  ".join(facts)) > room * 2 // 3:
        facts.pop()
    said = "  ".join(facts)
    title = Span(cut(item.title, room - cell_len(said)), "bold")
    clash = Span("  ! overlaps", "late") if item.conflict else Span("")
    return (*who, title, Span(f"  {said}"), clash)


def _facts(item: AgendaItem, today: date) -> list[str]:
    if item.kind in OF_TERMS:
        return [long_day(item.on)]
    if item.start is None or item.end is None:
        return [f"due {due_word(item.on, today)}", status_label(item.status) if item.status else ""]
    seconds = int(item.end.timestamp() - item.start.timestamp())
    facts = [f"{long_day(item.start.date())} {clock(item.start)}-{clock(item.end)}  {hm(seconds)}"]
    facts += [item.there] if item.there else []
    facts += (
        [f"moved from {short_date(item.on, today)}"] if item.moved and item.start.date() != item.on else []
    )
    return [*facts, *([f"⟳ {item.rhythm}"] if item.rhythm else [])]


# -- the days ----------------------------------------------------------------------------------


def grid_lines(view: WeekView, grid: Grid, looks: Looks) -> list[Line]:
    """The days side by side: their names and sums, what is due, and the hours."""
    days, room, scale = grid.days, grid.room, grid.scale
    heads = [_heads(view, number, room, looks.now) for number in days]
    due = [_due_lines(view, number, room, _most_due(view)) for number in days]
    columns = [day_lines(view, number, room, scale, looks) for number in days]
    lines = [_across(gap(AXIS), [to_width(each[row], room - 1) for each in heads]) for row in range(NAMES)]
    for row in range(grid.deep):
        owed = [to_width(each[row] if row < len(each) else EMPTY, room - 1) for each in due]
        lines.append(_across(gap(AXIS), owed))
    here = looks.now.astimezone(zone(view.agenda.zone)) if looks.now is not None else None
    now = here if here is not None and here.date() in grid.dates else None
    for row, minute in enumerate(scale.rows):
        lines.append(_across(_axis(scale, row, minute, now), [each[row] for each in columns]))
    return lines


def _across(axis: Span, columns: Sequence[Line]) -> Line:
    """The days' parts of one line, each a cell narrower than its day's room."""
    line: list[Span] = [axis]
    for column in columns:
        line.append(Span("│", "rule"))
        line += column
    return tuple(line)


def _axis(scale: Scale, row: int, minute: int, now: datetime | None) -> Span:
    if now is not None and scale.holds(minutes_of(now)) and scale.row_of(minutes_of(now)) == row:
        return cell(clock(now), AXIS, "accent bold")
    jumped = row > 0 and minute != scale.rows[row - 1] + scale.step
    text = f"{minute // 60:02d}:00" if minute % 60 == 0 else ""
    return cell(text, AXIS, "bold" if jumped else "dim")


def _heads(view: WeekView, number: int, room: int, now: datetime | None) -> tuple[Line, Line]:
    """A day's name, and its tracked of its planned time, or why nobody works."""
    day, side = view.agenda.days[number], view.beside[number]
    today = day.day == view.agenda.today
    name = f"{WEEKDAYS[day.day.weekday()]} {short_date(day.day, day.day)}"
    ink = "accent bold" if today else "bold" if side.works else "dim"
    named = (gap(DONE), cell(f"{name} today" if today and room > 18 else name, room - 1 - DONE, ink))
    if side.leave:
        return named, (gap(DONE), cell(side.leave, room - 1 - DONE, "soon"))
    tracked_s = side.seconds(now)
    if not tracked_s:
        said = hm(day.planned_s) if day.planned_s else ""
        return named, (gap(DONE), cell(said, room - 1 - DONE, "dim"))
    of = f" of {hm(day.planned_s)}" if day.planned_s else ""
    return named, to_width((gap(DONE), Span(hm(tracked_s)), Span(of, "dim")), room - 1)


def _due_lines(view: WeekView, number: int, room: int, most: int) -> list[Line]:
    """What is due on a day, the latest first; more than fits is counted."""
    items = [item for item in view.agenda.days[number].items if item.start is None]
    shown = items if len(items) <= most else items[: most - 1]
    lines: list[Line] = []
    for item in shown:
        key = item_of(item)
        done = item.status == "delivered"
        mark = Span("✓" if done else "●", due_ink(item), key)
        code = Span(f" {cut(item.code, 8)} ", f"{chip(item.color)} bold", key)
        rest = room - 2 - DONE - width_of((code,))
        lines.append((gap(DONE), mark, code, cell(item.title, max(0, rest), "dim" if done else "", key)))
    if len(items) > len(shown):
        lines.append((gap(DONE), Span(f"  {len(items) - len(shown)} more due", "dim")))
    return lines
