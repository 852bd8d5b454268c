"""What was taken in of calendars before: entries and blocks by their keys, and whether they were changed here since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from fractui.calendars.uids import Uids
from fractui.core.block import Block
from fractui.core.entry import Entry
from fractui.core.errors import Damaged, StorageTrouble
from fractui.core.value import value
from fractui.store.codec import instant
from fractui.store.practice import Practice

MARK = "calendar mark"
"""Under this name an entry keeps what its event and it were."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@value
class Mark:
    """What an event was when it was taken in: its SEQUENCE, what it told, and what was made of it."""

    sequence: int
    told: str
    kept: str

    def written(self) -> str:
        """As it is kept with what was made."""
        return f"{self.sequence} {self.told} {self.kept}"


def mark_of(text: str) -> Mark | None:
    """The mark as it was written; None where there is none that can be read."""
    parts = text.split(" ")
    if len(parts) != 3 or not parts[0].isdecimal():
        return None
    return Mark(int(parts[0]), parts[1], parts[2])


def entry_print(entry: Entry) -> str:
    """What would show that an entry's time or title was changed."""
    end = "" if entry.end is None else instant(entry.end)
    return _digest([instant(entry.start), end, entry.note])


def block_print(block: Block) -> str:
    """What would show that a block was changed, wherever it belongs."""
    plain = replace(block, id="", rev=0, created_at=None, updated_at=None, client=None, category=None)
    parts = replace(plain, apart=(), import_key="", import_mark="")
    return _digest([repr(parts)])


def _digest(parts: list[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


class Had:
    """What came from calendars and is here still; ``since`` to ``until`` is the time that a file's rows can touch.

    ``uids`` are the names under which what is here was exported, so that our own file is known.
    """

    def __init__(self, practice: Practice, since: datetime, until: datetime, *, own_uids: bool) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.blocks: dict[str, Block] = {}
        self.deleted: dict[str, list[str]] = {}
        self.uids: set[str] = set()
        secret = practice.settings().secret if own_uids else ""
        uids = Uids(secret) if secret else None
        for portal in practice.portals.all():
            try:
                entries, blocks = portal.entries(since, until), portal.blocks()
                dead = portal.tombstones(Block, _EPOCH)
            except (Damaged, StorageTrouble):
                # What is in a damaged portal cannot be changed; taking time in for it will say what is wrong.
                continue
            for entry in entries:
                if entry.import_key:
                    self.entries.setdefault(entry.import_key, []).append(entry)
            for block in blocks:
                if block.import_key:
                    self.blocks[block.import_key] = block
            for block in dead:
                if block.import_key and block.created_at is not None:
                    self.deleted.setdefault(block.import_key, []).append(instant(block.created_at))
            if uids is not None:
                self.uids.update(_exported(uids, portal.code or "", entries, blocks))


def _exported(uids: Uids, owner: str, entries: tuple[Entry, ...], blocks: tuple[Block, ...]) -> Iterator[str]:
    for entry in entries:
        yield uids.uid("entry", owner, entry.id)
    for block in blocks:
        yield uids.uid("block", owner, block.id)
        for each in block.apart:
            yield uids.uid("moved", owner, f"{block.id}|{each.on.isoformat()}")
