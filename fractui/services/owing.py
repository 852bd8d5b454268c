"""What is still owed to a client."""

from __future__ import annotations

from datetime import date

from fractui.core.priority import Priority, ranked
from fractui.core.wording import due_word, status_label
from fractui.store.practice import Portal


def owed(portal: Portal, today: date | None) -> tuple[str, ...]:
    """A line for each deliverable that is not delivered and each promise that is not kept, the soonest due first; then what mattered most.

    Days are in words near ``today``; without one as dates, for what will be read on another day.
    """

    def when(due: date) -> str:
        return f"due {due}" if today is None else due_word(due, today)

    lines = [f"{each.title} ({status_label(each.status)}, {when(each.due)})" for each in portal.owed()]
    lines += [
        f"promised: {each.text}" + (f" ({when(each.due_on)})" if each.due_on else "")
        for each in portal.promises()
        if each.done_on is None
    ]
    lines += [f"priority: {each.text}" for each in ranked(portal.documents(Priority))]
    return tuple(lines)
