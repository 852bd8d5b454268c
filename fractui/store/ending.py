"""What comes to its end in a portal, looked for among what is stored, so that a start decodes only that.

The classes of what is found are imported with the first of it: most portals have nothing that ends today.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fractui.store.codec import Raw, decode
from fractui.store.layout import MAIN
from fractui.store.portal import Portal

if TYPE_CHECKING:
    from fractui.core.access import Grant
    from fractui.core.checklist import ChecklistItem
    from fractui.core.leave import Leave


def grants_ending(portal: Portal, last: date) -> tuple[Grant, ...]:
    """The accesses that end by the day ``last`` or ended before and were not revoked, the first to end first (row 003-19).

    Raises:
        Damaged: one of them cannot be read.
    """
    until = last.isoformat()
    found = {
        doc_id: raw
        for doc_id, raw in _stored(portal, "grants").items()
        if _is_there(raw) and not raw.get("revoked_on") and str(raw.get("expires_on") or "~") <= until
    }
    if not found:
        return ()
    from fractui.core.access import Grant

    where = _where(portal, "grants")
    grants = [decode(Grant, raw, f'{where}["{doc_id}"]') for doc_id, raw in found.items()]
    return tuple(sorted(grants, key=lambda each: (each.expires_on or last, each.system, each.id)))


def items_behind(portal: Portal, today: date) -> tuple[ChecklistItem, ...]:
    """What is open of the onboarding though its day has passed, the oldest first (row 000-23).

    Raises:
        Damaged: one of them cannot be read.
    """
    day = today.isoformat()
    found = {
        doc_id: raw
        for doc_id, raw in _stored(portal, "checklists").items()
        if _is_there(raw)
        and raw.get("list", "onboarding") == "onboarding"
        and not raw.get("done_on")
        and not raw.get("skipped")
        and str(raw.get("due_on") or "~") < day
    }
    if not found:
        return ()
    from fractui.core.checklist import ChecklistItem

    where = _where(portal, "checklists")
    items = [decode(ChecklistItem, raw, f'{where}["{doc_id}"]') for doc_id, raw in found.items()]
    return tuple(sorted(items, key=lambda each: (each.due_on or today, each.order, each.id)))


def leaves_near(own: Portal, first: date, last: date) -> tuple[Leave, ...]:
    """The time off of the practice's ``own`` portal that touches the days from ``first`` to ``last``, the next first (row 002-30).

    Raises:
        Damaged: one of them cannot be read.
    """
    since, until = first.isoformat(), last.isoformat()
    found = {
        doc_id: raw
        for doc_id, raw in _stored(own, "leaves").items()
        if _is_there(raw) and str(raw.get("first") or "~") <= until and str(raw.get("last") or "~") >= since
    }
    if not found:
        return ()
    from fractui.core.leave import Leave

    where = _where(own, "leaves")
    leaves = [decode(Leave, raw, f'{where}["{doc_id}"]') for doc_id, raw in found.items()]
    return tuple(sorted(leaves, key=lambda each: (each.first, each.last, each.id)))


def _stored(portal: Portal, table: str) -> dict[str, Raw]:
    return portal.files.raw(MAIN, table)


def _is_there(raw: Raw) -> bool:
    return raw.get("deleted_at") is None


def _where(portal: Portal, table: str) -> str:
    return f"{portal.files.place.brief(MAIN)}: $.{table}"
