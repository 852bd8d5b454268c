"""Laying blocks out: drafts from templates where one is free, and planning them as one change (rows 002-07, 002-09, 002-12, 004-15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from fractui.core.block import Block, check_block
from fractui.core.client import Client, Group
from fractui.core.deliverable import Deliverable, Status
from fractui.core.errors import Refused
from fractui.core.laying import SINGLE, Draft, Room, TemplateKind, preparation, prepared, rota, weekly
from fractui.core.leave import Leave, days_off
from fractui.core.period import Period, week_of
from fractui.core.plan import plan_of
from fractui.core.preparing import planned_for, unprepared
from fractui.core.preset import sessions
from fractui.core.recurrence import DaysOff
from fractui.core.wording import short_date
from fractui.core.zones import local_day
from fractui.services.planning import Planning
from fractui.services.taken import taken, wall
from fractui.services.whose import by_key, open_code, open_portals
from fractui.store.practice import Practice

_WEEK = timedelta(days=7)
MET = (Group.CEO, Group.LEADERSHIP)
"""The people whom one meets by turns, unless others are named."""


class Laying:
    """Drafts of blocks for a client, and planning them."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def people(self, code: str) -> tuple[str, ...]:
        """The names of those whom one meets by turns: the chief executive and the leadership, else everybody.

        Raises:
            NotFound: no open client has that code.
        """
        known = self._practice.portal(open_code(self._practice, code)).stakeholders()
        met = [each for each in known if each.group in MET] or list(known)
        return tuple(sorted(each.name for each in met))

    def drafts(
        self,
        kind: TemplateKind,
        code: str,
        day: date | None = None,
        *,
        people: Sequence[str] = (),
        every: int = 2,
        of: str = "",
    ) -> tuple[Draft, ...]:
        """What a template comes to for a client, in the week of ``day`` or the first whole one that is not over.

        Response windows are for all open clients. ``people`` (those of ``people()`` if none are named) meet ``every`` so many
        weeks by turns. Preparation is that of the deliverable ``of``, the beginning of an id, or of all that is owed.

        Raises:
            NotFound: no open client has that code, or no deliverable that id.
            Refused: there is nothing to lay out; the sentence says why.
        """
        code = open_code(self._practice, code)
        settings = self._practice.settings()
        room = self._room(self._monday(day))
        series = replace(room, busy=taken(self._practice, room.monday, settings.zone))
        found: tuple[Draft, ...]
        match kind:
            case TemplateKind.ROTA:
                found = self._rota(code, people or self.people(code), every, room)
            case TemplateKind.PREPARATION:
                found = self._preparation(code, room, of)
            case TemplateKind.RESPONSE:
                found = self._responses(series)
            case TemplateKind.WEEK:
                terms = self._practice.portal(code).agreement_on(room.monday)
                wanted = sessions(plan_of(terms, settings.week_hours).minutes)
                if not wanted:
                    raise Refused(
                        f"Nothing is agreed for a week with {code}: write its hours, with its terms."
                    )
                found = weekly(code, wanted, series)
            case _:
                found = weekly(code, SINGLE[kind], series)
        if not found:
            raise Refused("There is no free place in that week; show another week, or make room first.")
        return found

    def unprepared(self) -> tuple[Deliverable, ...]:
        """What has high stakes, is due before long and has no preparation planned, of all open clients by due day (row 000-25)."""
        now = self._practice.now()
        found = [
            each
            for portal in open_portals(self._practice)
            for each in unprepared(portal.owed(), portal.blocks(), local_day(now, portal.client().zone))
        ]
        return tuple(sorted(found, key=lambda each: (each.due, each.client, each.title, each.id)))

    def plan(self, drafts: Iterable[Draft], label: str) -> tuple[Block, ...]:
        """Plan the drafts, as one change that undo takes back whole; ``label`` says what was done.

        Raises:
            FieldRefused: one of them cannot be taken; nothing is planned then.
        """
        zone = self._practice.settings().zone
        blocks = [
            check_block(
                Block(
                    id=self._practice.new_id(),
                    client=each.code,
                    title=each.title,
                    starts_on=each.day,
                    at=each.at,
                    minutes=each.minutes,
                    days=each.rhythm.days,
                    step=each.rhythm.step,
                    month_day=each.rhythm.month_day,
                    nth=each.rhythm.nth,
                    until=each.until,
                    zone=zone,
                    category=each.category,
                )
            )
            for each in drafts
        ]
        with self._practice.transaction(label) as tx:
            return tuple(tx.put(each) for each in blocks)

    def _monday(self, day: date | None) -> date:
        """The week that is shown, or the next one when that has begun: a series begins with a whole week."""
        today = local_day(self._practice.now(), self._practice.settings().zone)
        monday = week_of(day or today).start or today
        while monday < today:
            monday += _WEEK
        return monday

    def _room(self, monday: date) -> Room:
        settings = self._practice.settings()
        week = Period(monday, monday + _WEEK)
        busy = tuple(
            (wall(each.start, settings.zone), wall(each.end, settings.zone))
            for each in Planning(self._practice).occurrences(None, week)
        )
        off = days_off(self._practice.own.documents(Leave))
        return Room(monday, settings.work_days, (settings.work_from, settings.work_to), busy, off)

    def _rota(self, code: str, people: Sequence[str], every: int, room: Room) -> tuple[Draft, ...]:
        if not people:
            raise Refused(f"Nobody at {code} is written down yet: add the people whom you meet first.")
        rooms = [room, *(self._room(room.monday + n * _WEEK) for n in range(1, every))]
        return rota(code, people, every, rooms)

    def _preparation(self, code: str, room: Room, of: str) -> tuple[Draft, ...]:
        settings = self._practice.settings()
        portal = self._practice.portal(code)
        today = local_day(self._practice.now(), settings.zone)
        last = max((each.due for each in portal.owed()), default=today)
        busy = tuple(
            (wall(each.start, settings.zone), wall(each.end, settings.zone))
            for each in Planning(self._practice).occurrences(None, Period(today, max(last, today) + _WEEK))
        )
        now = wall(self._practice.now(), settings.zone)
        gone = (datetime.combine(now.date(), time()), now)
        here = Room(room.monday, settings.work_days, room.hours, (*busy, gone), room.off)
        resting = DaysOff(settings.work_days, room.off)
        if of:
            one = _to_prepare(portal.deliverable(of), portal.blocks(), today)
            return (prepared(code, one, today, resting, here),)
        found = preparation(code, portal.owed(), portal.blocks(), today, resting, here)
        if not found:
            raise Refused(
                f"Nothing that {code} is owed needs preparing: give a deliverable a lead time, with e on it."
            )
        return found

    def _responses(self, room: Room) -> tuple[Draft, ...]:
        """A window for each open client that has none, by digit."""
        clients: list[Client] = []
        for portal in open_portals(self._practice):
            titles = {block.title.casefold() for block in portal.blocks()}
            if not any("response" in title for title in titles):
                clients.append(portal.client())
        if not clients:
            raise Refused("Every client has a response window already.")
        found: list[Draft] = []
        for client in sorted(clients, key=by_key):
            found += weekly(client.id, SINGLE[TemplateKind.RESPONSE], room.with_taken(found))
        return tuple(found)


def _to_prepare(one: Deliverable, blocks: Iterable[Block], today: date) -> Deliverable:
    """A deliverable that has something to be prepared.

    Raises:
        Refused: its work is done, it is due, or its preparation is planned.
    """
    if one.completed_at is not None or one.status is Status.DELIVERED:
        raise Refused(f"{one.title} is finished: there is nothing to prepare.")
    if one.due <= today:
        raise Refused(f"{one.title} is due already: write it now, or give it another day first.")
    day = planned_for(one, blocks)
    if day is not None:
        raise Refused(f"Preparation of {one.title} is planned already, on {short_date(day, today)}.")
    return one
