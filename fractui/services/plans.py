"""The weekly plan of a client beside what was tracked, and changing it (rows 002-12 to 002-14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from fractui.core.agreement import Agreement, week_share
from fractui.core.client import Client
from fractui.core.errors import FieldRefused
from fractui.core.period import Period, week_of
from fractui.core.plan import (
    FLEX_REASONS,
    PlanKind,
    WeekPlan,
    by_kind,
    check_plan,
    flex_by_reason,
    plan_of,
    standard_minutes,
)
from fractui.core.settings import Settings
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.clients import Clients
from fractui.services.tally import Tally
from fractui.services.views.plan import FlexRow, PlanRow, PlanView
from fractui.services.whose import by_key, gathered, known_code
from fractui.store.practice import Portal, Practice

WEEK = timedelta(days=7)
TREND_WEEKS = 4
"""Over so many weeks the trend of flexible time is shown."""


@value
class PlanTerms:
    """What a form needs to change a plan: minutes by kind as they are meant now, and the standard ones."""

    code: str
    name: str
    minutes: dict[PlanKind, int]
    standard_minutes: dict[PlanKind, int]
    standard: bool
    floor_s: int
    ceiling_s: int


class Plans:
    """Plans of the clients; codes are taken in any case."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def view(self, code: str, period: Period | None = None) -> PlanView:
        """The plan beside the time of the weeks that the period touches, this week without one.

        Raises:
            NotFound: no client has that code.
            FieldRefused: the period has no beginning or no end.
        """
        practice = self._practice
        portal = practice.portal(known_code(practice, code))
        settings = practice.settings()
        today = local_day(practice.now(), settings.zone)
        first, last = _weeks(period or week_of(today))
        trend = min(first, last - (TREND_WEEKS - 1) * WEEK)
        return plan_view(portal, Tally(portal, trend, last + WEEK), first, last, today, settings)

    def views(self, period: Period | None = None) -> tuple[PlanView, ...]:
        """The same of every open client that has a plan or time in these weeks, by digit.

        Raises:
            FieldRefused: the period has no beginning or no end.
        """
        settings = self._practice.settings()
        today = local_day(self._practice.now(), settings.zone)
        first, last = _weeks(period or week_of(today))
        return _plans(self._practice, first, last, today, settings)

    def terms(self, code: str) -> PlanTerms:
        """The plan as it stands now, for a form.

        Raises:
            NotFound: no client has that code.
        """
        record = Clients(self._practice).show(code)
        hours = self._practice.settings().week_hours
        plan = plan_of(record.agreement, hours)
        return PlanTerms(
            code=record.client.id,
            name=record.client.name,
            minutes=dict.fromkeys(PlanKind, 0) | dict(plan.minutes),
            standard_minutes=standard_minutes(week_share(record.agreement, hours)),
            standard=record.agreement is None or record.agreement.weekly_plan is None,
            floor_s=plan.floor_s,
            ceiling_s=plan.ceiling_s,
        )

    def set(self, code: str, minutes: Mapping[str, int] | None) -> PlanView:
        """Agree on a plan, in minutes a week by kind; None goes back to the standard one.

        It is written into the agreement as any other term is: see ``Clients.edit``.

        Raises:
            NotFound: no client has that code.
            Refused: the engagement is closed.
            FieldRefused: a name is no kind's, or a kind has more hours than a week.
        """
        plan = None if minutes is None else check_plan(minutes)
        Clients(self._practice).edit(code, weekly_plan=plan)
        return self.view(code)


def _weeks(period: Period) -> tuple[date, date]:
    """The Mondays of the first and the last week that the period touches.

    Raises:
        FieldRefused: the period is open.
    """
    if period.start is None or period.last is None:
        raise FieldRefused(
            "period", "A plan is by the week; write a period that ends, like this-week or this-month."
        )
    first, last = (week_of(day).start or day for day in (period.start, period.last))
    return first, last


def plan_view(
    portal: Portal, tally: Tally, first: date, last: date, today: date, settings: Settings
) -> PlanView:
    """The plan of the weeks from the Monday ``first`` to that of ``last``; ``tally`` must hold their days.

    Each week is planned by the agreement that was in force on its last day, or is today. The trend of flexible
    time is of the ``TREND_WEEKS`` up to the last week, as far as the tally goes back.
    """
    client = portal.client()
    planned = dict.fromkeys(PlanKind, 0)
    tracked: dict[str, int] = {}
    floor = ceiling = 0
    standard = True
    monday = first
    while monday <= last:
        plan = plan_of(_in_force(portal, monday, today), settings.week_hours)
        for kind in PlanKind:
            planned[kind] += plan.seconds(kind)
        floor, ceiling, standard = floor + plan.floor_s, ceiling + plan.ceiling_s, plan.standard
        for name, seconds in tally.by_kind(monday, monday + timedelta(days=6)).items():
            tracked[name] = tracked.get(name, 0) + seconds
        monday += WEEK
    kinds, besides = by_kind(tracked)
    more = sorted(besides.items(), key=lambda pair: (-pair[1], pair[0]))
    return PlanView(
        code=client.id,
        name=client.name,
        color=client.color,
        monday=first,
        weeks=(last - first) // WEEK + 1,
        rows=tuple(PlanRow(kind.value, planned[kind], kinds[kind]) for kind in PlanKind),
        besides=tuple(PlanRow(name, 0, seconds) for name, seconds in more),
        standard=standard,
        floor_s=floor,
        ceiling_s=ceiling,
        finished=today >= last + WEEK,
        flex=_trend(portal, tally, last, today, settings),
    )


def _in_force(portal: Portal, monday: date, today: date) -> Agreement | None:
    return portal.agreement_on(max(monday, min(monday + timedelta(days=6), today)))


def _trend(portal: Portal, tally: Tally, last: date, today: date, settings: Settings) -> tuple[FlexRow, ...]:
    """Flexible time by reason over the weeks up to that of ``last``; reasons that took none are left out."""
    weeks: list[dict[str, int]] = []
    for back in range(TREND_WEEKS - 1, -1, -1):
        monday = last - back * WEEK
        plan: WeekPlan = plan_of(_in_force(portal, monday, today), settings.week_hours)
        weeks.append(flex_by_reason(tally.by_kind(monday, monday + timedelta(days=6)), plan))
    rows = [FlexRow(str(reason), tuple(week[reason] for week in weeks)) for reason in FLEX_REASONS]
    return tuple(row for row in rows if any(row.weeks))


def week_plans(practice: Practice, monday: date, today: date, settings: Settings) -> tuple[PlanView, ...]:
    """The week that begins on ``monday``, of every open client that has a plan or time in it, by digit."""
    return _plans(practice, monday, monday, today, settings)


def _plans(
    practice: Practice, first: date, last: date, today: date, settings: Settings
) -> tuple[PlanView, ...]:
    """The weeks from the Monday ``first`` to that of ``last``, of every open client that has anything in them."""
    trend = min(first, last - (TREND_WEEKS - 1) * WEEK)

    def read(portal: Portal) -> tuple[tuple[Client, PlanView], ...]:
        if portal.code is None or portal.closed:
            return ()
        tally = Tally(portal, trend, last + WEEK)
        return ((portal.client(), plan_view(portal, tally, first, last, today, settings)),)

    found = sorted(gathered(practice, read), key=lambda pair: by_key(pair[0]))
    return tuple(view for _, view in found if not view.is_empty)
