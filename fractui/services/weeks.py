"""The Calendar: a day, a week or four weeks by hours, planned beside tracked (rows 000-30, 003-13)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from fractui.core.client import Client
from fractui.core.entry import Entry
from fractui.core.leave import Leave, leave_on
from fractui.core.period import day_bounds, week_of
from fractui.core.timeline import seconds_in
from fractui.core.zones import local, local_day
from fractui.services.load import Load
from fractui.services.one_line_of_time import entries_of_days
from fractui.services.planning import Planning
from fractui.services.views.week import DAY, LENGTHS, MONTH, DayBeside, TrackedPiece, WeekView
from fractui.services.whose import gathered
from fractui.store.practice import Practice

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class Weeks:
    """Views of the Calendar."""

    def __init__(self, practice: Practice, planning: Planning, load: Load) -> None:
        self._practice = practice
        self._planning = planning
        self._load = load

    def view(self, code: str | None, day: date | None, zoom: str) -> WeekView:
        """What is about ``day`` (today when None), for one client or for all and own time; the load is of all in any case.

        A day is shown alone, a week from its Monday, four weeks from the Monday of the day's.

        Raises:
            NotFound: no client has that code.
        """
        settings = self._practice.settings()
        about = day or local_day(self._practice.now(), settings.zone)
        first = about if zoom == DAY else week_of(about).start or about
        days = LENGTHS[zoom]
        agenda = self._planning.agenda(code, first, days)
        leaves = self._practice.own.documents(Leave)
        tracked = self._tracked(agenda.code, first, days, settings.zone) if zoom != MONTH else {}
        return WeekView(
            zoom=zoom,
            agenda=agenda,
            beside=tuple(
                _beside(each.day, tracked.get(each.day, ()), leaves, settings.work_days, settings.zone)
                for each in agenda.days
            ),
            work_from=settings.work_from,
            work_to=settings.work_to,
            load=self._load.view(first),
        )

    def _tracked(
        self, code: str | None, first: date, days: int, home: str
    ) -> dict[date, tuple[tuple[Entry, str], ...]]:
        """The entries of each day, with their colours."""
        only = None if code is None else self._practice.portal(code) if code else self._practice.own
        start, end = day_bounds(first, home)[0], day_bounds(first + (days - 1) * _DAY, home)[1]
        entries = entries_of_days(self._practice, start, end, home, only)
        if not entries:
            return {}
        clients: dict[str | None, Client] = {
            client.id: client
            for client in gathered(self._practice, lambda portal: (portal.client(),) if portal.code else ())
        }
        now = self._practice.now()
        found: dict[date, tuple[tuple[Entry, str], ...]] = {}
        for n in range(days):
            day = first + n * _DAY
            begin, finish = day_bounds(day, home)
            found[day] = tuple(
                (each, clients[each.client].color if each.client in clients else "")
                for each in entries
                if each.start < finish and begin < (each.end or max(now, each.start + _SECOND))
            )
        return found


def _beside(
    day: date,
    tracked: tuple[tuple[Entry, str], ...],
    leaves: Iterable[Leave],
    work_days: tuple[int, ...],
    home: str,
) -> DayBeside:
    begin, end = day_bounds(day, home)
    leave = leave_on(leaves, day)
    return DayBeside(
        tracked=tuple(
            TrackedPiece(
                id=entry.id,
                code=entry.who,
                color=color,
                start=local(max(entry.start, begin), home),
                end=local(min(entry.end, end), home) if entry.end is not None else None,
            )
            for entry, color in tracked
            if entry.timed
        ),
        tracked_s=sum(seconds_in(entry, begin, end, home, entry.start) for entry, _ in tracked if entry.end),
        leave="" if leave is None else leave.name or "time off",
        works=day.weekday() in work_days and leave is None,
    )
