"""Blocks laid out from templates, as drafts that are adjusted before they are planned (rows 002-07, 002-09, 000-25, 004-15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from fractui.core.block import Block
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Category
from fractui.core.leave import working_day_before
from fractui.core.preparing import planned_for, preparing
from fractui.core.preset import Busy, Session, placed
from fractui.core.recurrence import DaysOff, begin_on
from fractui.core.rhythm import Rhythm
from fractui.core.value import value

_DAY = timedelta(days=1)
ONE_TO_ONE = 30
"""Minutes of a one-to-one in a rota."""
PREPARING = 120
"""Minutes of a block of preparation."""


class TemplateKind(StrEnum):
    """What can be laid out."""

    LEADERSHIP = "leadership"
    ROTA = "rota"
    DEEP = "deep"
    PREPARATION = "preparation"
    FOCUS = "focus"
    RESPONSE = "response"
    WEEK = "week"


TEMPLATES: tuple[tuple[TemplateKind, str, str], ...] = (
    (TemplateKind.LEADERSHIP, "Leadership meeting", "an hour each week"),
    (TemplateKind.ROTA, "One-to-one rota", "the people whom you meet by turns, every few weeks"),
    (TemplateKind.DEEP, "Deep work", "two hours each week, Tuesday to Thursday first"),
    (TemplateKind.FOCUS, "Focus blocks", "two mornings of three hours each week"),
    (TemplateKind.PREPARATION, "Preparation", "before each due date, by its lead time"),
    (
        TemplateKind.RESPONSE,
        "Response windows",
        "an hour each week for every client, to answer all that came",
    ),
    (
        TemplateKind.WEEK,
        "The planned week",
        "meetings, one-to-ones, deep work, answering, preparing: as agreed",
    ),
)
"""What a person is offered: its name and what comes of it."""

SINGLE: dict[TemplateKind, tuple[Session, ...]] = {
    TemplateKind.LEADERSHIP: (Session("leadership meeting", Category.LEADERSHIP_MEETING, 60),),
    TemplateKind.DEEP: (Session("deep work", Category.DEEP_WORK, 120),),
    TemplateKind.FOCUS: (
        Session("focus block", Category.DEEP_WORK, 180),
        Session("focus block", Category.DEEP_WORK, 180),
    ),
    TemplateKind.RESPONSE: (Session("response window", Category.ASYNC, 60),),
}
"""The sittings of the templates that are the same for everybody."""


@value
class Draft:
    """A block that is not planned yet: its first day and time on the user's wall clock, and when it takes place again."""

    code: str | None
    title: str
    category: Category
    day: date
    at: time
    minutes: int
    rhythm: Rhythm = Rhythm()
    until: date | None = None

    def shifted(self, days: int = 0, minutes: int = 0) -> Draft:
        """The draft so many days and minutes later; it stays within its day."""
        day = self.day + days * _DAY
        start = self.at.hour * 60 + self.at.minute + minutes
        start = max(0, min(24 * 60 - 15, start))
        rhythm = self.rhythm
        if days and rhythm.days and rhythm.nth is None:
            rhythm = replace(rhythm, days=tuple(sorted({(each + days) % 7 for each in rhythm.days})))
        return replace(self, day=day, at=time(start // 60, start % 60), rhythm=rhythm)

    def placed(self, day: date, at: time, minutes: int) -> Draft:
        """The draft on another day, at another time, of another length."""
        return replace(self, day=day, at=at, minutes=minutes)

    def stretched(self, minutes: int) -> Draft:
        """The draft so many minutes longer, a quarter of an hour at least."""
        return replace(self, minutes=max(15, min(24 * 60, self.minutes + minutes)))


@value
class Room:
    """Where there is room for drafts: the week, the days and hours that are worked, and what is taken, on the user's wall clock."""

    monday: date
    work_days: tuple[int, ...]
    hours: tuple[time, time]
    busy: tuple[Busy, ...]
    off: frozenset[date] = frozenset()

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays that are worked in that week."""
        return tuple(day for day in self.work_days if self.monday + day * _DAY not in self.off)

    def with_taken(self, drafts: Iterable[Draft]) -> Room:
        """The room that is left beside some drafts."""
        taken = (
            (
                datetime.combine(each.day, each.at),
                datetime.combine(each.day, each.at) + timedelta(minutes=each.minutes),
            )
            for each in drafts
        )
        return replace(self, busy=(*self.busy, *taken))


def weekly(code: str | None, sittings: Sequence[Session], room: Room, step: int = 1) -> tuple[Draft, ...]:
    """A series for each sitting, where there is room in the week; those without room are left out."""
    return tuple(
        Draft(
            code, each.title, each.category, day, at, each.minutes, Rhythm((day.weekday(),), step * each.step)
        )
        for each, day, at in placed(sittings, room.monday, room.days, room.hours, room.busy)
    )


def rota(code: str, people: Sequence[str], step: int, rooms: Sequence[Room]) -> tuple[Draft, ...]:
    """A one-to-one for each of the people every ``step`` weeks, as many in each week (row 002-09).

    Four people every two weeks are two each week, alternating. ``rooms`` are of the first ``step`` weeks.
    """
    found: list[Draft] = []
    for week, room in enumerate(rooms[:step]):
        names = people[week::step]
        sittings = [Session(f"one-to-one: {name}", Category.ONE_ON_ONE, ONE_TO_ONE) for name in names]
        found += weekly(code, sittings, room.with_taken(found), step)
    return tuple(found)


def preparation(
    code: str,
    owed: Iterable[Deliverable],
    blocks: Iterable[Block],
    today: date,
    days_off: DaysOff,
    room: Room,
) -> tuple[Draft, ...]:
    """A block for each due date that has a lead time, on the day on which its work is to begin (row 000-25).

    What is due already, or has one among the ``blocks`` (``core.preparing``), is left out. Each stands at the first free time
    of its day.
    """
    known = tuple(blocks)
    found: list[Draft] = []
    for each in sorted(owed, key=lambda one: (one.due, one.title, one.id)):
        if begin_on(each) == each.due or each.due <= today or each.completed_at is not None:
            continue
        if planned_for(each, known) is None:
            found.append(prepared(code, each, today, days_off, room.with_taken(found)))
    return tuple(found)


def prepared(code: str, each: Deliverable, today: date, days_off: DaysOff, room: Room) -> Draft:
    """A deliverable's block of preparation, at the first free time of the day on which its work is to begin.

    That is the working day before it is due where its lead time is not known, and today where it should have begun. Where that day is
    full, it is the next working day before the due day that is not.
    """
    begin = begin_on(each)
    begin = begin if begin < each.due else each.due - _DAY
    day = max(working_day_before(max(begin, today), days_off.work_days, days_off.off), today)
    sitting = Session(preparing(each), Category.PREP_FOLLOWUP, PREPARING)
    for one in (day + n * _DAY for n in range(max(1, (each.due - day).days))):
        if one == day or (one.weekday() in days_off.work_days and one not in days_off.off):
            monday = one - one.weekday() * _DAY
            for _, _, at in placed([sitting], monday, (one.weekday(),), room.hours, room.busy):
                return Draft(code, sitting.title, sitting.category, one, at, PREPARING)
    return Draft(code, sitting.title, sitting.category, day, room.hours[0], PREPARING)
