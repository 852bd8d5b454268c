"""Months and days of instants in a zone; light enough for the quick commands."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_or_utc(name: str) -> ZoneInfo:
    """The zone of that name; UTC where this machine does not know it, so that stored data stays readable."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def month_of(at: datetime, zone: str) -> str:
    """The local month, ``2026-11``, in which an aware instant falls."""
    return f"{at.astimezone(zone_or_utc(zone)):%Y-%m}"
