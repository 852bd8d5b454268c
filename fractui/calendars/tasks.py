"""What is owed as tasks, in a file of their own: readers that know tasks show them in their lists, the others not at all (row 000-30)."""

from __future__ import annotations

from datetime import UTC

from icalendar import Todo

from fractui.calendars.events import changed_at, state_of
from fractui.calendars.text import categories, one_line
from fractui.calendars.uids import Uids
from fractui.core.deliverable import Deliverable, Status

_STATUS = {
    Status.DRAFT: "NEEDS-ACTION",
    Status.IN_REVIEW: "IN-PROCESS",
    Status.DELIVERED: "COMPLETED",
}


def task(deliverable: Deliverable, owner: str, uids: Uids) -> Todo:
    """A deliverable as a task that is due on its day; delivered it is done, deleted it is cancelled.

    Its UID is not that of the due date's event: the two are in different calendars.
    """
    todo = Todo()
    changed = changed_at(deliverable)
    todo.add("uid", uids.uid("task", owner, deliverable.id))
    todo.add("dtstamp", changed)
    todo.add("due", deliverable.due)
    todo.add("summary", f"{owner}: {one_line(deliverable.title)}")
    todo.add("description", state_of(deliverable))
    todo.add("sequence", max(deliverable.rev - 1, 0))
    todo.add("created", (deliverable.created_at or changed).astimezone(UTC))
    todo.add("last-modified", changed)
    receipt = deliverable.delivered
    if deliverable.deleted_at is not None:
        todo.add("status", "CANCELLED")
    else:
        todo.add("status", _STATUS[deliverable.status])
        if deliverable.status is Status.DELIVERED and receipt is not None:
            todo.add("completed", receipt.delivered_at.astimezone(UTC))
    todo.add("categories", categories(owner))
    return todo
