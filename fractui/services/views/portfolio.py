"""What the Portfolio shows: a row a client, what needs attention, and the practice."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.money import Money
from fractui.core.value import value
from fractui.services.views.day_plan import DayPlanView
from fractui.services.views.frame import CycleView, RunningView
from fractui.services.views.today import TodayView


@value
class NextDue:
    """The next thing owed: its title, local due day, and whole days until it (negative when late)."""

    deliverable_id: str
    title: str
    due: date
    days: int


@value
class ClientRow:
    """One client at a glance. ``share`` is its part of the monthly income in percent, None without a rate for its currency."""

    code: str
    key: int | None
    name: str
    function: str
    stage: str
    status: str
    color: str
    cycle: CycleView
    running_since: datetime | None
    capacity_pct: float
    fee: Money | None
    share: float | None
    next_due: NextDue | None
    last_contact: date | None
    last_contact_days: int | None
    attention: int


@value
class Attention:
    """One thing that needs a decision, worst first. ``severity``: 3 late or over, 2 soon or near, 1 worth knowing.

    ``target`` says where Enter goes: ``deliverable:ID``, ``prepare:ID`` (a deliverable's preparation, laid out), ``client:CODE``,
    ``block:ID``, ``planned:DAY`` (the Calendar then) or ``practice``.
    """

    severity: int
    code: str
    color: str
    text: str
    target: str


@value
class DayBars:
    """One day of the week strip: tracked seconds by client code (colour beside it), future days empty."""

    day: date
    parts: tuple[tuple[str, str, int], ...]
    total_s: int
    future: bool


@value
class PracticeSummary:
    """The practice as a whole.

    ``income`` is the monthly total per currency; ``income_total`` the one sum through the user's rates, None where a rate is missing.
    ``capacity_pct`` is the sum of the clients' shares, to be held against ``band``; ``largest`` is the code with the largest share of
    income and that share. ``bd_share`` is business development's share of tracked time over the last four weeks, in percent, None
    without tracked time; ``work_week_s`` is this week's time but the personal; ``stage`` and ``constraint`` are the
    portfolio's stage in words (row 000-32). ``admin_week_s`` is a week's administration by the average of the last four weeks,
    ``admin_target_s`` what it should be, 0 for no target (rows 003-02, 003-21).
    """

    capacity_pct: float
    band: tuple[int, int]
    income: tuple[Money, ...]
    income_total: Money | None
    largest: tuple[str, float] | None
    concentration_warn: int
    concentration_alarm: int
    bd_week_s: int
    bd_share: float | None
    bd_band: tuple[int, int]
    stage: str
    constraint: str
    work_week_s: int = 0
    admin_week_s: int = 0
    admin_target_s: int = 0


@value
class PortfolioView:
    """The home pane. ``day_of_month`` and ``month_days`` date the pace marks; ``week`` is Monday to Sunday of this week.

    ``week`` and ``week_s`` leave the running entry out; it is ``running``, of which what is after ``day_start`` is today's and what is
    after ``week_start`` this week's.
    """

    today: date
    month: date
    day_of_month: int
    month_days: int
    rows: tuple[ClientRow, ...]
    attention: tuple[Attention, ...]
    practice: PracticeSummary
    week: tuple[DayBars, ...]
    week_s: int
    week_target_s: int
    running: RunningView | None = None
    day_start: datetime | None = None
    week_start: datetime | None = None
    now_and_next: TodayView = TodayView()
    day_plan: DayPlanView | None = None
