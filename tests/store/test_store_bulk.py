"""A change of thousands of documents: packed in the journal, whole after a crash, quick to undo, and let go of afterwards."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec
import pytest

from fractui.core.entry import Entry
from fractui.core.errors import Damaged
from fractui.store.layout import MAIN
from fractui.store.line import DO, Change, Head, Line, changes_of, from_bytes, head_of, is_whole, to_bytes
from fractui.store.practice import Practice
from tests.builders import an_entry, at
from tests.fakes import Ids
from tests.store.conftest import Opener

EARLY, LATE = at("2020-01-01 00:00"), at("2030-01-01 00:00")
MANY = 1200


def a_line(count: int) -> Line:
    changes = tuple(
        Change(f"time/2026-{1 + n % 12:02d}", "entries", f"{n:032x}", None, {"id": f"{n:032x}", "note": "x"})
        for n in range(count)
    )
    return Line(Head(1, 1, "t" * 32, "2026-11-24T14:07:00Z", "import", DO, None), changes)


def many(practice: Practice, ids: Ids) -> list[Entry]:
    """More entries than a line says in plain JSON, a month's worth each in two years, for two clients."""
    found = []
    for n in range(MANY):
        month, year = n % 12 + 1, 2024 + n % 2
        found.append(
            an_entry(
                f"{year}-{month:02d}-{n % 27 + 1:02d} 08:00",
                f"{year}-{month:02d}-{n % 27 + 1:02d} 09:00",
                id=ids(),
                client="ACME" if n % 3 else "BETA",
                note=f"row {n}",
            )
        )
    return found


def take(practice: Practice, ids: Ids) -> None:
    with practice.transaction("take in many", secured="import") as tx:
        for entry in many(practice, ids):
            tx.put(entry)


def entries(practice: Practice) -> list[Entry]:
    return [e for code in practice.codes() for e in practice.portal(code).entries(EARLY, LATE)]


@pytest.mark.parametrize("count", [0, 1, 1000, 1001, 2500])
def test_a_line_comes_back_as_it_was_whether_it_is_packed_or_not(count: int) -> None:
    line = a_line(count)
    data = to_bytes(line)
    assert data.endswith(b"\n")
    assert is_whole(data[:-1])
    assert from_bytes(data[:-1], "here") == line
    assert (b'"packed"' in data) is (count > 1000)


def test_a_packed_line_tells_its_head_without_being_unpacked() -> None:
    head, changes = head_of(to_bytes(a_line(5000))[:-1], "here")
    assert head.label == "import"
    assert len(changes) < 200_000


@pytest.mark.parametrize("bad", [b"x\x9c", zlib.compress(b"[]")[:-3], zlib.compress(b'[{"file":'), b"x"])
def test_packed_changes_that_cannot_be_unpacked_are_damage(bad: bytes) -> None:
    with pytest.raises(Damaged, match=r"here: the changes cannot be read .*run fractui doctor"):
        changes_of(bad, "here")


def test_packed_changes_may_name_no_file_but_ours() -> None:
    foreign = msgspec.json.encode([Change("../../x", "entries", "1", None, None)])
    with pytest.raises(Damaged, match="names the file"):
        changes_of(zlib.compress(foreign), "here")


def test_a_large_change_is_whole_for_others_and_after_opening_again(
    practice: Practice, opened: Opener, ids: Ids
) -> None:
    other = opened()
    take(practice, ids)
    assert len(entries(practice)) == MANY
    assert other.catch_up() == {"ACME", "BETA"}
    assert entries(other) == entries(practice)
    assert entries(opened()) == entries(practice)


def test_a_large_change_is_undone_and_redone(practice: Practice, opened: Opener, ids: Ids) -> None:
    take(practice, ids)
    taken = {e.id: e.note for e in entries(practice)}
    assert practice.undo() == "take in many"
    assert entries(practice) == []
    assert opened().redo() == "take in many"
    practice.catch_up()
    assert {e.id: e.note for e in entries(practice)} == taken


def test_a_large_change_leaves_no_shard_in_memory(practice: Practice, ids: Ids) -> None:
    take(practice, ids)
    for code in ("ACME", "BETA"):
        files = practice.portal(code).files
        assert files.months_in_memory() == []
        assert files.unsettled == 0
    assert sum(practice.ledger(None, None).values()) == MANY * 3600
    assert practice.portal("ACME").files.get(MAIN, "client", "ACME")


def test_what_was_let_go_of_is_read_again_for_the_next_change(practice: Practice, ids: Ids) -> None:
    take(practice, ids)
    one = entries(practice)[0]
    with practice.transaction("delete one") as tx:
        tx.delete(one.client, one)
    assert len(entries(practice)) == MANY - 1


def test_the_portals_that_change_are_backed_up_first(practice: Practice, root: Path, ids: Ids) -> None:
    take(practice, ids)
    names = sorted(str(p.relative_to(root / "backups")) for p in (root / "backups").rglob("*-import.zip"))
    assert names == ["ACME/2026-11-24-before-import.zip", "BETA/2026-11-24-before-import.zip"]
