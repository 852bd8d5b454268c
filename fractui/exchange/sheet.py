"""A table of time entries in a text file: its delimiter, its header by names and aliases, its records as they come."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from fractui.core.errors import Refused
from fractui.core.text import safe
from fractui.core.value import value
from fractui.exchange.foreign import ForeignFile

Aliases = Mapping[str, tuple[str, ...]]
"""What a column is to us, and the headers under which files have it, as ``plain_header`` writes them."""

_DELIMITERS = (",", ";", "\t")
_QUOTED = 40


class Sheet:
    """A table whose header was found; ``header`` is it as written, ``names`` as ``plain_header`` writes it."""

    def __init__(self, file: ForeignFile) -> None:
        self.file = file
        self._delimiter, self._header_at, self.header = _header(file)
        self.names = tuple(plain_header(cell) for cell in self.header)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """The records below the header that are not blank, each with its row's number in a spreadsheet.

        Raises:
            Refused: the file's quotes or lines are damaged, or it was changed meanwhile.
        """
        for number, cells in _records(self.file, self._delimiter):
            if number > self._header_at and any(cells):
                yield number, cells


@value
class Columns:
    """Which cell of a record is what; ``places`` is by what it is to us, ``others`` are the rest by their headers."""

    places: Mapping[str, int]
    others: tuple[tuple[int, str], ...]
    width: int

    def __contains__(self, role: str) -> bool:
        return role in self.places

    def cell(self, cells: Sequence[str], role: str) -> str:
        """The cell, stripped; empty where the table has no such column or the record is too short."""
        place = self.places.get(role, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    def has(self, cells: Sequence[str], role: str) -> bool:
        """Whether the record is long enough to have that column at all."""
        return self.places.get(role, -1) < len(cells)

    def beside(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """What the columns that nobody asked for say, without those that say nothing."""
        count = len(cells)
        found = [
            (name, text) for place, name in self.others if place < count and (text := cells[place].strip())
        ]
        if count > self.width:
            found += [
                (f"column {place + 1}", text)
                for place in range(self.width, count)
                if (text := cells[place].strip())
            ]
        return tuple(found)


def columns(sheet: Sheet, aliases: Aliases) -> Columns:
    """Find the columns by their headers, whatever their order, case and spacing; of two the first counts."""
    places: dict[str, int] = {}
    for role, headers in aliases.items():
        for header in headers:
            if header in sheet.names:
                places[role] = sheet.names.index(header)
                break
    taken = set(places.values())
    others = tuple(
        (place, name.strip() or f"column {place + 1}")
        for place, name in enumerate(sheet.header)
        if place not in taken
    )
    return Columns(places, others, len(sheet.header))


def plain_header(cell: str) -> str:
    """A header as it is compared: small letters, one space between words, without its question mark."""
    words = cell.replace("_", " ").replace("\N{ZERO WIDTH NO-BREAK SPACE}", " ").casefold().split()
    return " ".join(words).rstrip("?").strip()


def quoted(text: str) -> str:
    """A cell as a sentence or a detail quotes it."""
    shown = safe(text)
    return f"“{shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + '…'}”"


def _header(file: ForeignFile) -> tuple[str, int, tuple[str, ...]]:
    """The delimiter that makes the most columns of the first record, that record's number and its cells."""
    best: tuple[str, int, tuple[str, ...]] = (",", 0, ())
    for delimiter in _DELIMITERS:
        for number, cells in _records(file, delimiter):
            if not any(cell.strip() for cell in cells) or _says_delimiter(cells):
                continue
            if len(cells) > len(best[2]):
                best = delimiter, number, tuple(cells)
            break
    return best


def _says_delimiter(cells: Sequence[str]) -> bool:
    """Whether this is the line ``sep=;`` that Excel reads and hides."""
    return cells[0].lower().startswith("sep=") and len(cells) <= 2 and len("".join(cells)) <= 5


def _records(file: ForeignFile, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file.lines(), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        before = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(_damage(file.name, before, reader.line_num, str(error))) from None
        yield number, cells


def _damage(name: str, begins: int, line: int, said: str) -> str:
    """The sentence for what the csv module complains of."""
    if "unexpected end of data" in said:
        return f"{name} breaks off inside of the quotes that open in line {begins:,}; export it again."
    if "field larger" in said:
        return (
            f"{name} has a cell of more than {csv.field_size_limit():,} characters that begins in line {begins:,}, "
            "so a quote is not closed there; export it again."
        )
    return f"{name} is damaged in line {line:,}, where text follows a closing quote; export it again."
