"""A deliverable and its way over the board.

The status table, receipts and delivery debt (rows 003-04, -05, -14, -26).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from fractui.core.document import Document
from fractui.core.errors import FieldRefused, Refused
from fractui.core.naming import check_type, read_name
from fractui.core.period import add_months
from fractui.core.receipt import Receipt
from fractui.core.stakes import Stakes
from fractui.core.text import note, one_line
from fractui.core.value import record, value

EVERY = {"week": 0, "month": 1, "quarter": 3}
"""The rhythms of a recurring deliverable with their months; a week has none."""

LONGEST_LEAD_DAYS = 120
"""No document takes longer to prepare than a quarter and a month."""


class Status(StrEnum):
    """The three columns of the board (row 003-14)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    DELIVERED = "delivered"


class Response(StrEnum):
    """What the client did with what was delivered (row 003-16)."""

    OPEN = "open"
    REOPEN = "reopen"
    SHARE = "share"
    REPLY = "reply"
    NONE = "none"


@record
class Engagement:
    """One sign that somebody read what was delivered, or did not; ``who`` may be empty (row 003-16)."""

    at: datetime
    kind: Response
    who: str = ""
    version: int = 1


@record
class StatusChange:
    """One logged move between columns."""

    at: datetime
    came_from: Status
    went_to: Status


@record
class Deliverable(Document):
    """A formal document owed to a client.

    ``type`` is the document's type as it stands in file names, e.g. ``MonthlyReport``. ``due`` is a local
    date in the client's zone. ``every`` is ``week``, ``month``, ``quarter`` or None. ``completed_at`` is when
    the work was finished: in review and complete but not delivered is delivery debt, and has an age (row
    003-04). ``status_since`` is when it entered its column. ``files`` are names in the client's ``files/``.

    Of a recurring one, ``follows`` is the id of the instance before it, empty in the first, and ``nominal_due`` the day by
    the rhythm where a day off has moved ``due``; each follows the one before by its rhythm, not by its moved day.
    Work on it begins ``lead_days`` before it is due. ``template`` and ``template_version`` say what it was made
    from. ``waits_for`` is empty while it is on the executive, else who has to act. ``may_name`` are the codes of other
    clients that its documents name on purpose (row 003-03). ``after`` are the ids of this client's deliverables that are
    to be delivered before it (``core.dependency``); the next of a series does not take them over. ``stakes`` says how much hangs on it.
    A tombstone that is ``undone`` was taken back with the change that made it, and not deleted by somebody.
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
    follows: str = ""
    nominal_due: date | None = None
    lead_days: int = 0
    template: str = ""
    template_version: int = 0
    waits_for: str = ""
    engagement: tuple[Engagement, ...] = ()
    may_name: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    stakes: Stakes = Stakes.NORMAL
    undone: bool = False

    @property
    def delivered(self) -> Receipt | None:
        """The receipt of the last delivery."""
        return self.receipts[-1] if self.receipts else None


@value
class Transition:
    """What one move between columns asks for and does."""

    needs_receipt: bool = False
    new_version: bool = False
    reopens: bool = False


TRANSITIONS: dict[tuple[Status, Status], Transition] = {
    (Status.DRAFT, Status.IN_REVIEW): Transition(),
    (Status.DRAFT, Status.DELIVERED): Transition(needs_receipt=True),
    (Status.IN_REVIEW, Status.DRAFT): Transition(reopens=True),
    (Status.IN_REVIEW, Status.DELIVERED): Transition(needs_receipt=True),
    (Status.DELIVERED, Status.DRAFT): Transition(new_version=True, reopens=True),
    (Status.DELIVERED, Status.IN_REVIEW): Transition(new_version=True, reopens=True),
}
"""The way over the board (rows 003-05, -14, -26).

