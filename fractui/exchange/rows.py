"""What every reader of a foreign file makes of it: rows of time, each with what it says and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from fractui.core.value import value


class Problem(StrEnum):
    """Why a row cannot become an entry, as far as the row alone tells."""

    BAD_DATE = "bad date"
    BAD_NUMBER = "bad number"
    ZERO_LENGTH = "zero length"
    NEGATIVE = "ends before it starts"
    TOO_LONG = "longer than a day"
    OPEN = "still running"
    SHORT_ROW = "columns are missing"


@value
class TimeRow:
    """One row of a foreign file.

    ``number`` is the line or record in the file, from 1, as its program counts them for a person. ``start`` and
    ``end`` are aware instants in UTC; a row without clock times has neither, but ``day`` and ``length_s``.
    ``native_id`` is the row's name in its own program where that is stable, else empty. ``client``, ``project``,
    ``task``, ``note`` and ``tags`` are the file's words. ``extra`` keeps the columns that nobody asked for.
    ``problem`` says why the row cannot be taken, ``detail`` quotes what could not be read.
    """

    number: int
    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    length_s: int | None = None
    native_id: str = ""
    client: str = ""
    project: str = ""
    task: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    billable: bool | None = None
    locked: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None
    detail: str = ""


@value
class Reading:
    """A foreign file that was opened and understood: its format's name, and its rows, read as they are asked for.

    ``total`` is how many rows there are, None where the file does not tell before it is read.
    """

    format: str
    rows: Iterator[TimeRow]
    total: int | None = None
