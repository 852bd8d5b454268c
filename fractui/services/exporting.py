"""Exports of one client at a time: calendar files, and what ``Tables`` has (row 000-30).

What is made for a client is read through that client's portal alone. The running entry is left out until it
is stopped.
"""

# pathlib costs more to import than a small export takes.
# ruff: noqa: PTH110, PTH112, PTH122

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from fractui.core.block import Block
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Entry
from fractui.core.errors import FieldRefused
from fractui.core.period import Period
from fractui.services.tables import ALL, Tables, closed_entries, written_lines
from fractui.services.views.agenda import ExportedFile

if TYPE_CHECKING:
    from fractui.calendars.export import CalendarFile, CalendarWriter, Holdings
    from fractui.calendars.objects import CalendarObject
    from fractui.calendars.uids import Uids
    from fractui.services.busy import Busy

KINDS = ("blocks", "time", "due")
"""What a calendar can hold: planned blocks, tracked time, due dates."""

TASKS = "tasks"
"""What is owed as tasks: a file of its own, for readers refuse one that mixes them with events."""

TOMBSTONE_DAYS = timedelta(days=90)
"""How long a calendar export says that something was deleted: a file alone cannot take an event away."""

_CALENDAR = b"BEGIN:VCALENDAR"


Watch = Callable[[str, int, int], object]
"""Hears of which client how many of how many entries are written, 0 before they are read; what it raises ends the export."""


class Exporting(Tables):
    """Calendar files of the clients, beside their tables; ``code`` is a client's code in any case, open or closed.

    Calendar files hold whole series of blocks; a period limits tracked time and due dates. Those that are written before an
    export is ended stay, each of them whole.
    """

    def ics(
        self,
        code: str,
        what: Sequence[str] = KINDS,
        period: Period | None = None,
        path: str = ".",
        watch: Watch | None = None,
    ) -> list[ExportedFile]:
        """Write a client's calendar: into one file if ``path`` names a file, else into a folder, a file a kind.

        In a folder they are ``CODE.ics`` (blocks), ``CODE-due.ics``, ``CODE-tasks.ics`` and ``CODE-worked-2026.ics``, so that no
        event is in two calendars and no file is too large for the readers. A file's ``changed`` says whether
        a reader will see anything new.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS`` and ``TASKS``, or tasks are to be in one file with others.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        holdings = self._holdings(code, what, period or ALL, watch)
        writer = self._writer(holdings, watch)
        if _is_file(path):
            return self._put({path: _one_file(writer, what)}, holdings)
        self._outbox.open_folder(path)
        return self._put(_into(path, writer, _kinds(what)), holdings)

    def ics_file(
        self, code: str, what: Sequence[str] = KINDS, period: Period | None = None
    ) -> tuple[bytes, str]:
        """A client's calendar as the bytes of one file, with what there is to say of it, or nothing.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS`` and ``TASKS``, or tasks are to be in one file with others.
        """
        holdings = self._holdings(code, what, period or ALL)
        file = _one_file(self._writer(holdings), what)
        return file.data, _note(file, self._named_in(holdings))

    def objects(
        self, code: str, what: Sequence[str] = KINDS, period: Period | None = None
    ) -> list[CalendarObject]:
        """A client's calendar as one object an event, for folders and servers that keep them apart.

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS``.
        """
        kinds = _kinds(what, KINDS)
        return self._writer(self._holdings(code, kinds, period or ALL)).objects(kinds)

    def each(
        self,
        folder: str,
        what: Sequence[str] = KINDS,
        period: Period | None = None,
        *,
        together: bool = False,
        watch: Watch | None = None,
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
            holdings = self._holdings(code, kinds, period or ALL, watch)
            writer = self._writer(holdings, watch)
            if together and kinds != (TASKS,):
                return self._put({f"{folder}/{code}.ics": _one_file(writer, kinds)}, holdings)
            return self._put(_into(folder, writer, kinds), holdings)

        return self._of_each(write)

    @property
    def busy(self) -> Busy:
        """The busy calendars."""
        from fractui.services.busy import Busy

        return Busy(self._practice, self._uids())

    def named(self, code: str, what: Sequence[str] = KINDS, period: Period | None = None) -> str:
        """A sentence about another client that a client's calendar names; empty where it names none (row 003-03).

        Raises:
            NotFound: no client has that code.
            FieldRefused: ``what`` is none of ``KINDS`` and ``TASKS``.
        """
        return self._named_in(self._holdings(code, what, period or ALL))

    def _named_in(self, held: Holdings) -> str:
        return self._named(
            self._portal(held.code), written_lines(held.blocks, held.entries, held.deliverables)
        )

    def _writer(self, holdings: Holdings, watch: Watch | None = None) -> CalendarWriter:
        from fractui.calendars.export import CalendarWriter

        return CalendarWriter(holdings, self._uids(), watch and partial(watch, holdings.code))

    def _holdings(
        self, code: str, what: Sequence[str], period: Period, watch: Watch | None = None
    ) -> Holdings:
        """What a client's calendar is made of; ``watch`` hears of it before the entries are read."""
        from fractui.calendars.export import Holdings

        kinds = _kinds(what)
        portal = self._portal(code)
        client = portal.client()
        since = self._practice.now() - TOMBSTONE_DAYS
        entries: tuple[Entry, ...] = ()
        deliverables: list[Deliverable] = []
        if "time" in kinds:
            if watch is not None:
                watch(client.id, 0, 0)
            start, end = period.bounds(client.zone)
            dead = [each for each in portal.tombstones(Entry, since) if start <= each.start < end]
            # What has no clock times took place, but at no time that a calendar could show.
            told = (*closed_entries(portal, period), *dead)
            entries = tuple(each for each in told if each.timed and each.end is not None)
        if "due" in kinds or TASKS in kinds:
            owed = (*portal.deliverables(), *portal.tombstones(Deliverable, since))
            deliverables = [each for each in owed if each.due in period]
        blocks = (*portal.blocks(), *portal.tombstones(Block, since)) if "blocks" in kinds else ()
        return Holdings(client.id, client.color, blocks, entries, deliverables, since)

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

    def _put(self, files: Mapping[str, CalendarFile], holdings: Holdings) -> list[ExportedFile]:
        """Write a client's files, each to its path."""
        named = self._named_in(holdings)
        return [
            ExportedFile(
                path,
                holdings.code,
                file.what,
                file.events,
                self._outbox.put(path, file.data, _CALENDAR),
                _note(file, named),
            )
            for path, file in files.items()
        ]


