"""The words of a document, as far as they can be read: plain text, Office files, and PDF."""

from __future__ import annotations

import codecs
import html
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

PLAIN = frozenset(
    {".md", ".txt", ".csv", ".tsv", ".json", ".html", ".htm", ".xml", ".rtf", ".tex", ".org", ".rst", ".ics"}
)
OFFICE = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp"})

OLD_ENCODINGS = ("cp1252", "cp932")
"""In these, Windows' programs write text of the west and of Japan that is no UTF-8."""

MOST_BYTES = 4 << 20
"""So much of a document is looked through: what is wrong with it stands on the first pages."""
MOST_PAGES = 40

_PARTS = (
    re.compile(
        r"(word/document|xl/sharedStrings|xl/workbook|ppt/slides/slide\d+|content|meta|docProps/\w+)\.xml"
    ),
    re.compile(r"(?!xl/worksheets/|word/embeddings/).*\.xml|.*/_rels/(?!\.rels).*\.rels"),
    re.compile(r"xl/worksheets/[^/]*\.xml"),
)
"""What of an Office file is looked through, in this order: the text itself, then comments, headers, notes and links, then cells."""
_SILENT = re.compile(
    r".*/(theme\d*|fontTable|webSettings|settings|numbering|styles|tableStyles|presProps|viewProps|calcChain)\.xml"
)
"""Parts in which nobody writes."""
_ENDS = re.compile(
    r"</(?:w:p|a:p|text:p|text:h|si|is|text|author|w:tc|c:pt|(?:dc|cp|vt|meta|office|dcterms):\w+)>"
    r"|<(?:w:tab|w:br|text:tab|text:line-break)\b[^>]*/>"
)
_NAMES = re.compile(
    r"""\s(?:name|title|descr|displayName|table:name|xlink:href)=(?:"([^"<]+)"|'([^'<]+)')"""
    r"""|<Relationship\b(?=[^>]*\sTargetMode="External")[^>]*?\sTarget="([^"<]+)\""""
)
"""What is written in a tag: the names of sheets and tables, what a picture shows, where a link leads."""
_TAGS = re.compile(r"<[^>]*>")

MOST_TOLERANT = 32 << 20
"""In a larger PDF what is damaged is not searched for: that would take its whole length in memory, and minutes."""


def text_of(file: BinaryIO, name: str) -> str | None:
    """The words of a document that is open at its beginning, None where its kind cannot be read or it is not what its ending says.

    Only the first ``MOST_BYTES`` bytes or ``MOST_PAGES`` pages are read. What has another ending, or none, is read where it is
    plain text.

    Raises:
        OSError: the file cannot be read.
    """
    suffix = Path(name).suffix.lower()
    if suffix in OFFICE:
        return _office(file)
    if suffix == ".pdf":
        return _pdf(file)
    data = file.read(MOST_BYTES)
    return _decoded(data) if suffix in PLAIN or _marked(data) or b"\0" not in data else None


def _marked(data: bytes) -> bool:
    """Whether it says that it is UTF-16."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _decoded(data: bytes) -> str:
    """The text of bytes, which may end within a letter; what is no UTF-8 is read in every way in which it may have been written."""
    if _marked(data):
        return data.decode("utf-16", errors="replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data)
    except UnicodeDecodeError:
        return "\n".join(data.decode(each, errors="replace") for each in ("utf-8-sig", *OLD_ENCODINGS))


def _office(file: BinaryIO) -> str | None:
    """The words of a zipped Office file; a part that unpacks to more than is looked through is cut there."""
    found: list[str] = []
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(file) as archive:
            for part in _worth_reading(archive.infolist()):
                if left > 0:
                    with archive.open(part) as opened:
                        data = opened.read(left)
                    left -= len(data)
                    found.append(_words(data.decode("utf-8", errors="replace")))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error, EOFError):
        # Not what its ending says, or locked with a password.
        return None
    return "\n".join(found)


def _worth_reading(parts: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """The parts in which words can stand, those that are read first coming first."""
    left = [part for part in parts if not _SILENT.fullmatch(part.filename)]
    for kind in _PARTS:
        yield from (part for part in left if kind.fullmatch(part.filename))
        left = [part for part in left if not kind.fullmatch(part.filename)]


def _words(xml: str) -> str:
    written = _TAGS.sub("", _ENDS.sub("\n", xml))
    named = (unquote(next(filter(None, each.groups()))) for each in _NAMES.finditer(xml))
    return html.unescape("\n".join((written, *named)))


def _pdf(file: BinaryIO) -> str | None:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What the library has to say about a damaged file would be written across the screen.
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    found: list[str] = []
    length = 0
    try:
        reader = PdfReader(file, strict=file.seek(0, os.SEEK_END) > MOST_TOLERANT)
        about = reader.metadata
        found += [about.title or "", about.subject or ""] if about else []
        for page in reader.pages[:MOST_PAGES]:
            contents = page.get_contents()
            if contents is None or len(contents.get_data()) > MOST_BYTES:
                continue
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
