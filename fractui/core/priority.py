"""What matters most with a client, in its order (rows 004-04, 004-12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fractui.core.document import Document
from fractui.core.errors import Refused
from fractui.core.text import one_line
from fractui.core.value import record

UP, DOWN = -1, 1
"""One place nearer to the first, one further from it."""


@record
class Priority(Document):
    """One of the few things that matter most: the smaller ``order``, the more it matters.

    ``since`` is the client's day on which it became one, ``done_on`` the one on which it was done. ``deliverable`` is the id of
    the document that it is about, None for none. At most 300 characters of text.
    """

    text: str
    since: date
    order: int = 0
    deliverable: str | None = None
    done_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still matters."""
        return self.done_on is None


def check_priority(priority: Priority) -> Priority:
    """Return the priority as it may be kept.

    Raises:
        FieldRefused: it says nothing, or the text cannot be taken.
    """
    return replace(
        priority,
        text=one_line("text", priority.text, 300, required=True),
        deliverable=priority.deliverable or None,
    )


def ranked(priorities: Iterable[Priority]) -> tuple[Priority, ...]:
    """Those that are open, the one that matters most first."""
    found = [each for each in priorities if each.is_open]
    return tuple(sorted(found, key=lambda each: (each.order, each.since, each.id)))


def last_place(priorities: Iterable[Priority]) -> int:
    """The ``order`` of one that comes after all that are open."""
    return max((each.order for each in priorities if each.is_open), default=0) + 1


def moved(priorities: Iterable[Priority], known: str, place: int) -> tuple[Priority, ...]:
    """Those whose order changes when the one with this id goes to a place, 1 being the first; too far is the end.

    Raises:
        Refused: it is not open, or stands there already.
    """
    before = ranked(priorities)
    chosen = next((each for each in before if each.id == known), None)
    if chosen is None:
        raise Refused("It is done and has no place any more; take the tick back first.")
    after = [each for each in before if each is not chosen]
    after.insert(max(0, place - 1), chosen)
    if tuple(after) == before:
        where = "first" if before[0] is chosen and place <= 1 else "last" if before[-1] is chosen else "there"
        raise Refused(f"It is {where} already.")
    return tuple(replace(each, order=number) for number, each in enumerate(after, 1) if each.order != number)


def too_many_words(count: int, cap: int) -> str:
    """What is said of more priorities than ``cap`` at once, a warning and never a refusal (row 004-04); empty while they are few."""
    return f"{count} at once; {cap} get done" if 0 < cap < count else ""
