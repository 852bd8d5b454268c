"""What a quick line was read as: the meaning of each word, the values, and what is missing."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from fractui.core.entry import Category
from fractui.core.quick_clock import Present
from fractui.core.quick_owners import Owed, Owner
from fractui.core.value import value


class Part(StrEnum):
    """What a word was taken for."""

    WHO = "who"
    TIME = "time"
    DAY = "day"
    KIND = "kind"
    TAG = "tag"
    DELIVERABLE = "deliverable"
    NOTE = "note"
    TROUBLE = "trouble"


@value
class Context:
    """The world that a line is read in: the present, whose time it may be, and what is owed to whom."""

    present: Present
    owners: tuple[Owner, ...]
    owed: tuple[Owed, ...] = ()


@value
class Piece:
    """The characters from ``start`` to before ``end`` and what they were taken for."""

    start: int
    end: int
    part: Part


@value
class Reading:
    """What a line says.

    ``who`` is a client's code or a bucket's name, "" for nobody yet. With ``runs`` the timer starts at ``start``, None for now; else
    it lasts from ``start`` to ``end`` (UTC), or ``seconds`` of ``day`` without clock times. ``deliverable`` is an id. ``trouble`` is the
    one sentence of what is missing or has two readings, "" when the line can be kept.
    """

    pieces: tuple[Piece, ...] = ()
    who: str = ""
    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    seconds: int = 0
    runs: bool = False
    category: Category | None = None
    deliverable: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    trouble: str = ""
