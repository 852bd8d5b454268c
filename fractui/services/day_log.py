"""A day and a log: entries with the gaps between them, in the user's zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import takewhile

from fractui.core.client import Client
from fractui.core.entry import Entry, bucket_named
from fractui.core.period import Period, day_bounds, week_of
from fractui.core.settings import Settings
from fractui.core.switching import figures, runs
from fractui.core.timeline import (
    Span,
    day_in,
    end_of,
    gaps,
    overlapping_ids,
    seconds_in,
    switches,
    unsettled_ids,
)
from fractui.core.value import value
from fractui.core.wording import bucket_label
from fractui.core.zones import local, local_day, zone
from fractui.services.one_line_of_time import entries_of_days
from fractui.services.plans import week_plans
from fractui.services.tally import Tally, own_week
from fractui.services.views.log import LogRow, LogView
from fractui.services.views.time import DayView, EntryRow, WeekRow
from fractui.services.whose import by_key, gathered
from fractui.store.practice import Practice

SHORTEST_GAP_S = 60
"""An untracked stretch shorter than this is no gap but the time it takes to press a key."""


@value
class _Names:
    """Clients by code, open and closed, to name and colour rows by."""

    clients: dict[str, Client]
    titles: dict[str, str]

    def name(self, entry: Entry) -> str:
        """The client's name, or the bucket in words."""
        return self.clients[entry.client].name if entry.client else bucket_label(entry.who)

    def color(self, entry: Entry) -> str:
        """The client's colour; a bucket has none."""
        return self.clients[entry.client].color if entry.client else ""


def day_view(practice: Practice, day: date | None, now: datetime) -> DayView:
    """The Time pane of ``day``, today when None."""
    settings = practice.settings()
    today = local_day(now, settings.zone)
    day = day or today
    start, end = day_bounds(day, settings.zone)
    entries = entries_of_days(practice, start, end, settings.zone)
    marks = _Overlapping(entries, now)
    free = _gaps(entries, day, settings, now)
    names = _names(practice, entries)
    rows = [_entry_row(each, names, settings.zone, start, end, marks) for each in entries]
    rows += [_gap_row(span, settings.zone) for span in free]
    rows.sort(key=lambda row: (not row.timed, row.start, row.gap, row.id))
    week, totals = _week(practice, week_of(day).start or day)
    work_from, work_to = _working_hours(day, settings)
    return DayView(
        day=day,
        today=today,
        zone=settings.zone,
        day_start=local(start, settings.zone),
        day_end=local(end, settings.zone),
        work_from=work_from,
        work_to=work_to,
        rows=tuple(rows),
        tracked_s=sum(row.seconds for row in rows if not row.gap),
        untracked_s=sum(span.seconds for span in free),
        switches=switches(entries),
        week=week,
        week_totals=totals,
        week_monday=week_of(day).start or day,
        plan=week_plans(practice, week_of(day).start or day, today, settings),
        runs=figures(runs(entries, start, end, now)),
    )


def log_view(practice: Practice, only: str | None, period: Period, now: datetime) -> LogView:
    """The log of ``period``, of everyone or of ``only`` one client's code or bucket's name.

    Raises:
        Damaged: it is of one client whose entries cannot be read.
    """
    settings = practice.settings()
    start, end = period.bounds(settings.zone)
    everyone = entries_of_days(practice, start, end, settings.zone)
    marks = _Overlapping(everyone, now)
    shown = everyone if only is None else _of(practice, only, start, end, settings.zone)
    rows = [
        LogRow(
            each,
            each.who,
            *_placed(each, settings.zone),
            seconds=seconds_in(each, start, end, settings.zone, now),
            overlap=marks.shares(each),
            kept=marks.is_kept(each),
        )
        for each in shown
    ]
    free = _log_gaps(everyone, period, settings, now) if only is None else []
    rows += [
        LogRow(None, "", local(span.start, settings.zone), local(span.end, settings.zone), span.seconds)
        for span in free
    ]
    rows.sort(key=_by_day_and_start)
    total = sum(row.seconds for row in rows if row.entry is not None)
    return LogView(period.start, period.end, tuple(rows), total, sum(span.seconds for span in free))


class _Overlapping:
    """Which of some entries share time, and for which of them that was chosen."""

    def __init__(self, entries: tuple[Entry, ...], now: datetime) -> None:
        self._all = overlapping_ids(entries, now)
        self._unsettled = unsettled_ids(entries, now) if self._all else frozenset()

    def shares(self, entry: Entry) -> bool:
        """Whether it shares time with another."""
        return entry.id in self._all

    def is_kept(self, entry: Entry) -> bool:
        """Whether it does so only by choice."""
        return entry.id in self._all and entry.id not in self._unsettled


def _by_day_and_start(row: LogRow) -> tuple[date, bool, datetime, bool]:
    """What has no clock times stands behind the rest of its day."""
    return row.start.date(), row.entry is not None and not row.entry.timed, row.start, row.entry is None


