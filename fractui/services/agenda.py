"""The agenda: planned instances and due dates as days (rows 000-30, 003-14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from fractui.core.block import Block, Occurrence, conflicts, occurrences
from fractui.core.deliverable import Deliverable, Status
from fractui.core.period import day_start
from fractui.core.wording import clock
from fractui.core.zones import local, local_day
from fractui.services.views.agenda import AgendaDay, AgendaItem
from fractui.store.portal import Portal

_DAY = timedelta(days=1)


def instances(block: Block, first: date, last: date, home: str) -> list[Occurrence]:
    """The block's instances that begin from ``first`` to ``last``, both included, days of the zone ``home``."""
    begin, end = day_start(first, home), day_start(last + _DAY, home)
    near = occurrences(block, first - _DAY, last + _DAY)
    return [each for each in near if begin <= each.start < end]


def agenda_days(
    portals: Sequence[Portal], shown: Sequence[Portal], first: date, days: int, home: str, today: date
) -> tuple[AgendaDay, ...]:
    """``days`` days from ``first`` on with what is ``shown``; clashes are looked for in all ``portals``.

    Days and times are those of the zone ``home``. What is overdue and not delivered stands on ``today``.
    """
    last = first + (days - 1) * _DAY
    planned = [
        (portal, each)
        for portal in portals
        for block in portal.blocks()
        for each in instances(block, first - _DAY, last + _DAY, home)
    ]
    clashes = conflicts([each for _, each in planned])
    wanted = {portal.code for portal in shown}
    items = [
        (_due_day(each, today), _due_item(portal, each, today))
        for portal in shown
        for each in portal.deliverables()
        if first <= _due_day(each, today) <= last
    ]
    items += [
        (local_day(each.start, home), _block_item(portal, each, home, today, clash=_key(each) in clashes))
        for portal, each in planned
        if portal.code in wanted
    ]
    by_day: dict[date, list[AgendaItem]] = {}
    for day, item in items:
        by_day.setdefault(day, []).append(item)
    return tuple(_agenda_day(day, by_day.get(day, [])) for day in (first + n * _DAY for n in range(days)))


def _agenda_day(day: date, items: list[AgendaItem]) -> AgendaDay:
    """A day with its items in order: due dates first, the latest of them before the others."""
    begin = datetime.min.replace(tzinfo=UTC)
    items.sort(key=lambda item: (item.start or begin, item.days, item.code, item.title, item.id))
    return AgendaDay(day, tuple(items), sum(_seconds(item) for item in items))


def _key(each: Occurrence) -> tuple[str, date]:
    return each.block.id, each.on


def _due_day(each: Deliverable, today: date) -> date:
    """The day under which a due date stands: what is overdue and not delivered comes up today."""
    return today if each.due < today and each.status is not Status.DELIVERED else each.due


def _block_item(portal: Portal, each: Occurrence, home: str, today: date, *, clash: bool) -> AgendaItem:
    client = portal.client() if portal.code else None
    start, end = local(each.start, home), local(each.end, home)
    there = local(each.start, client.zone) if client is not None else start
    differs = there.utcoffset() != start.utcoffset()
    return AgendaItem(
        kind="block",
        id=each.block.id,
        code=portal.code or "",
        color=client.color if client is not None else "",
        title=each.block.title,
        on=each.on,
        start=start,
        end=end,
        moved=each.moved,
        conflict=clash,
        there=f"{clock(there)} there" if differs else "",
        status="",
        days=(start.date() - today).days,
        rhythm=each.block.rhythm.words(),
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
