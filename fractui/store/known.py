"""What is known of all entries ever, as far as a foreign row must be told from them: keys and times, without decoding the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

import msgspec

from fractui.core.errors import StorageTrouble
from fractui.store.codec import instant
from fractui.store.portal_files import PortalFiles
from fractui.store.practice import Practice


class Sight(msgspec.Struct, frozen=True):
    """One stored entry at a glance; instants are as stored. ``deleted_at`` marks a tombstone, ``end`` is None while it runs."""

    start: str
    end: str | None = None
    import_key: str = ""
    created_at: str = ""
    deleted_at: str | None = None
    timed: bool = True
    bucket: str = ""


class _Shard(msgspec.Struct):
    entries: dict[str, Sight] = {}


class Known:
    """All entries of a practice, seen at once; made anew for each question, for it knows only the state that it was made of.

    ``keys`` are the import keys of entries that live. ``deleted`` tells of the others when they were made, by key. ``here``
    are those of the ``wanted`` ids that an entry has or had. ``times`` are the closed entries, and the running one
    up to ``now``, that touch ``since`` to ``until``: begin, end, and whose they are, as whole seconds since 1970.
    """

    def __init__(
        self,
        practice: Practice,
        since: datetime,
        until: datetime,
        now: datetime,
        wanted: frozenset[str] = frozenset(),
    ) -> None:
        self.keys: set[str] = set()
        self.deleted: dict[str, list[str]] = {}
        self.times: list[tuple[int, int, str]] = []
        self.here: set[str] = set()
        self._since, self._until, self._now = instant(since), instant(until), instant(now)
        for portal in practice.portals.all():
            for month in portal.files.months():
                sights = _sights(portal.files, month)
                self.here |= wanted.intersection(sights)
                for sight in sights.values():
                    self._take(sight, portal.code)
        for key in self.keys.intersection(self.deleted):
            del self.deleted[key]

    def _take(self, sight: Sight, code: str | None) -> None:
        if sight.deleted_at is not None:
            if sight.import_key:
                self.deleted.setdefault(sight.import_key, []).append(sight.created_at)
            return
        if sight.import_key:
            self.keys.add(sight.import_key)
        end = sight.end or max(self._now, sight.start)
        if sight.timed and sight.start < self._until and end > self._since:
            self.times.append((_seconds(sight.start), _seconds(end), code or sight.bucket))


def _seconds(stored: str) -> int:
    return int(datetime.fromisoformat(stored).timestamp())


def _sights(files: PortalFiles, month: str) -> Mapping[str, Sight]:
    """A month's entries by id."""
    if not files.broken:
        # Where that fails, what reads the month with care says what is wrong with it, and gives what can be saved.
        with suppress(msgspec.DecodeError, UnicodeDecodeError, StorageTrouble):
            data = files.shard(month)
            if data is not None:
                return msgspec.json.decode(data, type=_Shard).entries
    return dict(_remembered(files, month))


def _remembered(files: PortalFiles, month: str) -> Iterator[tuple[str, Sight]]:
    for doc_id, raw in files.raw(f"time/{month}", "entries").items():
        try:
            yield doc_id, msgspec.convert(raw, Sight)
        except msgspec.ValidationError:
            # A document that is damaged beyond telling its times; its portal refuses changes anyway.
            continue
