"""Exports of one client at a time: calendar files, CSV and JSON (row 000-30).

What is made for a client is read through that client's portal alone. The running entry is left out until it
is stopped.
"""

# pathlib costs more to import than a small export takes.
# ruff: noqa: PTH110, PTH112, PTH122

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from fractui.core.block import Block
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.errors import Damaged, FieldRefused
from fractui.core.period import Period
from fractui.core.zones import local_day
from fractui.services import documents
from fractui.services.outbox import Outbox
from fractui.services.views.agenda import ExportedFile
from fractui.services.whose import known_code
from fractui.store.portal import Portal
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.calendars.export import CalendarFile, CalendarWriter
    from fractui.calendars.objects import CalendarObject
    from fractui.calendars.uids import Uids
    from fractui.services.busy import Busy

KINDS = ("blocks", "time", "due")
"""What a calendar can hold: planned blocks, tracked time, due dates."""

TABLES = ("entries", "deliverables")
"""What a CSV file can hold."""

TOMBSTONE_DAYS = timedelta(days=90)
"""How long a calendar export says that something was deleted: a file alone cannot take an event away."""

_CALENDAR = b"BEGIN:VCALENDAR"
_CSV = b"id,client,"
_JSON = b'{\n "client": {'
_ALL = Period()


class Exporting:
    """Calendar, CSV and JSON files of the clients; ``code`` is a client's code in any case, open or closed.

    Calendar files hold whole series of blocks; a period limits tracked time and due dates.
    """

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._outbox = Outbox(practice.root)

    def ics(
        self, code: str, what: Sequence[str] = KINDS, period: Period | None = None, path: str = "."
    ) -> list[ExportedFile]:
        """Write a client's calendar: into one file if ``path`` names a file, else into a folder, a file a kind.

        In a folder they are ``CODE.ics`` (blocks), ``CODE-due.ics`` and ``CODE-worked-2026.ics``, so that no
        event is in two calendars and no file is too large for the readers. A file's ``changed`` says whether
        a reader will see anything new.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS``.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        writer = self._writer(code, what, period or _ALL)
        if _is_file(path):
            return [self._put(path, writer.code, writer.together(_kinds(what)))]
        self._outbox.open_folder(path)
        return self._into(path, writer, _kinds(what))

    def ics_bytes(self, code: str, what: Sequence[str] = KINDS, period: Period | None = None) -> bytes:
        """A client's calendar as the bytes of one file.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS``.
        """
        return self._writer(code, what, period or _ALL).together(_kinds(what)).data

    def objects(
        self, code: str, what: Sequence[str] = KINDS, period: Period | None = None
    ) -> list[CalendarObject]:
        """A client's calendar as one object an event, for folders and servers that keep them apart.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS``.
        """
        return self._writer(code, what, period or _ALL).objects(_kinds(what))

    def each(
        self,
        folder: str,
        what: Sequence[str] = KINDS,
        period: Period | None = None,
        *,
        together: bool = False,
    ) -> list[ExportedFile]:
        """Write every open client's calendar into a folder: a file a kind, or with ``together`` one file a client, ``CODE.ics``.

        Raises:
            FieldRefused: ``what`` is none of ``KINDS``.
            Damaged: a client cannot be read; the others' files are written.
            StorageTrouble: a file cannot be written.
        """
        kinds = _kinds(what)
        self._outbox.open_folder(folder)

        def write(code: str) -> list[ExportedFile]:
            writer = self._writer(code, kinds, period or _ALL)
            if together:
                return [self._put(f"{folder}/{code}.ics", code, writer.together(kinds))]
            return self._into(folder, writer, kinds)

        return self._of_each(write)

    @property
    def busy(self) -> Busy:
        """The busy calendars."""
        from fractui.services.busy import Busy

        return Busy(self._practice, self._uids())

    def csv_bytes(self, code: str, period: Period | None = None, table: str = "entries") -> bytes:
        """One of a client's ``TABLES`` as CSV, safe to open in a spreadsheet.

        Raises:
            NotFound: no client has that code.
            FieldRefused: there is no such table.
        """
        return self._table(self._portal(code), period or _ALL, table)[0]

    def csv(self, code: str, path: str, period: Period | None = None, table: str = "entries") -> ExportedFile:
        """Write one of a client's ``TABLES`` as a CSV file.

        Raises:
            NotFound: no client has that code.
            FieldRefused: there is no such table.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        portal = self._portal(code)
        data, rows = self._table(portal, period or _ALL, table)
        return ExportedFile(path, portal.code or "", table, rows, self._outbox.put(path, data, _CSV))

    def csv_each(
        self, folder: str, period: Period | None = None, table: str = "entries"
    ) -> list[ExportedFile]:
        """Write ``CODE.csv`` for every open client."""
        self._outbox.open_folder(folder)
        return self._of_each(lambda code: [self.csv(code, f"{folder}/{code}.csv", period, table)])

    def json_bytes(self, code: str, period: Period | None = None) -> bytes:
        """A client with its entries, deliverables and blocks as one JSON document.

        Raises:
            NotFound: no client has that code.
        """
        return self._document(self._portal(code), period or _ALL)[0]

    def json(self, code: str, path: str, period: Period | None = None) -> ExportedFile:
        """Write a client with its entries, deliverables and blocks as a JSON file.

        Raises:
            NotFound: no client has that code.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        portal = self._portal(code)
        data, rows = self._document(portal, period or _ALL)
        return ExportedFile(
            path,
            portal.code or "",
            "entries, deliverables, blocks",
            rows,
            self._outbox.put(path, data, _JSON),
        )

    def json_each(self, folder: str, period: Period | None = None) -> list[ExportedFile]:
        """Write ``CODE.json`` for every open client."""
        self._outbox.open_folder(folder)
        return self._of_each(lambda code: [self.json(code, f"{folder}/{code}.json", period)])

    def _of_each(self, write: Callable[[str], list[ExportedFile]]) -> list[ExportedFile]:
        """What is written of every open client; the others' files are there before a damaged one is told of."""
        written: list[ExportedFile] = []
        damage: list[str] = []
        for code in self._practice.codes():
            try:
                written += write(code)
            except Damaged as error:
                damage.append(error.sentence)
        damage += self._practice.damage()  # a client that cannot be read at all is not among the codes
        if damage:
            raise Damaged(damage[0])
        return written

    def _writer(self, code: str, what: Sequence[str], period: Period) -> CalendarWriter:
        from fractui.calendars.export import CalendarWriter, Holdings

        kinds = _kinds(what)
        portal = self._portal(code)
        client = portal.client()
        since = self._practice.now() - TOMBSTONE_DAYS
        entries: tuple[Entry, ...] = ()
        deliverables: list[Deliverable] = []
        if "time" in kinds:
            start, end = period.bounds(client.zone)
            dead = [each for each in portal.tombstones(Entry, since) if start <= each.start < end]
            # What has no clock times took place, but at no time that a calendar could show.
            told = (*_entries(portal, period), *dead)
            entries = tuple(each for each in told if each.timed and each.end is not None)
        if "due" in kinds:
            owed = (*portal.deliverables(), *portal.tombstones(Deliverable, since))
            deliverables = [each for each in owed if each.due in period]
        blocks = (*portal.blocks(), *portal.tombstones(Block, since)) if "blocks" in kinds else ()
        return CalendarWriter(
            Holdings(client.id, client.color, blocks, entries, deliverables, since), self._uids()
        )

    def _uids(self) -> Uids:
        """The names of events, keyed with the installation's secret, which the first export makes."""
        from fractui.calendars.uids import Uids

        secret = self._practice.settings().secret
        if not secret:
            with self._practice.transaction("prepare calendar export") as tx:
                settings = self._practice.settings()
                secret = settings.secret or self._practice.new_id() + self._practice.new_id()
                tx.put(replace(settings, secret=secret))
        return Uids(secret)

    def _into(self, folder: str, writer: CalendarWriter, kinds: Sequence[str]) -> list[ExportedFile]:
        """A client's files in a folder; one without events is written only over an older one, to empty it."""
        files: list[CalendarFile] = []
        if "blocks" in kinds:
            files.append(writer.blocks())
        if "due" in kinds:
            files.append(writer.due())
        if "time" in kinds:
            files += writer.worked()
        named = [(f"{folder}/{file.name}", file) for file in files]
        return [
            self._put(path, writer.code, file)
            for path, file in named
            if file.events or "blocks" in file.what or os.path.exists(path)
        ]

    def _put(self, path: str, code: str, file: CalendarFile) -> ExportedFile:
        changed = self._outbox.put(path, file.data, _CALENDAR)
        return ExportedFile(path, code, file.what, file.events, changed, file.note)

    def _portal(self, code: str) -> Portal:
        return self._practice.portal(known_code(self._practice, code))

    def _table(self, portal: Portal, period: Period, table: str) -> tuple[bytes, int]:
        from fractui.services.spreadsheet import deliverables_csv, entries_csv

        if table == "entries":
            entries = _entries(portal, period)
            return entries_csv(entries, {each.id: each.title for each in portal.deliverables()}), len(entries)
        if table == "deliverables":
            owed = [each for each in portal.deliverables() if each.due in period]
            return deliverables_csv(owed), len(owed)
        raise FieldRefused("table", f"There is no table “{table}”; write one of {', '.join(TABLES)}.")

    def _document(self, portal: Portal, period: Period) -> tuple[bytes, int]:
        now = self._practice.now()
        client = portal.client()
        today = local_day(now, client.zone)
        entries = [documents.entry(each, now) for each in _entries(portal, period)]
        owed = [documents.deliverable(each) for each in portal.deliverables() if each.due in period]
        blocks = [documents.block(each) for each in portal.blocks()]
        value = {
            "client": documents.client(client, portal.agreement_on(today)),
            "period": {"start": documents.day(period.start), "end": documents.day(period.end)},
            "entries": entries,
            "deliverables": owed,
            "blocks": blocks,
        }
        return json.dumps(value, indent=1).encode() + b"\n", len(entries) + len(owed) + len(blocks)


def _entries(portal: Portal, period: Period) -> tuple[Entry, ...]:
    """Closed entries that begin within the period's days in the client's zone, by start."""
    start, end = period.bounds(portal.client().zone)
    found = portal.entries(start, end)
    return tuple(each for each in found if each.end is not None and start <= each.start < end)


def _kinds(what: Sequence[str]) -> tuple[str, ...]:
    """The kinds asked for, each once, in the order of ``KINDS``."""
    unknown = [each for each in what if each not in KINDS]
    if unknown or not what:
        said = f"There is no “{unknown[0]}” in a calendar" if unknown else "Nothing was asked for"
        raise FieldRefused("what", f"{said}; write one or more of {', '.join(KINDS)}.")
    return tuple(each for each in KINDS if each in what)


def _is_file(path: str) -> bool:
    """Whether a path means a file: it is one, or it is not there yet and has an ending."""
    if os.path.isdir(path) or path.endswith(("/", os.sep)):
        return False
    return os.path.lexists(path) or os.path.splitext(path)[1] != ""
