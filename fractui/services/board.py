"""The board: draft, in review, delivered, for all clients or one (rows 003-13, 003-14, 003-24)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from fractui.core.client import Client
from fractui.core.deliverable import Deliverable, Status, debt, document_of, overdue
from fractui.core.dependency import after_words, holding, too_late
from fractui.core.engagement import last_response
from fractui.core.flow import ageing, in_progress, too_many
from fractui.core.period import day_start, week_of
from fractui.core.recurrence import begin_on
from fractui.core.stakes import Stakes
from fractui.core.wording import status_label
from fractui.core.zones import local_day
from fractui.services.views.board import BoardView, Card, Column, Crowd
from fractui.services.whose import known_code, portals_of
from fractui.store.delivered import delivered_since
from fractui.store.practice import Practice

SHOWN_DAYS = 14
"""A delivered card stays on the board for its month and at least so many days."""


def board_view(practice: Practice, code: str | None, now: datetime) -> BoardView:
    """The board at ``now``. A card's days are reckoned in its client's zone, the board's own day in the user's.

    ``this_week`` counts what is not delivered and due from Monday to Sunday of this week, ``overdue`` what is
    late, ``undelivered`` what is finished and not delivered.
    """
    settings = practice.settings()
    today = local_day(now, settings.zone)
    week = week_of(today)
    cards: dict[Status, list[Card]] = {status: [] for status in Status}
    crowds: list[Crowd] = []
    this_week = late = 0
    for portal in portals_of(practice, code):
        client = portal.client()
        there = local_day(now, client.zone)
        owed = portal.owed()
        by_id = {each.id: each for each in owed}
        recent = day_start(min(there.replace(day=1), there - timedelta(days=SHOWN_DAYS)), client.zone)
        for each in (*owed, *delivered_since(portal, recent)):
            cards[each.status].append(_card(each, client, there, now, by_id))
        this_week += sum(each.due in week for each in owed)
        late += sum(overdue(each, there) for each in owed)
        limit = client.wip_limit or settings.wip_limit
        crowded = too_many(owed, there, limit)
        if crowded:
            crowds.append(Crowd(client.id, client.color, crowded, limit))
    for status, column in cards.items():
        column.sort(key=_newest_first if status is Status.DELIVERED else _pressing)
    return BoardView(
        code=None if code is None else known_code(practice, code),
        today=today,
        columns=tuple(
            Column(status.value, status_label(status).capitalize(), tuple(cards[status])) for status in Status
        ),
        this_week=this_week,
        overdue=late,
        undelivered=sum(card.debt_days is not None for column in cards.values() for card in column),
        crowds=tuple(crowds),
    )


def _card(
    each: Deliverable, client: Client, today: date, now: datetime, owed: Mapping[str, Deliverable]
) -> Card:
    receipt = each.delivered if each.status is Status.DELIVERED else None
    since = each.status_since or each.created_at
    age = max(0, (today - local_day(since, client.zone)).days) if since else 0
    held_by = holding(each, owed)
    late = too_late(each, held_by)
    waits = each.status is Status.DRAFT and not in_progress(each, today)
    return Card(
        id=each.id,
        rev=each.rev,
        code=client.id,
        color=client.color,
        title=each.title,
        type=each.type,
        status=each.status.value,
        recurring=each.every is not None,
        due=each.due,
        days=(each.due - today).days,
        version=each.version,
        age_days=age,
        debt_days=debt(each, now),
        delivered_on=local_day(receipt.delivered_at, client.zone) if receipt else None,
        delivered_to=receipt.to if receipt else "",
        delivered_via=receipt.via if receipt else "",
        on_time=receipt.on_time if receipt else None,
        waits_for=each.waits_for if receipt is None else "",
        document=document_of(each),
        begin_by=begin_on(each) if waits and begin_on(each) < each.due else None,
        ageing=ageing(each, age, today),
        response=_response(each) if receipt else "",
        after=after_words(held_by),
        after_due=late.due if late else None,
        high=each.stakes is Stakes.HIGH,
    )


def _response(each: Deliverable) -> str:
    """What the client did last with what was delivered."""
    response = last_response(each)
    return response.value if response else ""


def _pressing(card: Card) -> tuple[int, int, str, str, str]:
    return card.pressing


def _newest_first(card: Card) -> tuple[int, int, str, str, str]:
    return -(card.delivered_on or card.due).toordinal(), 0, card.code, card.title, card.id
