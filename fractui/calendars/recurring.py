"""When a foreign event takes place, worked out within a stretch of time and never beyond it.

Every step is bounded by the window and by an effort that all rules of a file share: a rule that matches nothing, or every second,
costs no more than any other. dateutil, which looks on to the year 9999 where a rule matches nothing, is the tests' judge of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from fractui.calendars.rule import Rule
from fractui.core.period import month_length

EFFORT = 1_000_000
"""Days and steps that are looked at for all rules of a file."""
_MOST_STEPS = 10_000
_DAY = timedelta(days=1)
_STEPS = {"HOURLY": timedelta(hours=1), "MINUTELY": timedelta(minutes=1), "SECONDLY": timedelta(seconds=1)}


class TooOften(Exception):  # noqa: N818
    """A rule repeats more often than any meeting does; why, as a sentence has it."""


class Effort:
    """What all rules of a file may cost together."""

    def __init__(self, left: int = EFFORT) -> None:
        self._left = left

    def spend(self, steps: int) -> None:
        """Count steps.

        Raises:
            TooOften: none are left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooOften("the file's rules ask for more days than are looked at")


def walls(
    rule: Rule, start: datetime, since: datetime, until: datetime, effort: Effort
) -> Iterator[datetime]:
    """The starts on the wall clock from ``since`` to ``until``, ascending, the event's own start among them whatever the rule says.

    Raises:
        TooOften: it repeats more often than is looked at.
    """
    last = until if rule.until is None else min(until, rule.until)
    counted = 0
    found = (
        _steps(rule, start, since, last, effort)
        if rule.freq in _STEPS
        else _days(rule, start, since, last, effort)
    )
    if rule.count is not None or start >= since:
        if start > until:
            return
        counted = 1
        if start >= since:
            yield start
    for wall in found:
        if wall <= start:
            continue
        if wall > last or (rule.count is not None and counted >= rule.count):
            return
        counted += 1
        if wall >= since:
            yield wall


