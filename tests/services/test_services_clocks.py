"""Time where clocks change, people travel, clocks are set back and processes stand still (pains 5, 9, 18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from fractui.core.entry import Entry
from fractui.core.errors import FieldRefused, Refused
from fractui.core.period import Period, day_bounds, month_of, one_day, week_of
from fractui.core.timeline import by_day
from fractui.services.reports import Reports
from tests.builders import at
from tests.services.desk import Desk

HOUR = 3600

CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), 23),
    ("Europe/Berlin", date(2026, 10, 25), 25),
    ("America/New_York", date(2026, 3, 8), 23),
    ("America/New_York", date(2026, 11, 1), 25),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
    ("Asia/Kathmandu", date(2026, 4, 5), 24),
]
"""Days on which the clocks are set forward or back, by half an hour or an hour, and one without."""


def at_home_in(zone: str, folder: Path) -> Desk:
    """A practice there, looked at in January."""
    desk = Desk.in_folder(folder / "data", zone)
    desk.client("ACME", zone=zone)
    desk.go("2027-01-04 09:00")
    return desk


def reported(desk: Desk, period: Period, by: str = "day") -> dict[str, int]:
    """What the report says."""
    found = Reports(str(desk.root), desk.clock, lambda: desk.practice).report(None, period, by)
    return {row[0]: row[1] for row in found.rows}


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_day_has_the_hours_that_it_has(zone: str, day: date, hours: float, tmp_path: Path) -> None:
    desk = at_home_in(zone, tmp_path)
    start, end = day_bounds(day, zone)
    whole = int(hours * HOUR)
    # From three hours before that midnight to three hours after the next.
    entry = desk.entries.add("ACME", start - timedelta(hours=3), end + timedelta(hours=3))
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    expected = {before: 3 * HOUR, day: whole, after: 3 * HOUR}
    assert dict(by_day(entry, desk.clock.now)) == expected
    assert reported(desk, Period(before, after + timedelta(days=1))) == {
        each.isoformat(): seconds for each, seconds in expected.items()
    }
    for each, seconds in expected.items():
        assert desk.entries.day(each).tracked_s == desk.entries.log(None, one_day(each)).total_s == seconds
    # Cut at each hour of the day, the parts are the whole and keep to their days.
    rest = entry
    cuts = [start + timedelta(hours=count) for count in range(0, int(hours) + 1, 6)]
    for cut in cuts:
        _, rest = desk.entries.split(rest.id, cut)
    parts = [row.entry for row in desk.entries.log(None, Period()).rows if row.entry is not None]
    assert len(parts) == len(cuts) + 1
    assert sum(dict(by_day(each, desk.clock.now)).get(day, 0) for each in parts) == whole
    assert reported(desk, one_day(day)) == {day.isoformat(): whole}


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_gaps_are_as_long_as_they_were(zone: str, day: date, hours: float, tmp_path: Path) -> None:
    desk = at_home_in(zone, tmp_path)
    with desk.practice.transaction("settings") as tx:
        everyday = replace(desk.practice.settings(), work_days=tuple(range(7)))
        tx.put(replace(everyday, work_from=datetime.min.time(), work_to=datetime.max.time()))
    start, end = day_bounds(day, zone)
    desk.entries.add("ACME", start, start + timedelta(hours=1))
    desk.entries.add("bd", end - timedelta(hours=1), end)
    shown = desk.entries.day(day)
    assert [row.seconds for row in shown.rows] == [HOUR, int(hours * HOUR) - 2 * HOUR, HOUR]
    assert shown.untracked_s == int(hours * HOUR) - 2 * HOUR
    # The whole gap is filled by adding from its start to its end, whatever the clock on the wall shows.
    gap = next(row for row in shown.rows if row.gap)
    assert gap.end is not None
    desk.entries.add("ACME", gap.start, gap.end)
    assert desk.entries.day(day).untracked_s == 0


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        ("2026-11-24 22:00", "2026-11-25 01:00", {"day": [1, 2], "month": [3]}),
        ("2026-11-30 22:00", "2026-12-01 01:00", {"day": [1, 2], "month": [1, 2]}),
        ("2026-12-31 22:00", "2027-01-01 01:00", {"day": [1, 2], "month": [1, 2]}),
        ("2026-12-27 22:00", "2026-12-28 01:00", {"day": [1, 2], "week": [1, 2]}),
    ],
    ids=["over midnight", "over the month's end", "over the year's end", "over the week's end"],
)
def test_what_crosses_an_end_counts_on_both_sides(
    start: str, end: str, parts: dict[str, list[int]], tmp_path: Path
) -> None:
    desk = at_home_in("Europe/Berlin", tmp_path)
    entry = desk.entries.add("ACME", at(start), at(end))
    for by, hours in parts.items():
        assert list(reported(desk, Period(), by).values()) == [each * HOUR for each in hours]
    day = entry.start.date()
    assert desk.entries.log(None, one_day(day)).total_s == HOUR
    for period in (week_of(day), month_of(day)):
        assert desk.entries.log(None, period).total_s == sum(reported(desk, period).values())


def test_a_traveller_s_timer_keeps_the_zone_that_it_was_started_in(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-11-24 20:00")
    desk.timer.start("ACME")
    with desk.practice.transaction("settings") as tx:
        tx.put(replace(desk.practice.settings(), zone="America/New_York"))
    desk.go("2026-11-25 02:00")
    closed = desk.timer.stop()
    # In Berlin it was 21:00 to 03:00, and that is how the work was spread over the days; in New York it was one evening.
    assert closed.zone == "Europe/Berlin"
    assert reported(desk, Period()) == {"2026-11-24": 3 * HOUR, "2026-11-25": 3 * HOUR}
    assert desk.entries.day(date(2026, 11, 24)).tracked_s == 6 * HOUR
    desk.go("2026-11-25 03:00")
    after = desk.time("bd", "2026-11-25 01:00", "2026-11-25 03:00", on_overlap="trim-later")
    assert (after.zone, after.start) == ("America/New_York", closed.end)
    assert reported(desk, Period())["2026-11-24"] == 4 * HOUR
    whole = desk.entries.add("ACME", day=date(2026, 11, 24), length=HOUR)
    assert desk.entries.day(date(2026, 11, 24)).tracked_s == 8 * HOUR
    with desk.practice.transaction("settings") as tx:
        tx.put(replace(desk.practice.settings(), zone="Pacific/Auckland"))
    assert [row.id for row in desk.entries.day(date(2026, 11, 24)).rows if not row.timed] == [whole.id]


def test_a_clock_set_back_while_the_timer_runs_loses_and_doubles_nothing(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    desk.clock.forward(hours=-1)
    assert desk.timer.status()["elapsed_s"] == 0
    with pytest.raises(Refused, match="the clock was set back; say when it ended"):
        desk.timer.stop()
    early = desk.time("bd", "2026-11-24 12:30", "13:00")
    closed = desk.timer.stop(at("2026-11-24 14:37"))
    assert (closed.start, closed.end) == (at("2026-11-24 14:07"), at("2026-11-24 14:37"))
    # It is 13:07 once more: what is started now will run into what was tracked, and says so.
    running = desk.timer.start("bd")
    assert running.overlap_ok
    desk.clock.forward(hours=2)
    assert desk.timer.stop().end == at("2026-11-24 15:07")
    marked = {
        row.entry.id: row.kept for row in desk.entries.log(None, Period()).rows if row.overlap and row.entry
    }
    assert marked == {closed.id: True, running.id: True}
    assert desk.entries.show(early.id).end == at("2026-11-24 13:00")


def test_a_clock_corrected_by_a_second_is_made_up_for(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME", at=at("2026-11-24 13:00"))
    closed = desk.timer.stop()
    desk.clock.forward(seconds=-2)
    started = desk.timer.start("bd")
    assert (started.start, started.overlap_ok) == (closed.end, False)


def test_an_end_ahead_of_a_clock_set_back_does_not_run_into_others_unasked(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("bd", "2026-11-24 13:00", "14:00")
    desk.timer.start("ACME")
    desk.go("2026-11-24 15:00")
    desk.timer.switch("bd", at=at("2026-11-24 14:30"))
    desk.timer.cancel()
    desk.time("admin", "2026-11-24 14:40", "15:00")
    running = desk.entries.log("ACME", Period()).rows[0].entry
    assert running is not None
    assert running.end == at("2026-11-24 14:30")
    with pytest.raises(FieldRefused, match="admin 15:40-16:00"):
        desk.entries.edit(running.id, end=at("2026-11-24 14:50"))


def test_nine_frozen_hours_are_cut_by_nobody_but_a_person(desk: Desk) -> None:
    desk.client("ACME")
    started = desk.timer.start("ACME")
    left = desk.clock.forward(minutes=20)
    desk.clock.forward(hours=9)
    again = desk.reopened()
    assert again.timer.status()["elapsed_s"] == 9 * HOUR + 1200
    assert again.entries.show(started.id).end is None
    closed, away = again.entries.split(started.id, left)
    assert (closed.end, away.start, away.end) == (left, left, None)
    given = again.entries.give(away.id, "personal")
    assert (given.end, _spans(again)) == (None, [("ACME", 1200), ("personal", 9 * HOUR)])
    stopped = again.timer.stop(left + timedelta(hours=1))
    assert stopped.end == left + timedelta(hours=1)


def _spans(desk: Desk) -> list[tuple[str, int]]:
    rows = desk.entries.log(None, Period()).rows
    return [(row.whose, row.seconds) for row in rows if isinstance(row.entry, Entry)]
