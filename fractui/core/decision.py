"""Decisions: what was decided at a client, by whom, and what came of it (rows 000-04, 004-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fractui.core.document import Document
from fractui.core.text import one_line
from fractui.core.value import record


@record
class Decision(Document):
    """A decision on a client's day ``on``; ``outcome`` is what came of it, empty while nobody can tell."""

    text: str
    on: date
    owner: str = "me"
    outcome: str = ""


def check_decision(decision: Decision) -> Decision:
    """Return the decision as it may be kept.

    Raises:
        FieldRefused: it says nothing, or a text cannot be taken.
    """
    return replace(
        decision,
        text=one_line("text", decision.text, 500, required=True),
        owner=one_line("owner", decision.owner) or "me",
        outcome=one_line("outcome", decision.outcome, 500),
    )
