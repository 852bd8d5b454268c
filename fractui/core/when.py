"""Reading the times, dates, durations and periods that people write.

What has two readings is refused (design of the CLI).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from fractui.core.errors import FieldRefused
from fractui.core.period import Period, month_of, one_day, period_named, year_of
from fractui.core.text import safe
from fractui.core.zones import local_day, wall_to_utc

LONGEST_S = 366 * 86400
"""No duration that a person writes is longer."""

FIRST_YEAR, LAST_YEAR = 1970, 2199

_DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS = (
    "write a month like 2026-11, or 2026-11-24, 2026-W48, 2026-Q4, 2026, today, this-week, last-month, all"
)
_DURATION = re.compile(
    r"(?P<clock_h>[0-9]+):(?P<clock_m>[0-9]{2})(?::(?P<clock_s>[0-9]{2}))?"
    r"|(?:(?P<h>[0-9]+(?:\.[0-9]+)?) ?(?:h|hr|hrs|hour|hours)(?: ?(?P<bare_m>[0-9]{1,2})$)?)?"
    r" ?(?:(?P<m>[0-9]+(?:\.[0-9]+)?) ?(?:m|min|mins|minute|minutes))?"
    r" ?(?:(?P<s>[0-9]+) ?(?:s|sec|secs|second|seconds))?",
    re.ASCII,
)


def parse_when(text: str, now: datetime, zone: str, field: str = "when") -> datetime:
    """Read a moment as people write it.

    ``14:05`` (today), ``yesterday 14:05``, ``2026-11-22 14:05``, ISO 8601, ``-20m``, ``20 min ago`` or
    ``now``. Times without an offset are on the clock of ``zone``. Returns an aware UTC instant to the second.

    Raises:
        FieldRefused: it cannot be read, has two readings, or the clock never shows it or shows it twice.
    """
    plain = _plain(text)
    now = now.astimezone(UTC).replace(microsecond=0)
    if plain == "now":
        return now
    if plain.endswith(" ago"):
        return now - timedelta(seconds=parse_duration(plain[:-4], field))
    if plain.startswith("-"):
        return now - timedelta(seconds=parse_duration(plain[1:], field))
    day_text, clock, offset = _split_moment(plain)
    if not clock:
        _refuse_day(plain, field)
        raise _refusal(field, text, "write a time like 14:05, yesterday 14:05, 2026-11-22 14:05 or -20m")
    at = _clock_time(clock, text, field)
    if offset:
        wall = datetime.combine(_date_of(day_text, field), at)
        return (wall - _offset(offset, text, field)).replace(tzinfo=UTC)
    today = local_day(now, zone)
    day = parse_date(day_text, today, field) if day_text else today
    return wall_to_utc(datetime.combine(day, at), zone, field)


def parse_date(text: str, today: date, field: str = "date") -> date:
    """Read a day: ``2026-11-22``, ``today``, ``yesterday`` or ``tomorrow``.

    Raises:
        FieldRefused: it cannot be read, has two readings, or there is no such day.
    """
    plain = _plain(text)
    if plain in _DAY_WORDS:
        return today + timedelta(days=_DAY_WORDS[plain])
    return _date_of(plain, field)


def parse_time(text: str, field: str = "at") -> time:
    """Read a time of day, ``09:00``, in 24 hours.

    Raises:
        FieldRefused: it cannot be read or there is no such time.
    """
    match = re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", _plain(text), re.ASCII)
    if not match:
        raise _refusal(field, text, "write a time of day like 09:00")
    return _clock_time(match.group(), text, field)


def parse_duration(text: str, field: str = "duration") -> int:
    """Read a length of time in whole seconds: ``1h30``, ``90m``, ``1:30``, ``1.5h``, ``45 min``.

    Raises:
        FieldRefused: it cannot be read, has two readings (``30``), is not above zero or is longer than a
            year.
    """
    plain = _plain(text)
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain, re.ASCII):
        raise _refusal(
            field, text, f"minutes or hours? Write {plain}m or {plain}h", why="can be read in two ways"
        )
    if re.fullmatch(r"[0-9]+,[0-9]+ ?h.*", plain, re.ASCII):
        raise _refusal(field, text, "write the decimals after a point, like 1.5h")
    if re.fullmatch(r"[0-9.]+ ?(d|days?)", plain, re.ASCII):
        raise _refusal(
            field, text, "a day of 24 hours or of work? Write hours, like 8h", why="can be read in two ways"
        )
    if plain.startswith("-"):
        raise _refusal(field, text, "write a length above zero, like 45m", why="is negative")
    seconds = _seconds(plain)
    if seconds is None:
        raise _refusal(field, text, "write a length like 1h30, 90m, 1:30 or 1.5h")
    if seconds <= 0:
        raise _refusal(field, text, "write a length above zero, like 45m", why="is no time at all")
    if seconds > LONGEST_S:
        raise _refusal(field, text, "write at most 366 days, 8784h", why="is longer than a year")
    return seconds


def parse_period(text: str | None, since: str | None, until: str | None, today: date) -> Period:
    """Read a period: a word, a year, a month or a day, or its first and last day.

    Words are ``this-week``, ``last-month``, ``all`` and the like; ``until`` is the last day that belongs to
    it. Nothing at all is everything.

    Raises:
        FieldRefused: it cannot be read, both ways were used, or the last day is before the first.
    """
    if text and (since or until):
        raise FieldRefused("period", f"Use either “{safe(text)}” or --from and --to, not both.")
    if text:
        return _period_of(text, today)
    first = parse_date(since, today, "from") if since else None
    last = parse_date(until, today, "to") if until else None
    if first and last and last < first:
        raise FieldRefused("to", f"The period ends on {last}, before it begins on {first}; swap them.")
    return Period(first, last + timedelta(days=1) if last else None)


def parse_days(text: str, field: str = "days") -> tuple[int, ...]:
    """Read weekdays, Monday 0: ``tue,thu``, ``mon-fri``, ``weekdays``, ``daily``; sorted, each once.

    Raises:
        FieldRefused: a name is unknown or too short to be one day only.
    """
    days: set[int] = set()
    plain = _plain(text)
    for part in re.split(r"[,;/ ]+", re.sub(r"\s*-\s*", "-", plain)):
        if part in {"daily", "weekdays"}:
            days.update(range(7 if part == "daily" else 5))
        elif part:
            first, dash, last = part.partition("-")
            low = _weekday(first, field)
            high = _weekday(last, field) if dash else low
            days.update(day % 7 for day in range(low, high + 1 if high >= low else high + 8))
    if not days:
        raise FieldRefused(field, "Write the weekdays, like tue,thu or mon-fri.")
    return tuple(sorted(days))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _split_moment(plain: str) -> tuple[str, str, str]:
    """Divide a moment into its day, its time and its offset from UTC.

    The time is empty where there is none.
    """
    match = re.fullmatch(
        r"(?:(?P<day>.+?)(?:[ ]|(?<=[0-9])t))?(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
        r" ?(?P<offset>z|utc|[+-][0-9]{2}(?::?[0-9]{2})?)?",
        plain,
        re.ASCII,
    )
    return (match["day"] or "", match["clock"], match["offset"] or "") if match else ("", "", "")


def _clock_time(clock: str, text: str, field: str) -> time:
    hour, minute, second = [*clock.partition(".")[0].split(":"), "0"][:3]
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        raise _refusal(field, text, "write a time between 00:00 and 23:59", why="is no time of day")
    return time(int(hour), int(minute), int(second))


def _offset(offset: str, text: str, field: str) -> timedelta:
    if offset in {"z", "utc"}:
        return timedelta()
    digits = offset[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if size > timedelta(hours=15) or int(digits[2:]) > 59:
        raise _refusal(
            field, text, "write an offset between -12:00 and +14:00", why="has no real offset from UTC"
        )
    return timezone(size if offset[0] == "+" else -size).utcoffset(None)


def _date_of(plain: str, field: str) -> date:
    """An ISO date, strictly: four digits, two, two."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain, re.ASCII):
        _refuse_day(plain, field)
        raise _refusal(field, plain, "write a date like 2026-11-22, or today, yesterday, tomorrow")
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        raise _refusal(field, plain, "check the month and the day", why="is no day of the calendar") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _refusal(field, plain, f"write a year from {FIRST_YEAR} to {LAST_YEAR}", why="is out of reach")
    return day


