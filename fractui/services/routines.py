"""Going through a guided review: the timer moves to it, what ran before goes on afterwards (rows 003-19 to 003-21).

While a review is gone through it runs as own time of the kind admin, so no client pays for it and no time is tracked twice. Leaving it
and finishing it each hand the timer back to what ran before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from fractui.core import deliverable as deliverables
from fractui.core import timer as rules
from fractui.core.deliverable import Deliverable, Status
from fractui.core.entry import Bucket, Category, Entry, Source
from fractui.core.errors import FractuiError, Refused
from fractui.core.recurrence import moved_to
from fractui.core.routine import (
    FINISHED,
    MINUTES,
    TITLES,
    Routine,
    is_finished,
    routine_of,
)
from fractui.core.wording import status_label
from fractui.core.zones import local_day
from fractui.services.delivery import Delivery
from fractui.services.load import Load
from fractui.services.one_line_of_time import begun_now, entries_between, running_entry
from fractui.services.portfolio import Portfolio
from fractui.services.routine_due import todays_sitting, week_entries
from fractui.services.routine_steps import steps_of
from fractui.services.standing import WINDOW_DAYS
from fractui.services.tally import own_days
from fractui.services.views.routine import RoutineEnd, RoutineView
from fractui.services.whose import whose
from fractui.store.practice import Practice

_TRACKED = frozenset({Source.TIMER, Source.IDLE_SPLIT})
_BACK = timedelta(days=2)
"""What ran before a review ended when it began; it may have begun so long before."""
_SECOND = timedelta(seconds=1)
_WEEKS = WINDOW_DAYS // 7


class Routines:
    """The reviews of the practice: what is to be looked at, and the time that it takes."""

    def __init__(self, practice: Practice, portfolio: Portfolio, load: Load) -> None:
        self._practice = practice
        self._portfolio = portfolio
        self._load = load

    def view(self, kind: Routine) -> RoutineView:
        """The review with all that is to be looked at now; nothing is changed."""
        practice = self._practice
        now, settings = practice.now(), practice.settings()
        today = local_day(now, settings.zone)
        held = todays_sitting(practice, kind, today, settings.zone)
        running = next((each for each in held if each.end is None), None)
        week = week_entries(practice, today, settings.zone)
        over = [each.end for each in week if routine_of(each) is kind and is_finished(each)]
        return RoutineView(
            kind=kind.value,
            title=TITLES[kind],
            today=today,
            minutes=MINUTES[kind],
            steps=steps_of(kind, practice, self._portfolio, self._load, now),
            spent_s=_seconds(held),
            since=running.start if running is not None else None,
            finished_at=max((end for end in over if end is not None), default=None),
            admin_s=self._admin(today, now),
            admin_target_s=settings.admin_minutes * 60,
        )

    def begin(self, kind: Routine) -> Entry:
        """Move the timer to the review, as one change; where it runs already nothing is changed.

        Raises:
            Refused: the clock was set back behind the start of what runs.
        """
        now = self._practice.now()
        running = running_entry(self._practice)
        if running is not None and routine_of(running) is kind:
            return running
        with self._practice.transaction(_begun(kind)) as tx:
            running = running_entry(self._practice)
            closed = None if running is None else rules.stop(running, None, now)
            new = self._new(closed, now, bucket=Bucket.ADMIN, category=Category.ADMIN, note=TITLES[kind])
            if closed is not None:
                tx.put(closed)
            return tx.put(new)

    def leave(self, kind: Routine) -> str:
        """Leave the review for now: what ran before it goes on, as one change; returns its name, empty for nothing."""
        now = self._practice.now()
        if routine_of(running_entry(self._practice)) is not kind:
            return ""
        with self._practice.transaction(f"leave the {TITLES[kind]}") as tx:
            closed = rules.stop(running_entry(self._practice), None, now)
            back = self._back(closed, now)
            tx.put(closed)
            return tx.put(back).who if back is not None else ""

    def finish(self, kind: Routine) -> RoutineEnd:
        """The review is done: its time is logged, and what ran before it goes on, as one change.

        Where the timer was moved on by hand meanwhile, that goes on.

        Raises:
            Refused: it was finished already, or nothing of it was tracked.
        """
        practice = self._practice
        now, settings = practice.now(), practice.settings()
        today = local_day(now, settings.zone)
        with practice.transaction(f"finish the {TITLES[kind]}") as tx:
            held = todays_sitting(practice, kind, today, settings.zone)
            if not held:
                raise Refused(self._why_not_held(kind, today))
            last = held[-1]
            running = last.end is None
            closed = rules.stop(last, None, now) if running else last
            back = self._back(closed, now) if running else None
            tx.put(replace(closed, tags=(*closed.tags, FINISHED)))
            if back is not None:
                tx.put(back)
        on = back if back is not None else running_entry(practice)
        return RoutineEnd(
            title=TITLES[kind],
            spent_s=_seconds((*held[:-1], closed)),
            goes_on=on.who if on is not None else "",
            admin_s=self._admin(today, now),
            admin_target_s=settings.admin_minutes * 60,
        )

    def take_back(self, kind: Routine) -> str:
        """Take the newest change back out of the review, and return its label.

        Raises:
            Refused: the newest is that the review was begun, or there is none, or a document has moved on since.
        """
        newest = self._practice.history(1)
        if newest and newest[0].label == _begun(kind):
            raise Refused(
                f"Nothing was done since the {TITLES[kind]} was begun: there is nothing to take back."
            )
        return self._practice.undo()

    def move_on(self, ids: Iterable[str]) -> tuple[Deliverable, ...]:
        """Move drafts on to in review, all as one change (row 003-20); what is no draft is left as it is."""
        return self._moved(ids, Status.DRAFT, Status.IN_REVIEW)

    def move_back(self, ids: Iterable[str]) -> tuple[Deliverable, ...]:
        """Move what is in review back to draft, all as one change; what is not in review is left as it is."""
        return self._moved(ids, Status.IN_REVIEW, Status.DRAFT)

    def _moved(self, ids: Iterable[str], out_of: Status, to: Status) -> tuple[Deliverable, ...]:
        now = self._practice.now()
        delivery = Delivery(self._practice)
        portals = [(delivery.portal_with(each), each) for each in ids]
        if not portals:
            return ()
        with self._practice.transaction(_label("move", len(portals), f"to {status_label(to)}")) as tx:
            moved = []
            for portal, known in portals:
                old = portal.deliverable(known)
                if old.status is out_of:
                    there = local_day(now, portal.client().zone)
                    moved.append(tx.put(deliverables.move(old, to, now, there)))
            return tuple(moved)

    def postpone(self, ids: Iterable[str], due: date) -> tuple[Deliverable, ...]:
        """Give deliverables another due day, all as one change; of what recurs only this one is due then.

        What was delivered meanwhile keeps the day by which it was on time or late.
        """
        delivery = Delivery(self._practice)
        portals = [(delivery.portal_with(each), each) for each in ids]
        if not portals:
            return ()
        with self._practice.transaction(_label("set the due day of", len(portals), "")) as tx:
            found = [portal.deliverable(known) for portal, known in portals]
            return tuple(
                tx.put(deliverables.check_deliverable(moved_to(each, due)))
                for each in found
                if each.status is not Status.DELIVERED
            )

    def _why_not_held(self, kind: Routine, today: date) -> str:
        """Why the review cannot be finished."""
        week = week_entries(self._practice, today, self._practice.settings().zone)
        if any(routine_of(each) is kind and is_finished(each) for each in week):
            return f"The {TITLES[kind]} was finished already."
        return f"Nothing of the {TITLES[kind]} was tracked; begin it again."

    def _new(self, closed: Entry | None, now: datetime, **about: object) -> Entry:
        """A running entry that begins where ``closed`` ends, now without one."""
        at = closed.end if closed is not None and closed.end is not None else now
        zone = self._practice.settings().zone
        _, new = rules.start(None, at, self._practice.new_id(), zone=zone, **about)  # type: ignore[arg-type]
        return begun_now(self._practice, new, () if closed is None else (closed,))

    def _back(self, closed: Entry, now: datetime) -> Entry | None:
        """What ran when the review began, to run again from its end on; None where nothing did, or its client is gone."""
        last = self._before(closed)
        while last is not None and routine_of(last) is not None:
            last = self._before(last)  # one review was begun out of another
        if last is None:
            return None
        try:
            whose(self._practice, last.who)
        except FractuiError:
            return None
        return self._new(
            closed,
            now,
            client=last.client,
            bucket=last.bucket,
            note=last.note,
            category=last.category,
            deliverable=last.deliverable,
            tags=last.tags,
        )

    def _before(self, entry: Entry) -> Entry | None:
        """The tracked entry that ended when this one began."""
        near = entries_between(self._practice, entry.start - _BACK, entry.start + _SECOND)
        found = [each for each in near if each.end == entry.start and each.start < entry.start and each.timed]
        return next((each for each in reversed(found) if each.source in _TRACKED), None)

    def _admin(self, today: date, now: datetime) -> int:
        """Administration of the last four weeks up to now, per week, in seconds."""
        days = own_days(self._practice, today - timedelta(days=WINDOW_DAYS - 1), today)[Bucket.ADMIN]
        running = running_entry(self._practice)
        runs = running is not None and running.bucket is Bucket.ADMIN
        more = int((now - running.start).total_seconds()) if runs and running is not None else 0
        return (sum(days.values()) + max(0, more)) // _WEEKS


def _seconds(entries: Iterable[Entry]) -> int:
    """The closed entries' length."""
    return sum(int((each.end - each.start).total_seconds()) for each in entries if each.end is not None)


def _begun(kind: Routine) -> str:
    """What it is called that a review was begun."""
    return f"begin the {TITLES[kind]}"


def _label(verb: str, count: int, tail: str) -> str:
    what = "a deliverable" if count == 1 else f"{count} deliverables"
    return f"{verb} {what} {tail}".strip()
