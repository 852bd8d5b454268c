"""From the events of one name to rows: the times at which they take place, what is past and what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from fractui.calendars.foreign_zones import iana_of
from fractui.calendars.found import Found, Reach, instance_key, series_key
from fractui.calendars.groups import Group
from fractui.calendars.meeting import Meeting, Trouble, When
from fractui.calendars.proposing import Occasion, occasion_of, series, single, told_of_series, told_of_single
from fractui.calendars.recurring import Effort, TooOften, walls
from fractui.calendars.rule import Rule, rule_of
from fractui.core.block import Deviation

MOST = 5_000
"""Rows of a file beyond which instances are not looked for."""
LONGEST = timedelta(days=1)
ONE_BY_ONE = "its series repeats in no rhythm known here: its times are planned one by one"
_DAY = timedelta(days=1)


class Taking:
    """Makes the rows of a file, group by group; all rules share one effort and one number of rows."""

    def __init__(self, reach: Reach, own: str, near: tuple[str, ...]) -> None:
        self._reach = reach
        self._own = own
        self._near = near
        self._effort = Effort()
        self._left = MOST
        self._zones: dict[int, str] = {}
        self.whole: set[str] = set()
        """The UIDs of series of which nothing within reach is left untold."""
        self.left_out: dict[str, Found] = {}
        """The times that they leave out, by their names."""

    def rows(self, group: Group) -> Iterator[Found]:
        """The rows of the events of one name."""
        for each in group.broken:
            yield _no(each, f"{each.uid} {each.line}", each.trouble or Trouble.DAMAGED, each.detail)
        for each in group.older:
            yield _no(each, f"{each.uid} {each.line}", Trouble.OLDER, "the file has a newer version of it")
        main = group.main
        if main is None:
            for each in group.exceptions:
                yield from self._exception(each)
            return
        if self._left <= 0:
            yield _no(
                main,
                group.uid,
                Trouble.TOO_MANY,
                f"the file has more than {MOST:,} times; import a shorter span",
            )
            return
        trouble = self._refused(main)
        if trouble is not None:
            refused = _no(main, series_key(main.uid) if main.recurs or group.added else main.uid, *trouble)
            yield replace(refused, since=main.changed_at) if main.cancelled else refused
            for each in group.exceptions:
                yield from self._exception(each, main.start)
        elif main.recurs or group.added:
            yield from self._recurring(group, main)
        else:
            yield from self._one(main, main.uid)
            for each in group.exceptions:
                yield from self._exception(each, main.start)

    def _refused(self, meeting: Meeting) -> tuple[Trouble, str] | None:
        """Why nothing of an event is taken; None where its times are."""
        if meeting.cancelled:
            return Trouble.CANCELLED, "it was cancelled"
        answers = {each.answer for each in meeting.people if not self._own or each.address == self._own}
        if answers == {"DECLINED"}:
            return Trouble.DECLINED, "you declined it" if self._own else "everybody declined it"
        if meeting.start is None:
            return Trouble.BAD_DATE, "it has no start"
        if meeting.start.all_day:
            return Trouble.ALL_DAY, "it says no hours"
        if meeting.lasts < timedelta():
            return Trouble.NEGATIVE, ""
        if meeting.lasts < timedelta(seconds=1):
            return Trouble.ZERO_LENGTH, "it has no length"
        if meeting.lasts > LONGEST:
            return Trouble.TOO_LONG, f"it lasts {meeting.lasts.days} days"
        return None

    def _exception(self, meeting: Meeting, start: When | None = None) -> Iterator[Found]:
        """An instance that has an event of its own; ``start`` is its series', in whose zone its original day counts."""
        original = meeting.original
        on = original.day if original and (start is None or start.all_day) else _day_in(original, start)
        key = f"{meeting.uid} {on or ''}"
        trouble = self._refused(meeting)
        if trouble is not None:
            yield _no(meeting, key, *trouble)
        else:
            yield from self._one(meeting, key)

    def _one(self, meeting: Meeting, key: str) -> Iterator[Found]:
        """An event that takes place once."""
        occasion = occasion_of(meeting, meeting.start)
        if occasion is None:
            yield _no(meeting, key, Trouble.BAD_DATE, "its end lies beyond all calendars")
        elif self._reach.has(occasion.start, occasion.end):
            yield self._row(occasion, key)
        else:
            yield _no(meeting, key, Trouble.OUTSIDE, f"it is on {occasion.on}", occasion)

    def _row(self, occasion: Occasion, key: str) -> Found:
        self._left -= 1
        meeting, start, end = occasion.meeting, occasion.start, occasion.end
        coming = start >= self._reach.now
        zone = self._zone(meeting)
        block = single(occasion, zone) if coming else None
        told = _digest(told_of_single(occasion, coming))
        return Found(meeting.line, key, meeting, start, end, zone, block=block, told=told)

    def _zone(self, meeting: Meeting) -> str:
        where = meeting.start.zone if meeting.start is not None else None
        if where is None:
            return ""
        if id(where) not in self._zones:
            self._zones[id(where)] = iana_of(where, self._near, self._reach.now)
        return self._zones[id(where)]

    # -- series --------------------------------------------------------------------------------------

    def _recurring(self, group: Group, main: Meeting) -> Iterator[Found]:
        start = main.start
        if start is None:
            return
        try:
            rule = rule_of(main.rule, start.zone) if main.recurs else None
            last = self._last(rule, start) if rule is not None else None
            occasions = self._occasions(group, main, start, rule)
        except ValueError as error:
            yield _no(main, series_key(main.uid), Trouble.DAMAGED, f"its rule cannot be read: {error}")
            return
        except (TooOften, OverflowError) as error:
            yield _no(main, series_key(main.uid), Trouble.TOO_MANY, str(error)[:120])
            return
        taking = [each for each in occasions if self._refused(each.meeting) is None]
        for each in group.exceptions:
            if self._refused(each) is not None:
                yield from self._exception(each, start)
        past = [each for each in taking if each.start < self._reach.now]
        coming = [each for each in taking if each.start >= self._reach.now]
        planned = self._planned(group, main, rule, last, coming) if rule is not None else None
        several = len({each.on for each in taking}) < len(taking)
        singles = past if planned is not None else taking
        for occasion in singles:
            row = self._row(
                occasion, instance_key(main.uid, occasion.on, occasion.start if several else None)
            )
            yield replace(row, detail=ONE_BY_ONE) if row.block is not None else row
        self._leave_out(group, main, start)
        if planned is not None:
            yield planned
        if self._left > 0:
            self.whole.add(main.uid)
        more = rule is not None and (last is None or last > self._reach.until.date())
        yield from self._outside(main, start, taking, more=more and planned is None)

    def _leave_out(self, group: Group, main: Meeting, start: When) -> None:
        """Keep what a series leaves out and would be over by now."""
        for each in group.left_out:
            on = _day_in(each, start)
            when = When(datetime.combine(each.day, start.wall.time()), start.zone) if each.all_day else each
            occasion = occasion_of(main, when)
            if (
                on is not None
                and occasion is not None
                and self._reach.since <= occasion.start < self._reach.now
            ):
                key = instance_key(main.uid, on)
                detail = "its series leaves it out"
                self.left_out.setdefault(key, _no(main, key, Trouble.CANCELLED, detail, occasion))

    def _outside(self, main: Meeting, start: When, taking: list[Occasion], *, more: bool) -> Iterator[Found]:
        """What of a series is not looked at, told once."""
        parts = []
        if start.instant < self._reach.since:
            parts.append(f"what was before {self._reach.since:%Y-%m-%d}")
        if self._left <= 0:
            parts.append(f"what follows: the file has more than {MOST:,} times")
        elif more:
            parts.append(f"what comes after {self._reach.until:%Y-%m-%d}")
        if parts or not taking:
            detail = f"{' and '.join(parts)} is left out" if parts else "nothing of it takes place"
            yield _no(main, f"{main.uid} outside", Trouble.OUTSIDE, detail)

    def _occasions(self, group: Group, main: Meeting, start: When, rule: Rule | None) -> list[Occasion]:
        """When a series takes place within reach, by start, the exceptions in their places.

        Raises:
            TooOften: it repeats more often than is looked at.
        """
        reach = self._reach
        replaced = {each.original.instant: each for each in group.exceptions if each.original is not None}
        gone = {each.instant for each in group.left_out if not each.all_day}
        days = group.excluded_days
        found: dict[datetime, Occasion] = {}
        for wall in self._walls(group, start, rule):
            when = When(wall, start.zone)
            if when.instant in gone or when.instant in replaced or wall.date() in days:
                continue
            occasion = occasion_of(main, when)
            if occasion is not None and reach.has(occasion.start, occasion.end):
                found[occasion.start] = occasion
            if len(found) >= self._left:
                break
        for original, each in replaced.items():
            occasion = occasion_of(each, each.start)
            if occasion is not None and not each.cancelled and reach.has(occasion.start, occasion.end):
                on = original.astimezone(start.zone or UTC).date()
                found[original] = replace(occasion, on=on)
        return sorted(found.values(), key=lambda each: each.start)

    def _walls(self, group: Group, start: When, rule: Rule | None) -> Iterator[datetime]:
        since, until = _naive(self._reach.since, start) - _DAY, _naive(self._reach.until, start)
        if rule is not None:
            yield from walls(rule, start.wall, since, until, self._effort)
        elif since <= start.wall <= until:
            yield start.wall
        for each in group.added:
            wall = (
                datetime.combine(each.day, start.wall.time()) if each.all_day else _naive(each.instant, start)
            )
            if since <= wall <= until:
                yield wall

    def _planned(
        self, group: Group, main: Meeting, rule: Rule, last: date | None, coming: list[Occasion]
    ) -> Found | None:
        """What is still to come of a series as one planned series; None where only single blocks are like it."""
        start = main.start
        if start is None or not coming or self._left <= len(coming):
            return None
        zone = self._zone(main)
        left_out = {
            each.instant.astimezone(start.zone or UTC).date() for each in group.left_out if not each.all_day
        }
        left_out |= group.excluded_days
        moved: dict[date, Occasion] = {}
        for each in group.exceptions:
            on = _day_in(each.original, start)
            occasion = occasion_of(each, each.start)
            if on is None or occasion is None:
                continue
            if self._refused(each) is not None:
                left_out.add(on)
            else:
                moved[on] = replace(occasion, on=on)
        block = series(main, rule, zone, last, left_out, moved, coming, self._reach.until)
        if block is None:
            return None
        self._left -= 1
        deviations = [Deviation(on=on) for on in sorted(left_out)]
        changes = [f"{on} {each.start:%Y%m%dT%H%M} {each.end:%H%M}" for on, each in sorted(moved.items())]
        told = _digest(told_of_series(block, start.day, deviations) + repr(changes))
        first = coming[0]
        return Found(
            main.line, series_key(main.uid), main, first.start, first.end, zone, block=block, told=told
        )

    def _last(self, rule: Rule, start: When) -> date | None:
        """The last day that may hold an instance."""
        if rule.until is not None:
            return rule.until.date() if rule.until.time() >= start.wall.time() else rule.until.date() - _DAY
        if rule.count is None:
            return None
        far = datetime.combine(date(min(start.wall.year + 200, 9000), 1, 1), time())
        return max(walls(rule, start.wall, start.wall, far, self._effort)).date()


def _no(meeting: Meeting, key: str, trouble: Trouble, detail: str, occasion: Occasion | None = None) -> Found:
    """A row of what is not taken."""
    if occasion is None:
        occasion = occasion_of(meeting, meeting.start)
    start, end = (occasion.start, occasion.end) if occasion is not None else (None, None)
    return Found(meeting.line, key, meeting, start, end, trouble=trouble, detail=detail)


def _naive(at: datetime, start: When) -> datetime:
    """An instant on the clocks of a series' zone."""
    return at.astimezone(start.zone or UTC).replace(tzinfo=None)


def _day_in(original: When | None, start: When | None) -> date | None:
    if original is None or start is None:
        return None
    return original.day if original.all_day else _naive(original.instant, start).date()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
