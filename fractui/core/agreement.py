"""What was agreed with a client: commitment, fee, capacity, from when (rows 000-07, 000-19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fractui.core.document import Document
from fractui.core.money import Money


class CommitmentUnit(StrEnum):
    """What the monthly commitment is counted in; changing it never alters the stored amount (row 000-07)."""

    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Document):
    """One version of a statement of work (SOW), in force from ``effective_from`` until the next version's day.

    ``amount`` is per calendar month in ``unit``; a day has ``hours_per_day`` hours. ``fee`` is per month. ``capacity_pct`` is
    the share of full time, 0 to 100. ``scope``, ``reports_to`` and ``exit_terms`` are the SOW's words (row 000-19);
    ``weekly_plan`` maps a category's name to planned minutes a week (row 002-12).
    """

    effective_from: date
    unit: CommitmentUnit = CommitmentUnit.HOURS
    amount: Decimal = Decimal(0)
    hours_per_day: Decimal = Decimal(8)
    fee: Money | None = None
    capacity_pct: Decimal = Decimal(0)
    scope: tuple[str, ...] = ()
    reports_to: str = ""
    exit_terms: str = ""
    renews_on: date | None = None
    weekly_plan: dict[str, int] | None = None

    @property
    def commitment_s(self) -> int:
        """The month's commitment in seconds."""
        hours = self.amount if self.unit is CommitmentUnit.HOURS else self.amount * self.hours_per_day
        return int(hours * 3600)
