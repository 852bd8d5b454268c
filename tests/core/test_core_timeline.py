"""Entries on the line of time: no second lost or invented, whatever the clocks do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Entry
from fractui.core.period import day_bounds
from fractui.core.timeline import (
    Span,
    by_day,
    clip,
    day_totals,
    gaps,
    length,
    overlapping_ids,
    overlaps,
    switches,
)
from tests.builders import an_entry, at

NOW = at("2026-11-24 13:07")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
CHANGES = (
    at("2026-03-29 00:00"),
    at("2026-03-08 06:00"),
    at("2026-10-03 15:00"),
    at("2026-10-25 00:00"),
    at("2026-11-01 05:00"),
)


@st.composite
def entries(draw: st.DrawFn, longest_s: int = 3 * 86400) -> Entry:
    start = draw(st.sampled_from(CHANGES)) + timedelta(seconds=draw(st.integers(-2 * 86400, 2 * 86400)))
    end = start + timedelta(seconds=draw(st.integers(0, longest_s)))
    return Entry(
        id=draw(st.uuids()).hex,
        start=start,
        end=draw(st.sampled_from([end, end, end, None])),
        zone=draw(st.sampled_from(ZONES)),
        client=draw(st.sampled_from(["ACME", "BETA", "CYAN"])),
    )


@settings(deadline=None, max_examples=200)
@given(entries())
def test_the_days_of_an_entry_add_up_to_its_length(entry: Entry) -> None:
    cut = by_day(entry, NOW)
    assert sum(seconds for _, seconds in cut) == length(entry, NOW)
    assert [day for day, _ in cut] == sorted({day for day, _ in cut})
    for day, seconds in cut:
        assert seconds == clip(entry, *day_bounds(day, entry.zone), NOW)


@settings(deadline=None, max_examples=100)
@given(entries(), st.lists(st.integers(-3 * 86400, 6 * 86400), max_size=6))
def test_clips_of_adjoining_spans_add_up(entry: Entry, cuts: list[int]) -> None:
    far = timedelta(days=400)
    edges = [
        entry.start - far,
        *sorted(entry.start + timedelta(seconds=cut) for cut in cuts),
        entry.start + far,
    ]
    parts = [clip(entry, begin, end, NOW) for begin, end in pairwise(edges)]
    assert sum(parts) == length(entry, NOW)
    assert all(part >= 0 for part in parts)


@settings(deadline=None, max_examples=100)
@given(st.lists(entries(), max_size=12))
def test_totals_by_day_are_those_of_the_entries_one_by_one(some: list[Entry]) -> None:
    slow: dict[tuple[str, date], int] = {}
    for entry in some:
        for day, seconds in by_day(entry, NOW):
            slow[entry.who, day] = slow.get((entry.who, day), 0) + seconds
    quick = day_totals(some, NOW)
    assert {key: value for key, value in quick.items() if value} == {
        key: value for key, value in slow.items() if value
    }


@settings(deadline=None, max_examples=100)
@given(st.lists(entries(longest_s=40_000), max_size=10))
def test_gaps_and_tracked_time_fill_the_span(some: list[Entry]) -> None:
    start, end = at("2026-10-24 00:00"), at("2026-10-27 00:00")
    free = gaps(some, start, end, NOW)
    for span in free:
        assert start <= span.start < span.end <= end
        assert all(clip(entry, span.start, span.end, NOW) == 0 for entry in some)
    covered = sum(span.seconds for span in free)
    seconds = set()
    for entry in some:
        first = max(0, (entry.start - start) // timedelta(seconds=1))
        last = min(259_200, ((entry.end or NOW) - start) // timedelta(seconds=1))
        seconds |= set(range(first, last))
    assert covered == 259_200 - len(seconds)


@settings(deadline=None, max_examples=100)
@given(st.lists(entries(longest_s=40_000), max_size=8, unique_by=lambda entry: entry.id))
def test_overlaps_are_all_pairs_that_share_time(some: list[Entry]) -> None:
    pairs = {frozenset((each.first.id, each.second.id)) for each in overlaps(some, NOW)}
    expected = set()
    for index, one in enumerate(some):
        for other in some[index + 1 :]:
            if clip(one, other.start, other.end or max(NOW, other.start), NOW) > 0:
                expected.add(frozenset((one.id, other.id)))
    assert pairs == expected


def test_a_night_of_a_clock_change_has_the_hours_it_has() -> None:
    long = an_entry("2026-10-24 23:00", "2026-10-25 04:00")  # 01:00 to 05:00 on Berlin's clocks
    assert by_day(long, NOW) == [(date(2026, 10, 25), 5 * 3600)]
    short = an_entry("2026-03-28 21:00", "2026-03-29 22:00")
    assert by_day(short, NOW) == [(date(2026, 3, 28), 2 * 3600), (date(2026, 3, 29), 23 * 3600)]


def test_bounds_in_one_local_zone_are_still_subtracted_in_utc() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    entry = an_entry("2026-10-24 00:00", "2026-10-26 00:00")
    day = datetime(2026, 10, 25, tzinfo=berlin), datetime(2026, 10, 26, tzinfo=berlin)
    assert clip(entry, *day, NOW) == 25 * 3600


def test_a_day_is_that_of_the_zone_in_which_the_entry_was_made() -> None:
    late = ("2026-11-24 22:30", "2026-11-24 23:30")
    assert by_day(an_entry(*late), NOW) == [(date(2026, 11, 24), 1800), (date(2026, 11, 25), 1800)]
    assert by_day(an_entry(*late, zone="Asia/Tokyo"), NOW) == [(date(2026, 11, 25), 3600)]


def test_an_entry_that_crosses_midnight_and_month_is_cut_there() -> None:
    entry = an_entry("2026-07-31 20:00", "2026-08-01 00:00")
    assert by_day(entry, NOW) == [(date(2026, 7, 31), 7200), (date(2026, 8, 1), 7200)]


def test_a_running_entry_lasts_until_now_and_never_less_than_nothing() -> None:
    runs = an_entry("2026-11-24 12:00", None)
    assert length(runs, NOW) == 4020
    assert length(runs, NOW - timedelta(hours=6)) == 0
    assert clip(runs, NOW - timedelta(days=1), NOW, NOW - timedelta(hours=6)) == 0
    assert by_day(runs, NOW - timedelta(hours=6)) == [(date(2026, 11, 24), 0)]


def test_gaps_shorter_than_wanted_are_left_out() -> None:
    some = [
        an_entry("2026-11-24 08:00", "2026-11-24 09:00"),
        an_entry("2026-11-24 09:05", "2026-11-24 10:00"),
    ]
    free = gaps(some, at("2026-11-24 07:00"), at("2026-11-24 11:00"), NOW, shortest_s=600)
    assert free == (
        Span(at("2026-11-24 07:00"), at("2026-11-24 08:00")),
        Span(at("2026-11-24 10:00"), at("2026-11-24 11:00")),
    )


def test_switches_of_a_day() -> None:
    day = [
        an_entry("2026-11-24 08:00", "2026-11-24 09:00", client="ACME"),
        an_entry("2026-11-24 09:00", "2026-11-24 09:20", client="BETA"),
        an_entry("2026-11-24 09:20", "2026-11-24 09:30", client="ACME"),
        an_entry("2026-11-24 09:30", "2026-11-24 10:00", client="ACME"),
        an_entry("2026-11-24 10:00", "2026-11-24 12:00", client="BETA"),
    ]
    assert switches(day) == 3
    assert switches([]) == 0
    slip = replace(day[0], id="f" * 32, client="CYAN", start=day[1].start, end=day[1].start)
    assert switches([*day, slip]) == 3


def test_overlapping_ids_are_of_both() -> None:
    one = an_entry("2026-11-24 08:00", "2026-11-24 09:00", id="1")
    two = an_entry("2026-11-24 08:59", "2026-11-24 10:00", id="2")
    three = an_entry("2026-11-24 10:00", "2026-11-24 11:00", id="3")
    assert overlapping_ids([three, two, one], NOW) == {"1", "2"}


def test_years_of_entries_keep_every_second() -> None:
    start = datetime(2020, 1, 1, 7, tzinfo=UTC)
    begins = [start + timedelta(hours=5 * number) for number in range(10_000)]
    many = [
        Entry(
            id=str(number), start=begin, end=begin + timedelta(hours=2), zone="Europe/Berlin", client="ACME"
        )
        for number, begin in enumerate(begins)
    ]
    assert sum(day_totals(many, NOW).values()) == 20_000 * 3600
