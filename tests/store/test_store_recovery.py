"""A crash at any step, and a disk that fails at any step: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fractui.core.client import ClientStatus
from fractui.core.entry import Entry
from fractui.core.errors import StorageTrouble
from fractui.store.practice import Practice
from tests.builders import a_client, a_deliverable, an_entry, at
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener

CALLS = ("open", "write", "fsync", "replace", "rename", "mkdir", "unlink", "ftruncate")
EARLY, LATE = at("2020-01-01 00:00"), at("2030-01-01 00:00")


class Crash(BaseException):
    """Stands for the process being gone: nothing of ours catches it."""


class Faults:
    """Counts the calls that change files and fails the chosen one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fail_at = -1
        self.error: BaseException = Crash()
        self.last = ""
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrap(name, getattr(os, name)))

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name == "open" and not args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
                return real(*args, **kwargs)
            self.count += 1
            self.last = name
            if self.count == self.fail_at:
                if name == "write" and isinstance(self.error, Crash):
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise self.error
            # The page cache is all that a crash of the process leaves, so syncing would only take time here.
            return None if name == "fsync" else real(*args, **kwargs)

        return call

    def arm(self, at_call: int, error: BaseException) -> None:
        """Fail the call of that number, counted from now."""
        self.count, self.fail_at, self.error = 0, at_call, error

    def disarm(self) -> None:
        """Fail nothing any more."""
        self.fail_at = -1


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """The switchboard of faults."""
    found = Faults(monkeypatch)
    yield found
    found.disarm()


def picture(practice: Practice) -> dict[str, Any]:
    """Everything that can be read, by portal."""
    found: dict[str, Any] = {"open": practice.codes(), "closed": practice.closed_codes()}
    for code in (*practice.codes(), *practice.closed_codes()):
        portal = practice.portal(code)
        found[code] = (
            portal.client().name,
            portal.deliverables(),
            portal.entries(EARLY, LATE),
            portal.running(),
        )
    return found


def switch(practice: Practice) -> None:
    """Two portals in one change."""
    with practice.transaction("switch") as tx:
        running = practice.portal("ACME").running()
        assert running
        tx.put(replace(running, end=at("2026-11-24 14:00")))
        tx.put(an_entry("2026-11-24 14:00", None, id="5" * 32, client="BETA"))


def add(practice: Practice) -> None:
    """One document of one portal."""
    with practice.transaction("add") as tx:
        tx.put(a_deliverable())


def next_month(practice: Practice) -> None:
    """A first line in a new month's journal, in a new shard."""
    with practice.transaction("add") as tx:
        tx.put(an_entry("2026-12-24 08:00", "2026-12-24 09:00"))


def close_client(practice: Practice) -> None:
    """A change that moves a folder."""
    with practice.transaction("close") as tx:
        tx.put(replace(practice.portal("BETA").client(), status=ClientStatus.CLOSED))


def undo(practice: Practice) -> None:
    """Taking back the newest change."""
    practice.undo()


def settle(practice: Practice) -> None:
    """No change, only the data files."""
    practice.close()


ACTS = [add, switch, next_month, close_client, undo, settle]


def prepared(practice: Practice, clock: FixedClock) -> Practice:
    with practice.transaction("start") as tx:
        tx.put(an_entry("2026-11-24 13:00", None, id="4" * 32))
    clock.forward(days=10)
    return practice


@pytest.mark.parametrize("act", ACTS)
def test_a_crash_at_every_call_leaves_the_state_before_or_after(
    act: Callable[[Practice], None], tmp_path: Path, faults: Faults
) -> None:
    """Each call that changes a file is the last one in its turn; then the folder is opened as after a power cut's return."""
    for number in range(1, 200):
        root = tmp_path / str(number)
        clock, ids = FixedClock(), Ids()

        def opened(root: Path = root, clock: FixedClock = clock, ids: Ids = ids) -> Practice:
            return Practice.open(root, clock, ids, lock_wait=0.2)

        practice = opened()
        with practice.transaction("add") as tx:
            for code in ("ACME", "BETA"):
                tx.put(a_client(code))
        prepared(practice, clock)
        before = picture(practice)
        faults.arm(number, Crash())
        acknowledged = False
        try:
            act(practice)
            acknowledged = True
            practice.close()
        except Crash:
            pass
        reached = faults.count >= number
        faults.disarm()
        again = opened()
        found = picture(again)
        assert again.damage() == (), number
        if acknowledged:
            assert found == picture(practice), number
        elif found != before:
            after = picture(opened())
            assert found == after, number
            assert set(changed_parts(before, found)) == expected_parts(act), number
        assert list(root.rglob(".writing-*")) == [], number
        assert picture(opened()) == found, number
        if not reached:
            return
    pytest.fail("the act never ended")


