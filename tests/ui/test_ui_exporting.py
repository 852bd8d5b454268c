"""Calendar files written beside the screen: it answers meanwhile, says how far it is, and one export is enough at a time."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fractui.core.entry import Entry
from fractui.core.errors import Refused
from fractui.services.views.importing import Progress
from fractui.ui.errand import Errand
from fractui.ui.screens import exporting
from fractui.ui.screens.exporting import how_far, write
from fractui.ui.widgets.calendar_pane import CalendarPane
from fractui.wiring import Services
from tests.fakes import FixedClock, Ids
from tests.ui.desk import Opened, opened

NOW = datetime(2026, 11, 24, 14, 7, tzinfo=UTC)


def fill(services: Services) -> None:
    """ACME with 600 entries of a minute, BETA with one."""
    for code in ("ACME", "BETA"):
        services.clients.add(code, name=f"{code} Ltd", zone="Europe/Berlin")
    for code, count in (("ACME", 600), ("BETA", 1)):
        with services.practice.transaction("time") as tx:
            for n in range(count):
                start = NOW - timedelta(minutes=2 * n + 2)
                tx.put(_entry(services, code, start))


def _entry(services: Services, code: str, start: datetime) -> Entry:
    return Entry(
        id=services.practice.new_id(),
        client=code,
        start=start,
        end=start + timedelta(minutes=1),
        zone="Europe/Berlin",
    )


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = Services(str(tmp_path / "data"), FixedClock(), Ids())
    fill(made)
    return made


def test_it_is_told_who_is_written_and_how_far(services: Services, tmp_path: Path) -> None:
    told: list[Progress] = []

    class Told(Errand):
        def tell(self, progress: Progress) -> None:
            told.append(progress)

    files = write(services, None, str(tmp_path / "out"), Told())
    assert [Path(file.path).name for file in files] == [
        "ACME.ics",
        "ACME-worked-2026.ics",
        "BETA.ics",
        "BETA-worked-2026.ics",
    ]
    acme, beta = "ACME, client 1 of 2", "BETA, client 2 of 2"
    assert told == [
        Progress(acme, 0, 0),
        *(Progress(acme, done, 600) for done in (0, 250, 500)),
        Progress(beta, 0, 0),
        Progress(beta, 0, 1),
    ]
    assert how_far(told[2]) == "Writing calendar files: ACME, client 1 of 2, 250 of 600 entries."
    assert how_far(Progress("ACME", 0, 0)) == "Writing calendar files: ACME, reading."


def test_one_that_is_to_stop_leaves_whole_files_only(services: Services, tmp_path: Path) -> None:
    class Impatient(Errand):
        def tell(self, progress: Progress) -> None:
            if progress.done == 250:
                self.cancel()

    with pytest.raises(Refused, match="broken off"):
        write(services, None, str(tmp_path / "out"), Impatient())
    assert list((tmp_path / "out").iterdir()) == []


async def _until(desk: Opened, words: str) -> None:
    """Wait until the footer says it."""
    for _ in range(400):
        if words in desk.desk.key_bar._said:
            return
        await desk.pilot.pause(0.005)
    raise AssertionError(desk.desk.key_bar._said)


async def test_keys_are_answered_while_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly(services: Services, code: str | None, folder: str, errand: Errand) -> object:
        errand.tell(Progress("ACME", 250, 600))
        go_on.wait(5)
        return write(services, code, folder, errand)

    monkeypatch.setattr(exporting, "write", slowly)
    monkeypatch.setattr(exporting, "PATIENCE_S", 0.01)
    async with opened(tmp_path / "data", fill=fill) as desk:
        await desk.press("c")
        await desk.pilot.press("x")
        await _until(desk, "ACME, 250 of 600 entries.")
        await desk.pilot.press("full_stop")
        for _ in range(200):
            if "30 Nov to 6 Dec" in desk.text():
                break
            await desk.pilot.pause(0.005)
        assert "30 Nov to 6 Dec" in desk.text()
        await desk.pilot.press("x")
        await desk.pilot.pause()
        said = [note.message for note in desk.app._notifications]
        assert said == [
            "Writing calendar files: ACME, 250 of 600 entries. Wait until that is done.",
        ]
        go_on.set()
        await desk.settle()
        await _until(desk, "4 calendar files are in")
        pane = desk.desk.stage.pane
        assert isinstance(pane, CalendarPane)
        assert "ACME-worked-2026.ics" in desk.text()
