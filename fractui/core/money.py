"""Amounts in minor units with their ISO 4217 currency; sums never mix currencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from fractui.core.errors import FieldRefused
from fractui.core.value import value

LARGEST_MINOR = 10**15
"""An amount stays below this, and so within what JSON numbers hold exactly."""

SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "ILS": "₪",
    "NGN": "₦",
    "PHP": "₱",
    "UAH": "₴",
    "VND": "₫",
}
"""Signs that belong to one currency only; all others are written by their code."""

_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_TWO_DECIMALS = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP "
    "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS "
    "VED VES WST XCD YER ZAR ZMW ZWG"
)
_WITHOUT_MINOR = frozenset(_NO_DECIMALS.split())
_WITH_TWO = frozenset(_TWO_DECIMALS.split())
_WITH_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_WITH_FOUR = frozenset({"CLF", "UYW"})


@value
class Money:
    """An amount: ``minor`` whole minor units (cents) of ``currency``, an ISO 4217 code in upper case."""

    minor: int
    currency: str

    def times(self, count: int) -> Money:
        """The amount ``count`` times, e.g. a year of months."""
        return Money(self.minor * count, self.currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units with the currency's own decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))


def exponent(currency: str) -> int:
    """How many decimals the currency has: 2 for most, 0 for JPY, 3 for KWD."""
    if currency in _WITHOUT_MINOR:
        return 0
    if currency in _WITH_THREE:
        return 3
    return 4 if currency in _WITH_FOUR else 2


def check_currency(text: str, field: str = "currency") -> str:
    """Return the ISO 4217 code in upper case.

    Raises:
        FieldRefused: there is no such currency.
    """
    code = text.strip().upper()
    if code in _WITH_TWO or code in _WITHOUT_MINOR or code in _WITH_THREE or code in _WITH_FOUR:
        return code
    for known, symbol in SYMBOLS.items():
        if code == symbol:
            return known
    from fractui.core.text import safe

    raise FieldRefused(
        field,
        f"“{safe(text.strip()[:12])}” is not a currency; write its three letters, like USD, EUR or JPY.",
    )


def parse_number(text: str, field: str = "number") -> Decimal:
    """Read a number that is not negative.

    ASCII digits, a point before decimals, commas only between thousands.

    Raises:
        FieldRefused: anything else, e.g. ``1e3``, ``NaN``, ``0,5`` or ``-1``; the sentence says what to
            write.
    """
    from fractui.core.text import safe

    plain = text.strip()
    shown = safe(plain[:24])
    whole, point, decimals = plain.partition(".")
    if plain.startswith("-"):
        raise FieldRefused(field, f"“{shown}” is negative; write a number from 0 up.")
    groups = whole.split(",")
    if len(groups) > 1 and (
        not 1 <= len(groups[0]) <= 3 or groups[0] == "0" or any(len(group) != 3 for group in groups[1:])
    ):
        ways = "write decimals after a point, like 0.5, and thousands as 12,000"
        raise FieldRefused(field, f"“{shown}” can be read in two ways; {ways}.")
    digits = "".join(groups)
    if not (digits.isascii() and digits.isdigit()) or (
        point and not (decimals.isascii() and decimals.isdigit())
    ):
        raise FieldRefused(field, f"“{shown}” is not a number; write digits, like 12000 or 12,000.50.")
    if len(digits.lstrip("0")) > 15 or len(decimals) > 9:
        raise FieldRefused(field, f"“{shown}” is too long a number; check it.")
    return Decimal(f"{digits}.{decimals or '0'}") if point else Decimal(digits)


def parse_money(text: str, currency: str, field: str = "fee") -> Money:
    """Read an amount of the currency; its sign or code may stand before or after it (``12,000 $``).

    Raises:
        FieldRefused: not a number by ``parse_number``, another currency's sign, or more decimals than the
            currency has.
    """
    plain = text.strip()
    for own in (currency, SYMBOLS.get(currency, currency)):
        if plain.upper().endswith(own):
            plain = plain[: -len(own)].rstrip()
            break
        if plain.upper().startswith(own):
            plain = plain[len(own) :].lstrip()
            break
    number = parse_number(plain, field)
    places = exponent(currency)
    minor = number.scaleb(places)
    if minor != minor.to_integral_value():
        decimals = f"{places} decimals" if places else "no decimals"
        raise FieldRefused(
            field, f"{currency} has {decimals}; write {number.quantize(Decimal(1).scaleb(-places))} instead."
        )
    if minor >= LARGEST_MINOR:
        raise FieldRefused(field, f"{number:,} {currency} is more than fractui can keep; check the amount.")
    return Money(int(minor), currency)


def sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum for each currency, the currencies in alphabetical order."""
    totals: dict[str, int] = {}
    for amount in amounts:
        totals[amount.currency] = totals.get(amount.currency, 0) + amount.minor
    return tuple(Money(totals[currency], currency) for currency in sorted(totals))


def in_currency(amount: Money, currency: str, rates: Mapping[str, Decimal] | None) -> Decimal | None:
    """The amount in whole units of ``currency`` through the user's rates, unrounded; None without a rate.

    ``rates`` says how much of ``currency`` one unit of another is worth.
    """
    if amount.currency == currency:
        return amount.amount
    rate = (rates or {}).get(amount.currency)
    return None if rate is None else amount.amount * rate


def converted_sum(
    amounts: Iterable[Money], currency: str, rates: Mapping[str, Decimal] | None
) -> Money | None:
    """The one sum of all amounts in ``currency``, rounded once; None where a rate is missing."""
    total = Decimal(0)
    for each in sums(amounts):
        value = in_currency(each, currency, rates)
        if value is None:
            return None
        total += value
    return Money(int(total.scaleb(exponent(currency)).quantize(Decimal(1), ROUND_HALF_EVEN)), currency)
