"""Where the Calendar's blocks lie: rows of hours, columns of days, lanes beside each other where blocks share time; pure, no looks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter

from fractui.services.views.agenda import AgendaItem
from fractui.services.views.week import WEEK, TrackedPiece, WeekView
from fractui.ui.widgets.agenda_lines import item_of

MINUTES = 24 * 60
SCALES = (15, 30, 60)
"""Minutes that a row may stand for; the finest that fits is taken."""
SLOT = 30
"""Minutes of a free stretch that can be selected, where rows are not coarser."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The rows: minutes that each stands for, and the minute of the day at which each begins. Hours may be left out between them."""

    step: int
    rows: tuple[int, ...]

    def row_of(self, minute: int) -> int:
        """The row that holds a minute of the day; the next one where its hour is left out."""
        return bisect_right(self.rows, minute - self.step)

    def holds(self, minute: int) -> bool:
        """Whether a row stands for that minute."""
        row = self.row_of(minute)
        return row < len(self.rows) and self.rows[row] <= minute

    def rounded(self, minute: int) -> int:
        """The minute at which a row begins or ends that is nearest: both ends of a block are rounded alike, so that neighbours meet."""
        return round(minute / self.step) * self.step


@dataclass(frozen=True, slots=True)
class Piece:
    """A block's part of one day: ``first`` to before ``last`` are its rows, ``lane`` its place among ``lanes`` beside each other.

    ``minute`` and ``end`` are its true minutes of the day. ``begins`` says that the block begins in it.
    """

    item: AgendaItem
    key: str
    first: int
    last: int
    minute: int
    end: int
    lane: int = 0
    lanes: int = 1
    begins: bool = True


def slot_key(day: date, minute: int) -> str:
    """The key of a free stretch: ``free:2026-11-24T09:30``."""
    return f"free:{day.isoformat()}T{minute // 60:02d}:{minute % 60:02d}"


def slot_of(item: str) -> datetime | None:
    """When a free stretch begins, on the user's wall clock; None for any other item."""
    kind, _, rest = item.partition(":")
    return datetime.fromisoformat(rest) if kind == "free" else None


def minutes_of(at: time | datetime) -> int:
    """The minute of the day."""
    return at.hour * 60 + at.minute


def parts(start: datetime, end: datetime) -> Iterable[tuple[date, int, int]]:
    """A stretch by day: the day, and the minutes on its wall clock at which it begins and ends there."""
    day, begin = start.date(), start.hour * 60 + start.minute
    last, finish = end.date(), end.hour * 60 + end.minute
    while day < last:
        yield day, begin, MINUTES
        day, begin = day + timedelta(days=1), 0
    if finish > begin:
        yield day, begin, finish


def shown_days(view: WeekView, *, whole: bool) -> tuple[int, ...]:
    """The numbers of the days that are drawn: all, or those that are worked or hold anything."""
    numbers = range(len(view.agenda.days))
    if whole or view.zoom != WEEK:
        return tuple(numbers)
    kept = tuple(n for n in numbers if n < 5 or view.agenda.days[n].items or view.beside[n].tracked)
    return tuple(n for n in numbers if n <= max(kept))


