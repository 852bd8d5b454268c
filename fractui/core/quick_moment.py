"""A moment as it is typed into a field of a day that is in sight: ``9:30`` and ``930`` are on that day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from fractui.core.errors import FieldRefused
from fractui.core.quick_words import ClockTime, clock_time, day_of, length_of, words_of
from fractui.core.when import parse_when
from fractui.core.zones import local, local_day, wall_to_utc


def moment_on(text: str, day: date, now: datetime, zone: str, field: str) -> datetime:
    """The instant in UTC that is meant: ``9:30``, ``930`` and ``9`` on ``day``, ``fri 14:05``, and all that ``parse_when`` reads.

    Raises:
        FieldRefused: it cannot be read, or the clock never shows it or shows it twice.
    """
    words = words_of(text)
    named = day_of(words, local_day(now, zone))
    rest = words[named[1] :] if named else words
    clock = clock_time(rest[0].low, bare=True) if len(rest) == 1 else None
    if clock is None:
        return parse_when(text, now, zone, field)
    return _instant(clock, named[0] if named else day, zone, field)


def end_on(text: str, start: datetime, now: datetime, zone: str, field: str = "end") -> datetime:
    """The instant at which it ended: a time on the start's own day, or on the next where that is earlier; or a length, ``1h30``.

    Raises:
        FieldRefused: it cannot be read, or is not after the start.
    """
    plain = text.strip()
    words = words_of(plain.removeprefix("+"))
    length = length_of(words)
    if length is not None and length[1] == len(words):
        return start + timedelta(seconds=length[0])
    day = local_day(start, zone)
    end = moment_on(plain, day, now, zone, field)
    clock = clock_time(plain.casefold(), bare=True)
    if clock is not None and end <= start:
        end = _instant(clock, day + timedelta(days=1), zone, field)
        if end > now:
            raise _backwards(start, zone, field)
    if end <= start:
        raise _backwards(start, zone, field)
    return end


def _backwards(start: datetime, zone: str, field: str) -> FieldRefused:
    return FieldRefused(
        field,
        f"It would end before it starts at {local(start, zone):%H:%M}: write a later end, or a length like 1h30.",
    )


def _instant(clock: ClockTime, day: date, zone: str, field: str) -> datetime:
    days, minutes = divmod(clock.minutes, 1440)
    try:
        wall = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60))
        return wall_to_utc(wall, zone, field)
    except OverflowError:
        raise FieldRefused(field, "That day is out of reach: write a nearer one.") from None
