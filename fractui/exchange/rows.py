"""What every reader of a foreign file makes of it: rows of time, each with what it says and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from fractui.core.errors import FieldRefused
from fractui.core.value import value


class Problem(StrEnum):
    """Why a row cannot become an entry, as far as the row alone tells; the last ones are of calendars alone."""

    BAD_DATE = "bad date"
    BAD_NUMBER = "bad number"
    ZERO_LENGTH = "zero length"
    NEGATIVE = "ends before it starts"
    TOO_LONG = "longer than a day"
    OPEN = "still running"
    SHORT_ROW = "columns are missing"
    UNREADABLE = "not a time entry"
    DAMAGED = "damaged"
    NO_ZONE = "zone unknown"
    ALL_DAY = "all day"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    OLDER = "older version"
    OUTSIDE = "outside the dates"
    TOO_MANY = "too many"


@value
class TimeRow:
    """One row of a foreign file.

    ``number`` is the line or record in the file, from 1, as its program counts them for a person: of a table
    the row as a spreadsheet numbers it (the header is row 1), of JSON the record, of lines the line. ``start``
    and ``end`` are aware instants in UTC to the second; a row without clock times has neither, but ``day`` and
    ``length_s``. ``native_id`` is the row's name in its own program where that is stable, else empty.
    ``client``, ``project``, ``task``, ``note`` and ``tags`` are the file's words, stripped, otherwise as they
    are: a note may have line breaks and control characters. Programs without clients leave ``client`` empty:
    Watson has projects, Timewarrior has tags alone. ``extra`` keeps the columns that nobody asked for.
    ``problem`` says why the row cannot be taken, ``detail`` quotes what could not be read; what could be read
    is there nevertheless. ``detail`` without a problem is worth a look: a time that came twice or was skipped
    when the clocks were changed. ``zone`` and ``category`` are filled by our own file alone.
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
    zone: str = ""
    category: str = ""


@value
class Reading:
    """A foreign file that was opened and understood: its format's name, and its rows, read as they are asked for.

    ``total`` is how many rows there are, None where the file does not tell before it is read. ``encoding`` is
    how its text is written; ``cp1252`` was concluded from its letters, so that names deserve a look.
    """

    format: str
    rows: Iterator[TimeRow]
    total: int | None = None
    encoding: str = "utf-8"


class AskDayOrder(FieldRefused):
    """Every date of the file can be read in two ways; the person must say which number is the day.

    ``example`` is such a date as the file has it. Opening the file again with ``day_order`` of ``dmy`` or
    ``mdy`` answers it; ``field`` is ``dates``.
    """

    def __init__(self, sentence: str, example: str) -> None:
        super().__init__("dates", sentence)
        self.example = example
