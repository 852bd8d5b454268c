"""How one client stands at an instant: read once from its portal, then asked by every pane."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from fractui.core.agreement import Agreement, week_share
from fractui.core.capacity import Retainer
from fractui.core.client import Client, ClientStatus, Promise, Stakeholder
from fractui.core.cycle import OVER, pace
from fractui.core.deliverable import Deliverable
from fractui.core.engagement import RATED_DAYS, ReadRate, read_rate, silent_series
from fractui.core.entry import Entry
from fractui.core.period import LATEST
from fractui.core.settings import Settings
from fractui.core.stakes import Stakes
from fractui.core.timeline import clip
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.cycles import cycle_view, months_over
from fractui.services.ends import SOON_DAYS
from fractui.services.tally import Tally
from fractui.services.views.frame import CycleView
from fractui.services.views.portfolio import NextDue
from fractui.store.delivered import watched_since
from fractui.store.ending import grants_ending, items_behind
from fractui.store.practice import Portal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractui.core.access import Grant
    from fractui.core.checklist import ChecklistItem

WINDOW_DAYS = 28
"""The stretch over which shares of time are reckoned."""


@value
class Standing:
    """One client at the instant ``now``; ``today`` is its own local day, ``home_today`` the user's.

    ``tally`` holds its closed time from the first of its month, or four weeks back if that is earlier, up to
    tomorrow.
    ``running`` is its running entry, ``running_s`` that entry's seconds of this month up to now.
    ``months_over`` counts the months, this one included, in which it went over its commitment without a
    break; 0 when it is not over. ``owed`` is what is not delivered, by due day. ``read`` is how much of what was delivered
    in the last half a year was read, ``unread`` the last of each series that nobody opened twice running (row 003-17).
    ``share_pct`` is what the agreement takes of full time; it follows from the hours where no share was agreed (row 002-01).
    ``ending`` are the accesses that end soon or are over and not revoked, ``behind`` what of the onboarding is past its day.
    ``unprepared`` is what has high stakes, is due before long, and has no preparation planned (row 000-25).
    """

    client: Client
    terms: Agreement | None
    now: datetime
    today: date
    home_today: date
    cycle: CycleView
    running: Entry | None
    running_s: int
    months_over: int
    tally: Tally
    owed: tuple[Deliverable, ...]
    people: tuple[Stakeholder, ...]
    promises: tuple[Promise, ...]
    read: ReadRate = ReadRate()
    unread: tuple[Deliverable, ...] = ()
    ending: tuple[Grant, ...] = ()
    behind: tuple[ChecklistItem, ...] = ()
    share_pct: Decimal = Decimal(0)
    unprepared: tuple[Deliverable, ...] = ()

    @property
    def code(self) -> str:
        """The client's code."""
        return self.client.id

    @property
    def four_weeks_s(self) -> int:
        """Closed seconds of the last four weeks in the user's days."""
        return self.tally.between(self.home_today - timedelta(days=WINDOW_DAYS - 1), self.home_today)

    def next_due(self) -> NextDue | None:
        """The open deliverable that is due first, None when nothing is owed."""
        if not self.owed:
            return None
        first = self.owed[0]
        return NextDue(first.id, first.title, first.due, (first.due - self.today).days)

    def last_contact(self) -> date | None:
        """The latest day on which somebody there was spoken to, None when none is noted."""
        return max((each.last_contact_on for each in self.people if each.last_contact_on), default=None)

    def silent(self) -> list[tuple[Stakeholder, int]]:
        """The people whose rhythm of contact has been missed, each with the days since the last one (row 000-06).

        Somebody who was never spoken to counts from the day on which they were written down.
        """
        found = []
        for each in self.people:
            days = silence(each, self.today)
            if days is not None and each.contact_every_days is not None and days > each.contact_every_days:
                found.append((each, days))
        return found


def retainer(standing: Standing) -> Retainer:
    """What the engagement takes and brings each month; a paused one neither."""
    terms = standing.terms
    if terms is None or standing.client.status is ClientStatus.PAUSED:
        return Retainer(standing.code, Decimal(0))
    return Retainer(standing.code, standing.share_pct, terms.fee)


def silence(person: Stakeholder, today: date) -> int | None:
    """Whole days since the person was spoken to, or was written down if never; None when neither is known."""
    since = person.last_contact_on or (person.created_at.date() if person.created_at else None)
    return None if since is None else (today - since).days


def stand(portal: Portal, now: datetime, settings: Settings) -> Standing:
    """Read how the portal's client stands at ``now``; older months' time is touched only for a client that is over its commitment."""
    client = portal.client()
    today = local_day(now, client.zone)
    home_today = local_day(now, settings.zone)
    first = min(today.replace(day=1), home_today - timedelta(days=WINDOW_DAYS))
    tally = Tally(portal, first, max(today, home_today) + timedelta(days=1))
    cycle = cycle_view(portal, client, tally, today, settings.work_days)
    running = portal.running()
    running_s = clip(running, cycle.month_start or running.start, LATEST, now) if running else 0
    watched = watched_since(portal, today - timedelta(days=RATED_DAYS))
    terms = portal.agreement_on(today)
    owed = portal.owed()
    over = pace(cycle.used_s + running_s, cycle.commitment_s, cycle.expected_s).word == OVER
    return Standing(
        client=client,
        terms=terms,
        now=now,
        today=today,
        home_today=home_today,
        cycle=cycle,
        running=running,
        running_s=running_s,
        months_over=months_over(portal, client, today) if over else 0,
        tally=tally,
        owed=owed,
        people=portal.stakeholders(),
        promises=portal.promises(),
        read=read_rate(watched, now),
        unread=silent_series(watched, now),
        ending=grants_ending(portal, today + timedelta(days=SOON_DAYS)),
        behind=items_behind(portal, today),
        share_pct=week_share(terms, settings.week_hours),
        unprepared=_unprepared(portal, owed, today),
    )


def _unprepared(portal: Portal, owed: tuple[Deliverable, ...], today: date) -> tuple[Deliverable, ...]:
    if not any(each.stakes is Stakes.HIGH for each in owed):
        return ()
    from fractui.core.preparing import unprepared

    return unprepared(owed, portal.blocks(), today)


class Standings:
    """The clients' standings, read anew only where a portal has changed or a minute has passed.

    Nothing that a standing tells changes within a minute: days and months begin with one, and of the running
    entry it is only asked whether it went over the commitment.
    """

    def __init__(self) -> None:
        self._kept: dict[str | None, tuple[Portal, int, datetime, Settings, Standing]] = {}

    def of(self, portal: Portal, now: datetime, settings: Settings) -> Standing:
        """How the portal's client stands in the minute of ``now``.

        Raises:
            Damaged: the portal cannot be read.
        """
        minute = now.replace(second=0, microsecond=0)
        kept = self._kept.get(portal.code)
        if (
            kept is not None
            and kept[0] is portal
            and kept[1:3] == (portal.generation, minute)
            and kept[3] == settings
        ):
            return kept[4]
        standing = stand(portal, now, settings)
        self._kept[portal.code] = (portal, portal.generation, minute, settings, standing)
        return standing