A delivery needs its receipt, what was delivered is reissued as a new version.
"""


def document_of(deliverable: Deliverable, version: int | None = None) -> str:
    """The name of the document of a version, the current one for None; empty where none was attached."""
    wanted = version or deliverable.version
    for name in reversed(deliverable.files):
        parts = read_name(name)
        if parts is not None and parts.version == wanted:
            return name
    return ""


def sent_as(deliverable: Deliverable, receipt: Receipt) -> str:
    """What it was called when it was delivered; where that was not kept yet, what it is called now."""
    return receipt.title or deliverable.title


def status_named(text: str, field: str = "status") -> Status:
    """The column that a word means: ``in review``, ``in-review``, ``review`` or any beginning of its name.

    Raises:
        FieldRefused: there is none.
    """
    name = "_".join(text.strip().lower().replace("-", " ").replace("_", " ").split())
    found = [
        each for each in Status if name and (each.value.startswith(name) or each.value.endswith(f"_{name}"))
    ]
    if len(found) != 1:
        raise FieldRefused(field, "There is no such column; write draft, in_review or delivered.")
    return found[0]


def move(
    deliverable: Deliverable,
    to: Status,
    now: datetime,
    today: date,
    *,
    to_whom: str = "",
    via: str = "",
    note: str = "",
) -> Deliverable:
    """Move the deliverable to another column and log it (row 003-14).

    ``today`` is the local day in the client's zone: delivered on or before the due day is on time. Delivering
    asks to whom and by which channel and keeps the receipt for ever; leaving the delivered column begins the
    next version (rows 003-05, -26).

    Raises:
        Refused: it is in that column already.
        FieldRefused: a delivery without its recipient or channel.
    """
    transition = TRANSITIONS.get((deliverable.status, to))
    if transition is None:
        raise Refused(f"{deliverable.title} is {to.value.replace('_', ' ')} already.")
    now = now.astimezone(UTC).replace(microsecond=0)
    change = StatusChange(at=now, came_from=deliverable.status, went_to=to)
    receipts, completed_at = deliverable.receipts, deliverable.completed_at
    if transition.needs_receipt:
        receipt = Receipt(
            delivered_at=now,
            version=deliverable.version,
            to=one_line("to", to_whom, required=True),
            via=one_line("via", via, required=True),
            on_time=today <= deliverable.due,
            file=document_of(deliverable),
            note=one_line("note", note, 500),
            title=deliverable.title,
            due=deliverable.due,
        )
        receipts = (*receipts, receipt)
        completed_at = completed_at or now
    return replace(
        deliverable,
        status=to,
        status_since=now,
        version=deliverable.version + transition.new_version,
        completed_at=None if transition.reopens else completed_at,
        receipts=receipts,
        log=(*deliverable.log, change),
        waits_for="" if transition.needs_receipt else deliverable.waits_for,
    )


def finish(deliverable: Deliverable, now: datetime) -> Deliverable:
    """Mark the work as finished: delivery debt until it is delivered. A draft goes to review (row 003-04).

    Raises:
        Refused: it is finished or delivered already.
    """
    if deliverable.completed_at is not None:
        raise Refused(f"{deliverable.title} is finished already.")
    now = now.astimezone(UTC).replace(microsecond=0)
    if deliverable.status is Status.DRAFT:
        deliverable = move(deliverable, Status.IN_REVIEW, now, now.date())
    return replace(deliverable, completed_at=now)


def reopen(deliverable: Deliverable) -> Deliverable:
    """Take the finished mark back from what is not delivered yet.

    Raises:
        Refused: it is delivered, or not finished.
    """
    if deliverable.status is Status.DELIVERED:
        raise Refused(
            f"{deliverable.title} is delivered; move it to draft or in review to begin a new version."
        )
    if deliverable.completed_at is None:
        raise Refused(f"{deliverable.title} is not marked as finished.")
    return replace(deliverable, completed_at=None)


def debt(deliverable: Deliverable, now: datetime) -> int | None:
    """Whole days since the work was finished without being delivered, None without such debt (row 003-04)."""
    if deliverable.status is Status.DELIVERED or deliverable.completed_at is None:
        return None
    return max(0, (now - deliverable.completed_at).days)


def overdue(deliverable: Deliverable, today: date) -> bool:
    """Whether it should have been delivered before the client's today."""
    return deliverable.status is not Status.DELIVERED and deliverable.due < today


def next_due(every: str, due: date, steps: int = 1) -> date:
    """The due day ``steps`` after ``due`` of what is owed every ``week``, ``month`` or ``quarter``.

    A month's last day stays a last day.
    """
    if every == "week":
        return due + timedelta(days=7 * steps)
    months = EVERY[every] * steps
    if (due + timedelta(days=1)).day == 1:
        return add_months(due.replace(day=1), months + 1) - timedelta(days=1)
    return add_months(due, months)


def check_deliverable(deliverable: Deliverable) -> Deliverable:
    """Return the deliverable as it may be kept.

    Clean texts, a type that can stand in a file name, a known rhythm.

    Raises:
        FieldRefused: one of them cannot be taken.
    """
    if deliverable.every is not None and deliverable.every not in EVERY:
        raise FieldRefused("every", "Write week, month or quarter, or leave it empty for a single one.")
    if deliverable.version < 1:
        raise FieldRefused("version", "A version is a whole number from 1 up.")
    if not 0 <= deliverable.lead_days <= LONGEST_LEAD_DAYS:
        raise FieldRefused("lead_days", f"The lead time is 0 to {LONGEST_LEAD_DAYS} days.")
    return replace(
        deliverable,
        title=one_line("title", deliverable.title, required=True),
        type=check_type(deliverable.type),
        notes=note("notes", deliverable.notes),
        waits_for=one_line("waits_for", deliverable.waits_for),
    )
