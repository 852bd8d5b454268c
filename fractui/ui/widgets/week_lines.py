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
from fractui.services.views.agenda import AgendaItem, ExportedFile
from fractui.services.views.week import DAY, MONTH, TrackedPiece, WeekView
from fractui.ui.lines import EMPTY, Line, Span, beside, cell, cut, fit, gap, plain, to_width, width_of
from fractui.ui.widgets.agenda_lines import due_ink, exported_lines, item_of
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.heads import count, head
from fractui.ui.widgets.load_lines import load_lines, load_strip
from fractui.ui.widgets.week_grid import (
    SLOT,
    Piece,
    Scale,
    minutes_of,
    pieces_of,
    scale_of,
    shown_days,
    slot_key,
    slot_of,
    tracked_rows,
)
from fractui.ui.widgets.wrapping import wrapped

AXIS = 6
"""Cells of the hours at the left edge."""
DONE = 2
"""Cells of the column of what was tracked."""
HEADS, NAMES = 2, 2
"""Lines of the pane's head, and of the days' names and sums."""
LANE = 4
"""Cells below which blocks do not stand beside each other."""
MOST_DUE = 3
"""Lines of due dates over the hours of a week."""
SIDE = 56
"""Cells of the load beside the week."""
WIDE = 180
"""From this width on the load stands beside the week."""
BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Looks:
    """What the days are drawn in: the lines that there are, the moment, the selection, the keys of actions by id, the files just written.

    ``whole`` shows all seven days of a week.
    """

    height: int
    now: datetime | None
    keys: Mapping[str, str]
    item: str | None = None
    exported: Sequence[ExportedFile] = ()
    whole: bool = False


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
    lines = [grid_head(view, width), detail_line(view, width, looks)]
    room = width - SIDE - BETWEEN if width >= WIDE else width
    files = exported_lines(looks.exported, SIDE if room < width else width)
    hours = grid_lines(view, grid_of(view, width, looks), looks)
    if room < width:
        side = [*load_lines(view.load, SIDE), *([EMPTY, *files] if files else [])]
        return [*lines, *beside(hours, room, side, SIDE, BETWEEN)]
    lines += [*files, EMPTY] if files else []
    return [*lines, *hours, load_strip(view.load, width), EMPTY, *load_lines(view.load, min(width, 2 * SIDE))]


def grid_head(view: WeekView, width: int) -> Line:
    """The pane's title with its days, what is planned and tracked in them, clashes and the zone."""
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
        facts.append(count("tracked", hm(sum(day.tracked_s for day in view.beside))))
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
    heads = [_heads(view, number, room) for number in days]
    due = [_due_lines(view, number, room, _most_due(view)) for number in days]
    columns = [_day_lines(view, number, room, scale, looks) for number in days]
    lines = [_across(gap(AXIS), [each[row] for each in heads], room) for row in range(NAMES)]
    for row in range(grid.deep):
        lines.append(_across(gap(AXIS), [each[row] if row < len(each) else EMPTY for each in due], room))
    today = view.agenda.today in grid.dates
    for row, minute in enumerate(scale.rows):
        axis = _axis(scale, row, minute, looks.now if today else None, view.agenda.zone)
        lines.append(_across(axis, [each[row] for each in columns], room))
    return lines


def _across(axis: Span, columns: Sequence[Line], room: int) -> Line:
    line: list[Span] = [axis]
    for column in columns:
        line += [Span("│", "rule"), *to_width(column, room - 1)]
    return tuple(line)


def _axis(scale: Scale, row: int, minute: int, now: datetime | None, home: str) -> Span:
    here = now.astimezone(zone(home)) if now is not None else None
    if here is not None and scale.holds(minutes_of(here)) and scale.row_of(minutes_of(here)) == row:
        return cell(clock(here), AXIS, "accent bold")
    jumped = row > 0 and minute != scale.rows[row - 1] + scale.step
    text = f"{minute // 60:02d}:00" if minute % 60 == 0 else ""
    return cell(text, AXIS, "bold" if jumped else "dim")


def _heads(view: WeekView, number: int, room: int) -> tuple[Line, Line]:
    """A day's name, and its tracked of its planned time, or why nobody works."""
    day, side = view.agenda.days[number], view.beside[number]
    today = day.day == view.agenda.today
    name = f"{WEEKDAYS[day.day.weekday()]} {short_date(day.day, day.day)}"
    ink = "accent bold" if today else "bold" if side.works else "dim"
    named = (gap(DONE), cell(f"{name} today" if today and room > 18 else name, room - 1 - DONE, ink))
    if side.leave:
        return named, (gap(DONE), cell(side.leave, room - 1 - DONE, "soon"))
    if not side.tracked_s:
        said = hm(day.planned_s) if day.planned_s else ""
        return named, (gap(DONE), cell(said, room - 1 - DONE, "dim"))
    done = Span(hm(side.tracked_s))
    return named, to_width((gap(DONE), done, Span(f" of {hm(day.planned_s)}", "dim")), room - 1)


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


