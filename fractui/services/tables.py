"""Tables and documents of one client at a time: CSV and JSON files (row 000-30).

What is made for a client is read through that client's portal alone. The running entry is left out until it
is stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from fractui.core.block import Block
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.errors import Damaged, FieldRefused
from fractui.core.period import Period
from fractui.core.zones import local_day
from fractui.services import documents, record_documents
from fractui.services.outbox import Outbox
from fractui.services.views.agenda import ExportedFile
from fractui.services.whose import known_code
from fractui.store.portal import Portal
from fractui.store.practice import Practice

TABLES = ("entries", "deliverables")
"""What a CSV file can hold."""

ALL = Period()
_CSV = b"id,client,"
_JSON = b'{\n "client": {'


class Tables:
    """CSV and JSON files of the clients; ``code`` is a client's code in any case, open or closed."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._outbox = Outbox(practice.root)

    def csv_file(self, code: str, period: Period | None = None, table: str = "entries") -> tuple[bytes, str]:
        """One of a client's ``TABLES`` as CSV, safe to open in a spreadsheet, with what there is to say of it, or nothing.

        Raises:
            NotFound: no client has that code.
            FieldRefused: there is no such table.
        """
        data, _, note = self._table(self._portal(code), period or ALL, table)
        return data, note

    def csv(self, code: str, path: str, period: Period | None = None, table: str = "entries") -> ExportedFile:
        """Write one of a client's ``TABLES`` as a CSV file.

        Raises:
            NotFound: no client has that code.
            FieldRefused: there is no such table.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        portal = self._portal(code)
        data, rows, note = self._table(portal, period or ALL, table)
        return ExportedFile(path, portal.code or "", table, rows, self._outbox.put(path, data, _CSV), note)

    def csv_each(
        self, folder: str, period: Period | None = None, table: str = "entries"
    ) -> list[ExportedFile]:
        """Write ``CODE.csv`` for every open client."""
        self._outbox.open_folder(folder)
        return self._of_each(lambda code: [self.csv(code, f"{folder}/{code}.csv", period, table)])

    def json_file(self, code: str, period: Period | None = None) -> tuple[bytes, str]:
        """A client with its entries, deliverables and blocks as one JSON document, with what there is to say of it, or nothing.

        Raises:
            NotFound: no client has that code.
        """
        data, _, note = self._document(self._portal(code), period or ALL)
        return data, note

    def json(self, code: str, path: str, period: Period | None = None) -> ExportedFile:
        """Write a client with its entries, deliverables and blocks as a JSON file.

        Raises:
            NotFound: no client has that code.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        portal = self._portal(code)
        data, rows, note = self._document(portal, period or ALL)
        return ExportedFile(
            path,
            portal.code or "",
            "entries, deliverables, blocks",
            rows,
            self._outbox.put(path, data, _JSON),
            note,
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

    def _portal(self, code: str) -> Portal:
        return self._practice.portal(known_code(self._practice, code))

    def _table(self, portal: Portal, period: Period, table: str) -> tuple[bytes, int, str]:
        """A table's bytes, how many rows it has, and what there is to say of it."""
        from fractui.services.spreadsheet import deliverables_csv, entries_csv

        if table == "entries":
            entries = closed_entries(portal, period)
            data = entries_csv(entries, {each.id: each.title for each in portal.deliverables()})
            return data, len(entries), self._named(portal, written_lines(entries=entries))
        if table == "deliverables":
            owed = [each for each in portal.deliverables() if each.due in period]
            return deliverables_csv(owed), len(owed), self._named(portal, written_lines(deliverables=owed))
        raise FieldRefused("table", f"There is no table “{table}”; write one of {', '.join(TABLES)}.")

    def _named(self, portal: Portal, lines: Iterable[str]) -> str:
        from fractui.services.wrong_client import named_in_lines

        return named_in_lines(self._practice, portal, lines)

    def _document(self, portal: Portal, period: Period) -> tuple[bytes, int, str]:
        now = self._practice.now()
        client = portal.client()
        today = local_day(now, client.zone)
        entries = closed_entries(portal, period)
        owed = [each for each in portal.deliverables() if each.due in period]
        blocks = portal.blocks()
        value = {
            "client": documents.client(client, portal.agreement_on(today)),
            "period": {"start": documents.day(period.start), "end": documents.day(period.end)},
            "entries": [documents.entry(each, now) for each in entries],
            "deliverables": [documents.deliverable(each) for each in owed],
            "blocks": [record_documents.block(each) for each in blocks],
        }
        data = json.dumps(value, indent=1).encode() + b"\n"
        named = self._named(portal, written_lines(blocks, entries, owed))
        return data, len(entries) + len(owed) + len(blocks), named


def written_lines(
    blocks: Iterable[Block] = (), entries: Iterable[Entry] = (), deliverables: Iterable[Deliverable] = ()
) -> Iterator[str]:
    """What people have written of what goes out; of a deliverable that may name another client, nothing."""
    for block in blocks:
        if block.deleted_at is None:
            yield from (block.title, block.location, *block.notes.splitlines())
    yield from (each.note for each in entries if each.deleted_at is None)
    yield from (each.title for each in deliverables if each.deleted_at is None and not each.may_name)


def closed_entries(portal: Portal, period: Period) -> tuple[Entry, ...]:
    """Closed entries that begin within the period's days in the client's zone, by start."""
    start, end = period.bounds(portal.client().zone)
    found = portal.entries(start, end)
    return tuple(each for each in found if each.end is not None and start <= each.start < end)
