"""Judging: what becomes of every row of a foreign file, before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fractui.core.errors import Refused
from fractui.core.period import day_bounds
from fractui.core.zones import local, local_day
from fractui.exchange.rows import Problem, TimeRow
from fractui.services.importing.line import TakenLine
from fractui.services.importing.names import Meant, Names
from fractui.services.views.importing import KEEP, TRIM, Judged, NameRow, Progress, Verdict
from fractui.store.known import Known

EVERY = 500
"""Rows between two looks at whether to go on."""

Tell = Callable[[Progress], None]
Stop = Callable[[], bool]


class Stopped(Refused):
    """A person stopped the work; nothing was changed."""


class Watch:
    """Tells how far the work is and looks whether it is to stop, once in a while."""

    def __init__(self, tell: Tell | None, stop: Stop | None) -> None:
        self._tell = tell
        self._stop = stop

    def over(self, items: Sequence[Judged], phase: str) -> Iterator[Judged]:
        """The items, watched.

        Raises:
            Stopped: a person stopped the work.
        """
        for number, item in enumerate(items):
            if number % EVERY == 0:
                self.at(phase, number, len(items))
            yield item

    def at(self, phase: str, done: int, total: int) -> None:
        """Say how far the work is.

        Raises:
            Stopped: a person stopped it.
        """
        if self._stop is not None and self._stop():
            raise Stopped("Stopped; nothing was taken in.")
        if self._tell is not None:
            self._tell(Progress(phase, done, total))


class Judge:
    """Judges rows against what is known and against each other.

    ``taken`` are the instants, as stored, of the imports that were not taken back.
    """

    def __init__(
        self, names: Names, known: Known, *, zone: str, now: datetime, taken: frozenset[str], how: str
    ) -> None:
        self._names = names
        self._known = known
        self._zone = zone
        self._now = now
        self._today = local_day(now, zone)
        self._taken = taken
        self._how = how
        self._first: dict[str, int] = {}
        self._begin_line(known.times)

    def _begin_line(self, times: Sequence[tuple[int, int, str]]) -> None:
        self._line = TakenLine(times, self._described)

    def rows(self, gathered: Sequence[Judged], watch: Watch) -> tuple[Judged, ...]:
        """Every row with its verdict, in the file's order."""
        judged = [self._alone(each) for each in watch.over(gathered, "judging")]
        order = sorted(
            (each.begin, place)
            for place, each in enumerate(judged)
            if each.pieces and each.begin is not None and each.row.start is not None
        )
        for _, place in order:
            judged[place] = self._placed(judged[place])
        return tuple(judged)

    def _alone(self, one: Judged) -> Judged:
        """The verdict that a row has by itself and by its key."""
        row = one.row
        meant = self._names.of(row)
        begin, end = span(row, self._zone)
        verdict, detail = self._verdict(row, one.key, meant, begin, end)
        pieces = ((begin, end),) if verdict is Verdict.NEW and begin is not None and end is not None else ()
        return Judged(row, one.key, verdict, detail, meant.who, meant.name, begin, end, pieces)

    def _verdict(
        self, row: TimeRow, key: str, meant: Meant, begin: datetime | None, end: datetime | None
    ) -> tuple[Verdict, str]:
        if row.problem is not None:
            return Verdict(row.problem.value), row.detail
        if begin is None or end is None:
            return Verdict.UNREADABLE, row.detail or "it says neither when nor how long"
        if key in self._known.keys:
            return Verdict.DUPLICATE, "taken in before"
        if row.native_id in self._known.here:
            return Verdict.DUPLICATE, "it was exported from here"
        if not self._taken.isdisjoint(self._known.deleted.get(key, ())):
            return Verdict.DELETED, "taken in before and deleted here since"
        first = self._first.setdefault(key, row.number)
        if first != row.number:
            return Verdict.DUPLICATE, f"the same as row {first}"
        return self._possible(row, begin, end) or self._owned(meant) or (Verdict.NEW, row.detail)

    def _possible(self, row: TimeRow, begin: datetime, end: datetime) -> tuple[Verdict, str] | None:
        """Why the times cannot be, though they could be read; None where they can."""
        if row.start is not None:
            if end > self._now:
                return Verdict.FUTURE, f"it ends {_moment(end, self._zone)}, which is still to come"
            return None
        if row.day is not None and row.day > self._today:
            return Verdict.FUTURE, f"{row.day} is still to come"
        if end > day_bounds(local_day(begin, self._zone), self._zone)[1]:
            return Verdict.TOO_LONG, "the day has fewer hours"
        return None

    @staticmethod
    def _owned(meant: Meant) -> tuple[Verdict, str] | None:
        """Why nobody can have the row; None where somebody does."""
        if meant.left_out:
            return Verdict.LEFT_OUT, "its name is left out"
        if not meant.who:
            return Verdict.UNMAPPED, "nobody has said whom it means" if meant.name else "it names nobody"
        if meant.closed:
            return Verdict.CLOSED, f"{meant.who} is closed"
        return None

    def _placed(self, one: Judged) -> Judged:
        """The row on the one line of time, after all rows that begin before it."""
        begin, end = (int(at.timestamp()) for at in one.pieces[0])
        clash = self._line.clash(begin, end)
        if not clash:
            self._line.accept(end, one.row.number)
            return one
        pieces: tuple[tuple[datetime, datetime], ...] = ()
        if self._how == KEEP:
            pieces = one.pieces
        elif self._how == TRIM:
            free = self._line.free(begin, end)
            pieces = tuple((datetime.fromtimestamp(a, UTC), datetime.fromtimestamp(b, UTC)) for a, b in free)
        for _, stop in pieces:
            self._line.accept(int(stop.timestamp()), one.row.number)
        return replace(one, verdict=Verdict.OVERLAP, detail=clash, pieces=pieces)

    def _described(self, begin: int, end: int, who: str) -> str:
        there = local(datetime.fromtimestamp(begin, UTC), self._zone)
        until = local(datetime.fromtimestamp(end, UTC), self._zone)
        return f"{who} {there:%Y-%m-%d %H:%M}-{until:%H:%M}"


