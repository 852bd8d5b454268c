"""What is still owed to a client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fractui.core.client import Promise
from fractui.core.priority import Priority, ranked
from fractui.core.wording import due_word, status_label
from fractui.store.practice import Portal


def owed(portal: Portal, today: date | None, until: date | None = None) -> tuple[str, ...]:
    """A line for each deliverable that is not delivered and each promise that is not kept, the soonest due first; then what mattered most.

    Days are in words near ``today``; without one as dates, for what will be read on another day, and with whose promise it is. What
    recurs is owed ``until`` the engagement's last day, where there is one.
    """

    def when(due: date) -> str:
        return f"due {due}" if today is None else due_word(due, today)

    lines = [
        f"{each.title} ({status_label(each.status)}, {when(each.due)})"
        for each in portal.owed()
        if until is None or each.every is None or each.due <= until
    ]
    lines += [
        f"promised: {each.text}" + _about(each, when, whose=today is None)
        for each in portal.promises()
        if each.done_on is None
    ]
    lines += [f"priority: {each.text}" for each in ranked(portal.documents(Priority))]
    return tuple(lines)


def _about(promise: Promise, when: Callable[[date], str], *, whose: bool) -> str:
    """Whose promise it is, for a reader who was not there, and by when it is to be kept."""
    owner = "the executive" if promise.owner == "me" else promise.owner
    said = ((owner if whose else ""), (when(promise.due_on) if promise.due_on else ""))
    return f" ({', '.join(filter(None, said))})" if any(said) else ""
