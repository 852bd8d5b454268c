"""Timewarrior's intervals: what ``timew export`` prints or an extension is given, and the raw ``.data`` files.

An interval has tags and perhaps an annotation, and nothing else; its number is its place from the newest and
no name. Everything is in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.exchange.clock import read_compact
from fractui.exchange.json_file import LARGEST, parsed, word_list, words
from fractui.exchange.rows import Problem, Reading, TimeRow
from fractui.exchange.sheet import quoted
from fractui.exchange.span import Span, between, unread

if TYPE_CHECKING:
    from fractui.exchange.clock import DayOrder
    from fractui.exchange.foreign import ForeignFile

_SETTINGS = re.compile(r"(?:[\w.-]+:[^\n]*\n)+\r?\n(?=\s*\[)")
_LINE = re.compile(r"inc(?: (\S+)(?: - (\S+))?)?(?: #(.*))?")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPE = re.compile(r"\\(.)")
_KNOWN = frozenset(["id", "start", "end", "tags", "annotation"])
_WANTED = "export them with “timew export > entries.json”"


def read(file: ForeignFile, zone: str, day_order: DayOrder | None) -> Reading:  # noqa: ARG001 - UTC throughout
    """Open the intervals.

    Raises:
        Refused: there are none in it, or it is damaged.
    """
    begins = file.beginning
    if is_line(begins.partition("\n")[0]):
        count = sum(1 for line in file.lines() if line.strip())
        return Reading("timewarrior", _of_lines(file, 0 if file.ended else count), count)
    settings = _SETTINGS.match(begins)
    text = file.text(LARGEST)
    if settings:
        text = text.lstrip()[settings.end() :]
    elif not begins.startswith(("[", "{")):
        raise Refused(f"{file.name} holds no intervals of Timewarrior; {_WANTED}.")
    intervals = parsed(file, text)
    if not isinstance(intervals, list):
        raise Refused(f"{file.name} holds no list of intervals; {_WANTED}.")
    return Reading("timewarrior", _of_list(intervals), len(intervals))


def is_line(line: str) -> bool:
    """Whether this is a line of a ``.data`` file."""
    return line.rstrip() == "inc" or re.match(r"inc(?: \d{8}T\d{6}Z| #)", line) is not None


def has_settings(begins: str) -> bool:
    """Whether this is what an extension is given: settings, a blank line, the list."""
    return _SETTINGS.match(begins) is not None


def _of_list(intervals: Sequence[object]) -> Iterator[TimeRow]:
    for number, interval in enumerate(intervals, 1):
        if not isinstance(interval, dict):
            yield TimeRow(number=number, problem=Problem.UNREADABLE, detail=quoted(str(interval)[:80]))
            continue
        extra = [(words(key), words(text)) for key, text in interval.items() if key not in _KNOWN]
        yield _row(
            number,
            _span(words(interval.get("start")), words(interval.get("end"))),
            word_list(interval.get("tags")),
            words(interval.get("annotation")),
            tuple((key, text) for key, text in extra if text),
        )


def _of_lines(file: ForeignFile, broken: int) -> Iterator[TimeRow]:
    """The lines that say something; ``broken`` is which of them lacks its end, 0 when none does: the last may be cut."""
    count = 0
    for number, line in enumerate(file.lines(), 1):
        line = line.strip()
        if not line:
            continue
        count += 1
        found = _LINE.fullmatch(line)
        if count == broken:
            yield TimeRow(number=number, problem=Problem.SHORT_ROW, detail="the file breaks off in this line")
        elif found is None:
            yield TimeRow(number=number, problem=Problem.UNREADABLE, detail=quoted(line))
        else:
            tags, note = _tags_and_note(found[3] or "")
            yield _row(number, _span(found[1] or "", found[2] or ""), tags, note)


def _tags_and_note(text: str) -> tuple[tuple[str, ...], str]:
    """The words up to the second ``#``, and what follows it; quotes hold words together."""
    tags: list[str] = []
    for found in _WORD.finditer(text):
        if found[2] == "#":
            return tuple(dict.fromkeys(tags)), _note(text[found.end() :].strip())
        tags.append(_unescaped(found[1]) if found[1] is not None else found[2])
    return tuple(dict.fromkeys(tag for tag in tags if tag)), ""


def _note(text: str) -> str:
    found = _WORD.fullmatch(text)
    return _unescaped(found[1]).strip() if found and found[1] is not None else text


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


def _row(
    number: int,
    span: Span,
    tags: tuple[str, ...],
    note: str,
    extra: tuple[tuple[str, str], ...] = (),
) -> TimeRow:
    return TimeRow(
        number=number,
        start=span.start,
        end=span.end,
        note=note,
        tags=tags,
        extra=extra,
        problem=span.problem,
        detail=span.detail,
    )


def _span(start: str, end: str) -> Span:
    if not start:
        return unread(Problem.BAD_DATE if end else Problem.UNREADABLE, "it has no start")
    try:
        begin = read_compact(start)
    except ValueError:
        return unread(Problem.BAD_DATE, f"start {quoted(start)}")
    if not end:
        return Span(start=begin, problem=Problem.OPEN)
    try:
        return between((begin,), (read_compact(end),), None)
    except ValueError:
        return unread(Problem.BAD_DATE, f"end {quoted(end)}")
