"""What was delivered, found without decoding the years of it: only what is asked for becomes a value."""

from __future__ import annotations

from datetime import date, datetime
from heapq import nlargest

from fractui.core.deliverable import Deliverable
from fractui.store.codec import Raw, instant
from fractui.store.portal import Portal


def delivered_since(portal: Portal, at: datetime) -> tuple[Deliverable, ...]:
    """What is delivered and was so at ``at`` or later, in stored order."""
    first = instant(at)
    return portal.deliverables_where(lambda raw: raw.get("status") == "delivered" and _sent_at(raw) >= first)


def last_sent(portal: Portal, limit: int) -> tuple[Deliverable, ...]:
    """The ``limit`` deliverables that were delivered last, the newest first; also those of which a new version was begun since."""
    times: list[str] = []

    def note(raw: Raw) -> bool:
        times.append(_sent_at(raw))
        return False

    portal.deliverables_where(note)
    newest = nlargest(limit, filter(None, times))
    if not newest:
        return ()
    found = portal.deliverables_where(lambda raw: _sent_at(raw) >= newest[-1])
    return tuple(sorted(found, key=lambda each: (each.receipts[-1].delivered_at, each.id), reverse=True))[
        :limit
    ]


def first_sent(portal: Portal) -> datetime | None:
    """When the first of all deliveries went out, None before it."""
    first = ""

    def look(raw: Raw) -> bool:
        nonlocal first
        at = _sent_at(raw, 0)
        first = at if at and (not first or at < first) else first
        return False

    portal.deliverables_where(look)
    return datetime.fromisoformat(first) if first else None


def watched_since(portal: Portal, day: date) -> tuple[Deliverable, ...]:
    """What was delivered on ``day`` or later, where what the client does with it is noted at all; else nothing."""
    first, watched = day.isoformat(), False

    def look(raw: Raw) -> bool:
        nonlocal watched
        watched = watched or bool(raw.get("engagement"))
        return False

    portal.deliverables_where(look)
    return portal.deliverables_where(lambda raw: _sent_at(raw) >= first) if watched else ()


def _sent_at(raw: Raw, place: int = -1) -> str:
    """The instant of the last delivery, or of that at ``place``, as it is stored; empty where there was none."""
    receipts = raw.get("receipts")
    if not isinstance(receipts, list) or not receipts or not isinstance(receipts[place], dict):
        return ""
    return str(receipts[place].get("delivered_at", ""))
