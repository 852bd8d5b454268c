"""Tables of tracked time as Toggl, Harvest, Clockify and we ourselves write them: one reader, given what columns are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fractui.core.errors import FieldRefused, Refused
from fractui.core.value import value
from fractui.exchange.clock import DayOrder, WallClock, orders_of
from fractui.exchange.foreign import ForeignFile
from fractui.exchange.lengths import decimal_sign
from fractui.exchange.rows import AskDayOrder, Problem, Reading, TimeRow
from fractui.exchange.sheet import Aliases, Columns, Sheet, columns, quoted
from fractui.exchange.span import Span, unread

_SHOWN_HEADERS = 12
_DATE_LENGTH = 10
_DATES = 50_000
_YES = frozenset(["yes", "true", "1", "y", "x", "ja", "oui", "si", "sí"])
_NO = frozenset(["no", "false", "0", "n", "nein", "non"])


@value
class Survey:
    """What the whole table tells before its first row can be read.

    ``order`` is the order of its dates (None where no date needs one), ``comma`` whether its decimals have a
    comma, ``count`` how many rows it has, ``broken`` the number of the row in which the file breaks off (0 when
    it does not, as far as can be seen).
    """

    order: DayOrder | None
    comma: bool
    count: int
    broken: int


@value
class Kind:
    """One program's table: its format's name, its title, its columns, and how a row says when.

    ``needed`` are alternatives, each a set of columns of which all must be there. ``dates`` and ``hours`` name
    the columns whose order and decimals are found by looking at all rows.
    """

    format: str
    title: str
    aliases: Aliases
    needed: tuple[tuple[str, ...], ...]
    span: Callable[[Columns, Sequence[str], WallClock, bool], Span]
    dates: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    tag_divider: str = ","


def read(kind: Kind, file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:
    """Open a table of that kind; its rows are read as they are asked for.

    Raises:
        Refused: it is no such table, or damaged.
        AskDayOrder: its dates can be read in two ways, and ``day_order`` does not say which.
        FieldRefused: its dates contradict each other or ``day_order``.
    """
    sheet = Sheet(file)
    found = columns(sheet, kind.aliases)
    if not any(all(role in found for role in roles) for roles in kind.needed):
        raise Refused(_missing(kind, sheet, found))
    survey = _survey(kind, sheet, found, day_order)
    reader = _Rows(kind, found, WallClock(zone, survey.order), survey)
    rows = (reader.row(number, cells) for number, cells in sheet.records())
    return Reading(kind.format, rows, survey.count, file.encoding.removesuffix("-sig"))


class _Rows:
    """Makes rows of a table's records."""

    def __init__(self, kind: Kind, found: Columns, clock: WallClock, survey: Survey) -> None:
        self._kind, self._found, self._clock, self._survey = kind, found, clock, survey
        reaches = [
            max(found.places[role] for role in roles)
            for roles in kind.needed
            if all(role in found for role in roles)
        ]
        self._shortest = min(reaches) + 1

    def row(self, number: int, cells: Sequence[str]) -> TimeRow:
        """The record as a row, with what is wrong with it."""
        span = self._span(number, cells)
        found, cell = self._found, self._found.cell
        return TimeRow(
            number=number,
            start=span.start,
            end=span.end,
            day=span.day,
            length_s=span.length_s,
            native_id=cell(cells, "id"),
            client=cell(cells, "client"),
            project=cell(cells, "project"),
            task=cell(cells, "task"),
            note=cell(cells, "note"),
            tags=tags_in(cell(cells, "tags"), self._kind.tag_divider),
            billable=yes_or_no(cell(cells, "billable")),
            locked=yes_or_no(cell(cells, "invoiced")) is True,
            extra=found.beside(cells),
            problem=span.problem,
            detail=span.detail,
            zone=cell(cells, "zone"),
            category=cell(cells, "category"),
        )

    def _span(self, number: int, cells: Sequence[str]) -> Span:
        if number == self._survey.broken:
            return unread(Problem.SHORT_ROW, "the file breaks off in this row")
        if len(cells) < self._shortest:
            return unread(Problem.SHORT_ROW, f"{len(cells)} of {self._found.width} columns")
        return self._kind.span(self._found, cells, self._clock, self._survey.comma)


