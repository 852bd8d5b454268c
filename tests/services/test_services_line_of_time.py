"""One person's line of time after any sequence of changes (pains 8, 9, 18; row 000-29)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fractui.core.entry import Entry
from fractui.core.errors import Refused
from fractui.core.overlap import OnOverlap
from fractui.core.period import LATEST, Period, add_months, month_of, one_day, week_of
from fractui.core.timeline import overlaps
from fractui.services.exporting import Exporting
from fractui.services.one_line_of_time import entries_between, running_entry
from fractui.services.reports import Reports
from tests.builders import at
from tests.services.desk import Desk

BEGINNING = at("2026-10-24 18:00")
"""The night of the clock change in Berlin: so many entries in so few hours are in each other's way."""

WHOSE = ("ACME", "BETA", "bd")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
QUARTER = timedelta(minutes=15)

moments = st.integers(0, 48).map(lambda count: BEGINNING + count * QUARTER)
lengths = st.integers(0, 20).map(lambda count: count * QUARTER)
hows = st.sampled_from([each.value for each in OnOverlap])
which = st.integers(0, 30)
whose = st.sampled_from(WHOSE)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), whose, moments, lengths, hows),
        st.tuples(st.just("add"), whose, moments, lengths, hows),
        st.tuples(st.just("on day"), whose, st.integers(20, 26), st.integers(1, 90_000)),
        st.tuples(st.just("edit"), which, moments, lengths, hows),
        st.tuples(st.just("give"), which, whose),
        st.tuples(st.just("split"), which, st.integers(1, 9)),
        st.tuples(st.just("join"), which, st.none() | which),
        st.tuples(st.just("delete"), which),
        st.tuples(st.just("start"), whose, st.none() | lengths, hows),
        st.tuples(st.just("switch"), whose, st.none() | lengths, hows),
        st.tuples(st.just("stop"), st.none() | lengths, hows),
        st.tuples(st.just("clock"), st.integers(-20, 20)),
        st.tuples(st.just("travel"), st.sampled_from(ZONES)),
    ),
    min_size=8,
    max_size=24,
)


