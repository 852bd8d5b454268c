"""Events out of blocks and due dates: their properties and values (row 000-30).

User text goes into TEXT values only. DTSTAMP equals LAST-MODIFIED and SEQUENCE counts the record's revisions,
so an unchanged record gives the same bytes and a changed one replaces the older copy in whatever reads it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Event

from fractui.calendars.series import Instance, Series, standing, zone_of
from fractui.calendars.text import categories, lines, one_line
from fractui.calendars.uids import Uids
from fractui.core.block import Apart, Block
from fractui.core.deliverable import Deliverable, Status
from fractui.core.document import Document
from fractui.core.wording import category_label, status_label

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def block_events(
    block: Block, series: Series, owner: str, uids: Uids, since: datetime = _EPOCH
) -> list[Event]:
    """The events of one block: its rule with exceptions and moved instances, then those that stand apart.

    A deleted block gives cancelled events without a rule, so that readers take it out. An instance that stood apart and does
    no longer is told as cancelled if that was after ``since``.
    """
    dead = block.deleted_at is not None
    uid = uids.uid("block", owner, block.id)
    events: list[Event] = []
    if series.master is not None:
        master = _block_event(block, series.master, uid, owner, cancelled=dead or series.cancelled)
        if series.repeats and not dead and not series.cancelled:
            _add_rule(master, block, series)
        events.append(master)
    for instance in series.moved if not dead else ():
        override = _block_event(block, instance, uid, owner, cancelled=False)
        override.add("recurrence-id", _original(block, instance.on))
        events.append(override)
    known = {each.on: each for each in block.apart}
    shown = {instance.on for instance in series.apart}
    gone = [each for each in block.apart if each.on not in shown and (each.changed_at or _EPOCH) >= since]
    stood = [standing(block, each) for each in gone]
    for instance, cancelled in [*((each, dead) for each in series.apart), *((each, True) for each in stood)]:
        own = uids.uid("moved", owner, f"{block.id}|{instance.on.isoformat()}")
        of_its_own = _counted(block, known.get(instance.on))
        events.append(_block_event(of_its_own, instance, own, owner, cancelled=cancelled))
    return events


def _counted(block: Block, apart: Apart | None) -> Block:
    """The block with the revision of the event of one instance that stands apart; a deleted one has its own last one."""
    if apart is None:
        return block
    changes, changed_at = apart.changes, apart.changed_at
    if block.deleted_at is not None and not apart.cancelled:
        changes, changed_at = changes + 1, block.updated_at
    return replace(block, rev=changes + 1, updated_at=changed_at)


def due_event(deliverable: Deliverable, owner: str, uids: Uids) -> Event:
    """A deliverable's due date as a free all-day event, the only form that every reader shows."""
    end = deliverable.due + timedelta(days=1)
    event = _begin(deliverable, uids.uid("due", owner, deliverable.id), deliverable.due, end)
    verb = "delivered" if deliverable.status is Status.DELIVERED else "due"
    event.add("summary", f"{owner}: {one_line(deliverable.title)} {verb}")
    event.add("description", state_of(deliverable))
    _finish(event, deliverable, free=True, cancelled=deliverable.deleted_at is not None)
    event.add("categories", categories(owner))
    return event


def state_of(deliverable: Deliverable) -> str:
    """What it is and how far."""
    return f"{one_line(deliverable.type)}, version {deliverable.version}, {status_label(deliverable.status)}"


def _block_event(block: Block, instance: Instance, uid: str, owner: str, *, cancelled: bool) -> Event:
    event = _begin(block, uid, instance.start, instance.end)
    event.add("summary", f"{owner}: {one_line(block.title)}")
    if location := one_line(block.location):
        event.add("location", location)
    if notes := lines(block.notes).strip():
        event.add("description", notes)
    _finish(event, block, free=False, cancelled=cancelled)
    event.add("categories", categories(owner, category_label(block.category)))
    return event


def _begin(document: Document, uid: str, start: date, end: date) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed_at(document))
    event.add("dtstart", start)
    event.add("dtend", end)
    return event


def _finish(event: Event, document: Document, *, free: bool, cancelled: bool) -> None:
    """How often the record changed and whether it takes up time; Outlook looks at its own switch only."""
    event.add("sequence", max(document.rev - 1, 0))
    event.add("created", (document.created_at or _EPOCH).astimezone(UTC))
    event.add("last-modified", changed_at(document))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if free or cancelled else "OPAQUE")
    event.add("x-microsoft-cdo-busystatus", "FREE" if free or cancelled else "BUSY")


def _add_rule(event: Event, block: Block, series: Series) -> None:
    rule: dict[str, object] = {"FREQ": "MONTHLY" if block.rhythm.monthly else "WEEKLY"}
    if block.step > 1:
        rule["INTERVAL"] = block.step
    if block.until is not None:
        zone = zone_of(block) or UTC
        rule["UNTIL"] = datetime.combine(block.until, time(23, 59, 59), zone).astimezone(UTC)
    if block.month_day is not None:
        rule["BYMONTHDAY"] = block.month_day
    else:
        rule["BYDAY"] = [f"{block.nth or ''}{_WEEKDAYS[day]}" for day in block.days]
    event.add("rrule", rule)
    for on in series.left_out:
        event.add("exdate", _original(block, on))


def _original(block: Block, on: date) -> datetime:
    """The rule's own start of date ``on``, in the form of DTSTART, by which readers find the instance."""
    return datetime.combine(on, block.at, zone_of(block) or UTC)


def changed_at(document: Document) -> datetime:
    """When it was changed last, which is its events' DTSTAMP too."""
    return (document.updated_at or document.created_at or _EPOCH).astimezone(UTC)
