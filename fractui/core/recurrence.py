"""Recurring deliverables: which instances are to be made next, each once and only once (rows 003-01, 003-25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from fractui.core.deliverable import Deliverable, Status, next_due
from fractui.core.document import ID_LENGTH
from fractui.core.leave import working_day_before
from fractui.core.value import value

USUAL_LEAD = {"week": 4, "month": 10, "quarter": 28}
"""Days that the work takes before the due day, where the deliverable does not say."""

MOST = 600
"""So many instances are made at most in one go: more than ten years of a weekly one."""


@value
class DaysOff:
    """The user's working days, Monday being 0, and the days on which nobody works."""

    work_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    off: frozenset[date] = frozenset()


def lead_of(deliverable: Deliverable) -> int:
    """Days before it is due on which its work begins: its own, else what its rhythm usually takes, else none."""
    return deliverable.lead_days or USUAL_LEAD.get(deliverable.every or "", 0)


def nominal(deliverable: Deliverable) -> date:
    """The day on which it is due by its rhythm, whatever days off have moved it to."""
    return deliverable.nominal_due or deliverable.due


def due_on(day: date, every: str | None, days_off: DaysOff) -> date:
    """When something is to be there that is meant for ``day``: on the nearest worked day before, where nobody works on that one.

    What comes each week keeps its weekday, which somebody chose; only leave and holidays move it (row 002-30).
    """
    free = day in days_off.off or (every != "week" and day.weekday() not in days_off.work_days)
    return working_day_before(day, days_off.work_days, days_off.off) if free else day


def moved_to(deliverable: Deliverable, due: date, *, anew: bool = False) -> Deliverable:
    """A deliverable with another due day; where it recurs the day is this one's alone, and the next follows by the rhythm.

    The first of a series, or one whose rhythm is said ``anew``, has its rhythm from that day on.
    """
    if deliverable.every is None or anew:
        return replace(deliverable, due=due, nominal_due=None)
    meant = nominal(deliverable)
    return replace(deliverable, due=due, nominal_due=None if due == meant else meant)


def renewals(
    known: Iterable[Deliverable], today: date, days_off: DaysOff, until: date | None = None
) -> tuple[Deliverable, ...]:
    """The instances that are to be made now of one client's recurring deliverables, by due day.

    The next one is made when nothing of its series is owed any more, when its work is to begin, or when it is due up to
    ``until``. Its id follows from the instance before it and the day, so that two processes make the same one; what
    was followed once is never followed again, also when that one was deleted. The rhythm is that of the newest
    instance: a series ends where that no longer recurs.

    Args:
        known: the client's deliverables, those that were deleted too; delivered ones of long ago may be left out.
        today: the client's day.
        days_off: the user's.
        until: make what is due up to this day, None for what is needed now.
    """
    made: list[Deliverable] = []
    for chain in _chains(known):
        made += _renewed(chain, today, days_off, until)
    made.sort(key=lambda each: (each.due, each.title, each.id))
    return tuple(made)


def resumed(known: Iterable[Deliverable], today: date, days_off: DaysOff) -> tuple[Deliverable, ...]:
    """What recurs again when an engagement goes on after a rest: of each series the first that is due from today on.

    What fell into the rest is owed by nobody. It is never made, for the new one stands behind it; a series of which nothing fell
    into it goes on by itself. Arguments as for ``renewals``.
    """
    made: list[Deliverable] = []
    for chain in _chains(known):
        alive = [each for each in chain if each.deleted_at is None]
        if not alive or alive[-1].every is None:
            continue
        anchor, steps = _anchor(sorted({nominal(each) for each in chain}), alive[-1].every)
        first = due = next_due(alive[-1].every, anchor, steps)
        while due < today:
            steps += 1
            due = next_due(alive[-1].every, anchor, steps)
        if due != first:
            made.append(_instance(alive[-1], chain[-1].id, due, today, days_off))
    return tuple(made)


def _chains(known: Iterable[Deliverable]) -> Iterable[list[Deliverable]]:
    """The series among the deliverables, each by day.

    Instances that were put in by hand are one series when they are called the same.
    """
    chains: dict[object, list[Deliverable]] = {}
    key_of: dict[str, object] = {}
    for each in sorted(known, key=lambda one: (nominal(one), one.id)):
        if each.follows:
            key = key_of.get(each.follows, each.follows)
        elif each.every is not None:
            key = (each.type, each.title)
        else:
            continue
        key_of[each.id] = key
        chains.setdefault(key, []).append(each)
    return chains.values()


def _renewed(
    chain: list[Deliverable], today: date, days_off: DaysOff, until: date | None
) -> list[Deliverable]:
    alive = [each for each in chain if each.deleted_at is None]
    if not alive or alive[-1].every is None:
        return []
    pattern, last = alive[-1], chain[-1].id
    every = pattern.every or ""
    owing = any(each.status is not Status.DELIVERED for each in alive)
    anchor, steps = _anchor(sorted({nominal(each) for each in chain}), every)
    due = next_due(every, anchor, steps)
    wanted = today + timedelta(days=lead_of(pattern))
    made: list[Deliverable] = []
    while len(made) < MOST and (not owing or due <= wanted or (until is not None and due <= until)):
        made.append(_instance(pattern, last, due, today, days_off))
        last, owing = made[-1].id, True
        steps += 1
        due = next_due(every, anchor, steps)
    return made


def _anchor(days: list[date], every: str) -> tuple[date, int]:
    """The day from which the rhythm of the last days is reckoned, and how many steps after it the next one is.

    What is due on the 30th is so again after a February.
    """
    anchor, steps = days[-1], 1
    for back, earlier in enumerate(reversed(days[:-1]), 1):
        if next_due(every, earlier, back) != days[-1]:
            break
        anchor, steps = earlier, back + 1
    return anchor, steps


def _instance(pattern: Deliverable, before: str, due: date, today: date, days_off: DaysOff) -> Deliverable:
    # Every start asks for lead times; only what is made anew needs this, and it takes longer to import than all else here.
    from hashlib import sha256

    moved = due_on(due, pattern.every, days_off)
    return Deliverable(
        id=sha256(f"{pattern.client}/{before}/{due.isoformat()}".encode()).hexdigest()[:ID_LENGTH],
        client=pattern.client,
        title=pattern.title,
        type=pattern.type,
        due=due if moved < today else moved,
        every=pattern.every,
        follows=before,
        nominal_due=due if today <= moved != due else None,
        lead_days=pattern.lead_days,
        template=pattern.template,
        template_version=pattern.template_version,
        stakes=pattern.stakes,
    )


def falling_off(owed: Iterable[Deliverable], days_off: DaysOff) -> tuple[Deliverable, ...]:
    """What is due on a day off: to be moved, covered or dropped, but never lost (row 002-30)."""
    return tuple(each for each in owed if each.due in days_off.off)


def begin_on(deliverable: Deliverable) -> date:
    """The day on which its work is to begin."""
    return deliverable.due - timedelta(days=lead_of(deliverable))
