"""A deliverable and its way over the board: the status table, receipts and delivery debt (rows 003-04, -05, -14, -26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fractui.core.document import Document


class Status(StrEnum):
    """The three columns of the board (row 003-14)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of one delivery: what version went to whom, by which channel, and whether it was on time (row 003-05)."""

    delivered_at: datetime
    version: int
    to: str
    via: str
    on_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One logged move between columns."""

    at: datetime
    came_from: Status
    went_to: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable(Document):
    """A formal document owed to a client.

    ``type`` is the document's type as it stands in file names, e.g. ``MonthlyReport``. ``due`` is a local date in the client's
    zone. ``every`` is ``week``, ``month``, ``quarter`` or None. ``completed_at`` is when the work was finished: in review and
    complete but not delivered is delivery debt, and has an age (row 003-04). ``status_since`` is when it entered its column.
    ``files`` are names in the client's ``files/``.
    """

    client: str
    title: str
    type: str
    due: date
    every: str | None = None
    status: Status = Status.DRAFT
    status_since: datetime | None = None
    completed_at: datetime | None = None
    version: int = 1
    receipts: tuple[Receipt, ...] = ()
    log: tuple[StatusChange, ...] = ()
    files: tuple[str, ...] = ()
    notes: str = ""
