"""The practice's settings: the user's zone, hours, bands and rates (requirements, section 1b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import TypedDict, Unpack

from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.money import check_currency
from fractui.core.settings import Settings
from fractui.core.zones import check_zone
from fractui.services.relations import fresh
from fractui.store.practice import Practice


class Tunings(TypedDict, total=False):
    """What can be set; what is left out stays. Units as in ``core.settings.Settings``."""

    zone: str
    currency: str
    rates: dict[str, Decimal]
    work_days: tuple[int, ...]
    work_from: time
    work_to: time
    day_target_minutes: int
    week_hours: int
    capacity_low: int
    capacity_high: int
    concentration_warn: int
    concentration_alarm: int
    bd_low: int
    bd_high: int
    idle_minutes: int
    session_hours: int
    hint_minutes: int
    no_idle_categories: tuple[Category, ...]
    ask_next: bool
    week_ceiling_hours: int
    wip_limit: int
    priority_limit: int
    monday_review: int
    friday_review: int
    admin_minutes: int


class Tuning:
    """Shows and changes the practice's settings."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def show(self) -> Settings:
        """The settings as they are, the defaults where nothing was set."""
        return self._practice.settings()

    def edit(self, *, rev: int | None = None, **tunings: Unpack[Tunings]) -> Settings:
        """Change settings, as one change.

        Raises:
            FieldRefused: a value cannot be taken; its ``field`` is the setting's name.
            Stale: the settings have another revision than ``rev`` by now.
        """
        with self._practice.transaction("change the settings") as tx:
            changed = replace(fresh(self._practice.settings(), rev), **tunings)
            return tx.put(_checked(changed))


def _checked(settings: Settings) -> Settings:
    rates = {check_currency(name, "rates"): rate for name, rate in (settings.rates or {}).items()}
    if any(rate <= 0 for rate in rates.values()):
        raise FieldRefused("rates", "A rate is more than nothing: write it like EUR 1.08.")
    if settings.work_to <= settings.work_from:
        raise FieldRefused("work_to", "The working day ends after it begins: write a later time.")
    if not 1 <= settings.week_ceiling_hours <= 168:
        raise FieldRefused("week_ceiling_hours", "Write the most hours you would work in a week, 1 to 168.")
    if not settings.work_days:
        raise FieldRefused("work_days", "Write at least one working day, like mon-fri.")
    for low, high, field in (
        (settings.capacity_low, settings.capacity_high, "capacity_high"),
        (settings.concentration_warn, settings.concentration_alarm, "concentration_alarm"),
        (settings.bd_low, settings.bd_high, "bd_high"),
    ):
        if not 0 <= low <= high <= 100:
            raise FieldRefused(field, "Write a band of two percentages, the lower one first, from 0 to 100.")
    for field, most, example in (
        ("idle_minutes", 240, "minutes from 0 to 240, like 10; 0 never asks"),
        ("session_hours", 24, "hours from 0 to 24, like 8; 0 never asks"),
        ("wip_limit", 50, "how many deliverables from 0 to 50, like 3; 0 is no limit"),
        ("priority_limit", 20, "how many priorities from 0 to 20, like 3; 0 is no limit"),
        ("monday_review", 7, "a weekday from 0 for Monday to 6 for Sunday; 7 is never"),
        ("friday_review", 7, "a weekday from 0 for Monday to 6 for Sunday; 7 is never"),
        ("admin_minutes", 2400, "minutes a week from 0 to 2400, like 30; 0 is no target"),
        ("hint_minutes", 240, "minutes from 0 to 240, like 15; 0 is no hint"),
    ):
        if not 0 <= getattr(settings, field) <= most:
            raise FieldRefused(field, f"Write {example}.")
    return replace(
        settings,
        zone=check_zone(settings.zone),
        currency=check_currency(settings.currency, "currency"),
        rates=rates or None,
    )
