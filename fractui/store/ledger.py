"""Tracked seconds by whom, day and category, for reports: read without opening the store.

Light on purpose: ``fractui report`` and a status bar pay for every import.
"""

from __future__ import annotations

import os

from fractui.store.lean import settled_folders, sums_since

DAY = 10
"""All digits of a day as it is stored; 7 of them name its month."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from fractui.store.totals import Sums

    Ledger = dict[tuple[str, str, str], int]


def ledger(
    root: str, first: str | None, last: str | None, code: str | None = None, digits: int = DAY
) -> Ledger | None:
    """Closed entries' seconds by (client's code or bucket's name, local day, category) from ``first`` to ``last``.

    Days are ``2026-11-24``, both included, None is open; the day is that of the entry's own zone. Only its first ``digits`` are
    kept: whoever asks for months, or for sums alone, need not be told of each day. ``code`` asks for one client or bucket only.
    Closed engagements count. None when the files do not hold everything or cannot be read: then open the practice and ask its
    ``ledger``.
    """
    places = settled_folders(root)
    if places is None:
        return {} if not os.path.lexists(root) else None
    if code is not None and any(own == code for own, _ in places):
        places = [place for place in places if place[0] == code]
    found: Ledger = {}
    since = f"{_day_before(first)}T00:00:00Z" if first else ""
    try:
        for own, folder in places:
            months = (sums for _, sums in sums_since(folder, since, _month_of(last)))
            collect(found, own, months, first, last, digits)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if code is None else {key: seconds for key, seconds in found.items() if key[0] == code}


def collect(
    found: Ledger,
    code: str | None,
    months: Iterable[Sums],
    first: str | None,
    last: str | None,
    digits: int = DAY,
) -> None:
    """Add a portal's months to ``found``; ``code`` None is the practice's own, whose kinds begin with the bucket."""
    start, stop = first or "", last or "9999-12-31"
    by_kind: dict[tuple[str, str], int] = {}
    for sums in months:
        for day, kinds in sums["days"].items():
            if start <= day <= stop:
                when = day[:digits]
                for kind, seconds in kinds.items():
                    by_kind[when, kind] = by_kind.get((when, kind), 0) + seconds
    for (when, kind), seconds in by_kind.items():
        bucket, _, category = kind.rpartition("/")
        key = (code or bucket, when, category)
        found[key] = found.get(key, 0) + seconds


def _month_of(last: str | None) -> str:
    return last[:7] if last else "9999-12"


def _day_before(first: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(first) - timedelta(days=1)).isoformat()
