"""The zones that other programs name: by IANA's names, by Windows', with a path before them, or by a VTIMEZONE of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from fractui.calendars.content import Component
from fractui.calendars.moments import moment, offset
from fractui.calendars.recurring import Effort, TooOften, walls
from fractui.calendars.rule import rule_of
from fractui.core.errors import FieldRefused
from fractui.core.value import value
from fractui.core.zones import check_zone, zone

_FIRST, _LAST = datetime.combine(date(2000, 1, 1), time()), datetime.combine(date(2040, 1, 1), time())
"""Between these the changes of a file's own zone are worked out; before the first the earliest known offset holds."""
_NOT_NAMES = frozenset({"", "local", "localtime", "floating"})


@value
class _Change:
    """A change of offset: the instant (as naive UTC), what the clocks show just before it, and the offsets."""

    at: datetime
    onset: datetime
    before: timedelta
    after: timedelta


class OwnZone(tzinfo):
    """A zone as a VTIMEZONE of the file describes it.

    Raises:
        ValueError: the description cannot be read.
    """

    def __init__(self, parts: Iterable[Component], effort: Effort) -> None:
        found: dict[datetime, _Change] = {}
        for part in parts:
            for change in _changes(part, effort):
                found[change.at] = change
        if not found:
            raise ValueError("no observance")
        self._changes = [found[at] for at in sorted(found)]
        self._instants = [each.at for each in self._changes]
        offsets = {each for change in self._changes for each in (change.before, change.after)}
        # The earlier of two instants is that with the larger offset.
        self._offsets = sorted(offsets, reverse=True)

    def _offset_at(self, instant: datetime) -> timedelta:
        place = bisect_right(self._instants, instant)
        return self._changes[place - 1].after if place else self._changes[0].before

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """The offset at a time on its clocks; of one that comes twice the first, of one that is skipped that before."""
        if dt is None:
            return timedelta()
        wall = dt.replace(tzinfo=None)
        try:
            fitting = (each for each in self._offsets if self._offset_at(wall - each) == each)
            found = next(fitting, None)
            return self._before_gap(wall) if found is None else found
        except OverflowError:
            return self._changes[-1].after

    def _before_gap(self, wall: datetime) -> timedelta:
        for change in self._changes:
            if change.onset <= wall < change.onset + (change.after - change.before):
                return change.before
        return self._changes[-1].after

    def fromutc(self, dt: datetime) -> datetime:
        """What its clocks show at an instant."""
        plain = dt.replace(tzinfo=None)
        return (plain + self._offset_at(plain)).replace(tzinfo=self)

    def dst(self, dt: datetime | None) -> None:
        """Not known."""

    def tzname(self, dt: datetime | None) -> None:
        """It has none that anybody knows."""


def _changes(part: Component, effort: Effort) -> Iterable[_Change]:
    before, after = offset(part.text("TZOFFSETFROM")), offset(part.text("TZOFFSETTO"))
    start = moment(part.text("DTSTART"))
    if not isinstance(start, datetime):
        start = datetime.combine(start, time())
    start = start.replace(tzinfo=None)
    onsets = [start]
    rule = part.first("RRULE")
    if rule is not None:
        yearly = rule_of(rule.text, timezone(before))
        try:
            onsets += list(walls(yearly, start, max(start, _FIRST), _LAST, effort))
        except TooOften as error:
            raise ValueError("a zone changes once in a while") from error
    for each in part.properties:
        if each.name == "RDATE":
            found = (moment(text.partition("/")[0]) for text in each.text.split(","))
            onsets += [one.replace(tzinfo=None) for one in found if isinstance(one, datetime)]
    for onset in onsets:
        try:
            yield _Change(onset - before, onset, before, after)
        except OverflowError:
            continue


class Zones:
    """Reads the zones' names of one file; each is looked up once."""

    def __init__(self, own: Iterable[Component]) -> None:
        self._names = {name.lower(): name for name in available_timezones()}
        self._own = {each.text("TZID").strip().strip('"'): each for each in own}
        self._found: dict[str, tzinfo | None] = {}
        self._effort = Effort()

    def named(self, name: str) -> tzinfo | None:
        """The zone of a TZID; None where nobody can tell."""
        name = name.strip().strip('"')
        if name not in self._found:
            self._found[name] = self._look(name)
        return self._found[name]

    def _look(self, name: str) -> tzinfo | None:
        if name.lower() in _NOT_NAMES:
            return None
        known = self._iana(name) or self._iana(WINDOWS_TO_OLSON.get(name, ""))
        if known is not None:
            return known
        parts = name.strip("/").split("/")
        for count in (3, 2):
            if len(parts) > count:
                known = self._iana("/".join(parts[-count:]))
                if known is not None:
                    return known
        component = self._own.get(name)
        if component is not None:
            known = self._iana(component.text("X-LIC-LOCATION").strip())
            return known or _own(component, self._effort)
        if parts[-1].lower() == "utc":
            return UTC
        try:
            return timezone(offset(re.sub(r"^(UTC|GMT)\s*", "", name, flags=re.IGNORECASE)))
        except ValueError:
            return None

    def _iana(self, name: str) -> tzinfo | None:
        """The zone of that IANA name, however it is spelled."""
        if not name or len(name) > 60 or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_+/ -]*", name):
            return None
        known = self._names.get(name.lower().replace(" ", "_"))
        if known is None:
            return None
        try:
            checked = check_zone(known)
        except FieldRefused:
            return None
        return UTC if checked == "UTC" else zone(checked)


def _own(component: Component, effort: Effort) -> OwnZone | None:
    try:
        return OwnZone(component.parts, effort)
    except ValueError:
        return None


def iana_of(where: tzinfo, near: Iterable[str], around: datetime) -> str:
    """The IANA name of a zone; of a file's own that of one with the same offsets over two years, those of ``near`` before others.

    Empty where there is none.
    """
    if where is UTC:
        return "UTC"
    if isinstance(where, ZoneInfo):
        return where.key
    probes = [around + timedelta(days=days) for days in range(-90, 640, 9)]
    offsets = [probe.astimezone(where).utcoffset() for probe in probes]
    for name in (*near, *_COMMON, *sorted(available_timezones())):
        try:
            other = zone(name)
        except FieldRefused:
            continue
        if all(
            probe.astimezone(other).utcoffset() == each for probe, each in zip(probes, offsets, strict=True)
        ):
            return other.key
    return ""


_COMMON = (
    "Europe/London",
    "Europe/Berlin",
    "Europe/Helsinki",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
)