def span(row: TimeRow, zone: str) -> tuple[datetime | None, datetime | None]:
    """When a row was: its instants, or without clock times its day's beginning in the zone and so much later."""
    if row.start is not None:
        return row.start, row.end
    if row.day is None or not row.length_s or row.length_s < 0 or row.problem is Problem.BAD_DATE:
        return None, None
    begin = day_bounds(row.day, row.zone or zone)[0]
    return begin, begin + timedelta(seconds=row.length_s)


def name_rows(rows: Sequence[Judged], names: Names) -> tuple[NameRow, ...]:
    """The names that decide whose rows are, those with the most hours first; of rows that can be taken in or could if somebody had them."""
    counts: dict[str, int] = {}
    seconds: dict[str, int] = {}
    meant: dict[str, Meant] = {}
    for one in rows:
        if one.verdict in _NAMELESS:
            continue
        counts[one.name] = counts.get(one.name, 0) + 1
        seconds[one.name] = seconds.get(one.name, 0) + one.length_s
        if one.name not in meant:
            meant[one.name] = names.of(one.row)
    found = []
    for name in sorted(counts, key=lambda each: (-seconds[each], each)):
        whom = meant[name]
        unknown = not whom.who and not whom.left_out
        near = names.near(name) if unknown else ()
        found.append(
            NameRow(name, counts[name], seconds[name], whom.who, near, whom.left_out, whom.closed, whom.said)
        )
    return tuple(found)


_NAMELESS = frozenset(Verdict(problem.value) for problem in Problem) | {
    Verdict.DUPLICATE,
    Verdict.DELETED,
    Verdict.FUTURE,
    Verdict.TAKEN_BACK,
}


def _moment(at: datetime, zone: str) -> str:
    return f"{local(at, zone):%Y-%m-%d %H:%M}"