def tags_in(text: str, divider: str) -> tuple[str, ...]:
    """The tags of a cell, each once, in their order."""
    if not text:
        return ()
    return tuple(dict.fromkeys(tag for part in text.split(divider) if (tag := part.strip())))


def yes_or_no(text: str) -> bool | None:
    """What a cell answers; None where it says neither."""
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def _survey(kind: Kind, sheet: Sheet, found: Columns, chosen: DayOrder | None) -> Survey:
    """Go once through the whole table, which also shows that it is whole."""
    dates = [found.places[role] for role in kind.dates if role in found]
    hours = [found.places[role] for role in kind.hours if role in found]
    judge = _DayOrderJudge(sheet.file.name)
    signs: dict[str, int] = {}
    count = last = width = 0
    before = found.width
    for number, cells in sheet.records():
        count += 1
        last, before, width = number, width or before, len(cells)
        for place in dates:
            if place < len(cells):
                judge.hear(number, cells[place].strip().partition(" ")[0])
        for place in hours:
            if place < len(cells) and (sign := decimal_sign(cells[place].strip())):
                signs.setdefault(sign, number)
    if len(signs) == 2:
        first, second = sorted(signs.values())
        raise Refused(
            f"{sheet.file.name} writes hours with a comma and with a point, see rows {first:,} and {second:,}; "
            "export it again in one way."
        )
    comma = "," in signs or (not signs and _commas_only(sheet, hours))
    broken = last if count and width < before and not sheet.file.ended else 0
    return Survey(judge.order(chosen), comma, count, broken)


def _commas_only(sheet: Sheet, hours: Sequence[int]) -> bool:
    """Whether a table whose hours all have three decimals or none has commas: hours are no thousands."""
    return any("," in cells[place] for _, cells in sheet.records() for place in hours if place < len(cells))


class _DayOrderJudge:
    """Hears every date of a table and says in which order they are, or that nobody can say."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen: set[str] = set()
        self._sure: dict[DayOrder, tuple[int, str]] = {}
        self._open: tuple[int, str] | None = None

    def hear(self, number: int, text: str) -> None:
        """Take note of a date; dates that were heard before cost nothing."""
        if text in self._seen:
            return
        if len(text) <= _DATE_LENGTH and len(self._seen) < _DATES:
            self._seen.add(text)
        orders = orders_of(text)
        if len(orders) == 1:
            self._sure.setdefault(orders[0], (number, text))
        elif orders and self._open is None:
            self._open = number, text

    def order(self, chosen: DayOrder | None) -> DayOrder | None:
        """The order to read them in.

        Raises:
            AskDayOrder: it is open and nobody chose.
            FieldRefused: some have the day first and some the month, or all have it otherwise than chosen.
        """
        if len(self._sure) == 2:
            if chosen is not None:
                return chosen
            (day_row, day), (month_row, month) = self._sure["dmy"], self._sure["mdy"]
            raise FieldRefused(
                "dates",
                f"{self._name} has dates of two kinds, {quoted(day)} in row {day_row:,} and {quoted(month)} in row "
                f"{month_row:,}; say dmy or mdy to read it in one way and leave out the rows that do not fit.",
            )
        for order, (number, text) in self._sure.items():
            if chosen not in (None, order):
                first = "day" if order == "dmy" else "month"
                raise FieldRefused(
                    "dates",
                    f"{self._name} has the {first} first, see {quoted(text)} in row {number:,}; "
                    f"read its dates as {order}.",
                )
            return order
        if self._open is not None and chosen is None:
            number, text = self._open
            raise AskDayOrder(
                f"{quoted(text)} in row {number:,} of {self._name} can be read in two ways; "
                "say dmy (the day first) or mdy (the month first).",
                text,
            )
        return chosen


def _missing(kind: Kind, sheet: Sheet, found: Columns) -> str:
    """The sentence for a header that lacks what every such file has."""
    lacking = min(
        ([role for role in roles if role not in found] for roles in kind.needed),
        key=len,
    )
    wanted = " and ".join(f"“{kind.aliases[role][0]}”" for role in lacking)
    there = ", ".join(quoted(name) for name in sheet.header[:_SHOWN_HEADERS])
    if len(sheet.header) > _SHOWN_HEADERS:
        there += f" and {len(sheet.header) - _SHOWN_HEADERS} more"
    return f"{sheet.file.name} is no {kind.title}, for it lacks {wanted}; it has {there}."
