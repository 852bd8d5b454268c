"""The file name convention ``YYYY-MM-DD_DocumentType_ClientCode_vN`` (row 003-11)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from fractui.core.errors import FieldRefused
from fractui.core.text import letter_name, one_line
from fractui.core.value import value

TYPE_LENGTH = 60
_NOISE = frozenset({"v", "final", "version", "copy", "new", "draft", "neu", "kopie"})


def file_name(day: date, document_type: str, code: str, version: int) -> str:
    """The name, without an ending, of a client's document of that day: ``2026-03-31_MonthlyReport_ACME_v2``."""
    return f"{day.isoformat()}_{document_type}_{code}_v{version}"


def check_type(text: str, field: str = "type") -> str:
    """Return a document type as it stands in file names: ``monthly report`` is ``MonthlyReport``.

    Raises:
        FieldRefused: it is empty or too long, or a character is neither a letter nor a digit.
    """
    words = one_line(field, text, TYPE_LENGTH, required=True).replace("-", " ").replace("_", " ").split()
    joined = "".join(word[0].upper() + word[1:] for word in words)
    for char in joined:
        if not char.isalnum():
            raise FieldRefused(
                field, f"{letter_name(char)} cannot stand in a file name; write a type like MonthlyReport."
            )
    if not joined:
        raise FieldRefused(field, "Write the document's type, like MonthlyReport.")
    return joined


def distinguished(document_type: str, title: str, code: str, taken: Collection[str]) -> str:
    """A document type that is none of those ``taken``: itself, else with the words of the title that it lacks, else numbered.

    Beside a ``MonthlyReport``, ``Monthly report: Berlin`` is a ``MonthlyReportBerlin``. Capitals do not tell names apart.
    """
    folded = {each.casefold() for each in taken}
    if document_type.casefold() not in folded:
        return document_type
    words = [word for word in re.findall(r"[^\W_]+", title) if word.upper() != code]
    lacking = [word for word in words if word.casefold() not in document_type.casefold()]
    said = (document_type + "".join(word[0].upper() + word[1:] for word in lacking))[:TYPE_LENGTH]
    number = 1
    found = said
    while found.casefold() in folded:
        number += 1
        found = f"{said[: TYPE_LENGTH - len(str(number))]}{number}"
    return found


_NAME = re.compile(
    r"(\d{4}-\d{2}-\d{2})_([^\W_]+)_([A-Z][A-Z0-9]{1,7})_v([1-9]\d{0,3})(\.[A-Za-z0-9]{1,10})?"
)


@value
class FileName:
    """A file's name by the convention, taken apart; ``suffix`` has its dot, or is empty."""

    day: date
    type: str
    code: str
    version: int
    suffix: str = ""


def read_name(name: str) -> FileName | None:
    """The parts of a file's name by the convention, None for any other name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    return FileName(day, found[2], found[3], int(found[4]), found[5] or "")


def suffix_of(name: str, field: str = "file") -> str:
    """The ending of a file's name with its dot, in lower case; empty for one without.

    Raises:
        FieldRefused: the ending is longer than ten letters and digits, or has other characters in it.
    """
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        return ""
    if not ending.isascii() or not ending.isalnum() or len(ending) > 10:
        raise FieldRefused(
            field, "Its ending is not one that every system takes; rename it to end like .pdf or .docx."
        )
    return f".{ending.lower()}"


def complaints(name: str, code: str) -> tuple[str, ...]:
    """What is wrong with a file's name for a document of the client ``code``; nothing when it is by the convention (row 003-11)."""
    parts = read_name(name)
    if parts is None:
        return ("it is not named like 2026-03-31_MonthlyReport_" + code + "_v1",)
    found = []
    if parts.code != code:
        found.append(f"it names {parts.code}, not {code}")
    return tuple(found)


def suggested(name: str, day: date, code: str) -> str:
    """A name by the convention for a file that has another: its words become the type, a version and a day in it are kept.

    ``monthly report final2.docx`` becomes ``2026-03-31_MonthlyReport_ACME_v2.docx``. Of a name by the convention only the code changes.
    """
    parts = read_name(name)
    if parts is not None:
        return file_name(parts.day, parts.type, code, parts.version) + parts.suffix
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        stem, ending = name, ""
    found = re.search(r"(?:(?<![^\W_])v|final|version)[ _-]?(\d{1,3})(?!\d)", stem, re.IGNORECASE)
    day = _day_in(stem) or day
    words = [word for word in re.findall(r"[^\W\d_]+", stem) if word.lower() not in _NOISE]
    words = [word for word in words if word.upper() != code]
    kind = "".join(word[0].upper() + word[1:] for word in words)[:TYPE_LENGTH] or "Document"
    version = max(1, int(found[1])) if found else 1
    suffix = f".{ending.lower()}" if ending.isascii() and ending.isalnum() and len(ending) <= 10 else ""
    return file_name(day, kind, code, version) + suffix


def _day_in(text: str) -> date | None:
    """The day that a text has in it, ``2026-03-31`` or ``20260331``."""
    found = re.search(r"(?<![0-9])(20[0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])", text)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None
