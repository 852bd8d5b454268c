"""Panes read in one thread while another writes."""

from __future__ import annotations

import threading
from datetime import timedelta

from fractui.store.practice import Practice
from tests.builders import an_entry, at
from tests.fakes import Ids
from tests.store.conftest import Opener

EARLY, LATE = at("2020-01-01 00:00"), at("2030-01-01 00:00")


def test_a_reader_sees_every_change_and_never_a_half_one(
    practice: Practice, opened: Opener, ids: Ids
) -> None:
    """Each change puts an entry into both portals; a reader may be early or late, but never loses one."""
    practice.close()
    store = opened()
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        seen = 0
        while not done.is_set():
            try:
                now = len(store.portal("ACME").entries(EARLY, LATE))
                store.undo_label()
                store.catch_up()
                store.portal("BETA").day_totals(EARLY.date(), LATE.date())
            except Exception as error:
                wrong.append(repr(error))
                return
            if now < seen:
                wrong.append(f"{now} after {seen}")
            seen = now

    reader = threading.Thread(target=read)
    reader.start()
    start = at("2026-10-01 08:00")
    for number in range(60):
        begin = start + timedelta(days=number)
        with store.transaction("add") as tx:
            for code in ("ACME", "BETA"):
                entry = an_entry(id=ids(), client=code, end=None)
                tx.put(entry.__class__(id=entry.id, client=code, start=begin, end=begin + timedelta(hours=1)))
    done.set()
    reader.join()
    assert wrong == []
    assert len(store.portal("ACME").entries(EARLY, LATE)) == 60
    assert len(opened().portal("BETA").entries(EARLY, LATE)) == 60
