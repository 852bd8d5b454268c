"""Time zones by their IANA names, and local times as instants.

What does not exist or comes twice is refused.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fractui.core.errors import FieldRefused

_ALIASES = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Etc/UTC": "UTC",
    "Etc/GMT": "UTC",
    "Europe/Kiev": "Europe/Kyiv",
    "GB": "Europe/London",
    "GMT": "UTC",
    "Japan": "Asia/Tokyo",
    "NZ": "Pacific/Auckland",
    "PRC": "Asia/Shanghai",
    "Singapore": "Asia/Singapore",
    "US/Alaska": "America/Anchorage",
    "US/Arizona": "America/Phoenix",
    "US/Central": "America/Chicago",
    "US/Eastern": "America/New_York",
    "US/Hawaii": "Pacific/Honolulu",
    "US/Mountain": "America/Denver",
    "US/Pacific": "America/Los_Angeles",
    "Z": "UTC",
    "Zulu": "UTC",
}

# Names that the system's folder offers too: with leap seconds, or another thing on each computer.
_NOT_ZONES = ("posix", "right/", "localtime", "Factory", "/")


def zone(name: str, field: str = "zone") -> ZoneInfo:
    """Return the zone with this IANA name; zoneinfo keeps it, so that asking again is cheap.

    Raises:
        FieldRefused: no such zone; the sentence offers the names that are near.
    """
    try:
        if name.startswith(_NOT_ZONES):
            raise ValueError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FieldRefused(field, _unknown(name)) from None


def check_zone(name: str, field: str = "zone") -> str:
    """Return the zone's name as it is kept.

    ``europe/berlin`` is ``Europe/Berlin``, ``US/Eastern`` is ``America/New_York``.

    Raises:
        FieldRefused: no such zone.
    """
    name = name.strip()
    if name.upper() == "UTC":
        return "UTC"
    name = _ALIASES.get(name, name)
    try:
        return zone(name, field).key
    except FieldRefused:
        same = [known for known in _known() if known.lower() == name.lower().replace(" ", "_")]
        if not same:
            raise
        return _ALIASES.get(same[0], same[0])


def local(instant: datetime, name: str) -> datetime:
    """The instant on the wall clock of the zone, aware."""
    return instant.astimezone(zone(name))


def local_day(instant: datetime, name: str) -> date:
    """The calendar day on which the instant falls in the zone."""
    return instant.astimezone(zone(name)).date()


def wall_to_utc(wall: datetime, name: str, field: str = "when") -> datetime:
    """Return the instant at which the zone's clocks show ``wall`` (naive).

    Raises:
        FieldRefused: the clocks never show it, or show it twice; the sentence names both offsets and what to
            write instead.
    """
    trouble = clock_change(wall, name)
    if trouble:
        raise FieldRefused(field, trouble)
    return wall.replace(tzinfo=zone(name)).astimezone(UTC)


def written(instant: datetime, name: str) -> str:
    """The instant as a person would write it in that zone, so that reading it gives it back.

    ``2026-11-24 14:07``, with seconds where it has some, with the offset where the clocks show it twice.
    """
    there = local(instant, name)
    text = f"{there:%Y-%m-%d %H:%M:%S}" if there.second else f"{there:%Y-%m-%d %H:%M}"
    twice = clock_change(there.replace(tzinfo=None, fold=0), name)
    return f"{text}{offset_word(there.utcoffset() or timedelta())}" if twice else text


def clock_change(wall: datetime, name: str) -> str:
    """Say why ``wall`` (naive) is no single instant in the zone, or return an empty string (pains 18)."""
    tz = zone(name)
    first, second = wall.replace(tzinfo=tz, fold=0), wall.replace(tzinfo=tz, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return ""
    if first.astimezone(UTC).astimezone(tz).replace(tzinfo=None, fold=0) == wall:
        return (
            f"{wall:%Y-%m-%d %H:%M} comes twice in {name}, where the clock is set back: "
            f"write {_iso(wall, before)} for the first or {_iso(wall, after)} for the second."
        )
    skipped = after - before
    instead = f"{_iso(wall - skipped, before)} or {_iso(wall + skipped, after)}"
    return (
        f"{wall:%Y-%m-%d %H:%M} does not exist in {name}, where the clock is set forward from "
        f"{offset_word(before)} to {offset_word(after)}: write {instead}."
    )


def is_change_day(day: date, name: str) -> bool:
    """Whether the zone's clocks are set on or back on that local day."""
    tz = zone(name)
    start = datetime(day.year, day.month, day.day, tzinfo=tz)
    end = start + timedelta(days=1)
    return start.utcoffset() != end.utcoffset()


def offset_word(offset: timedelta) -> str:
    """An offset from UTC as ISO 8601 writes it: ``+05:45``."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _iso(wall: datetime, offset: timedelta) -> str:
    return f"{wall:%Y-%m-%dT%H:%M}{offset_word(offset)}"


def _known() -> list[str]:
    from zoneinfo import available_timezones

    return sorted(name for name in available_timezones() if not name.startswith(_NOT_ZONES))


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    from fractui.core.text import safe

    shown = safe(name[:40])
    wanted = name.strip().lower().replace(" ", "_")
    known = _known()
    cities = [each for each in known if wanted and each.lower().rpartition("/")[2] == wanted]
    by_lower = {each.lower(): each for each in known}
    by_city = {each.lower().rpartition("/")[2]: each for each in known}
    near = cities or [by_lower[each] for each in get_close_matches(wanted, by_lower, 3, 0.75)]
    near = near or [by_city[each] for each in get_close_matches(wanted, by_city, 3, 0.75)]
    if near:
        return f"There is no time zone “{shown}”; did you mean {' or '.join(near[:3])}?"
    return f"There is no time zone “{shown}”; write its IANA name, like Europe/Berlin."
