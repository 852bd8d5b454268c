"""A file that another program wrote: opened without trust, and known to be whole text before anything is read from it."""

# Descriptors and flags are the point here, and pathlib has neither.
# ruff: noqa: PTH119

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import stat
from collections.abc import Iterator

from fractui.core.errors import NotFound, Refused
from fractui.core.text import safe

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file that is opened: more than a lifetime of entries."""

LONGEST_LINE = 1024 * 1024
"""Characters of the longest line of a table: a longer one is no table's."""

CHUNK = 1024 * 1024
"""Bytes that are looked at at once."""

_HEAD = 64 * 1024

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_STRANGERS = (
    (b"%PDF-", "a PDF document; export the entries as CSV instead"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"SQLite format 3\x00", "a database; export the entries as CSV or JSON instead"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; save it as CSV (UTF-8) and import that"),
    (b"BEGIN:VCALENDAR", "a calendar file; import it as ics"),
)

_ASCII = bytes(range(0x80))
# What people type on a Windows computer in western Europe: letters and the marks of good typography.
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŠšŽžŒœŸ"
    "\N{NO-BREAK SPACE}¡¿«»‹›‘’“”‚„–—…•§°´·€£©®™½¼¾²³×".encode("cp1252")
)
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe2-\xef][\x80-\xbf]{2}")


class ForeignFile:
    """A regular file of whole text without NULs; every reading of it begins anew and notices that it was changed.

    ``name`` is its base name as it may be shown; ``encoding`` is one of Python's; ``ended`` says that its last
    line has an end, as that of a file that broke off has not.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self.name = named(self.path)
        handle = _opened(self.path, self.name)
        with handle:
            info = os.fstat(handle.fileno())
            self.size = info.st_size
            self._stamp = _stamp(info)
            self.head = handle.read(_HEAD)
            self._refuse_strangers()
            self.encoding = _marked(self.head)
            handle.seek(0)
            self.ended = self._check(handle)

    @property
    def beginning(self) -> str:
        """The first part of the text, without mark and white space before it, to recognise it by."""
        return codecs.getincrementaldecoder(self.encoding)(errors="replace").decode(self.head).lstrip()

    def text(self, largest: int) -> str:
        """The whole text.

        Raises:
            Refused: it has more than ``largest`` bytes, or was changed since it was opened.
        """
        if self.size > largest:
            raise Refused(f"{self.name} is larger than {largest // 2**20} MB; export a shorter period.")
        with self._again() as stream:
            return stream.read()

    def lines(self) -> Iterator[str]:
        """The lines as they come, each with its end.

        Raises:
            Refused: a line is far too long, or the file was changed since it was opened.
        """
        with self._again() as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    longest = f"line {number} of {self.name} is longer than {LONGEST_LINE:,} characters"
                    raise Refused(f"{longest[0].upper()}{longest[1:]}; this is no table of time entries.")
                yield line

    def _again(self) -> io.TextIOWrapper:
        handle = _opened(self.path, self.name)
        if _stamp(os.fstat(handle.fileno())) != self._stamp:
            handle.close()
            raise Refused(f"{self.name} was changed while it was read; import it again.")
        return io.TextIOWrapper(handle, encoding=self.encoding, newline="")

    def _refuse_strangers(self) -> None:
        """Name what is plainly no list of time entries, before it is called damaged text."""
        if not self.size or not self.head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
            raise Refused(f"{self.name} is empty; export it again.")
        begins = self.head.lstrip(b" \t\r\n\xef\xbb\xbf")
        if self.head.startswith(b"PK\x03\x04"):
            raise Refused(f"{self.name} is {_archive(self.path, self.name)}.")
        for magic, what in _STRANGERS:
            if begins.startswith(magic):
                raise Refused(f"{self.name} is {what}.")
        if begins[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
            raise Refused(
                f"{self.name} is a web page or other markup; export the entries as CSV or JSON instead."
            )

    def _check(self, handle: io.BufferedReader) -> bool:
        """Decode the file once from end to end, so that no row is taken of one that is damaged further down.

        Returns whether its last line has an end.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)()
        offset, line, left, ended = 0, 1, self.size, False
        while True:
            chunk = handle.read(min(CHUNK, left))
            left -= len(chunk)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                if not chunk:
                    raise Refused(
                        f"{self.name} breaks off in the middle of a character, at byte {offset:,}; export it again."
                    ) from None
                if self.encoding == "utf-8" and _western(self.path, self.name):
                    self.encoding = "cp1252"
                    return _ends_with_line(handle)
                place = offset - (len(error.object) - len(chunk)) + error.start
                raise self._undecodable(error, place, line) from None
            if "\0" in text:
                line += text.count("\n", 0, text.index("\0"))
                raise Refused(self._nul(line))
            if not chunk:
                return ended
            ended = text.endswith(("\n", "\r")) if text else ended
            offset += len(chunk)
            line += text.count("\n")

    def _undecodable(self, error: UnicodeDecodeError, place: int, line: int) -> Refused:
        what = self.encoding.removesuffix("-sig").upper()
        at = f"byte {place:,} (0x{error.object[error.start]:02X}"
        if what == "UTF-8":
            at += f", line {line + error.object.count(10, 0, error.start):,}"
        return Refused(f"{self.name} is not text in {what}, see {at}); save it as UTF-8.")

    def _nul(self, line: int) -> str:
        if self.encoding == "utf-8" and self.head[:4].count(0) >= 1:
            return f"{self.name} seems to be UTF-16 without its mark; save it as UTF-8."
        return f"{self.name} has a NUL byte in line {line:,}: it is damaged or not text; export it again."


