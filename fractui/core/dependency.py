"""What a deliverable comes after: others of the same client, which are to be delivered before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from fractui.core.deliverable import Deliverable, Status
from fractui.core.errors import FieldRefused

MOST = 12
"""A deliverable comes after at most so many others."""

Find = Callable[[str], Deliverable | None]
"""A client's deliverable by its whole id, None where there is none any more."""


def holding(each: Deliverable, owed: Mapping[str, Deliverable]) -> tuple[Deliverable, ...]:
    """What a deliverable still waits for, the soonest due first.

    What was delivered once holds nothing any more, also while its next version is written; what was deleted neither.

    Args:
        each: the deliverable.
        owed: what its client is owed, by id.
    """
    if not each.after or each.status is Status.DELIVERED:
        return ()
    found = [owed[known] for known in each.after if known in owed and not owed[known].receipts]
    return tuple(sorted(found, key=lambda one: (one.due, one.title, one.id)))


def too_late(each: Deliverable, held_by: Sequence[Deliverable]) -> Deliverable | None:
    """The last due of those that hold a deliverable, where that is due later than the deliverable itself."""
    last = max(held_by, key=lambda one: one.due, default=None)
    return last if last is not None and last.due > each.due else None


def after_words(held_by: Sequence[Deliverable]) -> str:
    """What holds a deliverable, in words: ``90-day plan``, ``90-day plan and 2 more``; empty for nothing."""
    if not held_by:
        return ""
    more = f" and {len(held_by) - 1} more" if len(held_by) > 1 else ""
    return f"{held_by[0].title}{more}"


def warning(title: str, held_by: Sequence[Deliverable]) -> str:
    """What to say when a deliverable is moved on although something holds it; empty where nothing does."""
    if not held_by:
        return ""
    verb = "is" if len(held_by) == 1 else "are"
    return f"{title} comes after {after_words(held_by)}, which {verb} not delivered yet."


def check_after(deliverable: Deliverable, find: Find) -> Deliverable:
    """Return the deliverable, seen to come after nothing that comes after it.

    Raises:
        FieldRefused: it comes after itself, directly or by way of others, or after too many.
    """
    if deliverable.id in deliverable.after:
        raise FieldRefused("after", f"{deliverable.title} cannot come after itself.")
    if len(deliverable.after) > MOST:
        raise FieldRefused(
            "after", f"A deliverable comes after at most {MOST} others; take some of them out."
        )
    for known in deliverable.after:
        chain = _chain(known, deliverable.id, find)
        if chain:
            titles = [each.title for each in chain] + [deliverable.title]
            links = [f"{one} comes after {other}" for one, other in pairwise(titles)]
            raise FieldRefused(
                "after", f"{deliverable.title} cannot come after {titles[0]}, for {', '.join(links)}."
            )
    return deliverable


def follows(each: Deliverable, known: str, find: Find) -> bool:
    """Whether a deliverable comes after the one with this id, directly or by way of others."""
    return bool(_chain(each.id, known, find))


def _chain(start: str, goal: str, find: Find) -> list[Deliverable]:
    """The deliverables from ``start`` on that come after one another, the last of them directly after ``goal``; empty for no such way."""
    first = find(start)
    ways = [] if first is None else [[first]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if goal in way[-1].after:
            return way
        for known in way[-1].after:
            further = None if known in seen else find(known)
            seen.add(known)
            if further is not None:
                ways.append([*way, further])
    return []
