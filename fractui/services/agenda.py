"""The agenda: planned instances, due dates, renewals and days for notice as days (rows 000-30, 003-14, 000-37)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from fractui.core.block import Block, Occurrence, conflicts, occurrences
from fractui.core.client import ClientStatus
from fractui.core.deliverable import Deliverable, Status
from fractui.core.period import day_start
from fractui.core.wording import clock
from fractui.core.zones import zone
from fractui.services.ahead import Ahead
from fractui.services.views.agenda import AgendaDay, AgendaItem
from fractui.store.portal import Portal

_DAY = timedelta(days=1)


def instances(block: Block, first: date, last: date, home: str) -> list[Occurrence]:
    """The block's instances that begin from ``first`` to ``last``, both included, days of the zone ``home``."""
    begin, end = day_start(first, home), day_start(last + _DAY, home)
    near = occurrences(block, first - _DAY, last + _DAY)
    return [each for each in near if begin <= each.start < end]


def agenda_days(
    ahead: Ahead,
    shown: Sequence[Portal],
    everybody: Sequence[Portal],
    first: date,
    days: int,
    home: str,
    today: date,
) -> tuple[AgendaDay, ...]:
    """``days`` days from ``first`` on with what is ``shown``; clashes are looked for among ``everybody``'s blocks.

    Days and times are those of the zone ``home``. What is overdue and not delivered stands on ``today``.
    """
    last = first + (days - 1) * _DAY
    planned = ahead.planned(everybody, first - _DAY, last + _DAY, home)
    clashes = conflicts([each for _, each in planned])
    by_day: dict[date, list[AgendaItem]] = {first + n * _DAY: [] for n in range(days)}
    wanted: dict[str | None, _Owner] = {}
    for portal in shown:
        wanted[portal.code] = _Owner(portal, home, today)
        for owed in portal.deliverables():
            day = _due_day(owed, today)
            if first <= day <= last:
                by_day[day].append(_due_item(portal, owed, today))
        for item in _terms_items(portal, today) if portal.code else ():
            if first <= item.on <= last:
                by_day[item.on].append(item)
    for portal, each in planned:
        owner = wanted.get(portal.code)
        if owner is not None:
            start = each.start.astimezone(owner.home)
            if (items := by_day.get(start.date())) is not None:
                items.append(owner.item(each, start, clash=(each.block.id, each.on) in clashes))
    return tuple(_agenda_day(day, items) for day, items in by_day.items())


def _agenda_day(day: date, items: list[AgendaItem]) -> AgendaDay:
    """A day with its items in order: due dates first, the latest of them before the others."""
    begin = datetime.min.replace(tzinfo=UTC)
    items.sort(key=lambda item: (item.start or begin, item.days, item.code, item.title, item.id))
    return AgendaDay(day, tuple(items), sum(_seconds(item) for item in items))


def _due_day(each: Deliverable, today: date) -> date:
    """The day under which a due date stands: what is overdue and not delivered comes up today."""
    return today if each.due < today and each.status is not Status.DELIVERED else each.due


class _Owner:
    """Whose blocks they are: what all of one portal's have in common is read once."""

    def __init__(self, portal: Portal, home: str, today: date) -> None:
        client = portal.client() if portal.code else None
        self.home = zone(home)
        self._today = today
        self._code = portal.code or ""
        self._color = client.color if client is not None else ""
        self._there = zone(client.zone) if client is not None else None
        self._rhythms: dict[str, str] = {}

    def item(self, each: Occurrence, start: datetime, *, clash: bool) -> AgendaItem:
        """An instance; ``start`` is its beginning on the clock of ``home``."""
        block = each.block
        rhythm = self._rhythms.get(block.id)
        if rhythm is None:
            rhythm = self._rhythms[block.id] = block.rhythm.words()
        there = start.astimezone(self._there) if self._there is not None else start
        differs = there.utcoffset() != start.utcoffset()
        return AgendaItem(
            kind="block",
            id=block.id,
            code=self._code,
            color=self._color,
            title=block.title,
            on=each.on,
            start=start,
            end=each.end.astimezone(self.home),
            moved=each.moved,
            conflict=clash,
            there=f"{clock(there)} there" if differs else "",
            status="",
            days=(start.date() - self._today).days,
            rhythm=rhythm,
        )


def _due_item(portal: Portal, each: Deliverable, today: date) -> AgendaItem:
    return AgendaItem(
        kind="due",
        id=each.id,
        code=each.client,
        color=portal.client().color,
        title=each.title,
        on=each.due,
        start=None,
        end=None,
        moved=False,
        conflict=False,
        there="",
        status=each.status.value,
        days=(each.due - today).days,
    )


def _terms_items(portal: Portal, today: date) -> Iterator[AgendaItem]:
    """The day on which a client's agreement renews, and the last one to give notice, unless it is given (row 000-37)."""
    terms = portal.agreement_on(today)
    if terms is None or terms.renews_on is None:
        return
    client = portal.client()
    given = client.status is ClientStatus.NOTICE
    days = [("renews", "end of the engagement" if given else "renewal of the agreement", terms.renews_on)]
    if terms.notice_by is not None and not given:
        days.append(("notice", "notice, the last day", terms.notice_by))
    for kind, title, on in days:
        yield AgendaItem(
            kind=kind,
            id=terms.id,
            code=client.id,
            color=client.color,
            title=title,
            on=on,
            start=None,
            end=None,
            moved=False,
            conflict=False,
            there="",
            status="",
            days=(on - today).days,
        )


def planned_sums(days: Iterable[AgendaDay]) -> tuple[tuple[str, str, int], ...]:
    """Planned seconds by whose they are, the most first."""
    sums: dict[tuple[str, str], int] = {}
    for item in (item for day in days for item in day.items if item.start is not None):
        sums[item.code, item.color] = sums.get((item.code, item.color), 0) + _seconds(item)
    ordered = sorted(sums.items(), key=lambda each: (-each[1], each[0]))
    return tuple((code, color, seconds) for (code, color), seconds in ordered)


def _seconds(item: AgendaItem) -> int:
    if item.start is None or item.end is None:
        return 0
    return int((item.end.astimezone(UTC) - item.start.astimezone(UTC)).total_seconds())
