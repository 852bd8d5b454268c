"""The day as a strip of hours in the clients' colours, with its gaps and a mark for now; pure functions of a view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from fractui.core.client import COLORS
from fractui.core.value import value
from fractui.core.wording import clock
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.lines import Line, Span, cell, plain

WHOLE_DAY = 4
"""Cells that an hour needs before the whole day is drawn; narrower strips begin at 6 and end at 20 unless an entry lies outside."""
MORNING, EVENING = 6, 20
HOUR = 3600
NOBODY = -1
GAP = "gap"


@value
class DayStrip:
    """The strip's scale and owners: ``halves`` has for each half cell the row that it belongs to, ``NOBODY`` for none.

    ``first`` is the instant at the left edge (seconds since 1970), ``hours`` the wall clock's hours from there, so that a day of 23 or 25
    hours is as long as it is; ``per_hour`` are the cells of an hour.
    """

    first: float
    hours: tuple[int, ...]
    per_hour: int
    halves: tuple[int, ...]

    @property
    def width(self) -> int:
        """Cells that the strip takes."""
        return len(self.halves) // 2

    def cell_of(self, moment: float) -> int:
        """The cell in which an instant lies; it may be outside the strip."""
        return int((moment - self.first) * self.per_hour // HOUR)

    def row_at(self, x: int) -> int:
        """The row whose entry or gap is drawn at a cell."""
        if not 0 <= x < self.width:
            return NOBODY
        left, right = self.halves[2 * x : 2 * x + 2]
        return left if left != NOBODY else right


def strip_of(view: DayView, width: int, now: datetime) -> DayStrip:
    """Lay the day out over at most ``width`` cells; a running entry reaches up to ``now``."""
    ends = [_end(row, now) for row in view.rows]
    hours = _window(view, ends, width, now)
    per_hour = max(1, width // len(hours))
    first = hours[0][0]
    halves = [NOBODY] * (len(hours) * per_hour * 2)
    half = HOUR / per_hour / 2

    def paint_order(number: int) -> tuple[bool, float]:
        row = view.rows[number]
        return (not row.gap, row.start.timestamp() - ends[number])

    timed = [number for number, row in enumerate(view.rows) if row.timed]
    for number in sorted(timed, key=paint_order):
        start = round((view.rows[number].start.timestamp() - first) / half)
        end = max(start + 1, round((ends[number] - first) / half))
        for place in range(max(0, start), min(len(halves), end)):
            halves[place] = number
    return DayStrip(first, tuple(hour for _instant, hour in hours), per_hour, tuple(halves))


def _end(row: EntryRow, now: datetime) -> float:
    return row.end.timestamp() if row.end else max(now.timestamp(), row.start.timestamp())


def _window(view: DayView, ends: Sequence[float], width: int, now: datetime) -> list[tuple[float, int]]:
    """The instants at which the shown hours begin, with their hour on the wall clock."""
    zone = view.day_start.tzinfo
    first, last = view.day_start.timestamp(), view.day_end.timestamp()
    count = int(-(-(last - first) // HOUR))
    hours = [(first + n * HOUR, datetime.fromtimestamp(first + n * HOUR, zone).hour) for n in range(count)]
    if len(hours) * WHOLE_DAY <= width:
        return hours
    drawn = ((row, end) for row, end in zip(view.rows, ends, strict=True) if row.timed and not row.gap)
    spans = [(row.start.timestamp(), end) for row, end in drawn]
    if view.day == view.today:
        spans.append((now.timestamp(), now.timestamp()))

    def kept(instant: float, hour: int) -> bool:
        after = instant + HOUR
        return MORNING <= hour < EVENING or any(start < after and end >= instant for start, end in spans)

    shown = [number for number, (instant, hour) in enumerate(hours) if kept(instant, hour)]
    return hours[shown[0] : shown[-1] + 1]


# -- drawing -----------------------------------------------------------------------------------


def chip(color: str) -> str:
    """The ink of a client's colour as text; a bucket's is quiet."""
    return f"chip:{color}" if color in COLORS else "dim"


def strip_lines(view: DayView, strip: DayStrip, now: datetime, selected: int) -> list[Line]:
    """Four lines: the hours, the strip twice as high as a line, and a line with the marks of the selected row and of now."""
    axis = tuple(cell(f"{hour:02d}", strip.per_hour, "dim") for hour in strip.hours)
    names, body = _band(view, strip)
    return [axis, names, body, _marks(view, strip, now, selected)]


def _band(view: DayView, strip: DayStrip) -> tuple[Line, Line]:
    cells = [_cell(view, strip, x) for x in range(strip.width)]
    names: list[Span] = []
    body: list[Span] = []
    x = 0
    while x < len(cells):
        end = x + 1
        while end < len(cells) and cells[end] == cells[x]:
            end += 1
        text, ink = cells[x]
        run = text * (end - x)
        owner = strip.halves[2 * x]
        body.append(Span(run, ink))
        if text == " " and owner != NOBODY and not view.rows[owner].gap:
            code = view.rows[owner].code
            label = plain(code)
            spare = end - x - len(label)
            if spare >= 0:
                run = " " * min(1, spare) + label + " " * (spare - 1)
            ink += " bold"
        names.append(Span(run if text != "▁" else " " * len(run), ink))
        x = end
    return tuple(names), tuple(body)


def _cell(view: DayView, strip: DayStrip, x: int) -> tuple[str, str]:
    """A cell's sign and ink: a half block where only half of it, or each half differently, is taken."""
    left, right = (_paint(view, owner) for owner in strip.halves[2 * x : 2 * x + 2])
    if left == right:
        return {"": ("▁", "rule"), GAP: ("░", "dim")}.get(left, (" ", _fill(left)))
    if {left, right} == {"", GAP}:
        return "░", "dim"
    if right in ("", GAP):
        return "▌", _block(left)
    if left in ("", GAP):
        return "▐", _block(right)
    if left in COLORS and right in COLORS:
        return "▌", f"fill:{right} chip:{left}"
    return ("▐", f"over-bar chip:{right}") if right in COLORS else ("▌", f"over-bar chip:{left}")


