"""What opening completes: whatever a crash has left half done, and what an older fractui has written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from fractui.core.entry import Entry
from fractui.core.errors import FractuiError
from fractui.store.commit import Committer
from fractui.store.line import MEND
from fractui.store.portals import Portals
from fractui.store.transaction import Transaction


def recover(portals: Portals, commits: Committer, now: Callable[[], datetime]) -> None:
    """Complete intents, end the earlier of two timers, bring the files up to the journals and to today's schema.

    Where that cannot be written, memory has the journals' lines all the same, and the next opening tries again.
    """
    if len(_running(portals)) < 2 and not commits.left_by_crash():
        return
    try:
        with commits.writing():
            commits.migrate(now())
            _end_earlier_timers(portals, commits, now())
            commits.settle(now())
    except FractuiError:
        # A folder that cannot be written can still be read.
        return


def _running(portals: Portals) -> list[Entry]:
    found = [portal.running() for portal in portals.all() if portal.files.running()]
    return sorted((entry for entry in found if entry is not None), key=lambda entry: entry.start)


def _end_earlier_timers(portals: Portals, commits: Committer, now: datetime) -> None:
    """Of two open entries, which only a crash can leave, the later start wins and the earlier entry ends there."""
    running = _running(portals)
    if len(running) < 2:
        return
    transaction = Transaction(portals.find, now)
    for entry, following in pairwise(running):
        transaction.put(replace(entry, end=following.start))
    commits.commit(transaction.drafts(), "end the earlier timer", transaction.now, MEND)
