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
    """What an event was when it was taken in: its SEQUENCE, what it told, and what was made of it.

    ``group`` names the event that it was one time of, ``whole`` is of an entry the print of all that a person may have changed;
    both are empty in what was taken in by older versions.
    """

    sequence: int
    told: str
    kept: str
    group: str = ""
    whole: str = ""

    def written(self) -> str:
        """As it is kept with what was made."""
        return " ".join(filter(None, (str(self.sequence), self.told, self.kept, self.group, self.whole)))


def mark_of(text: str) -> Mark | None:
    """The mark as it was written; None where there is none that can be read."""
    parts = text.split(" ")
    if not 3 <= len(parts) <= 5 or not parts[0].isdecimal():
        return None
    return Mark(int(parts[0]), *parts[1:])


def mark_in(kept: Entry | Block) -> Mark | None:
    """The mark that something was taken in with."""
    if isinstance(kept, Block):
        return mark_of(kept.import_mark)
    return mark_of((kept.import_extra or {}).get(MARK, ""))


def group_of(uid: str) -> str:
    """By what all times of an event are known as its own."""
    return _digest([uid])


def entry_print(entry: Entry) -> str:
    """What would show that an entry's time or title was changed."""
    end = "" if entry.end is None else instant(entry.end)
    return _digest([instant(entry.start), end, entry.note])


def whole_print(entry: Entry) -> str:
    """What would show that anything of an entry was changed by a person."""
    said = [entry.who, str(entry.category), str(entry.deliverable), entry.zone, *entry.tags]
    return _digest([entry_print(entry), *said])


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
        self.groups: dict[str, list[Entry | Block]] = {}
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
                    self._group(entry)
            for block in blocks:
                if block.import_key:
                    self.blocks[block.import_key] = block
                    self._group(block)
            for block in dead:
                if block.import_key and block.created_at is not None:
                    self.deleted.setdefault(block.import_key, []).append(instant(block.created_at))
            if uids is not None:
                self.uids.update(_exported(uids, portal.code or "", entries, blocks))

    def _group(self, kept: Entry | Block) -> None:
        mark = mark_in(kept)
        uid = (kept.import_extra or {}).get("uid", "") if isinstance(kept, Entry) else ""
        group = (mark.group if mark is not None else "") or (group_of(uid) if uid else "")
        if group:
            self.groups.setdefault(group, []).append(kept)


def _exported(uids: Uids, owner: str, entries: tuple[Entry, ...], blocks: tuple[Block, ...]) -> Iterator[str]:
    for entry in entries:
        yield uids.uid("entry", owner, entry.id)
    for block in blocks:
        yield uids.uid("block", owner, block.id)
        for each in block.apart:
            yield uids.uid("moved", owner, f"{block.id}|{each.on.isoformat()}")
