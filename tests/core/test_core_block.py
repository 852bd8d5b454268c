"""Planned time keeps its wall clock over the changes, and its skipped and moved instances."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.block import (
    Block,
    check_block,
    conflicts,
    first_instance,
    has_instance,
    occurrences,
)
from fractui.core.deviating import move, skip
from fractui.core.errors import FieldRefused, Refused
from tests.builders import a_block, at

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
MARCH = date(2026, 3, 1), date(2026, 3, 31)


def wall(text: str) -> datetime:
    """A local time without a zone."""
    return datetime.fromisoformat(text)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    starts_on = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    block = a_block(
        starts_on=starts_on,
        at=time(draw(st.sampled_from([0, 5, 9, 14, 22, 23])), draw(st.sampled_from([0, 15, 30]))),
        minutes=draw(st.integers(1, 1440)),
        days=tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=7)))),
        until=draw(
            st.one_of(st.none(), st.integers(7, 200).map(lambda days: starts_on + timedelta(days=days)))
        ),
        zone=draw(st.sampled_from(ZONES)),
    )
    for occurrence in occurrences(block, starts_on, starts_on + timedelta(days=60)):
        choice = draw(st.integers(0, 5))
        if choice == 0:
            block = skip(block, occurrence.on)
        elif choice == 1:
            days = draw(st.integers(-3, 3))
            to = datetime.combine(
                occurrence.on + timedelta(days=days), time(draw(st.sampled_from([8, 13, 20])))
            )
            block = move(block, occurrence.on, to, draw(st.sampled_from([None, 30])))
    return block


def test_the_wall_clock_stays_over_a_change() -> None:
    found = occurrences(a_block(), date(2026, 3, 24), date(2026, 4, 2))
    assert [(each.on.day, each.start, each.end) for each in found] == [
        (24, at("2026-03-24 08:00"), at("2026-03-24 11:00")),
        (26, at("2026-03-26 08:00"), at("2026-03-26 11:00")),
        (31, at("2026-03-31 07:00"), at("2026-03-31 10:00")),
        (2, at("2026-04-02 07:00"), at("2026-04-02 10:00")),
    ]


def test_a_block_over_the_night_of_a_change_lasts_its_minutes() -> None:
    night = a_block(days=(5,), at=time(23), minutes=480, starts_on=date(2026, 3, 28))
    (over, *_) = occurrences(night, date(2026, 3, 28), date(2026, 3, 28))
    assert over.end - over.start == timedelta(hours=8)
    assert over.end.astimezone(ZoneInfo("Europe/Berlin")).hour == 8


def test_the_series_holds_from_its_first_weekday_to_its_last_day() -> None:
    wednesday = a_block(starts_on=date(2026, 3, 4), until=date(2026, 3, 12))
    assert first_instance(wednesday) == date(2026, 3, 5)
    assert [each.on.day for each in occurrences(wednesday, *MARCH)] == [5, 10, 12]
    assert [each.on.day for each in occurrences(wednesday, date(2026, 3, 10), date(2026, 3, 11))] == [10]


def test_a_single_block_takes_place_once() -> None:
    single = a_block(days=(), starts_on=date(2026, 3, 4))
    assert [each.on for each in occurrences(single, *MARCH)] == [date(2026, 3, 4)]
    assert occurrences(single, date(2026, 3, 5), date(2026, 3, 31)) == []
    assert first_instance(single) == date(2026, 3, 4)


def test_a_moved_instance_is_where_it_went_under_its_original_day() -> None:
    block = move(a_block(), date(2026, 3, 24), wall("2026-04-01 15:30"), 60)
    assert date(2026, 3, 24) not in [each.on for each in occurrences(block, *MARCH)]
    (moved,) = occurrences(block, date(2026, 4, 1), date(2026, 4, 1))
    assert (moved.on, moved.moved) == (date(2026, 3, 24), True)
    assert (moved.start, moved.end) == (at("2026-04-01 13:30"), at("2026-04-01 14:30"))


def test_moving_again_keeps_one_deviation_and_skipping_after_it_too() -> None:
    block = move(
        move(a_block(), date(2026, 3, 24), wall("2026-03-25 10:00")),
        date(2026, 3, 24),
        wall("2026-03-25 11:00"),
    )
    assert [each.moved_to for each in block.deviations] == [wall("2026-03-25 11:00")]
    assert skip(block, date(2026, 3, 24)).deviations[0].moved_to is None
    assert skip(block, date(2026, 3, 25)).deviations[0].on == date(2026, 3, 24)


def test_an_instant_is_moved_to_in_the_zone_of_the_block() -> None:
    block = move(a_block(), date(2026, 3, 24), at("2026-03-25 09:00"))
    assert block.deviations[0].moved_to == wall("2026-03-25 10:00")


def test_what_is_not_there_cannot_be_skipped_or_moved() -> None:
    with pytest.raises(
        Refused, match="nothing on Wed 2026-03-25; the nearest is on Tue 2026-03-24 or Thu 2026-03-26"
    ):
        skip(a_block(), date(2026, 3, 25))
    with pytest.raises(Refused, match="nothing near Mon 2025-01-06"):
        move(a_block(), date(2025, 1, 6), wall("2026-03-25 10:00"))
    with pytest.raises(Refused, match="skipped already"):
        skip(skip(a_block(), date(2026, 3, 24)), date(2026, 3, 24))
    with pytest.raises(FieldRefused, match="does not exist"):
        move(a_block(), date(2026, 3, 26), wall("2026-03-29 02:30"))
    with pytest.raises(FieldRefused, match="24 hours"):
        move(a_block(), date(2026, 3, 26), wall("2026-03-27 02:30"), 1441)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": date(2026, 3, 2)}, "until"),
        ({"starts_on": date(2026, 3, 4), "until": date(2026, 3, 4)}, "until"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"days": (7,)}, "days"),
        ({"title": " "}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"zone": "Europe/Berln"}, "zone"),
        ({"days": (6,), "at": time(2, 30)}, "at"),
        ({"days": (6,), "at": time(1, 30)}, "at"),
        ({"days": (), "starts_on": date(2026, 10, 25), "at": time(3, 30)}, "at"),
        ({"days": (), "starts_on": date(2026, 9, 6), "at": time(0, 30), "zone": "America/Santiago"}, "at"),
    ],
)
def test_a_block_that_cannot_be_planned_names_the_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_block(a_block(**changes))
    assert refused.value.field == field
    assert "None" not in refused.value.sentence


@pytest.mark.parametrize(
    ("zone", "on", "clock", "days", "reason", "way_out"),
    [
        ("Europe/Berlin", "2027-03-28", "02:30", (6,), "2027-03-28 02:30 does not exist in Europe/Berlin",
         "outside of 01:00 to 03:59 or skip that day"),
        ("Europe/Berlin", "2027-10-31", "02:30", (), "2027-10-31 02:30 comes twice in Europe/Berlin",
         "outside of 01:00 to 03:59 or on another day"),
        ("Australia/Lord_Howe", "2027-10-03", "03:30", (), "The clocks of Australia/Lord_Howe change on Sun 2027-10-03",
         "outside of 01:00 to 03:59 or on another day"),
        ("America/Santiago", "2027-09-05", "00:00", (6,), "2027-09-05 00:00 does not exist in America/Santiago",
         "at another time or skip that day"),
    ],
)  # fmt: skip
def test_a_start_that_clocks_skip_or_repeat_is_refused_in_a_sentence(
    zone: str, on: str, clock: str, days: tuple[int, ...], reason: str, way_out: str
) -> None:
    day, at_ = date.fromisoformat(on), time.fromisoformat(clock)
    with pytest.raises(FieldRefused) as refused:
        check_block(a_block(zone=zone, starts_on=day, at=at_, days=days, minutes=60))
    wanted = f"{reason}, and calendars disagree about {clock} then; plan it {way_out}."
    assert refused.value.sentence == wanted


def test_the_night_of_a_change_may_be_skipped_or_be_on_other_weekdays() -> None:
    tuesdays = a_block(at=time(2, 30))
    assert check_block(tuesdays).at == time(2, 30)
    sunday = a_block(days=(6,), at=time(2, 30), starts_on=date(2026, 3, 22), until=date(2026, 4, 5))
    assert check_block(skip(sunday, date(2026, 3, 29))).deviations[0].on == date(2026, 3, 29)


def test_checking_sorts_days_and_forgets_deviations_without_an_instance() -> None:
    block = skip(skip(a_block(), date(2026, 3, 24)), date(2026, 3, 12))
    checked = check_block(a_block(days=(3, 3), deviations=block.deviations))
    assert checked.days == (3,)
    assert [each.on for each in checked.deviations] == [date(2026, 3, 12)]


def test_occurrences_that_share_time_are_in_conflict_and_touching_ones_are_not() -> None:
    day = date(2026, 3, 24)
    one, two, three = (
        a_block(id="1"),
        a_block(id="2", at=time(11), minutes=90),
        a_block(id="3", at=time(12, 30)),
    )
    planned = [each for block in (three, one, two) for each in occurrences(block, day, day)]
    assert conflicts(planned) == {("1", day), ("2", day)}


@settings(deadline=None, max_examples=80)
@given(blocks(), st.integers(0, 60), st.integers(0, 40))
def test_occurrences_agree_with_counting_day_by_day(block: Block, offset: int, length: int) -> None:
    first = block.starts_on + timedelta(days=offset - 10)
    last = first + timedelta(days=length)
    tz = ZoneInfo(block.zone)
    changed = {each.on: each for each in block.deviations}
    expected = []
    for days in range(-10, 120):
        day = block.starts_on + timedelta(days=days)
        lies = day >= block.starts_on and (block.until is None or day <= block.until)
        if not (lies and (day.weekday() in block.days if block.days else day == block.starts_on)):
            assert not has_instance(block, day)
            continue
        here, minutes = datetime.combine(day, block.at), block.minutes
        if day in changed:
            moved_to = changed[day].moved_to
            if moved_to is None:
                continue
            here, minutes = moved_to, changed[day].minutes or minutes
        if first <= here.date() <= last:
            start = here.replace(tzinfo=tz).astimezone(UTC)
            expected.append((start, day, start + timedelta(minutes=minutes)))
    assert [(each.start, each.on, each.end) for each in occurrences(block, first, last)] == sorted(expected)


@settings(deadline=None, max_examples=25)
@given(blocks())
def test_occurrences_agree_with_an_icalendar_expansion(block: Block) -> None:
    import icalendar
    import recurring_ical_events

    first, last = block.starts_on, block.starts_on + timedelta(days=90)
    begin = first_instance(block)
    assert begin is not None
    tz = ZoneInfo(block.zone)
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    calendar = icalendar.Calendar()

    def event(start: datetime, minutes: int) -> icalendar.Event:
        made = icalendar.Event()
        made.add("uid", "one")
        made.add("dtstart", start)
        made.add("duration", timedelta(minutes=minutes))
        calendar.add_component(made)
        return made

    series = event(datetime.combine(begin, block.at, tz), block.minutes)
    if block.days:
        rule: dict[str, object] = {"freq": "weekly", "byday": [names[day] for day in block.days]}
        if block.until:
            rule["until"] = datetime.combine(block.until, time(23, 59, 59), tz).astimezone(UTC)
        series.add("rrule", rule)
    for each in block.deviations:
        original = datetime.combine(each.on, block.at, tz)
        if each.moved_to is None:
            series.add("exdate", original)
        else:
            event(each.moved_to.replace(tzinfo=tz), each.minutes or block.minutes).add(
                "recurrence-id", original
            )
    expanded = recurring_ical_events.of(calendar).between(first - timedelta(days=5), last + timedelta(days=5))
    theirs = sorted(
        each["DTSTART"].dt.astimezone(UTC)
        for each in expanded
        if first <= each["DTSTART"].dt.astimezone(tz).date() <= last
    )
    assert [each.start for each in occurrences(block, first, last)] == theirs
