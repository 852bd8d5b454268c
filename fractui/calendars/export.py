"""Whole calendar files of one client (row 000-30).

Everything that goes in is handed over as values of this one client, so nothing of another can come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, vText

from fractui.calendars.events import block_events, due_event
from fractui.calendars.lines import content
from fractui.calendars.objects import CalendarObject, Objects
from fractui.calendars.series import Series, horizon, take_apart, zone_of
from fractui.calendars.tasks import task
from fractui.calendars.tracked import TrackedTime
from fractui.calendars.uids import Uids
from fractui.calendars.vtimezone import has_yearly_rules, timezone
from fractui.core.block import Block
from fractui.core.client import COLORS
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.value import value
from fractui.core.zones import zone

PRODID = "-//fractui//fractui//EN"
"""Without a version: an unchanged practice gives the same bytes after an upgrade too."""

SIZE_LIMIT = 1_000_000
"""Bytes that a file of tracked time may have; larger ones are refused by Google's import."""

_HEAD_ROOM = 1_000
"""Bytes kept for what stands around the events of a file."""

Told = tuple[Entry, bytes]
"""An entry with its event."""

Watch = Callable[[int, int], object]
EVERY = 250
"""So many entries are written between two words about it."""


@value
class Holdings:
    """What one client's calendar is made of: live documents and the tombstones that are still to be told.

    ``color`` is one of ``COLORS``; another one is left out of the file. What was taken away before ``since`` is no
    longer told.
    """

    code: str
    color: str
    blocks: Sequence[Block] = ()
    entries: Sequence[Entry] = ()
    deliverables: Sequence[Deliverable] = ()
    since: datetime = datetime.min.replace(tzinfo=UTC)


@value
class CalendarFile:
    """A file ready to be written; ``note`` is a sentence about what some reader may get wrong, or empty."""

    name: str
    what: str
    data: bytes
    events: int
    note: str = ""


