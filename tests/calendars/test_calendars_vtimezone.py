"""The VTIMEZONE of every zone, reckoned by its own rules and compared with zoneinfo."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from icalendar import Timezone

from fractui.calendars.vtimezone import changes, has_yearly_rules, timezone

FIRST, LAST = date(2025, 6, 1), date(2029, 12, 31)
BEGIN, END = datetime(2019, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)


def parts_of(component: Timezone) -> list[Any]:
    """The observances."""
    return list(component.subcomponents)


class Reckoned:
    """Offsets by the component's own observances."""

    def __init__(self, component: Timezone) -> None:
        onsets: list[tuple[datetime, timedelta]] = []
        for part in parts_of(component):
            before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
            starts = {part["DTSTART"].dt}
            listed = part.get("RDATE", [])
            starts |= {each.dts[0].dt for each in (listed if isinstance(listed, list) else [listed])}
            if "RRULE" in part:
                rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part["DTSTART"].dt)
                starts |= set(rule.between(part["DTSTART"].dt, END.replace(tzinfo=None), inc=True))
            onsets += [(start.replace(tzinfo=UTC) - before, after) for start in starts]
        onsets.sort()
        self.starts = [start for start, _ in onsets]
        self.offsets = [offset for _, offset in onsets]

    def at(self, instant: datetime) -> timedelta:
        return self.offsets[bisect_right(self.starts, instant) - 1]


def names() -> list[str]:
    """Every zone once: a name that stands for the same clocks as another is left out."""
    packaged = files("tzdata.zoneinfo")
    found = {packaged.joinpath(name).read_bytes(): name for name in sorted(available_timezones())}
    return sorted(found.values())


def instants(zone: ZoneInfo) -> list[datetime]:
    """Every second month, and the second before and the second of each change."""
    found = [BEGIN + timedelta(days=n, hours=n % 24) for n in range(0, (END - BEGIN).days, 61)]
    for change in changes(zone, BEGIN.year, END.year - 1):
        found += [change.at - timedelta(seconds=1), change.at]
    return [each for each in found if each < END]


def test_every_zone_agrees_with_zoneinfo_at_every_change_from_2019_to_2037() -> None:
    wrong: list[str] = []
    for name in names():
        zone = ZoneInfo(name)
        reckoned = Reckoned(timezone(zone, BEGIN.date(), END.date() - timedelta(days=1)))
        wrong += [
            f"{name} {each}"
            for each in instants(zone)
            if each.astimezone(zone).utcoffset() != reckoned.at(each)
        ]
    assert wrong == []


def test_no_change_is_missed() -> None:
    for name in ("Europe/Berlin", "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe", "America/Nuuk"):
        zone = ZoneInfo(name)
        hours = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(24 * 800)]
        offsets = [each.astimezone(zone).utcoffset() for each in hours]
        seen = sum(one != other for one, other in pairwise(offsets))
        assert seen == sum(change.at <= hours[-1] for change in changes(zone, 2025, 2027)), name


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("Europe/Berlin", {"DAYLIGHT": "-1SU/3", "STANDARD": "-1SU/10"}),
        ("Europe/Dublin", {"DAYLIGHT": "-1SU/3", "STANDARD": "-1SU/10"}),
        ("America/New_York", {"DAYLIGHT": "2SU/3", "STANDARD": "1SU/11"}),
        ("Australia/Lord_Howe", {"DAYLIGHT": "1SU/10", "STANDARD": "1SU/4"}),
        ("Asia/Kolkata", {"STANDARD": ""}),
    ],
)
def test_a_common_zone_has_the_form_that_outlook_knows(name: str, rules: dict[str, str]) -> None:
    component = timezone(ZoneInfo(name), FIRST, LAST)
    found = {
        part.name: f"{part['RRULE']['BYDAY'][0]}/{part['RRULE']['BYMONTH'][0]}" if "RRULE" in part else ""
        for part in parts_of(component)
    }
    assert found == rules
    assert has_yearly_rules(component)


def test_an_onset_is_written_in_the_time_that_it_ends() -> None:
    parts = {
        part.name: part for part in parts_of(timezone(ZoneInfo("Europe/Berlin"), date(2026, 3, 3), LAST))
    }
    assert parts["DAYLIGHT"]["DTSTART"].dt == datetime.fromisoformat("2019-03-31T02:00")
    assert parts["STANDARD"]["DTSTART"].dt == datetime.fromisoformat("2019-10-27T03:00")


def test_a_zone_without_a_yearly_rule_lists_its_onsets_one_a_line() -> None:
    component = timezone(ZoneInfo("Africa/Casablanca"), date(2024, 3, 1), date(2025, 12, 31))
    assert not has_yearly_rules(component)
    text = component.to_ical(sorted=False).decode()
    assert "DTSTART:20190505T030000\r\n" in text
    assert "RDATE:20190505T030000\r\nRDATE:20200419T030000\r\nRDATE:20210411T030000\r\n" in text
    assert "," not in text


def test_a_zone_that_changed_for_good_has_an_offset_before_that() -> None:
    component = timezone(ZoneInfo("Asia/Almaty"), date(2024, 1, 10), date(2024, 12, 31))
    offsets = [(str(p["DTSTART"].dt), p["TZOFFSETTO"].to_ical()) for p in parts_of(component)]
    assert offsets == [("2019-01-01 00:00:00", "+0600"), ("2024-03-01 00:00:00", "+0500")]


def test_a_zone_that_stands_at_utc_in_winter_shows_its_summers_of_2019() -> None:
    """Some readers compare a zone with UTC over the years up to 2019 and would take London for UTC."""
    for name in ("Europe/London", "Europe/Lisbon", "Europe/Dublin", "Africa/Casablanca", "Atlantic/Canary"):
        parts = parts_of(timezone(ZoneInfo(name), FIRST, LAST))
        assert {part["DTSTART"].dt.year for part in parts} == {2019}, name
