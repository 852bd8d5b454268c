"""The retainer's month: what is committed, what an even pace would have used, where the client stands.

A month's commitment belongs to its calendar days; it is used over its working days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from fractui.core.agreement import Agreement, agreement_on
from fractui.core.period import Period
from fractui.core.value import value
from fractui.core.wording import hm

TOLERANCE_S = 900
TOLERANCE_SHARE = Fraction(2, 100)
"""Within a quarter of an hour or this share of the commitment a client is on pace."""

AHEAD, BEHIND, OVER, ON_PACE, NO_COMMITMENT = "ahead", "behind", "over", "on pace", "no commitment"


@value
class Pace:
    """Where a client stands, in one of the words of this module, and by how many ``seconds``."""

    word: str
    seconds: int = 0

    @property
    def text(self) -> str:
        """``ahead 4:10``; the word alone where there is nothing to count."""
        return f"{self.word} {hm(self.seconds)}" if self.word in {AHEAD, BEHIND, OVER} else self.word


def committed_s(
    agreements: Iterable[Agreement], month: Period, since: date | None = None, ended_on: date | None = None
) -> int:
    """The seconds committed in the month.

    Each day counts its share of the agreement in force on it (pains 4, row 001-09).

    A client from 16 April on 40 hours a month has 20 in April. ``ended_on`` is the last day of the
    engagement.
    """
    versions = sorted(
        (each for each in agreements if each.deleted_at is None), key=lambda each: each.effective_from
    )
    days = month.days()
    total = 0
    for day in days:
        agreement = agreement_on(versions, day) if _is_active(day, since, ended_on) else None
        total += agreement.commitment_s if agreement else 0
    return round(Fraction(total, len(days)))


def expected_s(
    committed: int,
    month: Period,
    today: date,
    work_days: tuple[int, ...],
    since: date | None = None,
    ended_on: date | None = None,
) -> int:
    """The seconds that an even pace over the month's working days would have used by the end of ``today``.

    Where the engagement has no working day in the month, all its days count.
    """
    active = [day for day in month.days() if _is_active(day, since, ended_on)]
    counted = [day for day in active if day.weekday() in work_days] or active
    if not counted:
        return 0
    return round(Fraction(committed * sum(day <= today for day in counted), len(counted)))


def work_days_left(
    month: Period, today: date, work_days: tuple[int, ...], ended_on: date | None = None
) -> int:
    """How many working days of the month and the engagement come after ``today``."""
    return sum(
        day.weekday() in work_days and _is_active(day, None, ended_on) for day in month.days() if day > today
    )


def hours_line(name: str, used_s: int, commitment_s: int, days_left: int) -> str:
    """What a client reads who asks how many hours remain (pains 16).

    ``Acme: 23.5 of 40 h used, 16.5 left, 9 working days to go``: hours to the tenth, and what is used and what
    is left add up to the commitment.
    """
    used, committed = (_tenths(seconds) for seconds in (used_s, commitment_s))
    if not committed:
        return f"{name}: {_hours(used)} h used this month"
    rest = committed - used
    left = f"{_hours(rest)} left" if rest >= 0 else f"{_hours(-rest)} over"
    return f"{name}: {_hours(used)} of {_hours(committed)} h used, {left}, {_to_go(days_left)}"


def pace_line(name: str, state: Pace, days_left: int) -> str:
    """The same for a client who is shown no hours (row 002-40): ``Acme: the month is on pace, 9 working days to go``."""
    words = {
        AHEAD: "the month is ahead of its pace",
        BEHIND: "the month has room left",
        OVER: "the month is used up",
    }
    said = words.get(state.word, "the month is on pace")
    return f"{name}: {said}, {_to_go(days_left)}"


def _to_go(days_left: int) -> str:
    days = {0: "no working day", 1: "1 working day"}.get(days_left, f"{days_left} working days")
    return f"{days} to go"


def _tenths(seconds: int) -> int:
    """Tenths of hours, half a tenth rounded up."""
    return (seconds + 180) // 360


def _hours(tenths: int) -> str:
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def elapsed(month: Period, today: date, since: date | None = None, ended_on: date | None = None) -> float:
    """The share of the engagement's days in the month that has passed with ``today``, 0 to 1; 0 where it has none in it."""
    days = [day for day in month.days() if _is_active(day, since, ended_on)]
    return sum(day <= today for day in days) / len(days) if days else 0.0


def pace(used_s: int, commitment_s: int, expected: int) -> Pace:
    """Compare what was used with the even pace.

    More is ``ahead``, less ``behind``, more than the whole commitment ``over``.
    """
    if commitment_s <= 0:
        return Pace(NO_COMMITMENT)
    if used_s - commitment_s >= 60:
        return Pace(OVER, used_s - commitment_s)
    apart = used_s - expected
    if abs(apart) <= max(Fraction(TOLERANCE_S), TOLERANCE_SHARE * commitment_s):
        return Pace(ON_PACE)
    return Pace(AHEAD if apart > 0 else BEHIND, abs(apart))


def _is_active(day: date, since: date | None, ended_on: date | None) -> bool:
    return (since is None or since <= day) and (ended_on is None or day <= ended_on)
