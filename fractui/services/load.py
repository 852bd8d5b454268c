"""The coming weeks, honestly: planned against agreed, against what a week has, and against what was tracked (rows 000-31, 002-30)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from fractui.core.agreement import Agreement
from fractui.core.client import Client
from fractui.core.leave import Leave, days_off, leave_on
from fractui.core.load import WEEK, Agreed, Sitting, strains, week_of_sittings
from fractui.core.period import week_of
from fractui.core.plan import plan_of
from fractui.core.settings import Settings
from fractui.core.zones import local_day
from fractui.services.ahead import Ahead
from fractui.services.tally import Tally
from fractui.services.views.load import Fallen, LoadRow, LoadView
from fractui.services.whose import by_key, open_portals
from fractui.store.portal import Portal
from fractui.store.practice import Practice

WEEKS = 4
"""So many weeks are looked at: far enough to turn something down, near enough to be true."""
MOST_WEEKS = 26
MOST_KEPT = 24
"""So many loads are kept: as many weeks as one leafs through."""
_DAY = timedelta(days=1)


class Load:
    """Loads of weeks; the sums are of all clients, whoever is looked at."""

    def __init__(self, practice: Practice, ahead: Ahead | None = None) -> None:
        self._practice = practice
        self._ahead = ahead or Ahead(practice)
        self._kept: dict[tuple[date, int], LoadView] = {}
        self._kept_of: tuple[object, ...] = ()

    def view(self, day: date | None = None, weeks: int = WEEKS) -> LoadView:
        """``weeks`` weeks from that of ``day`` on, this one without a day."""
        practice = self._practice
        settings = practice.settings()
        today = local_day(practice.now(), settings.zone)
        monday = week_of(day or today).start or today
        portals = list(open_portals(practice))
        # The days of a week have the same load, and one goes to and fro between weeks: it is made anew when something changes.
        state = (today, *((each, each.generation) for each in (*portals, practice.own)))
        if state != self._kept_of or len(self._kept) >= MOST_KEPT:
            self._kept, self._kept_of = {}, state
        view = self._kept.get((monday, weeks))
        if view is None:
            view = self._kept[monday, weeks] = self._made(portals, settings, today, monday, weeks)
        return view

    def _made(
        self, portals: list[Portal], settings: Settings, today: date, monday: date, weeks: int
    ) -> LoadView:
        own = self._practice.own
        last = monday + weeks * WEEK - _DAY
        sittings = self._ahead.sittings(monday, last, settings.zone)
        leaves = own.documents(Leave)
        off = days_off(leaves)
        by_week: list[list[Sitting]] = [[] for _ in range(weeks)]
        by_code: dict[str, list[Sitting]] = {}
        for each in sittings:
            by_week[(each.day - monday).days // 7].append(each)
            by_code.setdefault(each.code, []).append(each)
        loads = tuple(
            week_of_sittings(monday + n * WEEK, held, settings, off) for n, held in enumerate(by_week)
        )
        agreed = {portal.client().id: agreed_of(portal, today, settings) for portal in portals}
        return LoadView(
            today=today,
            monday=monday,
            weeks=loads,
            rows=tuple(_rows(portals, own, by_code, agreed, monday, weeks)),
            strains=strains(loads, sittings, agreed, today),
            off=tuple(_off(leaves, monday, last)),
            fallen=tuple(fallen(portals, sittings, leaves, today, monday, last)),
            week_ceiling_s=settings.week_ceiling_hours * 3600,
        )


def _rows(
    portals: list[Portal],
    own: Portal,
    sittings: Mapping[str, Sequence[Sitting]],
    agreed: Mapping[str, Agreed],
    monday: date,
    weeks: int,
) -> Iterator[LoadRow]:
    """A row for each client that has something planned, tracked or agreed, by digit; own time last."""
    for portal in sorted(portals, key=lambda each: by_key(each.client())):
        client = portal.client()
        planned = sittings.get(client.id, ())
        row = _row(client.id, client, portal, planned, agreed[client.id], monday, weeks)
        if row.committed_s or any(row.planned) or any(row.tracked):
            yield row
    last = _row("", None, own, sittings.get("", ()), Agreed(), monday, weeks)
    if any(last.planned):
        yield last


def agreed_of(portal: Portal, day: date, settings: Settings) -> Agreed:
    """What a week has for the portal's client by the agreement in force on a day."""
    terms: Agreement | None = portal.agreement_on(day)
    plan = plan_of(terms, settings.week_hours)
    committed = terms.commitment_s * 12 // 52 if terms is not None else 0
    return Agreed(committed, plan.ceiling_s)


def _row(
    code: str,
    client: Client | None,
    portal: Portal,
    sittings: Iterable[Sitting],
    agreed: Agreed,
    monday: date,
    weeks: int,
) -> LoadRow:
    days = [0] * (7 * weeks)
    for each in sittings:
        days[(each.day - monday).days] += each.seconds
    tracked = [0] * weeks
    if client is not None:
        tally = Tally(portal, monday, monday + weeks * WEEK - _DAY)
        tracked = [tally.between(monday + n * WEEK, monday + n * WEEK + 6 * _DAY) for n in range(weeks)]
    return LoadRow(
        code=code,
        name=client.name if client is not None else "own time",
        color=client.color if client is not None else "",
        days=tuple(days),
        planned=tuple(sum(days[7 * n : 7 * n + 7]) for n in range(weeks)),
        tracked=tuple(tracked),
        committed_s=agreed.committed_s,
        ceiling_s=agreed.ceiling_s,
    )


def _off(leaves: Iterable[Leave], first: date, last: date) -> Iterator[tuple[date, str]]:
    leaves = list(leaves)
    day = first
    while day <= last:
        leave = leave_on(leaves, day)
        if leave is not None:
            yield day, leave.name or "time off"
        day += _DAY


def fallen(
    portals: Iterable[Portal],
    sittings: Iterable[Sitting],
    leaves: Iterable[Leave],
    today: date,
    first: date,
    last: date,
) -> Iterator[Fallen]:
    """What is planned and due on days off and is not yet said to be covered, by day; what is over is left out."""
    off = [each for each in leaves if each.last >= max(today, first) and each.first <= last]
    if not off:
        return
    clients = {portal.client().id: (portal, portal.client()) for portal in portals}
    found: list[Fallen] = []
    for each in sittings:
        leave = leave_on(off, each.day)
        if leave is not None and each.day >= today and each.key not in leave.covered:
            color = clients[each.code][1].color if each.code in clients else ""
            found.append(_fallen("block", each.key, each.code, color, each.title, each.day, leave))
    for code, (portal, client) in clients.items():
        for owed in portal.owed():
            leave = leave_on(off, owed.due) if max(today, first) <= owed.due <= last else None
            key = f"deliverable:{code}:{owed.id}"
            if leave is not None and key not in leave.covered:
                found.append(_fallen("due", key, code, client.color, owed.title, owed.due, leave))
    yield from sorted(found, key=lambda each: (each.day, each.code, each.title, each.key))


def _fallen(kind: str, key: str, code: str, color: str, title: str, day: date, leave: Leave) -> Fallen:
    return Fallen(kind, key, code, color, title, day, leave.id, leave.name or "time off", leave.cover)
