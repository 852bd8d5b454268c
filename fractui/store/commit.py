"""Committing: the one way by which anything in a data folder changes."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH101, PTH103, PTH104, PTH120

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from fractui.core.errors import Damaged, FractuiError, Refused, StorageTrouble
from fractui.store.backups import Backups
from fractui.store.codec import instant
from fractui.store.files import make_folder, sweep, sync_folder, trouble
from fractui.store.intent import Half, Intent
from fractui.store.journal import Journal
from fractui.store.labels import label_for
from fractui.store.layout import MAIN
from fractui.store.line import Head, Line, from_bytes, to_bytes
from fractui.store.lock import DataLock
from fractui.store.portal_files import PortalFiles
from fractui.store.portals import Portals
from fractui.store.running import starts
from fractui.store.transaction import Drafts

_MANY_LINES = 64
_MANY_DOCUMENTS = 500


class Committer:
    """Holds the lock, appends to journals, and brings the data files up afterwards.

    ``new_id`` names transactions. ``news`` collects the codes that turned out to have been changed by others.
    """

    def __init__(self, portals: Portals, backups: Backups, new_id: Callable[[], str], wait: float) -> None:
        self._portals = portals
        self._backups = backups
        self._new_id = new_id
        self._intent = Intent(portals.root)
        self._lock = DataLock(f"{portals.root}/lock", wait)
        self.thread = threading.RLock()
        self._busy = False
        self.news: set[str | None] = set()

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the lock, with everything completed and read that others have left or written.

        Raises:
            StorageTrouble: the data folder cannot be written, or is being written by somebody else.
            Damaged: an intent cannot be read.
        """
        with self.thread:
            self._make_root()
            with self._lock.held(wait=wait):
                self.news |= self._portals.catch_up()
                for code, data in self._intent.complete(self._journal_of):
                    self._portals.make(code).absorb(from_bytes(data, "intent.json"))
                    self.news.add(code)
                yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """See that one transaction does not begin within another."""
        with self.thread:
            if self._busy:
                raise RuntimeError("a transaction cannot begin within another")
            self._busy = True
            try:
                yield
            finally:
                self._busy = False

    def _make_root(self) -> None:
        root = self._portals.root
        if not os.path.lexists(f"{root}/lock"):
            try:
                os.makedirs(os.path.dirname(root) or ".", exist_ok=True)
            except OSError as error:
                raise trouble(root, error) from error
            if not make_folder(root):
                try:
                    os.chmod(root, 0o700)
                except OSError as error:
                    raise trouble(root, error) from error

    def _journal_of(self, code: str | None) -> Journal:
        return self._portals.make(code).journal

    def commit(self, drafts: Drafts, label: str, now: datetime, kind: str, of: int | None = None) -> None:
        """Write a transaction: when this returns, it is acknowledged. Only within ``writing``.

        Raises:
            Damaged: a portal that it changes is damaged.
            Refused: it would leave two timers running.
            StorageTrouble: the disk refused; nothing was changed.
        """
        for code in drafts:
            files = self._portals.find(code)
            if files is not None and files.broken:
                raise Damaged(files.broken)
        self._check_one_timer(drafts)
        n = self._portals.top() + 1
        tx = self._new_id()
        known = {*drafts, *(portal.code for portal in self._portals.all())} if len(drafts) > 1 else ()
        lines: list[tuple[PortalFiles, Line]] = []
        for code, changes in drafts.items():
            files = self._portals.make(code)
            head = Head(
                files.journal.end.seq + 1,
                n,
                tx,
                instant(now),
                label_for(label, code, known),
                kind,
                of,
                len(drafts),
                self._portals.migrations.target,
            )
            lines.append((files, Line(head, changes)))
        self._write(lines, f"{now:%Y-%m}")
        for files, line in lines:
            files.absorb(line)
        self._after([files for files, _ in lines], sum(map(len, drafts.values())), now)

    def _write(self, lines: list[tuple[PortalFiles, Line]], month: str) -> None:
        if len(lines) == 1:
            files, line = lines[0]
            files.journal.append(to_bytes(line), line.seq, line.head.n, month)
            return
        halves = [
            Half(files.place.code, month, line.seq, line.head.n, to_bytes(line).decode())
            for files, line in lines
        ]
        self._intent.carry_out(halves, self._journal_of)

    def _check_one_timer(self, drafts: Drafts) -> None:
        if not any(starts(change) for changes in drafts.values() for change in changes):
            return
        running: dict[str, str] = {}
        for portal in self._portals.all():
            running |= dict.fromkeys(portal.files.running(), portal.files.place.label)
        for changes in drafts.values():
            for change in changes:
                running.pop(change.id, None)
        for code, changes in drafts.items():
            for change in changes:
                if starts(change):
                    running[change.id] = code or "your own time"
        if len(running) > 1:
            raise Refused(
                f"A timer is running for {next(iter(running.values()))} already; stop it or switch."
            )

    def _after(self, changed: list[PortalFiles], documents: int, now: datetime) -> None:
        """What follows from an acknowledged change; it may fail now and be done later."""
        try:
            for files in changed:
                if files.unsettled >= _MANY_LINES or documents >= _MANY_DOCUMENTS:
                    files.settle()
                if documents >= _MANY_DOCUMENTS:
                    files.let_go()
            self.move_closed(changed, now)
        except (StorageTrouble, Damaged):
            # The journal has it: the next settling goes on from here.
            return

    def move_closed(self, candidates: list[PortalFiles], now: datetime) -> None:
        """Put the folders of closed and reopened engagements where they belong. Only under the lock.

        Raises:
            StorageTrouble: the disk refused.
        """
        for files in candidates:
            code = files.place.code
            raw = files.get(MAIN, "client", code) if code and not files.broken else None
            if raw is None or (raw.get("status") == "closed") is files.place.closed:
                continue
            place = files.place.moved(closed=not files.place.closed)
            if os.path.lexists(place.folder):
                continue
            if place.closed:
                files.settle()
                self.back_up(files, now, "closing")
            make_folder(os.path.dirname(place.folder))
            try:
                os.rename(files.place.folder, place.folder)
                sync_folder(os.path.dirname(place.folder))
                sync_folder(os.path.dirname(files.place.folder))
            except OSError as error:
                raise trouble(place.folder, error) from error
            self._portals.moved(files, closed=place.closed)

    def settle(self, now: datetime) -> None:
        """Bring the data files of every portal up to its journal, with the day's first backup. Only within ``writing``.

        Raises:
            StorageTrouble: the disk refused; nothing is lost, the next call goes on.
            Damaged: a data file cannot be read.
        """
        self._intent.sweep()
        for folder in self._backups.litter():
            sweep(folder)
        for portal in self._portals.all():
            if portal.files.unsettled and not portal.files.broken:
                portal.files.settle()
                self.back_up(portal.files, now)
        self.move_closed([portal.files for portal in self._portals.all()], now)

    def secure(self, drafts: Drafts, now: datetime, occasion: str) -> None:
        """Back up the portals that are about to change, before something large. Only within ``writing``.

        Raises:
            StorageTrouble: the disk refused to bring a portal's files up to date first.
            Damaged: a data file cannot be read.
        """
        for code in drafts:
            files = self._portals.find(code)
            if files is not None and files.is_there() and not files.broken:
                files.settle()
                self.back_up(files, now, occasion)

    def back_up(self, files: PortalFiles, now: datetime, occasion: str = "") -> None:
        """Make a portal's backup, the daily one without an ``occasion``; where that fails, the practice says so and goes on.

        Only within ``writing``, settled.
        """
        try:
            if occasion:
                self._backups.make(files, now, occasion)
            else:
                self._backups.daily(files, now)
        except FractuiError as error:
            self._backups.notices.append(f"{files.place.label} was not backed up: {error.sentence}")

    def migrate(self, now: datetime) -> None:
        """Bring portals of an older schema up to today's, each after a backup. Only within ``writing``.

        Raises:
            StorageTrouble: the disk refused; the next opening goes on.
            Damaged: a portal cannot be backed up or read.
        """
        for portal in self._portals.all():
            if portal.files.outdated:
                self._backups.make(portal.files, now, "migration")
                portal.files.settle()
                portal.files.migrate()

    def is_unsettled(self) -> bool:
        """Whether the data files are behind the journals, or a crash has left an intent or a folder to move."""
        return any(
            (portal.files.unsettled and not portal.files.broken) or self._misplaced(portal.files)
            for portal in self._portals.all()
        )

    @staticmethod
    def _misplaced(files: PortalFiles) -> bool:
        code = files.place.code
        raw = files.get(MAIN, "client", code) if code and not files.broken else None
        return raw is not None and (raw.get("status") == "closed") is not files.place.closed

    def left_by_crash(self) -> bool:
        """Whether opening has something to complete."""
        outdated = any(portal.files.outdated for portal in self._portals.all())
        return outdated or self._intent.is_there() or self.is_unsettled() or bool(self._backups.litter())
