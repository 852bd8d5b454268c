"""The words of a quick line: where each stands, and what a word alone may be: a time of day, a length, a day, a kind of work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.value import value
from fractui.core.when import parse_duration

DASHES = ("-", "–", "—")
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}

KINDS: dict[str, Category] = {
    "deep work": Category.DEEP_WORK,
    "deep": Category.DEEP_WORK,
    "async": Category.ASYNC,
    "urgent": Category.URGENT,
    "leadership meeting": Category.LEADERSHIP_MEETING,
    "meeting": Category.MEETING,
    "1:1": Category.ONE_ON_ONE,
    "1-1": Category.ONE_ON_ONE,
    "1on1": Category.ONE_ON_ONE,
    "one-to-one": Category.ONE_ON_ONE,
    "one to one": Category.ONE_ON_ONE,
    "one-on-one": Category.ONE_ON_ONE,
    "one on one": Category.ONE_ON_ONE,
    "prep": Category.PREP_FOLLOWUP,
    "follow-up": Category.PREP_FOLLOWUP,
    "crisis": Category.CRISIS,
    "travel": Category.TRAVEL,
    "admin": Category.ADMIN,
}
"""The words that say the kind of work where they stand first or last; any other kind is written ``@kind``."""
MODES = frozenset({"deep work", "deep", "async", "urgent"})
"""The kinds that only colour a note (``board deck deep``): they are taken out of it. The others name the thing itself and stay."""
NAMED_BY_DAYS = frozenset(
    {
        *("briefing", "call", "calls", "catch-up", "catchup", "check-in", "checkin", "demo", "huddle"),
        *("mail", "meeting", "meetings", "memo", "newsletter", "notes", "numbers", "planning", "report"),
        *("reporting", "retro", "retrospective", "review", "reviews", "routine", "round", "stand-up"),
        *("standup", "sync", "update", "updates"),
    }
)
"""What may be called after the day on which it takes place: the Monday review, the Friday report."""
JOINING = frozenset({"with", "for", "about", "on", "of", "at", "to", "in", "and", "w/", "re"})


@value
class Word:
    """A word of the line between two places in it; ``low`` is what it says in lower case, without quotes that were ``quoted`` around it."""

    text: str
    low: str
    start: int
    end: int
    quoted: bool = False


@value
class ClockTime:
    """A time of day as it was written: ``half`` is ``am`` or ``pm`` where that was said, ``exact`` that minutes or the half were."""

    hour: int
    minute: int
    half: str = ""
    exact: bool = False

    @property
    def minutes(self) -> int:
        """Minutes since midnight; 1440 for 24:00."""
        hour = self.hour % 12 + (12 if self.half == "pm" else 0) if self.half else self.hour
        return hour * 60 + self.minute


def words_of(text: str) -> tuple[Word, ...]:
    """The words, parted by blanks; what stands between double quotes is one word and always part of the note."""
    found = []
    for match in re.finditer(r'"([^"]*)"?|\S+', text):
        quoted = match.group().startswith('"')
        said = (match[1] if quoted else match.group()).strip()
        low = said.casefold()
        # A comma or colon after a word is the sentence's: “acme: 9-10, call”.
        plain = low if quoted else low.rstrip(",;:") or low
        found.append(Word(said, plain, match.start(), match.end(), quoted))
    return tuple(found)


def joined(words: Sequence[Word]) -> str:
    """The words in lower case with one blank between; never a known phrase where one of them is quoted."""
    return " ".join('"' if word.quoted else word.low for word in words)


def clock_time(word: str, *, bare: bool) -> ClockTime | None:
    """A time of day: ``9:30``, ``2pm``, ``noon``; ``bare`` ones are ``9``, ``930`` and ``9.30``, where the words around say what it is."""
    if word == "noon":
        return ClockTime(12, 0, exact=True)
    match = re.fullmatch(r"([0-9]{1,2})(?:([:.])([0-9]{2}))?(am|pm)?", word, re.ASCII)
    compact = re.fullmatch(r"([0-9]{1,2})([0-9]{2})", word, re.ASCII) if bare else None
    if match:
        hour, minute, half = int(match[1]), int(match[3] or 0), match[4] or ""
        exact = match[2] == ":" or bool(half)
    elif compact:
        hour, minute, half, exact = int(compact[1]), int(compact[2]), "", False
    else:
        return None
    if not exact and not bare:
        return None
    fits = 1 <= hour <= 12 if half else hour < 24 or (hour, minute) == (24, 0)
    return ClockTime(hour, minute, half, exact or bool(match and match[3])) if fits and minute < 60 else None


def length_of(words: Sequence[Word], *, after_for: bool = False) -> tuple[int, int] | None:
    """Seconds of the length that the words begin with, and how many of them it takes: ``45m``, ``1h 30m``, ``2 hours``.

    ``30m`` is minutes, always; months are no length (pains 10). ``1:30`` is a length only ``after_for``, a time of day elsewhere.
    """
    for count in (4, 3, 2, 1):
        part = words[:count]
        text = joined(part)
        if len(part) < count or len(text) > 24 or '"' in text:
            continue
        # Every number has its unit: “2h 15 people” is two hours and fifteen people.
        units = re.fullmatch(r"(?:[0-9][0-9.]* ?[a-z]+ ?)+|[0-9.]+h[0-9]{1,2}", text, re.ASCII)
        if not units and not (after_for and re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", text, re.ASCII)):
            continue
        try:
            return parse_duration(text), count
        except FieldRefused:
            continue
    return None


def odd_length(word: str) -> bool:
    """Whether a word looks like a length in days, weeks, months or years, which would be a guess."""
    return re.fullmatch(r"[0-9]+(mo|mos|months?|d|days?|w|weeks?|y|years?)", word, re.ASCII) is not None


def day_of(words: Sequence[Word], today: date) -> tuple[date, int, bool] | None:
    """The day that the words begin with, how many they are, and whether they can be nothing else (``on friday``, ``2026-11-20``).

    A weekday is the last one, today included: time is written down when it has passed. ``last friday`` is never today.
    """
    lows = ["" if word.quoted else word.low for word in words[:4]] + [""] * 4
    on = 1 if lows[0] == "on" else 0
    if lows[on] == "last":
        weekday = _weekday(lows[on + 1])
        if weekday is None:
            return None
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1), on + 2, True
    named = _named_day(lows[on], today)
    if named is not None:
        return named, on + 1, bool(on)
    for day, month in ((lows[on], lows[on + 1]), (lows[on + 1], lows[on])):
        found = _dated(day, month, today)
        if found is not None:
            return found, on + 2, True
    found = _in_figures(lows[on], today)
    return None if found is None else (found, on + 1, True)


def named_by_day(words: Sequence[Word]) -> bool:
    """Whether the words begin with a weekday written out before what may be called after it: ``monday review``."""
    return (
        len(words) > 1
        and not any(word.quoted for word in words[:2])
        and words[0].low in WEEKDAY_NAMES
        and words[1].low in NAMED_BY_DAYS
    )


def two_days(word: str) -> bool:
    """Whether a word is a day and a month in an order that cannot be told, like ``3/4``."""
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})(?:/[0-9]{2,4})?", word, re.ASCII)
    if match is None or match[1] == match[2]:
        return False
    return all(1 <= int(each) <= 12 for each in match.groups())


def _in_figures(word: str, today: date) -> date | None:
    """``2026-11-20``, ``20.11.``, ``20.11.2026``, and ``11/20`` or ``20/11``, where only one order makes a day."""
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", word, re.ASCII)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})?", word, re.ASCII)
    slashed = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?", word, re.ASCII)
    match = dotted or slashed
    if match is None or two_days(word) or word == "24/7":
        return None
    day, month = int(match[1]), int(match[2])
    if slashed and month > 12:
        day, month = month, day
    return _date(int(match[3]), month, day) if match[3] else _last(day, month, today)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(day: int, month: int, today: date) -> date | None:
    """That day of that month in the year in which it was last."""
    found = (_date(year, month, day) for year in (today.year, today.year - 1))
    return next((each for each in found if each is not None and each <= today), None)


def _weekday(word: str) -> int | None:
    fitting = [place for place, name in enumerate(WEEKDAY_NAMES) if len(word) > 2 and name.startswith(word)]
    return fitting[0] if fitting else None


def _named_day(word: str, today: date) -> date | None:
    if word in DAY_WORDS:
        return today + timedelta(days=DAY_WORDS[word])
    weekday = _weekday(word)
    return None if weekday is None else today - timedelta(days=(today.weekday() - weekday) % 7)


def _dated(day: str, month: str, today: date) -> date | None:
    """``20 nov``, in the year in which it was last."""
    if not re.fullmatch(r"[0-9]{1,2}", day, re.ASCII) or month[:3] not in MONTH_NAMES or not month.isalpha():
        return None
    if len(month) > 3 and month not in _LONG_MONTHS:
        return None
    return _last(int(day), MONTH_NAMES.index(month[:3]) + 1, today)


_LONG_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "sept",
        "october",
        "november",
        "december",
    ]
)
