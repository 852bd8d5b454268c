"""One day of the Calendar by hours: what was tracked at its left edge, blocks in lanes, free time that can be selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from rich.cells import cell_len

from fractui.core.zones import zone
from fractui.services.views.agenda import ExportedFile
from fractui.services.views.week import TrackedPiece, WeekView
from fractui.ui.lines import EMPTY, Line, Span, cut, fit, gap, plain, to_width, width_of
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.week_grid import SLOT, Piece, Scale, minutes_of, pieces_of, slot_key, tracked_rows
from fractui.ui.widgets.wrapping import wrapped

DONE = 2
"""Cells of the column of what was tracked."""
LANE = 4
"""Cells below which blocks do not stand beside each other."""


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


def day_lines(view: WeekView, number: int, room: int, scale: Scale, looks: Looks) -> list[Line]:
    """A day's hours in exactly ``room`` - 1 cells: on the left what was tracked, then the blocks; what is free can be selected."""
    day, side = view.agenda.days[number], view.beside[number]
    body = room - 1 - DONE
    pieces = pieces_of(day.items, day.day, scale)
    tracked = tracked_rows(side.tracked, day.day, scale, looks.now)
    here = looks.now.astimezone(zone(view.agenda.zone)) if looks.now is not None else None
    here = here if here is not None and here.date() == day.day else None
    now_row = scale.row_of(minutes_of(here)) if here and scale.holds(minutes_of(here)) else -1
    by_row: list[list[_Drawn]] = [[] for _ in scale.rows]
    hidden: list[list[bool]] = [[] for _ in scale.rows]
    for piece in pieces:
        left, cells = _lane(piece, body)
        rows = range(piece.first, min(piece.last, len(scale.rows)))
        if not cells:
            for row in rows:
                hidden[row].append(row == piece.first)
            continue
        texts = _piece_lines(piece, cells, scale)
        for row in rows:
            by_row[row].append((left, cells, piece, texts[row - piece.first]))
    lines: list[Line] = []
    for row, minute in enumerate(scale.rows):
        spans = _tracked(tracked, row)
        if by_row[row] or hidden[row]:
            spans += _lanes(by_row[row], hidden[row], body, now=row == now_row)
        else:
            at = minute // SLOT * SLOT if scale.step < SLOT else minute
            spans.append(_free(view, number, minute, body, slot_key(day.day, at), now=row == now_row))
        lines.append(tuple(spans))
    return lines


_Drawn = tuple[int, int, Piece, Line]
"""A piece in one row: where it begins in its day, its cells, and its text, one cell narrower."""


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


def _lanes(drawn: list[_Drawn], hidden: Sequence[bool], body: int, *, now: bool) -> list[Span]:
    """One row of blocks beside each other; of those without room the ones that begin in it are counted at its end."""
    spans: list[Span] = []
    at = 0
    for left, cells, piece, text in sorted(drawn, key=itemgetter(0)):
        color = piece.item.color
        if left > at:
            spans.append(gap(left - at))
        ink = f"accent bold tint:{color}" if now else f"{chip(color)} tint:{color}"
        spans += (Span("▶" if now else "▌", ink, piece.key), *text)
        at = left + cells
    if hidden:
        more = f"+{sum(hidden)}" if any(hidden) else ""
        spans.append(Span(fit(more, body - at), "late"))
    elif body > at:
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
