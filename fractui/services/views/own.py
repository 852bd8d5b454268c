"""Time that is nobody's client's."""

from __future__ import annotations

from fractui.core.value import value


@value
class OwnRow:
    """One bucket with its seconds of today and of this week in the user's zone, what runs included."""

    bucket: str
    label: str
    today_s: int
    week_s: int
    running: bool


@value
class OwnView:
    """The five buckets in their order (row 001-02)."""

    rows: tuple[OwnRow, ...]
