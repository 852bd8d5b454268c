"""Putting right what doctor finds: damaged files are put aside, never thrown away, and made anew from what is left."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH100, PTH101, PTH104, PTH108, PTH116, PTH118, PTH119, PTH120, PTH208

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fractui import __version__
from fractui.core.errors import FractuiError
from fractui.store.archive import read_archive
from fractui.store.client_files import FOLDER
from fractui.store.codec import Raw
from fractui.store.doctor import doctor, places
from fractui.store.files import read_file, sync_folder, trouble, write_atomic
from fractui.store.finding import DERIVED, FILE, HALF, INTENT, JOURNAL, MODE, THAWED, Finding
from fractui.store.journal import Journal
from fractui.store.layout import Place
from fractui.store.line import MEND, Head, Line, from_bytes, is_whole, to_bytes
from fractui.store.loading import apply
from fractui.store.lock import DataLock
from fractui.store.migrations import Migrations
from fractui.store.tinydb_storage import DocumentFile, Tables

LOST = "a change that could not be read any more"
"""The label of the line that stands for a lost one."""


def repair(
    root: str | Path, now: datetime, migrations: Migrations | None = None, lock_wait: float = 10.0
) -> tuple[str, ...]:
    """Put right whatever ``doctor`` finds and can be helped; returns a sentence for each thing done, or that could not be.

    Raises:
        StorageTrouble: the disk refused; what was put right so far stays so.
    """
    top = os.path.abspath(root)
    if not os.path.lexists(top):
        return ()
    with DataLock(f"{top}/lock", lock_wait).held():
        return _Repair(top, now, migrations or Migrations()).run()


class _Repair:
    """One run over a data folder, under the lock."""

    def __init__(self, root: str, now: datetime, migrations: Migrations) -> None:
        self._root = root
        self._now = now
        self._aside = f".damaged-{now:%Y%m%dT%H%M%SZ}"
        self._migrations = migrations
        self._places = {place.code: place for place in places(root)}

    def run(self) -> tuple[str, ...]:
        """Permissions first, then journals, then what is made from them."""
        done: list[str] = []
        helps: dict[str, Callable[[Finding], str]] = {
            MODE: self._mode,
            HALF: self._half,
            THAWED: self._thawed,
            INTENT: self._intent,
            JOURNAL: self._journal,
            FILE: self._file,
            DERIVED: self._derived,
        }
        seen: set[tuple[str, str]] = set()
        for kind in helps:
            for finding in doctor(self._root, self._migrations):
                if finding.kind == kind and (kind, finding.path) not in seen:
                    seen.add((kind, finding.path))
                    done.append(f"{finding.path}: {helps[kind](finding)}")
        left = [one for one in doctor(self._root, self._migrations) if (one.kind, one.path) not in seen]
        return (*done, *(f"{one.path}: {one.sentence}; fractui cannot help there." for one in left))

    def _mode(self, finding: Finding) -> str:
        path = os.path.join(self._root, finding.path)
        try:
            mode = os.stat(path, follow_symlinks=False).st_mode
            # A document that was sent stays one that nobody writes to.
            sealed = os.path.basename(os.path.dirname(path)) == FOLDER and mode & 0o600 == 0o400
            os.chmod(path, 0o700 if stat.S_ISDIR(mode) else 0o400 if sealed else 0o600)
        except OSError as error:
            raise trouble(path, error) from error
        return "its permissions were taken from others."

    def _thawed(self, finding: Finding) -> str:
        path = os.path.join(self._root, finding.path)
        try:
            os.chmod(path, 0o400)
        except OSError as error:
            raise trouble(path, error) from error
        return "nobody can write to it any more."

    def _half(self, finding: Finding) -> str:
        path = os.path.join(self._root, finding.path)
        try:
            os.unlink(path)
        except OSError as error:
            raise trouble(path, error) from error
        return "it was removed."

    def _intent(self, finding: Finding) -> str:
        path = os.path.join(self._root, finding.path)
        self._rename(path, path + self._aside)
        return f"it was put aside as {finding.path}{self._aside}."

    def _rename(self, path: str, to: str) -> None:
        try:
            os.rename(path, to)
            sync_folder(os.path.dirname(path))
        except OSError as error:
            raise trouble(path, error) from error

    def _journal(self, finding: Finding) -> str:
        """Go on with every line that can be read; a placeholder keeps the count where one is lost."""
        place = self._places[finding.code]
        journal = Journal(place)
        path = journal.path(finding.name)
        data = read_file(path)
        point = journal.read_checkpoint()
        kept, lost = _readable(data, _last_before(journal, finding.name))
        write_atomic(path + self._aside, data)
        write_atomic(path, b"".join(kept))
        self._sync(path)
        self._forget(place.checkpoint)
        applied = [seq for seq in lost if point is not None and seq <= point.seq]
        gone = len(lost) - len(applied)
        words = f"{len(applied)} changes in it cannot be undone any more" + (
            f", {gone} are lost" if gone else ""
        )
        return f"{words}; the original was put aside as {finding.path}{self._aside}."

    def _file(self, finding: Finding) -> str:
        """Make a data file anew from the newest backup that can be read and the journal since, or from the journal alone."""
        place = self._places[finding.code]
        try:
            lines = list(Journal(place).all_lines())
        except FractuiError as error:
            return f"it cannot be made anew while the journal is damaged: {error.sentence}"
        base, seq, source = self._base(place, finding.name)
        first = lines[0].seq if lines else 0
        if not lines and not source:
            return "there is neither a journal nor a backup to make it anew from; it was left as it is."
        found = DocumentFile(place.path(finding.name), place.brief(finding.name), self._migrations.target)
        found.store.write(base)
        for line in lines:
            if line.seq > seq:
                today = self._migrations.line(line, place.short)
                apply(found, today.of(finding.name))
        path = place.path(finding.name)
        aside = ""
        if os.path.lexists(path):
            self._rename(path, path + self._aside)
            aside = f"; the original was put aside as {finding.path}{self._aside}"
        found.store.save(lines[-1].seq if lines else seq, __version__)
        self._sync(path)
        self._forget(f"{place.folder}/time/running.json")
        missing = sum(line.head.label == LOST for line in lines if line.seq > seq) + max(0, first - seq - 1)
        loss = f"; {missing} changes are missing from it" if missing else "; nothing is missing from it"
        return f"it was made anew from {source or 'the journal'}{loss}{aside}."

    def _base(self, place: Place, name: str) -> tuple[Tables, int, str]:
        """A data file's tables in the newest backup that can be read, their ``seq``, and the backup's name."""
        folder = f"{self._root}/backups/{place.code or 'practice'}"
        try:
            names = sorted(os.listdir(folder), reverse=True)
        except OSError:
            names = []
        for one in names:
            try:
                tables = read_archive(f"{folder}/{one}").portals.get(place.code, {}).get(name)
            except FractuiError:
                # Doctor names backups that cannot be read.
                continue
            if tables is not None:
                meta = tables.pop("meta")["file"]
                base = {
                    table: {
                        key: self._today(table, raw, meta["schema"], one) for key, raw in documents.items()
                    }
                    for table, documents in tables.items()
                }
                return base, meta["seq"], f"the backup {one} and the journal"
        return {}, 0, ""

    def _today(self, table: str, raw: Raw, schema: int, where: str) -> Raw:
        return self._migrations.document(table, raw, schema, where)

    def _derived(self, finding: Finding) -> str:
        self._forget(os.path.join(self._root, finding.path))
        return "it was removed and will be made anew."

    @staticmethod
    def _forget(path: str) -> None:
        try:
            os.unlink(path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise trouble(path, error) from error

    @staticmethod
    def _sync(path: str) -> None:
        try:
            sync_folder(os.path.dirname(path))
        except OSError as error:
            raise trouble(path, error) from error


def _last_before(journal: Journal, month: str) -> int:
    """The number of the last line of the months before; 0 when there is none."""
    for earlier in reversed([one for one in journal.months() if one < month]):
        for piece in reversed(read_file(journal.path(earlier)).split(b"\n")):
            if is_whole(piece):
                return from_bytes(piece, earlier).seq
    return 0


def _readable(data: bytes, seq: int) -> tuple[list[bytes], list[int]]:
    """A journal file's lines with placeholders for lost ones, and the numbers of those."""
    kept: list[bytes] = []
    lost: list[int] = []
    head = Head(seq, 0, "", "", "", MEND, None)
    bad = 0
    for piece in data.split(b"\n"):
        if not is_whole(piece):
            bad += bool(piece)
            continue
        line = from_bytes(piece, "journal")
        if line.seq <= seq:
            continue
        wanted = range(seq + 1, line.seq) if seq else range(max(1, line.seq - bad), line.seq)
        for number in wanted:
            lost.append(number)
            kept.append(
                to_bytes(Line(Head(number, head.n, line.head.tx, line.head.at, LOST, MEND, None), ()))
            )
        kept.append(piece + b"\n")
        seq, head, bad = line.seq, line.head, 0
    lost += range(seq + 1, seq + 1 + bad)
    for number in range(seq + 1, seq + 1 + bad):
        kept.append(to_bytes(Line(Head(number, head.n, head.tx, head.at, LOST, MEND, None), ())))
    return kept, lost
