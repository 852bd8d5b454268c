"""Damage: found, named, kept to its portal, never written over; what doctor says and repair does."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fractui.core.errors import Damaged, FractuiError, NotFound, Refused, StorageTrouble
from fractui.core.settings import Settings
from fractui.store.backup import backup
from fractui.store.doctor import doctor
from fractui.store.journal import Journal
from fractui.store.line import Line
from fractui.store.practice import Practice
from fractui.store.repair import repair
from fractui.store.strict import loads
from fractui.store.tinydb_storage import parse
from tests.builders import a_deliverable, an_entry
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener

HEAD = '{"meta": {"file": {"schema": 1, "seq": 2, "writer": "x"}}, '
BAD_FILES: dict[str, tuple[bytes, str]] = {
    "zero length": (b"", "is empty"),
    "nothing but NUL": (b"\0" * 300, "NUL"),
    "cut": (b'{"client": {"ACME": {"id": "AC', "line 1, column 28"),
    "an old tail": (b'{"client": {}}9:00Z"}}}', "extra data at line 1, column 15"),
    "a list": (b"[]", "expected an object of tables at $"),
    "tables that are lists": (b'{"entries": [1, null, "x"], "meta": 3}', "$.entries"),
    "a document that is a number": (HEAD.encode() + b'"client": {"ACME": 3}}', '$.client["ACME"]'),
    "no meta": (b'{"client": {}}', "$.meta.file"),
    "a schema that is a word": (b'{"meta": {"file": {"schema": "1", "seq": 2}}}', "whole numbers"),
    "NaN": (HEAD.encode() + b'"client": {"ACME": {"id": "ACME", "rate": NaN}}}', "NaN is not a number"),
    "too large": (HEAD.encode() + b'"client": {"ACME": {"h": 1e400}}}', "1e400 is too large"),
    "a huge whole number": (HEAD.encode() + b'"client": {"ACME": {"h": 9007199254740993}}}', "beyond 2^53"),
    "5000 digits": (HEAD.encode() + b'"client": {"ACME": {"h": ' + b"9" * 5000 + b"}}}", "beyond 2^53"),
    "a key twice": (
        HEAD.encode() + b'"client": {"ACME": {"id": "ACME", "id": "ACME"}}}',
        "'id' stands twice",
    ),
    "a document twice": (HEAD.encode() + b'"client": {"ACME": {}, "ACME": {}}}', "'ACME' stands twice"),
    "too deep": (b'{"entries":' + b'{"n":' * 100_000, "nests deeper than 32"),
    "half a character": (
        HEAD.encode() + b'"client": {"ACME": {"id": "ACME", "name": "\\ud800"}}}',
        "lone surrogate",
    ),
    "UTF-16": ('{"client": {}}'.encode("utf-16"), "UTF-16"),
    "Latin-1": (b'{"client": {"\xe4": {}}}', "byte 13 is not UTF-8"),
    "somebody else's client": (
        HEAD.encode() + b'"client": {"BETA": {"id": "BETA"}}}',
        "it is the client BETA",
    ),
    "somebody else's deliverable": (
        HEAD.encode() + b'"deliverables": {"d": {"id": "d", "client": "BETA"}}}',
        "it belongs to BETA",
    ),
    "an id that is not its key": (
        HEAD.encode() + b'"deliverables": {"d": {"id": "e", "client": "ACME"}}}',
        "its id is 'e'",
    ),
    "a wrong checksum": (
        b'{"meta":{"file":{"schema":1,"seq":2,"writer":"x","sum":"00000000"}},"client":{}}',
        "does not fit its checksum",
    ),
    "our file with another format": (
        b'{ "meta":{"file":{"schema":1,"seq":2,"writer":"x","sum":"00000000"}},"client":{}}',
        "does not fit its checksum",
    ),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_damage_of_its_portal_and_stays_as_it_is(
    case: str, practice: Practice, opened: Opener, root: Path
) -> None:
    practice.close()
    data, words = BAD_FILES[case]
    path = root / "clients/ACME/portal.json"
    path.write_bytes(data)
    again = opened()
    assert len(again.damage()) == 1
    assert again.damage()[0].startswith("clients/ACME/portal.json")
    assert words in again.damage()[0]
    assert "fractui doctor" in again.damage()[0]
    assert again.codes() == ("ACME", "BETA"), "it is shown as the journal remembers it"
    assert again.portal("ACME").client().name == "Acme Robotics"
    with pytest.raises(Damaged), again.transaction("x") as tx:
        tx.put(a_deliverable())
    with again.transaction("x") as tx:
        tx.put(a_deliverable(client="BETA"))
    again.close()
    assert path.read_bytes() == data
    assert len(opened().portal("BETA").deliverables()) == 1


def test_a_byte_order_mark_and_spaces_are_no_damage() -> None:
    text = HEAD + '"client": {"x": {"id": "x", "name": "ü \\" [{", "n": 1.5}}}'
    found = parse("f", b"\xef\xbb\xbf" + text.encode())
    assert found["client"]["x"]["name"] == 'ü " [{'
    assert loads("f", b' [1, -9007199254740992, 0.5, "\\u00e4"] ') == [1, -(2**53), 0.5, "ä"]


def test_a_bad_shard_is_found_when_it_is_read(practice: Practice, opened: Opener, root: Path) -> None:
    store = opened()
    with store.transaction("add") as tx:
        entry = tx.put(an_entry())
    store.close()
    path = root / "clients/ACME/time/2026-11.json"
    path.write_bytes(path.read_bytes().replace(b'"start":"2026', b'"start":"2025'))
    again = opened()
    assert again.portal("ACME").latest(1) == (entry,), "as the journal remembers it"
    assert "time/2026-11.json: its content does not fit its checksum" in again.damage()[0]
    with pytest.raises(Damaged), again.transaction("x") as tx:
        tx.put(an_entry(id="f" * 32))


def test_a_wrong_field_is_named_with_path_and_reason(practice: Practice, opened: Opener, root: Path) -> None:
    practice.close()
    path = root / "clients/ACME/portal.json"
    text = re.sub(r',"sum":"\w+"', "", path.read_text())
    path.write_text(text.replace('"2026-01-01"', "7"))
    with pytest.raises(
        Damaged, match=r'portal\.json: \$\.agreements\["a+"\]\.effective_from: expected date, got int'
    ):
        opened().portal("ACME").agreements()


@pytest.mark.parametrize("gone", ["portal.json", "time/2026-11.json"])
def test_a_missing_file_is_damage_not_a_new_start(
    gone: str, practice: Practice, opened: Opener, root: Path
) -> None:
    store = opened()
    with store.transaction("add") as tx:
        tx.put(an_entry())
    store.close()
    (root / "clients/ACME" / gone).unlink()
    again = opened()
    assert again.damage() == (f"clients/ACME/{gone}: the file is missing; run fractui doctor.",)
    with pytest.raises(Damaged), again.transaction("x") as tx:
        tx.put(a_deliverable())
    assert not (root / "clients/ACME" / gone).exists()


def test_a_bad_journal_line_before_the_last_is_damage(practice: Practice, opened: Opener, root: Path) -> None:
    store = opened()
    for number in range(3):
        with store.transaction(f"add {number}") as tx:
            tx.put(a_deliverable(id=f"{number}" * 32))
    store.close()
    path = root / "clients/ACME/journal/2026-11.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"add 1", b"add 7"))
    again = opened()
    assert again.damage() == ("clients/ACME/journal/2026-11.jsonl: line 3 is damaged; run fractui doctor.",)
    assert len(again.portal("ACME").deliverables()) == 3, "the files are whole"
    with pytest.raises(Damaged), again.transaction("x") as tx:
        tx.put(a_deliverable(id="9" * 32))
    (root / "clients/ACME/checkpoint.json").unlink()
    assert "a line is damaged" in opened().damage()[0]


def test_what_was_put_right_meanwhile_is_noticed(practice: Practice, opened: Opener, root: Path) -> None:
    practice.close()
    path = root / "clients/ACME/portal.json"
    whole = path.read_bytes()
    path.write_bytes(b"")
    again = opened()
    assert again.damage()
    path.write_bytes(whole)
    assert again.catch_up() == {"ACME"}
    assert again.damage() == ()


def test_a_newer_schema_is_refused_and_its_bytes_stay(practice: Practice, opened: Opener, root: Path) -> None:
    store = opened()
    with store.transaction("settings") as tx:
        tx.put(Settings(zone="Europe/Berlin"))
    store.close()
    newer = b'{"meta":{"file":{"schema":99,"seq":2,"writer":"9.1"}},"client":{}}'
    path = root / "clients/ACME/portal.json"
    path.write_bytes(newer)
    again = opened()
    assert "fractui 9.1 wrote it with schema 99" in again.damage()[0]
    assert again.codes() == ("BETA",)
    with pytest.raises(FractuiError), again.transaction("x") as tx:
        tx.put(a_deliverable())
    again.close()
    assert path.read_bytes() == newer
    (root / "practice.json").write_bytes(newer)
    with pytest.raises(Damaged, match=r"practice\.json: fractui 9\.1"):
        opened()
    assert (root / "practice.json").read_bytes() == newer


LINKED = ["lock", "clients/ACME/journal/2026-11.jsonl", "clients/ACME/portal.json"]


@pytest.mark.parametrize("which", LINKED)
def test_a_planted_link_is_not_followed(
    which: str, practice: Practice, opened: Opener, root: Path, tmp_path: Path
) -> None:
    practice.close()
    target = tmp_path / "precious"
    target.write_text("precious")
    (root / which).unlink()
    (root / which).symlink_to(target)
    again = opened()
    with pytest.raises((StorageTrouble, Damaged), match="link"), again.transaction("x") as tx:
        tx.put(a_deliverable())
    again.close()
    assert target.read_text() == "precious"
    assert any(finding.kind == "link" for finding in doctor(root))


def test_a_linked_client_folder_is_not_followed(
    practice: Practice, opened: Opener, root: Path, tmp_path: Path
) -> None:
    practice.close()
    (root / "clients/ACME").rename(tmp_path / "elsewhere")
    (root / "clients/ACME").symlink_to(tmp_path / "elsewhere")
    assert opened().codes() == ("BETA",)


def test_a_pipe_does_not_hang(practice: Practice, opened: Opener, root: Path) -> None:
    practice.close()
    path = root / "clients/ACME/portal.json"
    path.unlink()
    os.mkfifo(path)
    assert "not a regular file" in opened().damage()[0]


def test_one_code_in_two_folders_is_said(practice: Practice, opened: Opener, root: Path) -> None:
    practice.close()
    (root / "closed").mkdir()
    (root / "closed/ACME").mkdir()
    assert "lies in clients/ and in closed/" in opened().damage()[0]


def test_a_deleted_client_folder_harms_nobody(practice: Practice, opened: Opener, root: Path) -> None:
    store = opened()
    store.close()
    (root / "clients/ACME").rename(root.parent / "gone")
    assert store.catch_up() == {"ACME"}
    assert store.codes() == ("BETA",)
    with pytest.raises(NotFound):
        store.portal("ACME")
    assert store.undo() == "add BETA"
    assert opened().damage() == ()


def test_all_is_well(practice: Practice, root: Path) -> None:
    assert doctor(root) == ()
    practice.close()
    assert doctor(root) == ()
    assert doctor(root / "nowhere") == ()


def test_repair_makes_a_data_file_anew_from_the_journal(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock
) -> None:
    store = opened()
    with store.transaction("add") as tx:
        entry = tx.put(an_entry())
        value = tx.put(a_deliverable())
    store.close()
    for name in ("portal.json", "time/2026-11.json"):
        (root / "clients/ACME" / name).write_bytes(b"\0\0")
    findings = doctor(root)
    assert [finding.path for finding in findings] == [
        "clients/ACME/portal.json",
        "clients/ACME/time/2026-11.json",
    ]
    assert all(finding.remedy for finding in findings)
    said = repair(root, clock())
    assert len(said) == 2
    assert all("nothing is missing" in one for one in said)
    again = opened()
    assert again.damage() == ()
    assert again.portal("ACME").deliverables() == (value,)
    assert again.portal("ACME").latest(1) == (entry,)
    aside = list((root / "clients/ACME").rglob("*.damaged-20261124T140700Z"))
    assert [path.read_bytes() for path in aside] == [b"\0\0", b"\0\0"]
    assert again.undo() == "add"
    assert doctor(root) == ()


def test_repair_of_a_journal_keeps_the_rest_and_says_what_is_lost(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock
) -> None:
    store = opened()
    for number in range(4):
        with store.transaction(f"add {number}") as tx:
            tx.put(a_deliverable(id=f"{number}" * 32))
    store.close()
    path = root / "clients/ACME/journal/2026-11.jsonl"
    damaged = path.read_bytes().replace(b"add 1", b"add 7")
    path.write_bytes(damaged)
    said = repair(root, clock())
    assert "1 changes in it cannot be undone any more;" in said[0]
    again = opened()
    assert again.damage() == ()
    assert len(again.portal("ACME").deliverables()) == 4
    assert [again.undo(), again.undo()] == ["add 3", "add 2"]
    assert (root / "clients/ACME/journal/2026-11.jsonl.damaged-20261124T140700Z").read_bytes() == damaged
    assert doctor(root) == ()


def test_repair_from_a_backup_where_the_journal_is_gone(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock
) -> None:
    practice.close()
    store = opened()
    backup(store, "BETA", root / "x.zip")
    for path in (root / "clients/ACME/journal").iterdir():
        path.unlink()
    (root / "clients/ACME/portal.json").write_bytes(b"")
    said = repair(root, clock())
    assert "from the backup 2026-11-24.zip" in said[0]
    assert opened().portal("ACME").client().name == "Acme Robotics"


def test_repair_leaves_what_it_cannot_help(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock
) -> None:
    practice.close()
    for path in [*(root / "clients/ACME/journal").iterdir(), *(root / "backups/ACME").iterdir()]:
        path.unlink()
    (root / "clients/ACME/portal.json").write_bytes(b"x")
    said = repair(root, clock())
    assert any("neither a journal nor a backup" in one for one in said)
    assert (root / "clients/ACME/portal.json").read_bytes() == b"x"


def test_permissions_and_the_pointer_are_put_right(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock
) -> None:
    store = opened()
    with store.transaction("start") as tx:
        tx.put(an_entry(end=None))
    store.close()
    (root / "clients/ACME/portal.json").chmod(0o644)
    pointer = root / "clients/ACME/time/running.json"
    pointer.write_text('{"meta":{"file":{"schema":1,"seq":3,"writer":""}},"running":{}}')
    assert {finding.kind for finding in doctor(root)} == {"mode", "derived"}
    repair(root, clock())
    assert doctor(root) == ()
    running = opened().portal("ACME").running()
    assert running
    assert (root / "clients/ACME/portal.json").stat().st_mode & 0o777 == 0o600


def test_mutants_never_start_empty_never_raise_and_are_never_overwritten(
    practice: Practice, opened: Opener, root: Path
) -> None:
    store = opened()
    with store.transaction("add") as tx:
        tx.put(an_entry())
        tx.put(replace(store.portal("ACME").client(), notes="n" * 300))
    store.close()
    path = root / "clients/ACME/portal.json"
    whole = path.read_bytes()
    mutants = [whole[: len(whole) * cut // 40] for cut in range(40)]
    mutants += [whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(0, len(whole), 23)]
    mutants += [
        whole + b"}",
        whole[len(whole) // 2 :] + whole[: len(whole) // 2],
        whole[:50] + b"\0" * 20 + whole[70:],
    ]
    for mutant in mutants:
        path.write_bytes(mutant)
        again = opened()
        assert json.dumps(again.damage()) != "[]", mutant
        assert again.portal("ACME").client().notes == "n" * 300
        again.close()
        assert path.read_bytes() == mutant


def test_a_restore_over_damage_is_refused(practice: Practice, opened: Opener, root: Path) -> None:
    from fractui.store.backup import restore

    practice.close()
    backup(opened(), "ACME", root.parent / "a.zip")
    (root / "clients/ACME/portal.json").write_bytes(b"")
    with pytest.raises((Damaged, Refused)):
        restore(opened(), root.parent / "a.zip")


def test_the_journal_of_a_portal_is_read_once_for_all_its_damaged_files(
    practice: Practice, root: Path, opened: Opener, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = tuple(an_entry(f"2026-{m:02}-03 10:00", f"2026-{m:02}-03 11:00", id=ids()) for m in (11, 10, 9))
    with practice.transaction("add") as tx:
        entries = tuple(tx.put(entry) for entry in entries)
    practice.close()
    for shard in (root / "clients/ACME/time").glob("2026-*.json"):
        shard.write_bytes(b"x")
    read: list[str | None] = []
    reading = Journal.all_lines

    def counted(journal: Journal) -> Iterator[Line]:
        read.append(journal.place.code)
        return reading(journal)

    monkeypatch.setattr(Journal, "all_lines", counted)
    again = opened()
    assert again.portal("ACME").latest(9) == entries
    assert again.portal("ACME").broken
    assert read == ["ACME"]
