"""The plan of the day: up to three things over all clients, ticked off in the evening (row 002-34)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from fractui.core.document import Document
from fractui.core.errors import Refused
from fractui.core.text import one_line
from fractui.core.value import record

MOST = 3
"""So many are open at once."""

KINDS = ("priority", "deliverable", "promise")
"""What of a client's can be chosen."""


@record
class DayPick(Document):
    """One thing to do today. It is the practice's own and holds no word of a client's.

    ``text`` is a line of the user's own; else ``kind`` (one of ``KINDS``) and ``target`` are the id of something of the client
    ``whose``, and its words are read there. ``since`` is the user's day for which it was chosen first, ``on`` the one that it is
    for now: without a tick it stays, and its age shows. ``done_on`` is when it was ticked off.
    """

    since: date
    on: date
    order: int = 0
    text: str = ""
    whose: str = ""
    kind: str = ""
    target: str = ""
    done_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    def points_at(self, whose: str, kind: str, target: str) -> bool:
        """Whether it stands for this thing of a client's."""
        return bool(target) and (self.whose, self.kind, self.target) == (whose, kind, target)


def check_pick(pick: DayPick) -> DayPick:
    """Return the pick as it may be kept: a line of one's own, or one thing of a client.

    Raises:
        FieldRefused: it says nothing, or the text cannot be taken.
    """
    if pick.target:
        return replace(pick, text="")
    return replace(pick, text=one_line("text", pick.text, 200, required=True), whose="", kind="")


def of_day(picks: Iterable[DayPick], today: date) -> tuple[DayPick, ...]:
    """What the day has: all that is open and for today or earlier, then what was ticked off today, each in its order."""
    found = [each for each in picks if each.done_on == today or (each.is_open and each.on <= today)]
    return tuple(sorted(found, key=lambda each: (not each.is_open, each.order, each.since, each.id)))


def carried(picks: Iterable[DayPick], today: date) -> tuple[DayPick, ...]:
    """What was put off to another day, in its order."""
    found = [each for each in picks if each.is_open and each.on > today]
    return tuple(sorted(found, key=lambda each: (each.order, each.since, each.id)))


def added(picks: Iterable[DayPick], new: DayPick) -> DayPick:
    """The new one as the last of those that are open.

    Raises:
        Refused: three are open already, or it is one of them.
    """
    still = [each for each in picks if each.is_open]
    if any(each.points_at(new.whose, new.kind, new.target) for each in still):
        raise Refused("That is in your plan already.")
    if len(still) >= MOST:
        raise Refused(f"{MOST} are open, which is a day's worth: tick one off or drop one first.")
    return check_pick(replace(new, order=max((each.order for each in still), default=0) + 1))


def put_off(pick: DayPick, today: date) -> DayPick:
    """The pick for the day after ``today``; its age goes on.

    Raises:
        Refused: it is done, or is for a later day already.
    """
    if not pick.is_open:
        raise Refused("It is done; there is nothing to carry over.")
    if pick.on > today:
        raise Refused("It is for another day already.")
    return replace(pick, on=today + timedelta(days=1))
