"""The practice as a whole: committed capacity, income, concentration and stage (rows 000-32, 002-01 on)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from fractui.core.money import Money, converted_sum, in_currency, sums
from fractui.core.settings import Settings
from fractui.core.value import value
from fractui.core.wording import percent

SHARE_LOW, SHARE_HIGH = 10, 40
"""One client takes 10 to 40 % of full time (row 000-02)."""


@value
class Retainer:
    """What one live engagement takes and brings each month: ``fee`` None where nothing was agreed."""

    code: str
    capacity_pct: Decimal
    fee: Money | None = None


@value
class Stage:
    """Where a practice stands by its size, and what holds it back there."""

    name: str
    constraint: str


@value
class Concern:
    """Something about the practice that needs a thought.

    ``severity``: 3 alarm, 2 warning, 1 notice; ``code`` empty for the whole.
    """

    severity: int
    code: str
    text: str


STAGES: tuple[tuple[int, Stage], ...] = (
    (2, Stage("Solo start", "losing one client is a major event")),
    (5, Stage("Building", "context switching is the constraint")),
    (10**6, Stage("Full", "overcommitment is the constraint")),
)
"""The stages with the most clients of each.

The source's bands overlap at 5 and 8, these do not (rows 000-32, 1c.7).
"""

WITH_ASSOCIATES = Stage("Principal + associates", "coordination and quality control are the constraint")


def stage(clients: int, associates: int = 0) -> Stage:
    """The portfolio's stage: up to 2 clients, up to 5, more.

    With associates it is a firm whatever the count.
    """
    if associates > 0:
        return WITH_ASSOCIATES
    return next(each for most, each in STAGES if clients <= most)


def capacity_pct(retainers: Iterable[Retainer]) -> Decimal:
    """The sum of the clients' shares of full time, in percent."""
    return sum((each.capacity_pct for each in retainers), Decimal(0))


def band_word(value: float | Decimal, low: int, high: int) -> str:
    """``room`` below the band, ``in band``, ``over band`` (row 002-01)."""
    if value < low:
        return "room"
    return "in band" if value <= high else "over band"


def income(retainers: Iterable[Retainer]) -> tuple[Money, ...]:
    """The monthly income, one sum for each currency."""
    return sums(each.fee for each in retainers if each.fee is not None)


def income_total(
    retainers: Iterable[Retainer], currency: str, rates: Mapping[str, Decimal] | None
) -> Money | None:
    """The monthly income as one sum through the user's rates; None where a rate is missing."""
    return converted_sum(income(retainers), currency, rates)


def shares(
    retainers: Sequence[Retainer], currency: str, rates: Mapping[str, Decimal] | None
) -> dict[str, float | None]:
    """Each client's part of the monthly income in percent.

    All are None where a currency has no rate, because the whole is unknown then; but fees in one foreign
    currency need none.
    """
    currencies = {each.fee.currency for each in retainers if each.fee is not None}
    if len(currencies) == 1:
        currency = next(iter(currencies))
    values: dict[str, Decimal] = {}
    for each in retainers:
        value = Decimal(0) if each.fee is None else in_currency(each.fee, currency, rates)
        if value is None:
            return {each.code: None for each in retainers}
        values[each.code] = value
    total = sum(values.values())
    return {
        code: float(Fraction(value * 100) / Fraction(total)) if total else None
        for code, value in values.items()
    }


def largest(parts: Mapping[str, float | None]) -> tuple[str, float] | None:
    """The code with the largest share of income and that share; None where shares are unknown."""
    known = [(share, code) for code, share in parts.items() if share is not None]
    if not known:
        return None
    share, code = max(known, key=lambda each: (each[0], each[1]))
    return code, share


def concentration_word(share: float, warn: int, alarm: int) -> str:
    """``alarm`` from that share up, ``warn`` above its own (40.00 is not), else empty (row 002-36)."""
    if share >= alarm:
        return "alarm"
    return "warn" if share > warn else ""


def concerns(retainers: Sequence[Retainer], settings: Settings) -> tuple[Concern, ...]:
    """What about the practice is out of its bounds, worst first.

    Concentration, capacity, shares, number of clients.
    """
    found: list[Concern] = []
    for code, share in shares(retainers, settings.currency, settings.rates).items():
        word = concentration_word(share or 0.0, settings.concentration_warn, settings.concentration_alarm)
        if word and share is not None and len(retainers) > 1:
            limit = settings.concentration_warn
            found.append(
                Concern(
                    3 if word == "alarm" else 2, code, f"is {percent(share)} of income; the limit is {limit}"
                )
            )
    committed = capacity_pct(retainers)
    if committed > settings.capacity_high:
        band = f"{settings.capacity_low}-{settings.capacity_high}"
        found.append(
            Concern(
                3 if committed > 100 else 2,
                "",
                f"{percent(float(committed))} is committed, over the band {band}",
            )
        )
    for each in retainers:
        takes = percent(float(each.capacity_pct))
        if each.capacity_pct > SHARE_HIGH:
            found.append(Concern(1, each.code, f"takes {takes} of your time, more than {SHARE_HIGH}"))
        elif 0 < each.capacity_pct < SHARE_LOW:
            found.append(Concern(1, each.code, f"takes {takes} of your time, less than {SHARE_LOW}"))
    if 0 < len(retainers) < settings.min_clients:
        few = "1 client" if len(retainers) == 1 else f"{len(retainers)} clients"
        found.append(Concern(1, "", f"{few}; with fewer than {settings.min_clients} each one is a risk"))
    return tuple(sorted(found, key=lambda each: -each.severity))


def bd_share(bd_s: int, tracked_s: int) -> float | None:
    """Business development's share of tracked time in percent; None without tracked time (row 002-35)."""
    return None if tracked_s <= 0 else 100 * bd_s / tracked_s


def bd_word(share: float, low: int, high: int) -> str:
    """``below 10-20``, ``above 10-20`` or ``in 10-20``."""
    where = "below" if share < low else "above" if share > high else "in"
    return f"{where} {low}-{high}"
