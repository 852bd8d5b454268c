"""What the frame shows on every pane: the client strip and the timer bar."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.value import value
from fractui.services.views.routine import RoutineOffer


@value
class StripItem:
    """One client in the strip: its key, code and colour, whether its timer runs, how many things need attention.

    ``left_at`` is when a line was left there for next time; ``undelivered`` how many deliverables are finished and not
    delivered (row 003-04).
    """

    key: int | None
    code: str
    name: str
    color: str
    running: bool
    attention: int
    left_at: datetime | None = None
    undelivered: int = 0


@value
class RunningView:
    """The running entry: whose it is and since when (aware UTC). ``code`` is the client's code or the bucket's name."""

    entry_id: str
    code: str
    name: str
    is_bucket: bool
    color: str
    key: int | None
    note: str
    category: str
    deliverable: str
    start: datetime
    zone: str


@value
class CycleView:
    """A client's month so far, in seconds; ``used_s`` leaves the running entry out.

    ``elapsed`` is the share of the engagement's days in the month that has passed, 0 to 1. ``expected_s`` is what would be used by now
    at an even pace over the month's working days. ``month_start`` is the month's first instant in the client's zone: of a running entry
    only what is after it counts.
    """

    code: str
    used_s: int
    commitment_s: int
    expected_s: int
    elapsed: float
    month_start: datetime | None = None


@value
class QuestionView:
    """What is asked about the running entry: an absence from ``since`` to ``until``, or whether so long a session still goes on.

    Instants are aware and in UTC. ``since`` is None for a session that is only long, ``until`` while nobody is back.
    ``why`` is how it was noticed (``core.absence.Why``), ``runs_s`` the entry's length when it was asked, to the minute,
    ``more`` how many questions follow.
    """

    entry_id: str
    who: str
    start: datetime
    since: datetime | None
    until: datetime | None
    why: str
    runs_s: int
    more: int = 0


@value
class TimerView:
    """The timer bar: nothing in it changes with the seconds; the bar adds ``now - running.start`` itself.

    ``day_s`` and ``week_s`` are tracked seconds today and this week in the user's zone without the running entry; ``day`` is the local
    day they are of and ``day_start`` its first instant; ``cycle`` is the running client's month, None for a bucket or without commitment.
    ``idle_since`` is when the last entry ended, None while one runs and when there is none; ``untracked_since`` since when
    nothing runs in working hours, where that is long enough for a hint.
    """

    running: RunningView | None
    day: date
    day_start: datetime
    day_s: int
    day_target_s: int
    week_start: datetime
    week_s: int
    cycle: CycleView | None
    idle_since: datetime | None = None
    untracked_since: datetime | None = None


@value
class FrameView:
    """Everything around the pane.

    ``ask_next`` says that on leaving a client the line for next time is asked for, not only offered; ``routine`` is the review that is
    to be gone through now, if there is one.
    """

    strip: tuple[StripItem, ...]
    timer: TimerView
    zone: str
    undo_label: str
    redo_label: str
    damage: tuple[str, ...]
    ask_next: bool = False
    question: QuestionView | None = None
    routine: RoutineOffer | None = None