def _steps(
    rule: Rule, start: datetime, since: datetime, last: datetime, effort: Effort
) -> Iterator[datetime]:
    """A rule of hours, minutes or seconds."""
    step = _STEPS[rule.freq] * rule.interval
    plain = not (rule.positions or rule.year_days or rule.weeks or any(nth for _, nth in rule.weekdays))
    if not plain:
        raise TooOften("it repeats within the day in a way that no meeting does")
    behind = 0 if rule.count is not None else max(0, (since - start) // step)
    ahead = (last - start) // step
    if rule.count is not None and not _is_filtered(rule):
        ahead = min(ahead, rule.count)
    if ahead - behind > _MOST_STEPS:
        raise TooOften(f"it repeats {rule.freq.lower()}, far more often than any meeting")
    effort.spend(max(0, ahead - behind))
    for number in range(behind, ahead + 1):
        wall = start + step * number
        clock = (
            _in(wall.hour, rule.hours) and _in(wall.minute, rule.minutes) and _in(wall.second, rule.seconds)
        )
        if clock and _fits(rule, wall.date(), start, ()):
            yield wall


def _is_filtered(rule: Rule) -> bool:
    return bool(rule.weekdays or rule.months or rule.month_days or rule.hours or rule.minutes or rule.seconds)


def _in(number: int, wanted: tuple[int, ...]) -> bool:
    return not wanted or number in wanted


def _days(rule: Rule, start: datetime, since: datetime, last: datetime, effort: Effort) -> Iterator[datetime]:
    """A rule of days or more: period by period, all days of each that fit."""
    times = _times(rule, start)
    month_days = _month_days(rule, start)
    for first, length in _periods(rule, start.date(), since.date() if rule.count is None else start.date()):
        if first > last.date():
            return
        effort.spend(length)
        days = (first + _DAY * number for number in range(length) if first <= date.max - _DAY * number)
        found = [
            datetime.combine(day, each)
            for day in days
            if _fits(rule, day, start, month_days)
            for each in times
        ]
        if rule.positions:
            size = len(found)
            places = {each - 1 if each > 0 else size + each for each in rule.positions}
            found = [found[place] for place in sorted(places) if 0 <= place < size]
        yield from found


def _times(rule: Rule, start: datetime) -> list[time]:
    return [
        time(hour, minute, second)
        for hour in rule.hours or (start.hour,)
        for minute in rule.minutes or (start.minute,)
        for second in rule.seconds or (start.second,)
    ]


def _periods(rule: Rule, start: date, since: date) -> Iterator[tuple[date, int]]:
    """The periods of the rule, each as its first day and its days; those that end before ``since`` are passed over."""
    step = rule.interval
    if rule.freq in ("DAILY", "WEEKLY"):
        length = 1 if rule.freq == "DAILY" else 7
        first = (
            start
            if length == 1
            else start - _DAY * min((start.weekday() - rule.week_start) % 7, start.toordinal() - 1)
        )
        number = max(0, (since - first).days // (length * step))
        while (ordinal := first.toordinal() + number * length * step) < date.max.toordinal() - 7:
            yield date.fromordinal(ordinal), length
            number += 1
        return
    month = start.year * 12 + start.month - 1 if rule.freq == "MONTHLY" else start.year * 12
    step = step if rule.freq == "MONTHLY" else 12 * step
    month += max(0, (since.year * 12 + since.month - 1 - month) // step) * step
    while month < 9999 * 12:
        year, place = divmod(month, 12)
        days = (
            month_length(year, place + 1)
            if rule.freq == "MONTHLY"
            else date(year, 12, 31).timetuple().tm_yday
        )
        yield date(year, place + 1, 1), days
        month += step


def _month_days(rule: Rule, start: datetime) -> tuple[int, ...]:
    """The days of the month, which are the start's own where the rule names no days."""
    if rule.month_days or rule.weekdays or rule.year_days or rule.weeks:
        return rule.month_days
    return (start.day,) if rule.freq in ("MONTHLY", "YEARLY") else ()


def _fits(rule: Rule, day: date, start: datetime, month_days: tuple[int, ...]) -> bool:
    months = rule.months
    named = rule.month_days or rule.weekdays or rule.year_days or rule.weeks
    if rule.freq == "YEARLY" and not months and not named:
        months = (start.month,)
    if months and day.month not in months:
        return False
    wanted = month_days or rule.month_days
    if wanted and day.day not in wanted and day.day - month_length(day.year, day.month) - 1 not in wanted:
        return False
    if rule.weeks and not _in_weeks(rule, day):
        return False
    if rule.year_days:
        number, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    if rule.weekdays:
        return any(weekday == day.weekday() and _is_nth(rule, day, nth) for weekday, nth in rule.weekdays)
    return rule.freq != "WEEKLY" or bool(named) or day.weekday() == start.weekday()


def _is_nth(rule: Rule, day: date, nth: int) -> bool:
    """Whether a day is the nth such weekday of its month, or of its year where the rule names no months."""
    if not nth or rule.freq not in ("MONTHLY", "YEARLY"):
        return True
    if rule.freq == "MONTHLY" or rule.months:
        place, length = day.day, month_length(day.year, day.month)
    else:
        place, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    return nth in ((place - 1) // 7 + 1, -((length - place) // 7 + 1))


def _in_weeks(rule: Rule, day: date) -> bool:
    """Whether a day lies in one of the rule's weeks, which belong to the year that has most of their days."""
    middle = day.toordinal() - (day.weekday() - rule.week_start) % 7 + 3
    year = date.fromordinal(max(1, min(middle, date.max.toordinal()))).year
    number = (middle - date(year, 1, 1).toordinal()) // 7 + 1
    last = date(year, 12, 31)
    latest = last.toordinal() - (last.weekday() - rule.week_start) % 7 + 3
    if latest > last.toordinal():
        latest -= 7
    weeks = (latest - date(year, 1, 1).toordinal()) // 7 + 1
    return number in rule.weeks or number - weeks - 1 in rule.weeks
