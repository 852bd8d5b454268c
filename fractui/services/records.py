"""What is written down about an engagement, as its workspace shows it: priorities, accesses, checklists, decisions, time off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fractui.core.access import AccessState, Direction, Grant, access_state
from fractui.core.address import host_of
from fractui.core.block import occurrences
from fractui.core.checklist import ChecklistItem, progress
from fractui.core.client import Client, ClientStatus
from fractui.core.decision import Decision
from fractui.core.deliverable import Status
from fractui.core.priority import Priority, ranked, too_many_words
from fractui.core.zones import local_day
from fractui.services.ends import access_words, notice_word, onboarding_words, silence_words
from fractui.services.standing import Standing
from fractui.services.views.workspace import (
    AccessRow,
    AwayLines,
    ChecklistLines,
    DecisionRow,
    PriorityLines,
    PriorityRow,
    TodoRow,
)
from fractui.store.delivered import first_sent
from fractui.store.ending import leaves_near
from fractui.store.practice import Portal

DECISIONS = 12
"""So many decisions are shown, the newest first."""

DONE_DAYS, DONE = 7, 2
"""A priority that is done stays in sight for so many days, and so many of them at most."""

AWAY_DAYS = 30
"""Time off is worth a line so many days before."""


def words(standing: Standing) -> tuple[tuple[str, bool], ...]:
    """What comes to its end, is past its day or is not read, a sentence each, with whether it is past.

    The last day to give notice is among them, unless notice is given already (row 000-37).
    """
    terms = standing.terms
    given = terms is None or standing.client.status is ClientStatus.NOTICE
    notice = None if given or terms is None else notice_word(terms, standing.today)
    found = (
        *((notice,) if notice is not None else ()),
        *access_words(standing.ending, standing.today),
        *onboarding_words(standing.behind, standing.today),
        *silence_words(standing.unread),
    )
    return tuple((word.text, word.days > 0) for word in found)


def priority_lines(portal: Portal, today: date, cap: int) -> PriorityLines:
    """What matters most, in its order, then what of it was done lately; more than ``cap`` at once is worth a word (row 004-04)."""
    found = portal.documents(Priority)
    still = ranked(found)
    since = today - timedelta(days=DONE_DAYS)
    done = [each for each in found if each.done_on is not None and each.done_on >= since]
    done.sort(key=lambda each: (each.done_on or today, each.id), reverse=True)
    rows = (
        *(_priority(portal, each, rank, today) for rank, each in enumerate(still, 1)),
        *(_priority(portal, each, 0, today) for each in done[:DONE]),
    )
    return PriorityLines(rows, too_many_words(len(still), cap))


def _priority(portal: Portal, each: Priority, rank: int, today: date) -> PriorityRow:
    about = portal.deliverables_named(each.deliverable) if each.deliverable else []
    row = PriorityRow(each.id, each.text, rank, each.since, each.done_on)
    if not about:
        return row
    owed = about[0]
    return replace(
        row,
        deliverable=owed.title,
        due=owed.due,
        days=(owed.due - today).days,
        delivered=owed.status is Status.DELIVERED,
    )


def access_rows(portal: Portal, today: date) -> tuple[AccessRow, ...]:
    """The accesses that are not revoked: those that are over first, then by the day on which they end."""
    rows = []
    for each in portal.documents(Grant):
        state = access_state(each, today)
        if state is not AccessState.REVOKED:
            days = None if each.expires_on is None else (each.expires_on - today).days
            mine = each.direction is Direction.CLIENT_GIVES_ME
            rows.append(
                AccessRow(
                    each.id,
                    each.system,
                    mine,
                    each.scope.value,
                    each.granted_to,
                    each.expires_on,
                    days,
                    state.value,
                    host_of(each.url),
                    each.owner,
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.until or date.max, row.system.casefold(), row.id)))


TITLES = {"onboarding": "Onboarding", "closing": "Closing"}
"""What the checklists are called while something of that list is open."""


def checklist_lines(portal: Portal, standing: Standing) -> ChecklistLines | None:
    """How far the checklists are; None for a client that has none."""
    items = portal.documents(ChecklistItem)
    if not items:
        return None
    counted = [each for each in items if not each.skipped]
    still = [each for each in items if each.is_open]
    still.sort(key=lambda each: (each.due_on or date.max, each.list, each.order, each.id))
    done = [each.done_on for each in counted if each.done_on is not None]
    lists = {each.list for each in (still or items)}
    return ChecklistLines(
        title=next((word for name, word in TITLES.items() if name in lists), "Checklist"),
        sections=tuple((each.section, each.done, each.total) for each in progress(items)),
        todo=tuple(_todo(each, standing.today) for each in still),
        done=len(done),
        total=len(counted),
        finished_on=max(done, default=None) if not still else None,
        first_delivery=first_delivery(portal, standing.client),
    )


def _todo(item: ChecklistItem, today: date) -> TodoRow:
    days = None if item.due_on is None else (item.due_on - today).days
    return TodoRow(item.id, item.text, item.section, item.owner, item.due_on, days)


def first_delivery(portal: Portal, client: Client) -> int | None:
    """Days from the engagement's beginning to the first thing that was delivered, None before either (row 000-23)."""
    sent = first_sent(portal) if client.since is not None else None
    if sent is None or client.since is None:
        return None
    return max(0, (local_day(sent, client.zone) - client.since).days)


def decision_rows(portal: Portal) -> tuple[DecisionRow, ...]:
    """The latest decisions, the newest first; of one day the one that was written down last."""
    found = sorted(
        enumerate(portal.documents(Decision)), key=lambda pair: (pair[1].on, pair[0]), reverse=True
    )
    return tuple(
        DecisionRow(each.id, each.text, each.on, each.owner, each.outcome) for _, each in found[:DECISIONS]
    )


def away_lines(portal: Portal, own: Portal, standing: Standing) -> AwayLines | None:
    """The next time off within a month into which something of this client falls."""
    home = standing.home_today
    for leave in leaves_near(own, home, home + timedelta(days=AWAY_DAYS)):
        owed = sum(leave.first <= each.due <= leave.last for each in standing.owed)
        planned = sum(
            len(tuple(occurrences(block, max(leave.first, home), leave.last))) for block in portal.blocks()
        )
        if owed or planned:
            return AwayLines(leave.first, leave.last, leave.name, leave.cover, owed, planned)
    return None
