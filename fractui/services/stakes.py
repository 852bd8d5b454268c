"""What hangs on a new deliverable, where nobody says it: as the template of its type has it (row 000-25)."""

from __future__ import annotations

from fractui.core.client import Function
from fractui.core.stakes import Stakes, usual_stakes
from fractui.core.template import Template
from fractui.store.practice import Practice


def stakes_of_type(practice: Practice, type: str, function: Function) -> Stakes:  # noqa: A002 - the deliverable's own word
    """What the practice's own or changed template for a seat's documents of a type says, else what usually hangs on the type.

    The shipped templates are not read: the types that they say it of are known (``core.stakes.HIGH_TYPES``).
    """
    own = [
        each for each in practice.own.documents(Template) if each.fits(type, function) and not each.archived
    ]
    own.sort(key=lambda each: not each.functions)
    return own[0].stakes if own else usual_stakes(type)
