"""The proof of a delivery, which stays as it was whatever becomes of the deliverable."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.value import record


@record
class Receipt:
    """Proof of one delivery: what went to whom, by which channel, and whether it was on time (row 003-05).

    ``file`` is the document's name in the client's ``files/`` as it was delivered, empty where none was attached. ``title`` and
    ``due`` are those of the deliverable at that time; older receipts have neither.
    """

    delivered_at: datetime
    version: int
    to: str
    via: str
    on_time: bool
    file: str = ""
    note: str = ""
    title: str = ""
    due: date | None = None
