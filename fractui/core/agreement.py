"""What was agreed with a client: commitment, fee, capacity, from when (rows 000-07, 000-19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fractui.core.document import Document
from fractui.core.errors import FieldRefused
from fractui.core.money import Money, check_currency
from fractui.core.text import note, one_line
from fractui.core.value import record

MOST_NOTICE = 730
"""The longest notice in days."""


class CommitmentUnit(StrEnum):
    """What the monthly commitment is counted in; changing it never alters the stored amount (row 000-07)."""

    HOURS = "hours"
    DAYS = "days"


@record
class Agreement(Document):
    """One version of a statement of work (SOW), in force from ``effective_from`` until the next one's.

    ``amount`` is per calendar month in ``unit``; a day has ``hours_per_day`` hours. ``fee`` is per month.
    ``capacity_pct`` is the share of full time, 0 to 100. ``scope``, ``reports_to`` and ``exit_terms`` are the
    SOW's words (row 000-19); ``weekly_plan`` maps a category's name to planned minutes a week (row 002-12).
    ``out_of_scope`` is what is expressly not part of it, ``notice_days`` how long before its end notice is given, None where nothing
    is agreed (row 000-37).
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
    out_of_scope: tuple[str, ...] = ()
    notice_days: int | None = None

    @property
    def notice_by(self) -> date | None:
        """The last day to give notice, so many days before it renews; None while either is unknown (row 000-37)."""
        if self.renews_on is None or self.notice_days is None:
            return None
        return date.fromordinal(max(1, self.renews_on.toordinal() - self.notice_days))

    @property
    def commitment_s(self) -> int:
        """The month's commitment in seconds."""
        hours = self.amount if self.unit is CommitmentUnit.HOURS else self.amount * self.hours_per_day
        return int(hours * 3600)


def agreement_on(agreements: Iterable[Agreement], day: date) -> Agreement | None:
    """The version in force on that day: the latest that had taken effect.

    None before the first (row 001-09).
    """
    in_force = [each for each in agreements if each.deleted_at is None and each.effective_from <= day]
    return max(in_force, key=lambda each: each.effective_from, default=None)


def week_share(terms: Agreement | None, week_hours: int) -> Decimal:
    """The share of full time, in percent, that the agreement takes of a week of ``week_hours``.

    Where none was written down it follows from the month's commitment.
    """
    if terms is None:
        return Decimal(0)
    if terms.capacity_pct:
        return terms.capacity_pct
    hours_a_week = Decimal(terms.commitment_s) / 3600 * 12 / 52
    return 100 * hours_a_week / week_hours if week_hours else Decimal(0)


def check_agreement(agreement: Agreement) -> Agreement:
    """Return the agreement as it may be kept: amounts within a month, a share of 0 to 100, texts clean; a notice of 0 days is none.

    Raises:
        FieldRefused: one of them cannot be taken.
    """
    unit = agreement.unit.value
    if not agreement.hours_per_day.is_finite() or not 0 < agreement.hours_per_day <= 24:
        raise FieldRefused("hours_per_day", "A day of work has more than 0 and at most 24 hours.")
    most = 31 if agreement.unit is CommitmentUnit.DAYS else 744
    if not agreement.amount.is_finite() or not 0 <= agreement.amount <= most:
        raise FieldRefused("amount", f"A month's commitment is 0 to {most} {unit}.")
    if not agreement.capacity_pct.is_finite() or not 0 <= agreement.capacity_pct <= 100:
        raise FieldRefused("capacity_pct", "The share of your full time is 0 to 100 percent.")
    if agreement.fee is not None:
        check_currency(agreement.fee.currency)
        if agreement.fee.minor < 0:
            raise FieldRefused("fee", "A fee is not negative; write a number from 0 up.")
    if agreement.renews_on is not None and agreement.renews_on < agreement.effective_from:
        raise FieldRefused(
            "renews_on", f"It renews on {agreement.renews_on}, before it takes effect; write a later day."
        )
    if agreement.notice_days is not None and not 0 <= agreement.notice_days <= MOST_NOTICE:
        raise FieldRefused(
            "notice_days",
            f"Notice is 1 to {MOST_NOTICE} days before the end; 0 or nothing where none is agreed.",
        )
    for category, minutes in (agreement.weekly_plan or {}).items():
        if not 0 <= minutes <= 10080:
            raise FieldRefused(
                "weekly_plan", f"A week's plan for {category.replace('_', ' ')} is 0 to 168 hours."
            )
    return replace(
        agreement,
        scope=tuple(one_line("scope", each, 500, required=True) for each in agreement.scope),
        out_of_scope=tuple(
            one_line("out_of_scope", each, 500, required=True) for each in agreement.out_of_scope
        ),
        notice_days=agreement.notice_days or None,
        reports_to=one_line("reports_to", agreement.reports_to),
        exit_terms=note("exit_terms", agreement.exit_terms),
    )
