"""What the made-up practice is told with: plain values, dated relative to the day on which it is built."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Bucket, Category
from fractui.core.value import value


class Tempo(StrEnum):
    """How a client's running month stands against its even pace."""

    ON = "on"
    AHEAD = "ahead"
    BEHIND = "behind"
    OVER = "over"


@value
class Person:
    """A stakeholder: in touch every ``every`` days (None: no rhythm), last ``ago`` days before today."""

    name: str
    role: str
    group: Group
    every: int | None
    ago: int
    notes: str = ""


@value
class Terms:
    """The agreement in force: ``amount`` hours (or days of ``day_hours``) a month for ``fee`` minor units.

    ``renews_in`` is in days from the day of building, ``notice_days`` before that notice is given; ``weekly`` are planned minutes a
    week by category.
    """

    amount: str
    fee: int
    currency: str
    capacity: str
    reports_to: str
    scope: tuple[str, ...]
    exit_terms: str
    weekly: dict[Category, int]
    renews_in: int | None = None
    day_hours: str | None = None
    out_of_scope: tuple[str, ...] = ()
    notice_days: int | None = None


@value
class Paper:
    """A deliverable and the state in which it stands on the day of building.

    A recurring one has ``every`` (``week``, ``month``, ``quarter``); its open instance is due on
    ``due_day`` (of the month, or the weekday of the week with Monday 0) or, without one, ``due_in`` days
    from today (negative: late), moved to a working day. ``age`` is days in its column, ``finished`` days
    since the work was done (None: not yet), ``to`` and ``via`` whom it goes to and how. ``waits_for`` is
    who has to act on it, empty while that is the executive; so many of the last ones as ``unread`` nobody opened.
    """

    title: str
    type: str
    to: str
    via: str
    every: str | None = None
    due_day: int | None = None
    due_in: int = 0
    status: Status = Status.DRAFT
    age: int = 1
    finished: int | None = None
    version: int = 1
    notes: str = ""
    waits_for: str = ""
    unread: int = 0


@value
class Vow:
    """A promise, due ``due_in`` days from today (None: no day), kept ``kept`` days ago (None: open)."""

    text: str
    due_in: int | None
    kept: int | None = None
    owner: str = "me"


@value
class Aim:
    """A priority that is ``ago`` days old, done ``done`` days ago (None: open), perhaps about the paper with the title ``about``."""

    text: str
    ago: int
    done: int | None = None
    about: str = ""


@value
class Ruling:
    """A decision of ``ago`` days before today, by whom, and what came of it (empty: nobody can tell yet)."""

    text: str
    ago: int
    by: str
    outcome: str = ""


@value
class Key:
    """An access to a system that the client gives, ``read``, ``write`` or ``admin``; it ends ``ends_in`` days from today (None: never).

    ``url`` is where the tool is, a name that belongs to nobody; ``owner`` whose login it is.
    """

    system: str
    scope: str
    ends_in: int | None = None
    url: str = ""
    owner: str = ""


@value
class Weekly:
    """A weekly block on ``days`` (Monday 0) at ``at`` ("09:00", the practice's wall clock) for ``minutes``.

    ``skip`` are weeks from the running one (0) whose first instance is skipped; ``move`` is the week, by
    how many days later, and the new "HH:MM" of one that is moved.
    """

    title: str
    category: Category
    days: tuple[int, ...]
    at: str
    minutes: int
    skip: tuple[int, ...] = ()
    move: tuple[int, int, str] | None = None
    location: str = ""


@value
class Single:
    """A single block ``in_days`` days from today (moved to a working day)."""

    title: str
    category: Category
    in_days: int
    at: str
    minutes: int
    location: str = ""


@value
class Story:
    """One client: what was agreed, who is there, what is owed, planned and promised, how the work is called.

    ``tenure`` is the part of the told history through which the client has been there, or, with ``weeks``,
    a fixed number of weeks. ``zone`` None is the practice's own zone. ``work`` holds notes of time entries
    by category; in them ``{last}``, ``{month}`` and ``{next}`` stand for months' names and ``{q}`` for the
    quarter. ``aims`` are what matters most, in its order.
    """

    code: str
    name: str
    function: Function
    stage: Stage
    color: str
    tempo: Tempo
    terms: Terms
    owned_problem: str
    left_off: str
    notes: str
    people: tuple[Person, ...]
    papers: tuple[Paper, ...]
    vows: tuple[Vow, ...]
    weekly: tuple[Weekly, ...]
    work: dict[Category, tuple[str, ...]]
    zone: str | None = None
    tenure: float = 1.0
    weeks: int | None = None
    singles: tuple[Single, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    keys: tuple[Key, ...] = ()
    aims: tuple[Aim, ...] = ()


@value
class Own:
    """The practice's own time: hours a month and notes by bucket, and its weekly blocks."""

    hours: dict[Bucket, float]
    work: dict[Bucket, tuple[str, ...]]
    weekly: tuple[Weekly, ...] = field(default=())
