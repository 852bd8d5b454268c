"""What is worth saying aloud now: a block that is about to begin, and what is due today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from fractui.core.block import Occurrence
from fractui.core.deliverable import Deliverable
from fractui.core.value import value
from fractui.core.wording import clock
from fractui.core.zones import local, local_day
from fractui.services.agenda import instances
from fractui.services.whose import open_portals
from fractui.store.practice import Practice

AHEAD = timedelta(minutes=5)
"""So long before a block begins."""
NAMED = 2
"""So many of the day's due items are named, the rest is counted."""


@value
class Reminder:
    """One thing to say; ``key`` is the same as long as it is the same thing."""

    key: str
    text: str


class Reminders:
    """Asked once a minute by whoever can say things aloud."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def at(self, now: datetime) -> tuple[Reminder, ...]:
        """What there is to say at ``now``: blocks of the next five minutes, and from the working hours on what is due today."""
        settings = self._practice.settings()
        today = local_day(now, settings.zone)
        found = [*self._beginning(now, today, settings.zone)]
        if local(now, settings.zone).time() >= settings.work_from:
            found += self._due(today)
        return tuple(found)

    def _beginning(self, now: datetime, today: date, home: str) -> Iterator[Reminder]:
        near = [
            (portal.code, each)
            for portal in (*open_portals(self._practice), self._practice.own)
            for block in portal.blocks()
            # A block of just after midnight is announced on the evening before.
            for each in instances(block, today, today + timedelta(days=1), home)
            if now < each.start <= now + AHEAD
        ]
        for code, each in sorted(near, key=lambda pair: (pair[1].start, pair[0] or "")):
            yield _block(code, each, home)

    def _due(self, today: date) -> Iterator[Reminder]:
        due = [each for portal in open_portals(self._practice) for each in portal.owed() if each.due == today]
        if due:
            yield Reminder(f"due {today}", _due_words(due))


def _block(code: str | None, each: Occurrence, home: str) -> Reminder:
    who = f"{code} " if code else ""
    begins = clock(local(each.start, home))
    return Reminder(
        f"block {each.block.id} {each.start.isoformat()}", f"{who}{each.block.title} begins at {begins}"
    )


def _due_words(due: list[Deliverable]) -> str:
    named = ", ".join(f"{each.client} {each.title}" for each in due[:NAMED])
    more = f" and {len(due) - NAMED} more" if len(due) > NAMED else ""
    return f"due today: {named}{more}"
