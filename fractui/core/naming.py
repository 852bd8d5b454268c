"""The file name convention ``YYYY-MM-DD_DocumentType_ClientCode_vN`` (row 003-11)."""

from __future__ import annotations

from datetime import date

from fractui.core.errors import FieldRefused
from fractui.core.text import letter_name, one_line

TYPE_LENGTH = 60


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
