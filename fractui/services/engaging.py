"""A new engagement in one go: the portal, what is owed, the onboarding, the first week's blocks (rows 003-22, 000-22, 000-23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Unpack

from fractui.core.agreement import Agreement
from fractui.core.block import Block, check_block
from fractui.core.checklist import ChecklistItem, check_item
from fractui.core.client import Client
from fractui.core.deliverable import Deliverable, check_deliverable
from fractui.core.document import Document
from fractui.core.errors import FieldRefused
from fractui.core.plan import plan_of
from fractui.core.preset import BY_FUNCTION, ONBOARDING, PAPERS, first_due, placed, sessions
from fractui.core.recurrence import due_on
from fractui.core.stakes import usual_stakes
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.client_form import ClientTerms, new_client
from fractui.services.clients import Clients
from fractui.services.library.shelf import fitting, rows_of
from fractui.services.recurrence import days_off_of
from fractui.services.taken import taken
from fractui.store.practice import Practice

PARTS = ("deliverables", "checklist", "blocks")
"""What an engagement can begin with beside its client and agreement."""


@value
class Begun:
    """A new client and what was made for it.

    ``unplaced`` sittings of its week found no free hour; ``unplanned`` says that blocks were wanted and nothing is agreed that a
    week could be planned by.
    """

    client: Client
    deliverables: tuple[Deliverable, ...]
    items: tuple[ChecklistItem, ...]
    blocks: tuple[Block, ...]
    unplaced: int
    unplanned: bool = False

    @property
    def missing_words(self) -> str:
        """Which of the wanted blocks there are not, and why; empty where all are there."""
        if self.unplanned:
            return "blocks need hours a month or a share of your week"
        return f"{self.unplaced} found no free hour" if self.unplaced else ""

    @property
    def blocks_words(self) -> str:
        """How many blocks there are, and how often: ``7 blocks a week``, ``5 blocks, 2 of them not every week``; empty for none."""
        count = len(self.blocks)
        rarer = sum(each.step > 1 for each in self.blocks)
        words = f"{count} block{'' if count == 1 else 's'}"
        return "" if not count else f"{words}, {rarer} of them not every week" if rarer else f"{words} a week"


class Engaging:
    """Begins engagements."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def begin(self, code: str, parts: tuple[str, ...] | None = None, **terms: Unpack[ClientTerms]) -> Begun:
        """Add a client with what its function usually begins with, as one change that undo takes back whole.

        The deliverables are due by the function's rhythm and begun as long before as their templates say, the checklist counts from
        the first day, the blocks of the planned week stand where the user is free in the first whole week.

        Args:
            code: the new client's code.
            parts: what to begin with, of ``PARTS``; None for all of them.
            terms: as ``Clients.add`` takes them.

        Raises:
            Refused: the code is taken.
            FieldRefused: a value cannot be taken.
        """
        parts = _known(parts)
        begun: list[Begun] = []

        def beginning(client: Client, agreement: Agreement) -> tuple[Document, ...]:
            begun[:] = [self._beginning(client, agreement, parts)]
            return (*begun[0].deliverables, *begun[0].items, *begun[0].blocks)

        client = Clients(self._practice).add(code, beginning=beginning, **terms)
        return replace(begun[0], client=client)

    def preview(self, code: str, parts: tuple[str, ...] | None = None, **terms: Unpack[ClientTerms]) -> Begun:
        """What ``begin`` would make as things stand, without making it; whether the code is free is not looked at.

        Raises:
            FieldRefused: a value cannot be taken.
        """
        practice = self._practice
        client, agreement = new_client(
            code, terms, practice.settings().zone, practice.now(), practice.new_id()
        )
        return self._beginning(client, agreement, _known(parts))

    def _beginning(self, client: Client, agreement: Agreement, parts: tuple[str, ...]) -> Begun:
        first = max(agreement.effective_from, local_day(self._practice.now(), client.zone))
        deliverables = tuple(self._deliverables(client, first)) if "deliverables" in parts else ()
        items = tuple(self._items(client, first)) if "checklist" in parts else ()
        with_blocks = "blocks" in parts
        wanted, blocks = self._blocks(client, agreement, first) if with_blocks else (0, [])
        unplanned = with_blocks and not wanted
        return Begun(client, deliverables, items, tuple(blocks), wanted - len(blocks), unplanned)

    def _deliverables(self, client: Client, first: date) -> Iterator[Deliverable]:
        templates = tuple(rows_of(self._practice))
        off = days_off_of(self._practice)
        for paper in PAPERS[client.function]:
            meant = first_due(paper, first)
            due = max(due_on(meant, paper.every, off), first)
            template = fitting(templates, paper.type, client.function)
            yield check_deliverable(
                Deliverable(
                    id=self._practice.new_id(),
                    client=client.id,
                    title=paper.title,
                    type=paper.type,
                    due=due,
                    every=paper.every,
                    nominal_due=meant if paper.every is not None and due != meant else None,
                    lead_days=template.lead_days if template else 0,
                    stakes=template.stakes if template else usual_stakes(paper.type),
                    status_since=self._practice.now(),
                )
            )

    def _items(self, client: Client, first: date) -> Iterator[ChecklistItem]:
        wanted = (*ONBOARDING, *BY_FUNCTION[client.function])
        off = days_off_of(self._practice)
        for order, (section, text, days) in enumerate(wanted, 1):
            yield check_item(
                ChecklistItem(
                    id=self._practice.new_id(),
                    text=text,
                    section=section,
                    order=order,
                    due_on=max(due_on(first + timedelta(days=days), None, off), first),
                )
            )

    def _blocks(self, client: Client, agreement: Agreement, first: date) -> tuple[int, list[Block]]:
        settings = self._practice.settings()
        wanted = sessions(plan_of(agreement, settings.week_hours).minutes)
        monday = first + timedelta(days=-first.weekday() % 7)
        places = placed(
            wanted,
            monday,
            settings.work_days,
            (settings.work_from, settings.work_to),
            taken(self._practice, monday, settings.zone),
        )
        return len(wanted), [
            check_block(
                Block(
                    id=self._practice.new_id(),
                    client=client.id,
                    title=session.title,
                    starts_on=day,
                    at=at,
                    minutes=session.minutes,
                    days=(day.weekday(),),
                    step=session.step,
                    zone=settings.zone,
                    category=session.category,
                )
            )
            for session, day, at in places
        ]


def _known(parts: tuple[str, ...] | None) -> tuple[str, ...]:
    """The parts that are wanted, all for None.

    Raises:
        FieldRefused: one of them is none.
    """
    unknown = [part for part in parts or () if part not in PARTS]
    if unknown:
        raise FieldRefused("parts", f"An engagement begins with {', '.join(PARTS)}; {unknown[0]} is none.")
    return PARTS if parts is None else parts
