"""A zone's VTIMEZONE as every reader understands it: one yearly rule an observance where one fits.

Readers differ in what they take. Outlook knows one STANDARD and at most one DAYLIGHT, each with a yearly rule
of a single weekday; others read only the first value of an RDATE list. So an observance gets such a rule
where it holds for all exported years, and otherwise one RDATE a line. The changes themselves are found by
bisection against ``zoneinfo``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from fractui.core.value import value

EARLY_YEAR = 2019
"""Where a VTIMEZONE would best begin: the last year in which vobject, and so Radicale, looks for summer time."""

_PROBE = timedelta(days=7)
_SECOND = timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@value
class Change:
    """A change of a zone's offset: ``at`` is the UTC instant from which ``after`` holds, not ``before``."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def onset(self) -> datetime:
        """The change as the wall clock shows it just before, which is how a VTIMEZONE writes it."""
        return (self.at + self.before).replace(tzinfo=None)


def changes(zone: ZoneInfo, first_year: int, last_year: int) -> tuple[Change, ...]:
    """Every change of offset from the first day of ``first_year`` to the last of ``last_year`` (UTC)."""
    found: list[Change] = []
    low = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before = _offset(zone, low)
    while low < end:
        high = min(low + _PROBE, end)
        after = _offset(zone, high)
        if after != before:
            at = _bisect(zone, low, high, before)
            found.append(Change(at, before, after, at.astimezone(zone).tzname() or zone.key))
        low, before = high, after
    return tuple(found)


def timezone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """The VTIMEZONE of ``zone`` for events from ``first`` to ``last``, begun a year earlier or long before.

    An observance whose yearly rule holds until ``last`` goes on for ever; one that does not lists its onsets.
    It begins in ``EARLY_YEAR`` where that takes no other form: some readers look at the years up to then, see
    no summer time in London, and take the zone for UTC.
    """
    first_year, last_year = max(first.year - 1, 2), max(last.year, first.year) + 1
    narrow = _timezone(zone, first_year, first, last_year)
    if first_year <= EARLY_YEAR:
        return narrow
    wide = _timezone(zone, EARLY_YEAR, first, last_year)
    return wide if _form(wide) == _form(narrow) else narrow


def _timezone(zone: ZoneInfo, first_year: int, first: date, last_year: int) -> Timezone:
    found = changes(zone, first_year, last_year)
    component = Timezone()
    component.add("tzid", zone.key)
    groups: dict[tuple[timedelta, timedelta], list[Change]] = {}
    for change in found:
        groups.setdefault((change.before, change.after), []).append(change)
    if not found or found[0].onset.date() >= first:
        component.add_component(_initial(zone, first_year))
    for (before, after), group in sorted(groups.items(), key=lambda item: item[1][0].at):
        summer = after > before and (after, before) in groups
        component.add_component(_observance(group, last_year, summer=summer))
    return component


def _form(component: Timezone) -> list[tuple[str | None, bool]]:
    """What a VTIMEZONE is made of, whatever its dates."""
    return sorted((part.name, "RDATE" in part) for part in component.subcomponents)


def has_yearly_rules(component: Timezone) -> bool:
    """Whether the VTIMEZONE gets by without lists of single onsets, which Outlook cannot read."""
    return not any("RDATE" in observance for observance in component.subcomponents)


def _initial(zone: ZoneInfo, year: int) -> TimezoneStandard:
    """The offset that holds before the first change: some readers take 0 where nothing says so."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    standard = TimezoneStandard()
    standard.add("dtstart", start.replace(tzinfo=None))
    standard.add("tzoffsetfrom", _offset(zone, start))
    standard.add("tzoffsetto", _offset(zone, start))
    standard.add("tzname", start.astimezone(zone).tzname() or zone.key)
    return standard


def _observance(group: list[Change], last_year: int, *, summer: bool) -> TimezoneDaylight | TimezoneStandard:
    """One observance: all changes from one offset to another."""
    component = TimezoneDaylight() if summer else TimezoneStandard()
    component.add("dtstart", group[0].onset)
    component.add("tzoffsetfrom", group[0].before)
    component.add("tzoffsetto", group[0].after)
    component.add("tzname", group[-1].name)
    rule = _yearly_rule([change.onset for change in group], last_year)
    if rule is not None:
        component.add("rrule", rule)
    elif len(group) > 1:
        for change in group:  # the first one too: some readers forget DTSTART where there are RDATEs
            component.add("rdate", change.onset)
    return component


def _yearly_rule(onsets: list[datetime], last_year: int) -> dict[str, object] | None:
    """The one rule ("last Sunday of March") that gives exactly ``onsets`` up to ``last_year``, or None."""
    first = onsets[0]
    if [onset.year for onset in onsets] != list(range(first.year, last_year + 1)) or len(onsets) < 2:
        return None
    if any((o.month, o.weekday(), o.time()) != (first.month, first.weekday(), first.time()) for o in onsets):
        return None
    from_end = {_nth_from_end(onset) for onset in onsets}
    from_start = {(onset.day - 1) // 7 + 1 for onset in onsets}
    if from_end == {1}:
        nth = -1
    elif len(from_start) == 1:
        nth = from_start.pop()
    elif len(from_end) == 1:
        nth = -from_end.pop()
    else:
        return None
    return {"FREQ": "YEARLY", "BYDAY": [f"{nth}{_WEEKDAYS[first.weekday()]}"], "BYMONTH": [first.month]}


def _nth_from_end(day: datetime) -> int:
    """1 for the last such weekday of its month, 2 for the one before it."""
    next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return ((next_month - timedelta(days=1)).day - day.day) // 7 + 1


def _bisect(zone: ZoneInfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """The first instant in (low, high] whose offset is no longer ``before``, to the second."""
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    return offset if offset is not None else timedelta(0)
