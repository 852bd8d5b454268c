"""What a guided review shows: its steps, what each holds, and how long it has taken."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.value import value


@value
class RoutineOffer:
    """A review that can be begun now, or gone on with: ``kind`` is one of ``core.routine.Routine``."""

    kind: str
    begun: bool = False


@value
class RoutineLine:
    """One thing to look at.

    ``kind`` is ``due`` (owed and not delivered), ``promise``, ``sent`` (delivered), ``access``, ``week``, ``strain``, ``off`` (it falls
    into time off) or ``finding``. ``item`` names the line within its step, and where there is one the thing itself. ``when`` says in
    a few words when or how much, ``detail`` why it is here; ``severity`` is 3 for late or over, 2 for soon or near, 1 for worth
    knowing. ``status`` is a deliverable's column. ``day`` is when it is due, was sent or ends, ``id`` the document's.
    """

    kind: str
    item: str
    code: str
    color: str
    title: str
    detail: str = ""
    when: str = ""
    severity: int = 1
    status: str = ""
    day: date | None = None
    id: str = ""


@value
class RoutineStep:
    """One step: ``title``, what is to be done in it, what it says where there is nothing, and its lines."""

    title: str
    task: str
    nothing: str
    lines: tuple[RoutineLine, ...] = ()


@value
class RoutineView:
    """A review of the user's day ``today``.

    ``spent_s`` are its closed seconds so far, to which ``now - since`` is added while it runs; ``minutes`` is what it should take, 0
    for no limit. ``finished_at`` is when it was finished this week. ``admin_s`` is a week's administration by the average of the last
    four weeks, up to now, ``admin_target_s`` what it should be, 0 for no target (rows 003-02, 003-21).
    """

    kind: str
    title: str
    today: date
    minutes: int
    steps: tuple[RoutineStep, ...]
    spent_s: int = 0
    since: datetime | None = None
    finished_at: datetime | None = None
    admin_s: int = 0
    admin_target_s: int = 0

    def seconds(self, now: datetime) -> int:
        """How long it has taken up to ``now``."""
        return self.spent_s + (max(0, int((now - self.since).total_seconds())) if self.since else 0)


@value
class RoutineEnd:
    """A review that was finished: how long it took, what goes on now (empty for nothing), and a week's administration, in seconds."""

    title: str
    spent_s: int
    goes_on: str
    admin_s: int
    admin_target_s: int

    @property
    def sentence(self) -> str:
        """How long it took, and a week's administration by the average of four weeks."""
        took = f"{self.title}: {minutes_word(self.spent_s)}."
        return (
            f"{took} Administration: {admin_word(self.admin_s, self.admin_target_s)} a week over four weeks."
        )


def minutes_word(seconds: int) -> str:
    """``12 min``, whole minutes; ``under a minute`` for less than one."""
    return f"{seconds // 60} min" if seconds >= 60 else "under a minute"


def admin_word(seconds: int, target_s: int) -> str:
    """``27 of 30 min``; ``27 min`` without a target."""
    return f"{seconds // 60} of {target_s // 60} min" if target_s else f"{seconds // 60} min"
