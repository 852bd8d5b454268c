"""What every stored document carries, whatever it is about."""

from __future__ import annotations

from datetime import datetime

from fractui.core.value import record

ID_LENGTH = 32
"""The digits of a whole id, which fits one document only."""


@record
class Document:
    """A stored record.

    ``id`` is 32 hex digits (a client's id is its code). ``rev``, ``created_at`` and ``updated_at`` belong to
    the store: it counts ``rev`` up by one with every change and moves ``updated_at`` by at least one second,
    so that both may be published as an event's SEQUENCE and LAST-MODIFIED. ``deleted_at`` marks a tombstone;
    a dead document is never shown, but a calendar export still says for 90 days that it is gone. Instants are
    aware and in UTC, to the second.
    """

    id: str
    rev: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
