"""What a block becomes: rule, exceptions, moved instances, events apart; and that readers show what the block says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fractui.calendars.series import take_apart
from fractui.core.block import Block, Deviation, check_block, occurrences
from fractui.core.errors import FieldRefused
from fractui.core.rhythm import LAST, Rhythm
from tests.calendars.calendar_samples import Seen, block, events, moved, planned, seen

TUESDAY, THURSDAY = date(2026, 3, 31), date(2026, 4, 2)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "UTC",
)


def shown(value: Block, first: date, last: date) -> list[tuple[datetime, datetime, str]]:
    """The core's own list from ``first`` to before ``last`` (UTC)."""
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC)
    found = occurrences(value, first - timedelta(days=2), last + timedelta(days=2))
    here = [each for each in found if begin < each.end and each.start < end]
    return sorted((each.start, each.end, f"ACME: {value.title}") for each in here)


def times(found: set[Seen]) -> list[tuple[datetime, datetime, str]]:
    return sorted(each[1:] for each in found)


def test_the_rule_begins_with_an_instance_of_its_own() -> None:
    value = block(starts_on=date(2026, 3, 4), until=date(2026, 12, 17))  # a Wednesday
    event = events(planned(value).data)[0]
    assert event["DTSTART"].dt == datetime(2026, 3, 5, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261217T225959Z;BYDAY=TU,TH"


def test_the_last_day_is_in() -> None:
    value = block(until=date(2026, 3, 12))
    assert len(seen(planned(value).data, date(2026, 3, 1), date(2026, 5, 1))) == 4


@pytest.mark.parametrize(
    ("deviation", "left_out", "stays", "apart"),
    [
        (Deviation(on=TUESDAY), 1, 0, 0),
        (moved(TUESDAY, "2026-03-31 15:00"), 0, 1, 0),
        (moved(TUESDAY, "2026-04-01 15:00", 60), 0, 1, 0),
        (moved(TUESDAY, "2026-03-27 15:00"), 0, 1, 0),
        (moved(TUESDAY, "2026-04-02 15:00"), 1, 0, 1),
        (moved(TUESDAY, "2026-03-26 15:00"), 1, 0, 1),
        (moved(TUESDAY, "2026-05-06 15:00"), 1, 0, 1),
        (Deviation(on=date(2026, 4, 1)), 0, 0, 0),  # no instance of the series
    ],
)
def test_an_exception_stays_in_the_series_only_between_its_neighbours(
    deviation: Deviation, left_out: int, stays: int, apart: int
) -> None:
    series = take_apart(block(until=date(2026, 7, 1), deviations=(deviation,)))
    assert (len(series.left_out), len(series.moved), len(series.apart)) == (left_out, stays, apart)


def test_two_instances_moved_to_one_day_do_not_both_stay() -> None:
    both = (moved(TUESDAY, "2026-04-01 09:00"), moved(THURSDAY, "2026-04-01 14:00"))
    value = block(until=date(2026, 7, 1), deviations=both)
    series = take_apart(value)
    assert ([each.on for each in series.moved], [each.on for each in series.apart]) == ([TUESDAY], [THURSDAY])
    assert times(seen(planned(value).data, date(2026, 3, 25), date(2026, 4, 10))) == shown(
        value, date(2026, 3, 25), date(2026, 4, 10)
    )


def test_a_moved_instance_is_never_left_out_too() -> None:
    value = block(deviations=(moved(TUESDAY, "2026-04-01 14:00"), Deviation(on=THURSDAY)))
    master, override = events(planned(value).data)
    assert [str(master["EXDATE"].dts[0].dt.date())] == ["2026-04-02"]
    assert override["RECURRENCE-ID"].dt == datetime(2026, 3, 31, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert override["UID"] == master["UID"]
    assert override["SEQUENCE"] == master["SEQUENCE"]


def test_the_night_of_a_clock_change_is_written_in_utc() -> None:
    value = block(days=(5,), at=time(22), minutes=480, starts_on=date(2026, 1, 3), until=date(2026, 12, 31))
    series = take_apart(value)
    assert [(str(each.start), str(each.end)) for each in series.moved] == [
        ("2026-03-28 21:00:00+00:00", "2026-03-29 05:00:00+00:00"),
        ("2026-10-24 20:00:00+00:00", "2026-10-25 04:00:00+00:00"),
    ]


def test_a_series_that_begins_in_the_night_of_a_clock_change_begins_its_rule_after_it() -> None:
    value = block(days=(5,), at=time(22), minutes=480, starts_on=date(2026, 3, 28), until=date(2026, 12, 31))
    series = take_apart(value)
    assert series.master is not None
    assert (series.master.on, [each.on for each in series.apart]) == (date(2026, 4, 4), [date(2026, 3, 28)])
    assert times(seen(planned(value).data, date(2026, 3, 1), date(2026, 12, 31))) == shown(
        value, date(2026, 3, 1), date(2026, 12, 31)
    )


def test_a_single_block_has_no_rule_and_moves_as_a_whole() -> None:
    value = block(days=(), starts_on=TUESDAY, deviations=(moved(TUESDAY, "2026-05-01 08:00"),))
    (event,) = events(planned(value).data)
    assert "RRULE" not in event
    assert "RECURRENCE-ID" not in event
    assert event["DTSTART"].dt == datetime(2026, 5, 1, 8, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "value",
    [
        block(days=(), starts_on=TUESDAY, deviations=(Deviation(on=TUESDAY),)),
        block(days=(1,), starts_on=TUESDAY, until=TUESDAY, deviations=(Deviation(on=TUESDAY),)),
        block(rev=3, deleted_at=datetime(2026, 2, 1, tzinfo=UTC)),
    ],
)
def test_what_no_longer_takes_place_is_told_as_cancelled(value: Block) -> None:
    (event,) = events(planned(value).data)
    assert (event["STATUS"], event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == (
        "CANCELLED",
        "TRANSPARENT",
        "FREE",
    )
    assert "RRULE" not in event
    assert seen(planned(value).data, date(2026, 1, 1), date(2027, 1, 1)) == set()


def test_a_deleted_series_also_takes_back_what_stood_apart() -> None:
    apart = moved(TUESDAY, "2026-05-06 15:00")
    before = events(planned(block(deviations=(apart,))).data)
    after = events(
        planned(block(deviations=(apart,), rev=2, deleted_at=datetime(2026, 4, 1, tzinfo=UTC))).data
    )
    assert {event["UID"] for event in after} == {event["UID"] for event in before}
    assert {event["STATUS"] for event in after} == {"CANCELLED"}


def test_utc_needs_no_zone() -> None:
    data = planned(block(zone="UTC", deviations=(Deviation(on=TUESDAY),))).data
    assert b"VTIMEZONE" not in data
    assert b"EXDATE:20260331T090000Z" in data


def test_a_zone_that_outlook_cannot_read_is_said() -> None:
    assert "Africa/Casablanca" in planned(block(zone="Africa/Casablanca")).note
    assert planned(block()).note == ""


steps = st.sampled_from((1, 1, 2, 3, 5))
rhythms = st.one_of(
    st.builds(
        Rhythm, st.sets(st.integers(0, 6), max_size=7).map(lambda chosen: tuple(sorted(chosen))), steps
    ),
    st.builds(Rhythm, month_day=st.sampled_from((1, 15, 28, 29, 30, 31, LAST)), step=steps),
    st.builds(Rhythm, st.integers(0, 6).map(lambda day: (day,)), steps, nth=st.sampled_from((1, 2, 4, LAST))),
)
starts = st.dates(date(2025, 11, 1), date(2026, 11, 30))
at_times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
lengths = st.sampled_from((15, 45, 60, 90, 180, 480, 1440))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A block as the store could hold it, with instances skipped and moved, also over clock changes and past their neighbours."""
    start, rhythm = draw(starts), draw(rhythms)
    value = block(
        zone=draw(st.sampled_from(ZONES)),
        starts_on=start,
        days=rhythm.days,
        step=rhythm.step,
        month_day=rhythm.month_day,
        nth=rhythm.nth,
        at=draw(at_times),
        minutes=draw(lengths),
        until=draw(st.none() | st.integers(0, 400).map(lambda n: start + timedelta(days=n))),
        title=draw(st.sampled_from(("focus", "board; finance, people", "Réunion 漢字"))),
    )
    far = timedelta(days=400 if rhythm.monthly else 60)
    near = [each.on for each in occurrences(value, start, start + far)][:20]
    chosen = draw(st.lists(st.sampled_from(near), unique=True, max_size=5)) if near else []
    zone, deviations = ZoneInfo(value.zone), []
    for on in sorted(chosen):
        to = datetime.combine(
            on + timedelta(days=draw(st.integers(-9, 9) | st.integers(-70, 70))), draw(at_times)
        )
        skipped = (
            draw(st.booleans())
            or to.replace(tzinfo=zone).utcoffset() != to.replace(tzinfo=zone, fold=1).utcoffset()
        )
        deviations.append(
            Deviation(on=on) if skipped else Deviation(on=on, moved_to=to, minutes=draw(st.none() | lengths))
        )
    return replace(value, deviations=tuple(deviations))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(value=blocks())
def test_readers_show_what_the_block_says(value: Block) -> None:
    """Two windows of nine weeks: around the beginning, and around the clock changes of spring a year later."""
    try:
        check_block(value)
    except FieldRefused:
        return  # nobody can plan it
    data = planned(value).data
    for first in (value.starts_on - timedelta(days=10), date(2027, 3, 1)):
        last = first + timedelta(days=63)
        assert times(seen(data, first, last)) == shown(value, first, last)
    overrides = [event for event in events(data) if "RECURRENCE-ID" in event]
    left_out = {each for event in events(data) if "EXDATE" in event for each in _dates(event["EXDATE"])}
    assert not {event["RECURRENCE-ID"].dt for event in overrides} & left_out


def _dates(exdates: Any) -> list[datetime]:
    listed = exdates if isinstance(exdates, list) else [exdates]
    return [each.dt for group in listed for each in group.dts]
