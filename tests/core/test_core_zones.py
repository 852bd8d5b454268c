"""Zones by their names, and local days with the hours that they have."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.period import (
    EARLIEST,
    LATEST,
    Period,
    add_months,
    day_bounds,
    day_start,
    month_of,
    one_day,
    week_of,
    year_of,
)
from fractui.core.zones import (
    check_zone,
    clock_change,
    is_change_day,
    local_day,
    offset_word,
    wall_to_utc,
    zone,
)
from tests.builders import at

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Africa/Cairo",
)
DAYS = st.dates(date(2009, 1, 1), date(2037, 12, 31))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("US/Eastern", "America/New_York"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_zone_is_kept_under_its_own_name(name: str, kept: str) -> None:
    assert check_zone(name) == kept


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("berlin", "did you mean Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Mars/Phobos", "like Europe/Berlin"),
        ("", "like Europe/Berlin"),
        ("Europe", "no time zone"),
        ("../../etc/passwd", "no time zone"),
        ("/etc/localtime", "no time zone"),
        ("right/UTC", "no time zone"),
        ("localtime", "no time zone"),
        ("a\x00b", "no time zone"),
        ("+01:00", "no time zone"),
    ],
)
def test_an_unknown_zone_is_refused_with_a_near_name(name: str, part: str) -> None:
    with pytest.raises(FieldRefused, match="time zone") as refused:
        check_zone(name)
    assert part in refused.value.sentence
    assert "\x00" not in refused.value.sentence


@pytest.mark.parametrize(
    ("zone_name", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Asia/Kathmandu", date(2026, 3, 29), 24),
        ("Pacific/Apia", date(2011, 12, 30), 0),
    ],
)
def test_a_day_has_the_hours_that_it_has(zone_name: str, day: date, hours: float) -> None:
    start, end = day_bounds(day, zone_name)
    assert (end - start) / timedelta(hours=1) == hours
    assert is_change_day(day, zone_name) == (hours != 24)


@settings(deadline=None, max_examples=200)
@given(DAYS, st.sampled_from(ZONES))
def test_days_follow_each_other_without_gap_and_hold_their_instants(day: date, zone_name: str) -> None:
    start, end = day_bounds(day, zone_name)
    assert end == day_start(day + timedelta(days=1), zone_name)
    if end > start:
        assert local_day(start, zone_name) == day
        assert local_day(end - timedelta(seconds=1), zone_name) == day
        assert local_day(start - timedelta(seconds=1), zone_name) < day


@settings(deadline=None, max_examples=200)
@given(st.datetimes(datetime(2009, 1, 1), datetime(2037, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_wall_clock_time_is_one_instant_or_refused(wall: datetime, zone_name: str) -> None:
    wall = wall.replace(second=0, microsecond=0, fold=0)
    trouble = clock_change(wall, zone_name)
    showing = [
        instant
        for instant in {wall.replace(tzinfo=zone(zone_name), fold=fold).astimezone(UTC) for fold in (0, 1)}
        if instant.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0) == wall
    ]
    assert bool(trouble) == (len(showing) != 1)
    if not trouble:
        assert wall_to_utc(wall, zone_name) == showing[0]
    else:
        assert ("twice" in trouble) == (len(showing) == 2)


def test_offsets_are_written_as_iso_has_them() -> None:
    assert offset_word(timedelta(hours=5, minutes=45)) == "+05:45"
    assert offset_word(timedelta(hours=-3, minutes=-30)) == "-03:30"
    assert offset_word(timedelta()) == "+00:00"


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert week_of(date(2026, 11, 29)) == Period(date(2026, 11, 23), date(2026, 11, 30))
    assert month_of(date(2026, 12, 31)) == Period(date(2026, 12, 1), date(2027, 1, 1))
    assert year_of(date(2026, 5, 5)) == Period(date(2026, 1, 1), date(2027, 1, 1))
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -13) == date(2025, 2, 28)


def test_a_period_knows_its_days_and_its_bounds() -> None:
    period = month_of(date(2026, 11, 5))
    assert len(period.days()) == 30
    assert period.last == date(2026, 11, 30)
    assert date(2026, 11, 30) in period
    assert date(2026, 12, 1) not in period
    assert period.bounds("Europe/Berlin") == (at("2026-10-31 23:00"), at("2026-11-30 23:00"))
    assert Period().bounds("Europe/Berlin") == (EARLIEST, LATEST)
    assert one_day(date(2026, 11, 5)).days() == [date(2026, 11, 5)]
    assert Period().last is None
    with pytest.raises(ValueError, match="open"):
        Period().days()
