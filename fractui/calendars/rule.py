"""The rules by which other programs repeat an event, as they are written, and as people plan (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from datetime import datetime, time, tzinfo

from fractui.calendars.moments import moment
from fractui.core.rhythm import LAST, MOST_STEPS, Rhythm
from fractui.core.value import value

STEPS = ("HOURLY", "MINUTELY", "SECONDLY")
"""Rules that repeat within a day."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDS = frozenset(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", *STEPS])
_MOST = {
    "BYMONTH": 12,
    "BYMONTHDAY": 31,
    "BYYEARDAY": 366,
    "BYWEEKNO": 53,
    "BYSETPOS": 366,
    "BYHOUR": 23,
    "BYMINUTE": 59,
    "BYSECOND": 60,
}


@value
class Rule:
    """An RRULE; ``until`` is on the wall clock of the event, weekdays are Monday 0 with their ordinal (0: every one)."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    week_start: int = 0
    weekdays: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()


def rule_of(text: str, zone: tzinfo | None) -> Rule:
    """Read an RRULE; ``zone`` is that of the event's start, in which an UNTIL of another form is put.

    Raises:
        ValueError: it cannot be read; the text says why.
    """
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").split(";"):
        name, equals, given = part.partition("=")
        if not equals:
            raise ValueError(f"“{part[:30]}” has no =")
        parts[name.strip().upper()] = given.strip().upper()
    freq = parts.get("FREQ", "")
    if freq not in _WORDS:
        raise ValueError(f"“{freq[:20]}” is no frequency" if freq else "it says no frequency")
    numbers = {name: _numbers(name, parts[name], most) for name, most in _MOST.items() if parts.get(name)}
    return Rule(
        freq,
        _count("INTERVAL", parts.get("INTERVAL", "1")),
        _count("COUNT", parts["COUNT"]) if parts.get("COUNT") else None,
        _until(parts["UNTIL"], zone) if parts.get("UNTIL") else None,
        _WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in _WEEKDAYS else 0,
        tuple(_weekday(each) for each in parts.get("BYDAY", "").split(",") if each),
        *(numbers.get(name, ()) for name in _MOST),
    )


def _count(name: str, text: str) -> int:
    if not re.fullmatch(r"\+?[0-9]{1,12}", text) or int(text) < 1:
        raise ValueError(f"{name} is “{text[:20]}”")
    return int(text)


def _numbers(name: str, text: str, most: int) -> tuple[int, ...]:
    found = []
    for each in text.split(","):
        low = 0 if name in ("BYHOUR", "BYMINUTE", "BYSECOND") else 1
        if not re.fullmatch(r"[+-]?[0-9]{1,3}", each) or not low <= abs(int(each)) <= most:
            raise ValueError(f"{name} has “{each[:20]}”")
        if int(each) < 0 and (low == 0 or name == "BYMONTH"):
            raise ValueError(f"{name} has “{each[:20]}”")
        found.append(min(int(each), 59) if name == "BYSECOND" else int(each))
    return tuple(sorted(set(found)))


def _weekday(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", text.strip())
    if found is None:
        raise ValueError(f"BYDAY has “{text[:20]}”")
    return _WEEKDAYS.index(found[2]), int(found[1] or 0)


def _until(text: str, zone: tzinfo | None) -> datetime:
    """UNTIL in any form, on the wall clock of the event; of a day its last second."""
    found = moment(text)
    if isinstance(found, datetime):
        if found.tzinfo is None or zone is None:
            return found.replace(tzinfo=None)
        try:
            return found.astimezone(zone).replace(tzinfo=None)
        except OverflowError:
            return found.replace(tzinfo=None)
    return datetime.combine(found, time(23, 59, 59))


def rhythm_of(rule: Rule, start: datetime) -> Rhythm | None:
    """The rhythm of a block that repeats like the rule, None where there is none; what it gives is still to be compared."""
    if rule.months or rule.year_days or rule.weeks or rule.hours or rule.minutes or rule.seconds:
        return None
    days = tuple(sorted({weekday for weekday, _ in rule.weekdays}))
    ordinals = {nth for _, nth in rule.weekdays}
    if rule.freq == "MONTHLY" and rule.interval <= MOST_STEPS:
        return _monthly(rule, start, days, ordinals)
    if rule.positions or rule.month_days or ordinals - {0}:
        return None
    if rule.freq == "WEEKLY" and rule.interval <= MOST_STEPS:
        return Rhythm(days or (start.weekday(),), rule.interval)
    if rule.freq == "DAILY" and rule.interval == 1:
        return Rhythm(days or tuple(range(7)))
    if rule.freq == "DAILY" and rule.interval % 7 == 0 and rule.interval // 7 <= MOST_STEPS and not days:
        return Rhythm((start.weekday(),), rule.interval // 7)
    return None


def _monthly(rule: Rule, start: datetime, days: tuple[int, ...], ordinals: set[int]) -> Rhythm | None:
    if len(days) == 1 and not rule.month_days:
        # Outlook writes the second Tuesday as any Tuesday, of which the second.
        places = ordinals if not rule.positions else set(rule.positions) if ordinals == {0} else set()
        nth = next(iter(places)) if len(places) == 1 else 0
        return Rhythm(days, rule.interval, nth=nth) if nth in (1, 2, 3, 4, LAST) else None
    if days or rule.positions or len(rule.month_days) > 1:
        return None
    day = rule.month_days[0] if rule.month_days else start.day
    return Rhythm(month_day=day, step=rule.interval) if day > 0 or day == LAST else None
