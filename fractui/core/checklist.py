"""Checklists of a client: onboarding, closing and others, each item done, skipped for a reason, or open (rows 000-22, 000-23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fractui.core.document import Document
from fractui.core.errors import FieldRefused
from fractui.core.text import one_line
from fractui.core.value import record, value

SECTIONS = ("company", "access", "people", "rhythm", "setup")
"""The sections of an onboarding: learn the company, get access, understand the people, set the working rhythm (row 000-22)."""

LISTS = ("onboarding", "closing", "custom")
"""The checklists that a client can have."""


@record
class ChecklistItem(Document):
    """One thing to do once. ``list`` is one of ``LISTS``, ``section`` one of ``SECTIONS``, ``order`` its place in the section.

    ``skipped`` is the reason why it is left out; ``owner`` is "me", the client or a name.
    """

    text: str
    list: str = "onboarding"
    section: str = "setup"
    order: int = 0
    owner: str = "me"
    required: bool = True
    due_on: date | None = None
    done_on: date | None = None
    skipped: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.skipped


@value
class Progress:
    """How far a section is: ``done`` of ``total``, those that were skipped left out."""

    section: str
    done: int
    total: int


def progress(items: Iterable[ChecklistItem]) -> tuple[Progress, ...]:
    """How far each section is, in the order of ``SECTIONS``; sections without items are left out."""
    done = dict.fromkeys(SECTIONS, 0)
    total = dict.fromkeys(SECTIONS, 0)
    for item in items:
        if not item.skipped:
            total[item.section] += 1
            done[item.section] += item.done_on is not None
    return tuple(Progress(section, done[section], total[section]) for section in SECTIONS if total[section])


def check_item(item: ChecklistItem) -> ChecklistItem:
    """Return the item as it may be kept.

    Raises:
        FieldRefused: it says nothing, its list or section is unknown, or it is both done and skipped.
    """
    if item.list not in LISTS:
        raise FieldRefused("list", f"There is no such list; write one of {', '.join(LISTS)}.")
    if item.section not in SECTIONS:
        raise FieldRefused("section", f"There is no such section; write one of {', '.join(SECTIONS)}.")
    if item.done_on is not None and item.skipped:
        raise FieldRefused("skipped", "What is done is not skipped; take one of the two back.")
    return replace(
        item,
        text=one_line("text", item.text, 300, required=True),
        owner=one_line("owner", item.owner) or "me",
        skipped=one_line("skipped", item.skipped, 300),
    )
