"""Decisions at the clients: a line to write down, and what came of it later (rows 000-04, 004-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from fractui.core.decision import Decision, check_decision
from fractui.core.zones import local_day
from fractui.services.relations import fresh
from fractui.services.whose import known_code, open_code
from fractui.store.practice import Practice


class DecisionWords(TypedDict, total=False):
    """What can be said of a decision; ``on`` is the client's day."""

    text: str
    on: date
    owner: str
    outcome: str


class Decisions:
    """The decisions of the clients. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add(
        self, code: str, text: str, on: date | None = None, owner: str = "me", outcome: str = ""
    ) -> Decision:
        """Write a decision down, of today at the client unless another day is said.

        Raises:
            NotFound: no open client has that code.
            FieldRefused: a text cannot be taken.
        """
        code = open_code(self._practice, code)
        today = local_day(self._practice.now(), self._practice.portal(code).client().zone)
        new = check_decision(
            Decision(id=self._practice.new_id(), text=text, on=on or today, owner=owner, outcome=outcome)
        )
        with self._practice.transaction(f"decision at {code}: {new.text}") as tx:
            return tx.put_in(code, new)

    def edit(self, code: str, id: str, *, rev: int | None = None, **words: Unpack[DecisionWords]) -> Decision:  # noqa: A002
        """Change a decision, for example to say what came of it.

        Raises:
            NotFound: no open client has that code, or no decision that id.
            Stale: it has another revision by now.
            FieldRefused: a text cannot be taken.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"edit a decision at {code}") as tx:
            return tx.put_in(code, check_decision(replace(fresh(self.show(code, id), rev), **words)))

    def delete(self, code: str, id: str) -> Decision:  # noqa: A002
        """Take a decision away; undo brings it back.

        Raises:
            NotFound: no open client has that code, or no decision that id.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"delete a decision at {code}") as tx:
            return tx.delete(code, self.show(code, id))

    def show(self, code: str, id: str) -> Decision:  # noqa: A002
        """One decision.

        Raises:
            NotFound: no client has that code, or no decision that id.
        """
        return self._practice.portal(known_code(self._practice, code)).document(Decision, id, "decision")

    def list(self, code: str) -> tuple[Decision, ...]:
        """The decisions at a client, open or closed, the newest first.

        Raises:
            NotFound: no client has that code.
        """
        found = self._practice.portal(known_code(self._practice, code)).documents(Decision)
        return tuple(sorted(found, key=lambda each: each.on, reverse=True))
