"""From what a row says of its time to when it began, when it ended and what is wrong with that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fractui.core.value import value
from fractui.exchange.rows import Problem

LONGEST_S = 24 * 3600
"""Seconds of the longest row that is taken without a question."""


@value
class Span:
    """The time of a row, in the fields of the same names of a ``TimeRow``."""

    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    length_s: int | None = None
    problem: Problem | None = None
    detail: str = ""


def between(
    starts: Sequence[datetime], ends: Sequence[datetime], length_s: int | None, told: str = ""
) -> Span:
    """The span from one of ``starts`` to one of ``ends``, each the instants that the row's time can mean.

    Where the clocks were changed and there is a choice, an end before its start is the last to be taken, then
    the pair that is nearest to ``length_s`` (the row's own length, None when it has none), then the earlier
    (pains 18). ``told`` says what there was to choose; it is the detail of a row that is otherwise well.
    """
    if len(starts) == len(ends) == 1:
        start, end = starts[0], ends[0]
    else:
        pairs = [(start, end) for start in starts for end in ends]
        start, end = min(pairs, key=lambda pair: _distance(pair, length_s))
    return _judged(start, end, told)


def lasting(starts: Sequence[datetime], length_s: int, told: str = "") -> Span:
    """The span that begins at the first of ``starts`` and lasts so many seconds."""
    start = starts[0]
    try:
        end = start + timedelta(seconds=length_s)
    except OverflowError:
        return unread(Problem.TOO_LONG, f"{length_s:,} seconds")
    return _judged(start, end, told)


def on_day(day: date, length_s: int) -> Span:
    """A length of time on a day, without a clock."""
    return Span(None, None, day, length_s, _problem(length_s))


def unread(problem: Problem, detail: str) -> Span:
    """No time, and why."""
    return Span(problem=problem, detail=detail)


def _judged(start: datetime, end: datetime, told: str) -> Span:
    length = int((end - start).total_seconds())
    problem = _problem(length)
    return Span(start, end, None, None, problem, "" if problem else told)


def _problem(length_s: int) -> Problem | None:
    if length_s < 0:
        return Problem.NEGATIVE
    if length_s == 0:
        return Problem.ZERO_LENGTH
    return Problem.TOO_LONG if length_s > LONGEST_S else None


def _distance(pair: tuple[datetime, datetime], length_s: int | None) -> tuple[bool, float]:
    length = (pair[1] - pair[0]).total_seconds()
    return length < 0, 0.0 if length_s is None else abs(length - length_s)
