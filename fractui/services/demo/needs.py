"""How many minutes of work each client and each of the practice's own buckets gets in a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fractui.core import period
from fractui.core.agreement import Agreement
from fractui.core.cycle import committed_s, expected_s
from fractui.core.entry import Bucket
from fractui.services.demo.shapes import Own, Story, Tempo
from fractui.services.demo.telling import Telling, month_of

WORK_DAYS = (0, 1, 2, 3, 4)
PAST = {
    Tempo.ON: (0.95, 1.01),
    Tempo.AHEAD: (0.95, 1.04),
    Tempo.BEHIND: (0.84, 0.98),
    Tempo.OVER: (0.93, 1.05),
}
"""What part of the commitment is used in a month that is over, from and to."""
OVER_OF_LATE = (1.035, 1.09)
"""The same for the last two months of a client that asks for more than was agreed."""
OVER_NOW_S = 4200
AT_WORK = timedelta(days=42)
"""No time off within so many days: the practice is shown at work."""


@dataclass(slots=True)
class Need:
    """Minutes wanted in a month, ``total`` and still ``left``; ``who`` is a client's code or a bucket's name."""

    who: str
    total: int
    left: int
    since: date


def working(telling: Telling, month: date) -> list[date]:
    """The days of ``month`` within the told span on which the practice works, and today always."""
    last = min(month_of(month, 1) - timedelta(days=1), telling.today)
    day, found = max(month, telling.first), []
    while day <= last:
        if day == telling.today or (day.weekday() in WORK_DAYS and not _off(telling, day)):
            found.append(day)
        day += timedelta(days=1)
    return found


def month_needs(
    telling: Telling,
    month: date,
    stories: tuple[Story, ...],
    own: Own,
    terms: dict[str, tuple[Agreement, ...]],
) -> list[Need]:
    """What everyone needs in ``month``; in the running one what is to be used by now."""
    weekdays = [day for day in period.month_of(month).days() if day.weekday() in WORK_DAYS]
    open_days = sum(not _off(telling, day) and day >= telling.first for day in weekdays) / len(weekdays)
    needs = []
    for story in stories:
        since = terms[story.code][0].effective_from
        minutes = int(_client_s(telling, month, story, terms[story.code]) * min(1.0, open_days + 0.02) / 60)
        if minutes:
            needs.append(Need(story.code, minutes, minutes, since))
    for bucket, hours in own.hours.items():
        dice = telling.dice("own", bucket.value, month)
        seconds = int(hours * 3600 * open_days * dice.uniform(0.85, 1.15))
        if month == month_of(telling.today):
            seconds = expected_s(seconds, period.month_of(month), telling.today, WORK_DAYS)
        needs.append(Need(bucket.value, seconds // 60, seconds // 60, telling.first))
    return needs


def is_bucket(who: str) -> bool:
    """Whether ``who`` names one of the practice's own buckets."""
    return who in {bucket.value for bucket in Bucket}


def _client_s(telling: Telling, month: date, story: Story, terms: tuple[Agreement, ...]) -> int:
    """Seconds that the client gets in ``month``, by its tempo; in the running month those by now."""
    cycle = period.month_of(month)
    since = terms[0].effective_from
    committed = committed_s(terms, cycle, since)
    months_ago = (telling.today.year - month.year) * 12 + telling.today.month - month.month
    if months_ago:
        low, high = OVER_OF_LATE if story.tempo is Tempo.OVER and months_ago <= 2 else PAST[story.tempo]
        return int(committed * telling.dice("month", story.code, month).uniform(low, high))
    expected = expected_s(committed, cycle, telling.today, WORK_DAYS, since)
    return _by_now(committed, expected, story.tempo)


def _by_now(committed: int, expected: int, tempo: Tempo) -> int:
    """Seconds used by now so that the month stands as ``tempo`` says; over only late in a month."""
    if tempo is Tempo.OVER and expected > committed * 0.55:
        return committed + OVER_NOW_S
    if tempo is Tempo.BEHIND:
        return int(expected * 0.62)
    if tempo is Tempo.ON:
        return expected
    return int(min(expected * 1.22, max(expected * 0.99, committed * 0.985)))


def _off(telling: Telling, day: date) -> bool:
    """Whether the practice is closed: between the years, and for two weeks of the summer."""
    if day > telling.today - AT_WORK:
        return False
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        return True
    summer = date(day.year, 7, 20) + timedelta(weeks=telling.dice("summer", day.year).randint(0, 3))
    return timedelta(0) <= day - summer < timedelta(days=14)
