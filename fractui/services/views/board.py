"""What the Board shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fractui.core.value import value

FILTERS = {
    "all": "",
    "week": "due this week",
    "overdue": "overdue",
    "mine": "mine to do",
    "waiting": "waiting",
    "unsent": "finished, not delivered",
}
"""What the board can be narrowed to, in the order in which one key goes through them, with the words that say so."""


@value
class Card:
    """One deliverable on the board.

    ``days`` are whole days until it is due, negative when late; ``age_days`` how long it has been in its column;
    ``debt_days`` how long it has been finished and not delivered, None when it is not (row 003-04). Receipt fields are of
    the last delivery.

    ``waits_for`` is empty while it is on the user; ``document`` is the file of this version, empty for none. ``begin_by`` is the day
    on which its work is to begin, None once it has. ``ageing`` is 0 to 2: usual in its column, long, too long. ``response`` is
    what the client did last with what was delivered (``core.deliverable.Response``), empty while unknown. ``after`` says what is to be
    delivered before it and is not yet, empty for nothing; ``after_due`` is the day of that, where it is later than its own.
    ``high`` is whether its stakes are.
    """

    id: str
    rev: int
    code: str
    color: str
    title: str
    type: str
    status: str
    recurring: bool
    due: date
    days: int
    version: int
    age_days: int
    debt_days: int | None
    delivered_on: date | None
    delivered_to: str
    delivered_via: str
    on_time: bool | None
    waits_for: str = ""
    document: str = ""
    begin_by: date | None = None
    ageing: int = 0
    response: str = ""
    after: str = ""
    after_due: date | None = None
    high: bool = False

    @property
    def waiting(self) -> bool:
        """Whether it cannot be gone on with: somebody else has to act, or another deliverable comes before it."""
        return bool(self.waits_for or self.after)

    @property
    def pressing(self) -> tuple[int, int, str, str, str]:
        """What sorts cards that are owed, the most pressing first."""
        return self.due.toordinal(), -(self.debt_days or 0), self.code, self.title, self.id


@value
class Column:
    """One column: ``status`` as in ``core.deliverable.Status``, its title, and its cards, most pressing first."""

    status: str
    title: str
    cards: tuple[Card, ...]


@value
class Crowd:
    """A client of whom more is in progress than its limit (row 004-04)."""

    code: str
    color: str
    count: int
    limit: int


@value
class BoardView:
    """The board of all clients (``code`` None) or one. Delivered cards are those of this month and the last 14 days.

    ``crowds`` are the clients with too much in progress. ``shown`` is one of ``FILTERS``; the counts are of the whole board.
    """

    code: str | None
    today: date
    columns: tuple[Column, ...]
    this_week: int
    overdue: int
    undelivered: int
    crowds: tuple[Crowd, ...] = ()
    shown: str = "all"

    def only(self, shown: str) -> BoardView:
        """The board narrowed to one of ``FILTERS`` (row 003-24)."""
        if shown == "all":
            return self
        columns = tuple(
            replace(column, cards=tuple(card for card in column.cards if self._fits(card, shown)))
            for column in self.columns
        )
        return replace(self, columns=columns, shown=shown)

    def card(self, known: str) -> Card | None:
        """The card of a deliverable by its id."""
        return next((card for column in self.columns for card in column.cards if card.id == known), None)

    def moved(self, known: str, status: str) -> BoardView:
        """The board as it will be once an owed card has moved to another column of what is owed; the same for any other move."""
        card = self.card(known)
        if card is None or "delivered" in (status, card.status):
            return self
        debt = card.debt_days if status != "draft" else None
        there = replace(card, status=status, age_days=0, ageing=0, debt_days=debt, begin_by=None)
        columns = []
        for column in self.columns:
            cards = [each for each in column.cards if each.id != known]
            if column.status == status:
                cards = sorted((*cards, there), key=lambda each: each.pressing)
            columns.append(replace(column, cards=tuple(cards)))
        return replace(self, columns=tuple(columns))

    def crowd(self, code: str) -> Crowd | None:
        """The client's crowd, None while it has no more in progress than its limit."""
        return next((each for each in self.crowds if each.code == code), None)

    def _fits(self, card: Card, shown: str) -> bool:
        """Whether a card is among those; what is delivered can only be of this week."""
        weekday = self.today.weekday()
        if shown == "week":
            return -weekday <= (card.due - self.today).days <= 6 - weekday
        if card.status == "delivered":
            return False
        if shown == "overdue":
            return card.days < 0
        if shown == "unsent":
            return card.debt_days is not None
        return card.waiting == (shown == "waiting")
