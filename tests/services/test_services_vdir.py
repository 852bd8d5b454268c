"""Calendars as folders: one file an event, nobody else's touched."""

from __future__ import annotations

import os
from datetime import date, time
from pathlib import Path

import pytest

from fractui.core.errors import FractuiError, Refused, StorageTrouble
from fractui.services.views.publishing import Tally
from fractui.wiring import Services
from tests.fakes import FixedClock, Ids


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = Services(str(tmp_path / "data"), FixedClock(), Ids(), lambda: "Europe/Berlin")
    made.clients.add("ACME", name="Acme", zone="Europe/Berlin", color="tomato")
    made.clients.add("BETA", name="Beta", zone="Europe/Berlin")
    made.planning.add_block("ACME", "focus", time(9), 120, [1], date(2026, 11, 24), zone="Europe/Berlin")
    made.planning.add_block("BETA", "secret", time(14), 60, [2], date(2026, 11, 24), zone="Europe/Berlin")
    made.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_holds_an_event_a_file_with_its_name_and_colour(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "calendars"
    done = services.vdirs.write("acme", str(out))
    assert (done.path, done.code, done.what) == (f"{out}/ACME", "ACME", "blocks, time, due")
    assert (done.events, done.tally) == (2, Tally(new=2))
    found = files(out / "ACME")
    assert (found.pop("displayname"), found.pop("color")) == (b"ACME", b"#FF6347")
    for name, data in found.items():
        assert name.endswith("@fractui.ics")
        assert f"UID:{name[:-4]}\r\n".encode() in data
        assert data.count(b"BEGIN:VEVENT") == 1


def test_what_did_not_change_is_not_touched_and_what_is_gone_goes(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "calendars"
    services.vdirs.write("ACME", str(out))
    for path in (out / "ACME").iterdir():
        os.utime(path, (1, 1))
    assert services.vdirs.write("ACME", str(out)).tally == Tally(same=2)
    assert {path.stat().st_mtime for path in (out / "ACME").iterdir()} == {1}
    (owed,) = services.delivery.list("ACME")
    services.delivery.delete("ACME", owed.id)
    services.planning.add_block("ACME", "more", time(16), 60, [1], date(2026, 11, 24))
    assert services.vdirs.write("ACME", str(out)).tally == Tally(new=1, removed=1, same=1)
    assert len([path for path in (out / "ACME").iterdir() if path.suffix == ".ics"]) == 2


def test_what_is_not_ours_stays(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "calendars" / "ACME"
    folder.mkdir(parents=True)
    alike = "01234567-89ab-cdef-0123-456789abcdef@fractui.ics"
    foreign = {
        "dentist.ics": b"BEGIN:VCALENDAR",
        alike: b"BEGIN:VCALENDAR\r\nUID:another\r\n",
        ".status": b"x",
    }
    labels = {"displayname": b"My Acme", "color": b"#010203"}
    for name, data in (foreign | labels).items():
        (folder / name).write_bytes(data)
    (folder / "0123-sub").mkdir()
    services.vdirs.write("ACME", str(folder.parent))
    services.vdirs.write("ACME", str(folder.parent), ("time",))
    (folder / "0123-sub").rmdir()
    assert files(folder) == foreign | labels


def test_a_colour_follows_the_client_unless_a_person_chose_one(services: Services, tmp_path: Path) -> None:
    services.vdirs.write("ACME", str(tmp_path / "c"))
    services.clients.edit("ACME", color="orchid")
    services.vdirs.write("ACME", str(tmp_path / "c"))
    assert (tmp_path / "c" / "ACME" / "color").read_bytes() == b"#DA70D6"


def test_the_busy_folder_keeps_revisions_and_tells_no_name(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "calendars"
    done = services.vdirs.write_busy("ACME", str(out))
    assert (done.path, done.tally) == (f"{out}/busy-for-ACME", Tally(new=12))
    before = files(out / "busy-for-ACME")
    assert before.pop("displayname") == b"Busy for ACME"
    assert [
        word for word in (b"BETA", b"secret", b"ACME") if any(word in data for data in before.values())
    ] == []
    services.planning.add_block(
        "BETA", "more", time(8), 60, [2], date(2026, 12, 30), until=date(2026, 12, 30)
    )
    assert services.vdirs.write_busy("ACME", str(out)).tally == Tally(new=1, changed=1, same=11)
    after = files(out / "busy-for-ACME")
    assert sum(after[name] == data for name, data in before.items()) == 11


def test_each_open_client_has_a_folder(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "calendars"
    assert [each.code for each in services.vdirs.each(str(out))] == ["ACME", "BETA"]
    assert [each.what for each in services.vdirs.each(str(out), busy=True)] == ["busy", "busy"]
    assert sorted(path.name for path in out.iterdir()) == ["ACME", "BETA", "busy-for-ACME", "busy-for-BETA"]


def test_odd_places_are_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="among fractui's own data"):
        services.vdirs.write("ACME", services.data)
    (tmp_path / "file").write_text("x")
    with pytest.raises(FractuiError):
        services.vdirs.write("ACME", str(tmp_path / "file"))
    out = tmp_path / "calendars"
    services.vdirs.write("ACME", str(out))
    victim = tmp_path / "victim"
    victim.write_bytes(b"BEGIN:VCALENDAR")
    path = next(path for path in (out / "ACME").iterdir() if path.suffix == ".ics")
    path.unlink()
    path.symlink_to(victim)
    with pytest.raises(StorageTrouble, match="is in the way"):
        services.vdirs.write("ACME", str(out))
    assert victim.read_bytes() == b"BEGIN:VCALENDAR"


def test_a_link_to_another_clients_folder_is_not_followed(services: Services, tmp_path: Path) -> None:
    """Its events would land there, and those of the other would be taken for old ones of its own."""
    out = tmp_path / "calendars"
    services.vdirs.write("BETA", str(out))
    before = files(out / "BETA")
    for name in ("ACME", "busy-for-ACME"):
        (out / name).symlink_to("BETA")
    with pytest.raises(StorageTrouble, match="is a link, which is not followed"):
        services.vdirs.write("ACME", str(out))
    with pytest.raises(StorageTrouble, match="is a link, which is not followed"):
        services.vdirs.write_busy("ACME", str(out))
    assert files(out / "BETA") == before


def test_a_folder_of_calendars_that_is_a_link_is_not_followed(services: Services, tmp_path: Path) -> None:
    (tmp_path / "globex").mkdir()
    (tmp_path / "acme").symlink_to(tmp_path / "globex")
    for write in (services.vdirs.write, services.vdirs.write_busy):
        with pytest.raises(StorageTrouble, match=f"name the folder itself: {tmp_path}/globex"):
            write("ACME", str(tmp_path / "acme"))
    assert not list((tmp_path / "globex").iterdir())
