"""What a quick line leaves open, each in one sentence that says what to write instead; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fractui.core.quick_times import SURE, Said
from fractui.core.quick_words import Word, odd_length, two_days
from fractui.core.text import safe


def two_times(words: Sequence[Word], best: Said | None, others: Iterable[Said]) -> str:
    """What to ask where the line names a second time that could as well be meant; empty where it names none.

    A range beside a length (``9-12 minus 30m``), or two sure ranges. A doubtful range after another, as in ``pages 3-4``, is note.
    """
    for other in others:
        if best is None or other.first == best.first or other.start is None or other.end is None:
            continue
        if best.is_length or (best.end is not None and other.sure == best.sure == SURE):
            one, two = sorted((best, other), key=lambda each: each.first)
            return f"Is it {_said(words, one)} or {_said(words, two)}? Put what is only note in quotes."
    return ""


def day_in_two_orders(words: Iterable[Word]) -> str:
    """What to ask where ``3/4`` stands for a day; empty where none does."""
    for word in words:
        if two_days(word.low) and not word.quoted:
            return (
                f"“{safe(word.text)}” can be two days: write 20 nov or 2026-11-20, or put a note in quotes."
            )
    return ""


def day_or_name(words: Sequence[Word]) -> str:
    """What to ask where a weekday stands before what may be called after it, as in ``monday review``."""
    day, name = words[0].text, words[0].text + " " + words[1].text.rstrip(",;:")
    return f"“{safe(name)}” can be a day or a name: write on {safe(day)}, or put the name in quotes."


def odd_number(words: Iterable[Word]) -> str:
    """What to say of a number that was meant as a length and is none."""
    for word in words:
        if odd_length(word.low):
            return f"“{safe(word.text[:20])}” is no length here: write hours and minutes, like 1h30 or 45m."
        if word.low.isascii() and word.low.isdigit() and len(word.low) < 5:
            return f"“{word.low}” can be read in two ways: write {word.low}m or {word.low}h, or a time like 9:30-11."
    return ""


def _said(words: Sequence[Word], said: Said) -> str:
    return f"“{safe(' '.join(word.text for word in words[said.first : said.last]))}”"
