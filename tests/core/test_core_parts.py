"""Entries cut in two and joined, and entries without clock times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fractui.core.entry import check_entry, on_day, overlapping
from fractui.core.errors import FieldRefused, Refused
from fractui.core.parts import join, split
from fractui.core.timeline import by_day, gaps, overlaps, seconds_in, switches
from tests.builders import an_entry, at

NOW = at("2026-11-24 13:07")
WHOLE = an_entry("2026-11-24 08:00", "2026-11-24 10:00", note="deck", tags=("board",), removed_idle_s=30)
HOUR = 3600


def test_two_parts_are_the_whole() -> None:
    first, second = split(WHOLE, at("2026-11-24 09:00"), NOW)
    assert (first.id, first.start, first.end) == (WHOLE.id, WHOLE.start, second.start)
    assert (second.id, second.end, second.note, second.tags) == ("", WHOLE.end, "deck", ("board",))
    assert join(first, replace(second, id="f" * 32)) == WHOLE


def test_the_second_part_of_a_running_entry_runs_on() -> None:
    first, second = split(an_entry("2026-11-24 12:00", None), at("2026-11-24 12:30"), NOW)
    assert (first.end, second.end) == (at("2026-11-24 12:30"), None)


@pytest.mark.parametrize("moment", ["2026-11-24 08:00", "2026-11-24 10:00", "2026-11-23 09:00"])
def test_a_split_lies_within(moment: str) -> None:
    with pytest.raises(FieldRefused, match="write a time between 09:00 and 11:00"):
        split(WHOLE, at(moment), NOW)


def test_joining_puts_differing_notes_side_by_side_and_keeps_what_the_first_says() -> None:
    later = an_entry("2026-11-24 10:30", "2026-11-24 11:00", id="f" * 32, note="call", tags=("board", "x"))
    joined = join(later, WHOLE)
    assert (joined.id, joined.start, joined.end) == (WHOLE.id, WHOLE.start, later.end)
    assert (joined.note, joined.tags, joined.removed_idle_s) == ("deck; call", ("board", "x"), 30)
    assert join(WHOLE, replace(later, note="deck")).note == "deck"
    assert join(WHOLE, replace(later, end=None)).end is None


def test_what_cannot_be_joined_or_split_says_why() -> None:
    other = an_entry("2026-11-24 10:30", "2026-11-24 11:00", id="f" * 32)
    untimed = on_day(WHOLE, date(2026, 11, 24), HOUR)
    with pytest.raises(Refused, match="move one of them first"):
        join(WHOLE, replace(other, client="BETA"))
    with pytest.raises(Refused, match="running, so nothing follows"):
        join(replace(WHOLE, end=None), other)
    with pytest.raises(Refused, match=r"locked; unlock it first: fractui edit eeeeeeee --unlock"):
        join(replace(WHOLE, locked=True), other)
    with pytest.raises(Refused, match="no clock times and cannot be split"):
        split(untimed, at("2026-11-24 00:30"), NOW)
    with pytest.raises(Refused, match="cannot be joined"):
        join(untimed, other)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Asia/Kathmandu", date(2026, 1, 1), 24),
    ],
)
def test_time_without_clock_times_fits_its_day(zone: str, day: date, hours: float) -> None:
    now = at("2027-01-01 00:00")
    whole = int(hours * HOUR)
    entry = check_entry(on_day(replace(WHOLE, zone=zone), day, whole), now)
    assert by_day(entry, now) == [(day, whole)]
    with pytest.raises(FieldRefused, match=f"{day} has {whole // HOUR}:") as refused:
        check_entry(on_day(replace(WHOLE, zone=zone), day, whole + 1), now)
    assert refused.value.field == "length"


def test_time_without_clock_times_may_be_of_today_but_not_of_tomorrow() -> None:
    early = at("2026-11-24 00:30")
    entry = on_day(WHOLE, date(2026, 11, 24), 8 * HOUR)
    assert check_entry(entry, early).end == at("2026-11-24 07:00")
    with pytest.raises(FieldRefused, match="2026-11-25 is still to come"):
        check_entry(on_day(WHOLE, date(2026, 11, 25), HOUR), early)
    with pytest.raises(FieldRefused, match="above zero"):
        check_entry(on_day(WHOLE, date(2026, 11, 24), 0), early)


def test_what_has_no_clock_times_is_nowhere_on_the_line() -> None:
    untimed = on_day(replace(WHOLE, id="f" * 32, client="BETA"), date(2026, 11, 24), 20 * HOUR)
    assert overlapping(WHOLE, [untimed]) == overlapping(untimed, [WHOLE]) == ()
    assert overlaps([WHOLE, untimed], NOW) == ()
    assert switches([WHOLE, untimed]) == 0
    day = at("2026-11-23 23:00"), at("2026-11-24 23:00")
    assert gaps([untimed], *day, NOW) == gaps([], *day, NOW)


def test_what_has_no_clock_times_is_of_its_own_day_from_everywhere() -> None:
    untimed = on_day(replace(WHOLE, zone="Pacific/Auckland"), date(2026, 11, 24), HOUR)
    for zone in ("America/New_York", "Europe/Berlin", "Pacific/Auckland"):
        for day, seconds in ((23, 0), (24, HOUR), (25, 0)):
            start = on_day(replace(WHOLE, zone=zone), date(2026, 11, day), HOUR).start
            assert seconds_in(untimed, start, start + timedelta(days=1), zone, NOW) == seconds