def _refuse_day(plain: str, field: str) -> None:
    """Refuse the ways of writing a day that have two readings, each with what to write instead."""
    word = plain.split(" ")[0]
    slashed = re.match(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})\b", plain, re.ASCII)
    if slashed:
        first, second, year = int(slashed[1]), int(slashed[3]), int(slashed[4])
        readings = {
            f"{year}-{month:02d}-{day:02d}"
            for month, day in ((second, first), (first, second))
            if 1 <= month <= 12 and 1 <= day <= 31
        }
        if len(readings) == 2:
            both = " or ".join(sorted(readings))
            raise _refusal(field, slashed[0], f"write {both}", why="can be read in two ways")
        if readings:
            raise _refusal(
                field, slashed[0], f"write {readings.pop()}", why="is not how dates are written here"
            )
    if len(word) >= 3 and any(name.startswith(word) for name in _DAY_NAMES):
        raise _refusal(
            field,
            word,
            "the last or the next? Write its date, like 2026-11-22",
            why="can be read in two ways",
        )
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain, re.ASCII) or plain in _DAY_WORDS:
        raise _refusal(field, plain, f"add the time, like {plain} 14:05", why="is a whole day")


def _seconds(plain: str) -> int | None:
    match = _DURATION.fullmatch(plain)
    if not match or not plain or len(plain) > 40:
        return None
    parts = match.groupdict()
    if parts["clock_h"]:
        minutes, seconds = int(parts["clock_m"]), int(parts["clock_s"] or 0)
        return None if minutes > 59 or seconds > 59 else int(parts["clock_h"]) * 3600 + minutes * 60 + seconds
    hours, minutes_text = parts["h"], parts["m"] or parts["bare_m"]
    if hours and minutes_text and ("." in hours + minutes_text or int(minutes_text) > 59):
        return None
    from decimal import Decimal

    total = Decimal(hours or 0) * 3600 + Decimal(minutes_text or 0) * 60 + int(parts["s"] or 0)
    return round(total)


