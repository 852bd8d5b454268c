"""The lines of the reviews, from what the board, the load, the clients and the portfolio tell already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from fractui.core.access import AccessState
from fractui.core.client import Client, Promise
from fractui.core.deliverable import Deliverable
from fractui.core.engagement import RATED_DAYS, SILENT_CYCLES, silent_series, was_read
from fractui.core.load import Strain, StrainKind, WeekLoad, hours_word, week_word
from fractui.core.period import day_start
from fractui.core.wording import day_word, days_of, due_word, hm, long_day, short_date, status_label
from fractui.core.zones import local_day
from fractui.services.access import Access
from fractui.services.ends import SOON_DAYS
from fractui.services.views.board import BoardView, Card
from fractui.services.views.load import LoadView
from fractui.services.views.portfolio import Attention
from fractui.services.views.routine import RoutineLine
from fractui.services.whose import by_key, open_portals
from fractui.store.delivered import delivered_since, watched_since
from fractui.store.practice import Practice

SENT_DAYS = 28
"""What was delivered so many days ago and is not known to have been opened is worth a look."""

LEAST_SEVERITY = 2
"""What is only worth knowing about planned time, like short calls, would hide what is wrong with it."""


# -- what is owed --------------------------------------------------------------------------------------


def owed_lines(board: BoardView, wanted: Callable[[Card], bool]) -> Iterator[RoutineLine]:
    """What is not delivered, the most pressing first."""
    cards = [card for column in board.columns for card in column.cards if card.status != "delivered"]
    for card in sorted(cards, key=lambda card: card.pressing):
        if wanted(card):
            yield RoutineLine(
                kind="due",
                item=f"deliverable:{card.code}:{card.id}",
                code=card.code,
                color=card.color,
                title=card.title,
                detail=_standing(card),
                when=due_word(card.due, card.due - timedelta(days=card.days)),
                severity=3 if card.days < 0 else 2 if card.days <= 1 or card.debt_days is not None else 1,
                status=card.status,
                day=card.due,
                id=card.id,
            )


def _standing(card: Card) -> str:
    """Where it stands: its column, whom it waits for, how long it has been finished or lain there."""
    words = [status_label(card.status)]
    if card.waits_for:
        words.append(f"waits for {card.waits_for}")
    elif card.after:
        words.append(f"after {card.after}")
    if card.debt_days is not None:
        done = f"for {days_of(card.debt_days)}" if card.debt_days else "today"
        words.append(f"finished {done}, not delivered")
    elif card.ageing:
        words.append(f"{days_of(card.age_days)} there")
    elif card.begin_by is not None and card.days >= 0:
        words.append(f"begin by {short_date(card.begin_by, card.due)}")
    return ", ".join(words)


def promised_lines(practice: Practice, now: datetime, last: date) -> Iterator[RoutineLine]:
    """The promises that are open and due by the day ``last``."""
    for portal in open_portals(practice):
        client = portal.client()
        today = local_day(now, client.zone)
        for each in portal.promises():
            if each.done_on is None and each.due_on is not None and each.due_on <= last:
                yield _promise(client, each, each.due_on, today)


def _promise(client: Client, each: Promise, due: date, today: date) -> RoutineLine:
    return RoutineLine(
        kind="promise",
        item=f"promise:{client.id}:{each.id}",
        code=client.id,
        color=client.color,
        title=each.text,
        detail="promised",
        when=due_word(due, today),
        severity=3 if due < today else 2 if (due - today).days <= 1 else 1,
        day=due,
        id=each.id,
    )


# -- what was delivered --------------------------------------------------------------------------------


def unopened_lines(practice: Practice, now: datetime) -> list[RoutineLine]:
    """The last delivery of each series that is not known to have been opened; first those that nobody opened twice running (row 003-17)."""
    found: list[RoutineLine] = []
    for portal in open_portals(practice):
        client = portal.client()
        today = local_day(now, client.zone)
        since = day_start(today - timedelta(days=SENT_DAYS), client.zone)
        silent = silent_series(watched_since(portal, today - timedelta(days=RATED_DAYS)), now)
        latest: dict[tuple[str, str], Deliverable] = {}
        for each in (*silent, *delivered_since(portal, since)):
            before = latest.get((each.type, each.title))
            if before is None or _sent_at(before) < _sent_at(each):
                latest[each.type, each.title] = each
        unread = (each for each in latest.values() if not was_read(each))
        found += [_sent(client, each, today, silent=each in silent) for each in unread]
    return sorted(found, key=lambda line: (-line.severity, line.day or now.date(), line.code, line.title))


def _sent_at(each: Deliverable) -> datetime:
    return each.receipts[-1].delivered_at


def _sent(client: Client, each: Deliverable, today: date, *, silent: bool) -> RoutineLine:
    receipt = each.receipts[-1]
    day = local_day(receipt.delivered_at, client.zone)
    if silent:
        known = f"nobody opened the last {SILENT_CYCLES}"
    elif each.engagement:
        known = "nobody opened it"
    else:
        known = "nothing noted yet"
    return RoutineLine(
        kind="sent",
        item=f"deliverable:{client.id}:{each.id}",
        code=client.id,
        color=client.color,
        title=each.title,
        detail=f"v{receipt.version} to {receipt.to} by {receipt.via}, {known}",
        when=day_word(day, today),
        severity=2 if silent or each.engagement else 1,
        status=each.status.value,
        day=day,
        id=each.id,
    )


# -- accesses ------------------------------------------------------------------------------------------


def access_lines(practice: Practice, now: datetime) -> Iterator[RoutineLine]:
    """Accesses that end within ``SOON_DAYS`` or are over and were not taken back (row 003-19)."""
    clients = clients_of(practice)
    for each in Access(practice).list():
        grant, left = each.grant, each.days_left
        if left is None or left > SOON_DAYS or grant.expires_on is None:
            continue
        over = each.state is AccessState.EXPIRED
        today = local_day(now, clients[each.code].zone)
        who = f"for {grant.granted_to}" if grant.granted_to else ""
        words = (grant.account, who, "over and not taken back" if over else "")
        yield RoutineLine(
            kind="access",
            item=f"access:{each.code}:{grant.id}",
            code=each.code,
            color=clients[each.code].color,
            title=grant.system,
            detail=", ".join(word for word in words if word),
            when=f"{-left} d over" if left < 0 else day_word(grant.expires_on, today),
            severity=3 if over else 2 if left <= 7 else 1,
            day=grant.expires_on,
            id=grant.id,
        )


# -- the weeks ahead -----------------------------------------------------------------------------------


def planned_lines(view: LoadView, clients: Mapping[str, Client]) -> Iterator[RoutineLine]:
    """Each week against what it has, then what needs a thought about them (rows 000-31, 002-29, 002-30)."""
    if not view.rows:
        return
    agreed = sum(row.committed_s for row in view.rows)
    for week in view.weeks:
        yield _week_line(week, view, agreed)
    for strain in view.strains:
        if strain.kind is StrainKind.OVER_WEEK or strain.severity < LEAST_SEVERITY:
            continue
        client = clients.get(strain.code)
        yield RoutineLine(
            kind="strain",
            item=f"planned:{strain.day.isoformat()}:{strain.kind.value}:{strain.key or strain.code}",
            code=strain.code,
            color=client.color if client is not None else "",
            title=_told(strain),
            when=day_word(strain.day, view.today),
            severity=strain.severity,
            day=strain.day,
        )
    for fallen in view.fallen:
        yield RoutineLine(
            kind="off",
            item=fallen.key,
            code=fallen.code,
            color=fallen.color,
            title=fallen.title,
            detail=f"falls into {fallen.leave}; move, cover or drop it",
            when=day_word(fallen.day, view.today),
            severity=2,
            day=fallen.day,
        )


def _told(strain: Strain) -> str:
    """What is wrong, without the day and whose it is, which stand beside it."""
    text = strain.text.removeprefix(f"{long_day(strain.day)}: ")
    return text.removeprefix(f"{strain.code} ") if strain.code else text


def _week_line(week: WeekLoad, view: LoadView, agreed: int) -> RoutineLine:
    over = week.total_s - week.capacity_s
    near = bool(view.week_ceiling_s) and week.total_s > view.week_ceiling_s
    words = [f"{hours_word(week.total_s)} planned of {hours_word(week.capacity_s)}"]
    words += [f"{hours_word(agreed)} agreed"] if agreed else []
    if over <= 0 and near:
        words.append(f"above your {hours_word(view.week_ceiling_s)}")
    title = week_word(week.monday, view.today)
    return RoutineLine(
        kind="week",
        item=f"planned:{week.monday.isoformat()}",
        code="",
        color="",
        title=title[:1].upper() + title[1:],
        detail=", ".join(words),
        when=f"over by {hm(over)}" if over > 0 else f"{hm(-over)} free",
        severity=3 if over > 0 else 2 if near else 1,
        day=week.monday,
    )


# -- what needs a decision -----------------------------------------------------------------------------


def finding_line(each: Attention) -> RoutineLine:
    """What needs a decision, as the Portfolio says it."""
    return RoutineLine(
        kind="finding",
        item=f"{each.target}:{each.text}",
        code=each.code,
        color=each.color,
        title=each.text[:1].upper() + each.text[1:],
        severity=each.severity,
    )


def clients_of(practice: Practice) -> dict[str, Client]:
    """The open clients by code, in the order of their digits."""
    found = sorted((portal.client() for portal in open_portals(practice)), key=by_key)
    return {client.id: client for client in found}