def scale_of(view: WeekView, days: Sequence[int], height: int, now: datetime | None) -> Scale:
    """The finest scale whose rows fit ``height``: the working day, each hour that holds something, and what there is room for around it."""
    busy = _busy_hours(view, days, now)
    work = set(range(view.work_from.hour, -(-minutes_of(view.work_to) // 60)))
    hours = busy | work
    for step in SCALES[:-1]:
        if len(hours) * (60 // step) <= height:
            return Scale(step, _rows(_widened(hours, height * step // 60), step))
    return Scale(SCALES[-1], _rows(_widened(hours, height), SCALES[-1]))


def _busy_hours(view: WeekView, days: Sequence[int], now: datetime | None) -> set[int]:
    minutes: set[tuple[int, int]] = set()
    for number in days:
        for item in view.agenda.days[number].items:
            if item.start is not None and item.end is not None:
                minutes |= _minutes(item.start, item.end)
        for piece in view.beside[number].tracked:
            minutes |= _minutes(piece.start, piece.end or now or piece.start)
    return {hour for begin, finish in minutes for hour in range(begin // 60, -(-finish // 60))}


def _minutes(start: datetime, end: datetime) -> set[tuple[int, int]]:
    """The minutes at which a stretch begins and ends on each of its days."""
    finish = max(start, end.astimezone(start.tzinfo))
    return {(begin, last) for _, begin, last in parts(start, finish)}


def _widened(hours: set[int], most: int) -> list[int]:
    """The hours with others around them, up to ``most``: first one after and one before, by turns, then what lies between."""
    kept = set(hours)
    for between in range(min(kept), max(kept)):
        if len(kept) < most:
            kept.add(between)
    later = True
    while len(kept) < min(most, 24):
        after, before = max(kept) + 1, min(kept) - 1
        if (later or before < 0) and after < 24:
            kept.add(after)
        elif before >= 0:
            kept.add(before)
        later = not later
    return sorted(kept)


def _rows(hours: Iterable[int], step: int) -> tuple[int, ...]:
    return tuple(60 * hour + part for hour in hours for part in range(0, 60, step))


def pieces_of(items: Iterable[AgendaItem], day: date, scale: Scale) -> list[Piece]:
    """The blocks' parts of one day, in lanes beside each other where their rows overlap."""
    found: list[_Loose] = []
    for item in items:
        if item.start is None or item.end is None:
            continue
        for where, begin, end in parts(item.start, item.end):
            if where == day:
                top = scale.row_of(min(scale.rounded(begin), MINUTES - scale.step))
                bottom = max(top + 1, scale.row_of(scale.rounded(end) - 1) + 1)
                found.append((top, -bottom, item_of(item), item, begin, end))
    found.sort(key=itemgetter(0, 1, 2))
    return _in_lanes(found, day)


_Loose = tuple[int, int, str, AgendaItem, int, int]
"""A piece without a lane: its first row, minus the one after its last, its key, item and minutes."""


def _in_lanes(pieces: Iterable[_Loose], day: date) -> list[Piece]:
    """Each piece in the first lane that is free; those that hang together share the width."""
    done: list[Piece] = []
    group: list[tuple[_Loose, int]] = []
    ends: list[int] = []

    def close() -> None:
        lanes = len(ends)
        for (top, bottom, key, item, begin, end), lane in group:
            begins = item.start is not None and item.start.date() == day
            done.append(Piece(item, key, top, -bottom, begin, end, lane, lanes, begins))
        group.clear()
        ends.clear()

    for piece in pieces:
        first, last = piece[0], -piece[1]
        if ends and first >= max(ends):
            close()
        lane = next((n for n, end in enumerate(ends) if end <= first), len(ends))
        if lane == len(ends):
            ends.append(last)
        else:
            ends[lane] = last
        group.append((piece, lane))
    close()
    return done


def tracked_rows(
    tracked: Iterable[TrackedPiece], day: date, scale: Scale, now: datetime | None
) -> dict[int, TrackedPiece]:
    """The tracked piece of each row: the one that has the most of it; one that runs reaches up to ``now``."""
    most: dict[int, tuple[int, TrackedPiece]] = {}
    for piece in tracked:
        end = piece.end or (now or piece.start).astimezone(piece.start.tzinfo)
        for where, begin, finish in parts(piece.start, max(piece.start, end)):
            if where != day:
                continue
            for row in range(scale.row_of(begin), min(scale.row_of(finish - 1) + 1, len(scale.rows))):
                shared = min(finish, scale.rows[row] + scale.step) - max(begin, scale.rows[row])
                if shared > most.get(row, (0, piece))[0]:
                    most[row] = (shared, piece)
    return {row: piece for row, (_, piece) in most.items()}