class CalendarWriter:
    """Makes the calendar files of one client.

    Two writers with equal ``holdings`` and UIDs give equal bytes, whatever the clock, zone, locale or order
    of the documents. ``watch`` hears now and then how many of how many entries are written; what it raises ends the work.
    """

    def __init__(self, holdings: Holdings, uids: Uids, watch: Watch | None = None) -> None:
        self._holdings = holdings
        self._uids = uids
        self._watch = watch

    @property
    def code(self) -> str:
        """The client's code."""
        return self._holdings.code

    def blocks(self) -> CalendarFile:
        """Planned blocks, with the time zones that they are kept in: ``CODE.ics``."""
        return self._file(f"{self._holdings.code}.ics", ("blocks",), "")

    def due(self) -> CalendarFile:
        """Due dates as all-day events: ``CODE-due.ics``."""
        return self._file(f"{self._holdings.code}-due.ics", ("due",), " due")

    def tasks(self) -> CalendarFile:
        """What is owed as tasks: ``CODE-tasks.ics``."""
        code = self._holdings.code
        told = [content(task(each, code, self._uids)) for each in self._owed()]
        return CalendarFile(f"{code}-tasks.ics", "tasks", self._calendar(" tasks", told), len(told))

    def worked(self) -> tuple[CalendarFile, ...]:
        """Tracked time by year (``CODE-worked-2026.ics``), by month where a year is over ``SIZE_LIMIT``."""
        told = list(self._tracked(self._entries()))
        files: list[CalendarFile] = []
        for year, part in _by_label(told, "%Y").items():
            fits = sum(len(event) for _, event in part) < SIZE_LIMIT - _HEAD_ROOM
            labelled = {year: part} if fits else _by_label(part, "%Y-%m")
            files += [self._worked(label, [event for _, event in each]) for label, each in labelled.items()]
        return tuple(files)

    def together(self, what: Sequence[str]) -> CalendarFile:
        """One file of all that is asked for: any of ``blocks``, ``time`` and ``due``."""
        return self._file(f"{self._holdings.code}.ics", what, "")

    def objects(self, what: Sequence[str]) -> list[CalendarObject]:
        """One object an event of all that is asked for, for folders and servers that keep them apart; what was deleted has none."""
        code, uids = self._holdings.code, self._uids
        made = Objects(PRODID)
        found: list[CalendarObject] = []
        for block in self._blocks() if "blocks" in what else ():
            if block.deleted_at is None:
                told = block_events(block, take_apart(block), code, uids, self._holdings.since)
                found += made.of_block(told, horizon(block))
        if "due" in what:
            for deliverable in (each for each in self._owed() if each.deleted_at is None):
                event = due_event(deliverable, code, uids)
                found.append(made.of_event(str(event["UID"]), content(event)))
        if "time" in what:
            worked = [entry for entry in self._entries() if entry.deleted_at is None]
            found += [
                made.of_event(uids.uid("entry", code, entry.id), event)
                for entry, event in self._tracked(worked)
            ]
        return found

    def _tracked(self, entries: Sequence[Entry]) -> Iterator[Told]:
        """Entries with their events."""
        tracked = TrackedTime(self._holdings.code, self._uids)
        for number, entry in enumerate(entries):
            if self._watch is not None and number % EVERY == 0:
                self._watch(number, len(entries))
            yield entry, tracked.event(entry)

    def _worked(self, label: str, events: Sequence[bytes]) -> CalendarFile:
        data = self._calendar(f" worked {label}", events)
        return CalendarFile(f"{self._holdings.code}-worked-{label}.ics", "time", data, len(events))

    def _file(self, name: str, what: Sequence[str], title: str) -> CalendarFile:
        code, uids = self._holdings.code, self._uids
        planned = [(block, take_apart(block)) for block in self._blocks()] if "blocks" in what else []
        since = self._holdings.since
        events = [
            content(e) for block, series in planned for e in block_events(block, series, code, uids, since)
        ]
        if "due" in what:
            events += [content(due_event(deliverable, code, uids)) for deliverable in self._owed()]
        if "time" in what:
            events += (event for _, event in self._tracked(self._entries()))
        zones = [timezone(zone, first, last) for zone, first, last in _spans(planned)]
        odd = ", ".join(str(zone["TZID"]) for zone in zones if not has_yearly_rules(zone))
        note = (
            f"Outlook may show blocks in {odd} an hour off, because clocks change there by no yearly rule."
            if odd
            else ""
        )
        return CalendarFile(
            name, ", ".join(what), self._calendar(title, (*map(content, zones), *events)), len(events), note
        )

    def _calendar(self, title: str, parts: Iterable[bytes]) -> bytes:
        code, color = self._holdings.code, self._holdings.color
        calendar = Calendar()
        calendar.add("prodid", PRODID)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("name", f"{code}{title} – fractui")
        calendar.add("x-wr-calname", vText(f"{code}{title} – fractui"))
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        if color in COLORS:
            calendar.add("color", color)
            calendar.add("x-apple-calendar-color", COLORS[color])
        head, end, _ = content(calendar).partition(b"END:VCALENDAR")
        return b"".join((head, *parts, end, b"\r\n"))

    def _blocks(self) -> list[Block]:
        return sorted(self._holdings.blocks, key=lambda block: (block.starts_on, block.at, block.id))

    def _owed(self) -> list[Deliverable]:
        return sorted(self._holdings.deliverables, key=lambda held: (held.due, held.id))

    def _entries(self) -> list[Entry]:
        """Closed entries that last; one without a length would be an event that ends where it begins."""
        closed = [
            entry for entry in self._holdings.entries if entry.end is not None and entry.end > entry.start
        ]
        return sorted(closed, key=lambda entry: (entry.start, entry.id))


def _by_label(told: Sequence[Told], pattern: str) -> dict[str, list[Told]]:
    """Entries by the local year or month in which they start, in order."""
    groups: dict[str, list[Told]] = {}
    for entry, event in told:
        label = entry.start.astimezone(zone(entry.zone)).strftime(pattern)
        groups.setdefault(label, []).append((entry, event))
    return dict(sorted(groups.items()))


def _spans(planned: Iterable[tuple[Block, Series]]) -> list[tuple[ZoneInfo, date, date]]:
    """The zones that are named in the events, each with its first day and the last one to be right about."""
    spans: dict[str, tuple[ZoneInfo, date, date]] = {}
    for block, series in planned:
        kept_in = zone_of(block)
        local = [instance for instance in series.instances() if instance.is_local]
        if kept_in is None or (not local and not series.left_out):
            continue
        days = [instance.start.date() for instance in local]
        if series.repeats:
            days += [block.starts_on, horizon(block)]
        _, first, last = spans.get(kept_in.key, (kept_in, min(days), max(days)))
        spans[kept_in.key] = (kept_in, min(first, *days), max(last, *days))
    return [spans[key] for key in sorted(spans)]
