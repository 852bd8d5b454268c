"""Blocks put elsewhere by hand: moved, stretched, copied; and what falls into time off decided on, each as one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from fractui.core.block import Block, occurrences
from fractui.core.entry import Entry
from fractui.core.errors import FieldRefused, Refused
from fractui.core.leave import Leave, days_off, working_day_before
from fractui.core.period import Period
from fractui.core.wording import long_day
from fractui.core.zones import local, wall_to_utc, zone
from fractui.services.planning import Planning
from fractui.services.timer import Timer
from fractui.store.practice import Practice

_DAY = timedelta(days=1)
SHORTEST = 15
"""Minutes below which no key makes a block shorter."""


class Placing:
    """Changes of one instance. A block is named by the beginning of its id, an instance by its original day."""

    def __init__(self, practice: Practice, planning: Planning, timer: Timer) -> None:
        self._practice = practice
        self._planning = planning
        self._timer = timer

    def place(self, block: str, on: date, wall: datetime, minutes: int) -> Block:
        """Let one instance take place at ``wall`` on the user's clock (no zone), for so many minutes.

        A block that takes place once is changed itself; one of a series is moved within it.

        Raises:
            NotFound: no block begins with that id.
            Refused: the block has no instance on that day.
            FieldRefused: the clocks skip or repeat that time, or the length is out of range.
        """
        old = self._planning.show(block)
        start = wall_to_utc(wall.replace(tzinfo=None), self._practice.settings().zone, "to")
        if old.repeats:
            return self._planning.move(old.id, on, start, minutes if minutes != old.minutes else None)
        there = start.astimezone(zone(old.zone))
        if old.deviations:
            return self._planning.move(old.id, on, start, minutes)
        return self._planning.edit_block(old.id, starts_on=there.date(), at=there.time(), minutes=minutes)

    def stretch(self, block: str, on: date, start: datetime, minutes: int) -> Block:
        """Let one instance last so many minutes, ``SHORTEST`` at least.

        Raises:
            Refused: it would be shorter.
            NotFound, FieldRefused: as ``place`` says.
        """
        if minutes < SHORTEST:
            raise Refused(
                f"A block is not made shorter than {SHORTEST} minutes this way; edit it, or skip it."
            )
        return self.place(block, on, start, minutes)

    def copy(self, block: str, start: datetime, minutes: int, day: date) -> Block:
        """Plan the same once more on another day, at the same time of the user's day.

        Raises:
            NotFound: no block begins with that id.
            FieldRefused: the clocks skip or repeat that time then.
        """
        old = self._planning.show(block)
        wall = datetime.combine(day, start.time().replace(tzinfo=None))
        there = wall_to_utc(wall, self._practice.settings().zone, "day").astimezone(zone(old.zone))
        return self._planning.add_block(
            old.client,
            old.title,
            there.time(),
            minutes,
            starts_on=there.date(),
            zone=old.zone,
            category=old.category,
            location=old.location,
            notes=old.notes,
        )

    def start(self, block: str, bucket: str = "") -> Entry:
        """Let the timer run for a block: its client (or the ``bucket`` of own time), its kind, its title as the note.

        Raises:
            NotFound: no block begins with that id.
            Refused: its client's engagement is closed, or it runs already.
        """
        planned = self._planning.show(block)
        return self._timer.switch(planned.client or bucket, note=planned.title, category=planned.category)

    # -- time off --------------------------------------------------------------------------------

    def cover(self, leave_id: str, key: str) -> Leave:
        """Note that something that falls into time off goes on without one; ``key`` is its item.

        Raises:
            NotFound: there is no such time off.
            FieldRefused: nobody covers during it.
        """
        leave = self._practice.own.document(Leave, leave_id, "time off")
        if not leave.cover:
            raise FieldRefused(
                "cover", "Nobody covers that time off yet: write who is there meanwhile, in Days off."
            )
        with self._practice.transaction("cover what falls into time off") as tx:
            fresh = self._practice.own.document(Leave, leave_id, "time off")
            return tx.put_in(None, replace(fresh, covered=tuple(dict.fromkeys((*fresh.covered, key)))))

    def aside(self, block: str, on: date) -> tuple[datetime, int]:
        """Where an instance that falls into time off could go, on the user's wall clock, and its minutes.

        That is the same time on the working day before, where that is ahead and free; else on the first such day after.

        Raises:
            NotFound: no block begins with that id.
            Refused: the block has no instance on that day.
        """
        settings = self._practice.settings()
        start, minutes = self._standing(block, on, settings.zone)
        off = days_off(self._practice.own.documents(Leave))
        today = local(self._practice.now(), settings.zone).date()
        before = working_day_before(start.date() - _DAY, settings.work_days, off)
        wall = datetime.combine(before, start.time())
        if before > today and self._is_free(wall, minutes, settings.zone):
            return wall, minutes
        worked = [start.date() + n * _DAY for n in range(1, 366)]
        for day in (each for each in worked if each.weekday() in settings.work_days and each not in off):
            wall = datetime.combine(day, start.time())
            if self._is_free(wall, minutes, settings.zone):
                break
        return wall, minutes

    def _standing(self, block: str, on: date, home: str) -> tuple[datetime, int]:
        """Where an instance stands on the user's wall clock, and its minutes."""
        known = self._planning.show(block)
        moved = [each.moved_to.date() for each in known.deviations if each.on == on and each.moved_to]
        for each in occurrences(known, min([on, *moved]), max([on, *moved])):
            if each.on == on:
                minutes = int((each.end - each.start).total_seconds()) // 60
                return local(each.start, home).replace(tzinfo=None), minutes
        raise Refused(f"{known.title} has nothing on {long_day(on)}.")

    def _is_free(self, wall: datetime, minutes: int, home: str) -> bool:
        begin = wall.replace(tzinfo=zone(home))
        end = begin + timedelta(minutes=minutes)
        day = Period(wall.date(), wall.date() + timedelta(days=1))
        return all(each.end <= begin or each.start >= end for each in self._planning.occurrences(None, day))
