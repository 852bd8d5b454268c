"""An acknowledged change: what it syncs and computes before it returns, and what is left for later."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fractui.core.deliverable import Status
from fractui.wiring import Services
from tests.benchmarks.data import Ground
from tests.benchmarks.table import Row, at_most, ratio

WARM_UP = 3
SIZES = ("month", "decade")


@dataclass(slots=True)
class Syncs:
    """Counts the calls that wait for the disk."""

    count: int = 0


@dataclass(slots=True)
class Kind:
    """One sort of change: how to make its turn ``n``, and what was seen by size of the practice.

    ``syncs`` is one where one portal changes; a change of two syncs its intent, the intent's folder, and two journals.
    """

    what: str
    make: Callable[[Services, int], object]
    syncs: int
    cpu_s: dict[str, list[float]] = field(default_factory=lambda: {size: [] for size in SIZES})
    later_s: dict[str, list[float]] = field(default_factory=lambda: {size: [] for size in SIZES})
    synced: list[float] = field(default_factory=list)


def measure(ground: Ground, rounds: int) -> list[Row]:
    """Changes of three sorts, in turn on a month and on ten years."""
    kinds = [
        Kind("edit an entry", _edit_entry, 1),
        Kind("move a deliverable", _move_deliverable, 1),
        Kind("switch the timer, two portals", _switch, 4),
    ]
    open_services = {size: Services(str(ground.practice(size))) for size in SIZES}
    for turn in range(-WARM_UP, rounds):
        for kind in kinds:
            for size, services in open_services.items():
                _once(kind, size, services, turn)
    for services in open_services.values():
        services.close()
    return [row for kind in kinds for row in _rows(kind)]


def _once(kind: Kind, size: str, services: Services, turn: int) -> None:
    """Make one change and note what it took, and what bringing its files up to date took afterwards."""
    with counted() as syncs:
        began = time.process_time()
        kind.make(services, turn)
        acknowledged = time.process_time()
    services.practice.settle()
    settled = time.process_time()
    if turn >= 0:
        kind.cpu_s[size].append(acknowledged - began)
        kind.later_s[size].append(settled - acknowledged)
        kind.synced.append(syncs.count)


def _rows(kind: Kind) -> Iterator[Row]:
    """The goals of one sort of change."""
    yield at_most(f"{kind.what}: syncs before it is acknowledged", kind.syncs, kind.synced, "syncs")
    decade = [seconds * 1000 for seconds in kind.cpu_s["decade"]]
    yield at_most(f"{kind.what}: CPU until it is acknowledged, ten years", 1.5, decade, "ms")
    yield ratio(
        f"{kind.what}: CPU at ten years, to one month", 1.2, kind.cpu_s["decade"], kind.cpu_s["month"]
    )
    later = [seconds * 1000 for seconds in kind.later_s["decade"]]
    yield at_most(f"{kind.what}: CPU of its files afterwards, ten years", 15, later, "ms")


@contextmanager
def counted() -> Iterator[Syncs]:
    """Count what is synced to the disk meanwhile."""
    syncs, real = Syncs(), (os.fsync, os.fdatasync)

    def counting(sync: Callable[[int], None]) -> Callable[[int], None]:
        def call(handle: int) -> None:
            syncs.count += 1
            sync(handle)

        return call

    os.fsync, os.fdatasync = counting(real[0]), counting(real[1])  # type: ignore[assignment]
    try:
        yield syncs
    finally:
        os.fsync, os.fdatasync = real


def _edit_entry(services: Services, turn: int) -> None:
    """Write another note into the latest entry that has ended."""
    latest = next(entry for entry in services.practice.portal("ACME").latest(5) if entry.end)
    services.entries.edit(latest.id, note=f"note {turn}")


def _move_deliverable(services: Services, turn: int) -> None:
    """Move a deliverable to the column beside it."""
    owed = next(
        each for each in services.practice.portal("BETA").deliverables() if each.title == "Retail pitch deck"
    )
    services.delivery.move(owed.id, Status.DRAFT if owed.status is Status.IN_REVIEW else Status.IN_REVIEW)


def _switch(services: Services, turn: int) -> None:
    """Switch the timer between two clients."""
    acme_runs = services.practice.portal("ACME").running() is not None
    services.timer.switch("CYAN" if acme_runs else "ACME")
