"""Watson's frames: the file ``frames`` itself, ``watson log --json`` and ``watson log --csv``.

A frame has a project and tags, no client and no note. Its id is stable, but the table shortens it to seven
letters, which two frames of many years can share, so that there it is kept beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.exchange import tracked
from fractui.exchange.clock import WallClock, read_epoch
from fractui.exchange.json_file import parsed, word_list, words
from fractui.exchange.rows import Problem, Reading, TimeRow
from fractui.exchange.sheet import quoted
from fractui.exchange.span import Span, between, unread
from fractui.exchange.times_of_row import by_instants

if TYPE_CHECKING:
    from fractui.exchange.clock import DayOrder
    from fractui.exchange.foreign import ForeignFile

ALIASES = {
    "project": ("project",),
    "start": ("start",),
    "end": ("stop",),
    "tags": ("tags",),
}

_STABLE = re.compile(r"[0-9a-f]{32}")
_WANTED = "its frames are in the file “frames”, or in what “watson log --all --json” prints"


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:
    """Open the frames; the table's local times were those of ``zone``.

    Raises:
        Refused: there are no frames in it, or it is damaged.
    """
    if not file.beginning.startswith(("[", "{")):
        kind = tracked.Kind(
            format="watson",
            title="log of Watson",
            aliases=ALIASES,
            needed=(("start", "end", "project"),),
            span=by_instants,
        )
        return tracked.read(kind, file, zone, day_order)
    frames = parsed(file)
    if isinstance(frames, dict) and not frames.keys() - {"project", "start", "tags"}:
        raise Refused(f"{file.name} is Watson's note of what runs now; {_WANTED}.")
    if not isinstance(frames, list):
        raise Refused(f"{file.name} holds no list of frames; {_WANTED}.")
    return Reading("watson", _rows(frames, WallClock(zone, None)), len(frames))


def _rows(frames: Sequence[object], clock: WallClock) -> Iterator[TimeRow]:
    for number, frame in enumerate(frames, 1):
        if isinstance(frame, list) and 3 <= len(frame) <= 7:
            yield _stored(number, frame)
        elif isinstance(frame, dict) and "start" in frame:
            yield _logged(number, frame, clock)
        else:
            yield TimeRow(number=number, problem=Problem.UNREADABLE, detail=quoted(str(frame)[:80]))


def _stored(number: int, frame: Sequence[object]) -> TimeRow:
    """A frame as the file has it: start, stop, project, id, tags, time of change; old ones lack the last two."""
    start, stop, project, name, tags = (*frame, None, None)[:5]
    return _row(number, project, name, tags, _epochs(start, stop))


def _logged(number: int, frame: dict[str, object], clock: WallClock) -> TimeRow:
    """A frame as ``watson log --json`` prints it, with instants that have an offset; with ``--current`` it ends what runs."""
    start, stop = words(frame["start"]), words(frame.get("stop"))
    span = _instants(start, "" if frame.get("id") == "current" else stop, clock)
    return _row(number, frame.get("project"), frame.get("id"), frame.get("tags"), span)


def _row(number: int, project: object, name: object, tags: object, span: Span) -> TimeRow:
    return TimeRow(
        number=number,
        start=span.start,
        end=span.end,
        native_id=name if isinstance(name, str) and _STABLE.fullmatch(name) else "",
        project=words(project),
        tags=word_list(tags),
        problem=span.problem,
        detail=span.detail,
    )


def _epochs(start: object, stop: object) -> Span:
    try:
        begin: tuple[datetime, ...] = (read_epoch(start),)
    except ValueError:
        return unread(Problem.BAD_DATE, f"start {quoted(str(start)[:80])}")
    if stop is None:
        return Span(start=begin[0], problem=Problem.OPEN)
    try:
        return between(begin, (read_epoch(stop),), None)
    except ValueError:
        return unread(Problem.BAD_DATE, f"stop {quoted(str(stop)[:80])}")


def _instants(start: str, stop: str, clock: WallClock) -> Span:
    try:
        begin = clock.instant(start)
    except ValueError:
        return unread(Problem.BAD_DATE, f"start {quoted(start)}")
    if not stop:
        return Span(start=begin[0], problem=Problem.OPEN)
    try:
        return between(begin, clock.instant(stop), None)
    except ValueError:
        return unread(Problem.BAD_DATE, f"stop {quoted(stop)}")
