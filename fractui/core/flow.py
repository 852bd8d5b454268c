"""How work flows over the board: what is in progress, when that is too much at once, how long a card may stay (row 004-04)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fractui.core.deliverable import Deliverable, Status
from fractui.core.recurrence import begin_on

STALE_DAYS = {Status.DRAFT: (14, 28), Status.IN_REVIEW: (7, 14)}
"""Days in a column after which a card is growing old, and after which it is old: a review is a conversation, a draft is work."""


def in_progress(deliverable: Deliverable, today: date) -> bool:
    """Whether the work has begun and is not delivered.

    What is in review has; a draft has when it has a document, or when the day has come on which its work is to begin. What waits for
    somebody else is in progress too: it comes back.
    """
    if deliverable.status is Status.DELIVERED:
        return False
    return deliverable.status is Status.IN_REVIEW or bool(deliverable.files) or today >= begin_on(deliverable)


def too_many(owed: Iterable[Deliverable], today: date, limit: int) -> int:
    """How many of one client's deliverables are in progress where those are more than ``limit``, else 0; a limit of 0 is none."""
    count = sum(in_progress(each, today) for each in owed)
    return count if 0 < limit < count else 0


def ageing(deliverable: Deliverable, days: int, today: date) -> int:
    """0 while ``days`` in its column are usual, 1 when they are many, 2 when they are too many; what has not begun does not age."""
    if not in_progress(deliverable, today):
        return 0
    many, too_many_days = STALE_DAYS[deliverable.status]
    return (days >= many) + (days >= too_many_days)
