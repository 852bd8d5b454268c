"""The plan of the day among what is stored: the years of what was ticked off are not decoded for it (row 002-34)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fractui.store.codec import decode
from fractui.store.layout import MAIN
from fractui.store.portal import Portal

if TYPE_CHECKING:
    from fractui.core.day_plan import DayPick

TABLE = "day_picks"


def picks_near(own: Portal, today: date) -> tuple[DayPick, ...]:
    """What is open in the practice's ``own`` portal, and what was ticked off today or later, in stored order.

    Raises:
        Damaged: one of them cannot be read.
    """
    day = today.isoformat()
    found = {
        doc_id: raw
        for doc_id, raw in own.files.raw(MAIN, TABLE).items()
        if raw.get("deleted_at") is None and str(raw.get("done_on") or "~") >= day
    }
    if not found:
        return ()
    from fractui.core.day_plan import DayPick

    where = f"{own.files.place.brief(MAIN)}: $.{TABLE}"
    return tuple(decode(DayPick, raw, f'{where}["{doc_id}"]') for doc_id, raw in found.items())
