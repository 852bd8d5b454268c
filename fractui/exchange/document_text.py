"""The words of a document, as far as they can be read: plain text, Office files, and PDF."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from pathlib import Path

PLAIN = frozenset(
    {".md", ".txt", ".csv", ".tsv", ".json", ".html", ".htm", ".xml", ".rtf", ".tex", ".org", ".rst", ".ics"}
)
OFFICE = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp"})

MOST_BYTES = 4 << 20
"""So much of a document is looked through: what is wrong with it stands on the first pages."""
MOST_PAGES = 40

_PARTS = re.compile(
    r"(word/(document|header\d*|footer\d*)|xl/sharedStrings|xl/workbook|ppt/slides/slide\d+|ppt/notesSlides/\w+|content|docProps/core)\.xml"
)
_ENDS = re.compile(
    r"</(?:w:p|a:p|text:p|text:h|si|w:tc|dc:\w+)>|<(?:w:tab|w:br|text:tab|text:line-break)\b[^>]*/>"
)
_TAGS = re.compile(r"<[^>]*>")


def text_of(path: str) -> str | None:
    """The document's words, None where its kind cannot be read or it is not what its ending says.

    Only the first ``MOST_BYTES`` bytes or ``MOST_PAGES`` pages are read.

    Raises:
        OSError: the file cannot be read.
    """
    suffix = Path(path).suffix.lower()
    if suffix in PLAIN:
        with Path(path).open("rb") as file:
            return _decoded(file.read(MOST_BYTES))
    if suffix in OFFICE:
        return _office(path)
    if suffix == ".pdf":
        return _pdf(path)
    return None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


def _office(path: str) -> str | None:
    """The words of a zipped Office file; a part that unpacks to more than is looked through is cut there."""
    found: list[str] = []
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if left > 0 and _PARTS.fullmatch(part.filename):
                    with archive.open(part) as file:
                        data = file.read(left)
                    left -= len(data)
                    found.append(_words(data.decode("utf-8", errors="replace")))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        # Not what its ending says, or locked with a password.
        return None
    return "\n".join(found)


def _words(xml: str) -> str:
    return html.unescape(_TAGS.sub("", _ENDS.sub("\n", xml)))


def _pdf(path: str) -> str | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    found: list[str] = []
    length = 0
    try:
        reader = PdfReader(path)
        about = reader.metadata
        found += [about.title or "", about.subject or ""] if about else []
        for page in reader.pages[:MOST_PAGES]:
            found.append(page.extract_text())
            length += len(found[-1])
            if length > MOST_BYTES:
                break
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        zlib.error,
    ):
        # A damaged or encrypted file: the library tells so in many ways.
        return None
    return "\n".join(found)
