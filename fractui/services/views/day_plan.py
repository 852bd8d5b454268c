"""The plan of the day, as panes and commands show it."""

from __future__ import annotations

from datetime import date

from fractui.core.value import value


@value
class PickRow:
    """One thing of the plan: ``code`` and ``color`` are empty for a line of one's own.

    ``kind`` says what of the client's it is, ``target`` the item that it leads to, each empty for a line of one's own. ``since`` is
    the day for which it was chosen first, ``days`` its age in days. ``note`` says what became of the thing itself: that it was done,
    kept or delivered, or is not there any more.
    """

    id: str
    text: str
    code: str
    color: str
    kind: str
    target: str
    since: date
    days: int
    done: bool
    note: str = ""


@value
class DayPlanView:
    """The user's day ``today``: ``rows`` are what is open, then what was ticked off today; ``later`` is what was put off to tomorrow."""

    today: date
    rows: tuple[PickRow, ...] = ()
    later: tuple[PickRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not self.rows and not self.later


@value
class Offer:
    """Something that can be chosen for today: ``target`` as an item, ``PickRow.target``; ``why`` says in few words why now."""

    target: str
    code: str
    color: str
    title: str
    why: str
