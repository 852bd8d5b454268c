"""The open data folder: portals to read, transactions to change them, undo and redo over all of them."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH100, PTH116

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from fractui import __version__
from fractui.core.entry import Entry
from fractui.core.errors import FractuiError, Refused
from fractui.core.settings import Settings
from fractui.store.commit import Committer
from fractui.store.files import trouble
from fractui.store.history import History, HistoryRow
from fractui.store.ledger import collect
from fractui.store.line import DO, MEND, REDO, UNDO
from fractui.store.migrations import Migrations
from fractui.store.portal import Portal
from fractui.store.portals import Portals
from fractui.store.transaction import Transaction

Clock = Callable[[], datetime]
NewId = Callable[[], str]


class Practice:
    """A data folder, opened with ``Practice.open``.

    Reading needs no lock and may be done in any thread; changes are made one at a time. A change that ``transaction``, ``undo``
    or ``redo`` returned from is on the disk. ``close`` brings the data files up to the journals, which otherwise happens with the next
    ``catch_up`` or opening.
    """

    def __init__(
        self,
        root: str,
        clock: Clock,
        new_id: NewId,
        writer_version: str,
        lock_wait: float,
        migrations: Migrations,
    ) -> None:
        self._clock = clock
        self._new_id = new_id
        self._portals = Portals(root, writer_version, migrations)
        self._commits = Committer(self._portals, new_id, lock_wait)
        self._history = History(self._portals)
        self._busy = False

    @classmethod
    def open(
        cls,
        root: str | Path,
        clock: Clock,
        new_id: NewId,
        writer_version: str = __version__,
        lock_wait: float = 10.0,
        migrations: Migrations | None = None,
    ) -> Practice:
        """Open a data folder and complete what a crash has left; nothing is created before the first change.

        ``clock`` gives an aware instant, ``new_id`` 32 hex digits. A change waits up to ``lock_wait`` seconds for other processes.

        Raises:
            Damaged: the practice's own file was written by a newer fractui.
            StorageTrouble: the folder cannot be read.
        """
        practice = cls(
            os.path.abspath(root), clock, new_id, writer_version, lock_wait, migrations or Migrations()
        )
        practice._portals.open()
        practice._recover()
        return practice

    def _recover(self) -> None:
        if not self._commits.left_by_crash() and len(self._running()) < 2:
            return
        try:
            with self._commits.writing():
                self._end_earlier_timers()
                self._commits.settle()
        except FractuiError:
            # A folder that cannot be written can still be read: memory has the journals' lines already.
            return

    def _running(self) -> list[Entry]:
        found = [portal.running() for portal in self._portals.all() if portal.files.running()]
        return sorted((entry for entry in found if entry is not None), key=lambda entry: entry.start)

    def _end_earlier_timers(self) -> None:
        """Of two open entries, which only a crash can leave, the later start wins and the earlier entry ends there."""
        running = self._running()
        if len(running) < 2:
            return
        transaction = Transaction(self._portals.find, self.now())
        for entry, following in pairwise(running):
            transaction.put(replace(entry, end=following.start))
        self._commits.commit(transaction.drafts(), "end the earlier timer", transaction.now, MEND)

    def new_id(self) -> str:
        """A new document's id: 32 hex digits."""
        return self._new_id()

    def now(self) -> datetime:
        """The instant by the practice's clock: aware, in UTC, to the second."""
        return self._clock().astimezone(UTC).replace(microsecond=0)

    @property
    def root(self) -> str:
        """The data folder's absolute path."""
        return self._portals.root

    def codes(self) -> tuple[str, ...]:
        """The codes of the open engagements, sorted."""
        return self._portals.codes(closed=False)

    def closed_codes(self) -> tuple[str, ...]:
        """The codes of the closed engagements, sorted."""
        return self._portals.codes(closed=True)

    def portal(self, code: str) -> Portal:
        """The portal of a client, open or closed.

        Raises:
            NotFound: there is none; the sentence names codes that are near.
        """
        return self._portals.portal(code)

    @property
    def own(self) -> Portal:
        """The practice's own portal: settings, own blocks, own time."""
        return self._portals.portal(None)

    def settings(self) -> Settings:
        """The practice's settings, the defaults while nothing was set."""
        return self.own.settings()

    def ledger(
        self, first: str | None, last: str | None, code: str | None = None
    ) -> dict[tuple[str, str, str], int]:
        """Closed entries' seconds by (client's code or bucket's name, local day, category); see ``fractui.store.ledger``."""
        found: dict[tuple[str, str, str], int] = {}
        for portal in self._portals.all():
            collect(found, portal.code, map(portal.files.sums, portal.files.months()), first, last)
        return found if code is None else {key: seconds for key, seconds in found.items() if key[0] == code}

    def damage(self) -> tuple[str, ...]:
        """One sentence for each damaged portal, which says what to run; such a portal can be read but not changed."""
        return self._portals.damage()

    @contextmanager
    def transaction(self, label: str) -> Iterator[Transaction]:
        """One user action under a label that a person reads; committed on a clean exit, discarded on an exception.

        Inside, portals show what is committed now, by whichever process, and nobody else can write. Puts of the transaction itself are
        not seen before it ends. Reading is fresh; keep it short.

        Raises:
            Stale: a document has changed since it was read.
            Refused: the change cannot be stored, or would leave two timers running.
            Damaged: a portal that it changes is damaged.
            StorageTrouble: the disk refused, or another process held the lock too long; nothing was changed.
        """
        with self._alone(), self._commits.writing():
            transaction = Transaction(self._portals.find, self.now())
            yield transaction
            drafts = transaction.drafts()
            if drafts:
                self._commits.commit(drafts, label, transaction.now, DO)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._commits.thread:
            if self._busy:
                raise RuntimeError("a transaction cannot begin within another")
            self._busy = True
            try:
                yield
            finally:
                self._busy = False

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
        if not os.path.lexists(self.root):
            raise Refused(f"There is nothing to {'redo' if redo else 'undo'}.")
        with self._alone(), self._commits.writing():
            head, drafts = self._history.reversal(redo=redo, now=self.now())
            self._commits.commit(drafts, head.label, self.now(), REDO if redo else UNDO, head.n)
        return head.label

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
        with self._commits.thread:
            news = self._portals.catch_up() | self._commits.news
            self._commits.news = set()
            if self._commits.is_unsettled():
                self.settle(wait=False)
            return frozenset(news)

    def settle(self, *, wait: bool = True) -> None:
        """Bring the data files up to the journals; what cannot be written now is left for later, nothing is lost."""
        try:
            with self._commits.writing(wait=wait):
                self._commits.settle()
        except FractuiError:
            # Everything is in the journals already; the next settling or opening goes on.
            return

    def touch_heartbeat(self) -> None:
        """Note that somebody is here now: only the file's modification time counts.

        Raises:
            StorageTrouble: the disk refused.
        """
        path = f"{self.root}/heartbeat"
        if not os.path.lexists(self.root):
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        seconds = self._clock().timestamp()
        try:
            handle = os.open(path, flags, 0o600)
            try:
                os.utime(handle, (seconds, seconds))
            finally:
                os.close(handle)
        except OSError as error:
            raise trouble(path, error) from error

    def heartbeat(self) -> datetime | None:
        """When somebody was last here, None when nobody ever was."""
        try:
            seconds = os.stat(f"{self.root}/heartbeat", follow_symlinks=False).st_mtime
        except OSError:
            return None
        return datetime.fromtimestamp(int(seconds), UTC)

    def close(self) -> None:
        """Bring the data files up to the journals; the practice may be used again afterwards."""
        with self._commits.thread:
            if self._commits.is_unsettled():
                self.settle()


__all__ = ["HistoryRow", "Portal", "Practice", "Transaction"]
