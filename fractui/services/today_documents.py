"""The JSON shapes of today: what is on, what comes next, what is wanted, and the plan (cli.md, row 002-34)."""

from __future__ import annotations

from fractui.services.documents import day, instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from fractui.services.views.day_plan import DayPlanView, PickRow
    from fractui.services.views.today import NowBlock, TodayView

    Json = dict[str, Any]


def today(now: TodayView, plan: DayPlanView) -> Json:
    """The day: ``plan`` is what is open and what was ticked off today, ``later`` what was put off to tomorrow."""
    return {
        "date": day(plan.today),
        "plan": [pick(each) for each in plan.rows],
        "later": [pick(each) for each in plan.later],
        "now": [_block(each) for each in now.now],
        "next": None if now.following is None else _block(now.following),
        "wanted": [
            {
                "kind": "deliverable" if each.kind == "due" else each.kind,
                "id": each.key.rpartition(":")[2],
                "client": each.code,
                "title": each.title,
                "days_left": each.days,
            }
            for each in now.wanted
        ],
    }


def pick(row: PickRow) -> Json:
    """One thing of the plan; ``client``, ``kind`` and ``target`` are null for a line of one's own."""
    return {
        "id": row.id,
        "client": row.code or None,
        "kind": row.kind or None,
        "target": row.target.rpartition(":")[2] or None,
        "text": row.text,
        "since": day(row.since),
        "age_days": row.days,
        "done": row.done,
        "note": row.note,
    }


def _block(block: NowBlock) -> Json:
    return {
        "client": block.code or None,
        "title": block.title,
        "start": instant(block.start),
        "end": instant(block.end),
    }
