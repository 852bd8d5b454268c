"""Backups: every day, kept for weeks, read back; restored as a change that can be undone."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fractui.core.client import ClientStatus
from fractui.core.errors import Damaged, NotFound, Refused
from fractui.store.archive import read_archive
from fractui.store.backup import backup, restore
from fractui.store.backups import kept
from fractui.store.practice import Practice
from tests.builders import a_deliverable, an_entry, at
from tests.fakes import FixedClock, Ids
from tests.store.conftest import Opener


def names(root: Path, code: str) -> list[str]:
    folder = root / "backups" / code
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_thirty_days(practice: Practice, root: Path, clock: FixedClock, ids: Ids) -> None:
    for _ in range(30):
        for _ in range(2):
            with practice.transaction("add") as tx:
                tx.put(a_deliverable(id=ids()))
            practice.close()
        clock.forward(days=1)
    found = names(root, "ACME")
    last = date(2026, 12, 23)
    daily = [f"{last - timedelta(days=back)}.zip" for back in range(14)]
    assert found[-14:] == sorted(daily)
    assert found[:-14] == ["2026-11-29.zip", "2026-12-06.zip", "2026-12-09.zip"]
    assert names(root, "BETA") == ["2026-11-24.zip"], "only a portal that has changed"
    assert practice.notices() == ()
    # The zip of a day is of its first change.
    assert read_archive(str(root / "backups/ACME" / found[-1])).documents == 2 + 29 * 2 + 1


def test_what_is_kept() -> None:
    day = date(2026, 1, 1)
    all_names = [f"{day + timedelta(days=ahead)}.zip" for ahead in range(300)]
    found = sorted(kept(all_names))
    assert len(found) == 14 + 8
    assert found[-14:] == all_names[-14:]
    risky = [f"2026-01-0{number}-before-restore.zip" for number in range(1, 10)]
    assert len(kept([*risky, "2026-01-01-before-restore-2.zip"])) == 8


def test_a_poorer_backup_is_said_and_the_richer_one_is_kept(
    practice: Practice, opened: Opener, root: Path, clock: FixedClock, ids: Ids
) -> None:
    with practice.transaction("add") as tx:
        for _ in range(5):
            tx.put(a_deliverable(id=ids()))
    practice.close()
    rich = names(root, "ACME")[0]
    (root / "clients/ACME").rename(root / "gone")
    clock.forward(days=1)
    practice.catch_up()
    for day in range(20):
        with practice.transaction("again") as tx:
            client = replace(practice.portal("BETA").client(), id="ACME", rev=0, notes=f"{day}")
            known = practice.portal("ACME").client() if "ACME" in practice.codes() else client
            tx.put(replace(known, notes=f"{day}"))
        practice.close()
        clock.forward(days=1)
    assert "holds 1 documents, the one before it 7" in practice.notices()[0]
    assert rich in names(root, "ACME")


def test_a_backup_holds_one_client_and_nothing_of_another(practice: Practice, tmp_path: Path) -> None:
    with practice.transaction("secret") as tx:
        tx.put(a_deliverable(client="BETA", title="canary"))
        tx.put(an_entry())
    path = backup(practice, "ACME", tmp_path / "acme.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            "clients/ACME/portal.json",
            "clients/ACME/time/2026-11.json",
            "manifest.json",
        ]
        assert not any(
            b"canary" in archive.read(name) or b"BETA" in archive.read(name) for name in archive.namelist()
        )
    assert Path(path).stat().st_mode & 0o777 == 0o600
    with pytest.raises(NotFound):
        backup(practice, "GAMMA", tmp_path / "x.zip")


def test_restoring_is_a_change_that_can_be_undone(
    practice: Practice, opened: Opener, tmp_path: Path, root: Path, ids: Ids, clock: FixedClock
) -> None:
    with practice.transaction("add") as tx:
        old = tx.put(a_deliverable())
        entry = tx.put(an_entry())
    path = backup(practice, None, tmp_path / "all.zip")
    clock.forward(days=1)
    with practice.transaction("change") as tx:
        tx.put(replace(old, title="New"))
        moved = tx.put(replace(entry, start=at("2026-10-01 08:00")))
        later = tx.put(a_deliverable(id=ids()))
    assert restore(practice, path) == "restore ACME, BETA from 2026-11-24"
    again = opened()
    portal = again.portal("ACME")
    assert [(one.id, one.title, one.rev) for one in portal.deliverables()] == [(old.id, "Board pack", 3)]
    assert [(one.start, one.rev) for one in portal.latest(5)] == [(entry.start, 3)]
    assert "2026-11-25-before-restore.zip" in names(root, "ACME")
    with pytest.raises(Refused, match="nothing to restore"):
        restore(again, path)
    assert again.undo().startswith("restore")
    assert {one.title for one in again.portal("ACME").deliverables()} == {"New", later.title}
    assert again.portal("ACME").latest(5)[0].start == moved.start


def test_restoring_brings_a_deleted_folder_back(
    practice: Practice, opened: Opener, tmp_path: Path, root: Path
) -> None:
    with practice.transaction("add") as tx:
        tx.put(an_entry())
    path = backup(practice, "ACME", tmp_path / "a.zip")
    (root / "clients/ACME").rename(tmp_path / "gone")
    again = opened()
    assert again.codes() == ("BETA",)
    restore(again, path)
    assert again.codes() == ("ACME", "BETA")
    assert opened().portal("ACME").latest(1)[0].note == ""


def test_a_backup_is_not_written_over_a_richer_one_or_something_else(
    practice: Practice, tmp_path: Path
) -> None:
    path = tmp_path / "x.zip"
    backup(practice, None, path)
    backup(practice, None, path)
    with pytest.raises(Refused, match="more documents"):
        backup(practice, "ACME", path)
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(Refused, match="not a backup"):
        backup(practice, "ACME", tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_nothing_to_back_up(opened: Opener, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to back up"):
        backup(opened(), None, tmp_path / "x.zip")


BAD = {
    "../../evil": b"x",
    "clients/ACME/../../evil.json": b"{}",
    "/etc/passwd": b"x",
    "clients/CON/portal.json": b"{}",
    "clients/ACME/journal/2026-11.jsonl": b"",
}


@pytest.mark.parametrize("name", BAD)
def test_a_zip_with_other_names_restores_nothing(
    name: str, practice: Practice, tmp_path: Path, root: Path
) -> None:
    path = backup(practice, "ACME", tmp_path / "x.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, BAD[name])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refused, match="no backup of fractui's"):
        restore(practice, path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_zip_is_refused(practice: Practice, tmp_path: Path) -> None:
    path = Path(backup(practice, "ACME", tmp_path / "x.zip"))
    whole = path.read_bytes()
    for damaged in (b"", b"PK", whole[: len(whole) // 2], whole[:80] + b"\0\0\0\0" + whole[84:]):
        path.write_bytes(damaged)
        with pytest.raises((Damaged, Refused)):
            restore(practice, path)
    with pytest.raises(Refused, match="no such file"):
        restore(practice, tmp_path / "none.zip")


def test_a_foreign_document_in_a_backup_is_refused(practice: Practice, tmp_path: Path, root: Path) -> None:
    practice.close()
    path = backup(practice, "ACME", tmp_path / "x.zip")
    with zipfile.ZipFile(path) as archive:
        files = {name.replace("ACME", "BETA"): archive.read(name) for name in archive.namelist()}
    files["manifest.json"] = files["manifest.json"].replace(b"ACME", b"BETA")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    with pytest.raises(Damaged, match="it is the client ACME"):
        restore(practice, path)


def test_closing_makes_a_backup(practice: Practice, root: Path) -> None:
    with practice.transaction("close") as tx:
        tx.put(replace(practice.portal("ACME").client(), status=ClientStatus.CLOSED))
    assert names(root, "ACME") == ["2026-11-24-before-closing.zip"]


def test_a_backup_that_fails_is_said_and_loses_nothing(
    practice: Practice, root: Path, opened: Opener
) -> None:
    (root / "backups").write_text("in the way")
    with practice.transaction("add") as tx:
        tx.put(a_deliverable())
    practice.close()
    assert "was not backed up" in practice.notices()[0]
    assert len(opened().portal("ACME").deliverables()) == 1
