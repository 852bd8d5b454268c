"""A table of what clients did with what they were sent, as reading statistics are exported or written by hand (row 003-16)."""

from __future__ import annotations

from collections.abc import Iterator

from fractui.core.errors import Refused
from fractui.core.value import value
from fractui.exchange.foreign import ForeignFile
from fractui.exchange.sheet import Sheet, columns

ALIASES = {
    "code": ("code", "client", "client code"),
    "what": ("title", "deliverable", "document", "file", "file name", "name"),
    "kind": ("kind", "event", "action", "response"),
    "who": ("who", "by", "reader", "viewer", "person", "user"),
    "at": ("at", "when", "date", "time", "opened at", "viewed at"),
}
"""The columns and the headers under which tables have them."""


@value
class ResponseRow:
    """One row as it is written; ``number`` is its row in a spreadsheet. ``code``, ``who`` and ``at`` may be empty."""

    number: int
    code: str
    what: str
    kind: str
    who: str
    at: str


def response_rows(path: str) -> Iterator[ResponseRow]:
    """The rows of a file.

    Raises:
        NotFound: nothing is there.
        Refused: it cannot be read, is no text, or has no column for what was opened or for what was done.
    """
    sheet = Sheet(ForeignFile(path))
    found = columns(sheet, ALIASES)
    for role, name in (("what", "title or file"), ("kind", "kind")):
        if role not in found:
            raise Refused(
                f"{sheet.file.name} has no column “{name}”; its first line must name the columns: code,title,kind,who,at."
            )
    for number, cells in sheet.records():
        yield ResponseRow(
            number, *(found.cell(cells, role) for role in ("code", "what", "kind", "who", "at"))
        )
