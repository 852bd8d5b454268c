"""Taking a foreign file in, from the palette to undo, as a person does it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from fractui.services.importing import Importing as Service
from fractui.services.importing.judging import Stop, Tell
from fractui.services.views.importing import ImportPlan, Judged, Progress, Taken
from fractui.ui.dialogs.import_file import ImportFile
from fractui.ui.dialogs.import_names import ImportNames, NamesView
from fractui.ui.dialogs.import_preview import ImportPreview
from fractui.ui.screens.desk import Desk
from fractui.ui.widgets.many_rows import ManyRows
from fractui.wiring import Services
from tests.builders import at
from tests.ui.desk import Opened, opened

HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
ROWS = (("Acme Robotics", "09:00", "10:00"), ("Zed", "10:00", "11:30"), ("acme", "09:30", "10:30"))


def toggl(folder: Path, rows: tuple[tuple[str, str, str], ...] = ROWS) -> Path:
    lines = [f"Jo,x,{who},,,call,No,2026-11-20,{a}:00,2026-11-20,{b}:00,," for who, a, b in rows]
    path = folder / "toggl.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n")
    return path


def with_acme(services: Services) -> None:
    services.clients.add("ACME", name="Acme Robotics", hours=24)


async def until(here: Opened, condition: Callable[[], bool]) -> None:
    """Wait for what a thread is going to do."""
    for _ in range(400):
        if condition():
            await here.pilot.pause()
            return
        await asyncio.sleep(0.01)
        await here.pilot.pause()
    raise AssertionError("it never came to be")


def foot(here: Opened) -> str:
    return str(here.app.screen.query_one("#foot", Static).content)


async def begin(here: Opened, path: Path) -> None:
    """Open the dialog and name the file."""
    here.desk.action_do("import")
    await until(here, lambda: isinstance(here.app.screen, ImportFile))
    entry = here.app.screen.query_one("#path", Input)
    entry.value = str(path)


async def go_on(here: Opened, key: str, step: type) -> None:
    await here.pilot.press(key)
    await until(here, lambda: isinstance(here.app.screen, step))
    # Two keys of a person are further apart than those of a burst.
    await asyncio.sleep(0.07)


def tracked(here: Opened) -> int:
    return sum(here.outside().practice.ledger(None, None).values())


async def test_a_file_is_taken_in_and_taken_back(tmp_path: Path) -> None:
    path = toggl(tmp_path)
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await until(here, lambda: "Toggl, 3 rows" in str(here.app.screen.query_one("#found", Static).content))
        await go_on(here, "enter", ImportNames)
        names = here.app.screen.query_one(NamesView)
        assert [row.name for row in names.view or ()] == ["Zed", "Acme Robotics", "acme"]
        assert names.item == "name:0"
        await go_on(here, "tab", ImportPreview)
        rows: ManyRows[Judged] = here.app.screen.query_one(ManyRows)
        assert [one.verdict.value for one in rows.rows] == ["new", "unmapped client", "overlap"]
        assert foot(here).startswith("enter takes in 1 entry   o overlaps")
        await here.pilot.press("v")
        assert len(rows.rows) == 2
        await here.pilot.press("o")
        await until(here, lambda: foot(here).startswith("enter takes in 2 entries"))
        assert tracked(here) == 0
        await asyncio.sleep(0.07)
        await go_on(here, "enter", Desk)
        await until(here, lambda: tracked(here) == 5400)
        await here.settle()
        assert here.desk.key_bar._said == "Taken in: 2 entries, 1 not taken. u takes it back."
        await here.press("u")
        assert tracked(here) == 0


async def test_names_are_mapped_to_a_client_to_a_new_one_and_left_out(tmp_path: Path) -> None:
    path = toggl(tmp_path, (("Zed", "09:00", "10:00"), ("Nova", "10:00", "12:00"), ("Old", "12:00", "15:00")))
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await go_on(here, "enter", ImportNames)
        step = here.app.screen
        assert isinstance(step, ImportNames)
        for letters, keys in (("leave", []), ("new client", ["enter"]), ("acme", [])):
            await here.pilot.press("enter")
            await until(here, lambda: here.app.screen is not step)
            here.app.screen.query_one(Input).value = letters
            await here.pilot.pause()
            for key in ["enter", *keys]:
                await here.pilot.press(key)
                await asyncio.sleep(0.07)
            await until(here, lambda: here.app.screen is step)
        view = step.query_one(NamesView).view or ()
        assert [(row.name, row.who, row.left_out) for row in view] == [
            ("Old", "", True),
            ("Nova", "NOVA", False),
            ("Zed", "ACME", False),
        ]
        assert step.query_one(NamesView).item == "go-on"
        await go_on(here, "enter", ImportPreview)
        await go_on(here, "enter", Desk)
        await until(here, lambda: tracked(here) == 3 * 3600)
        outside = here.outside()
        assert outside.practice.codes() == ("ACME", "NOVA")
        assert dict(outside.importing.remembered("toggl").names) == {"Nova": "NOVA", "Old": "", "Zed": "ACME"}


async def test_esc_goes_back_step_by_step_and_changes_nothing(tmp_path: Path) -> None:
    path = toggl(tmp_path)
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await go_on(here, "enter", ImportNames)
        await go_on(here, "tab", ImportPreview)
        await go_on(here, "escape", ImportNames)
        await go_on(here, "escape", ImportFile)
        assert here.app.screen.query_one("#path", Input).value == str(path)
        await go_on(here, "escape", Desk)
        assert tracked(here) == 0
        assert here.outside().practice.undo_label() == "add client ACME"


async def test_esc_stops_what_is_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = toggl(tmp_path)
    real = Service.take

    def slow(self: Service, plan: ImportPlan, tell: Tell, stop: Stop) -> Taken:
        """A take that goes on until somebody stops it."""
        tell(Progress("taking in", 1, 3))
        while not stop():
            asyncio.run(asyncio.sleep(0.01))
        return real(self, plan, tell, stop)

    monkeypatch.setattr(Service, "take", slow)
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await go_on(here, "enter", ImportNames)
        await go_on(here, "tab", ImportPreview)
        await here.pilot.press("enter")
        await until(here, lambda: foot(here) == "Taking in 1 of 3 rows   esc stops it")
        # The dashboard behind goes on: its one thread is free.
        assert await here.app.backstage.run(lambda services: services.timer.start("ACME").client) == "ACME"
        await here.pilot.press("escape")
        await until(here, lambda: foot(here) == "Stopped; nothing was taken in.")
        assert isinstance(here.app.screen, ImportPreview)
        assert tracked(here) == 0


async def test_a_file_that_cannot_be_is_one_sentence_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("milk\nbread\n")
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await until(here, lambda: "does not know what wrote this file" in foot(here))
        entry = here.app.screen.query_one("#path", Input)
        assert entry.value == str(path)
        entry.value = f"{tmp_path}/nowhere.csv"
        await here.pilot.press("enter")
        await until(here, lambda: "nowhere.csv" in foot(here))
        entry.value = f"{tmp_path}/no"
        await until(here, lambda: "notes.txt" in str(here.app.screen.query_one("#folder", Static).content))
        await here.pilot.press("tab")
        await until(here, lambda: entry.value == str(path))


async def test_dates_that_can_be_read_in_two_ways_are_asked_about(tmp_path: Path) -> None:
    head = "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time"
    path = tmp_path / "clockify.csv"
    path.write_text(f"{head}\nWeb,ACME,,,Jo,,x,,No,03/04/2026,09:00:00 AM,03/04/2026,10:00:00 AM\n")
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await until(here, lambda: here.app.screen.has_class("-dates"))
        assert "“03/04/2026” can be read in two ways" in str(
            here.app.screen.query_one("#found", Static).content
        )
        here.app.screen.query_one("#dates", Input).value = "dmy"
        await go_on(here, "enter", ImportNames)
        await go_on(here, "tab", ImportPreview)
        await go_on(here, "enter", Desk)
        await until(here, lambda: tracked(here) == 3600)
        (entry,) = (
            here.outside().practice.portal("ACME").entries(at("2026-01-01 00:00"), at("2027-01-01 00:00"))
        )
        assert f"{entry.start:%Y-%m-%d}" == "2026-04-03"


async def test_keys_that_come_too_fast_for_a_person_take_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unsettled(self: Desk) -> bool:
        return False

    monkeypatch.setattr(Desk, "settled", unsettled)
    path = toggl(tmp_path)
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await go_on(here, "enter", ImportNames)
        await go_on(here, "tab", ImportPreview)
        await here.pilot.press("enter")
        await until(here, lambda: foot(here).startswith("Those keys came too fast"))
        assert tracked(here) == 0
