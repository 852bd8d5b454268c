"""Files are private, and a disk that is full or read-only costs nothing but a sentence."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fractui.core.client import ClientStatus
from fractui.core.errors import StorageTrouble
from fractui.store.backup import backup
from fractui.store.files import make_folder, read_file, write_atomic
from fractui.store.practice import Practice
from tests.builders import a_client, a_deliverable, an_entry
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Each of three masks, and the old one afterwards."""
    old = os.umask(request.param)
    yield request.param
    os.umask(old)


@pytest.mark.usefixtures("umask")
def test_folders_are_0700_and_files_0600_whatever_the_umask(
    root: Path, opened: Opener, tmp_path: Path
) -> None:
    practice = opened()
    for code in ("ACME", "BETA"):
        with practice.transaction("add") as tx:
            tx.put(a_client(code))
            tx.put(an_entry(client=code, id=code[0].lower() * 32))
    with practice.transaction("close") as tx:
        tx.put(replace(practice.portal("BETA").client(), status=ClientStatus.CLOSED))
    practice.touch_heartbeat()
    practice.close()
    backup(practice, None, tmp_path / "x.zip")
    modes = {
        (path.is_dir(), path.stat().st_mode & 0o777): path
        for path in (root, *root.rglob("*"), tmp_path / "x.zip")
    }
    assert set(modes) == {(True, 0o700), (False, 0o600)}


def test_a_folder_that_was_there_becomes_private(root: Path, opened: Opener) -> None:
    root.mkdir(mode=0o755)
    with opened().transaction("add") as tx:
        tx.put(a_client())
    assert root.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow over 6000 bytes, as on a disk that is full."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)
    signal.signal(signal.SIGXFSZ, handler)


def fill(practice: Practice, ids: Ids) -> int:
    """Add until the disk refuses; the number of acknowledged changes."""
    for number in range(100):
        try:
            with practice.transaction("add") as tx:
                tx.put(a_deliverable(id=ids(), notes="x" * 300))
        except StorageTrouble as error:
            assert "size limit" in error.sentence  # noqa: PT017 - the count matters as well
            return number
    raise AssertionError("it was never full")


@pytest.mark.usefixtures("small_files")
def test_a_full_disk_keeps_what_was_acknowledged(practice: Practice, opened: Opener, ids: Ids) -> None:
    number = fill(practice, ids)
    assert number > 3
    assert len(practice.portal("ACME").deliverables()) == number
    assert len(opened().portal("ACME").deliverables()) == number
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit[1], limit[1]))
    with practice.transaction("again") as tx:
        tx.put(a_deliverable(id=ids()))
    practice.close()
    assert len(opened().portal("ACME").deliverables()) == number + 1
    assert practice.undo() == "again"


def test_a_read_only_folder_can_be_read(
    practice: Practice, opened: Opener, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with practice.transaction("add") as tx:
        tx.put(a_deliverable())
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "Read-only file system")
        return real(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        again = opened()
        assert len(again.portal("ACME").deliverables()) == 1
        assert again.undo_label() == "add"
        with (
            pytest.raises(StorageTrouble, match="lock: the file system is read-only"),
            again.transaction("x") as tx,
        ):
            tx.put(a_deliverable(id="f" * 32))
        assert again.catch_up() == frozenset()
        again.close()
    again.undo()
    assert opened().portal("ACME").deliverables() == ()


def test_reading_and_writing_follow_no_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("precious")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(StorageTrouble, match="it is a link"):
        read_file(str(tmp_path / "link"))
    write_atomic(str(tmp_path / "link"), b"new")
    assert (tmp_path / "target").read_text() == "precious"
    assert (tmp_path / "link").read_text() == "new"
    (tmp_path / "folder").symlink_to(tmp_path)
    with pytest.raises(StorageTrouble, match="it is a link"):
        make_folder(str(tmp_path / "folder"))
    with pytest.raises(StorageTrouble, match="a file stands"):
        make_folder(str(tmp_path / "target"))
    with pytest.raises(StorageTrouble, match="not a regular file"):
        read_file("/dev/full")
    with pytest.raises(StorageTrouble, match="not a regular file"):
        read_file(str(tmp_path))


def test_a_killed_process_with_our_number_left_its_file(tmp_path: Path) -> None:
    (tmp_path / f".writing-x.{os.getpid()}").write_text("old")
    write_atomic(str(tmp_path / "x"), b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, clock: FixedClock, ids: Ids) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageTrouble, match="file stands where a folder"):
        Practice.open(tmp_path / "file" / "data", clock, ids)
    practice = Practice.open(tmp_path / "data", clock, ids)
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageTrouble, match="file stands where a folder"), practice.transaction("x") as tx:
        tx.put(a_client())
