"""Planned time out of foreign events that are still to come: a series where a rhythm of ours gives the very same instants, else blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fractui.calendars.meeting import Meeting, When
from fractui.calendars.rule import Rule, rhythm_of
from fractui.calendars.text import lines, one_line
from fractui.core.block import Block, Deviation, check_block, occurrences
from fractui.core.errors import FieldRefused
from fractui.core.text import LINE_LIMIT
from fractui.core.value import value
from fractui.core.zones import local

UNTITLED = "(no title)"
NOTES_LENGTH = 4000
"""Characters of an event's description that are kept: the rest is a conference's dial-in list."""
_DAY = timedelta(days=1)


@value
class Occasion:
    """One time at which an event takes place: ``on`` is its original day, ``meeting`` the event that says so, an exception's own."""

    on: date
    start: datetime
    end: datetime
    meeting: Meeting


def occasion_of(meeting: Meeting, when: When | None) -> Occasion | None:
    """The time that begins then; None where it has none, or it ends beyond all calendars."""
    if when is None:
        return None
    try:
        start = when.instant
        return Occasion(when.day, start, start + meeting.lasts, meeting)
    except OverflowError:
        return None


def minutes_of(start: datetime, end: datetime) -> int:
    """The minutes that a block of that time lasts, none left out."""
    return -int((start - end) // timedelta(minutes=1))


def short(text: str, limit: int = LINE_LIMIT) -> str:
    """A text as one line that fits."""
    text = unicodedata.normalize("NFC", one_line(text))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _notes(text: str) -> str:
    text = unicodedata.normalize("NFC", lines(text)).strip()
    return text if len(text) <= NOTES_LENGTH else text[: NOTES_LENGTH - 1].rstrip() + "…"


def single(occasion: Occasion, zone: str) -> Block:
    """The block of one time; in UTC where the zone's clocks are changed then, for calendars disagree about such a night."""
    try:
        return check_block(_single(occasion, zone or "UTC"))
    except FieldRefused:
        return check_block(_single(occasion, "UTC"))


def _single(occasion: Occasion, zone: str) -> Block:
    there = local(occasion.start, zone)
    meeting = occasion.meeting
    return Block(
        id="",
        title=short(meeting.title) or UNTITLED,
        starts_on=there.date(),
        at=there.time().replace(second=0, microsecond=0),
        minutes=minutes_of(occasion.start, occasion.end),
        zone=zone,
        location=short(meeting.place),
        notes=_notes(meeting.notes),
    )


def series(
    meeting: Meeting,
    rule: Rule,
    zone: str,
    last: date | None,
    left_out: Iterable[date],
    moved: Mapping[date, Occasion],
    coming: list[Occasion],
    until: datetime,
) -> Block | None:
    """The block that repeats as the event does; None where our rhythms give other instants, and single blocks are to be made.

    Args:
        meeting: the event with the rule.
        rule: its rule.
        zone: the IANA name of its zone.
        last: the last day that may hold an instance; None where it is open.
        left_out: the original days of instances that do not take place.
        moved: those that take place at another time, by their original day.
        coming: the instances that are still to come, up to ``until``.
        until: the instant up to which they were looked for.
    """
    start = meeting.start
    rhythm = rhythm_of(rule, start.wall) if start is not None and zone else None
    if start is None or rhythm is None or not coming:
        return None
    minutes = int(meeting.lasts // timedelta(minutes=1))
    deviations = {on: Deviation(on=on) for on in left_out}
    for on, occasion in moved.items():
        to = local(occasion.start, zone).replace(tzinfo=None, second=0, microsecond=0)
        lasts = minutes_of(occasion.start, occasion.end)
        if to != datetime.combine(on, start.wall.time()) or lasts != minutes:
            deviations[on] = Deviation(on=on, moved_to=to, minutes=lasts if lasts != minutes else None)
    block = replace(
        _single(Occasion(start.day, coming[0].start, coming[0].start + meeting.lasts, meeting), zone),
        starts_on=min(each.on for each in coming),
        at=start.wall.time(),
        minutes=minutes,
        days=rhythm.days,
        step=rhythm.step,
        month_day=rhythm.month_day,
        nth=rhythm.nth,
        until=last,
        deviations=tuple(deviations[on] for on in sorted(deviations)),
    )
    try:
        checked = check_block(block)
    except FieldRefused:
        return None
    return checked if _gives(checked, coming, until) else None


def _gives(block: Block, coming: list[Occasion], until: datetime) -> bool:
    """Whether the block has those instances, and no others up to then."""
    wanted = [(each.start, each.end) for each in sorted(coming, key=lambda each: each.start)]
    first, last = wanted[0][0], until
    found = occurrences(block, local(first, block.zone).date() - _DAY, local(last, block.zone).date() + _DAY)
    return [(each.start, each.end) for each in found if first <= each.start < last] == wanted


def told_of_series(block: Block, start: date, deviations: Iterable[Deviation] = ()) -> str:
    """What an event says of its series, whenever it is read."""
    parts: list[object] = [
        start,
        block.title,
        block.at,
        block.minutes,
        block.days,
        block.step,
        block.month_day,
    ]
    parts += [block.nth, block.until, block.zone, block.location, block.notes, *deviations]
    return repr(parts)


def told_of_single(occasion: Occasion, place: bool) -> str:
    """What an event says of one time."""
    at = (f"{occasion.start.astimezone(UTC):%Y%m%dT%H%M%S}", f"{occasion.end.astimezone(UTC):%Y%m%dT%H%M%S}")
    meeting = occasion.meeting
    return repr([*at, meeting.title, *([meeting.place, meeting.notes] if place else [])])
