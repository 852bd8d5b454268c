"""What an engagement begins with, by the seat that is filled: documents, an onboarding checklist, a week (rows 000-09, 000-22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from fractui.core.client import Function
from fractui.core.entry import Category
from fractui.core.period import add_months
from fractui.core.plan import PlanKind
from fractui.core.value import value


@value
class Paper:
    """A document that such a client is usually owed.

    ``day`` is the weekday (Monday 0) of a weekly one, the day of the month of a monthly one, of the quarter's first month of a
    quarterly one, and how many days after the beginning it is due for one that comes once.
    """

    title: str
    type: str
    every: str | None
    day: int


_WEEKLY = Paper("Weekly update", "WeeklyUpdate", "week", 4)
_DIAGNOSTIC = Paper("Diagnostic", "Diagnostic", None, 30)
_QUARTERLY = Paper("Quarterly review", "QuarterlyReview", "quarter", 20)

PAPERS: dict[Function, tuple[Paper, ...]] = {
    Function.CFO: (
        _WEEKLY,
        Paper("Monthly report", "MonthlyReport", "month", 10),
        Paper("Cash-flow forecast", "CashFlowForecast", "month", 5),
        Paper("Investor update", "InvestorUpdate", "quarter", 15),
        Paper("Board pack", "BoardPack", "quarter", 20),
        _DIAGNOSTIC,
    ),
    Function.CMO: (
        _WEEKLY,
        Paper("Monthly report", "MonthlyReport", "month", 8),
        _QUARTERLY,
        Paper("Campaign brief", "CampaignBrief", None, 45),
        _DIAGNOSTIC,
    ),
    Function.COO: (
        _WEEKLY,
        Paper("Operations scorecard", "OperationsScorecard", "month", 5),
        _QUARTERLY,
        Paper("RACI", "Raci", None, 45),
        _DIAGNOSTIC,
    ),
    Function.CTO: (
        _WEEKLY,
        Paper("Monthly report", "MonthlyReport", "month", 8),
        Paper("Security posture", "SecurityPosture", "quarter", 20),
        Paper("Architecture review", "ArchitectureReview", None, 60),
        _DIAGNOSTIC,
    ),
    Function.OTHER: (_WEEKLY, Paper("Monthly report", "MonthlyReport", "month", 8), _DIAGNOSTIC),
}
"""The documents of each seat; what is owed in truth is edited afterwards."""

ONBOARDING: tuple[tuple[str, str, int], ...] = (
    ("company", "Read the last board pack and the strategy", 3),
    ("company", "Know the business model: who pays, for what, how often", 5),
    ("company", "List what is owed, to whom and by when", 5),
    ("company", "Agree on what success looks like after 90 days", 14),
    ("access", "Get into mail, calendar and chat", 2),
    ("access", "Get into the document store", 3),
    ("access", "Write down every access with its end", 7),
    ("people", "Meet the CEO and agree on how to work together", 3),
    ("people", "Meet each member of the leadership team", 14),
    ("people", "Know who decides what", 14),
    ("rhythm", "Put the leadership meeting into both calendars", 5),
    ("rhythm", "Agree on the response time and the channel for urgent things", 5),
    ("rhythm", "Send the first weekly update", 7),
)
"""Section, what, and by how many days after the beginning; of every onboarding (row 000-22)."""

BY_FUNCTION: dict[Function, tuple[tuple[str, str, int], ...]] = {
    Function.CFO: (
        ("access", "Get into accounting, payroll and the banks", 5),
        ("company", "Reconcile cash with the last forecast", 10),
        ("company", "Know the cap table and every loan", 14),
    ),
    Function.CMO: (
        ("access", "Get into analytics, the CRM and the ad accounts", 5),
        ("company", "Know what a customer costs and is worth", 14),
        ("people", "Meet the agencies and see their contracts", 14),
    ),
    Function.COO: (
        ("access", "Get into the project and the HR tools", 5),
        ("company", "Walk one order through from start to end", 10),
        ("company", "List the processes that hang on one person", 14),
    ),
    Function.CTO: (
        ("access", "Get into the repositories, the cloud and monitoring", 5),
        ("company", "Know what keeps customers' data safe, and what does not", 10),
        ("people", "Meet each engineer alone", 21),
    ),
    Function.OTHER: (),
}
"""What the seat adds."""


def first_due(paper: Paper, begins: date) -> date:
    """The day on which the first one is due: after the beginning, with a week's time for what recurs by the month."""
    if paper.every is None:
        return begins + timedelta(days=paper.day)
    if paper.every == "week":
        days = (paper.day - begins.weekday()) % 7
        return begins + timedelta(days=days or 7)
    due = begins.replace(day=1).replace(day=paper.day)
    while due < begins + timedelta(days=7) or (paper.every == "quarter" and due.month % 3 != 1):
        due = add_months(due, 1)
    return due


