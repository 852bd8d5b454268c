"""Watching over the running entry: noticing that nobody is there, and noting it before the heartbeat moves on (pains 5, 6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from fractui.core import absence as rules
from fractui.core.absence import Absence, Record, Why
from fractui.core.block import occurrences
from fractui.core.entry import Entry
from fractui.core.period import EARLIEST
from fractui.core.settings import Settings
from fractui.core.timeline import Span
from fractui.core.zones import local_day
from fractui.services.idleness import Idleness
from fractui.services.one_line_of_time import running_entry
from fractui.services.whose import gathered
from fractui.store.absence import AbsenceFile, Noted
from fractui.store.heartbeat import last_beat, touch
from fractui.store.practice import Practice

REMEMBERED = timedelta(days=1)
"""How long it is known what was asked about entries that run no more, in case undo brings one back."""

_DAY = timedelta(days=1)


class Watching:
    """Notices absences of whoever started the timer.

    ``idleness`` tells when keyboard or mouse were last used; it is only asked while something runs, once a minute.
    """

    def __init__(self, practice: Practice, idleness: Callable[[], Idleness]) -> None:
        self._practice = practice
        self._file = AbsenceFile(practice.root)
        self._find = idleness
        self._source: Idleness | None = None
        self._seen: datetime | None = None
        self._minute = -1
        self._stamp: int | None = None

    @property
    def source(self) -> str:
        """What tells whether the keyboard is still, in a word; empty where only sleep and stops can be noticed."""
        return self._idleness.name

    def look(self) -> bool:
        """The dashboard's look of each second: it beats once a minute, and notices when somebody was away.

        Returns:
            Whether what is asked may have changed since the last look, by whichever process.

        Raises:
            StorageTrouble: the disk refused; the heartbeat has not moved on.
        """
        now = self._practice.now()
        before = self._file.stamp() if self._stamp is None else self._stamp
        self._take_input(now)
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._beat(now)
            self._minute = minute
        self._seen = now
        self._stamp = self._file.stamp()
        return self._stamp != before

    def notice(self) -> None:
        """What the shell does before it asks: whoever types is there, and was away since the last beat if that is long ago.

        Raises:
            StorageTrouble: the disk refused.
        """
        running = running_entry(self._practice)
        if running is not None:
            self._notice_gap(running, self._practice.now())

    def leave(self) -> None:
        """Note that the dashboard is left on purpose, so that coming back is not taken for waking up.

        Raises:
            StorageTrouble: the disk refused.
        """
        if last_beat(self._practice.root) is not None:
            touch(self._practice.root, self._practice.now(), left=True)

    def _beat(self, now: datetime) -> None:
        running = running_entry(self._practice)
        if running is not None:
            self._notice_gap(running, now)
            self._idleness.ask(now)
        if self._file.stamp():
            self._forget(running, now)
        self._practice.touch_heartbeat()

    @property
    def _idleness(self) -> Idleness:
        if self._source is None:
            self._source = self._find()
        return self._source

    def _notice_gap(self, running: Entry, now: datetime) -> None:
        """Compare the clock with the last beat: the computer slept, or this or the last dashboard stood still or was killed."""
        beat = last_beat(self._practice.root)
        if self._seen is None:
            self._note(running.id, lambda record: rules.returned(record, now))
        signs = [at for at in (beat.at if beat else None, self._seen) if at is not None]
        sign = rules.last_sign(running, max(signs, default=None))
        settings = self._practice.settings()
        if sign is None or now - sign < timedelta(minutes=settings.idle_minutes):
            return
        closed = self._seen is None and beat is not None and beat.left
        if closed and not rules.is_long(running, self._file.read().of(running.id), now, settings):
            return
        away = self._absent(running, sign, now, settings)
        if away is not None:
            new = Absence(away.start, away.end, Why.CLOSED if closed else Why.STOPPED)
            self._note(running.id, lambda record: rules.noted(record, new, now, settings))

    def _take_input(self, now: datetime) -> None:
        """Take what the source says about keyboard and mouse, if it has an answer."""
        at = self._source.last_input(now) if self._source is not None else None
        running = running_entry(self._practice) if at is not None else None
        if at is None or running is None:
            return
        settings = self._practice.settings()
        last_touch = max(at, running.start, running.updated_at or running.start)
        away = self._absent(running, last_touch, now, settings)

        def change(record: Record) -> Record:
            lasting = record.absences[-1].since if record.absences else None
            came = record if lasting is None or at <= lasting else rules.returned(record, at)
            new = Absence(away.start, None, Why.STILL) if away is not None else None
            return came if new is None else rules.noted(came, new, now, settings)

        self._note(running.id, change)

    def _absent(self, running: Entry, since: datetime, now: datetime, settings: Settings) -> Span | None:
        if rules.absent(running, since, now, settings) is None:
            return None
        return rules.absent(
            running, since, now, settings, meetings(self._practice, Span(since, now), settings)
        )

    def _note(self, entry: str, change: Callable[[Record], Record]) -> None:
        """Change the record of an entry; the disk is only touched where that makes a difference."""
        record = self._file.read().of(entry)
        if change(record) != record:
            self._file.change(lambda noted: noted.with_record(change(noted.of(entry))))

    def _forget(self, running: Entry | None, now: datetime) -> None:
        """Forget what was asked long ago about entries that run no more, and hints that were put off until before now."""

        def fresh(noted: Noted) -> Noted:
            return Noted(
                tuple(
                    each
                    for each in noted.records
                    if (running is not None and each.entry == running.id) or _latest(each) > now - REMEMBERED
                ),
                noted.hush if noted.hush is not None and noted.hush > now else None,
            )

        noted = self._file.read()
        if fresh(noted) != noted:
            self._file.change(fresh)


def meetings(practice: Practice, within: Span, settings: Settings) -> list[Span]:
    """The planned time of kinds that need no keyboard, anybody's, that touches ``within``, by start."""
    found = [
        Span(each.start, each.end)
        for block in gathered(practice, lambda portal: portal.blocks())
        if block.category in settings.no_idle_categories
        for each in occurrences(
            block,
            local_day(within.start, block.zone) - _DAY,
            local_day(within.end, block.zone),
        )
        if each.start < within.end and each.end > within.start
    ]
    return sorted(found, key=lambda span: span.start)


def _latest(record: Record) -> datetime:
    """The latest moment that a record speaks of."""
    moments = [moment for each in record.absences for moment in (each.since, each.until)]
    return max(each for each in (*moments, record.kept, EARLIEST) if each is not None)
