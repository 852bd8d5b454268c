"""What is worth a word: accesses that end, an onboarding behind its days, deliveries that nobody opens (rows 003-19, 000-23, 003-17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fractui.core.engagement import CAUSES, SILENT_CYCLES
from fractui.core.value import value
from fractui.core.wording import due_word

if TYPE_CHECKING:
    from fractui.core.access import Grant
    from fractui.core.checklist import ChecklistItem
    from fractui.core.deliverable import Deliverable

SOON_DAYS = 30
"""An access that ends within so many days is worth a word."""


@value
class Word:
    """A sentence with how bad it is: ``severity`` as Attention ranks it, ``days`` how long it is overdue, negative before."""

    severity: int
    days: int
    text: str


def access_words(ending: Sequence[Grant], today: date) -> Iterator[Word]:
    """One word of those that are over and were not revoked, one of those that end soon; ``ending`` is sorted by its days."""
    over = [each for each in ending if each.expires_on is not None and each.expires_on < today]
    soon = [each for each in ending if each.expires_on is not None and each.expires_on >= today]
    if over and over[0].expires_on:
        days = (today - over[0].expires_on).days
        text = f"access to {over[0].system} ended {_days(days)} ago, not revoked{_others(len(over) - 1)}"
        yield Word(2, days, text)
    if soon and soon[0].expires_on:
        ends = soon[0].expires_on
        text = f"access to {soon[0].system} ends {_on(ends, today)}{_others(len(soon) - 1)}"
        yield Word(1, (today - ends).days, text)


def onboarding_words(behind: Sequence[ChecklistItem], today: date) -> Iterator[Word]:
    """One word of what is open of an onboarding though its day has passed; ``behind`` is sorted by its days."""
    if behind and behind[0].due_on:
        days = (today - behind[0].due_on).days
        late = f"{len(behind)} things are late, the oldest by {_days(days)}"
        text = f"onboarding: {late if len(behind) > 1 else f'{behind[0].text}, {_days(days)} late'}"
        yield Word(2, days, text)


def silence_words(unread: Sequence[Deliverable]) -> Iterator[Word]:
    """One word of the series that nobody opened twice running, with the two reasons that it can have; the latest is named."""
    if unread:
        more = f" and {len(unread) - 1} more" if len(unread) > 1 else ""
        text = f"{unread[-1].title}{more}: nobody opened the last {SILENT_CYCLES}; {', or '.join(CAUSES)}?"
        yield Word(2, 0, text)


def _others(count: int) -> str:
    return "" if not count else f", and {count} other{'s' if count > 1 else ''}"


def _on(day: date, today: date) -> str:
    word = due_word(day, today)
    return f"on {word}" if word[:1].isupper() or word[:1].isdigit() else word


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
