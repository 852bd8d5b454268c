"""What the quick commands need to know of a data folder, without the store's imports: which portals, and is all in the files."""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH116, PTH208

from __future__ import annotations

import os

from fractui.store import totals
from fractui.store.quick_json import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from fractui.store.totals import Sums


def read(path: str) -> bytes:
    """A file's bytes, following no link.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb", opener=_no_link) as file:
        return file.read()


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def settled_folders(root: str) -> list[tuple[str | None, str]] | None:
    """Each portal's code (None: the practice's own) and folder; None when a journal is ahead of the files, or anything is odd."""
    try:
        names = os.listdir(root)
        if "intent.json" in names:
            return None
        found: list[tuple[str | None, str]] = [(None, f"{root}/practice")] if "practice" in names else []
        for above in ("clients", "closed"):
            if above in names:
                codes = [
                    name
                    for name in sorted(os.listdir(f"{root}/{above}"))
                    if name.isalnum() and name.isupper()
                ]
                found += [(code, f"{root}/{above}/{code}") for code in codes]
        ready = [is_settled(folder) for _, folder in found]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if any(state is False for state in ready) or len({code for code, _ in found}) != len(found):
        return None
    return [place for place, state in zip(found, ready, strict=True) if state]


def open_codes(root: str) -> list[str] | None:
    """The codes of the open engagements, sorted; None where the practice has to be opened to tell."""
    places = settled_folders(root)
    if places is None:
        return None if os.path.lexists(root) else []
    try:
        return [
            code
            for code, folder in places
            if code and folder.startswith(f"{root}/clients/") and "deleted_at" not in client_of(folder, code)
        ]
    except (OSError, ValueError, TypeError):
        return None


def client_of(folder: str, code: str) -> dict[str, Any]:
    """The client as it is stored, from its line alone: the rest of a portal grows with the years.

    Raises:
        OSError, ValueError: it cannot be read so.
    """
    data = read(f"{folder}/portal.json")
    start = data.index(b'\n"client":{\n"%s":{' % code.encode())
    line = data[data.index(b"{", start + 12) : data.index(b"\n", start + 12)]
    found: dict[str, Any] = loads(line.rstrip(b","))
    return found


def is_settled(folder: str) -> bool | None:
    """True when a portal's files hold its whole journal, None when there is no portal here at all.

    Raises:
        OSError, ValueError, KeyError: the checkpoint cannot be read.
    """
    try:
        months = [name[:7] for name in os.listdir(f"{folder}/journal") if name.endswith(".jsonl")]
    except FileNotFoundError:
        return False if os.path.lexists(f"{folder}/portal.json") else None
    if not os.path.lexists(f"{folder}/checkpoint.json") and not os.path.lexists(f"{folder}/portal.json"):
        # A crash may have come before the first line was written.
        sizes = (
            os.stat(f"{folder}/journal/{month}.jsonl", follow_symlinks=False).st_size for month in months
        )
        return False if any(sizes) else None
    point = loads(read(f"{folder}/checkpoint.json"))
    newest = max(months)
    size: int = os.stat(f"{folder}/journal/{newest}.jsonl", follow_symlinks=False).st_size
    return bool(point["month"] == newest and point["offset"] == size)


def shards(folder: str) -> list[str]:
    """The months that have a shard, oldest first.

    Raises:
        OSError: the folder cannot be listed.
    """
    try:
        names = os.listdir(f"{folder}/time")
    except FileNotFoundError:
        return []
    return sorted(name[:7] for name in names if len(name) == 12 and name[4] == "-" and name.endswith(".json"))


def entries_of(folder: str, month: str) -> list[dict[str, Any]]:
    """A shard's stored entries.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    return list(loads(read(f"{folder}/time/{month}.json")).get("entries", {}).values())


def sums_since(folder: str, since: str, last: str) -> Iterator[tuple[str, Sums]]:
    """Month and sums of each shard up to the month ``last`` that may touch the time from ``since``, a UTC instant as stored.

    From the cache where it is of the shard's present state, else from the shard.

    Raises:
        OSError, ValueError: a shard cannot be read.
    """
    cache = totals.Cache(f"{folder}/time/totals.json")
    over = cache.over(since)
    for month in shards(folder):
        if month > last:
            break
        if month in over:
            continue
        sums = totals.sums_in(cache.line(month), totals.stamp_of(f"{folder}/time/{month}.json"))
        yield month, sums if sums is not None else totals.sums_of(entries_of(folder, month))
