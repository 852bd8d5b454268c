"""Undo and redo: exactly the last change, over all portals, across restarts, refused where a document has moved on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fractui.core.client import ClientStatus
from fractui.core.document import Document
from fractui.core.errors import FractuiError, Refused
from fractui.store.practice import Practice
from tests.builders import a_block, a_client, a_deliverable, an_entry, at
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener

EARLY, LATE = at("2020-01-01 00:00"), at("2030-01-01 00:00")


def bare(document: Document) -> Document:
    """A document without what the store counts."""
    return replace(document, rev=0, updated_at=None)


def state(practice: Practice) -> dict[str, Any]:
    """Everything alive, without what the store counts."""
    found: dict[str, Any] = {"open": practice.codes(), "closed": practice.closed_codes()}
    for code in (*practice.codes(), *practice.closed_codes()):
        portal = practice.portal(code)
        documents: list[Document] = [portal.client(), *portal.deliverables(), *portal.entries(EARLY, LATE)]
        documents += [*portal.blocks(), *portal.agreements()]
        found[code] = [bare(document) for document in documents]
        running = portal.running()
        found[f"{code} runs"] = running and bare(running)
    found["own"] = [bare(block) for block in practice.own.blocks()]
    return found


class Hand:
    """Does one of ten things to a practice, chosen by a number."""

    def __init__(self, practice: Practice, ids: Ids, clock: FixedClock) -> None:
        self.practice = practice
        self.ids = ids
        self.clock = clock

    def do(self, act: int, pick: int) -> bool:
        """Do it; False when there was nothing to do it to."""
        acts: list[Callable[[int], bool]] = [
            self.add_entry,
            self.edit_entry,
            self.delete_entry,
            self.switch,
            self.add_deliverable,
            self.edit_client,
            self.close_or_reopen,
            self.add_own_block,
            self.add_client,
            self.give_entry_away,
        ]
        self.clock.forward(minutes=7)
        before = self.practice.undo_label()
        done = acts[act](pick)
        assert not done or self.practice.undo_label() != before
        return done

    def label(self) -> str:
        return f"change {self.ids()[:8]}"

    def code(self, pick: int) -> str:
        codes = (*self.practice.codes(), *self.practice.closed_codes())
        return codes[pick % len(codes)]

    def add_entry(self, pick: int) -> bool:
        start = at("2026-11-30 22:00") + timedelta(hours=pick)
        with self.practice.transaction(self.label()) as tx:
            value = an_entry(id=self.ids(), client=self.code(pick))
            tx.put(replace(value, start=start, end=start + timedelta(hours=1)))
        return True

    def edit_entry(self, pick: int) -> bool:
        entries = self.practice.portal(self.code(pick)).entries(EARLY, LATE)
        closed = [entry for entry in entries if entry.end]
        if not closed:
            return False
        entry = closed[pick % len(closed)]
        with self.practice.transaction(self.label()) as tx:
            tx.put(replace(entry, start=entry.start - timedelta(days=pick % 40), note=self.ids()))
        return True

    def delete_entry(self, pick: int) -> bool:
        code = self.code(pick)
        entries = self.practice.portal(code).entries(EARLY, LATE)
        if not entries:
            return False
        with self.practice.transaction(self.label()) as tx:
            tx.delete(code, entries[pick % len(entries)])
        return True

    def switch(self, pick: int) -> bool:
        codes = (*self.practice.codes(), *self.practice.closed_codes())
        running = [entry for code in codes if (entry := self.practice.portal(code).running())]
        with self.practice.transaction(self.label()) as tx:
            for entry in running:
                tx.put(replace(entry, end=max(entry.start, self.clock())))
            value = an_entry(id=self.ids(), client=self.code(pick))
            tx.put(replace(value, start=self.clock(), end=None))
        return True

    def add_deliverable(self, pick: int) -> bool:
        with self.practice.transaction(self.label()) as tx:
            tx.put(a_deliverable(id=self.ids(), client=self.code(pick)))
        return True

    def edit_client(self, pick: int) -> bool:
        client = self.practice.portal(self.code(pick)).client()
        with self.practice.transaction(self.label()) as tx:
            tx.put(replace(client, notes=self.ids()))
        return True

    def close_or_reopen(self, pick: int) -> bool:
        client = self.practice.portal(self.code(pick)).client()
        closed = client.status is ClientStatus.CLOSED
        with self.practice.transaction(self.label()) as tx:
            tx.put(replace(client, status=ClientStatus.ACTIVE if closed else ClientStatus.CLOSED))
        return True

    def add_own_block(self, _: int) -> bool:
        with self.practice.transaction(self.label()) as tx:
            tx.put(a_block(id=self.ids(), client=None))
        return True

    def add_client(self, pick: int) -> bool:
        code = f"C{pick % 4}"
        if code in (*self.practice.codes(), *self.practice.closed_codes()):
            return False
        with self.practice.transaction(self.label()) as tx:
            tx.put(a_client(code))
        return True

    def give_entry_away(self, pick: int) -> bool:
        code, other = self.code(pick), self.code(pick + 1)
        entries = [entry for entry in self.practice.portal(code).entries(EARLY, LATE) if entry.end]
        if not entries or code == other:
            return False
        with self.practice.transaction(self.label()) as tx:
            tx.delete(code, entries[0])
            tx.put(replace(entries[0], id=self.ids(), client=other, rev=0, created_at=None))
        return True


STEPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60)), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, stops=st.sets(st.integers(0, 24)))
def test_undoing_all_is_the_beginning_and_redoing_all_the_end(
    steps: list[tuple[int, int]], stops: set[int]
) -> None:
    """Undo n times is the first state, redo n times the last; a restart at any moment changes nothing."""
    with tempfile.TemporaryDirectory() as folder, patch("os.fsync"):
        clock, ids = FixedClock(), Ids()
        hand = Hand(Practice.open(Path(folder) / "data", clock, ids), ids, clock)
        with hand.practice.transaction("begin") as tx:
            tx.put(a_client("ACME"))
            tx.put(a_client("BETA"))
        states = [state(hand.practice)]
        for act, pick in steps:
            if hand.do(act, pick):
                states.append(state(hand.practice))
        for moment, wanted in enumerate(reversed(states[:-1])):
            hand.practice.undo()
            assert state(hand.practice) == wanted
            if moment in stops:
                hand.practice = Practice.open(Path(folder) / "data", clock, ids)
                assert state(hand.practice) == wanted
        for wanted in states[1:]:
            hand.practice.redo()
            assert state(hand.practice) == wanted
        assert hand.practice.redo_label() == ""
        assert state(Practice.open(Path(folder) / "data", clock, ids)) == states[-1]


def test_a_new_change_ends_redo(practice: Practice, ids: Ids) -> None:
    practice.undo()
    assert practice.redo_label() == "add BETA"
    with practice.transaction("other") as tx:
        tx.put(a_deliverable())
    assert practice.redo_label() == ""
    with pytest.raises(Refused, match="nothing to redo"):
        practice.redo()
    assert (practice.undo(), practice.undo_label(), practice.redo_label()) == ("other", "add ACME", "other")


def test_rev_goes_up_with_undo_too(practice: Practice) -> None:
    with practice.transaction("rename") as tx:
        tx.put(replace(practice.portal("ACME").client(), name="New"))
    practice.undo()
    client = practice.portal("ACME").client()
    assert (client.name, client.rev) == ("Acme Robotics", 3)
    practice.redo()
    client = practice.portal("ACME").client()
    assert (client.name, client.rev) == ("New", 4)


def test_undo_of_a_creation_leaves_a_tombstone(practice: Practice, clock: FixedClock) -> None:
    from fractui.core.deliverable import Deliverable

    with practice.transaction("add") as tx:
        value = tx.put(a_deliverable())
    practice.undo()
    assert practice.portal("ACME").deliverables() == ()
    dead = practice.portal("ACME").tombstones(Deliverable, clock())
    assert [(one.id, one.rev) for one in dead] == [(value.id, 2)]


def test_undo_is_refused_where_a_document_has_moved_on(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock
) -> None:
    """Only mending and repairing change documents outside of the order of undo."""
    from fractui.store.line import MEND
    from fractui.store.transaction import Transaction

    with practice.transaction("add") as tx:
        value = tx.put(a_deliverable())
    with practice.commits.writing():
        tx = Transaction(practice.portals.find, clock())
        tx.put(replace(value, title="Other"))
        practice.commits.commit(tx.drafts(), "mend", clock(), MEND)
    assert practice.undo_label() == "add"
    with pytest.raises(Refused, match="“add” cannot be undone: a document of it has changed since"):
        practice.undo()
    assert practice.portal("ACME").deliverables()[0].title == "Other"


def test_history_says_what_is_undone(practice: Practice, opened: Opener, clock: FixedClock) -> None:
    with practice.transaction("one") as tx:
        tx.put(a_deliverable())
    practice.undo()
    rows = opened().history()
    assert [(row.label, row.undone, row.codes) for row in rows] == [
        ("one", True, ("ACME",)),
        ("add BETA", False, ("BETA",)),
        ("add ACME", False, ("ACME",)),
    ]
    assert rows[0].at == clock()
    assert len(opened().history(2)) == 2


def test_a_long_line_is_read_backwards(practice: Practice, opened: Opener, ids: Ids) -> None:
    with practice.transaction("big") as tx:
        for _ in range(300):
            tx.put(a_deliverable(id=ids(), notes="x" * 1000))
    with practice.transaction("small") as tx:
        tx.put(a_deliverable(id=ids()))
    again = opened()
    assert [row.label for row in again.history()] == ["small", "big", "add BETA", "add ACME"]
    assert (again.undo(), again.undo()) == ("small", "big")
    assert again.portal("ACME").deliverables() == ()


def test_labels_are_kept_while_nothing_changes(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    from fractui.store import history

    assert practice.undo_label() == "add BETA"

    def never(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(history, "lines_backwards", never)
    assert (practice.undo_label(), practice.redo_label()) == ("add BETA", "")


def test_nothing_is_undone_in_a_damaged_portal(practice: Practice, opened: Opener, root: Path) -> None:
    practice.close()
    (root / "clients/BETA/portal.json").write_bytes(b"")
    with pytest.raises(FractuiError, match="BETA"):
        opened().undo()