def changed_parts(before: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [code for code in ("ACME", "BETA") if before.get(code) != found.get(code)]


def expected_parts(act: Callable[[Practice], None]) -> set[str]:
    parts: dict[Any, set[str]] = {switch: {"ACME", "BETA"}, close_client: set(), settle: set()}
    return parts.get(act, {"ACME"})


def attempt(act: Callable[[Practice], None], practice: Practice) -> str:
    """What the store says when it cannot; empty when it could."""
    try:
        act(practice)
    except StorageTrouble as error:
        return error.sentence
    return ""


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize("act", [add, switch, next_month])
def test_a_disk_error_at_any_call_is_a_sentence_and_nothing_is_acknowledged_by_halves(
    act: Callable[[Practice], None],
    code: int,
    practice: Practice,
    opened: Opener,
    clock: FixedClock,
    faults: Faults,
) -> None:
    prepared(practice, clock)
    practice.close()
    for number in range(1, 60):
        before = picture(practice)
        faults.arm(number, OSError(code, os.strerror(code)))
        sentence = attempt(act, practice)
        refused = bool(sentence)
        assert not refused or sentence.startswith(practice.root), "the sentence names the path"
        reached = faults.count >= number
        faults.disarm()
        if not reached:
            assert not refused
            return
        assert picture(opened()) == picture(practice)
        if refused:
            assert picture(practice) == before, f"call {number} {faults.last}"
        else:
            practice.undo()
    pytest.fail("the act never ended")


def test_it_works_again_when_the_disk_does(practice: Practice, faults: Faults, opened: Opener) -> None:
    faults.arm(2, OSError(errno.ENOSPC, "full"))
    with pytest.raises(StorageTrouble, match="the disk is full"):
        add(practice)
    faults.disarm()
    add(practice)
    assert len(opened().portal("ACME").deliverables()) == 1
    assert practice.undo_label() == "add"


def test_files_that_cannot_be_written_are_written_later(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, opened: Opener, root: Path
) -> None:
    practice.close()
    before = (root / "clients/ACME/portal.json").read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        add(practice)
        practice.close()
        assert (root / "clients/ACME/portal.json").read_bytes() == before
        assert len(practice.portal("ACME").deliverables()) == 1
    practice.close()
    assert b"Board pack" in (root / "clients/ACME/portal.json").read_bytes()


def test_a_torn_last_line_is_cut_off(practice: Practice, opened: Opener, root: Path) -> None:
    add(practice)
    practice.close()
    journal = root / "clients/ACME/journal/2026-11.jsonl"
    whole = journal.read_bytes()
    for torn in (b"0123", b"01234567 {", b"00000000 {}\n", whole.splitlines()[-1][:-3]):
        journal.write_bytes(whole + torn)
        again = opened()
        assert again.damage() == ()
        assert journal.read_bytes() == whole
    with opened().transaction("more") as tx:
        tx.put(a_deliverable(id="c" * 32))
    assert len(opened().portal("ACME").deliverables()) == 2


def test_without_a_checkpoint_the_journal_is_replayed(practice: Practice, opened: Opener, root: Path) -> None:
    add(practice)
    stale = (
        (root / "clients/ACME/portal.json").read_bytes()
        if (root / "clients/ACME/portal.json").exists()
        else b""
    )
    practice.close()
    first = picture(practice)
    for damaged in (b"", b"{", b'{"month":"2026-11","mark":0,"offset":99999,"crc":1,"seq":9,"n":9}'):
        (root / "clients/ACME/checkpoint.json").write_bytes(damaged)
        assert picture(opened()) == first
    (root / "clients/ACME/checkpoint.json").unlink()
    assert stale == b""
    assert picture(opened()) == first


def test_an_older_data_file_catches_up(practice: Practice, opened: Opener, root: Path) -> None:
    practice.close()
    path = root / "clients/ACME/portal.json"
    old = path.read_bytes()
    add(practice)
    practice.close()
    path.write_bytes(old)
    (root / "clients/ACME/checkpoint.json").unlink()
    assert len(opened().portal("ACME").deliverables()) == 1
    assert path.read_bytes() != old


def test_two_open_entries_the_later_start_wins(
    practice: Practice, opened: Opener, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fractui.store import commit

    monkeypatch.setattr(commit.Committer, "_check_one_timer", lambda *_: None)
    for code, begin in (("ACME", "2026-11-24 10:00"), ("BETA", "2026-11-24 12:00")):
        with practice.transaction("start") as tx:
            tx.put(an_entry(begin, None, id=code[0].lower() * 32, client=code))
    again = opened()
    assert again.portal("ACME").running() is None
    assert again.portal("ACME").latest(1)[0].end == at("2026-11-24 12:00")
    running = again.portal("BETA").running()
    assert running
    assert running.start == at("2026-11-24 12:00")
    assert again.history(1)[0].label == "end the earlier timer"
    assert again.undo_label() == "start"


def test_a_clock_set_back_keeps_the_order(
    practice: Practice, opened: Opener, clock: FixedClock, root: Path
) -> None:
    clock.forward(days=40)
    add(practice)
    clock.forward(days=-400)
    with practice.transaction("later, earlier") as tx:
        tx.put(a_deliverable(id="c" * 32))
    again = opened()
    assert again.undo_label() == "later, earlier"
    assert again.undo() == "later, earlier"
    assert again.undo() == "add"
    assert not (root / "clients/ACME/journal/2025-11.jsonl").exists()


def test_one_fsync_before_a_change_is_acknowledged(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(practice)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with practice.transaction("one") as tx:
        tx.put(a_deliverable(id="c" * 32))
    assert len(synced) == 1


def test_thousands_of_documents_in_one_transaction(practice: Practice, ids: Ids, opened: Opener) -> None:
    begin = at("2026-01-01 08:00")
    with practice.transaction("import") as tx:
        for number in range(3000):
            start = begin.replace(month=1 + number % 12, hour=number % 20)
            entry = Entry(
                id=ids(), client="ACME", start=start, end=start.replace(minute=30), zone="Europe/Berlin"
            )
            tx.put(entry)
    assert len(opened().portal("ACME").entries(EARLY, LATE)) == 3000
    assert practice.undo() == "import"
    assert opened().portal("ACME").entries(EARLY, LATE) == ()
    assert practice.redo() == "import"
    assert len(practice.portal("ACME").latest(9999)) == 3000
