"""The entries of a month's file that are near a stretch of time, found in its bytes: a busy month is not parsed for an hour of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from fractui.store.codec import Raw
from fractui.store.tinydb_storage import is_as_written

_START, _END = b'"start":"', b',"end":"'
NEVER = "9999-12-31T00:00:00Z"
"""The end of what runs."""
_LENGTH = len(NEVER)


def near_entries(data: bytes, schema: int, since: str, until: str) -> dict[str, Raw] | None:
    """The stored entries that may touch the time between two instants as stored, by id; more may be among them, none is missing.

    None where the file is not as this program writes it, checksum and ``schema`` included: then it has to be read with care.
    """
    head = data[: data.find(b"\n")]
    if not is_as_written(data) or b'{"schema":%d,' % schema not in head:
        return None
    lines = data.split(b"\n")
    if lines[-2:] != [b"}}", b""] or lines[1:2] != [b'"entries":{']:
        return None
    found: dict[str, Raw] = {}
    for line in _near(lines[2:-2], since.encode(), until.encode()):
        at = line.find(b'":{')
        if line[:1] != b'"' or at < 0:
            return None
        try:
            found[line[1:at].decode()] = msgspec.json.decode(line[at + 2 :].rstrip(b","))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
    return found


def _near(lines: list[bytes], since: bytes, until: bytes) -> Iterator[bytes]:
    """The lines whose entry may touch the time; those that are written in another way among them."""
    for line in lines:
        at = line.find(_START)
        start_at = at + len(_START)
        after = start_at + _LENGTH
        # A field of that name deeper in the document would not be the entry's own.
        if at < 0 or line[after - 1 : after + 1] != b'Z"' or line.count(b"{", 0, at) != 1:
            yield line
            continue
        start = line[start_at:after]
        if start > until:
            continue
        end_at = after + 1 + len(_END)
        if (
            start < since
            and line[after + 1 : end_at] == _END
            and line[end_at + _LENGTH - 1 : end_at + _LENGTH + 1] == b'Z"'
            and line[end_at : end_at + _LENGTH] < since
        ):
            continue
        yield line


def may_touch(since: str, until: str) -> Callable[[Raw], bool]:
    """Whether a stored entry may touch the time between two instants as stored, so that a month is not decoded for a day of it."""
    size = len(NEVER)

    def touches(raw: Raw) -> bool:
        start, end = raw.get("start"), raw.get("end") or NEVER
        # As this program writes instants, they compare as texts do. Of anything else decoding tells what it is, or what is wrong with it.
        if not (
            isinstance(start, str)
            and isinstance(end, str)
            and len(start) == len(end) == size
            and start[-1] == end[-1] == "Z"
        ):
            return True
        return start <= until and (end >= since or start >= since)

    return touches
