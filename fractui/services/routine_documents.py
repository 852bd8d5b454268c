"""The JSON shape of a review: its steps with what is to be looked at, and the time that it takes (cli.md)."""

from __future__ import annotations

from fractui.services.documents import day, instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from fractui.services.views.routine import RoutineLine, RoutineView

    Json = dict[str, Any]


def review(view: RoutineView, now: datetime) -> Json:
    """The review; ``minutes`` is null where nothing is counted down, ``admin`` is a week's average of the last four."""
    return {
        "kind": view.kind,
        "title": view.title,
        "date": day(view.today),
        "minutes": view.minutes or None,
        "running": view.since is not None,
        "spent_s": view.seconds(now),
        "finished": None if view.finished_at is None else instant(view.finished_at),
        "admin": {"week_s": view.admin_s, "target_s": view.admin_target_s or None},
        "steps": [
            {
                "title": step.title,
                "task": step.task,
                "lines": [_line(each) for each in step.lines],
            }
            for step in view.steps
        ],
    }


def _line(each: RoutineLine) -> Json:
    return {
        "kind": each.kind,
        "id": each.id or None,
        "client": each.code or None,
        "title": each.title,
        "detail": each.detail,
        "when": each.when,
        "date": day(each.day),
        "status": each.status or None,
        "severity": each.severity,
    }
