"""Honest load: what the coming weeks hold against what was agreed and what a week has (rows 000-08, 000-31, 004-13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from fractui.core.settings import Settings
from fractui.core.value import value
from fractui.core.wording import hm, long_day, short_date

WEEK = timedelta(days=7)
LEAST_MINUTES = 60
"""A client's stretch that is shorter is no full focus on it (row 004-13)."""
BREAK = timedelta(minutes=15)
"""Blocks of one client with no longer pause between them are one stretch."""

NOWHERE = frozenset(
    {
        "call",
        "facetime",
        "hangouts",
        "meet",
        "online",
        "phone",
        "remote",
        "skype",
        "slack",
        "teams",
        "video",
        "webex",
        "zoom",
    }
)
"""Words in a block's place that say that nobody goes anywhere."""


class StrainKind(StrEnum):
    """What may be wrong with planned time."""

    OVER_WEEK = "over_week"
    OVER_CLIENT = "over_client"
    DOUBLE = "double"
    SHORT = "short"
    TRAVEL = "travel"
    LEAVE = "leave"


@value
class Sitting:
    """One planned instance: ``code`` empty for own time, ``start`` and ``end`` instants, ``day`` the user's.

    ``offset_s`` is how far the block's own clock is ahead of UTC then, ``place`` where it is, empty or a link for nowhere.
    """

    code: str
    block: str
    title: str
    on: date
    day: date
    start: datetime
    end: datetime
    offset_s: int = 0
    place: str = ""

    @property
    def seconds(self) -> int:
        """How long it lasts."""
        return int((self.end - self.start).total_seconds())

    @property
    def key(self) -> str:
        """What names this instance: ``block:CODE:ID:ORIGINAL-DATE``."""
        return f"block:{self.code}:{self.block}:{self.on.isoformat()}"


@value
class Agreed:
    """What a week has for one client: its share of the commitment, and the most that its week should have; in seconds."""

    committed_s: int = 0
    ceiling_s: int = 0


@value
class WeekLoad:
    """One week: planned seconds by code (empty: own time) and in all, and what the week has; ``days`` are those that are worked."""

    monday: date
    planned: tuple[tuple[str, int], ...]
    total_s: int
    capacity_s: int
    days: int

    def of(self, code: str) -> int:
        """The planned seconds of one client."""
        return dict(self.planned).get(code, 0)


@value
class Strain:
    """Something about planned time that needs a thought: ``severity`` 3 too much, 2 a clash, 1 worth knowing.

    ``code`` is empty for the whole, ``key`` names the instance where there is one (``Sitting.key``). ``brief`` is what ``told`` says
    where it tells several of a kind in one sentence.
    """

    kind: StrainKind
    severity: int
    code: str
    day: date
    text: str
    key: str = ""
    brief: str = ""


def week_of_sittings(
    monday: date, sittings: Iterable[Sitting], settings: Settings, off: frozenset[date]
) -> WeekLoad:
    """What one week holds; days off take their part of what it has."""
    planned: dict[str, int] = {}
    for each in sittings:
        if monday <= each.day < monday + WEEK:
            planned[each.code] = planned.get(each.code, 0) + each.seconds
    usual = frozenset(settings.work_days)
    worked = sum(monday + timedelta(days=day) not in off for day in usual)
    capacity = settings.week_hours * 3600 * worked // len(usual) if usual else 0
    ordered = sorted(planned.items(), key=lambda pair: (-pair[1], pair[0]))
    return WeekLoad(monday, tuple(ordered), sum(planned.values()), capacity, worked)


def week_word(monday: date, today: date) -> str:
    """``this week``, ``next week``, or the day on which it begins: ``the week of 7 Dec``."""
    this = today - timedelta(days=today.weekday())
    if monday == this:
        return "this week"
    return "next week" if monday == this + WEEK else f"the week of {short_date(monday, today)}"


def hours_word(seconds: int) -> str:
    """``46 h``, ``46:30 h``."""
    return f"{seconds // 3600} h" if seconds % 3600 < 60 else f"{hm(seconds)} h"


def overcommitted(weeks: Iterable[WeekLoad], today: date) -> tuple[Strain, ...]:
    """The weeks in which more is planned than they have (row 000-31)."""
    return tuple(
        Strain(
            StrainKind.OVER_WEEK,
            3,
            "",
            week.monday,
            f"planned {week_word(week.monday, today)} {hours_word(week.total_s)} of {hours_word(week.capacity_s)}",
        )
        for week in weeks
        if week.total_s > week.capacity_s
    )


def over_agreed(weeks: Iterable[WeekLoad], agreed: Mapping[str, Agreed], today: date) -> tuple[Strain, ...]:
    """The clients who have more planned in a week than their week should have (row 002-13)."""
    found: list[Strain] = []
    for week in weeks:
        for code, seconds in week.planned:
            ceiling = agreed.get(code, Agreed()).ceiling_s
            if 0 < ceiling < seconds:
                text = f"{code} has {hours_word(seconds)} planned {week_word(week.monday, today)}, over its {hours_word(ceiling)}"
                found.append(Strain(StrainKind.OVER_CLIENT, 2, code, week.monday, text))
    return tuple(found)


