"""Calendars as one small object an event, as folders (vdir) and servers (CalDAV) keep them (row 000-30).

An object holds all that has one UID: the rule and its moved instances, with the time zones that they name. It has neither
METHOD nor the calendar's own properties, which servers refuse. What was cancelled has no object: there, one can delete.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event

from fractui.calendars.lines import content
from fractui.calendars.vtimezone import timezone
from fractui.core.value import value

_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"


@value
class CalendarObject:
    """One event with its exceptions as the bytes of a calendar of its own."""

    uid: str
    data: bytes

    @property
    def name(self) -> str:
        """What its file or resource is called."""
        return f"{self.uid}.ics"

    @property
    def digest(self) -> str:
        """Equal where the bytes are."""
        return hashlib.sha256(self.data).hexdigest()[:32]


class Objects:
    """Makes objects; a time zone that many of them name is reckoned once. ``prodid`` is what they say of their maker."""

    def __init__(self, prodid: str) -> None:
        self._prodid = prodid
        self._zones: dict[tuple[str, date, date], bytes] = {}

    def of_block(self, events: Iterable[Event], last: date) -> Iterator[CalendarObject]:
        """The objects of one block's events, which follow each other by UID; ``last`` is how far an open rule is to be right."""
        for uid, group in groupby(events, key=lambda event: str(event["UID"])):
            live = [event for event in group if str(event.get("STATUS", "")) != "CANCELLED"]
            if live:
                zones = [self._zone(*span) for span in _spans(live, last)]
                yield CalendarObject(uid, wrapped((*zones, *map(content, live)), self._prodid))

    def of_event(self, uid: str, event: bytes) -> CalendarObject:
        """The object of an event that names no zone."""
        return CalendarObject(uid, wrapped((event,), self._prodid))

    def _zone(self, zone: ZoneInfo, first: date, last: date) -> bytes:
        key = (zone.key, first, last)
        if key not in self._zones:
            self._zones[key] = content(timezone(zone, first, last))
        return self._zones[key]


def wrapped(parts: Iterable[bytes], prodid: str) -> bytes:
    """Time zones and events as one calendar."""
    head = f"BEGIN:VCALENDAR\r\nPRODID:{prodid}\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
    return b"".join((head.encode(), *parts, b"END:VCALENDAR\r\n"))


def taken_apart(calendar: bytes, prodid: str) -> Iterator[CalendarObject]:
    """The objects of a calendar of ours whose events name no zone and share no UID; cancelled ones are left out."""
    for part in calendar.split(_BEGIN)[1:]:
        event = _BEGIN + part.partition(_END)[0] + _END
        lines = event.replace(b"\r\n ", b"").split(b"\r\n")
        if b"STATUS:CANCELLED" not in lines:
            uid = next(line for line in lines if line.startswith(b"UID:"))
            yield CalendarObject(uid[4:].decode(), wrapped((event,), prodid))


def put_together(objects: Iterable[bytes], prodid: str) -> bytes:
    """One calendar of the events of many objects of ours, which name no zone."""
    events = [_BEGIN + part.partition(_END)[0] + _END for data in objects for part in data.split(_BEGIN)[1:]]
    return wrapped(events, prodid)


def means_the_same(one: bytes, other: bytes) -> bool:
    """Whether two objects tell the same events, however a server has put their lines; False where one cannot be read."""
    ours, theirs = _meaning(one), _meaning(other)
    return ours is not None and ours == theirs


def in_words(data: bytes) -> str:
    """What an object is and when it begins, for a person to choose by; it is foreign text."""
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
        first = min(events, key=lambda event: "RECURRENCE-ID" in event)
        begins = first.decoded("DTSTART")
        ends = first.decoded("DTEND", None)
    except (ValueError, KeyError, AttributeError, TypeError):
        return "something that cannot be read"
    when = f"{begins:%Y-%m-%d %H:%M}" if isinstance(begins, datetime) else f"{begins:%Y-%m-%d}"
    if isinstance(begins, datetime) and isinstance(ends, datetime):
        when += f"-{ends:%H:%M}"
    again = ", again and again" if "RRULE" in first else ""
    moved = f", {len(events) - 1} moved" if len(events) > 1 else ""
    return f"{first.get('SUMMARY', 'without a title')}, {when}{again}{moved}"


def _meaning(data: bytes) -> frozenset[frozenset[tuple[str, str, str]]] | None:
    """Each event as a set of its properties: name, parameters, value."""
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except ValueError:
        return None
    return frozenset(frozenset(_properties(event)) for event in events)


def _properties(event: Component) -> Iterator[tuple[str, str, str]]:
    for name, held in event.property_items(recursive=False, sorted=False):
        if name in ("BEGIN", "END"):
            continue
        written = held.to_ical() if hasattr(held, "to_ical") else held
        params = getattr(held, "params", {})
        said = written.decode() if isinstance(written, bytes) else str(written)
        yield name, str(sorted(params.items())), ",".join(sorted(said.split(",")))


def _spans(events: Iterable[Event], last: date) -> list[tuple[ZoneInfo, date, date]]:
    """The zones that the events name, each with the first and the last day to be right about."""
    days: dict[str, tuple[ZoneInfo, set[date]]] = {}
    for event in events:
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            at = event.decoded(name, None)
            if isinstance(at, datetime) and isinstance(at.tzinfo, ZoneInfo):
                _, known = days.setdefault(at.tzinfo.key, (at.tzinfo, set()))
                known.add(at.date())
                if "RRULE" in event:
                    known.add(max(at.date(), last))
    return [(kept_in, min(known), max(known)) for _, (kept_in, known) in sorted(days.items())]
