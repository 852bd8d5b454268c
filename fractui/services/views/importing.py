"""Foreign time before and after it is taken in: every row with its verdict, every name with whom it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from fractui.core.block import Block
from fractui.core.value import value
from fractui.exchange.rows import Problem, TimeRow

REFUSE, TRIM, KEEP = "refuse", "trim", "keep"
ON_OVERLAP = (REFUSE, TRIM, KEEP)
"""What to do with a row that shares time with another: leave it out, take what is free of it, or take it marked."""

ICS = "ics"
"""The format of calendars, which are judged in a way of their own."""
BOTH, ENTRIES, BLOCKS = "both", "entries", "blocks"
WHAT = (ENTRIES, BLOCKS, BOTH)
"""What a calendar's events become: what is past time entries, what is to come planned blocks, or both."""

NOBODY = "-"
"""How a person writes that a name's rows are to be left out."""


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    DUPLICATE = "duplicate"
    OVERLAP = "overlap"
    UNMAPPED = "unmapped client"
    CLOSED = "closed client"
    LEFT_OUT = "left out"
    DELETED = "deleted here"
    FUTURE = "in the future"
    BAD_DATE = Problem.BAD_DATE.value
    BAD_NUMBER = Problem.BAD_NUMBER.value
    ZERO_LENGTH = Problem.ZERO_LENGTH.value
    NEGATIVE = Problem.NEGATIVE.value
    TOO_LONG = Problem.TOO_LONG.value
    OPEN = Problem.OPEN.value
    SHORT_ROW = Problem.SHORT_ROW.value
    UNREADABLE = Problem.UNREADABLE.value
    DAMAGED = Problem.DAMAGED.value
    NO_ZONE = Problem.NO_ZONE.value
    ALL_DAY = Problem.ALL_DAY.value
    CANCELLED = Problem.CANCELLED.value
    DECLINED = Problem.DECLINED.value
    OLDER = Problem.OLDER.value
    OUTSIDE = Problem.OUTSIDE.value
    TOO_MANY = Problem.TOO_MANY.value
    UPDATED = "updated"
    TAKEN_BACK = "cancelled since"
    CHANGED = "changed here"
    PAST = "past"


NOT_REJECTED = frozenset(
    {Verdict.NEW, Verdict.DUPLICATE, Verdict.OVERLAP, Verdict.UPDATED, Verdict.TAKEN_BACK}
)
"""The verdicts that have a count of their own; all others are rejections."""


class Progress(NamedTuple):
    """How far a long piece of work is: in which phase, and how many rows of how many (0 where that is not known)."""

    phase: str
    done: int
    total: int


@value
class Judged:
    """One row of the file with its verdict; ``key`` is its name for good, by which it is known again.

    ``who`` is the client's code or the bucket's name, empty where there is none. ``pieces`` are the stretches that it would
    be taken in as, UTC instants: none if it is not, several where an overlap was cut out of its middle. ``begin``
    and ``end`` say when it was, of a row without clock times its whole day's beginning and so much later.
    ``detail`` explains the verdict, or what to look at.

    Of a calendar's event: ``block`` is what is planned of it where it is still to come, without an id; ``told`` and ``sequence``
    say which state of it this is; ``was`` is the id of the entry or block that is updated, or taken out where it is ``gone``;
    ``since`` says of an event that was cancelled with all its times from when on they do not take place.
    """

    row: TimeRow
    key: str
    verdict: Verdict = Verdict.NEW
    detail: str = ""
    who: str = ""
    name: str = ""
    begin: datetime | None = None
    end: datetime | None = None
    pieces: tuple[tuple[datetime, datetime], ...] = ()
    block: Block | None = None
    told: str = ""
    sequence: int = 0
    was: str = ""
    gone: bool = False
    since: datetime | None = None

    @property
    def makes(self) -> str:
        """What it is taken in as: ``entry`` or ``block``; empty where it is not."""
        if self.verdict is Verdict.UPDATED and not self.pieces:
            return "block"
        if self.verdict is Verdict.TAKEN_BACK:
            return "entry" if self.block is None else "block"
        if self.pieces:
            return "entry"
        return "block" if self.block is not None and self.verdict is Verdict.NEW else ""

    @property
    def length_s(self) -> int:
        """The seconds that the row says; 0 where it does not."""
        if self.begin is not None and self.end is not None:
            return int((self.end - self.begin).total_seconds())
        return self.row.length_s or 0


