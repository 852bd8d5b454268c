"""The lines of a calendar file that somebody else wrote, and its events as they stand there, each told from the others.

Nothing is trusted: lines may end in any way, be folded inside a character, and events may lack their end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping

from icalendar.parser import Contentline

from fractui.core.errors import Refused
from fractui.core.value import value

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<svg")
_EVENT = re.compile(rb"(?im)^[ \t]*BEGIN[ \t]*:[ \t]*VEVENT[ \t]*$")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_BORDER = re.compile(r"(BEGIN|END)[ \t]*:[ \t]*([A-Za-z0-9-]+)\s*\Z", re.IGNORECASE)

_TIMES = (
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "DTSTAMP",
    "LAST-MODIFIED",
)
_TEXTS = ("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "STATUS", "SEQUENCE", "TRANSP")
_PEOPLE = ("ORGANIZER", "ATTENDEE", "X-MICROSOFT-CDO-BUSYSTATUS")
EVENT_WORDS = frozenset({*_TIMES, *_TEXTS, *_PEOPLE})
"""What of an event is read; the rest, like attachments of megabytes, is passed over."""
_ZONE_WORDS = frozenset(["TZID", "X-LIC-LOCATION"])
_PART_WORDS = frozenset(["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"])
_CALENDAR_WORDS = frozenset(["X-WR-CALNAME", "NAME", "X-WR-TIMEZONE", "METHOD"])
OTHERS = ("VTODO", "VJOURNAL", "VFREEBUSY")
"""Components that are no events; they are counted."""
MOST_DAMAGED = 5_000
"""Damaged events that are told one by one; of a file of nothing else the rest is told as a number."""


@value
class Property:
    """A property of a component: its name in capitals, its parameters by names in capitals, its value as it is written."""

    name: str
    params: Mapping[str, str]
    text: str


@value
class Component:
    """An event, a zone or a part of one; ``line`` is that of its beginning, ``trouble`` says what is wrong with its shape."""

    line: int
    properties: tuple[Property, ...]
    trouble: str = ""
    parts: tuple[Component, ...] = ()

    def first(self, name: str) -> Property | None:
        """The first property of that name."""
        return next((each for each in self.properties if each.name == name), None)

    def text(self, name: str) -> str:
        """The first such property's value as it is written, empty where there is none."""
        found = self.first(name)
        return "" if found is None else found.text


@value
class Content:
    """What a file holds: events in its order, zones, what the calendar says of itself, and how many other components.

    ``lost`` counts the events that begin somewhere in the file and could not be told apart, or are damaged beyond ``MOST_DAMAGED``.
    """

    events: tuple[Component, ...]
    zones: tuple[Component, ...]
    calendar: Component
    others: tuple[tuple[str, int], ...] = ()
    lost: int = 0


def content_of(data: bytes, name: str) -> Content:
    """The components of a calendar file; ``name`` is the file's, for the sentences.

    Raises:
        Refused: it is empty, not UTF-8, or no calendar.
    """
    _refuse_strangers(data, name)
    reader = _Reader()
    seen = False
    for number, line in _lines(data, name):
        border = _BORDER.match(line)
        if border is None:
            reader.take(line)
            continue
        kind = border[2].upper()
        seen = seen or kind in ("VCALENDAR", "VEVENT")
        if border[1].upper() == "BEGIN":
            reader.begin(kind, number)
        else:
            reader.end(kind)
    if not seen:
        raise Refused(f"{name} is no calendar file: it has no BEGIN:VCALENDAR; export it again as .ics.")
    content = reader.done()
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lost = max(0, len(_EVENT.findall(lines)) - len(content.events))
    return Content(content.events, content.zones, content.calendar, content.others, lost)


def _refuse_strangers(data: bytes, name: str) -> None:
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused(f"{name} is empty; export the calendar again.")
    mark = next((what for mark, what in _MARKS if data.startswith(mark)), "")
    if not mark and 0 in data[:4]:
        mark = "UTF-16 without its mark"
    if mark:
        raise Refused(f"{name} is written in {mark}; save it as UTF-8, or export the calendar again.")
    begins = data[:4096].lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    if begins.startswith(_MARKUP):
        raise Refused(
            f"{name} is a web page and no calendar, perhaps that of a login; download the .ics file itself."
        )
    if begins.startswith((b"pk\x03\x04", b"\x1f\x8b")):
        raise Refused(f"{name} is an archive; unpack it and import the .ics files that are in it.")


