"""A client's folder that is renamed, moved, removed or locked while it is open: said, never taken for an empty practice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from fractui.core.errors import NotFound, StorageTrouble
from fractui.core.receipt import Receipt
from fractui.store.doctor import doctor
from fractui.store.practice import Practice
from fractui.store.repair import repair
from tests.builders import a_client, a_deliverable, at
from tests.fakes import FixedClock
from tests.store.conftest import Opener


@contextmanager
def moved_away(here: Path, away: Path) -> Iterator[None]:
    """Move a folder at the end of what is done here."""
    yield
    here.rename(away)


@pytest.fixture
def two(practice: Practice) -> Practice:
    """ACME with a deliverable, and BETA."""
    with practice.transaction("owe") as tx:
        tx.put(a_deliverable())
    practice.settle()
    return practice


def test_a_renamed_folder_is_missed_and_welcomed_back(two: Practice, root: Path, opened: Opener) -> None:
    here, away = root / "clients" / "ACME", root / "clients" / "ACME-old"
    here.rename(away)
    assert two.catch_up() == {"ACME"}
    assert two.codes() == ("BETA",)
    assert "clients/ACME is gone: it was renamed, moved or removed. Put it back" in two.damage()[0]
    with pytest.raises(NotFound, match="clients/ACME is gone"):
        two.portal("ACME")
    assert opened().damage() == (
        "clients/ACME-old holds a client, but is not named by its code; rename it to the code that it had.",
    )
    assert [each.path for each in doctor(root)] == ["clients/ACME-old", "clients/ACME"]
    away.rename(here)
    assert two.catch_up() == {"ACME"}
    assert (two.damage(), doctor(root)) == ((), ())
    assert len(two.portal("ACME").deliverables()) == 1


def test_a_folder_that_goes_within_a_change_is_not_begun_anew(
    two: Practice, root: Path, tmp_path: Path
) -> None:
    """A new folder with one line in it would be taken for the client, and stand in the way of the old one."""
    here, away = root / "clients" / "ACME", tmp_path / "away"
    old = two.portal("ACME").deliverables()[0]
    with (
        pytest.raises(StorageTrouble, match="is gone; put it back"),
        two.transaction("rename") as tx,
        moved_away(here, away),
    ):
        tx.put(replace(old, title="Other"))
    assert not here.exists()
    away.rename(here)
    two.catch_up()
    assert two.portal("ACME").deliverables() == (old,)


def test_a_removed_folder_with_backups_is_missed_by_whoever_asks_for_it(
    two: Practice, root: Path, opened: Opener
) -> None:
    shutil.rmtree(root / "clients" / "ACME")
    practice = opened()
    assert practice.damage() == (), "it may have been meant"
    with pytest.raises(NotFound, match="brings it back from backups/ACME"):
        practice.portal("ACME")
    (finding,) = doctor(root)
    assert (finding.path, "its backups are there" in finding.sentence) == ("clients/ACME", True)
    shutil.rmtree(root / "backups" / "ACME")
    assert doctor(root) == ()
    with pytest.raises(NotFound, match="There is no client ACME"):
        practice.portal("ACME")


def test_a_link_in_place_of_a_client_is_told(two: Practice, root: Path, tmp_path: Path) -> None:
    (root / "clients" / "ACME").rename(tmp_path / "away")
    (root / "clients" / "ACME").symlink_to(tmp_path / "away")
    two.catch_up()
    assert any("clients/ACME is a link, and links are not followed" in each for each in two.damage())


def test_a_folder_that_cannot_be_looked_into_is_damage_and_no_empty_client(
    two: Practice, root: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.listdir

    def refuse(path: str) -> list[str]:
        if "clients/ACME" in str(path):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", refuse)
    practice = opened()
    assert any("ACME" in each and "permission denied" in each for each in practice.damage())
    assert any(each.kind == "unread" and "permission denied" in each.sentence for each in doctor(root))


def test_what_its_owner_cannot_write_is_found_and_put_right(
    two: Practice, root: Path, clock: FixedClock
) -> None:
    files = root / "clients" / "ACME" / "files"
    files.mkdir(mode=0o700)
    (files / "2026-11-30_Plan_ACME_v1.md").write_text("x")
    (files / "2026-11-30_Plan_ACME_v1.md").chmod(0o400)
    (files / ".writing-1-2").write_text("half")
    (files / ".writing-1-2").chmod(0o600)
    (root / "clients" / "ACME").chmod(0o500)
    (root / "clients" / "BETA" / "portal.json").chmod(0o400)
    assert [(each.kind, each.path) for each in doctor(root)] == [
        ("mode", "clients/ACME"),
        ("mode", "clients/BETA/portal.json"),
        ("half", "clients/ACME/files/.writing-1-2"),
    ]
    repair(root, clock.now)
    assert doctor(root) == ()
    assert [each.name for each in files.iterdir()] == ["2026-11-30_Plan_ACME_v1.md"]


def read(file: BinaryIO, name: str) -> str:
    return file.read().decode()


def test_texts_that_name_another_client_are_found_unless_they_were_meant_or_sent(
    two: Practice, root: Path
) -> None:
    files = root / "clients" / "ACME" / "files"
    files.mkdir(mode=0o700)
    for name, text in (("a.md", "for BETA"), ("meant.md", "for BETA"), ("sent.md", "for BETA")):
        (files / name).write_text(text)
        (files / name).chmod(0o400 if name == "sent.md" else 0o600)
    sent = Receipt(
        delivered_at=at("2026-11-20 10:00"), version=1, to="CEO", via="email", on_time=True, file="sent.md"
    )
    with two.transaction("attach") as tx:
        tx.put(a_deliverable(id="e" * 32, files=("meant.md",), may_name=("BETA",)))
        tx.put(a_deliverable(id="8" * 32, files=("sent.md",), receipts=(sent,)))
    assert doctor(root) == (), "names alone"
    (finding,) = doctor(root, read_text=read)
    assert (finding.path, finding.sentence) == (
        "clients/ACME/files/a.md",
        "its text names BETA and lies with ACME; take that out, or move it there",
    )


def test_a_client_that_was_never_kept_is_nobody_elses(two: Practice, root: Path) -> None:
    with two.transaction("add CARB") as tx:
        tx.put(a_client("CARB", name="Carbon Works"))
    files = root / "clients" / "ACME" / "files"
    files.mkdir(mode=0o700)
    (files / "a.md").touch(mode=0o600)
    (files / "a.md").write_text("as CARB and Carbon Works do")
    assert [each.kind for each in doctor(root, read_text=read)] == ["misplaced"]
    two.undo()
    assert doctor(root, read_text=read) == ()


def test_a_pipe_in_place_of_a_journal_keeps_nobody_waiting(two: Practice, root: Path, opened: Opener) -> None:
    (journal,) = (root / "clients" / "ACME" / "journal").iterdir()
    journal.unlink()
    os.mkfifo(journal)
    assert any("clients/ACME/journal" in each for each in opened().damage())
    assert doctor(root) != ()