def bytes_of(path: str, largest: int) -> bytes:
    """The bytes of a regular file, opened without trust.

    Raises:
        NotFound: there is no such file.
        Refused: it is no regular file, may not be read, or has more than ``largest`` bytes.
    """
    name = named(path)
    with _opened(path, name) as handle:
        if os.fstat(handle.fileno()).st_size > largest:
            raise Refused(f"{name} is larger than {largest // 2**20} MB; export a shorter period.")
        return handle.read(largest)


def beginning_of(path: str) -> bytes:
    """The first bytes of a regular file, to recognise it by.

    Raises:
        NotFound, Refused: it cannot be read.
    """
    with _opened(path, named(path)) as handle:
        return handle.read(_HEAD)


def named(path: str) -> str:
    """A file's base name as a sentence may quote it."""
    name = safe(os.path.basename(os.path.normpath(path)) or path)
    return name if len(name) <= 60 else f"{name[:40]}…{name[-15:]}"


def _opened(path: str, name: str) -> io.BufferedReader:
    """The file, open for reading; nothing waits on a pipe or device.

    Raises:
        NotFound: nothing is there.
        Refused: it is no regular file, too large, or may not be read.
    """
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise NotFound(f"There is no file {name}; check its path.") from None
    except ValueError:
        raise NotFound(f"There can be no file {name}; check its path.") from None
    except OSError as error:
        raise Refused(f"{name} {_reason(error)}.") from None
    handle = os.fdopen(number, "rb") if stat.S_ISREG(os.fstat(number).st_mode) else None
    if handle is None:
        folder = stat.S_ISDIR(os.fstat(number).st_mode)
        os.close(number)
        kind = (
            "a folder; name the file in it" if folder else "no regular file; copy what it holds into a file"
        )
        raise Refused(f"{name} is {kind}.")
    if os.fstat(number).st_size > LARGEST:
        handle.close()
        raise Refused(f"{name} is larger than {LARGEST // 2**20} MB; export a shorter period.")
    return handle


def _reason(error: OSError) -> str:
    words = {
        errno.EACCES: "may not be read; give yourself permission to read it",
        errno.EPERM: "may not be read; give yourself permission to read it",
        errno.ENAMETOOLONG: "has too long a name; check its path",
        errno.ENOTDIR: "is not there, for part of its path is a file; check its path",
        errno.ELOOP: "is a link that leads back to itself; check its path",
        errno.EIO: "cannot be read, for the disk reported an error; check the disk",
        errno.ENXIO: "is no regular file; copy what it holds into a file",
        errno.EMFILE: "cannot be opened, for too many files are open; close some programs",
        errno.ENFILE: "cannot be opened, for too many files are open; close some programs",
    }
    return words.get(error.errno or 0, f"cannot be read ({(error.strerror or 'unknown error').lower()})")


def _stamp(info: os.stat_result) -> tuple[int, int, int, int]:
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns


def _marked(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")


def _western(path: str, name: str) -> bool:
    """Whether the whole file is plainly Windows' western text: its letters, and no letter of UTF-8 among them.

    Text in which both occur is damaged, and that of other code pages has signs that no western text has.
    """
    with _opened(path, name) as handle:
        while chunk := handle.read(CHUNK):
            if not _WESTERN.issuperset(chunk.translate(None, _ASCII)):
                return False
            if _UTF8_LETTER.search(chunk) or 0 in chunk:
                return False
    return True


def _ends_with_line(handle: io.BufferedReader) -> bool:
    handle.seek(-1, os.SEEK_END)
    return handle.read(1) in b"\r\n"


def _archive(path: str, name: str) -> str:
    """What a ZIP file holds, by the names in it, which stand uncompressed at its beginning and end."""
    with _opened(path, name) as handle:
        names = handle.read(_HEAD)
        size = os.fstat(handle.fileno()).st_size
        if size > _HEAD:
            handle.seek(max(_HEAD, size - _HEAD))
            names += handle.read(_HEAD)
    if b"workspace_users.json" in names or (b"clients.json" in names and b"projects.json" in names):
        return (
            "a Toggl workspace ZIP, which holds clients and projects but no entries; "
            "in Toggl open Reports, Detailed, and export that as CSV"
        )
    if b"xl/workbook" in names:
        return "an Excel workbook; save it as CSV (UTF-8) and import that"
    if b"mimetypeapplication/vnd.oasis" in names:
        return "a LibreOffice document; save it as CSV (UTF-8) and import that"
    return "a ZIP archive; unpack it and import the CSV or JSON file that is in it"
