"""What is worth a word: what renews, ends, is behind its days or is not opened (rows 000-37, 003-19, 000-23, 003-17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fractui.core.engagement import CAUSES, SILENT_CYCLES
from fractui.core.value import value
from fractui.core.wording import days_of, due_word, long_day, short_date

if TYPE_CHECKING:
    from fractui.core.access import Grant
    from fractui.core.agreement import Agreement
    from fractui.core.checklist import ChecklistItem
    from fractui.core.deliverable import Deliverable

SOON_DAYS = 30
"""An access that ends within so many days is worth a word."""

RENEWAL_DAYS = 60
"""A renewal is worth knowing so many days before."""

NOTICE_DAYS = 30
"""The last day to give notice is worth a word so many days before."""

NOTICE_PRESSES = 7
"""From so many days before the last day on, giving notice can wait no longer."""


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
        text = f"access to {over[0].system} ended {days_of(days)} ago, not revoked{_others(len(over) - 1)}"
        yield Word(2, days, text)
    if soon and soon[0].expires_on:
        ends = soon[0].expires_on
        text = f"access to {soon[0].system} ends {_on(ends, today)}{_others(len(soon) - 1)}"
        yield Word(1, (today - ends).days, text)


def renewal_words(
    terms: Agreement | None, today: date, *, given: bool = False, read: str = ""
) -> Iterator[Word]:
    """One word of an agreement that renews soon, whose day for notice comes near, or that ended and was not renewed (row 000-37).

    Args:
        terms: the version in force.
        today: the client's day.
        given: whether notice is given already.
        read: how much the client reads, to judge by; empty where nothing is known.
    """
    renews = terms.renews_on if terms is not None else None
    if terms is None or renews is None:
        return
    days = (today - renews).days
    said = f"; {read}" if read else ""
    notice = None if given else notice_word(terms, today)
    if notice is not None:
        yield Word(notice.severity, notice.days, notice.text + said)
    elif -RENEWAL_DAYS <= days <= 0:
        verb = "notice is given: the agreement ends" if given else "agreement renews"
        until = (
            "" if given or terms.notice_by is None else f", notice by {short_date(terms.notice_by, today)}"
        )
        yield Word(1, days, f"{verb} on {short_date(renews, today)}{until}{said}")
    elif 0 < days <= RENEWAL_DAYS:
        ending = "" if given else " and was not renewed"
        yield Word(2, days, f"agreement ended on {short_date(renews, today)}{ending}")


def notice_word(terms: Agreement, today: date) -> Word | None:
    """By when notice must be given, or that its day has passed; None where no notice is agreed, or neither day is near (row 000-37)."""
    renews, last = terms.renews_on, terms.notice_by
    if renews is None or last is None or today > renews:
        return None
    left = (last - today).days
    if 0 <= left <= NOTICE_DAYS:
        when = ("today", "tomorrow")[left] if left < 2 else f"by {long_day(last)}, in {left} days"
        text = f"notice must be given {when}, or it renews on {short_date(renews, today)}"
        return Word(2 if left <= NOTICE_PRESSES else 1, -left, text)
    ahead = (renews - today).days
    if left < 0 and ahead <= RENEWAL_DAYS:
        passed = f"the day for notice, {short_date(last, today)}, has passed"
        return Word(1, -ahead, f"{passed}: it renews {_on(renews, today)}")
    return None


def onboarding_words(behind: Sequence[ChecklistItem], today: date) -> Iterator[Word]:
    """One word of what is open of an onboarding though its day has passed; ``behind`` is sorted by its days."""
    if behind and behind[0].due_on:
        days = (today - behind[0].due_on).days
        late = f"{len(behind)} things are late, the oldest by {days_of(days)}"
        text = f"onboarding: {late if len(behind) > 1 else f'{behind[0].text}, {days_of(days)} late'}"
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
