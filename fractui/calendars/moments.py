"""Dates, times and lengths as other programs' calendars write them, well or badly."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

_DATE = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})\Z")
_TIME = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})[Tt ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:\.[0-9]+)?)?(Z|z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)
_LENGTH = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?\Z"
)


def moment(text: str) -> date | datetime:
    """A DATE or DATE-TIME; aware where it says UTC or an offset, which it should not, else on the clocks of its zone.

    Raises:
        ValueError: it is none.
    """
    text = text.strip()
    found = _DATE.match(text) or _TIME.match(text)
    if found is None:
        raise ValueError(text)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found.re is _DATE:
            return day
        # A leap second is written as the 60th.
        wall = datetime.combine(day, time(int(found[4]), int(found[5]), min(int(found[6] or 0), 59)))
        return (wall - offset(found[7])).replace(tzinfo=UTC) if found[7] else wall
    except (ValueError, OverflowError) as error:
        raise ValueError(text) from error


def offset(text: str) -> timedelta:
    """An offset from UTC: ``+0100``, ``-03:30``, ``+010000``, ``Z``.

    Raises:
        ValueError: it is none, or a day or more.
    """
    if text.strip().upper() == "Z":
        return timedelta()
    found = re.fullmatch(r"([+-])([0-9]{1,2}):?([0-9]{2})?:?([0-9]{2})?", text.strip())
    if found is None:
        raise ValueError(text)
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
    if size >= timedelta(days=1):
        raise ValueError(text)
    return -size if found[1] == "-" else size


def length(text: str) -> timedelta:
    """A DURATION.

    Raises:
        ValueError: it is none.
    """
    found = _LENGTH.match(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    size = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -size if found[1] == "-" else size
