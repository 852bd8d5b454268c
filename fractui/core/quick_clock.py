"""The times that a quick line means: what was said, reckoned against the clock, the day and the entries that are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from fractui.core.errors import FieldRefused
from fractui.core.quick_times import Said
from fractui.core.quick_words import ClockTime
from fractui.core.timeline import Span
from fractui.core.value import value
from fractui.core.wording import WEEKDAYS, hm, long_day
from fractui.core.zones import local, local_day, wall_to_utc

LONGEST_S = 24 * 3600
"""A line that says more than a day was rather mistyped; the long form takes it."""
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_LAST_NIGHT = timedelta(hours=12)


@value
class Present:
    """The present as a line is read in it.

    ``now`` is an instant, ``zone`` the user's; bare times of day belong to ``day``; ``last_end`` is where the last entry ended,
    ``gaps`` is what is untracked on ``day``, and ``ends`` are where its entries end.
    """

    now: datetime
    zone: str
    day: date
    last_end: datetime | None = None
    gaps: tuple[Span, ...] = ()
    ends: tuple[datetime, ...] = ()

    @property
    def today(self) -> date:
        """The user's day."""
        return local_day(self.now, self.zone)


@value
class Times:
    """What is meant: instants in UTC, or ``seconds`` of a ``day`` without clock times; or why not.

    ``end`` is None where it runs or lacks, ``start`` too where it begins to run now.
    """

    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    seconds: int = 0
    trouble: str = ""


def times_of(said: Said | None, day: date | None, present: Present, *, runs: bool) -> Times:
    """What ``said`` on ``day`` (None when no day was named) means; ``runs`` says that the timer is to go on."""
    try:
        found = _reckoned(said, day, present, runs=runs)
        if said is not None and said.start is not None and found.start is not None:
            found = replace(found, start=behind(found.start, present.ends))
        return found if found.trouble else replace(found, trouble=_objection(found, present, runs=runs))
    except FieldRefused as refused:
        return Times(trouble=refused.sentence)
    except OverflowError:
        return Times(trouble="That day is out of reach: write a nearer one.")


def behind(start: datetime, ends: Iterable[datetime]) -> datetime:
    """The start, moved behind an entry that ends within its minute: times are shown to the minute and kept to the second."""
    same = [end for end in ends if start < end < start + _MINUTE]
    return max(same, default=start)


def _reckoned(said: Said | None, day: date | None, present: Present, *, runs: bool) -> Times:
    if said is None:
        if runs and day is None:
            return Times()
        return Times(
            trouble="When was it? Write 9:30-11, 45m, 45m ago, since last, or start for from now on."
        )
    if runs and (said.end is not None or said.length or said.open):
        return Times(trouble="It cannot both end and go on: leave out the end, or what starts the timer.")
    if said.is_length:
        return _length(said, day, present)
    if said.length and said.end is not None:
        end = _at(said.end, day or present.day, present)
        return Times(start=end - timedelta(seconds=said.length), end=end)
    start = _start(said, day, present, runs=runs)
    if isinstance(start, str):
        return Times(trouble=start)
    if runs:
        return Times(start=start)
    if said.length:
        return Times(start=start, end=start + timedelta(seconds=said.length))
    if said.to_now:
        return Times(start=start, end=present.now)
    if said.open:
        return _open(start, present)
    if said.end is not None:
        return _ended(start, said.end, present)
    word = f"{local(start, present.zone):%H:%M}"
    return Times(
        start=start,
        trouble=f"Until when? Write {word}-now, a length like {word} for 1h30, or … to let it run.",
    )


def _length(said: Said, day: date | None, present: Present) -> Times:
    """A length alone ends now; on a day that was named, or that is not today, it has no clock times."""
    on = day or (present.day if present.day != present.today else None)
    if on is not None:
        return Times(day=on, seconds=said.length)
    return Times(start=present.now - timedelta(seconds=said.length), end=present.now)


def _start(said: Said, day: date | None, present: Present, *, runs: bool) -> datetime | str:
    """Where it begins, or the sentence why that cannot be said."""
    if said.from_last:
        if present.last_end is None:
            return "Nothing was tracked yet, so nothing has ended: write since 9:40."
        return present.last_end
    if said.start is None:
        return present.now - timedelta(seconds=said.ago)
    if day is not None or not (said.to_now or runs):
        return _at(said.start, day or present.day, present)
    # What goes on until now began today, or late last night; not on the day that one is looking at.
    start = _at(said.start, present.today, present)
    if start > present.now and said.to_now:
        before = _at(said.start, present.today - _DAY, present)
        return before if present.now - before <= _LAST_NIGHT else start
    return start


def _open(start: datetime, present: Present) -> Times:
    for gap in present.gaps:
        if gap.start <= start < gap.end:
            return Times(start=start, end=gap.end)
    return Times(
        start=start, trouble="Until when? Nothing is free there that would end by itself: write the end."
    )


def _ended(start: datetime, clock: ClockTime, present: Present) -> Times:
    """It ends at that time of its own day, or of the next where that is earlier; ``9-5`` could be both and is not guessed."""
    begun = local(start, present.zone)
    day, first, last = begun.date(), begun.hour * 60 + begun.minute, clock.minutes
    if first == last:
        return Times(start=start, trouble="That is no time at all: it ends when it starts.")
    if last < first:
        afternoon = last + 720
        if not clock.exact and first < afternoon < 1440:
            late, early = f"{afternoon // 60}:{afternoon % 60:02d}", f"{last // 60}:{last % 60:02d}"
            return Times(
                start=start,
                trouble=f"Does it end at {late}, or at {early} on the next day? Write {late} or {early}.",
            )
        day += _DAY
    return Times(start=start, end=_at(clock, day, present))


def _at(clock: ClockTime, day: date, present: Present) -> datetime:
    """The instant at which the zone's clocks show that time on the day.

    Raises:
        FieldRefused: they never do, or do so twice.
    """
    days, minutes = divmod(clock.minutes, 1440)
    wall = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60))
    return wall_to_utc(wall, present.zone)


def _objection(times: Times, present: Present, *, runs: bool) -> str:
    """Why times that can be read cannot be kept, empty when they can."""
    now = present.now.astimezone(UTC).replace(microsecond=0)
    if times.day is not None:
        if times.day > present.today:
            return f"{long_day(times.day)} is still to come."
        return _too_long(times.seconds)
    start, end = times.start, times.end
    if start is None:
        return ""
    for moment in (start, end):
        if moment is not None and moment > now:
            return _to_come(moment, start, present)
    if end is not None and end <= start:
        return "That is no time at all: it ends before it starts."
    return _too_long(int(((end or now) - start).total_seconds())) if not runs else ""


def _too_long(seconds: int) -> str:
    if seconds > LONGEST_S:
        return f"{hm(seconds)} is more than a day: write a shorter time, or use the form for it."
    return ""


def _to_come(moment: datetime, start: datetime, present: Present) -> str:
    there, here = local(moment, present.zone), local(present.now, present.zone)
    word = f"{there:%H:%M}" if there.date() == here.date() else f"{WEEKDAYS[there.weekday()]} {there:%H:%M}"
    instead = (
        "put yesterday before it" if start > present.now else f"write {local(start, present.zone):%H:%M}-now"
    )
    return f"{word} is still to come, it is {here:%H:%M}: {instead}."
