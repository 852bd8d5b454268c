"""Opens a data folder as a user would after a crash, prints ``ID`` for each live document and ``BAD`` for what cannot be.

Usage: kill_checker.py DIR.
"""

from __future__ import annotations

import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from fractui.store.glance import glance
from fractui.store.ledger import ledger
from fractui.store.practice import Practice

EARLY = datetime(2000, 1, 1, tzinfo=UTC)
LATE = datetime(2100, 1, 1, tzinfo=UTC)


def found_in(practice: Practice) -> list[str]:
    """The ids of all entries and deliverables, deleted ones left out."""
    found: list[str] = []
    for code in practice.codes():
        portal = practice.portal(code)
        found += [entry.id for entry in portal.entries(EARLY, LATE)]
        found += [deliverable.id for deliverable in portal.deliverables()]
    return found


def wrongs(practice: Practice, root: str, now: datetime) -> list[str]:
    """What must never be."""
    bad = list(practice.damage())
    running = [entry for code in practice.codes() if (entry := practice.portal(code).running())]
    if len(running) > 1:
        bad.append(f"{len(running)} timers run")
    open_entries = [
        entry.id
        for code in practice.codes()
        for entry in practice.portal(code).entries(EARLY, LATE)
        if entry.end is None
    ]
    if open_entries != [entry.id for entry in running]:
        bad.append("the pointer and the shards differ on what runs")
    state = glance(root, now)
    if state is None or (state["running"] or {}).get("id") != (running[0].id if running else None):
        bad.append("the glance says something else than the store")
    if ledger(root, None, None) != practice.ledger(None, None):
        bad.append("the ledger says something else than the store")
    return bad


def main() -> None:
    """Check and print."""
    root = sys.argv[1]
    now = datetime(2027, 1, 1, tzinfo=UTC)
    practice = Practice.open(root, lambda: now, lambda: uuid.uuid4().hex)
    for text in wrongs(practice, root, now):
        sys.stdout.write(f"BAD {text}\n")
    for found in found_in(practice):
        sys.stdout.write(f"ID {found}\n")
    again = Practice.open(root, lambda: now, lambda: uuid.uuid4().hex)
    if sorted(found_in(again)) != sorted(found_in(practice)):
        sys.stdout.write("BAD a second opening shows something else\n")


if __name__ == "__main__":
    main()
