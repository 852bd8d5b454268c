"""What is shown where a change would make entries share time: how they lie, and how they would for each choice."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from fractui.core.errors import FieldRefused
from fractui.core.value import value


class Fate(StrEnum):
    """What a choice makes of an entry."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    SPLIT = "split"


@value
class OverlapRow:
    """An entry, or a piece of one; ``start`` and ``end`` are local to the user's zone, ``end`` None while it runs.

    ``id`` is empty for what is not stored yet. ``who`` is the client's code or the bucket's name, ``color`` the
    client's, empty for a bucket. ``wanted`` marks the entry that is being added or changed. ``seconds`` counts a
    running one up to now.
    """

    id: str
    who: str
    color: str
    start: datetime
    end: datetime | None
    seconds: int
    note: str
    wanted: bool
    fate: Fate = Fate.SAME


@value
class OverlapChoice:
    """One way out: ``how`` is what ``on_overlap`` takes, ``rows`` what there would be then, by start.

    Where it is not possible ``rows`` is empty and ``why_not`` the sentence that says so. ``like`` names an earlier
    choice that comes to the same, so that it need not be offered twice; empty otherwise.
    """

    how: str
    rows: tuple[OverlapRow, ...] = ()
    why_not: str = ""
    like: str = ""


@value
class OverlapView:
    """What is in the way of a change: ``wanted`` is the entry as it was asked for, ``before`` all as they are, by start.

    ``choices`` are trim the earlier, trim the later, split, keep both and trim the others, in this order.
    """

    zone: str
    now: datetime
    wanted: OverlapRow
    before: tuple[OverlapRow, ...]
    choices: tuple[OverlapChoice, ...]

    def choice(self, how: str) -> OverlapChoice:
        """The choice of that name.

        Raises:
            KeyError: there is none.
        """
        for each in self.choices:
            if each.how == how:
                return each
        raise KeyError(how)


class Overlaps(FieldRefused):
    """A change would make entries share time and nobody said what to do; ``view`` shows what could be done."""

    def __init__(self, field: str, sentence: str, view: OverlapView) -> None:
        super().__init__(field, sentence)
        self.view = view
