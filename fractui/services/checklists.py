"""Checklists of the clients: what is to be done once, and how far it is (rows 000-22, 000-23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from fractui.core.checklist import SECTIONS, ChecklistItem, Progress, check_item, progress
from fractui.core.client import Stage
from fractui.core.errors import Refused
from fractui.core.value import value
from fractui.core.zones import local_day
from fractui.services.relations import fresh
from fractui.services.whose import known_code, open_code
from fractui.store.practice import Practice

BEGINNING = (Stage.PIPELINE, Stage.CONTRACTING, Stage.ONBOARDING)
"""The stages in which what is to be done once is a part of the onboarding."""


class ItemWords(TypedDict, total=False):
    """What can be said of an item; ``skipped`` is the reason for leaving it out, empty to take it in again."""

    text: str
    list: str
    section: str
    owner: str
    required: bool
    due_on: date | None
    skipped: str


@value
class Checklist:
    """A client's items in their order, and how far each section is."""

    code: str
    items: tuple[ChecklistItem, ...]
    progress: tuple[Progress, ...]


class Checklists:
    """The checklists of the clients. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(self, code: str, **words: Unpack[ItemWords]) -> ChecklistItem:
        """Put an item, which has a ``text`` at least, at the end of its list.

        Without a ``list`` it is a part of the onboarding while that goes on, else of the custom one.

        Raises:
            NotFound: no open client has that code.
            FieldRefused: a value cannot be taken.
        """
        code = open_code(self._practice, code)
        items = self.show(code).items
        last = max((each.order for each in items), default=0)
        blank = ChecklistItem(
            id=self._practice.new_id(), text="", order=last + 1, list=self._fitting(code, items)
        )
        new = check_item(replace(blank, **words))
        with self._practice.transaction(f"checklist of {code}: {new.text}") as tx:
            return tx.put_in(code, new)

    def _fitting(self, code: str, items: Iterable[ChecklistItem]) -> str:
        begins = self._practice.portal(code).client().stage in BEGINNING
        return (
            "onboarding"
            if begins or any(each.is_open and each.list == "onboarding" for each in items)
            else "custom"
        )

    def edit(
        self,
        code: str,
        id: str,  # noqa: A002
        *,
        rev: int | None = None,
        **words: Unpack[ItemWords],
    ) -> ChecklistItem:
        """Change an item, or leave it out for a reason.

        Raises:
            NotFound: no open client has that code, or no item that id.
            Stale: it has another revision by now.
            FieldRefused: a value cannot be taken.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"edit the checklist of {code}") as tx:
            return tx.put_in(code, check_item(replace(fresh(self.item(code, id), rev), **words)))

    def done(self, code: str, id: str, *, done: bool = True) -> ChecklistItem:  # noqa: A002
        """Tick an item off today, or take the tick back.

        Raises:
            NotFound: no open client has that code, or no item that id.
            Refused: it is as wanted already, or was left out.
        """
        code = open_code(self._practice, code)
        today = local_day(self._practice.now(), self._practice.portal(code).client().zone)
        with self._practice.transaction(
            f"{'done' if done else 'not done'}: {self.item(code, id).text}"
        ) as tx:
            old = self.item(code, id)
            if (old.done_on is not None) is done:
                raise Refused(f"“{old.text}” is {'done' if done else 'not done'} already.")
            return tx.put_in(code, check_item(replace(old, done_on=today if done else None)))

    def delete(self, code: str, id: str) -> ChecklistItem:  # noqa: A002
        """Take an item off the list; undo brings it back.

        Raises:
            NotFound: no open client has that code, or no item that id.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"take off the checklist of {code}") as tx:
            return tx.delete(code, self.item(code, id))

    def item(self, code: str, id: str) -> ChecklistItem:  # noqa: A002
        """One item.

        Raises:
            NotFound: no client has that code, or no item that id.
        """
        portal = self._practice.portal(known_code(self._practice, code))
        return portal.document(ChecklistItem, id, "checklist item")

    def show(self, code: str, name: str = "") -> Checklist:
        """A client's checklist of that name, all of them without one.

        Raises:
            NotFound: no client has that code.
        """
        code = known_code(self._practice, code)
        items = [
            each
            for each in self._practice.portal(code).documents(ChecklistItem)
            if not name or each.list == name
        ]
        items.sort(key=lambda each: (each.list, SECTIONS.index(each.section), each.order, each.id))
        return Checklist(code, tuple(items), progress(items))
