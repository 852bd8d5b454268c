"""What the Board shows."""

from __future__ import annotations

from datetime import date

from fractui.core.value import value


@value
class Card:
    """One deliverable on the board.

    ``days`` are whole days until it is due, negative when late; ``age_days`` how long it has been in its column;
    ``debt_days`` how long it has been finished and not delivered, None when it is not (row 003-04). Receipt fields are of
    the last delivery.
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


@value
class Column:
    """One column: ``status`` as in ``core.deliverable.Status``, its title, and its cards, most pressing first."""

    status: str
    title: str
    cards: tuple[Card, ...]


@value
class BoardView:
    """The board of all clients (``code`` None) or one. Delivered cards are those of this month and the last 14 days."""

    code: str | None
    today: date
    columns: tuple[Column, ...]
    this_week: int
    overdue: int
    undelivered: int
