from __future__ import annotations

from pathlib import Path

import pytest

from fractui.core.errors import Damaged, NotFound, Refused
from fractui.services.care import Care, check, put_right
from tests.services.desk import Desk


@pytest.fixture
def care(desk: Desk) -> Care:
    desk.client("ACME")
    desk.client("BETA")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    return Care(desk.practice)


def test_a_clients_backup_brings_only_that_client_back_and_undo_takes_it_back(
    care: Care, desk: Desk, tmp_path: Path
) -> None:
    path = care.backup("acme", str(tmp_path / "acme.zip"))
    entry = desk.practice.portal("ACME").latest(1)[0]
    desk.entries.delete(entry.id)
    desk.clients.leave_note("BETA", "slide 7")
    assert "ACME" in care.restore(path)
    assert desk.entries.day().tracked_s == 3600
    assert desk.clients.show("BETA").client.next_note == "slide 7"
    desk.history.undo()
    assert desk.entries.day().tracked_s == 0


def test_the_whole_practice_is_backed_up_without_a_code(care: Care, desk: Desk, tmp_path: Path) -> None:
    path = care.backup(None, str(tmp_path / "all.zip"))
    desk.time("bd", "2026-11-24 10:00", "11:00")
    desk.clients.edit("ACME", name="x")
    care.restore(path)
    assert desk.entries.day().tracked_s == 3600
    assert desk.clients.show("ACME").client.name == "Acme"


def test_nobody_and_no_backup_are_refused(care: Care, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean ACME"):
        care.backup("ACMA", str(tmp_path / "a.zip"))
    (tmp_path / "b.zip").write_text("no zip")
    with pytest.raises((Refused, Damaged)):
        care.restore(str(tmp_path / "b.zip"))


def test_a_healthy_folder_has_no_findings_and_a_broken_file_is_named(care: Care, desk: Desk) -> None:
    desk.practice.close()
    assert care.doctor() == ()
    (desk.root / "clients" / "ACME" / "portal.json").write_bytes(b"")
    (finding,) = care.doctor()
    assert finding.path == "clients/ACME/portal.json"
    assert finding.code == "ACME"
    assert check(str(desk.root)) == (finding,)
    assert check(str(desk.root / "nowhere")) == ()


@pytest.mark.parametrize("file", ["portal.json", "time/2026-11.json"])
def test_repair_makes_a_broken_file_anew_and_changes_work_again(care: Care, desk: Desk, file: str) -> None:
    desk.practice.close()
    (desk.root / "clients" / "ACME" / file).write_bytes(b"")
    done = put_right(str(desk.root), desk.clock.now)
    assert any(file in each for each in done)
    other = desk.reopened()
    assert other.portfolio.frame().damage == ()
    assert other.entries.day().tracked_s == 3600
    other.clients.leave_note("ACME", "slide 7")
    assert Care(other.practice).repair() == ()
