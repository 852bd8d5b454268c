"""The open data folder: portals to read, transactions to change them, undo and redo over all of them."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH100

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fractui import __version__
from fractui.core.errors import FractuiError, Refused
from fractui.core.settings import Settings
from fractui.store.backups import Backups
from fractui.store.commit import Committer
from fractui.store.heartbeat import touch
from fractui.store.history import History, HistoryRow
from fractui.store.ledger import DAY, collect
from fractui.store.line import DO, REDO, UNDO
from fractui.store.migrations import Migrations
from fractui.store.portal import Portal
from fractui.store.portals import Portals
from fractui.store.recovery import recover
from fractui.store.transaction import Drafts, Transaction

if TYPE_CHECKING:
    from pathlib import Path

Clock = Callable[[], datetime]
NewId = Callable[[], str]


class Practice:
    """A data folder, opened with ``Practice.open``.

    Reading needs no lock and may be done in any thread; changes are made one at a time. A change that ``transaction``, ``undo``
    or ``redo`` returned from is on the disk. ``close`` brings the data files up to the journals, which otherwise happens with the next
    ``catch_up`` or opening. ``portals`` and ``commits`` are for the store's own modules.
    """

    def __init__(
        self,
        root: str,
        clock: Clock,
        new_id: NewId,
        writer_version: str,
        lock_wait: float,
        migrations: Migrations,
        home_zone: Callable[[], str],
    ) -> None:
        self._home_zone = home_zone
        self._clock = clock
        self._new_id = new_id
        self.portals = Portals(root, writer_version, migrations)
        self._backups = Backups(root, writer_version)
        self.commits = Committer(self.portals, self._backups, new_id, lock_wait)
        self._history = History(self.portals)

    @classmethod
    def open(
        cls,
        root: str | Path,
        clock: Clock,
        new_id: NewId,
        writer_version: str = __version__,
        lock_wait: float = 10.0,
        migrations: Migrations | None = None,
        home_zone: Callable[[], str] = lambda: "UTC",
    ) -> Practice:
        """Open a data folder and complete what a crash has left; nothing is created before the first change.

        ``clock`` gives an aware instant, ``new_id`` 32 hex digits. A change waits up to ``lock_wait`` seconds for other
        processes. ``home_zone`` names the user's zone while the settings say none.

        Raises:
            Damaged: the practice's own file was written by a newer fractui.
            StorageTrouble: the folder cannot be read.
        """
        practice = cls(
            os.path.abspath(root),
            clock,
            new_id,
            writer_version,
            lock_wait,
            migrations or Migrations(),
            home_zone,
        )
        practice.portals.open()
        recover(practice.portals, practice.commits, practice.now)
        return practice

    def new_id(self) -> str:
        """A new document's id: 32 hex digits."""
        return self._new_id()

    def now(self) -> datetime:
        """The instant by the practice's clock: aware, in UTC, to the second."""
        return self._clock().astimezone(UTC).replace(microsecond=0)

    @property
    def root(self) -> str:
        """The data folder's absolute path."""
        return self.portals.root

    def codes(self) -> tuple[str, ...]:
        """The codes of the open engagements, sorted."""
        return self.portals.codes(closed=False)

    def closed_codes(self) -> tuple[str, ...]:
        """The codes of the closed engagements, sorted."""
        return self.portals.codes(closed=True)

    def portal(self, code: str) -> Portal:
        """The portal of a client, open or closed.

        Raises:
            NotFound: there is none; the sentence names codes that are near.
        """
        return self.portals.portal(code)

    @property
    def own(self) -> Portal:
        """The practice's own portal: settings, own blocks, own time."""
        return self.portals.portal(None)

    def settings(self) -> Settings:
        """The practice's settings; while nothing was set the defaults, in the user's home zone."""
        found = self.own.settings()
        return found if found.rev else replace(found, zone=self._home_zone())

    def ledger(
        self, first: str | None, last: str | None, code: str | None = None, digits: int = DAY
    ) -> dict[tuple[str, str, str], int]:
        """Closed entries' seconds by (client's code or bucket's name, local day, category); see ``fractui.store.ledger``."""
        found: dict[tuple[str, str, str], int] = {}
        for portal in self.portals.all():
            collect(found, portal.code, map(portal.files.sums, portal.files.months()), first, last, digits)
        return found if code is None else {key: seconds for key, seconds in found.items() if key[0] == code}

    def damage(self) -> tuple[str, ...]:
        """One sentence for each damaged portal, which says what to run; such a portal can be read but not changed."""
        return self.portals.damage()

    @contextmanager
    def transaction(self, label: str, *, secured: str = "") -> Iterator[Transaction]:
        """One user action under a label that a person reads; committed on a clean exit, discarded on an exception.

        Inside, portals show what is committed now, by whichever process, and nobody else can write. Puts of the transaction itself are
        not seen before it ends. Reading is fresh; keep it short. ``secured`` names an occasion, like ``import``, for which the
        portals that it changes are backed up before they are.

        Raises:
            Stale: a document has changed since it was read.
            Refused: the change cannot be stored, or would leave two timers running.
            Damaged: a portal that it changes is damaged.
            StorageTrouble: the disk refused, or another process held the lock too long; nothing was changed.
        """
        with self.commits.alone(), self.commits.writing():
            transaction = Transaction(self.portals.find, self.now())
            yield transaction
            drafts = transaction.drafts()
            if drafts and secured:
                self.commits.secure(drafts, transaction.now, secured)
            if drafts:
                self.commits.commit(drafts, label, transaction.now, DO)

    def undo(self) -> str:
        """Take back the newest change of the whole practice; returns its label.

        Raises:
            Refused: there is nothing to undo, or a document has changed since.
            StorageTrouble: the disk refused; nothing was changed.
        """
        return self._reverse(redo=False)

    def redo(self) -> str:
        """Do again what was undone last; returns its label.

        Raises:
            Refused: there is nothing to redo, or a document has changed since.
            StorageTrouble: the disk refused; nothing was changed.
        """
        return self._reverse(redo=True)

    def _reverse(self, *, redo: bool) -> str:
        if not self.portals.exist():
            raise Refused(f"There is nothing to {'redo' if redo else 'undo'}.")
        with self.commits.alone(), self.commits.writing():
            head, drafts = self._history.reversal(redo=redo, now=self.now())
            self.commits.commit(drafts, head.label, self.now(), REDO if redo else UNDO, head.n)
            self._seal(drafts)
        return head.label

    def _seal(self, drafts: Drafts) -> None:
        """Let the documents of what was delivered, or is so no longer, be as frozen as that says."""
        for code, changes in drafts.items():
            owed = [change for change in changes if change.table == "deliverables"]
            files = self.portals.find(code) if owed else None
            if files is not None:
                from fractui.store.sealing import seal

                seal(files.place.folder, owed)

    def undo_label(self) -> str:
        """What ``undo`` would take back, empty when there is nothing."""
        tip = self._history.tips()[0]
        return tip.label if tip else ""

    def redo_label(self) -> str:
        """What ``redo`` would do again, empty when there is nothing."""
        tip = self._history.tips()[1]
        return tip.label if tip else ""

    def history(self, limit: int = 50) -> tuple[HistoryRow, ...]:
        """The newest transactions over all portals, newest first."""
        return self._history.rows(limit)

    def catch_up(self) -> frozenset[str | None]:
        """Take in what other processes have changed since the last look; returns the codes of those portals, None for the own.

        It only looks at sizes while nothing has happened, so that it can be called each second. It also brings the data files
        up to the journals when nobody else is writing.
        """
        with self.commits.thread:
            news = self.portals.catch_up() | self.commits.news
            self.commits.news = set()
            if self.commits.is_unsettled():
                self.settle(wait=False)
            return frozenset(news)

    def settle(self, *, wait: bool = True) -> None:
        """Bring the data files up to the journals; what cannot be written now is left for later, nothing is lost."""
        try:
            with self.commits.writing(wait=wait):
                self.commits.settle(self.now())
        except FractuiError:
            # Everything is in the journals already; the next settling or opening goes on.
            return

    def notices(self) -> tuple[str, ...]:
        """Sentences about backups that the user should know, the oldest first."""
        return tuple(self._backups.notices)

    def touch_heartbeat(self) -> None:
        """Note that somebody is here now: only the file's modification time counts.

        Raises:
            StorageTrouble: the disk refused.
        """
        if self.portals.exist():
            touch(self.root, self._clock())

    def close(self) -> None:
        """Bring the data files up to the journals; the practice may be used again afterwards."""
        with self.commits.thread:
            if self.commits.is_unsettled():
                self.settle()


__all__ = ["HistoryRow", "Portal", "Practice", "Transaction"]