class Steps:
    """Takes the steps over one practice; what is refused changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def all(self) -> tuple[Entry, ...]:
        """Every live entry."""
        return entries_between(self.desk.practice, BEGINNING - timedelta(days=90), LATEST)

    def one(self, number: int) -> Entry:
        """One of them."""
        entries = self.all()
        if not entries:
            raise Refused("There is nothing yet.")
        return entries[number % len(entries)]

    def take(self, step: tuple[Any, ...]) -> bool:
        """Take a step; False where it was refused."""
        act: Callable[..., object] = getattr(self, step[0].replace(" ", "_"))
        try:
            act(*step[1:])
        except Refused:
            return False
        return True

    def back(self, by: timedelta | None) -> datetime | None:
        """So long ago, None for now."""
        return None if by is None else self.desk.clock.now - by

    def add(self, who: str, start: datetime, length: timedelta, how: str) -> None:
        self.desk.entries.add(who, start, start + length, on_overlap=how)

    def on_day(self, who: str, day: int, seconds: int) -> None:
        self.desk.entries.add(who, day=date(2026, 10, day), length=seconds)

    def edit(self, number: int, start: datetime, length: timedelta, how: str) -> None:
        self.desk.entries.edit(self.one(number).id, start=start, end=start + length, on_overlap=how)

    def give(self, number: int, who: str) -> None:
        self.desk.entries.give(self.one(number).id, who)

    def split(self, number: int, tenths: int) -> None:
        entry = self.one(number)
        end = entry.end or self.desk.clock.now
        self.desk.entries.split(entry.id, entry.start + (end - entry.start) * tenths / 10)

    def join(self, number: int, other: int | None) -> None:
        self.desk.entries.join(self.one(number).id, None if other is None else self.one(other).id)

    def delete(self, number: int) -> None:
        entry = self.one(number)
        if entry.end is None:
            self.desk.timer.cancel()
        else:
            self.desk.entries.delete(entry.id)

    def start(self, who: str, back: timedelta | None, how: str) -> None:
        self.desk.timer.start(who, at=self.back(back), on_overlap=how)

    def switch(self, who: str, back: timedelta | None, how: str) -> None:
        self.desk.timer.switch(who, at=self.back(back), on_overlap=how)

    def stop(self, back: timedelta | None, how: str) -> None:
        ahead = self.desk.clock.now + (back or QUARTER)
        running = running_entry(self.desk.practice)
        behind = running is not None and running.start > self.desk.clock.now
        self.desk.timer.stop(at=ahead if behind else self.back(back), on_overlap=how)

    def clock(self, quarters: int) -> None:
        self.desk.clock.now += quarters * QUARTER

    def travel(self, zone: str) -> None:
        with self.desk.practice.transaction("settings") as tx:
            tx.put(replace(self.desk.practice.settings(), zone=zone))


def exported(desk: Desk) -> list[bytes]:
    """What ``export json`` gives of each client, and the own time."""
    files = Exporting(desk.practice)
    own = repr([each for each in entries_between(desk.practice, BEGINNING, LATEST) if each.bucket])
    return [*(files.json_file(code)[0] for code in ("ACME", "BETA")), own.encode()]


def unmarked(entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
    """Pairs that share time although nobody chose it; what runs is taken to go on."""
    return [
        (repr(pair.first), repr(pair.second))
        for pair in overlaps(entries, at("2030-01-01 00:00"))
        if not (pair.first.overlap_ok or pair.second.overlap_ok)
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_no_sequence_leaves_an_unmarked_overlap_or_a_lost_second_or_cannot_be_undone(
    taken: list[tuple[Any, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.in_folder(Path(folder) / "data")
        desk.client("ACME")
        desk.client("BETA")
        desk.go("2026-10-25 06:00")
        desk.time("ACME", "2026-10-24 20:00", "2026-10-25 03:00", note="over midnight and the clock change")
        desk.time("BETA", "2026-10-25 04:00", "2026-10-25 04:30")
        at_first = exported(desk)
        done = len(desk.history.rows(10_000))
        line = Steps(desk)
        for step in taken:
            if line.take(step):
                assert unmarked(line.all()) == [], step
        desk.clock.now = max(desk.clock.now, at("2026-10-27 12:00"))
        check_sums(desk)
        for _ in range(len(desk.history.rows(10_000)) - done):
            desk.history.undo()
        assert exported(desk) == at_first


def check_sums(desk: Desk) -> None:
    """Every partition of the time adds up to the whole, and the days of each entry to its length."""
    reports = Reports(str(desk.root), desk.clock, lambda: desk.practice)
    entries = entries_between(desk.practice, BEGINNING - timedelta(days=90), LATEST)
    closed = sum((each.end - each.start) // timedelta(seconds=1) for each in entries if each.end is not None)

    def total(period: Period, by: str = "client", code: str | None = None) -> int:
        return reports.report(code, period, by).total_s

    whole = Period(date(2026, 9, 28), date(2026, 11, 30))
    days, weeks = whole.days(), [week_of(day) for day in whole.days()[::7]]
    months = [month_of(add_months(date(2026, 9, 1), count)) for count in range(3)]
    assert total(whole) == closed
    assert sum(total(one_day(day)) for day in days if 17 < day.day < 29 and day.month == 10) == closed
    assert sum(total(week) for week in weeks) == sum(total(month) for month in months) == closed
    for by in ("client", "category", "day", "week", "month"):
        assert total(whole, by) == closed
    assert sum(total(whole, code=code) for code in WHOSE) == closed
    log = desk.entries.log(None, Period())
    running = running_entry(desk.practice)
    runs = 0 if running is None else max(0, (desk.clock.now - running.start) // timedelta(seconds=1))
    assert log.total_s == closed + runs
    assert json.dumps(desk.timer.status())
