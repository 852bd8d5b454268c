"""Who was left last, so that a line can be left there: offered quietly for a while, and never in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fractui.services.views.frame import FrameView, StripItem

OFFERED = timedelta(minutes=10)
"""So long the line is offered after the timer moved off a client, or its workspace was left."""
AT_LEAST = timedelta(minutes=1)
"""A timer that ran for less was a slip of the finger and no work."""


@dataclass(slots=True)
class Visit:
    """A client's workspace being looked at, and since when its timer ran meanwhile, if it did: looking alone is no work."""

    code: str
    worked_since: datetime | None = None


class Parting:
    """Watches frames and visits; says for whom a line "next time" is on offer.

    A client is left when the timer moves off it, by whatever means, and once more when the workspace in which its timer had run
    is left without a line. There is no offer where a line was left since that timer was started, and it ends when one is left, was
    skipped, the client's timer runs again, or it is old.
    """

    def __init__(self) -> None:
        self._left: tuple[str, datetime, datetime] | None = None
        self._visit: Visit | None = None
        self._asked = False

    def seen(self, before: FrameView | None, after: FrameView, now: datetime) -> None:
        """Another frame is true now than ``before``."""
        was = before.timer.running if before is not None else None
        runs = after.timer.running
        moved = was is not None and not was.is_bucket and (runs is None or runs.code != was.code)
        if was is not None and moved and now - was.start >= AT_LEAST:
            self._leave(was.code, now, was.start)
        if self._visit is not None and runs is not None and runs.code == self._visit.code:
            self._visit.worked_since = runs.start

    def shown(self, code: str | None, frame: FrameView, now: datetime) -> None:
        """The workspace of ``code`` is shown now, None for a pane of all clients, which leaves nobody."""
        visit, runs = self._visit, frame.timer.running
        if code is None or (visit is not None and visit.code == code):
            return
        if visit is not None and visit.worked_since is not None and (runs is None or runs.code != visit.code):
            self._leave(visit.code, now, visit.worked_since)
        self._visit = Visit(code, runs.start if runs is not None and runs.code == code else None)

    def _leave(self, code: str, now: datetime, since: datetime) -> None:
        self._left = (code, now, since)
        self._asked = False

    def offer(self, frame: FrameView | None, now: datetime) -> str | None:
        """The client for which a line is on offer, None for nobody."""
        if self._left is None or frame is None:
            return None
        code, at, since = self._left
        item = _item(frame, code)
        runs = frame.timer.running
        if (
            item is None
            or now - at > OFFERED
            or _has_line(item, since)
            or (runs is not None and runs.code == code)
        ):
            return None
        return code

    def ask_once(self, frame: FrameView | None, now: datetime) -> str | None:
        """Like ``offer``, but says it only the first time."""
        code = None if self._asked else self.offer(frame, now)
        self._asked = self._asked or code is not None
        return code

    def settled(self, code: str) -> None:
        """The line for ``code`` was left or skipped: it is not offered again before the client is left again."""
        if self._left is not None and self._left[0] == code:
            self._left = None
        if self._visit is not None and self._visit.code == code:
            self._visit.worked_since = None


def _item(frame: FrameView, code: str) -> StripItem | None:
    return next((item for item in frame.strip if item.code == code), None)


def _has_line(item: StripItem, since: datetime) -> bool:
    return item.left_at is not None and item.left_at >= since
