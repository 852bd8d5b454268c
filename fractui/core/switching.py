"""How often a person goes over from one client to another, and how long each stay is (row 000-08)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fractui.core.entry import Entry
from fractui.core.timeline import clip
from fractui.core.value import value


@value
class Run:
    """Time for one client or bucket that nobody else's came between; ``seconds`` are the tracked ones, pauses left out."""

    who: str
    start: datetime
    seconds: int


@value
class Runs:
    """Runs in few figures: how many, the shortest and the mean in seconds; all 0 without any."""

    count: int = 0
    shortest_s: int = 0
    mean_s: int = 0


def runs(entries: Iterable[Entry], start: datetime, end: datetime, now: datetime) -> tuple[Run, ...]:
    """The runs between two instants in order of time, of what of the entries lies between them.

    A pause does not end a run, only somebody else's time does: there is one run more than there are switches.
    An entry that does not say when it was comes between nobody.
    """
    found: list[Run] = []
    for entry in sorted(entries, key=lambda each: each.start):
        seconds = clip(entry, start, end, now) if entry.timed else 0
        if not seconds:
            continue
        if found and found[-1].who == entry.who:
            last = found[-1]
            found[-1] = Run(last.who, last.start, last.seconds + seconds)
        else:
            found.append(Run(entry.who, max(entry.start, start), seconds))
    return tuple(found)


def switch_count(found: Iterable[Run]) -> int:
    """How often one went over to somebody else; A-B-A-B is 3."""
    return max(0, sum(1 for _ in found) - 1)


def figures(found: Iterable[Run], who: str | None = None) -> Runs:
    """The runs of ``who``, of everyone when None, in few figures.

    The mean is cut to the whole second.
    """
    seconds = [each.seconds for each in found if who is None or each.who == who]
    if not seconds:
        return Runs()
    return Runs(len(seconds), min(seconds), sum(seconds) // len(seconds))
