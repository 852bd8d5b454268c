"""What the frame asks or hints at; what asks is loaded only where something may be asked, for most starts have no question."""

from __future__ import annotations

from datetime import datetime, timedelta

from fractui.core.entry import Entry
from fractui.core.settings import Settings
from fractui.services.views.frame import QuestionView
from fractui.store.heartbeat import is_noted
from fractui.store.practice import Practice


def asked(
    practice: Practice, running: Entry | None, settings: Settings, now: datetime
) -> QuestionView | None:
    """What is asked about the running entry; None where nothing is."""
    if running is None:
        return None
    is_long = bool(settings.session_hours) and now - running.start >= timedelta(hours=settings.session_hours)
    if not is_long and not is_noted(practice.root):
        return None
    from fractui.services.absence import question_of

    return question_of(practice, running, now)


def untracked(
    practice: Practice, idle_since: datetime | None, settings: Settings, now: datetime
) -> datetime | None:
    """Since when nothing runs in working hours, long enough for a hint that was not put off; ``idle_since`` is the last stop."""
    if idle_since is None or not settings.hint_minutes:
        return None
    from fractui.core.absence import untracked_since

    since = untracked_since(idle_since, now, settings)
    if since is None or not is_noted(practice.root):
        return since
    from fractui.services.absence import is_hushed

    return None if is_hushed(practice, now) else since
