"""A month's closed entries as seconds by day, category and deliverable: for reports that the sums beside the shards cannot answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from fractui.core.errors import Damaged
from fractui.core.rounding import Rounding, shared
from fractui.store import lean
from fractui.store.portal_files import PortalFiles
from fractui.store.totals import by_day, stamp_of, zone_of

Cells = dict[tuple[str, str, str], tuple[int, int]]
"""By local day (``2026-11-24``), category and deliverable's id (each empty without one): tracked and rounded seconds."""

RoundS = Callable[[int], int]


class MonthCells:
    """The cells of months that were asked for, kept as long as their entries are what they were.

    Ten years are read once; a shard that is not in memory is read past it, so that a report does not keep the years there.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str | None, str, Rounding | None], tuple[object, Cells]] = {}

    def of(self, files: PortalFiles, month: str, rule: Rounding | None) -> Cells:
        """The cells of a portal's month; each entry is rounded by ``rule``, None leaves it.

        Raises:
            Damaged: the shard cannot be read.
            StorageTrouble: the disk refused.
        """
        at_rest = files.at_rest(month)
        path = files.place.path(f"time/{month}")
        state: object = stamp_of(path) if at_rest else files.raw(f"time/{month}", "entries")
        key = (files.place.code, month, rule)
        kept = self._kept.get(key)
        if kept is not None and _is_same(kept[0], state):
            return kept[1]
        try:
            made = cells_of(_entries(files, month, at_rest=at_rest), rule.seconds if rule else None)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            brief = files.place.brief(f"time/{month}")
            raise Damaged(f"{brief}: an entry cannot be read; run fractui doctor.") from error
        self._kept[key] = (state, made)
        return made


def _is_same(kept: object, state: object) -> bool:
    """Whether two states are one: a table in memory is a value and so the same object, a file has the same stamp."""
    return kept is state or (isinstance(kept, list) and kept == state)


def _entries(files: PortalFiles, month: str, *, at_rest: bool) -> Iterable[Mapping[str, Any]]:
    if at_rest:
        try:
            return lean.entries_of(files.place.folder, month)
        except (OSError, ValueError, AttributeError):
            # The strict way tells what is wrong with it.
            pass
    return files.raw(f"time/{month}", "entries").values()


def cells_of(entries: Iterable[Mapping[str, Any]], round_s: RoundS | None = None) -> Cells:
    """The cells of stored entries; tombstones and running ones do not count.

    A rounded entry of several days is shared out over them in proportion.
    """
    cells: Cells = {}
    zones: dict[str, tzinfo] = {}
    for raw in entries:
        end = raw.get("end")
        if end is None or raw.get("deleted_at") is not None:
            continue
        name = raw.get("zone", "UTC")
        zone = zones.get(name)
        if zone is None:
            zone = zones[name] = zone_of(name)
        days = by_day(datetime.fromisoformat(raw["start"]), datetime.fromisoformat(end), zone)
        add(cells, days, raw.get("category") or "", raw.get("deliverable") or "", round_s)
    return cells


def add(
    cells: Cells, days: list[tuple[str, int]], category: str, deliverable: str, round_s: RoundS | None
) -> None:
    """Add one entry's seconds by day to the cells, with its rounded ones."""
    lengths = [seconds for _, seconds in days]
    if round_s is None:
        rounded: Sequence[int] = lengths
    elif len(lengths) == 1:
        rounded = (round_s(lengths[0]),)
    else:
        rounded = shared(round_s(sum(lengths)), lengths)
    for (day, seconds), rounded_s in zip(days, rounded, strict=True):
        key = (day, category, deliverable)
        old = cells.get(key)
        cells[key] = (seconds, rounded_s) if old is None else (old[0] + seconds, old[1] + rounded_s)