def _lines(data: bytes, name: str) -> Iterator[tuple[int, str]]:
    """The content lines, unfolded, each with the number of its first line in the file.

    Raises:
        Refused: one is not UTF-8.
    """
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begun, pieces = 0, list[bytes]()
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line:
            continue
        if line[0] in b" \t" and pieces:
            # Unfolded before it is decoded: some programs fold inside a character.
            pieces.append(line[1:])
            continue
        if pieces:
            yield begun, _decoded(pieces, name, begun)
        begun, pieces = number, [line]
    if pieces:
        yield begun, _decoded(pieces, name, begun)


def _decoded(pieces: list[bytes], name: str, number: int) -> str:
    try:
        return b"".join(pieces).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(
            f"{name} is not UTF-8, see line {number:,}: it looks like Latin-1 or another old encoding; save it as UTF-8."
        ) from None


class _Reader:
    """Tells components apart as their lines come; what is not closed where another begins is told as damaged."""

    def __init__(self) -> None:
        self._events: list[Component] = []
        self._zones: list[Component] = []
        self._calendar: list[Property] = []
        self._others: dict[str, int] = {}
        self._kind = ""
        self._line = 0
        self._found: list[Property] = []
        self._parts: list[Component] = []
        self._part: list[Property] | None = None
        self._inner = ""
        self._damaged = 0

    def begin(self, kind: str, number: int) -> None:
        if kind in ("STANDARD", "DAYLIGHT") and self._kind == "VTIMEZONE":
            self._part = []
        elif kind == "VEVENT" or kind == "VTIMEZONE" or kind in OTHERS or kind == "VCALENDAR":
            self._close(f"another {kind} begins before its END:VEVENT")
            self._kind, self._line = ("" if kind == "VCALENDAR" else kind), number
            if kind in OTHERS:
                self._others[kind] = self._others.get(kind, 0) + 1
        elif self._kind:
            self._inner = self._inner or kind

    def end(self, kind: str) -> None:
        if self._part is not None and kind in ("STANDARD", "DAYLIGHT"):
            self._parts.append(Component(self._line, tuple(self._part)))
            self._part = None
        elif kind == self._kind:
            self._close("")
        elif kind == "VCALENDAR":
            self._close("the calendar ends before its END:VEVENT")
        elif kind == self._inner:
            self._inner = ""

    def take(self, line: str) -> None:
        """A line that begins or ends nothing."""
        if self._inner:
            return
        if self._kind == "VEVENT":
            wanted, found = EVENT_WORDS, self._found
        elif self._kind == "VTIMEZONE":
            wanted, found = (_ZONE_WORDS, self._found) if self._part is None else (_PART_WORDS, self._part)
        elif not self._kind:
            wanted, found = _CALENDAR_WORDS, self._calendar
        else:
            return
        name = _NAME.match(line)
        if name is not None and name[0].upper() in wanted:
            found.append(_property(line, name[0].upper()))

    def _close(self, trouble: str) -> None:
        made = Component(self._line, tuple(self._found), trouble, tuple(self._parts))
        self._damaged += bool(trouble) and self._kind == "VEVENT"
        if self._kind == "VEVENT" and (not trouble or self._damaged <= MOST_DAMAGED):
            self._events.append(made)
        elif self._kind == "VTIMEZONE":
            self._zones.append(made)
        self._kind, self._inner, self._part = "", "", None
        self._found, self._parts = [], []

    def done(self) -> Content:
        self._close("the file breaks off before its END:VEVENT")
        calendar = Component(1, tuple(self._calendar))
        return Content(tuple(self._events), tuple(self._zones), calendar, tuple(sorted(self._others.items())))


def _property(line: str, name: str) -> Property:
    """A content line taken apart; of one that is not well formed, what stands behind its first colon."""
    if line.startswith(":", len(name)):
        # Most lines have no parameters, and icalendar would look at each of their characters.
        return Property(name, {}, line[len(name) + 1 :])
    try:
        _, params, text = Contentline(line).raw_parts()  # type: ignore[no-untyped-call]  # icalendar leaves it untyped
    except ValueError:
        return Property(name, {}, line.partition(":")[2])
    return Property(name, {key.upper(): _one(each) for key, each in params.items()}, text)


def _one(given: object) -> str:
    """A parameter's only or first value."""
    if isinstance(given, list | tuple):
        return str(given[0]) if given else ""
    return str(given)
