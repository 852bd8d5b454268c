"""A client's week as it was planned and as it came: kinds of work, floor and ceiling, what took the flexible time.

A quarter-time client's week is one hour of meetings, two of one-to-ones, two of deep work, two of answering and
one of preparing, and two to four flexible hours beside them (rows 002-12 to 002-14).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from fractui.core.agreement import Agreement, week_share
from fractui.core.entry import Category
from fractui.core.errors import FieldRefused
from fractui.core.value import value
from fractui.core.wording import category_label, hm


class PlanKind(StrEnum):
    """What a week is planned in."""

    MEETING = "meeting"
    ONE_ON_ONE = "one_on_one"
    DEEP = "deep"
    ASYNC = "async"
    PREP = "prep"
    FLEX = "flex"


KIND_OF: dict[Category, PlanKind] = {
    Category.LEADERSHIP_MEETING: PlanKind.MEETING,
    Category.MEETING: PlanKind.MEETING,
    Category.ONE_ON_ONE: PlanKind.ONE_ON_ONE,
    Category.DEEP_WORK: PlanKind.DEEP,
    Category.ASYNC: PlanKind.ASYNC,
    Category.PREP_FOLLOWUP: PlanKind.PREP,
    Category.URGENT: PlanKind.FLEX,
    Category.CRISIS: PlanKind.FLEX,
    Category.SPECIAL_PROJECT: PlanKind.FLEX,
}
"""The kind that each category counts in; the others (execution, travel...) are in no plan."""

QUARTER = Decimal(25)
"""The share of full time, in percent, that ``STANDARD`` and the band are written for."""

STANDARD: dict[PlanKind, int] = {
    PlanKind.MEETING: 60,
    PlanKind.ONE_ON_ONE: 120,
    PlanKind.DEEP: 120,
    PlanKind.ASYNC: 120,
    PlanKind.PREP: 60,
    PlanKind.FLEX: 120,
}
"""Minutes a week of a quarter-time client (row 002-12); the flexible ones are the least of the two to four hours."""

FLOOR_MINUTES, CEILING_MINUTES = (6 + 2) * 60, (8 + 4) * 60
"""The week of a quarter-time client: 6 to 8 hours scheduled and 2 to 4 flexible (row 002-13)."""

STEP = 15
"""What is scaled is rounded to so many minutes."""

EXTRA_MEETING = "extra_meeting"
"""The reason for flexible time that no category has: meetings beyond the planned ones."""

FLEX_REASONS = (EXTRA_MEETING, Category.URGENT, Category.CRISIS, Category.SPECIAL_PROJECT)
"""The four reasons for flexible time (row 002-14)."""

MOST_MINUTES = 7 * 24 * 60


@value
class WeekPlan:
    """One week's plan: minutes by kind, and the least and the most seconds that the week should have.

    ``standard`` says that nothing was agreed and the week is that of a quarter-time client, scaled. Without a
    commitment there is nothing to plan: all figures are 0.
    """

    minutes: tuple[tuple[PlanKind, int], ...] = ()
    standard: bool = False
    floor_s: int = 0
    ceiling_s: int = 0

    def seconds(self, kind: PlanKind) -> int:
        """The planned seconds of one kind."""
        return 60 * dict(self.minutes).get(kind, 0)

    @property
    def total_s(self) -> int:
        """All planned seconds."""
        return 60 * sum(minutes for _, minutes in self.minutes)


def kind_named(text: str, field: str = "weekly_plan") -> PlanKind:
    """The kind that a word means: its own name or its category's, ``deep`` as well as ``deep work``.

    Raises:
        FieldRefused: there is none; the sentence lists them.
    """
    name = "_".join(text.strip().lower().replace("-", " ").replace("_", " ").split())
    if name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    if name in set(PlanKind):
        return PlanKind(name)
    kind = KIND_OF.get(Category(name)) if name in set(Category) else None
    if kind is None:
        raise FieldRefused(
            field,
            f"“{text.strip()[:30]}” is no kind of the weekly plan; write one of {', '.join(PlanKind)}.",
        )
    return kind


_OTHER_NAMES = {
    "meetings": PlanKind.MEETING,
    "one_on_ones": PlanKind.ONE_ON_ONE,
    "one_to_one": PlanKind.ONE_ON_ONE,
    "one_to_ones": PlanKind.ONE_ON_ONE,
    "preparation": PlanKind.PREP,
    "flexible": PlanKind.FLEX,
}


def check_plan(minutes: Mapping[str, int]) -> dict[str, int]:
    """A plan as an agreement keeps it: minutes by the kinds' names in their order, kinds without any left out.

    Raises:
        FieldRefused: a name is no kind's, or a kind has more hours than a week.
    """
    found: dict[PlanKind, int] = {}
    for name, count in minutes.items():
        kind = kind_named(name)
        found[kind] = found.get(kind, 0) + count
    for kind, count in found.items():
        if not 0 <= count <= MOST_MINUTES:
            raise FieldRefused("weekly_plan", f"A week's plan for {kind_words(kind)} is 0 to 168 hours.")
    return {kind.value: found[kind] for kind in PlanKind if found.get(kind)}


def kind_words(kind: PlanKind | str) -> str:
    """The kind as a person reads it: ``one-to-ones``."""
    return "one-to-ones" if kind == PlanKind.ONE_ON_ONE else str(PlanKind(kind).value)


def kind_label(kind: str) -> str:
    """A plan's kind, or the category of what is in no plan, as a person reads it; ``no kind`` for none."""
    return kind_words(kind) if kind in set(PlanKind) else category_label(kind) or "no kind"


