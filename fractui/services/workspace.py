"""One client's workspace: everything about it and nothing about another (row 003-07)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from fractui.core.agreement import Agreement
from fractui.core.block import occurrences
from fractui.core.client import Promise
from fractui.core.cycle import work_days_left
from fractui.core.deliverable import Deliverable, Status
from fractui.core.dependency import after_words, holding, too_late
from fractui.core.period import month_of, week_of
from fractui.core.stakes import Stakes
from fractui.core.zones import local, local_day
from fractui.services.agenda import instances
from fractui.services.ahead import sitting_of
from fractui.services.attention import commitment_words
from fractui.services.context import Switching, changes_since, last_left
from fractui.services.plans import plan_view
from fractui.services.records import (
    access_rows,
    away_lines,
    checklist_lines,
    decision_rows,
    first_delivery,
    priority_lines,
    words,
)
from fractui.services.standing import Standing, silence, stand
from fractui.services.today import FAR, today_view
from fractui.services.views.today import TodayView
from fractui.services.views.workspace import (
    AgreementLines,
    BlockRow,
    DueRow,
    PersonRow,
    PromiseRow,
    RecentEntry,
    WorkspaceView,
)
from fractui.services.whose import known_code
from fractui.store.practice import Portal, Practice

NEXT_DAYS = 14
"""So many days ahead planned blocks are shown."""

KEPT_DAYS = 14
"""A kept promise stays in sight for so many days."""

DELIVERED = 8
"""So many deliveries are shown, the newest first."""

RECENT = 12
"""So many entries are shown, the newest first."""


class Workspaces:
    """The workspace of each client."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._switching = Switching(practice)

    def view(self, code: str) -> WorkspaceView:
        """How the client with ``code`` stands now.

        Raises:
            NotFound: no client has that code.
        """
        now = self._practice.now()
        settings = self._practice.settings()
        portal = self._practice.portal(known_code(self._practice, code))
        standing = stand(portal, now, settings)
        client, today = standing.client, standing.today
        monday = week_of(standing.home_today).start or standing.home_today
        left = last_left(portal)
        return WorkspaceView(
            code=client.id,
            key=client.key,
            name=client.name,
            function=client.function.value,
            stage=client.stage.value,
            status=client.status.value,
            color=client.color,
            zone=client.zone,
            local_time_differs=local(now, client.zone).utcoffset() != local(now, settings.zone).utcoffset(),
            since=client.since,
            owned_problem=client.owned_problem,
            today=today,
            cycle=standing.cycle,
            running_since=standing.running.start if standing.running else None,
            agreement=_agreement(standing.terms),
            left_note=client.next_note,
            left_at=client.next_note_at,
            promises=_promises(standing),
            people=_people(standing),
            due=_due(standing),
            delivered=_delivered(portal, standing),
            next_blocks=_next_blocks(portal, standing),
            plan=plan_view(portal, standing.tally, monday, monday, standing.home_today, settings),
            recent=_recent(portal, standing),
            notes=client.notes,
            home_zone=settings.zone,
            changes_since=local(left, settings.zone) if left else None,
            changes=changes_since(portal, left, settings.zone) if left else (),
            runs=self._switching.view(client.id, now, settings),
            work_days_left=work_days_left(month_of(today), today, settings.work_days, client.ended_on),
            words=words(standing),
            access=access_rows(portal, today),
            checklist=checklist_lines(portal, standing),
            decisions=decision_rows(portal),
            away=away_lines(portal, self._practice.own, standing),
            now_and_next=_today(portal, standing, settings.zone),
            read=standing.read,
            first_delivery=first_delivery(portal, client),
            priorities=priority_lines(portal, today, settings.priority_limit),
        )


def _today(portal: Portal, standing: Standing, home: str) -> TodayView:
    """What is on and next with this client alone; whose time runs is its own business too."""
    first = standing.home_today - timedelta(days=1)
    ahead = [
        sitting_of(each, home)
        for block in portal.blocks()
        for each in instances(block, first, first + FAR + timedelta(days=2), home)
    ]
    running = standing.code if standing.running is not None else ""
    return today_view(ahead, [standing], standing.now, home, running)


def _agreement(terms: Agreement | None) -> AgreementLines | None:
    if terms is None:
        return None
    return AgreementLines(
        commitment=commitment_words(terms) if terms.amount > Decimal(0) else "",
        capacity_pct=float(terms.capacity_pct),
        fee=terms.fee,
        effective_from=terms.effective_from,
        reports_to=terms.reports_to,
        scope=terms.scope,
        exit_terms=terms.exit_terms,
        renews_on=terms.renews_on,
        out_of_scope=terms.out_of_scope,
        notice_days=terms.notice_days or 0,
        notice_by=terms.notice_by,
    )


