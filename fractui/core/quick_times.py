"""What words of a quick line say about time: a start, an end, a length, a day. What they mean against the clock is ``quick_clock``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fractui.core.quick_words import DASHES, ClockTime, Word, clock_time, day_of, joined, length_of
from fractui.core.value import value

UNTIL = frozenset({"to", "until", "till", "til"})
WINDOW = 8
"""No time takes more words."""
SURE = 3
"""How sure a time is that can be nothing else."""


@value
class Said:
    """What the words from ``first`` to before ``last`` say about time, and how surely they mean it: 3 is sure, 1 may be a note.

    ``start`` and ``end`` are times of day; ``to_now`` ends now, ``open`` where the next entry begins; ``from_last`` begins where the last
    entry ended, ``ago`` so many seconds before now; ``length`` is in seconds; ``day`` is the day that was named with it.
    """

    first: int
    last: int
    sure: int
    start: ClockTime | None = None
    end: ClockTime | None = None
    to_now: bool = False
    open: bool = False
    from_last: bool = False
    ago: int = 0
    length: int = 0
    day: date | None = None

    @property
    def is_length(self) -> bool:
        """Whether it only says how long."""
        return (
            bool(self.length) and self.start is None and self.end is None and not (self.ago or self.from_last)
        )

    @property
    def is_until_now(self) -> bool:
        """Whether it began at some time and lasted until now because nothing else was said."""
        return self.to_now and (self.from_last or bool(self.ago) or self.start is not None)

    @property
    def lacks_end(self) -> bool:
        """Whether it begins and does not say how it ends."""
        return self.start is not None and self.end is None and not (self.to_now or self.open or self.length)


def said_at(words: Sequence[Word], place: int, today: date) -> Said | None:
    """What the words at this place say about the time of an entry, if anything."""
    rest = words[place : place + WINDOW]
    if not rest or rest[0].quoted:
        return None
    found = _since(rest, today) or _ago(rest) or _range(rest) or _start(rest) or _length(rest)
    return None if found is None else replace(found, first=place, last=place + found.last)


def with_length(
    words: Sequence[Word], best: Said | None, found: Sequence[Said]
) -> tuple[Said | None, Said | None]:
    """A start and a length that stand apart belong together: what they say, and the length that was taken off the line.

    What goes on until now because nothing else is said takes a length beside it or after ``for``: ``90m since 9``.
    """
    for other in found:
        if best is None:
            break
        if best.is_until_now and other.is_length:
            if words[other.first].low == "for" or other.last == best.first:
                return replace(best, length=other.length, to_now=False), other
        elif best.lacks_end and other.is_length:
            return replace(best, length=other.length), other
        elif best.is_length and other.lacks_end and other.sure > 1:
            return replace(other, length=best.length), best
    return best, None


def _low(words: Sequence[Word], place: int) -> str:
    return joined(words[place : place + 1])


def _clock(words: Sequence[Word], place: int, *, bare: bool = True) -> ClockTime | None:
    return clock_time(_low(words, place), bare=bare)


def _until(words: Sequence[Word], said: Said) -> Said:
    """The same with the end that follows it, where one does: ``until 11``, ``to now``, ``for 1h30``."""
    word = _low(words, said.last)
    if word == "for":
        found = length_of(words[said.last + 1 :], after_for=True)
        if found is not None:
            return replace(said, last=said.last + 1 + found[1], length=found[0], to_now=False)
    if word in UNTIL:
        end = _clock(words, said.last + 1)
        if _low(words, said.last + 1) == "now":
            return replace(said, last=said.last + 2, to_now=True)
        if end is not None:
            return replace(said, last=said.last + 2, end=end, to_now=False)
    return said


def _since(words: Sequence[Word], today: date) -> Said | None:
    """``since last``, ``since 9:40``, ``since yesterday 22:00``, ``since 45m ago``: from there until now, or until what follows."""
    if words[0].low != "since":
        return None
    if _low(words, 1) == "last":
        more = 1 if _low(words, 2) in ("stop", "end", "entry") else 0
        return _until(words, Said(0, 2 + more, 3, from_last=True, to_now=True))
    ago = _ago(words[1:])
    if ago is not None:
        return replace(ago, last=ago.last + 1)
    day = day_of(words[1:], today)
    skip = day[1] if day is not None else 0
    start = _clock(words, 1 + skip)
    if start is None:
        return None
    said = Said(0, 2 + skip, 3, start=start, to_now=True, day=day[0] if day is not None else None)
    return _until(words, said)


def _ago(words: Sequence[Word]) -> Said | None:
    """``45m ago``: it began so long ago and lasted until now, or as long as is said."""
    found = length_of(words)
    if found is None or _low(words, found[1]) != "ago":
        return None
    return _until(words, Said(0, found[1] + 1, 3, ago=found[0], to_now=True))


def _range(words: Sequence[Word]) -> Said | None:
    """``9:30-11``, ``9-10``, ``from 9 to 11``, ``9:30-now``; ``9:30-`` ends where the next entry begins."""
    lead = 1 if words[0].low in ("from", "between", "at") else 0
    word = _low(words, lead)
    dash = next((sign for sign in DASHES if word.count(sign) == 1), "")
    if dash and not word.startswith(dash):
        left, _, right = word.partition(dash)
        return _between(left, right, 1 + lead, sure=2 * lead)
    divider = _low(words, lead + 1)
    if divider in (*DASHES, *UNTIL) or (divider == "and" and words[0].low == "between"):
        return _between(word, _low(words, lead + 2), 3 + lead, sure=2 * lead)
    return None


def _between(left: str, right: str, last: int, *, sure: int) -> Said | None:
    start, end = clock_time(left, bare=True), clock_time(right, bare=True)
    if start is None:
        return None
    sure = max(sure, 3 if start.exact else 1)
    if right == "now":
        return Said(0, last, 3, start=start, to_now=True)
    if not right:
        # Whoever ends a word with a dash has not finished it, unless it is plainly a time.
        return Said(0, last, sure, start=start, open=True) if start.exact and last == 1 else None
    if end is None:
        return None
    if end.half and not start.exact and start.hour <= 12:
        start = _same_half(start, end)
    return Said(0, last, max(sure, 3 if end.exact else 1), start=start, end=end)


def _same_half(start: ClockTime, end: ClockTime) -> ClockTime:
    """``2-3pm`` begins in the afternoon, ``11-1pm`` in the morning."""
    same = replace(start, half=end.half)
    other = replace(start, half="am" if end.half == "pm" else "pm")
    return (same if same.minutes < end.minutes else other) if start.hour else start


def _start(words: Sequence[Word]) -> Said | None:
    """``9:30 for 1h30``, ``9:30 +1h30``, ``9:30 1h30``, ``at 9 ...``: a start, with the length that follows it."""
    lead = 1 if words[0].low in ("at", "from") else 0
    word, plus, more = _low(words, lead).partition("+")
    start = clock_time(word, bare=bool(lead or plus))
    if start is None:
        return None
    said = Said(0, 1 + lead, 3 if start.exact else 2, start=start)
    if plus:
        found = length_of([replace(words[lead], low=more)], after_for=True)
        return None if found is None else replace(said, length=found[0])
    after = words[said.last :]
    if _low(after, 0).startswith("+"):
        found = length_of([replace(after[0], low=after[0].low[1:])], after_for=True)
    else:
        found = length_of(after)
    if found is not None and _low(after, found[1]) != "ago":
        return replace(said, last=said.last + found[1], length=found[0])
    return _until(words, said)


def _length(words: Sequence[Word]) -> Said | None:
    """``45m``, ``last 45m``, ``for 1:30``; ``45m until 11`` ends there."""
    lead = 1 if words[0].low in ("last", "past", "for") else 0
    found = length_of(words[lead:], after_for=words[0].low == "for")
    if found is None:
        return None
    said = Said(0, lead + found[1], 2, length=found[0])
    if _low(words, said.last) in UNTIL:
        return _until(words, said)
    return said
