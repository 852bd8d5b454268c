"""The world that a quick line is read in, and what a line that was read makes."""

from __future__ import annotations

from datetime import date

from fractui.core.entry import Bucket, Entry
from fractui.core.errors import Refused
from fractui.core.period import day_bounds
from fractui.core.quick_clock import Present
from fractui.core.quick_owners import Owed, Owner
from fractui.core.quick_reading import Context, Reading
from fractui.core.timeline import gaps
from fractui.core.wording import bucket_label
from fractui.core.zones import local_day
from fractui.services.entries import Entries
from fractui.services.one_line_of_time import entries_between, last_end
from fractui.services.timer import Timer
from fractui.services.whose import open_portals
from fractui.store.practice import Practice


class QuickLines:
    """Time that is written down in one line (``core.quick_line``)."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def context(self, day: date | None = None) -> Context:
        """The present as a line is read in it now; bare times of day belong to ``day``, today when None."""
        now = self._practice.now()
        zone = self._practice.settings().zone
        day = day or local_day(now, zone)
        start, end = day_bounds(day, zone)
        entries = entries_between(self._practice, start, end)
        owners: list[Owner] = []
        owed: list[Owed] = []
        for portal in open_portals(self._practice):
            client = portal.client()
            owners.append(Owner(client.id, client.name))
            owed += [Owed(each.id, client.id, each.title) for each in portal.owed()]
        owners += [Owner(bucket.value, bucket_label(bucket), is_bucket=True) for bucket in Bucket]
        present = Present(
            now=now,
            zone=zone,
            day=day,
            last_end=last_end(self._practice, now),
            gaps=gaps(entries, start, min(end, now), now) if start < now else (),
            ends=tuple(each.end for each in entries if each.end is not None and each.timed),
        )
        return Context(present, tuple(owners), tuple(owed))

    def keep(self, reading: Reading, on_overlap: str = "refuse") -> Entry:
        """Write down what a line says, as one change; where it runs, the timer goes over to it.

        Args:
            reading: what was read; ``on_overlap`` says what to do where it shares time with other entries.
            on_overlap: one of ``core.overlap.OnOverlap``.

        Raises:
            NotFound: the client or the deliverable is gone by now.
            Overlaps: it would share time with others; it carries what could be done.
            Refused: something is missing; the sentence is the reading's own.
        """
        if reading.trouble:
            raise Refused(reading.trouble)
        if not reading.who:
            raise Refused("Write whose time it was and when, like acme 9:30-11.")
        if reading.runs:
            return Timer(self._practice).switch(
                reading.who,
                reading.note,
                reading.category,
                reading.start,
                reading.deliverable or None,
                on_overlap,
                tags=reading.tags,
            )
        return Entries(self._practice).add(
            reading.who,
            reading.start,
            reading.end,
            reading.note,
            reading.category,
            reading.deliverable or None,
            on_overlap,
            day=reading.day,
            length=reading.seconds or None,
            tags=reading.tags,
        )
