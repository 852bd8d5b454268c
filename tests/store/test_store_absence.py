"""The question's file and the heartbeat: private, whole, shared, and harmless when damaged."""

from __future__ import annotations

import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from fractui.core.absence import Absence, Record, Why
from fractui.core.errors import StorageTrouble
from fractui.store.absence import AbsenceFile, Noted
from fractui.store.heartbeat import Beat, last_beat, touch
from tests.builders import at

SINCE, UNTIL = at("2026-11-24 12:10"), at("2026-11-24 13:05")
RECORD = Record("e" * 32, (Absence(SINCE, UNTIL), Absence(UNTIL, None, Why.STILL)), SINCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def add(file: AbsenceFile, entry: str) -> None:
    record = Record(entry, kept=SINCE)
    file.change(lambda noted: noted.with_record(record))


def test_it_is_read_back_as_it_was_written_and_private(folder: Path) -> None:
    file = AbsenceFile(str(folder))
    assert file.stamp() == 0
    written = file.change(lambda noted: noted.with_record(RECORD))
    assert AbsenceFile(str(folder)).read() == written == Noted((RECORD,))
    assert stat.S_IMODE((folder / "absence.json").stat().st_mode) == 0o600
    assert file.stamp() > 0
    assert sorted(path.name for path in folder.iterdir()) == ["absence.json", "lock"]


def test_an_empty_one_is_no_file(folder: Path) -> None:
    file = AbsenceFile(str(folder))
    file.change(lambda _: Noted(hush=SINCE))
    assert file.read().hush == SINCE
    file.change(lambda _: Noted())
    assert not (folder / "absence.json").exists()
    assert file.change(lambda _: Noted()) == Noted()


def test_the_latest_entries_are_remembered(folder: Path) -> None:
    file = AbsenceFile(str(folder))
    for number in range(20):
        add(file, str(number))
    assert [each.entry for each in file.read().records] == [str(number) for number in range(12, 20)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 200,
        b"{",
        b"[]",
        b'"x"',
        '{"records": []}'.encode("utf-16"),
        b'{"records": 5}',
        b'{"records": [{"entry": 1}]}',
        b'{"records": [{"entry": "e", "absences": [{"since": "2026-11-24T12:10:00"}]}]}',
        b'{"records": [{"entry": "e", "absences": [{"since": "soon"}]}]}',
        b'{"records": [{"entry": "e", "absences": [{"since": "9999-12-31T23:59:59-14:00"}]}]}',
        b'{"records": [{"entry": "e", "absences": [{"since": "2026-11-24T12:10:00Z", "why": "aliens"}]}]}',
        b"[" * 60000,
        b'{"records": []}' + b" " * 70000,
    ],
)
def test_a_damaged_file_asks_nothing_and_is_replaced(folder: Path, data: bytes) -> None:
    (folder / "absence.json").write_bytes(data)
    file = AbsenceFile(str(folder))
    assert file.read() == Noted()
    assert file.change(lambda noted: noted.with_record(RECORD)) == file.read() == Noted((RECORD,))


def test_a_link_or_a_folder_in_its_place_asks_nothing(folder: Path) -> None:
    (folder / "elsewhere").write_text('{"hush": "2026-11-24T12:10:00Z"}')
    (folder / "absence.json").symlink_to(folder / "elsewhere")
    assert AbsenceFile(str(folder)).read() == Noted()
    (folder / "absence.json").unlink()
    (folder / "absence.json").mkdir()
    assert AbsenceFile(str(folder)).read() == Noted()
    with pytest.raises(StorageTrouble):
        AbsenceFile(str(folder)).change(lambda _: Noted(hush=SINCE))


def test_changes_wait_for_each_other(folder: Path) -> None:
    threads = [threading.Thread(target=add, args=(AbsenceFile(str(folder)), number)) for number in "01234567"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.entry for each in AbsenceFile(str(folder)).read().records} == set("01234567")


def test_the_heartbeat_tells_a_farewell_from_a_stop(folder: Path) -> None:
    assert last_beat(str(folder)) is None
    touch(str(folder), SINCE)
    assert last_beat(str(folder)) == Beat(SINCE)
    touch(str(folder), SINCE + timedelta(seconds=5), left=True)
    assert last_beat(str(folder)) == Beat(SINCE + timedelta(seconds=5), left=True)
    touch(str(folder), UNTIL)
    assert last_beat(str(folder)) == Beat(UNTIL)
    assert (folder / "heartbeat").stat().st_size == 0
