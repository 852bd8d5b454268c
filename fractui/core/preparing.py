"""Whether preparation is planned for what has high stakes, told by the blocks that are called after it (row 000-25)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from fractui.core.block import Block, occurrences
from fractui.core.deliverable import Deliverable, Status, next_due
from fractui.core.recurrence import lead_of, nominal
from fractui.core.stakes import Stakes
from fractui.core.zones import local_day

NOTICE_DAYS = 5
"""So many days before its work is to begin, at most, preparation that is not planned is worth a word."""

_LONGEST = timedelta(days=366)


def preparing(deliverable: Deliverable) -> str:
    """What a block of preparation is called."""
    return f"prepare {deliverable.title}"


def planned_for(deliverable: Deliverable, blocks: Iterable[Block]) -> date | None:
    """The first day on which its preparation takes place, None where none is planned.

    A block prepares it that is called ``prepare`` and its title, in any case, and takes place up to its due day; of what recurs, after
    the due day before it: last month's preparation is not this month's. An instance that was left out does not count, one that was
    moved counts on the day to which it was moved.
    """
    title = preparing(deliverable).casefold()
    first = deliverable.due - _LONGEST
    if deliverable.every is not None:
        first = next_due(deliverable.every, nominal(deliverable), -1) + timedelta(days=1)
    days = (
        local_day(each.start, block.zone)
        for block in blocks
        if block.title.casefold() == title
        for each in occurrences(block, first, deliverable.due)
    )
    return min(days, default=None)


def notice_on(deliverable: Deliverable) -> date | None:
    """The day from which missing preparation is worth a word, None where its lead time is not known.

    That is its lead time and as long again before it is due, but at most ``NOTICE_DAYS`` more than its lead time: a weekly update that
    takes a day is not spoken of all week.
    """
    lead = lead_of(deliverable)
    return deliverable.due - timedelta(days=lead + min(lead, NOTICE_DAYS)) if lead else None


def unprepared(owed: Iterable[Deliverable], blocks: Iterable[Block], today: date) -> tuple[Deliverable, ...]:
    """The drafts with high stakes that are near enough, and not due yet, for which no preparation is planned; in their order."""
    near = [
        each
        for each in owed
        if each.stakes is Stakes.HIGH
        and each.status is Status.DRAFT
        and each.completed_at is None
        and today < each.due
        and (begin := notice_on(each)) is not None
        and begin <= today
    ]
    if not near:
        return ()
    known = tuple(blocks)
    return tuple(each for each in near if planned_for(each, known) is None)