def _promises(standing: Standing) -> tuple[PromiseRow, ...]:
    """Open promises by day, those without one last; then what was kept lately, newest first."""
    today = standing.today
    since = today - timedelta(days=KEPT_DAYS)
    open_ones = sorted(
        (each for each in standing.promises if each.done_on is None),
        key=lambda each: (each.due_on or date.max, each.text, each.id),
    )
    kept = sorted(
        (each for each in standing.promises if each.done_on is not None and each.done_on >= since),
        key=lambda each: (-(each.done_on or today).toordinal(), each.text, each.id),
    )
    return tuple(_promise_row(each, today) for each in (*open_ones, *kept))


def _promise_row(each: Promise, today: date) -> PromiseRow:
    days = None if each.due_on is None else (each.due_on - today).days
    return PromiseRow(each.id, each.text, each.owner, each.due_on, days, each.done_on)


def _people(standing: Standing) -> tuple[PersonRow, ...]:
    """Those who wait for a word first, then as people stand in the company, then by name."""
    overdue = {person.id for person, _ in standing.silent()}
    groups = {"board": 0, "ceo": 1, "leadership": 2, "team": 3, "external": 4}
    rows = [
        PersonRow(
            id=each.id,
            name=each.name,
            role=each.role,
            group=each.group.value,
            email=each.email,
            last_contact=each.last_contact_on,
            days_ago=silence(each, standing.today) if each.last_contact_on else None,
            overdue=each.id in overdue,
        )
        for each in standing.people
    ]
    rows.sort(key=lambda row: (not row.overdue, groups[row.group], row.name, row.id))
    return tuple(rows)


def _due_row(each: Deliverable, standing: Standing) -> DueRow:
    last = each.receipts[-1] if each.receipts else None
    delivered = last if each.status is Status.DELIVERED else None
    held_by = holding(each, {one.id: one for one in standing.owed}) if each.after else ()
    late = too_late(each, held_by)
    return DueRow(
        id=each.id,
        title=each.title,
        type=each.type,
        status=each.status.value,
        recurring=each.every is not None,
        due=each.due,
        days=(each.due - standing.today).days,
        version=each.version,
        delivered_to=delivered.to if delivered else "",
        delivered_on=local_day(delivered.delivered_at, standing.client.zone) if delivered else None,
        after=after_words(held_by),
        after_due=late.due if late else None,
        high=each.stakes is Stakes.HIGH,
    )


def _due(standing: Standing) -> tuple[DueRow, ...]:
    rows = [_due_row(each, standing) for each in standing.owed]
    rows.sort(key=lambda row: (row.due, row.title, row.id))
    return tuple(rows)


def _delivered(portal: Portal, standing: Standing) -> tuple[DueRow, ...]:
    done = [each for each in portal.deliverables() if each.status is Status.DELIVERED and each.receipts]
    done.sort(key=lambda each: (each.receipts[-1].delivered_at, each.id), reverse=True)
    return tuple(_due_row(each, standing) for each in done[:DELIVERED])


def _next_blocks(portal: Portal, standing: Standing) -> tuple[BlockRow, ...]:
    """What is planned from now on; a block that is under way is still in it."""
    first = standing.today - timedelta(days=1)
    last = standing.today + timedelta(days=NEXT_DAYS)
    ahead = [
        each
        for block in portal.blocks()
        for each in occurrences(block, first, last)
        if each.end > standing.now and local_day(each.start, standing.client.zone) <= last
    ]
    ahead.sort(key=lambda each: (each.start, each.end, each.block.id))
    return tuple(
        BlockRow(
            block_id=each.block.id,
            on=each.on,
            title=each.block.title,
            start=local(each.start, each.block.zone),
            end=local(each.end, each.block.zone),
            zone=each.block.zone,
            moved=each.moved,
        )
        for each in ahead
    )


def _recent(portal: Portal, standing: Standing) -> tuple[RecentEntry, ...]:
    """The newest entries; a running one counts no seconds here, the pane adds them."""
    return tuple(
        RecentEntry(
            id=each.id,
            start=local(each.start, each.zone),
            end=local(each.end, each.zone) if each.end else None,
            seconds=int((each.end - each.start).total_seconds()) if each.end else 0,
            category=each.category.value if each.category else "",
            note=each.note,
            timed=each.timed,
        )
        for each in portal.latest(RECENT)
        if each.start <= standing.now or each.end is None
    )
