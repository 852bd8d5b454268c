"""The rhythms in which people plan: weekdays, every few weeks, a day of the month, a weekday of the month (row 002-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from fractui.core.errors import FieldRefused
from fractui.core.period import add_months, month_length
from fractui.core.value import value
from fractui.core.when import parse_days
from fractui.core.wording import days_word

LAST = -1
"""The last day, or the last such weekday, of a month."""

MOST_STEPS = 52
_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": LAST,
}
_NTH_WORDS = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}


@value
class Rhythm:
    """When something takes place again.

    ``days`` are weekdays, Monday 0, sorted. With ``month_day`` (1 to 31, ``LAST``) it is that day of the month and ``days`` is
    empty; a month without it is left out. With ``nth`` (1 to 4, ``LAST``) it is that weekday of the month, the only one of
    ``days``. ``step`` is every how many weeks, or months, counted from the first one. Without any of them it takes place once.
    """

    days: tuple[int, ...] = ()
    step: int = 1
    month_day: int | None = None
    nth: int | None = None

    @property
    def repeats(self) -> bool:
        """Whether it takes place more than once."""
        return bool(self.days) or self.month_day is not None

    @property
    def monthly(self) -> bool:
        """Whether it counts in months."""
        return self.month_day is not None or self.nth is not None

    @property
    def widest(self) -> timedelta:
        """No two days of it lie further apart than this."""
        if not self.monthly:
            return timedelta(days=7 * self.step)
        # Every twelfth month it may be a February, which has no 30th for years on end.
        return timedelta(
            days=31 * (self.step + 1) * (48 if (self.month_day or 0) > 28 and self.step > 1 else 1)
        )

    def first(self, since: date) -> date | None:
        """The first day from ``since`` on; None when it does not repeat."""
        if self.monthly:
            for months in range(49):
                day = self._in_month(add_months(since.replace(day=1), months))
                if day is not None and day >= since:
                    return day
            return None
        if not self.days:
            return None
        weekday = since.weekday()
        return since + timedelta(days=min((day - weekday) % 7 for day in self.days))

    def within(self, since: date, begin: date, end: date) -> Iterator[date]:
        """The days from ``begin`` to ``end``, both included, of a series that holds from ``since`` on."""
        first = self.first(since)
        if first is None:
            return
        if self.monthly:
            yield from self._months(first, max(begin, first), end)
            return
        monday = first - timedelta(days=first.weekday())
        begin = max(begin, first)
        # From one week that counts to the next: of a long series most days are none of its own.
        apart = timedelta(days=7 * self.step)
        week = monday + (begin - monday) // apart * apart
        while week <= end:
            for number in self.days:
                day = week + timedelta(days=number)
                if begin <= day <= end:
                    yield day
            week += apart

    def _months(self, first: date, begin: date, end: date) -> Iterator[date]:
        month = first.replace(day=1)
        while month <= end:
            day = self._in_month(month)
            if day is not None and begin <= day <= end:
                yield day
            month = add_months(month, self.step)

    def _in_month(self, month: date) -> date | None:
        """Its day in the month that begins on ``month``, None where the month has none."""
        length = month_length(month.year, month.month)
        if self.month_day is not None:
            number = length if self.month_day == LAST else self.month_day
            return month.replace(day=number) if number <= length else None
        if not self.days or self.nth is None:
            return None
        if self.nth == LAST:
            back = (month.replace(day=length).weekday() - self.days[0]) % 7
            return month.replace(day=length - back)
        return month.replace(day=1 + (self.days[0] - month.weekday()) % 7 + 7 * (self.nth - 1))

    def words(self) -> str:
        """The rhythm as a person reads it: ``Tue, Thu``, ``every 2 weeks Tue``, ``the 15th of the month``, empty for once."""
        if not self.repeats:
            return ""
        names = days_word(self.days)
        often = f"every {self.step} {'months' if self.monthly else 'weeks'}" if self.step > 1 else ""
        if self.month_day is not None:
            which = "the last day" if self.month_day == LAST else f"the {_ordinal(self.month_day)}"
        elif self.nth is not None:
            which = f"the {_NTH_WORDS[self.nth]} {names}"
        else:
            return f"{often} {names}".strip()
        return f"{which}, {often}" if often else f"{which} of the month"


def check_rhythm(rhythm: Rhythm) -> Rhythm:
    """The rhythm as it may be kept: weekdays sorted, each once, and one way to count only.

    Raises:
        FieldRefused: there is no such day, or it counts in two ways.
    """
    if any(not 0 <= day <= 6 for day in rhythm.days):
        raise FieldRefused("days", "Weekdays are Monday to Sunday; write them like tue,thu.")
    if not 1 <= rhythm.step <= MOST_STEPS:
        raise FieldRefused("step", f"Every 1 to {MOST_STEPS} weeks or months.")
    if rhythm.month_day is not None and (rhythm.days or rhythm.nth is not None):
        raise FieldRefused("days", "Name a day of the month or weekdays, not both.")
    if rhythm.month_day is not None and rhythm.month_day != LAST and not 1 <= rhythm.month_day <= 31:
        raise FieldRefused("month_day", "A day of the month is 1 to 31, or last.")
    if rhythm.nth is not None and (rhythm.nth not in _NTH_WORDS or len(rhythm.days) != 1):
        raise FieldRefused("days", "A weekday of the month is one weekday, like second tue or last fri.")
    return Rhythm(tuple(sorted(set(rhythm.days))), rhythm.step, rhythm.month_day, rhythm.nth)


def parse_rhythm(text: str, field: str = "days") -> Rhythm:
    """Read a rhythm: ``tue,thu``, ``every 2 weeks tue``, ``15th of the month``, ``last fri``, ``last day``, ``every 3 months 1st``.

    Raises:
        FieldRefused: it cannot be read.
    """
    plain = " ".join(text.lower().replace(" of the month", "").replace("the ", " ").split())
    step, months = 1, False
    found = re.match(
        r"(?:every )?(\d+|other) (weeks?|months?)(?: on)?,? ?(.*)|(.*?),? every (\d+|other) (weeks?|months?)$",
        plain,
    )
    if found:
        count, unit, plain = (found[1], found[2], found[3]) if found[1] else (found[5], found[6], found[4])
        step, months = 2 if count == "other" else int(count), unit.startswith("month")
    plain = "daily" if plain == "every day" else plain
    plain = plain.removeprefix("monthly").removeprefix("weekly").removeprefix(" on ").strip()
    rhythm = _monthly(plain, step)
    if rhythm is None:
        if months:
            raise FieldRefused(field, "Say which day of the month, like 15th, last day or second tue.")
        rhythm = Rhythm(parse_days(plain, field), step)
    return check_rhythm(rhythm)


def _monthly(plain: str, step: int) -> Rhythm | None:
    if plain == "last day":
        return Rhythm(month_day=LAST, step=step)
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)?", plain)
    if number:
        return Rhythm(month_day=int(number[1]), step=step)
    which, _, day = plain.partition(" ")
    if which in _NTH and day:
        return Rhythm(parse_days(day), step, nth=_NTH[which])
    return None


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
