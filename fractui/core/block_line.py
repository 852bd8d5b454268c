"""One line that plans a block as a person writes it: ``acme tue 9-12 deep work``, ``beta every 2 weeks tue 14:00 1h board``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.quick_owners import Owner, owner_at
from fractui.core.quick_words import KINDS, MONTH_NAMES, WEEKDAY_NAMES, Word, clock_time, length_of, words_of
from fractui.core.rhythm import Rhythm, parse_rhythm
from fractui.core.text import safe
from fractui.core.value import value

LONGEST_LINE = 400
USUAL_MINUTES = 60
"""How long a block is where nothing is said: as long as a leadership meeting (row 002-07)."""
LONGEST_RHYTHM = 6
"""Words that a rhythm has at most."""


@value
class BlockReading:
    """What a line says of a block: ``code`` None for own time. ``trouble`` is what is missing or cannot be read, "" when it can be kept."""

    code: str | None = None
    title: str = ""
    day: date | None = None
    at: time | None = None
    minutes: int = USUAL_MINUTES
    rhythm: Rhythm = Rhythm()
    category: Category | None = None
    trouble: str = ""


def read_block_line(text: str, owners: Sequence[Owner], today: date) -> BlockReading:
    """Read the line; it never raises. A weekday is the next one, today included: blocks lie ahead."""
    words = list(words_of(text[:LONGEST_LINE]))
    if not words:
        return BlockReading(trouble="Write whose time, when and what: acme tue 9-12 deep work.")
    code, trouble = _take_owner(words, owners)
    rhythm, bad = _take_rhythm(words)
    day = _take_day(words, today)
    at, minutes = _take_time(words)
    category = _kind(words)
    title = " ".join(word.text for word in words).strip()
    if rhythm.repeats and day is None:
        day = today
    trouble = trouble or bad
    if not trouble and at is None:
        trouble = "Say when it begins: 9-12, or 14:00 1h."
    if not trouble and day is None:
        trouble = "Say which day: tue, tomorrow, 3 dec, or every tue."
    if not trouble and not title:
        trouble = "Say what it is for, like deep work."
    return BlockReading(code, title, day, at, minutes, rhythm, category, trouble)


def _take_owner(words: list[Word], owners: Sequence[Owner]) -> tuple[str | None, str]:
    if words[0].low == "own":
        del words[:1]
        return None, ""
    named = owner_at(words, [each for each in owners if not each.is_bucket])
    if named is None:
        return (
            None,
            f"“{safe(words[0].text[:20])}” is nobody's code or name: begin with whose time it is, or own.",
        )
    if len(named.owners) > 1:
        codes = " or ".join(each.code for each in named.owners[:4])
        return None, f"“{safe(words[0].text[:20])}” may be {codes}: write more of it."
    del words[: named.count]
    return named.owners[0].code, ""


def _take_rhythm(words: list[Word]) -> tuple[Rhythm, str]:
    """``every tue,thu``, ``every 2 weeks tue``, ``every last fri``: as many words as can be read as one."""
    first = next((n for n, word in enumerate(words) if word.low == "every" and not word.quoted), None)
    if first is None:
        return Rhythm(), ""
    refused = ""
    for count in range(min(LONGEST_RHYTHM, len(words) - first), 1, -1):
        text = " ".join(word.low for word in words[first : first + count])
        for meant in (text, text.removeprefix("every ")):
            try:
                rhythm = parse_rhythm(meant)
            except FieldRefused as error:
                refused = error.sentence
                continue
            del words[first : first + count]
            return rhythm, ""
    return Rhythm(), refused or "Say every what: every tue, every 2 weeks tue."


def _take_day(words: list[Word], today: date) -> date | None:
    for place in range(len(words)):
        lows = ["" if word.quoted else word.low for word in words[place : place + 3]] + [""] * 3
        on = 1 if lows[0] == "on" else 0
        found = _day(lows[on], lows[on + 1], today)
        if found is not None:
            day, count = found
            del words[place : place + on + count]
            return day
    return None


def _day(word: str, after: str, today: date) -> tuple[date, int] | None:
    """The day that a word means, with the next one, and how many of them it took."""
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow"), 1
    weekdays = [n for n, name in enumerate(WEEKDAY_NAMES) if len(word) > 2 and name.startswith(word)]
    if weekdays:
        return today + timedelta(days=(weekdays[0] - today.weekday()) % 7), 1
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word, re.ASCII):
        try:
            return date.fromisoformat(word), 1
        except ValueError:
            return None
    dated = _dated(word, after, today) or _dated(after, word, today)
    return None if dated is None else (dated, 2)


def _dated(day: str, month: str, today: date) -> date | None:
    """``3 dec``, in the year in which it comes next."""
    if not re.fullmatch(r"[0-9]{1,2}", day, re.ASCII) or not month.isalpha() or month[:3] not in MONTH_NAMES:
        return None
    for year in (today.year, today.year + 1):
        try:
            found = date(year, MONTH_NAMES.index(month[:3]) + 1, int(day))
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _take_time(words: list[Word]) -> tuple[time | None, int]:
    """``9-12``, ``9:30-11``, ``14:00 1h``, ``at 9 for 90m``."""
    for place, word in enumerate(words):
        begin, dash, end = word.low.replace("–", "-").partition("-")
        first, last = clock_time(begin, bare=True), clock_time(end, bare=True) if dash else None
        if dash and first is not None and last is not None and not word.quoted:
            stop = last.minutes if last.minutes > first.minutes else last.minutes + 12 * 60
            if first.minutes < stop <= 24 * 60 and first.minutes < 24 * 60:
                del words[place]
                return _time(first.minutes), stop - first.minutes
    for place, word in enumerate(words):
        at = 1 if word.low == "at" and place + 1 < len(words) else 0
        clock = clock_time(words[place + at].low, bare=bool(at))
        if clock is None or words[place + at].quoted or clock.minutes >= 24 * 60:
            continue
        del words[place : place + at + 1]
        return _time(clock.minutes), _take_length(words) or USUAL_MINUTES
    return None, USUAL_MINUTES


def _take_length(words: list[Word]) -> int:
    for place, word in enumerate(words):
        by = 1 if word.low == "for" else 0
        found = length_of(words[place + by :], after_for=bool(by))
        if found is not None and not word.quoted:
            seconds, count = found
            del words[place : place + by + count]
            return max(1, min(24 * 60, seconds // 60))
    return 0


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _kind(words: Sequence[Word]) -> Category | None:
    """The kind of work that the title names at its end or its beginning; it stays in the title."""
    for count in (3, 2, 1):
        for part in (words[-count:], words[:count]):
            text = " ".join(word.low for word in part)
            if len(part) == count and text in KINDS:
                return KINDS[text]
    return None