def reason_label(reason: str) -> str:
    """One of the four reasons for flexible time as a person reads it."""
    return "extra meetings" if reason == EXTRA_MEETING else category_label(reason)


def variance_words(seconds: int) -> str:
    """``+1:00`` or ``-2:00``; nothing under a minute."""
    return "" if abs(seconds) < 60 else f"+{hm(seconds)}" if seconds > 0 else hm(seconds)


def plan_of(terms: Agreement | None, week_hours: int) -> WeekPlan:
    """The plan that the agreement in force means: its own, else the standard one for its share of full time."""
    share = week_share(terms, week_hours)
    own = terms.weekly_plan if terms is not None else None
    floor, ceiling = (60 * _scaled(minutes, share) for minutes in (FLOOR_MINUTES, CEILING_MINUTES))
    if own is not None:
        kept = check_plan({name: minutes for name, minutes in own.items() if _is_kind(name)})
        return WeekPlan(tuple((PlanKind(name), each) for name, each in kept.items()), False, floor, ceiling)
    if not share:
        return WeekPlan()
    return WeekPlan(tuple(standard_minutes(share).items()), True, floor, ceiling)


def standard_minutes(share: Decimal) -> dict[PlanKind, int]:
    """The standard week of a client with that share of full time, in percent (row 002-12)."""
    return {kind: _scaled(minutes, share) for kind, minutes in STANDARD.items()}


def _scaled(minutes: int, share: Decimal) -> int:
    return STEP * round(Fraction(minutes) * Fraction(share) / Fraction(QUARTER) / STEP)


def _is_kind(name: str) -> bool:
    """Whether a stored plan's name can be counted; older plans may name categories that are in no plan."""
    return name in set(PlanKind) or (name in set(Category) and Category(name) in KIND_OF)


def by_kind(tracked: Mapping[str, int]) -> tuple[dict[PlanKind, int], dict[str, int]]:
    """Seconds by category's name as seconds by kind, and what is in no plan by category; nothing is lost.

    The empty name is time without a category.
    """
    kinds = dict.fromkeys(PlanKind, 0)
    besides: dict[str, int] = {}
    for name, seconds in tracked.items():
        kind = kind_of(name)
        if kind is None:
            besides[name] = besides.get(name, 0) + seconds
        else:
            kinds[kind] += seconds
    return kinds, {name: seconds for name, seconds in besides.items() if seconds}


def kind_of(category: Category | str | None) -> PlanKind | None:
    """The kind that a category counts in, None for one that is in no plan and for none."""
    return KIND_OF.get(Category(category)) if category else None


def flex_by_reason(tracked: Mapping[str, int], plan: WeekPlan) -> dict[str, int]:
    """One week's flexible time by its four reasons, in seconds (row 002-14).

    Meetings are flexible time as far as they go beyond the planned ones; without any plan none do.
    """
    kinds, _ = by_kind(tracked)
    extra = max(0, kinds[PlanKind.MEETING] - plan.seconds(PlanKind.MEETING)) if plan.minutes else 0
    return {EXTRA_MEETING: extra} | {
        reason.value: tracked.get(reason.value, 0)
        for reason in (Category.URGENT, Category.CRISIS, Category.SPECIAL_PROJECT)
    }


def band_gap(total_s: int, floor_s: int, ceiling_s: int) -> int:
    """How many seconds the week is above its ceiling (positive) or below its floor (negative); 0 within.

    Without a ceiling there is no band (row 002-13).
    """
    if not ceiling_s:
        return 0
    return max(0, total_s - ceiling_s) or min(0, total_s - floor_s)
