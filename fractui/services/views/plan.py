"""A client's week as planned beside the week as it came."""

from __future__ import annotations

from datetime import date

from fractui.core.value import value


@value
class PlanRow:
    """One kind's seconds, planned and tracked; ``kind`` is a plan's kind, or a category in no plan, or empty for none."""

    kind: str
    planned_s: int
    actual_s: int

    @property
    def variance_s(self) -> int:
        """What came more than planned; negative is less (row 002-12)."""
        return self.actual_s - self.planned_s

    @property
    def shown_variance_s(self) -> int:
        """The same between the whole minutes in which both are shown, so that a person can reckon it over."""
        return whole_minutes(self.actual_s) - whole_minutes(self.planned_s)


def whole_minutes(seconds: int) -> int:
    """Seconds without what is less than a minute, as durations are shown."""
    return seconds // 60 * 60


@value
class FlexRow:
    """Flexible time for one reason, in seconds by week, the oldest first (row 002-14)."""

    reason: str
    weeks: tuple[int, ...]


@value
class PlanView:
    """The plan of ``weeks`` whole weeks from ``monday`` on, beside what was tracked in them without the running entry.

    ``rows`` are the six kinds in their order, whether planned or not; ``besides`` is what is in no plan, the longest first.
    ``standard`` says that no plan was agreed and the standard one stands in. ``floor_s`` and ``ceiling_s`` are the least and
    the most that all of it should be, 0 without a commitment; ``finished`` says that the last of the weeks is over.
    """

    code: str
    name: str
    color: str
    monday: date
    weeks: int
    rows: tuple[PlanRow, ...]
    besides: tuple[PlanRow, ...]
    standard: bool
    floor_s: int
    ceiling_s: int
    finished: bool
    flex: tuple[FlexRow, ...] = ()

    @property
    def total_s(self) -> int:
        """All that was tracked."""
        return sum(row.actual_s for row in (*self.rows, *self.besides))

    @property
    def planned_s(self) -> int:
        """All that was planned."""
        return sum(row.planned_s for row in self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a plan nor a minute of any kind."""
        return not any(row.planned_s or row.actual_s >= 60 for row in (*self.rows, *self.besides))
