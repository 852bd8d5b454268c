"""Whether what was delivered is read: the read rate, and the silence that is worth asking about (rows 003-16 to 003-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fractui.core.deliverable import Deliverable, Engagement, Response
from fractui.core.errors import FieldRefused, Refused
from fractui.core.receipt import Receipt
from fractui.core.text import one_line
from fractui.core.value import value
from fractui.core.zones import local_day

SILENT_CYCLES = 2
"""So many deliveries of a series in a row that nobody opened are a silence (row 003-17)."""

GRACE_DAYS = 7
"""A client has so many days to open what was delivered before that says anything."""

RATED_DAYS = 182
"""The read rate is of what was delivered in the last half a year."""

CAUSES = ("not useful", "not reaching them")
"""The two reasons for which nobody opens what is sent (row 003-17)."""

WORDS: dict[Response, tuple[str, ...]] = {
    Response.OPEN: ("open", "opened", "read", "viewed"),
    Response.REOPEN: ("reopen", "reopened", "re-read", "reread", "read again"),
    Response.SHARE: ("share", "shared", "forwarded"),
    Response.REPLY: ("reply", "replied", "answered", "answer"),
    Response.NONE: ("none", "nothing", "no"),
}
"""What people write for each response, their own word first."""


@value
class ReadRate:
    """Of so many deliveries so many were read."""

    read: int = 0
    delivered: int = 0

    @property
    def words(self) -> str:
        """``5 of 8 read``, empty while nothing is known."""
        return f"{self.read} of {self.delivered} read" if self.delivered else ""


def response_named(text: str, field: str = "kind") -> Response:
    """The response that a word means.

    Raises:
        FieldRefused: none is called so.
    """
    word = " ".join(text.strip().casefold().split())
    for response, words in WORDS.items():
        if word in words:
            return response
    raise FieldRefused(field, "Write what the client did with it: open, reopen, share, reply or none.")


def respond(
    deliverable: Deliverable,
    kind: Response,
    at: datetime,
    who: str = "",
    home: str = "UTC",
    version: int | None = None,
) -> Deliverable:
    """Note what the client did with the version that they had when they did it, or with ``version``.

    The same noted twice is noted once. ``home`` is the client's zone, whose days count where only a day is known.

    Raises:
        Refused: nothing, or not that version, had been delivered by then.
        FieldRefused: the name cannot be taken.
    """
    at = at.astimezone(UTC).replace(microsecond=0)
    sent = [each for each in deliverable.receipts if version in (None, each.version)]
    receipt = _sent_by(sent, at, home)
    if receipt is None:
        raise Refused(f"{deliverable.title} was not delivered by then, so nobody can have opened it.")
    new = Engagement(at=at, kind=kind, who=one_line("who", who), version=receipt.version)
    if new in deliverable.engagement:
        return deliverable
    return replace(
        deliverable, engagement=tuple(sorted((*deliverable.engagement, new), key=lambda each: each.at))
    )


def _sent_by(sent: Sequence[Receipt], at: datetime, home: str) -> Receipt | None:
    """The last receipt up to an instant, else the first of that day: whoever notes only the day writes no time."""
    before = [each for each in sent if each.delivered_at <= at]
    that_day = (each for each in sent if local_day(each.delivered_at, home) == local_day(at, home))
    return before[-1] if before else next(that_day, None)


def was_read(deliverable: Deliverable) -> bool:
    """Whether anybody opened, shared or answered any version."""
    return any(each.kind is not Response.NONE for each in deliverable.engagement)


def last_response(deliverable: Deliverable) -> Response | None:
    """What the client did last with it, None while nothing is known."""
    return deliverable.engagement[-1].kind if deliverable.engagement else None


def read_rate(deliverables: Iterable[Deliverable], now: datetime) -> ReadRate:
    """How much of what was delivered in the last ``RATED_DAYS`` was read; what is new and unread does not count yet."""
    first = now - timedelta(days=RATED_DAYS)
    judged = [
        each
        for each in deliverables
        if each.delivered is not None
        and each.delivered.delivered_at >= first
        and (was_read(each) or _is_unread(each, now))
    ]
    return ReadRate(sum(map(was_read, judged)), len(judged))


def silent_series(deliverables: Iterable[Deliverable], now: datetime) -> tuple[Deliverable, ...]:
    """The last delivery of each series of one client of which nobody opened the last two that could have been by now (row 003-17).

    ``deliverables`` are of a client whose responses are noted: where nobody keeps watch, silence says nothing.
    """
    series: dict[tuple[str, str], list[Deliverable]] = {}
    for each in deliverables:
        if each.delivered is not None and (each.every is not None or each.follows):
            series.setdefault((each.type, each.title), []).append(each)
    found = []
    for each_series in series.values():
        judged = (each for each in each_series if was_read(each) or _is_unread(each, now))
        last = sorted(judged, key=_sent_at)[-SILENT_CYCLES:]
        if len(last) == SILENT_CYCLES and not any(map(was_read, last)):
            found.append(last[-1])
    return tuple(sorted(found, key=_sent_at))


def _is_unread(deliverable: Deliverable, now: datetime) -> bool:
    """Whether it is known, or old enough to be said, that nobody opened it."""
    if was_read(deliverable) or deliverable.delivered is None:
        return False
    return bool(deliverable.engagement) or now - deliverable.delivered.delivered_at >= timedelta(
        days=GRACE_DAYS
    )


def _sent_at(deliverable: Deliverable) -> datetime:
    return deliverable.receipts[-1].delivered_at
