"""Busy calendars: what one client may know of when the others have the executive (row 003-07)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from fractui.core.block import Block
from fractui.core.period import Period, week_of
from fractui.core.zones import local_day
from fractui.services.outbox import Outbox
from fractui.services.planning import Planning
from fractui.services.views.agenda import ExportedFile
from fractui.services.whose import all_portals, known_code
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.calendars.uids import Uids

WEEKS = 12
"""How far ahead is told."""

_BEGINS = b"BEGIN:VCALENDAR"
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class Busy:
    """Makes the busy calendar for a client: all that is planned for others and for oneself, none of it by name."""

    def __init__(self, practice: Practice, uids: Uids) -> None:
        self._practice = practice
        self._uids = uids
        self._outbox = Outbox(practice.root)

    def data(self, code: str, period: Period | None = None, before: bytes = b"") -> tuple[bytes, int]:
        """The calendar's bytes and how many events are in it: twelve weeks from this Monday on, or a period with both its ends.

        Raises:
            NotFound: no client has that code.
        """
        from fractui.calendars.busy import busy_calendar

        code = known_code(self._practice, code)
        asked = period if period is not None and period.start and period.end else self._ahead()
        taken = [
            (each.start, each.end)
            for each in Planning(self._practice).occurrences(None, asked)
            if each.block.client != code
        ]
        since = asked.start or date.min
        return busy_calendar(code, taken, self._changed_at(code), since, self._uids, before)

    def write(self, code: str, path: str, period: Period | None = None) -> ExportedFile:
        """Write ``busy-for-CODE.ics`` into a folder, or the file that ``path`` names; what is gone since is told as cancelled.

        Raises:
            NotFound: no client has that code.
            StorageTrouble: the file cannot be written; what was there is as it was.
        """
        code = known_code(self._practice, code)
        if not path.endswith(".ics"):
            self._outbox.open_folder(path)
            path = f"{path.rstrip('/')}/busy-for-{code}.ics"
        data, events = self.data(code, period, self._outbox.read(path))
        return ExportedFile(path, code, "busy", events, self._outbox.put(path, data, _BEGINS))

    def each(self, folder: str, period: Period | None = None) -> list[ExportedFile]:
        """Write one for every open client into a folder."""
        self._outbox.open_folder(folder)
        return [self.write(code, folder, period) for code in self._practice.codes()]

    def _ahead(self) -> Period:
        today = local_day(self._practice.now(), self._practice.settings().zone)
        monday = week_of(today).start or today
        return Period(monday, monday + timedelta(weeks=WEEKS))

    def _changed_at(self, code: str) -> datetime:
        """When anything was last planned or taken away for somebody else."""
        changed = [
            each.updated_at or _EPOCH
            for portal in all_portals(self._practice)
            if portal.code != code
            for each in (*portal.blocks(), *portal.tombstones(Block, _EPOCH))
        ]
        return max(changed, default=_EPOCH)
