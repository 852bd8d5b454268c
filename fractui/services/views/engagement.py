"""What becomes of deliveries: the responses that a file tells of, and how much each client reads."""

from __future__ import annotations

from enum import StrEnum

from fractui.core.engagement import ReadRate
from fractui.core.value import value


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known already"
    NO_CLIENT = "no such client"
    OTHER_CLIENT = "names another client"
    NOT_FOUND = "no such deliverable"
    NOT_SENT = "not delivered by then"
    BAD_KIND = "unknown kind"
    BAD_WHO = "a name that cannot be taken"
    BAD_TIME = "a time that cannot be read"
    FUTURE = "in the future"


@value
class Judged:
    """One row of a file with its verdict; ``code`` and ``title`` are whose and which it was found to be, else as written."""

    number: int
    code: str
    title: str
    kind: str
    verdict: Verdict


@value
class RateRow:
    """How much of what one client was sent is read; ``silent`` are the titles of what nobody opened twice running (row 003-17).

    ``first_delivery`` are the days from the engagement's beginning to the first delivery, None before it (row 000-23).
    """

    code: str
    name: str
    color: str
    rate: ReadRate
    silent: tuple[str, ...]
    first_delivery: int | None = None
