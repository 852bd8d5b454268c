"""Times as other programs write them: dates in every order, clocks of 12 and 24 hours, instants."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from fractui.core.zones import clock_change, zone

K = TypeVar("K")
V = TypeVar("V")

DayOrder = Literal["dmy", "mdy"]
"""Which number of ``03/04/2024`` is the day: the first or the second."""

_YEARS = range(1970, 2200)
"""A year outside of these is a slip, and no year in which somebody worked."""

_DAY = timedelta(days=1)
_REMEMBERED = 4096

_ISO_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:\s*([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})\s*([ap])\.?m\.?", re.ASCII | re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE
)

_SPACES = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "))


def plain_spaces(text: str) -> str:
    """The text with the spaces that newer computers put before AM and into numbers as ordinary ones."""
    return text if text.isascii() else text.translate(_SPACES)


def read_date(text: str, order: DayOrder | None) -> date:
    """A date that begins with the year, or has the day first where dots divide it, else as ``order`` says.

    Raises:
        ValueError: it is none, or its order is not known.
    """
    found = _ISO_DATE.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or order == "dmy" or first == second:
        return _day(year, second, first)
    if order == "mdy":
        return _day(year, first, second)
    raise ValueError(text)


def orders_of(text: str) -> tuple[DayOrder, ...]:
    """Which orders a date can have: both, one, or none where it is no date or tells the order by itself."""
    found = _DATE.fullmatch(text)
    if found is None or found[2] == "." or found[1].lstrip("0") == found[3].lstrip("0"):
        return ()
    first, second = int(found[1]), int(found[3])
    dmy, mdy = first <= 31 and second <= 12, first <= 12 and second <= 31
    if not first or not second or not (dmy or mdy):
        return ()
    return ("dmy", "mdy") if dmy and mdy else ("dmy",) if dmy else ("mdy",)


def read_time(text: str) -> time:
    """A time of day: ``9:30``, ``09:30:15``, ``9:30 AM``, ``9:30am``, ``9 am``.

    Raises:
        ValueError: it is none.
    """
    text = plain_spaces(text)
    found = _TIME.fullmatch(text)
    if found is None:
        bare = _HOUR.fullmatch(text)
        if bare is None:
            raise ValueError(text)
        return time(_of_twelve(int(bare[1]), bare[2]))
    hour = int(found[1]) if found[4] is None else _of_twelve(int(found[1]), found[4])
    return time(hour, int(found[2]), int(found[3] or 0))


def read_compact(text: str) -> datetime:
    """An instant as Timewarrior writes it: ``20240304T092300Z``.

    Raises:
        ValueError: it is none.
    """
    found = _COMPACT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second = map(int, found.groups())
    return _within(datetime(year, month, day, hour, minute, second, tzinfo=UTC))


def read_epoch(seconds: object) -> datetime:
    """An instant in seconds since 1970, whole or with a fraction that is dropped.

    Raises:
        ValueError: it is none.
    """
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 7_258_118_400:
        raise ValueError(seconds)
    return _within(datetime.fromtimestamp(int(seconds), UTC))


class WallClock:
    """Reads the times of one file, whose clocks were those of ``zone``, and remembers its dates."""

    def __init__(self, zone_name: str, order: DayOrder | None) -> None:
        self.zone = zone_name
        self._order: DayOrder | None = order
        self._tz: ZoneInfo = zone(zone_name)
        self._dates: dict[str, date] = {}
        self._times: dict[str, time] = {}
        self._offsets: dict[date, timedelta | None] = {}

    def day(self, text: str) -> date:
        """A date in the file's order.

        Raises:
            ValueError: it is none.
        """
        known = self._dates.get(text)
        if known is None:
            known = _remember(self._dates, text, read_date(text, self._order))
        return known

    def wall(self, date_text: str, time_text: str) -> datetime:
        """A date and a time of day as a naive local time.

        Raises:
            ValueError: one of them is none.
        """
        known = self._times.get(time_text)
        if known is None:
            known = _remember(self._times, time_text, read_time(time_text))
        return datetime.combine(self.day(date_text), known)

    def instants(self, wall: datetime) -> tuple[datetime, ...]:
        """The instants that a naive local time can mean, the first being the one to take unless something speaks against it.

        One as a rule. Two where the clocks show it twice (the earlier, then the later) and where they skip it
        (as if they had not been set forward yet, which is shown later; then as if they already had).
        """
        day = wall.date()
        if day not in self._offsets:
            _remember(self._offsets, day, self._offset_of(day))
        offset = self._offsets[day]
        if offset is not None:
            return (wall.replace(tzinfo=UTC) - offset,)
        first, second = wall.replace(tzinfo=self._tz), wall.replace(tzinfo=self._tz, fold=1)
        if first.utcoffset() == second.utcoffset():
            return (first.astimezone(UTC),)
        return first.astimezone(UTC), second.astimezone(UTC)

    def _offset_of(self, day: date) -> timedelta | None:
        """The one offset of that day's clocks; None on a day when they are changed, midnight included."""
        begin = datetime.combine(day, time(), self._tz)
        noon, end = begin + timedelta(hours=12), begin + _DAY
        offsets = {each.replace(fold=fold).utcoffset() for each in (begin, noon, end) for fold in (0, 1)}
        return offsets.pop() if len(offsets) == 1 else None

    def instant(self, text: str) -> tuple[datetime, ...]:
        """An instant as ISO 8601 writes it, or a local time without an offset; what it can mean as in ``instants``.

        Raises:
            ValueError: it is none.
        """
        found = _INSTANT.fullmatch(text)
        if found is None:
            return self._loose_instant(text)
        day, clock = self.day(found[1]), found[2]
        wall = datetime.combine(day, time.fromisoformat(clock))
        offset = found[3]
        if offset is None:
            return self.instants(wall)
        if offset in "Zz":
            return (wall.replace(tzinfo=UTC),)
        hours, minutes = int(offset[:3]), int(offset[0] + offset[-2:])
        return (wall.replace(tzinfo=timezone(timedelta(hours=hours, minutes=minutes))).astimezone(UTC),)

    def _loose_instant(self, text: str) -> tuple[datetime, ...]:
        day, space, clock = plain_spaces(text).partition(" ")
        if not space:
            return (read_compact(text),)
        return self.instants(self.wall(day, clock))

    def changed(self, wall: datetime) -> str:
        """What to tell of a local time that the clocks skipped or showed twice; empty for every other."""
        if len(self.instants(wall)) == 1:
            return ""
        twice = "comes twice" in clock_change(wall, self.zone)
        what = "comes twice" if twice else "does not exist"
        return f"{wall:%Y-%m-%d %H:%M} {what} in {self.zone}"


def _remember(known: dict[K, V], name: K, found: V) -> V:
    """Keep what was found, but not without end."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[name] = found
    return found


def _day(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise ValueError(year)
    return date(year, month, day)


def _within(at: datetime) -> datetime:
    if at.year not in _YEARS:
        raise ValueError(at)
    return at


def _of_twelve(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "pP" else 0)
