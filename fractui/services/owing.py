"""What is still owed to a client."""

from __future__ import annotations

from datetime import date

from fractui.core.wording import due_word, status_label
from fractui.store.practice import Portal


def owed(portal: Portal, today: date) -> tuple[str, ...]:
    """A line for each deliverable that is not delivered and each promise that is not kept, the soonest due first."""
    lines = [
        f"{each.title} ({status_label(each.status)}, {due_word(each.due, today)})" for each in portal.owed()
    ]
    lines += [
        f"promised: {each.text}" + (f" ({due_word(each.due_on, today)})" if each.due_on else "")
        for each in portal.promises()
        if each.done_on is None
    ]
    return tuple(lines)