def _period_of(text: str, today: date) -> Period:
    plain = _plain(text).replace(" ", "-").replace("_", "-")
    named = period_named(plain, today)
    if named is not None:
        return named
    if plain in _DAY_WORDS:
        return one_day(today + timedelta(days=_DAY_WORDS[plain]))
    if re.fullmatch(r"[0-9]{4}", plain, re.ASCII):
        return year_of(_date_of(f"{plain}-01-01", "period"))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", plain, re.ASCII):
        if not "01" <= plain[5:] <= "12":
            raise _refusal("period", text, _PERIODS, why="is no month")
        return month_of(_date_of(f"{plain}-01", "period"))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain, re.ASCII):
        return one_day(_date_of(plain, "period"))
    _refuse_day(plain, "period")
    raise _refusal("period", text, _PERIODS)


def _weekday(name: str, field: str) -> int:
    found = [day for day, full in enumerate(_DAY_NAMES) if name and full.startswith(name)]
    if len(name) < 3 and len(found) > 1:
        raise _refusal(
            field,
            name,
            f"write {' or '.join(_DAY_NAMES[day][:3] for day in found)}",
            why="can be read in two ways",
        )
    if len(found) != 1:
        raise _refusal(field, name, "write weekdays like mon, tue or thu")
    return found[0]


def _refusal(field: str, text: str, what: str, why: str = "cannot be read") -> FieldRefused:
    return FieldRefused(field, f"“{safe(text.strip()[:40])}” {why}: {what}.")
