"""What a delivery is prepared from, and what was sent."""

from __future__ import annotations

from datetime import date

from fractui.core.engagement import ReadRate
from fractui.core.value import value


@value
class Addressee:
    """Somebody at the client to whom something can be sent; ``email`` may be empty."""

    name: str
    email: str


@value
class SentRow:
    """One delivery: what went when to whom, and what became of it. ``sent_on`` is a day in the client's zone.

    ``response`` is one of ``core.deliverable.Response``, empty while nothing is known; ``file`` is empty where no document was attached.
    """

    id: str
    title: str
    type: str
    version: int
    sent_on: date
    to: str
    via: str
    on_time: bool
    file: str
    note: str
    response: str


@value
class SentView:
    """What one client was sent, the newest first (row 003-06); ``today`` is the client's, ``rate`` of the last half a year."""

    code: str
    name: str
    color: str
    today: date
    rows: tuple[SentRow, ...]
    rate: ReadRate


@value
class ReceiptView:
    """What is known before something is delivered (row 003-05).

    ``document`` is the file of this version, empty for none. ``days`` are whole days until it is due at the client, negative when
    late. ``to`` and ``via`` are what they were the last time. ``before`` is the delivery of the version that this one replaces.
    ``can_mail`` says that a mail program can be opened here; ``after`` what should have been delivered before it and was not.
    ``blanks`` says how many blanks of its template the document still has, empty for none.
    """

    id: str
    code: str
    client: str
    color: str
    function: str
    title: str
    type: str
    version: int
    document: str
    today: date
    due: date
    days: int
    to: str
    via: str
    people: tuple[Addressee, ...]
    channels: tuple[str, ...]
    before: SentRow | None
    can_mail: bool = False
    after: str = ""
    blanks: str = ""
