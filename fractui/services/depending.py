"""Which deliverables of a client come after which: looked up within its own portal, never in another's."""

from __future__ import annotations

from collections.abc import Iterable

from fractui.core.deliverable import Deliverable
from fractui.core.dependency import Find, follows
from fractui.core.errors import FieldRefused
from fractui.core.text import safe
from fractui.services.whose import open_portals
from fractui.store.practice import Portal, Practice


def finding(portal: Portal) -> Find:
    """The look-up of a client's deliverables by their whole ids."""

    def find(known: str) -> Deliverable | None:
        return next((each for each in portal.deliverables_named(known) if each.id == known), None)

    return find


def resolved(
    practice: Practice, portal: Portal, before: Iterable[str], wanted: Iterable[str]
) -> tuple[str, ...]:
    """The whole ids of the deliverables that are meant, each once.

    Args:
        practice: where the other clients are, to tell why one of theirs is not taken.
        portal: the client's.
        before: the ids that the deliverable comes after already; they stay also where they are gone by now.
        wanted: the beginnings of ids.

    Raises:
        FieldRefused: one is owed to another client, or nobody's, or several of this client's begin so.
    """
    kept = frozenset(before)
    return tuple(
        dict.fromkeys(
            known if known in kept else _meant(practice, portal, known) for known in wanted if known
        )
    )


def may_precede(portal: Portal, known: str) -> tuple[Deliverable, ...]:
    """What a client is owed that a deliverable, empty for a new one, can come after: all but itself and what comes after it."""
    find = finding(portal)
    return tuple(
        each for each in portal.owed() if not known or (each.id != known and not follows(each, known, find))
    )


def _meant(practice: Practice, portal: Portal, prefix: str) -> str:
    found = portal.deliverables_named(prefix)
    exact = [each for each in found if each.id == prefix]
    if len(exact or found) == 1:
        return (exact or found)[0].id
    shown = safe(prefix[:32])
    if found:
        raise FieldRefused(
            "after", f"Several deliverables of {portal.code} begin with {shown}; write more of the id."
        )
    if any(each.deliverables_named(prefix) for each in open_portals(practice) if each.code != portal.code):
        raise FieldRefused(
            "after",
            f"{shown} is owed to another client; a deliverable comes only after others of its own client.",
        )
    raise FieldRefused(
        "after",
        f"{portal.code} has no deliverable {shown}; fractui deliverable list {portal.code} shows the ids.",
    )