@value
class Session:
    """One sitting of the planned week; where it comes every ``step`` weeks only, ``week`` (from 0) is the first of them that has it."""

    title: str
    category: Category
    minutes: int
    step: int = 1
    week: int = 0


_SITTINGS: dict[PlanKind, tuple[str, Category, int]] = {
    PlanKind.DEEP: ("deep work", Category.DEEP_WORK, 120),
    PlanKind.MEETING: ("leadership meeting", Category.LEADERSHIP_MEETING, 60),
    PlanKind.ONE_ON_ONE: ("one-to-ones", Category.ONE_ON_ONE, 60),
    PlanKind.ASYNC: ("response window", Category.ASYNC, 60),
    PlanKind.PREP: ("preparation and follow-up", Category.PREP_FOLLOWUP, 60),
}
"""How each kind of the plan is sat through: the longest sitting in minutes; flexible time is not planned."""

SHORTEST = 60
"""Minutes under which a sitting is no full focus on a client, so that nothing so short is proposed (row 004-13)."""
JOINED = 30
"""So many minutes beyond the longest sitting are sat through with it; more is another sitting."""
MOST_APART = 4
"""Weeks that two sittings of a series are apart at most."""


def sessions(minutes: Iterable[tuple[PlanKind, int]]) -> tuple[Session, ...]:
    """The sittings of a planned week, the longest first since they are the hardest to place (row 002-12).

    What a week has too little of for a sitting of ``SHORTEST`` minutes comes every few weeks instead: half an hour a week is an
    hour every second week, and the next such one comes in the other weeks. Where little is missing the sitting is as long as that.
    """
    found: list[Session] = []
    for kind, total in minutes:
        if kind in _SITTINGS:
            title, category, longest = _SITTINGS[kind]
            while total > 0:
                length = total if total <= longest + JOINED else longest
                step = min(MOST_APART, -(-SHORTEST // length)) if length <= SHORTEST * 3 // 4 else 1
                rarer = sum(each.step > 1 for each in found)
                found.append(Session(title, category, max(SHORTEST, length * step), step, rarer % step))
                total -= length
    order = {category: n for n, (_, category, _) in enumerate(_SITTINGS.values())}
    return tuple(sorted(found, key=lambda each: (-each.minutes, order[each.category])))


Busy = tuple[datetime, datetime]
"""A stretch that is taken, on the user's wall clock."""


def placed(
    wanted: Iterable[Session],
    monday: date,
    work_days: Iterable[int],
    hours: tuple[time, time],
    busy: Iterable[Busy],
) -> Iterator[tuple[Session, date, time]]:
    """A free place within the working hours of a week for each sitting, as far as there is one, on the day of its first time.

    Two sittings of one title stand on two days where that can be. Deep work looks from Tuesday to Thursday first, the rest
    anywhere (row 002-30). All times are of the user's wall clock.
    """
    taken = list(busy)
    used: dict[str, set[int]] = {}
    worked = sorted(set(work_days))
    for session in wanted:
        middle_first = session.category is Category.DEEP_WORK
        days = sorted(
            worked, key=lambda day: (day in used.get(session.title, ()), middle_first and day in (0, 4), day)
        )
        found = next(_free(session.minutes, monday, days, hours, taken), None)
        if found is not None:
            used.setdefault(session.title, set()).add(found.weekday())
            taken.append((found, found + timedelta(minutes=session.minutes)))
            yield session, found.date() + timedelta(weeks=session.week), found.time()


def _free(
    minutes: int, monday: date, days: Iterable[int], hours: tuple[time, time], taken: list[Busy]
) -> Iterator[datetime]:
    length = timedelta(minutes=minutes)
    for day in days:
        start = datetime.combine(monday + timedelta(days=day), hours[0])
        end = datetime.combine(start.date(), hours[1])
        while start + length <= end:
            if not any(begin < start + length and start < stop for begin, stop in taken):
                yield start
            start += timedelta(minutes=30)