def _placed(entry: Entry, zone_name: str) -> tuple[datetime, datetime | None]:
    """Where the entry begins and ends for the user; without clock times as if at the beginning of its own day."""
    if entry.timed or entry.end is None:
        return local(entry.start, zone_name), local(entry.end, zone_name) if entry.end else None
    begin = day_in(entry, zone_name)
    return local(begin, zone_name), local(begin + (entry.end - entry.start), zone_name)


def _of(practice: Practice, only: str, start: datetime, end: datetime, zone_name: str) -> tuple[Entry, ...]:
    """The entries of one client or bucket.

    Raises:
        Damaged: they cannot be read.
    """
    portal = practice.own if bucket_named(only) is not None else practice.portal(only)
    found = entries_of_days(practice, start, end, zone_name, portal)
    return tuple(each for each in found if each.who == only)


def _entry_row(
    entry: Entry, names: _Names, zone_name: str, start: datetime, end: datetime, marks: _Overlapping
) -> EntryRow:
    began, ended = _placed(entry, zone_name)
    return EntryRow(
        id=entry.id,
        rev=entry.rev,
        code=entry.who,
        name=names.name(entry),
        is_bucket=entry.client is None,
        color=names.color(entry),
        start=began,
        end=ended,
        seconds=seconds_in(entry, start, end, zone_name, entry.start) if entry.end else 0,
        category=entry.category.value if entry.category else "",
        note=entry.note,
        deliverable=names.titles.get(entry.deliverable or "", ""),
        overlap=marks.shares(entry),
        deliverable_id=entry.deliverable or "",
        timed=entry.timed,
        kept=marks.is_kept(entry),
        locked=entry.locked,
    )


def _gap_row(span: Span, zone_name: str) -> EntryRow:
    return EntryRow(
        id="",
        rev=0,
        code="",
        name="",
        is_bucket=False,
        color="",
        start=local(span.start, zone_name),
        end=local(span.end, zone_name),
        seconds=span.seconds,
        category="",
        note="",
        deliverable="",
        gap=True,
    )


def _names(practice: Practice, entries: Iterable[Entry]) -> _Names:
    clients: dict[str, Client] = {}
    titles: dict[str, str] = {}
    for each in entries:
        if each.client is None:
            continue
        portal = practice.portal(each.client)
        if each.client not in clients:
            clients[each.client] = portal.client()
        if each.deliverable and each.deliverable not in titles:
            found = portal.deliverables_named(each.deliverable)
            titles[each.deliverable] = found[0].title if found else ""
    return _Names(clients, titles)


def _working_hours(day: date, settings: Settings) -> tuple[datetime, datetime]:
    tz = zone(settings.zone)
    return datetime.combine(day, settings.work_from, tz), datetime.combine(day, settings.work_to, tz)


def _gaps(entries: Iterable[Entry], day: date, settings: Settings, now: datetime) -> tuple[Span, ...]:
    """What is untracked in the working hours of a working day, up to now."""
    start, end = _working_hours(day, settings)
    end = min(end, now)
    if day.weekday() not in settings.work_days or end <= start:
        return ()
    return gaps(entries, start, end, now, SHORTEST_GAP_S)


def _log_gaps(entries: tuple[Entry, ...], period: Period, settings: Settings, now: datetime) -> list[Span]:
    """The gaps of each working day from the first with an entry on: before that nobody was tracking."""
    entries = tuple(each for each in entries if each.timed)
    if not entries:
        return []
    day = local_day(entries[0].start, settings.zone)
    day = max(day, period.start or day)
    last = min(local_day(now, settings.zone), period.last or date.max)
    found: list[Span] = []
    place = 0
    while day <= last:
        start, end = day_bounds(day, settings.zone)
        while place < len(entries) and end_of(entries[place], now) <= start:
            place += 1
        found += _gaps(takewhile(lambda each: each.start < end, entries[place:]), day, settings, now)  # noqa: B023
        day += timedelta(days=1)
    return found


def _week(practice: Practice, monday: date) -> tuple[tuple[WeekRow, ...], tuple[int, ...]]:
    """Who had how much of the week by day, clients by key and then buckets; and the days' sums."""
    sunday = monday + timedelta(days=6)
    rows = []
    for client, tally in _tallies(practice, monday, sunday):
        days = tally.week(monday)
        rows.append(WeekRow(client.id, client.name, client.color, False, days, sum(days)))
    for bucket, days in own_week(practice, monday).items():
        rows.append(WeekRow(bucket.value, bucket_label(bucket), "", True, days, sum(days)))
    rows = [row for row in rows if row.total_s]
    return tuple(rows), tuple(sum(row.days[day] for row in rows) for day in range(7))


def _tallies(practice: Practice, first: date, last: date) -> list[tuple[Client, Tally]]:
    """The clients, open and closed, by digit, with their time of those days."""
    found = gathered(
        practice, lambda portal: ((portal.client(), Tally(portal, first, last)),) if portal.code else ()
    )
    return sorted(found, key=lambda pair: by_key(pair[0]))
