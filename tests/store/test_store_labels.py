"""A change over several portals leaves no other client's code in any of them, and is told as a whole by the practice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from fractui.core.errors import Refused
from fractui.store.labels import label_for, whole_label
from fractui.store.line import DO, Change, Head, Line, from_bytes, to_bytes
from fractui.store.practice import Practice
from tests.builders import an_entry, at
from tests.fakes import FixedClock
from tests.store.conftest import Opener


def switch(practice: Practice, clock: FixedClock) -> None:
    with practice.transaction("start ACME") as tx:
        running = tx.put(an_entry("2026-11-24 13:00", None))
    clock.forward(minutes=7)
    with practice.transaction("switch from ACME to BETA") as tx:
        tx.put(replace(running, end=at("2026-11-24 14:00")))
        tx.put(an_entry("2026-11-24 14:00", None, id="5" * 32, client="BETA"))


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_portal_holds_the_code_of_another(practice: Practice, root: Path, clock: FixedClock) -> None:
    switch(practice, clock)
    practice.undo()
    practice.redo()
    practice.settle()
    assert b"BETA" not in bytes_of(root / "clients/ACME")
    assert b"ACME" not in bytes_of(root / "clients/BETA")
    assert b"switch from ACME to another client" in bytes_of(root / "clients/ACME")


def test_the_practice_tells_it_whole_and_takes_it_back(
    practice: Practice, opened: Opener, clock: FixedClock
) -> None:
    switch(practice, clock)
    again = opened()
    assert again.undo_label() == "switch from ACME to BETA"
    assert again.history()[0].codes == ("ACME", "BETA")
    assert again.undo() == "switch from ACME to BETA"
    assert again.redo_label() == "switch from ACME to BETA"
    assert again.portal("BETA").running() is None
    assert again.redo() == "switch from ACME to BETA"
    assert again.portal("BETA").running() is not None


def test_half_of_a_change_is_not_taken_back(
    practice: Practice, opened: Opener, clock: FixedClock, root: Path
) -> None:
    switch(practice, clock)
    practice.close()
    shutil.rmtree(root / "clients/BETA")
    again = opened()
    assert again.undo_label() == "switch from ACME to another client"
    with pytest.raises(Refused, match="a client whose folder is gone"):
        again.undo()


def test_the_practices_own_journal_keeps_the_whole_label(practice: Practice, root: Path) -> None:
    with practice.transaction("give ACME's and BETA's time to admin") as tx:
        tx.put(an_entry())
        tx.put(an_entry("2026-11-24 10:00", "2026-11-24 11:00", id="6" * 32, bucket="admin"))
    assert practice.undo_label() == "give ACME's and BETA's time to admin"
    assert b"give ACME's and another client's time" in bytes_of(root / "clients/ACME")


@pytest.mark.parametrize("label", ["switch to BETA", "BETA", "", "ACME, BETA: café", "another client BETA"])
def test_labels_come_together_again(label: str) -> None:
    codes = ("ACME", "BETA")
    assert whole_label([label_for(label, code, codes) for code in codes]) == label
    assert whole_label([label, label]) == label


def test_lines_that_name_the_portals_are_still_read() -> None:
    change = Change("portal", "block", "b", None, {"title": "x"})
    line = Line(Head(1, 1, "t" * 32, "2026-11-24T14:07:00Z", "switch to BETA", DO, None, 2), (change,))
    body = msgspec.json.decode(to_bytes(line)[9:])
    assert body.pop("count") == 2
    body["parts"] = ["ACME", "BETA"]
    old = b"00000000 " + msgspec.json.encode(body)
    assert from_bytes(old, "journal") == line


def test_a_journal_of_the_older_form_is_told_and_taken_back(
    practice: Practice, opened: Opener, clock: FixedClock, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fractui.store.commit.label_for", lambda label, *_: label)
    monkeypatch.setattr("fractui.store.commit.to_bytes", in_older_form)
    switch(practice, clock)
    monkeypatch.undo()
    assert b'"parts":["ACME","BETA"]' in bytes_of(root / "clients/ACME/journal")
    again = opened()
    assert again.history()[0].codes == ("ACME", "BETA")
    assert again.undo() == again.redo() == "switch from ACME to BETA"


def in_older_form(line: Line) -> bytes:
    from zlib import crc32

    body = msgspec.json.decode(to_bytes(line)[9:])
    body["parts"] = ["ACME", "BETA"][: body.pop("count")]
    payload = msgspec.json.encode(body)
    return b"%08x %s\n" % (crc32(payload), payload)
