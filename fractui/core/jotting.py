"""One line about a client: what matters, is owed, promised, decided, let in, to be done, or who is there; the day is read from its end.

Rows 000-04, 000-06, 000-22, 003-09, 004-01.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum

from fractui.core.access import AccessScope
from fractui.core.checklist import SECTIONS
from fractui.core.quick_due import due_at_end, odd_end, past_at_end
from fractui.core.value import value

_EVERY = re.compile(r"\s+every\s+(week|month|quarter)\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<!\S)https?://\S+", re.IGNORECASE)
_SECTION = re.compile(r"\s*([A-Za-z]+)\s*:\s*")
_RHYTHM = re.compile(r"[\s,]+every\s+([0-9]{1,4})\s*d(?:ays?)?\s*$", re.IGNORECASE)


class Kind(StrEnum):
    """What can be jotted down about a client."""

    DELIVERABLE = "deliverable"
    PROMISE = "promise"
    DECISION = "decision"
    ACCESS = "access"
    TODO = "todo"
    PERSON = "person"
    PRIORITY = "priority"


@value
class Jotting:
    """What a line says; what it does not say is None or empty.

    ``day`` is by when it is owed or ends, of a decision the day on which it was made. ``every`` is the rhythm of a deliverable,
    ``section`` that of a checklist's item, ``scope`` that of an access and ``url`` where its tool is; ``role``, ``email`` and
    ``every_days`` are a person's.
    ``marks`` are the places of what was understood beside the text itself. ``odd`` is what is written as a day there and is none.
    """

    kind: Kind
    text: str
    day: date | None = None
    every: str | None = None
    section: str = ""
    scope: str = ""
    role: str = ""
    email: str = ""
    every_days: int | None = None
    marks: tuple[tuple[int, int], ...] = ()
    url: str = ""
    odd: str = ""


_DATED = (Kind.DELIVERABLE, Kind.ACCESS, Kind.TODO, Kind.PROMISE)
"""What has a day to come at its end."""


def jotted(kind: Kind, text: str, today: date) -> Jotting:
    """What the line says of something of this kind, read on ``today``; quotes around all of it keep its end as it is."""
    said = _read(kind, text, today)
    if kind not in _DATED or said.day is not None or text.strip().startswith('"'):
        return said
    return replace(said, odd=odd_end(said.text))


def _read(kind: Kind, text: str, today: date) -> Jotting:
    match kind:
        case Kind.DELIVERABLE:
            return _deliverable(text, today)
        case Kind.DECISION:
            ended = past_at_end(text, today)
            return Jotting(kind, _unquoted(ended.text), ended.day, marks=_mark(ended.start, text))
        case Kind.ACCESS:
            return _access(text, today)
        case Kind.TODO:
            return _todo(text, today)
        case Kind.PERSON:
            return _person(text)
        case Kind.PRIORITY:
            return Jotting(kind, _unquoted(text))
        case Kind.PROMISE:
            ended = due_at_end(text, today)
            return Jotting(kind, _unquoted(ended.text), ended.day, marks=_mark(ended.start, text))


def _mark(start: int, text: str) -> tuple[tuple[int, int], ...]:
    return ((start, len(text)),) if start < len(text) else ()


def _unquoted(text: str) -> str:
    """The text without quotes around all of it, which keep its end from being read."""
    inner = text.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == '"' and '"' not in inner[1:-1]:
        return inner[1:-1].strip()
    return inner


def _deliverable(text: str, today: date) -> Jotting:
    """``Monthly report by 30 nov every month``, the two in either order."""
    every = _EVERY.search(text)
    rest = text[: every.start()] if every else text
    ended = due_at_end(rest, today)
    marks = _mark(ended.start, rest)
    if every is None:
        every = _EVERY.search(ended.text)
        ended_text = ended.text[: every.start()] if every else ended.text
    else:
        ended_text = ended.text
    if every is not None:
        marks += ((every.start(), every.end()),)
    return Jotting(
        Kind.DELIVERABLE,
        _unquoted(ended_text),
        ended.day,
        every=every[1].lower() if every else None,
        marks=tuple(sorted(marks)),
    )


def _access(text: str, today: date) -> Jotting:
    """``Xero write until 31 mar``: the system, what it allows where that is said last, the day on which it ends.

    An address that begins with ``https://`` may stand anywhere in it.
    """
    found = _ADDRESS.search(text)
    if found is not None:
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    ended = due_at_end(text, today)
    words = ended.text.split()
    scope = words[-1].lower() if len(words) > 1 and words[-1].lower() in set(AccessScope) else ""
    system = ended.text
    marks = _mark(ended.start, text)
    if scope:
        start = ended.text.rindex(words[-1])
        system = ended.text[:start]
        marks = ((start, start + len(scope)), *marks)
    if found is None:
        return Jotting(Kind.ACCESS, _unquoted(system), ended.day, scope=scope, marks=marks)
    marks = tuple(sorted((*marks, found.span())))
    system = " ".join(system.split())
    return Jotting(Kind.ACCESS, _unquoted(system), ended.day, scope=scope, marks=marks, url=found[0])


def _todo(text: str, today: date) -> Jotting:
    """``people: meet the agency by fri``; the section is one of those that a checklist has, or its beginning."""
    ended = due_at_end(text, today)
    named = _SECTION.match(ended.text)
    fitting = (
        [each for each in SECTIONS if each.startswith(named[1].lower())]
        if named and len(named[1]) > 2
        else []
    )
    marks = _mark(ended.start, text)
    if named is None or len(fitting) != 1:
        return Jotting(Kind.TODO, _unquoted(ended.text), ended.day, marks=marks)
    rest = ended.text[named.end() :]
    return Jotting(
        Kind.TODO, _unquoted(rest), ended.day, section=fitting[0], marks=((0, named.end(1) + 1), *marks)
    )


def _person(text: str) -> Jotting:
    """``Lena Hoff, CEO, lena@acme.example every 14 days``."""
    rhythm = _RHYTHM.search(text)
    rest = text[: rhythm.start()] if rhythm else text
    email = next((word.strip(",;<>()") for word in rest.split() if "@" in word.strip("@")), "")
    plain = rest.replace(email, " ") if email else rest
    name, _, role = plain.partition(",")
    return Jotting(
        Kind.PERSON,
        _unquoted(" ".join(name.split()).strip(" <>()")),
        role=" ".join(role.replace("<>", " ").split()).strip(" ,;"),
        email=email,
        every_days=int(rhythm[1]) if rhythm else None,
        marks=_mark(rhythm.start(), text) if rhythm else (),
    )
