"""Tracked time as events, by the thousands (row 000-30).

An entry's event has a fixed shape without zones or rules, so it is written straight away: ten times as fast as
building its component, and the same bytes, to which the tests hold it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from fractui.calendars.lines import folded, listed, value_of
from fractui.calendars.text import categories, one_line
from fractui.calendars.uids import Uids
from fractui.core.entry import Entry
from fractui.core.wording import category_label


class TrackedTime:
    """Writes the events of closed entries of one ``owner``, a client's code.

    They are in UTC and shown as free: the time was worked, it does not block the day.
    """

    def __init__(self, owner: str, uids: Uids) -> None:
        self._owner = owner
        self._uids = uids
        self._categories: dict[tuple[str, ...], bytes] = {}

    def event(self, entry: Entry) -> bytes:
        """The lines of an entry's event; a deleted entry's is cancelled.

        Raises:
            ValueError: the entry is still running.
        """
        if entry.end is None:
            raise ValueError("a running entry is not exported")
        label = category_label(entry.category)
        summary = value_of(f"{self._owner}: {one_line(entry.note) or label or 'worked'}")
        created = _stamp(entry.created_at)
        changed = _stamp(entry.updated_at) if entry.updated_at else created
        plain = (
            f"BEGIN:VEVENT\r\nUID:{self._uids.uid('entry', self._owner, entry.id)}\r\nDTSTAMP:{changed}\r\n"
            f"DTSTART:{_stamp(entry.start)}\r\nDTEND:{_stamp(entry.end)}\r\n"
        )
        counted = (
            f"SEQUENCE:{max(entry.rev - 1, 0)}\r\nCREATED:{created}\r\nLAST-MODIFIED:{changed}\r\n"
            f"STATUS:{'CANCELLED' if entry.deleted_at else 'CONFIRMED'}\r\nTRANSP:TRANSPARENT\r\n"
            "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"
        )
        marks = self._marks((label, *entry.tags))
        return b"".join(
            (plain.encode(), folded(f"SUMMARY:{summary}"), counted.encode(), marks, b"END:VEVENT\r\n")
        )

    def _marks(self, marks: tuple[str, ...]) -> bytes:
        """The line of categories, which is the same for most entries."""
        line = self._categories.get(marks)
        if line is None:
            line = folded(f"CATEGORIES:{listed(categories(self._owner, *marks))}")
            self._categories[marks] = line
        return line


def _stamp(instant: datetime | None) -> str:
    """An instant as iCalendar writes UTC; the store's documents have them all."""
    if instant is None:
        return "19700101T000000Z"
    # strftime takes ten times as long.
    text = instant.astimezone(UTC).isoformat(timespec="seconds")
    return f"{text[:19].replace('-', '').replace(':', '')}Z"
