"""The day at the end of a line: by when something is owed, or on which day it was (``pricing memo to Jonas by thu``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from fractui.core.period import add_months, month_length
from fractui.core.quick_words import MONTH_NAMES, WEEKDAY_NAMES, Word, day_of, words_of
from fractui.core.value import value
from fractui.core.when import FIRST_YEAR, LAST_YEAR

BY = frozenset({"by", "until", "till", "due", "on", "before"})
"""The words after which the end of a line is a day."""
LONGEST = 5
"""A day takes at most so many words: ``by 30 november 2026``, ``by the end of month``."""


@value
class Ended:
    """A line without the day at its end; ``start`` is where the day's words begin, the line's length without one."""

    text: str
    day: date | None
    start: int


def due_at_end(text: str, today: date) -> Ended:
    """The line and the day to come at its end: ``by thu`` (the next one), ``until 30 nov``, ``in 2 weeks``, ``by end of month``.

    Without a word before it only what can be nothing else is a day: ``tomorrow``, ``30 nov``, ``2026-11-30``.
    """
    return _ended(text, lambda words: _to_come(words, today))


def past_at_end(text: str, today: date) -> Ended:
    """The line and the day at its end that has passed or is today: ``on fri`` (the last one), ``yesterday``, ``on 20 nov``."""

    def passed(words: Sequence[Word]) -> date | None:
        found = day_of(words, today)
        if found is None or found[1] != len(words):
            return None
        alone = words[0].low not in ("yesterday", "today") and words[0].low != "on"
        return None if alone and not found[2] else found[0]

    return _ended(text, passed)


def odd_end(text: str) -> str:
    """What is written as a day at the end of a line and is none to come, without the word before it: ``31 feb``, ``yesterday``."""
    words = words_of(text)
    for count in range(min(LONGEST, len(words)), 1, -1):
        part = words[-count:]
        lows = [word.low for word in part[1:]]
        if part[0].low in BY and not any(word.quoted for word in part) and _looks_like_a_day(lows):
            return text[part[1].start :].strip(" ,;")
    return ""


def _looks_like_a_day(lows: Sequence[str]) -> bool:
    if len(lows) == 1:
        return lows[0] == "yesterday" or bool(
            re.fullmatch(r"[0-9]{1,4}([-./])[0-9]{1,2}(\1[0-9]{1,4})?\.?", lows[0])
        )
    names = sum(any(_is_month(low, name) for name in MONTH_NAMES) for low in lows)
    numbers = sum(bool(re.fullmatch(r"[0-9]{1,4}(\.|st|nd|rd|th)?", low, re.ASCII)) for low in lows)
    last = len(lows) == 2 and lows[0] == "last" and any(name.startswith(lows[1]) for name in WEEKDAY_NAMES)
    return last or (names == 1 and numbers == len(lows) - 1 and len(lows) <= 3)


def _ended(text: str, read: Callable[[Sequence[Word]], date | None]) -> Ended:
    words = words_of(text)
    for count in range(min(LONGEST, len(words)), 0, -1):
        part = words[-count:]
        day = None if any(word.quoted for word in part) else read(part)
        if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
            return Ended(text[: part[0].start].rstrip(" ,;"), day, part[0].start)
    return Ended(text.strip(), None, len(text))


def _to_come(words: Sequence[Word], today: date) -> date | None:
    lows = [word.low for word in words]
    if lows[0] == "in":
        return _in_a_while(lows[1:], today)
    named = lows[0] in BY
    rest = lows[1:] if named else lows
    if not rest:
        return None
    day = _sure(rest, today)
    if day is None and named:
        day = _weekday(rest, today) or _month_end(rest, today)
    return day


def _sure(lows: Sequence[str], today: date) -> date | None:
    """A day that can be nothing else."""
    if len(lows) == 1:
        if lows[0] in ("today", "tomorrow"):
            return today + timedelta(days=lows[0] == "tomorrow")
        return _iso(lows[0])
    return _dated(lows, today)


def _iso(word: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word, re.ASCII):
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _dated(lows: Sequence[str], today: date) -> date | None:
    """``30 nov``, ``nov 30``, ``30 november 2026``; without a year the next one, today included."""
    if len(lows) not in (2, 3):
        return None
    day, month = (lows[0], lows[1]) if lows[0][:1].isdigit() else (lows[1], lows[0])
    number = next((place for place, name in enumerate(MONTH_NAMES, 1) if _is_month(month, name)), 0)
    if not number or not re.fullmatch(r"[0-9]{1,2}", day, re.ASCII):
        return None
    if len(lows) == 3:
        years: tuple[int, ...] = (int(lows[2]),) if re.fullmatch(r"[0-9]{4}", lows[2], re.ASCII) else ()
    else:
        years = (today.year, today.year + 1)
    for year in years:
        try:
            found = date(year, number, int(day))
        except ValueError:
            continue
        if len(lows) == 3 or found >= today:
            return found
    return None


def _is_month(word: str, name: str) -> bool:
    return word == name or (len(word) > 3 and _LONG.get(name, "").startswith(word))


_LONG = {
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}


def _weekday(lows: Sequence[str], today: date) -> date | None:
    """The next day of that name, never today."""
    if len(lows) != 1 or len(lows[0]) < 3:
        return None
    fitting = [place for place, name in enumerate(WEEKDAY_NAMES) if name.startswith(lows[0])]
    return today + timedelta(days=(fitting[0] - today.weekday() - 1) % 7 + 1) if fitting else None


def _month_end(lows: Sequence[str], today: date) -> date | None:
    words = [word for word in lows if word != "the"]
    if words != ["end", "of", "month"]:
        return None
    return today.replace(day=month_length(today.year, today.month))


def _in_a_while(lows: Sequence[str], today: date) -> date | None:
    """``3 days``, ``a week``, ``2 months`` from today."""
    if len(lows) != 2:
        return None
    count = (
        1
        if lows[0] in ("a", "one")
        else int(lows[0])
        if re.fullmatch(r"[0-9]{1,3}", lows[0], re.ASCII)
        else 0
    )
    unit = lows[1].removesuffix("s")
    if not count:
        return None
    if unit in ("day", "week"):
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    return add_months(today, count) if unit == "month" else None
