"""The line in which something is written down about a client: what it says while it is typed, and how it goes on in the long form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fractui.core.address import host_of
from fractui.core.errors import FieldRefused
from fractui.core.jotting import Jotting, Kind, jotted
from fractui.core.text import safe
from fractui.core.wording import due_word, long_day
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.heading import Heading
from fractui.ui.dialogs.line_prompt import Prompt
from fractui.ui.dialogs.setting import written_day
from fractui.ui.lines import EMPTY, Line, Span, cut, gap

EXAMPLES: dict[Kind, tuple[str, str]] = {
    Kind.DELIVERABLE: (
        "Board pack by 30 nov",
        "by when it is due; every month, every quarter for what recurs",
    ),
    Kind.PROMISE: ("pricing memo to Jonas by thu", "what, and by when: by fri, 30 nov, in 2 weeks"),
    Kind.DECISION: ("hire a controller", "decided today; on fri, yesterday for an earlier one"),
    Kind.ACCESS: (
        "Xero write until 31 mar",
        "the system; read, write or admin; until when; its https:// address",
    ),
    Kind.TODO: ("people: meet the agency by fri", "company, access, people, rhythm or setup before a colon"),
    Kind.PERSON: (
        "Lena Hoff, CEO, lena@acme.example",
        "name, role, email; every 14 days for how often to speak",
    ),
    Kind.PRIORITY: ("close the month in five days", "what matters; it comes last, K moves it up"),
}
"""For each kind a line, and what it may hold."""
TITLES = {
    Kind.DELIVERABLE: "Deliverable for",
    Kind.PROMISE: "Promise to",
    Kind.DECISION: "Decision at",
    Kind.ACCESS: "Access at",
    Kind.TODO: "Checklist of",
    Kind.PERSON: "Somebody at",
    Kind.PRIORITY: "Priority of",
}
WANTED = {
    Kind.DELIVERABLE: "what is owed",
    Kind.PROMISE: "what was promised",
    Kind.DECISION: "what was decided",
    Kind.ACCESS: "the system's name",
    Kind.TODO: "what is to be done",
    Kind.PERSON: "the person's name",
    Kind.PRIORITY: "what matters",
}
FIELDS = {Kind.ACCESS: "system", Kind.PERSON: "name", Kind.DELIVERABLE: "title"}
"""The field of the long form that takes the text, where it is not called that."""
DAYS = {Kind.DELIVERABLE: "due", Kind.DECISION: "on", Kind.ACCESS: "expires_on"}
"""The field that takes the day, ``due_on`` where it is not another."""


def jotting_prompt(
    kind: Kind, title: Heading, today: date, save: Callable[[Jotting], Awaitable[None]]
) -> Prompt:
    """Asks for something of this kind at the client that ``title`` names, in one line; ctrl+o goes over to the long form."""

    def read(text: str, width: int) -> Sequence[Line]:
        if not text.strip():
            example, words = EXAMPLES[kind]
            return [(Span(cut(example, width)),), (Span(cut(words, width), "dim"),)]
        said = jotted(kind, text, today)
        trouble = missing(said)
        word: Line = (
            (Span(cut(trouble, width), "soon"),)
            if trouble
            else (Span("✓ ", "ok"), Span("can be saved", "dim"))
        )
        return [_meant(said, today, width), word]

    async def keep(text: str) -> None:
        said = jotted(kind, text, today)
        trouble = missing(said)
        if trouble:
            raise FieldRefused("text", trouble)
        await save(said)

    return Prompt(
        title=title,
        read=read,
        save=keep,
        hint=EXAMPLES[kind][0],
        marks=lambda text: [(start, end, "accent") for start, end in jotted(kind, text, today).marks],
        more="more fields",
    )


def missing(said: Jotting) -> str:
    """What the line still lacks, in a sentence; empty when it can be kept."""
    if not said.text:
        return f"Write {WANTED[said.kind]} first."
    if said.odd:
        return f"“{safe(said.odd)}” is no day to come: write one like 30 nov, or put the line in quotes."
    if said.kind is Kind.DELIVERABLE and said.day is None:
        return "Say by when at the end: by fri, by 30 nov, in 2 weeks."
    return ""


def _meant(said: Jotting, today: date, width: int) -> Line:
    """The text as it will be kept, then what else was understood."""
    parts = [part for part in (said.section, said.scope, said.role, said.email, host_of(said.url)) if part]
    if said.day is not None:
        word = due_word(said.day, today)
        near = f", {word}" if word[:1].islower() or "late" in word else ""
        parts.append(f"{_DAY_WORDS.get(said.kind, 'by')} {long_day(said.day)}{_year(said.day, today)}{near}")
    if said.every:
        parts.append(f"⟳ every {said.every}")
    if said.every_days:
        parts.append(f"every {said.every_days} days")
    room = max(12, width - sum(len(part) + 3 for part in parts))
    line: Line = (Span(cut(said.text, room), "bold") if said.text else Span("…", "dim"),)
    for part in parts:
        line = (*line, gap(3), Span(cut(part, 48), "accent"))
    return line or EMPTY


_DAY_WORDS = {Kind.DECISION: "on", Kind.ACCESS: "until"}


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"


def jotting_values(said: Jotting) -> dict[str, Any]:
    """What the line says as the services take it; what it does not say is left to their defaults."""
    values: dict[str, Any] = {FIELDS.get(said.kind, "text"): said.text}
    if said.kind is Kind.DELIVERABLE:
        letters = "".join(char for char in said.text if char.isalnum() or char in " -_")
        return {**values, "type": letters, "due": said.day, "every": said.every}
    if said.day is not None:
        values[DAYS.get(said.kind, "due_on")] = said.day
    for name, text in (
        ("section", said.section),
        ("scope", said.scope),
        ("role", said.role),
        ("email", said.email),
        ("contact_every_days", said.every_days),
        ("url", said.url),
    ):
        if text:
            values[name] = text
    return values


def begun(fields: tuple[Field, ...], said: Jotting) -> tuple[Field, ...]:
    """The long form's fields with what the line said."""
    values: Values = {FIELDS.get(said.kind, "text"): said.text}
    if said.day is not None:
        values[DAYS.get(said.kind, "due_on")] = written_day(said.day)
    values |= {
        "every": said.every or "",
        "section": said.section,
        "scope": said.scope,
        "role": said.role,
        "email": said.email,
        "contact_every_days": str(said.every_days or ""),
        "url": said.url,
    }
    return tuple(
        replace(field, value=values[field.name]) if values.get(field.name) else field for field in fields
    )