def _day_lines(view: WeekView, number: int, room: int, scale: Scale, looks: Looks) -> list[Line]:
    """A day's hours: on the left what was tracked, then the blocks; what is free can be selected."""
    day, side = view.agenda.days[number], view.beside[number]
    body = room - 1 - DONE
    pieces = pieces_of(day.items, day.day, scale)
    tracked = tracked_rows(side.tracked, day.day, scale, looks.now)
    here = (
        looks.now.astimezone(zone(view.agenda.zone)) if looks.now and day.day == view.agenda.today else None
    )
    now_row = scale.row_of(minutes_of(here)) if here and scale.holds(minutes_of(here)) else -1
    texts = {piece.key: _piece_lines(piece, _lane(piece, body)[1], scale) for piece in pieces}
    by_row: list[list[Piece]] = [[] for _ in scale.rows]
    for piece in pieces:
        for row in range(piece.first, min(piece.last, len(scale.rows))):
            by_row[row].append(piece)
    lines: list[Line] = []
    for row, minute in enumerate(scale.rows):
        spans = _tracked(tracked, row)
        if by_row[row]:
            spans += _lanes(by_row[row], texts, row, body, now=row == now_row)
        else:
            at = minute // SLOT * SLOT if scale.step < SLOT else minute
            spans.append(_free(view, number, minute, body, slot_key(day.day, at), now=row == now_row))
        lines.append(tuple(spans))
    return lines


def _tracked(tracked: Mapping[int, TrackedPiece], row: int) -> list[Span]:
    """The cells of what was tracked: the first of a stretch has the beginning of its code, the others its colour alone."""
    piece = tracked.get(row)
    if piece is None:
        return [gap(DONE)]
    ink = f"fill:{piece.color}" if piece.color else "over-bar"
    begins = tracked.get(row - 1) is not piece
    return [Span(fit(piece.code[:DONE] if begins else "", DONE), f"{ink} bold")]


def _free(view: WeekView, number: int, minute: int, body: int, key: str, *, now: bool) -> Span:
    if now:
        return Span("─" * body, "accent", key)
    side = view.beside[number]
    if side.leave:
        return Span("░" * body, "rule", key)
    works = side.works and minutes_of(view.work_from) <= minute < minutes_of(view.work_to)
    return Span(fit("·" if works and minute % 60 == 0 else "", body), "dim", key)


def _lane(piece: Piece, body: int) -> tuple[int, int]:
    """Where a piece begins in its day, and its cells; none for one that has no room."""
    lanes = min(piece.lanes, max(1, body // LANE))
    if piece.lane >= lanes or (piece.lanes > lanes and piece.lane == lanes - 1):
        return 0, 0
    left, right = piece.lane * body // lanes, (piece.lane + 1) * body // lanes
    return left, right - left


def _lanes(
    pieces: Sequence[Piece], texts: Mapping[str, Sequence[Line]], row: int, body: int, *, now: bool
) -> list[Span]:
    """One row of blocks beside each other; those without room are counted at its end."""
    spans: list[Span] = []
    at = 0
    hidden = [piece for piece in pieces if not _lane(piece, body)[1]]
    for piece in sorted(pieces, key=lambda each: each.lane):
        left, width = _lane(piece, body)
        if not width:
            continue
        spans.append(gap(left - at))
        tint = f"tint:{piece.item.color}"
        edge = (
            Span("▶", f"accent bold {tint}", piece.key)
            if now
            else Span("▌", f"{chip(piece.item.color)} {tint}", piece.key)
        )
        text = texts[piece.key][row - piece.first]
        spans += [edge, *to_width(text, width - 1)] if width > 1 else [edge]
        at = left + width
    if hidden:
        begun = sum(piece.first == row for piece in hidden)
        more = f"+{begun}" if begun else ""
        spans.append(Span(fit(more, body - at), "late"))
    else:
        spans.append(gap(body - at))
    return [span for span in spans if span.text]


def _piece_lines(piece: Piece, width: int, scale: Scale) -> list[Line]:
    """A block's text over its rows: the code, its clash, an odd beginning, then the title."""
    item, rows, room = piece.item, piece.last - piece.first, width - 1
    if room <= 0:
        return [EMPTY] * rows
    tint = f"tint:{item.color}"
    code = plain(item.code) or "own"
    ink = f"{chip(item.color)} bold {tint}" if item.code else f"bold {tint}"
    first: list[Span] = [Span(cut(code, room), ink, piece.key)]
    if item.conflict:
        first.append(Span("!", f"late bold {tint}", piece.key))
    odd = piece.begins and piece.minute % scale.step != 0
    if odd and room - width_of(first) >= 6 + (8 if rows == 1 else 0):
        first.append(Span(f" {piece.minute // 60:02d}:{piece.minute % 60:02d}", tint, piece.key))
    blank = Span("", tint, piece.key)
    spare = room - width_of(first) - 1
    if rows == 1 or spare >= cell_len(plain(item.title)):
        first.append(Span(f" {cut(item.title, spare)}" if spare > 1 else "", tint, piece.key))
        texts: list[str] = []
    else:
        texts = wrapped(item.title, room, rows - 1)
    lines: list[Line] = [tuple(first), *((Span(text, tint, piece.key),) for text in texts)]
    lines += [(blank,)] * (rows - len(lines))
    return [_padded(line, room, tint, piece.key) for line in lines]


def _padded(line: Line, width: int, ink: str, key: str) -> Line:
    line = to_width(line, width) if width_of(line) > width else line
    return (*line, Span(" " * (width - width_of(line)), ink, key))
