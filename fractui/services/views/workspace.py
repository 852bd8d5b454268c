"""What one client's workspace shows."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.engagement import ReadRate
from fractui.core.money import Money
from fractui.core.switching import Runs
from fractui.core.value import value
from fractui.services.views.frame import CycleView
from fractui.services.views.plan import PlanView
from fractui.services.views.today import TodayView


@value
class PromiseRow:
    """A promise with whole days until it is due (negative when late, None without a day)."""

    id: str
    text: str
    owner: str
    due: date | None
    days: int | None
    done_on: date | None


@value
class PersonRow:
    """A stakeholder; ``overdue`` when the contact is older than its rhythm."""

    id: str
    name: str
    role: str
    group: str
    email: str
    last_contact: date | None
    days_ago: int | None
    overdue: bool


@value
class DueRow:
    """A deliverable of this client in few words. ``delivered_to`` and ``delivered_on`` come from its last receipt.

    ``after`` says what is to be delivered before it and is not yet, ``after_due`` its day where that is later than its own. ``high`` is
    whether its stakes are.
    """

    id: str
    title: str
    type: str
    status: str
    recurring: bool
    due: date
    days: int
    version: int
    delivered_to: str
    delivered_on: date | None
    after: str = ""
    after_due: date | None = None
    high: bool = False


@value
class BlockRow:
    """A planned block's instance, in local time of ``zone``."""

    block_id: str
    on: date
    title: str
    start: datetime
    end: datetime
    zone: str
    moved: bool


@value
class ChangeRow:
    """Something that changed since one was here last: when, in the user's zone, and what, told in words."""

    at: datetime
    text: str


@value
class RunsView:
    """How often one goes to and fro (row 000-08): switches among everybody's time, and this client's runs, up to now.

    A run is time with the client that nobody else's came between.
    """

    switches_today: int = 0
    switches_week: int = 0
    today: Runs = Runs()
    week: Runs = Runs()


@value
class RecentEntry:
    """One of the client's latest entries, in local time of the entry's zone; ``end`` None while it runs.

    One that is not ``timed`` says how long on its day, not when.
    """

    id: str
    start: datetime
    end: datetime | None
    seconds: int
    category: str
    note: str
    timed: bool = True


@value
class AgreementLines:
    """The SOW in force: its figures and words; empty strings where nothing was agreed.

    ``notice_by`` is the last day to give notice, ``notice_days`` before it renews; None where either is unknown (row 000-37).
    """

    commitment: str
    capacity_pct: float
    fee: Money | None
    effective_from: date
    reports_to: str
    scope: tuple[str, ...]
    exit_terms: str
    renews_on: date | None
    out_of_scope: tuple[str, ...] = ()
    notice_days: int = 0
    notice_by: date | None = None


@value
class AccessRow:
    """An access that is not revoked: ``mine`` when the client lets me in; ``state`` and whole days until it ends, None without an end.

    ``host`` is where the tool is on the web, empty where it has no address; ``owner`` whose login it is.
    """

    id: str
    system: str
    mine: bool
    scope: str
    who: str
    until: date | None
    days: int | None
    state: str
    host: str = ""
    owner: str = ""


@value
class TodoRow:
    """An open item of a checklist, with whole days until it is due (negative when late, None without a day)."""

    id: str
    text: str
    section: str
    owner: str
    due: date | None
    days: int | None


@value
class ChecklistLines:
    """The checklists in short: how far each section of the onboarding is, and what is open of all lists, the first due first.

    ``title`` is what they are called together. ``sections`` are name, done and total. ``finished_on`` is when the last item was done,
    None while one is open; ``first_delivery`` the days from the beginning to the first delivery, None before it (row 000-23).
    """

    title: str
    sections: tuple[tuple[str, int, int], ...]
    todo: tuple[TodoRow, ...]
    done: int
    total: int
    finished_on: date | None = None
    first_delivery: int | None = None


@value
class DecisionRow:
    """A decision; ``outcome`` is empty while nobody can tell what came of it."""

    id: str
    text: str
    on: date
    owner: str
    outcome: str


@value
class AwayLines:
    """The next time off that takes something of this client: how much is due and planned on its days, and who covers (row 002-30)."""

    first: date
    last: date
    name: str
    cover: str
    owed: int
    planned: int


@value
class PriorityRow:
    """A priority: ``rank`` is 1 for the one that matters most, 0 for one that is done.

    ``deliverable`` is the title of what it is about, with its ``due`` day, ``days`` until then (negative when late) and whether it is
    ``delivered``; empty and None where it is about no document.
    """

    id: str
    text: str
    rank: int
    since: date
    done_on: date | None
    deliverable: str = ""
    due: date | None = None
    days: int | None = None
    delivered: bool = False


@value
class PriorityLines:
    """The priorities that are open in their order, those done lately, and what is to be said of too many at once, empty for nothing."""

    rows: tuple[PriorityRow, ...] = ()
    warning: str = ""


@value
class WorkspaceView:
    """Everything about one client and nothing about another (row 003-07).

    ``zone`` is the client's, ``home_zone`` the user's, in which ``left_at`` is shown. ``plan`` is this week's. ``changes`` are
    those after ``changes_since``, when one was on this client last (local to the user's zone, None before the first time).
    ``work_days_left`` are the working days of the month after today. ``words`` are sentences of what comes to its end, each with
    whether it is overdue; ``decisions`` are the latest, the newest first; ``checklist`` is None for a client without one.
    ``read`` is of what was delivered in the last half a year (row 003-16), ``first_delivery`` the days from the beginning to the
    first delivery, None before it (row 000-23).
    """

    code: str
    key: int | None
    name: str
    function: str
    stage: str
    status: str
    color: str
    zone: str
    local_time_differs: bool
    since: date | None
    owned_problem: str
    today: date
    cycle: CycleView
    running_since: datetime | None
    agreement: AgreementLines | None
    left_note: str
    left_at: datetime | None
    promises: tuple[PromiseRow, ...]
    people: tuple[PersonRow, ...]
    due: tuple[DueRow, ...]
    delivered: tuple[DueRow, ...]
    next_blocks: tuple[BlockRow, ...]
    plan: PlanView
    recent: tuple[RecentEntry, ...]
    notes: str
    home_zone: str = ""
    changes_since: datetime | None = None
    changes: tuple[ChangeRow, ...] = ()
    runs: RunsView = RunsView()
    work_days_left: int = 0
    words: tuple[tuple[str, bool], ...] = ()
    access: tuple[AccessRow, ...] = ()
    checklist: ChecklistLines | None = None
    decisions: tuple[DecisionRow, ...] = ()
    away: AwayLines | None = None
    now_and_next: TodayView = TodayView()
    read: ReadRate = ReadRate()
    first_delivery: int | None = None
    priorities: PriorityLines = PriorityLines()
