"""The names that exported events keep for life (row 000-30)."""

from __future__ import annotations

import hmac

KINDS = ("block", "moved", "entry", "due", "task", "busy")
"""What is told: a block, an instance moved out of its series, a time entry, a due date, a task, a busy stretch of a day."""


class Uids:
    """Makes UIDs that stay the same over every export and tell nobody what they stand for.

    They are keyed with the installation's ``secret``, so that a client's name or code cannot be tested
    against them.
    """

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("a UID needs the installation's secret")
        self._key = secret.encode()

    def uid(self, kind: str, owner: str, record: str) -> str:
        """The UID of ``record``, of a kind in ``KINDS``, in the calendar of ``owner`` (a client's code).

        The owner is part of it because an entry moved to another client is another event in another calendar:
        some servers refuse a UID that they already know from elsewhere.
        """
        variant = "busy" if kind == "busy" else "full"
        text = "|".join((variant, kind, owner, record))
        digits = hmac.digest(self._key, text.encode(), "sha256").hex()[:32]
        shape = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
        return "-".join(shape) + "@fractui"
