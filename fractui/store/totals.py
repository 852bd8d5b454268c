"""Sums of a month's closed entries by local day, kept beside the shards so that long views need not read them.

Light on purpose: the quick commands read it too.
"""

# Descriptors, flags and speed: plain paths.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from fractui.store.quick_json import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, tzinfo
    from typing import Any, TypedDict

    class Sums(TypedDict):
        """What is known of one month's shard.

        ``days`` holds seconds by local day (each in its entry's zone) and kind, a category's name or empty; in the practice's own portal
        the kind is ``bucket/category``. ``until`` is the latest end, ``open`` whether an entry runs, ``zones`` the entries' zones.
        """

        days: dict[str, dict[str, int]]
        until: str
        open: bool
        zones: list[str]


_SECOND = timedelta(seconds=1)
_FEW = 3
_INSTANTS = 16
_INDEX = b'{"index":'
_RUNS = "9"
"""In the index: an entry that runs goes on beyond any instant."""


def sums_of(entries: Iterable[Mapping[str, Any]]) -> Sums:
    """The sums over the stored entries of one shard; tombstones do not count, running entries are only noted."""
    days: dict[str, dict[str, int]] = {}
    zones: dict[str, tzinfo] = {}
    until = ""
    runs = False
    for raw in entries:
        if raw.get("deleted_at") is not None:
            continue
        name = raw.get("zone", "UTC")
        zone = zones.get(name)
        if zone is None:
            zone = zones[name] = zone_of(name)
        end = raw.get("end")
        if end is None:
            runs = True
            continue
        until = max(until, end)
        kind = raw.get("category") or ""
        if raw.get("bucket"):
            kind = f"{raw['bucket']}/{kind}"
        for day, seconds in by_day(datetime.fromisoformat(raw["start"]), datetime.fromisoformat(end), zone):
            kinds = days.setdefault(day, {})
            kinds[kind] = kinds.get(kind, 0) + seconds
    return {"days": days, "until": until, "open": runs, "zones": sorted(zones)}


def zone_of(name: str) -> tzinfo:
    """The zone of that name; UTC where this machine does not know it, so that stored data stays readable."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def by_day(start: datetime, end: datetime, zone: tzinfo) -> list[tuple[str, int]]:
    """The whole seconds between two UTC instants on each local day that they touch."""
    day = start.astimezone(zone).date()
    if day == end.astimezone(zone).date() or end <= start:
        return [(day.isoformat(), max(0, (end - start) // _SECOND))]
    found = []
    while start < end:
        day += timedelta(days=1)
        stop = min(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC), end)
        if stop > start:
            found.append(((day - timedelta(days=1)).isoformat(), (stop - start) // _SECOND))
            start = stop
    return found


def stamp_of(path: str) -> list[int] | None:
    """What tells one state of a file from another: size, modification time in ns, inode; None without a file."""
    try:
        info = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return [info.st_size, info.st_mtime_ns, info.st_ino]


class Cache:
    """The cache file as it was read; empty when there is none that can be read.

    ``index`` has every month in it: the latest end of its entries where that is in a later month or not known yet, else an empty text.
    """

    def __init__(self, path: str) -> None:
        self.index: dict[str, str] = {}
        self._lines: dict[str, bytes] | None = None
        self._asked = 0
        self._over: dict[str, frozenset[str]] = {}
        try:
            with open(path, "rb", opener=_no_link) as file:
                self._data = file.read()
            end = self._data.index(b"}") + 1
            self.index = loads(self._data[len(_INDEX) : end]) if self._data.startswith(_INDEX) else {}
        except (OSError, ValueError):
            self._data = b""

    def line(self, month: str) -> bytes | None:
        """A month's line, unparsed."""
        if self._lines is None and self._asked < _FEW:
            # Whoever asks for the newest months only does not pay for splitting the years.
            self._asked += 1
            key = b'\n"%s":' % month.encode()
            start = self._data.rfind(key) + len(key)
            return (
                self._data[start : self._data.find(b"\n", start)].rstrip(b",") if start >= len(key) else None
            )
        if self._lines is None:
            pieces = self._data.split(b"\n")[1:-2]
            self._lines = {piece[1:8].decode("ascii", "replace"): piece[10:].rstrip(b",") for piece in pieces}
        return self._lines.get(month)

    def over(self, since: str) -> frozenset[str]:
        """The months before that of the UTC instant ``since`` of which nothing goes on beyond it."""
        found = self._over.get(since)
        if found is None:
            found = frozenset(
                month for month, until in self.index.items() if month < since[:7] and until <= since
            )
            # A pane asks for the same few instants again and again.
            self._over = {since: found} if len(self._over) >= _INSTANTS else {**self._over, since: found}
        return found


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def is_of(line: bytes, stamp: list[int]) -> bool:
    """Whether a cached line was made of the shard in that state."""
    return line.startswith(b'{"stamp":[%d,%d,%d]' % tuple(stamp))


def sums_in(line: bytes | None, stamp: list[int] | None) -> Sums | None:
    """The sums of a cached line, if it is of the shard in its present state."""
    if line is None or stamp is None or not is_of(line, stamp):
        return None
    try:
        found: Sums = loads(line)
    except ValueError:
        return None
    return found


def reach(sums: Sums) -> str:
    """The latest instant that a month's entries go on to, beyond any other where one runs."""
    return _RUNS if sums["open"] else sums["until"]


def line_of(sums: Sums, stamp: list[int]) -> bytes:
    """A month's line in the cache."""
    # Who writes has loaded the store, and msgspec with it.
    from msgspec.json import encode

    return encode({"stamp": stamp, **sums})


def to_bytes(lines: Mapping[str, bytes], reaches: Mapping[str, str]) -> bytes:
    """The cache file's bytes: a month a line, so that one month can be read without parsing the others."""
    from msgspec.json import encode

    index = {month: until if until[:7] > month else "" for month, until in sorted(reaches.items())}
    body = b"".join(b',\n"%s":%s' % (month.encode(), lines[month]) for month in sorted(lines))
    return _INDEX + encode(index) + body + b"\n}\n"


def merge(months: Iterable[Sums], first: date, last: date) -> dict[str, dict[str, int]]:
    """Seconds by day and kind from ``first`` to ``last``, both included."""
    start, stop = first.isoformat(), last.isoformat()
    found: dict[str, dict[str, int]] = {}
    for sums in months:
        for day, kinds in sums["days"].items():
            if start <= day <= stop:
                into = found.setdefault(day, {})
                for kind, seconds in kinds.items():
                    into[kind] = into.get(kind, 0) + seconds
    return found