def _note(file: CalendarFile, named: str) -> str:
    """All that there is to say of a file."""
    return " ".join(each for each in (file.note, named) if each)


def _into(folder: str, writer: CalendarWriter, kinds: Sequence[str]) -> dict[str, CalendarFile]:
    """A client's files by where they go in a folder; one without events is written only over an older one, to empty it."""
    files: list[CalendarFile] = []
    if "blocks" in kinds:
        files.append(writer.blocks())
    if "due" in kinds:
        files.append(writer.due())
    if TASKS in kinds:
        files.append(writer.tasks())
    if "time" in kinds:
        files += writer.worked()
    named = {f"{folder}/{file.name}": file for file in files}
    return {
        path: file
        for path, file in named.items()
        if file.events or "blocks" in file.what or os.path.exists(path)
    }


def _kinds(what: Sequence[str], possible: Sequence[str] = (*KINDS, TASKS)) -> tuple[str, ...]:
    """The kinds asked for, each once, in the order of those that are possible."""
    unknown = [each for each in what if each not in possible]
    if unknown or not what:
        said = f"There is no “{unknown[0]}” in a calendar" if unknown else "Nothing was asked for"
        raise FieldRefused("what", f"{said}; write one or more of {', '.join(possible)}.")
    return tuple(each for each in possible if each in what)


def _one_file(writer: CalendarWriter, what: Sequence[str]) -> CalendarFile:
    """One file of all that was asked for.

    Raises:
        FieldRefused: tasks were asked for among others.
    """
    kinds = _kinds(what)
    if TASKS not in kinds:
        return writer.together(kinds)
    if kinds != (TASKS,):
        raise FieldRefused(
            "what", "Tasks are a file of their own: ask for them alone, or name a folder to write into."
        )
    return writer.tasks()


def _is_file(path: str) -> bool:
    """Whether a path means a file: it is one, or it is not there yet and has an ending."""
    if os.path.isdir(path) or path.endswith(("/", os.sep)):
        return False
    return os.path.lexists(path) or os.path.splitext(path)[1] != ""
