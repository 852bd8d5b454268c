"""The plan of the day as it is shown: each thing in the words that it has where it lies (rows 002-34, 003-07)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fractui.core.client import Promise
from fractui.core.deliverable import Deliverable, Status
from fractui.core.document import Document
from fractui.core.errors import FractuiError, NotFound
from fractui.core.wording import day_word
from fractui.services.views.day_plan import DayPlanView, PickRow
from fractui.store.day_picks import picks_near
from fractui.store.practice import Portal, Practice

if TYPE_CHECKING:
    from fractui.core.day_plan import DayPick

GONE = "not there any more"
"""What is said of something that was deleted where it lay."""

ENDED = "the engagement is closed"
"""What is said of something whose client was closed since: it stays until it is ticked off or dropped, so that nothing goes unseen."""


def day_plan_view(practice: Practice, today: date) -> DayPlanView:
    """The plan of the user's day ``today``; what cannot be read of a client says so, and takes nothing else away."""
    found = picks_near(practice.own, today)
    if not found:
        return DayPlanView(today)
    from fractui.core.day_plan import carried, of_day

    return DayPlanView(
        today,
        tuple(_row(practice, each, today) for each in of_day(found, today)),
        tuple(_row(practice, each, today) for each in carried(found, today)),
    )


def _row(practice: Practice, pick: DayPick, today: date) -> PickRow:
    text, color, note = pick.text, "", ""
    if pick.target:
        try:
            portal = practice.portal(pick.whose)
            text, note = _told(thing_of(portal, pick.kind, pick.target), today)
            note = ENDED if portal.closed and pick.is_open and not note else note
            color = portal.client().color
        except NotFound:
            text, note = f"a {pick.kind}", GONE
        except FractuiError:
            text, note = f"a {pick.kind}", "cannot be read"
    return PickRow(
        id=pick.id,
        text=text,
        code=pick.whose,
        color=color,
        kind=pick.kind,
        target=f"{pick.kind}:{pick.whose}:{pick.target}" if pick.target else "",
        since=pick.since,
        days=max(0, (today - pick.since).days),
        done=not pick.is_open,
        note=note,
    )


def thing_of(portal: Portal, kind: str, id: str) -> Document:  # noqa: A002
    """What a pick stands for.

    Raises:
        NotFound: it is not there.
    """
    if kind == "deliverable":
        return portal.deliverable(id)
    if kind == "promise":
        return portal.document(Promise, id, "promise")
    from fractui.core.priority import Priority

    return portal.document(Priority, id, "priority")


def _told(thing: Document, today: date) -> tuple[str, str]:
    """The words of what a pick stands for, and what became of it."""
    if isinstance(thing, Deliverable):
        return thing.title, "delivered" if thing.status is Status.DELIVERED else ""
    text, done_on = str(getattr(thing, "text", "")), getattr(thing, "done_on", None)
    word = "kept" if isinstance(thing, Promise) else "done"
    return text, f"{word} {day_word(done_on, today)}" if done_on else ""