@value
class NameRow:
    """A name of the file: how many rows have it and for how long, and whom it means.

    ``who`` is a client's code or a bucket's name; empty where it means nobody, which is unmapped unless it
    is ``left_out``. ``near`` are codes that look alike. ``said`` says that a person mapped it, now or before.
    """

    name: str
    rows: int
    seconds: int
    who: str = ""
    near: tuple[str, ...] = ()
    left_out: bool = False
    closed: bool = False
    said: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody must still say whom it means."""
        return not self.who and not self.left_out


@value
class Gathered:
    """A foreign file, read whole: its rows in the file's order, each with its key and not yet judged.

    ``source`` is the file's name as it may be shown, ``path`` where it is, ``zone`` where its clocks hung, ``dates`` the order of its dates
    where a person had to say it. ``encoding`` is how its text was written. ``first`` and ``last`` are the local
    days of its first and last time. ``zone_said`` says that a person named the zone, now or before; ``others`` counts what else
    a calendar has, ``known`` pairs words with the clients whose people they are.

    Of a calendar's series: ``whole`` are the UIDs of those all of whose times up to ``until`` are told, ``left_out`` the times that
    they leave out.
    """

    format: str
    source: str
    zone: str
    rows: tuple[Judged, ...]
    dates: str = ""
    encoding: str = "utf-8"
    first: date | None = None
    last: date | None = None
    path: str = ""
    zone_said: bool = True
    others: tuple[tuple[str, int], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    whole: frozenset[str] = frozenset()
    left_out: tuple[Judged, ...] = ()
    until: datetime | None = None


@value
class ImportPlan:
    """What taking the file in would do: nothing is changed by making it.

    ``names`` are in order of their hours, ``said`` what a person said of some of them. ``at`` numbers the practice's
    last change when the plan was made.
    """

    file: Gathered
    on_overlap: str
    rows: tuple[Judged, ...]
    names: tuple[NameRow, ...]
    said: tuple[tuple[str, str], ...] = ()
    at: int = 0
    what: str = BOTH

    def counts(self) -> Counter[Verdict]:
        """How many rows have each verdict."""
        return Counter(judged.verdict for judged in self.rows)

    @property
    def taking(self) -> int:
        """How many entries would be made."""
        return sum(len(judged.pieces) for judged in self.rows if judged.verdict is not Verdict.UPDATED)

    @property
    def planning(self) -> int:
        """How many blocks would be planned."""
        return sum(judged.verdict is Verdict.NEW and judged.makes == "block" for judged in self.rows)

    @property
    def updating(self) -> int:
        """How many entries and blocks of before would be changed, or taken back."""
        return sum(judged.verdict in (Verdict.UPDATED, Verdict.TAKEN_BACK) for judged in self.rows)

    @property
    def changes(self) -> int:
        """How many entries and blocks would be made or changed."""
        return self.taking + self.planning + self.updating

    @property
    def said_words(self) -> tuple[tuple[str, str], ...]:
        """What was said of names, in the words in which a person says it."""
        return tuple((name, who or NOBODY) for name, who in self.said)

    @property
    def unmapped(self) -> tuple[NameRow, ...]:
        """The names of which nobody has said whom they mean."""
        return tuple(name for name in self.names if name.is_open)

    def rejected(self) -> Iterator[Judged]:
        """The rows that are neither new nor there already nor overlapping."""
        return (judged for judged in self.rows if judged.verdict not in NOT_REJECTED)


@value
class Taken:
    """What was taken in: entries, and the plan by which, so that every row's verdict can be told."""

    entries: int
    plan: ImportPlan
    blocks: int = 0
    updated: int = 0