def _paint(view: DayView, owner: int) -> str:
    """What a half cell is painted with: nothing, a gap, a client's colour, or a bucket's grey."""
    if owner == NOBODY:
        return ""
    row = view.rows[owner]
    return GAP if row.gap else row.color if row.color in COLORS else "grey"


def _fill(color: str) -> str:
    return f"fill:{color}" if color in COLORS else "over-bar"


def _block(color: str) -> str:
    return f"chip:{color}" if color in COLORS else "bar"


def _marks(view: DayView, strip: DayStrip, now: datetime, selected: int) -> Line:
    """What stands under the strip: a stroke below the selected row, and the time below now."""
    signs = [" "] * strip.width
    inks = [""] * strip.width

    def place(x: int, text: str, ink: str) -> bool:
        free = (
            x >= 0 and x + len(text) <= strip.width and all(sign == " " for sign in signs[x : x + len(text)])
        )
        if free:
            signs[x : x + len(text)], inks[x : x + len(text)] = list(text), [ink] * len(text)
        return free

    mine = [at // 2 for at, owner in enumerate(strip.halves) if owner == selected != NOBODY]
    if mine:
        row = view.rows[selected]
        place(mine[0], "▔" * (mine[-1] - mine[0] + 1), "dim" if row.gap else chip(row.color))
    x = strip.cell_of(now.timestamp())
    if view.day == view.today:
        word = clock(datetime.fromtimestamp(now.timestamp(), view.day_start.tzinfo))
        ink = "accent bold"
        signs[x : x + 1] = [" "] if 0 <= x < strip.width else []
        if not place(x, f"▲ {word}", ink) and not place(x - len(word) - 1, f"{word} ▲", ink):
            place(x, "▲", ink)
    pairs = groupby(zip(inks, signs, strict=True), key=lambda pair: pair[0])
    return tuple(Span("".join(sign for _ink, sign in run), ink) for ink, run in pairs)
