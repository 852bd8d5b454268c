"""Templates of the private library: Markdown with fields, one for each kind of document (rows 003-10, 002-10, 002-22)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from fractui.core.client import Function
from fractui.core.deliverable import EVERY, LONGEST_LEAD_DAYS
from fractui.core.document import Document
from fractui.core.errors import FieldRefused
from fractui.core.naming import check_type
from fractui.core.stakes import Stakes
from fractui.core.text import note, one_line
from fractui.core.value import record

KEPT = 12
"""So many versions of a template keep what they said."""

FIELD = re.compile(r"\{\{\s*([a-z][a-z_.]*)\s*\}\}")
"""A field in a template's body, like ``{{client.name}}``."""


@record
class TemplateChange:
    """A line of a template's changelog: which version was made on which day of the user's, and what it changed."""

    version: int
    on: date
    note: str


@record
class TemplateText:
    """What a template said before: the body of one of its versions."""

    version: int
    body: str


@record
class Template(Document):
    """A document's pattern; ``id`` names it for ever, ``version`` counts its changes.

    ``functions`` are the seats that send such a document, none for all of them. ``body`` is Markdown, with
    fields like ``{{client.name}}`` in it. ``lead_days`` before the due day the work begins; ``every`` is its
    usual rhythm, None for what is sent once, ``stakes`` what hangs on it. ``archived`` keeps it from being offered.
    ``changelog`` has the oldest first, and ``earlier`` what its last versions said, so that a document can be held against
    the very text that it was made from (row 002-22).
    """

    name: str
    type: str
    functions: tuple[Function, ...] = ()
    body: str = ""
    version: int = 1
    lead_days: int = 0
    every: str | None = None
    archived: bool = False
    changelog: tuple[TemplateChange, ...] = ()
    earlier: tuple[TemplateText, ...] = ()
    stakes: Stakes = Stakes.NORMAL

    @property
    def slug(self) -> str:
        """Its name as it is typed: ``cfo-monthly-report``."""
        return "-".join(re.findall(r"[^\W_]+", self.name.casefold()))

    def said(self, version: int) -> str | None:
        """What a version said, None where that is not kept."""
        if version == self.version:
            return self.body
        return next((each.body for each in self.earlier if each.version == version), None)

    def fits(self, type: str, function: Function) -> bool:  # noqa: A002 - the field's own word
        """Whether it is for documents of this type that this seat sends."""
        seat = not self.functions or function in self.functions
        return seat and self.type.casefold() == type.casefold()


def changed_lines(before: str, after: str) -> str:
    """What a change of a body comes to, for its changelog: ``4 lines added, 1 taken out``."""
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    added, gone = (new - old).total(), (old - new).total()
    words = [
        f"{count} {'line' if count == 1 else 'lines'} {did}"
        for count, did in ((added, "added"), (gone, "taken out"))
        if count
    ]
    return ", ".join(words) or "lines moved"


def fields_of(body: str) -> tuple[str, ...]:
    """The names of the fields in a body, each once, in the order of their first use."""
    return tuple(dict.fromkeys(FIELD.findall(body)))


def said_before(templates: Iterable[Template]) -> tuple[TemplateText, ...]:
    """What the last versions of a template said, from the states that it was in: for its next version to keep."""
    texts = {
        text.version: text
        for each in templates
        for text in (*each.earlier, TemplateText(version=each.version, body=each.body))
    }
    return tuple(texts[version] for version in sorted(texts))[-KEPT:]


def pieces_of(line: str) -> tuple[str, ...]:
    """The text around a line's fields, from before the first to after the last; the whole line alone where it has none."""
    return tuple(FIELD.split(line)[::2])


def fill(body: str, values: Mapping[str, str]) -> str:
    """The body with its fields filled; a field without a value stays as it is, so that one sees what is missing.

    A value is text: what looks like a field in it is not filled again.
    """
    return FIELD.sub(lambda found: values.get(found[1], found[0]), body)


def check_template(template: Template) -> Template:
    """Return the template as it may be kept.

    Raises:
        FieldRefused: a text, the type, the rhythm or the lead time cannot be taken.
    """
    if template.every is not None and template.every not in EVERY:
        raise FieldRefused("every", "Write week, month or quarter, or leave it empty for a single one.")
    if not 0 <= template.lead_days <= LONGEST_LEAD_DAYS:
        raise FieldRefused("lead_days", f"The lead time is 0 to {LONGEST_LEAD_DAYS} days.")
    return replace(
        template,
        name=_name(template.name),
        type=check_type(template.type),
        body=note("body", template.body),
    )


def _name(text: str) -> str:
    name = one_line("name", text, 60, required=True)
    if not any(char.isalnum() for char in name):
        raise FieldRefused("name", "Give the template a name with letters in it, like CFO monthly report.")
    return name