def in_order(sittings: Iterable[Sitting]) -> list[Sitting]:
    """By start, end and name."""
    return sorted(sittings, key=lambda each: (each.start, each.end, each.key))


def double_booked(sittings: Iterable[Sitting]) -> Iterator[Strain]:
    """The instances that begin in the time of others, by start (feature I7); only as many as are asked for are looked for.

    Each is told once, with the first of those that it overlaps and how many more there are.
    """
    return _doubles(in_order(sittings))


def too_short(sittings: Iterable[Sitting]) -> tuple[Strain, ...]:
    """The clients' stretches of less than ``LEAST_MINUTES``, one for each block; blocks side by side are one stretch (row 004-13)."""
    return _shorts(in_order(sittings))


def travels(sittings: Iterable[Sitting]) -> tuple[Strain, ...]:
    """Days on which one would have to be in two zones: instances in places whose clocks differ."""
    return _journeys(in_order(sittings))


def strains(
    weeks: Sequence[WeekLoad], sittings: Sequence[Sitting], agreed: Mapping[str, Agreed], today: date
) -> tuple[Strain, ...]:
    """All that needs a thought about planned time, the worst first, then by day; what is over is left out."""
    ahead = in_order(each for each in sittings if each.day >= today)
    found = [
        *overcommitted(weeks, today),
        *over_agreed(weeks, agreed, today),
        *_doubles(ahead),
        *_journeys(ahead),
        *_shorts(ahead),
    ]
    return tuple(sorted(found, key=lambda each: (-each.severity, each.day, each.code, each.text)))


def told(found: Sequence[Strain]) -> tuple[Strain, ...]:
    """What a person is told: where several blocks are too short, one sentence that says how many, and which, in the place of the first."""
    short = [each for each in found if each.kind is StrainKind.SHORT]
    if len(short) < 2:
        return tuple(found)
    names = ", ".join(each.brief for each in short)
    first = short[0]
    one = replace(first, code="", text=f"{len(short)} blocks are under {LEAST_MINUTES} min: {names}")
    rest = (each for each in found if each is first or each.kind is not StrainKind.SHORT)
    return tuple(one if each is first else each for each in rest)


def _doubles(ordered: Iterable[Sitting]) -> Iterator[Strain]:
    open_ones: list[Sitting] = []
    for each in ordered:
        start = each.start
        open_ones = [other for other in open_ones if other.end > start]
        if open_ones:
            more = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
            text = f"{long_day(each.day)}: {_named(each)} overlaps {_named(open_ones[0])}{more}"
            yield Strain(StrainKind.DOUBLE, 2, each.code, each.day, text, each.key)
        open_ones.append(each)


def _shorts(ordered: Iterable[Sitting]) -> tuple[Strain, ...]:
    found: dict[str, Strain] = {}
    for first, last in _stretches(ordered):
        minutes = int((last - first.start).total_seconds()) // 60
        if first.code and minutes < LEAST_MINUTES:
            text = f"{_named(first)} lasts {minutes} min, under {LEAST_MINUTES}"
            brief = f"{_named(first)} {minutes}"
            strain = Strain(StrainKind.SHORT, 1, first.code, first.day, text, first.key, brief)
            found.setdefault(first.block, strain)
    return tuple(found.values())


def _journeys(ordered: Iterable[Sitting]) -> tuple[Strain, ...]:
    found: list[Strain] = []
    before: Sitting | None = None
    for each in ordered:
        if not _is_place(each.place):
            continue
        if before is not None and before.day == each.day and before.offset_s != each.offset_s:
            hours = abs(each.offset_s - before.offset_s) / 3600
            then = f"{_named(each)} in {each.place}, {hours:g} h apart by the clock"
            text = f"{long_day(each.day)}: {_named(before)} in {before.place}, then {then}"
            found.append(Strain(StrainKind.TRAVEL, 2, each.code, each.day, text, each.key))
        before = each
    return tuple(found)


def _is_place(text: str) -> bool:
    """Whether one has to go there: no link, and no word for a call."""
    return bool(text) and "://" not in text and NOWHERE.isdisjoint(text.casefold().replace(",", " ").split())


def _stretches(ordered: Iterable[Sitting]) -> list[tuple[Sitting, datetime]]:
    """Where each client's runs without more than a ``BREAK`` between their instances begin, and when they end."""
    runs: list[tuple[Sitting, datetime]] = []
    latest: dict[str, int] = {}
    for each in ordered:
        run = latest.get(each.code)
        if run is not None and each.start - runs[run][1] <= BREAK:
            runs[run] = (runs[run][0], max(runs[run][1], each.end))
        else:
            latest[each.code] = len(runs)
            runs.append((each, each.end))
    return runs


def _named(each: Sitting) -> str:
    return f"{each.code or 'own'} {each.title}"
