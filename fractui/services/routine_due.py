"""Which review is offered now; light, because the frame asks at every start."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fractui.core.entry import Bucket, Entry
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.period import day_start, week_of
from fractui.core.routine import Routine, is_finished, of_weekday, routine_of, sitting
from fractui.core.settings import Settings
from fractui.services.views.routine import RoutineOffer
from fractui.store.practice import Practice


def week_entries(practice: Practice, today: date, zone: str) -> tuple[Entry, ...]:
    """The practice's own entries from the week's beginning to the end of ``today``, a day of the zone.

    No month is read where nothing was tracked as administration.
    """
    monday = week_of(today).start or today
    sums = practice.own.bucket_totals(monday, today)
    if practice.own.running() is None and not any(Bucket.ADMIN.value in day for day in sums.values()):
        return ()
    return practice.own.entries(day_start(monday, zone), day_start(today + timedelta(days=1), zone))


def todays_sitting(practice: Practice, kind: Routine, today: date, zone: str) -> tuple[Entry, ...]:
    """The entries of the review that is under way; one that was left on an earlier day is not gone on with."""
    midnight = day_start(today, zone)
    entries = week_entries(practice, today, zone)
    return sitting([each for each in entries if each.end is None or each.end > midnight], kind)


def offered(
    practice: Practice, running: Entry | None, settings: Settings, today: date, now: datetime
) -> RoutineOffer | None:
    """The review that runs, else that of the day while it was not finished this week (rows 003-19, 003-20).

    None for neither, and while there is no client.
    """
    runs = routine_of(running)
    if runs is not None:
        return RoutineOffer(runs.value, begun=True)
    kind = of_weekday(today.weekday(), settings)
    if kind is None or not practice.codes():
        return None
    try:
        entries = week_entries(practice, today, settings.zone)
    except (Damaged, StorageTrouble):  # the frame tells of it
        return None
    if any(routine_of(each) is kind and is_finished(each) and each.start <= now for each in entries):
        return None
    return RoutineOffer(kind.value, begun=bool(todays_sitting(practice, kind, today, settings.zone)))
