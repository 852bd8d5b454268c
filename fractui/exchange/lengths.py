"""Lengths of time as other programs write them: hours and minutes, units, decimal hours with a point or a comma."""

from __future__ import annotations

import re
from decimal import Decimal

from fractui.exchange.clock import plain_spaces

_LONGEST_LENGTH = 10**9

_H_M_S = re.compile(r"(-?)(\d{1,6}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?", re.ASCII)
_M_S = re.compile(r"(-?)(\d{1,6}):(\d\d) ?min\.?", re.ASCII | re.IGNORECASE)
_UNITS = re.compile(
    r"(-?)(?:pt)?(?:(\d{1,6}) ?h(?:ours?|rs?)?)? ?(?:(\d{1,6}) ?m(?:in(?:utes?|s)?)?\.?)? ?(?:(\d{1,9}) ?s(?:ec(?:onds?|s)?)?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_DECIMAL = re.compile(
    r"-?(?:\d{1,12}|\d{1,3}(?:[.,' ]\d{3})+)(?:[.,]\d{1,12})?(?: ?h)?", re.ASCII | re.IGNORECASE
)


def read_length(text: str, comma: bool = False) -> int:
    """A length of time in seconds.

    ``1:30:00``, ``1:30`` (hours), ``18:25 min`` (minutes and seconds), ``1h 30m``, ``45 min``, ``30 sec``,
    ``PT1H30M``, and decimal hours: ``1.50``, ``1,50 h``. ``comma`` says that the file's decimals have a comma.

    Raises:
        ValueError: it is none.
    """
    text = plain_spaces(text)
    found = _H_M_S.fullmatch(text)
    if found:
        return _length(found[1], int(found[2]), int(found[3]), _sixty(int(found[4] or 0)))
    found = _M_S.fullmatch(text)
    if found:
        return _length(found[1], 0, 0, int(found[2]) * 60 + _sixty(int(found[3])))
    found = _UNITS.fullmatch(text)
    if found and any(found.groups()[1:]):
        return _length(found[1], int(found[2] or 0), 0, int(found[3] or 0) * 60 + int(found[4] or 0))
    return read_hours(text, comma)


def read_hours(text: str, comma: bool = False) -> int:
    """Decimal hours in seconds; the other sign groups thousands: ``2.000,5`` with ``comma``.

    Raises:
        ValueError: it is no number.
    """
    text = plain_spaces(text)
    if _DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    number = text.lower().removesuffix("h").strip().replace(" ", "").replace("'", "")
    number = number.replace(".", "").replace(",", ".") if comma else number.replace(",", "")
    if number.count(".") > 1:
        raise ValueError(text)
    seconds = round(Decimal(number) * 3600)
    if abs(seconds) > _LONGEST_LENGTH:
        raise ValueError(text)
    return seconds


def decimal_sign(text: str) -> str:
    """Which sign divides the decimals of a number, ``.`` or ``,``; empty where that cannot be told.

    Three digits after a single sign may be thousands, so they tell nothing.
    """
    point, comma = text.rfind("."), text.rfind(",")
    if point < 0 and comma < 0:
        return ""
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    sign = "." if point >= 0 else ","
    if text.count(sign) > 1:
        return "," if sign == "." else "."
    decimals = text[text.index(sign) + 1 :].strip(" hH")
    return sign if len(decimals) != 3 else ""


def _sixty(number: int) -> int:
    if number >= 60:
        raise ValueError(number)
    return number


def _length(sign: str, hours: int, minutes: int, seconds: int) -> int:
    total = hours * 3600 + (_sixty(minutes) * 60 + seconds)
    if total > _LONGEST_LENGTH:
        raise ValueError(total)
    return -total if sign else total
