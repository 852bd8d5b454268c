"""Own time: business development, administration, learning, relationships, personal (row 001-02)."""

from __future__ import annotations

from datetime import timedelta

from fractui.core.entry import Bucket
from fractui.core.period import day_start, week_of
from fractui.core.timeline import clip
from fractui.core.wording import bucket_label
from fractui.core.zones import local_day
from fractui.services.tally import own_days
from fractui.services.views.own import OwnRow, OwnView
from fractui.store.practice import Practice


class OwnTime:
    """The practice's own buckets; their entries are kept apart from every client's."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def view(self) -> OwnView:
        """Each bucket's time of today and this week, up to now."""
        practice = self._practice
        now, zone = practice.now(), practice.settings().zone
        today = local_day(now, zone)
        monday = week_of(today).start or today
        days = own_days(practice, monday, today)
        running = practice.own.running()
        tomorrow = day_start(today + timedelta(days=1), zone)
        rows = []
        for bucket in Bucket:
            day, week = days[bucket].get(today, 0), sum(days[bucket].values())
            runs = running is not None and running.bucket is bucket
            if running is not None and runs:
                day += clip(running, day_start(today, zone), tomorrow, now)
                week += clip(running, day_start(monday, zone), tomorrow, now)
            rows.append(OwnRow(bucket.value, bucket_label(bucket), day, week, runs))
        return OwnView(tuple(rows))
