"""The time entries of the told practice: what everyone needed in a month, day by day where it found room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from fractui.core.agreement import Agreement
from fractui.core.block import Block, occurrences
from fractui.core.entry import Bucket, Category, Entry, Source
from fractui.core.routine import FINISHED, TITLES
from fractui.services.demo.days import EVENING, Day, Piece, Planned
from fractui.services.demo.needs import Need, is_bucket, month_needs, working
from fractui.services.demo.shapes import Own, Story
from fractui.services.demo.telling import Telling, month_of
from fractui.services.demo.voices import SHORTEST, Voices

OPENS, CLOSES = 8 * 60 + 30, 18 * 60 + 30
EVENING_ENDS = 22 * 60 + 10
WEEKEND = (9 * 60 + 40, 12 * 60 + 30)
RUNNING_S = 5047
"""How long the timer has been running: 1:24:07."""
SHORT_RUNNING_S = 1447
OWN_BLOCKS = {Category.BD: Bucket.BD, Category.ADMIN: Bucket.ADMIN}


class Diary:
    """Writes the entries of one telling."""

    def __init__(
        self,
        telling: Telling,
        stories: tuple[Story, ...],
        own: Own,
        terms: dict[str, tuple[Agreement, ...]],
        voices: Voices,
        blocks: Iterable[Block],
    ) -> None:
        self._telling = telling
        self._stories = stories
        self._own = own
        self._terms = terms
        self._voices = voices
        self._planned = self._by_day(blocks)
        self._midnight = datetime.combine(telling.today, datetime.min.time(), telling.home).astimezone(UTC)
        self.started = self._running_since()

    def entries(self) -> Iterator[Entry]:
        """All entries that have ended, by start, and the running one last."""
        month = month_of(self._telling.first)
        while month <= self._telling.today:
            yield from self._month(month)
            month = month_of(month, 1)
        yield self._running()

    def _running_since(self) -> datetime:
        """When the running timer was started: today, in working hours 1:24 ago, else a little while ago."""
        now = self._telling.now
        local = now.astimezone(self._telling.home)
        minutes = local.hour * 60 + local.minute
        long = local.weekday() < 5 and OPENS + RUNNING_S // 60 < minutes < CLOSES + 30
        since = now - timedelta(seconds=RUNNING_S if long else SHORT_RUNNING_S)
        return max(since, self._midnight)

    def _running(self) -> Entry:
        """The entry of the running timer."""
        story = self._stories[min(1, len(self._stories) - 1)]
        note = story.work[Category.DEEP_WORK][0]
        today = self._telling.today
        return Entry(
            id=self._telling.id("entry", self.started),
            start=self.started,
            zone=self._telling.zone,
            client=story.code,
            category=Category.DEEP_WORK,
            note=note,
            deliverable=self._voices.deliverable(story.code, note, today),
        )

    def _month(self, month: date) -> list[Entry]:
        """The entries of one month, by start."""
        days = working(self._telling, month)
        needs = month_needs(self._telling, month, self._stories, self._own, self._terms)
        if days and days[-1] == self._telling.today:
            # Today's plan comes first: what is planned for it must not have been worked off before.
            days = [days[-1], *days[:-1]]
        hours = [self._hours(day) for day in days]
        weights = [self._weight(day, *hours[place]) for place, day in enumerate(days)]
        told: dict[date, list[Piece]] = {}
        for place, day in enumerate(days):
            if not weights[place]:
                continue
            page = Day(
                day=day,
                opens=hours[place][0],
                closes=hours[place][1],
                needs=needs,
                weight=weights[place],
                weight_left=sum(weights[place:]),
                weight_all=sum(weights),
                has_evening=day < self._telling.today and day.weekday() < 5,
                voices=self._voices,
                dice=self._telling.dice("day", day),
            )
            told[day] = page.fill(self._planned.get(day, []))
        if month == month_of(self._telling.today):
            self._catch_up(told, needs)
        return [self._entry(day, piece) for day in sorted(told) for piece in told[day]]

    def _weight(self, day: date, opens: int, closes: int) -> float:
        """What part of a working day it is; today's hours are used fully, so that they have something to show."""
        part = max(0.0, (closes - opens) / (CLOSES - OPENS))
        return min(1.0, part * 1.6) if day == self._telling.today else part

    def _hours(self, day: date) -> tuple[int, int]:
        """When work begins and ends on ``day``; today it ends where the running timer begins."""
        opens, closes = (OPENS, CLOSES) if day.weekday() < 5 else WEEKEND
        if day == self._telling.today:
            started = self.started.astimezone(self._telling.home)
            closes = min(closes, started.hour * 60 + started.minute)
        return opens, closes

    def _catch_up(self, told: dict[date, list[Piece]], needs: list[Need]) -> None:
        """Put what found no room into free evenings of this month, the latest first."""
        behind = [need for need in needs if not is_bucket(need.who) and need.left >= SHORTEST]
        for day in sorted(told, reverse=True):
            if day == self._telling.today or (told[day] and told[day][-1].end > EVENING - 30):
                continue
            dice = self._telling.dice("evening", day)
            minute = EVENING + dice.randint(0, 25)
            while behind and minute < EVENING_ENDS - SHORTEST:
                need = behind[0]
                length = min(need.left, EVENING_ENDS - minute)
                kind = Category.DEEP_WORK
                note = self._voices.note(need.who, kind, day, dice)
                told[day].append(Piece(minute, minute + length, need.who, kind, note))
                need.left -= length
                minute += length
                behind = [each for each in behind if each.left >= SHORTEST]

    def _entry(self, day: date, piece: Piece) -> Entry:
        """The piece as an entry; seconds follow from day and minute: what touches goes on touching."""
        bucket = Bucket(piece.who) if is_bucket(piece.who) else None
        by_hand = (day.toordinal() + piece.start) % 11 == 0
        return Entry(
            id=self._telling.id("entry", day, piece.start),
            start=self._instant(day, piece.start),
            end=self._instant(day, piece.end),
            zone=self._telling.zone,
            client=None if bucket else piece.who,
            bucket=bucket,
            category=piece.category,
            note=piece.note,
            tags=(FINISHED,) if bucket is Bucket.ADMIN and piece.note in TITLES.values() else (),
            deliverable=None if bucket else self._voices.deliverable(piece.who, piece.note, day),
            source=Source.MANUAL if by_hand else Source.TIMER,
        )

    def _instant(self, day: date, minute: int) -> datetime:
        """The UTC instant of a minute of a local day, with seconds as a timer has them."""
        second = (minute * 37 + day.toordinal() * 17) % 60
        if day == self._telling.today:
            second = min(second, self.started.second)
        return datetime(
            day.year, day.month, day.day, minute // 60, minute % 60, second, tzinfo=self._telling.home
        ).astimezone(UTC)

    def _by_day(self, blocks: Iterable[Block]) -> dict[date, list[Planned]]:
        """The blocks' instances by local day of the practice."""
        found: dict[date, list[Planned]] = {}
        for block in blocks:
            bucket = OWN_BLOCKS.get(block.category) if block.category else None
            who = block.client or (bucket.value if bucket else Bucket.ADMIN.value)
            for each in occurrences(block, self._telling.first, self._telling.today):
                start = each.start.astimezone(self._telling.home)
                minute = start.hour * 60 + start.minute
                found.setdefault(start.date(), []).append(
                    Planned(minute, minute + block.minutes, who, block.category, block.title)
                )
        return found
