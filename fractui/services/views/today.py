"""What to do now and next: from planned blocks, due dates and promises."""

from __future__ import annotations

from datetime import datetime

from fractui.core.value import value


@value
class NowBlock:
    """A planned instance that is on, or the next one; ``key`` names it, times are local to the user's zone.

    ``color`` is empty for own time.
    """

    key: str
    code: str
    color: str
    title: str
    start: datetime
    end: datetime


@value
class Wanted:
    """Something to be handed over today, or already late: ``days`` until then (negative when late); ``kind`` is ``due`` or ``promise``.

    ``key`` is the item that it leads to.
    """

    kind: str
    key: str
    code: str
    color: str
    title: str
    days: int


@value
class TodayView:
    """What is on ``now``, the ``following`` block, and what is ``wanted`` of one, the latest first; ``running`` is whose time runs."""

    now: tuple[NowBlock, ...] = ()
    following: NowBlock | None = None
    wanted: tuple[Wanted, ...] = ()
    running: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self.now and self.following is None and not self.wanted

    @property
    def counts_down(self) -> bool:
        """Whether it names how long it still is to a time, which every minute changes."""
        return bool(self.now) or self.following is not None
