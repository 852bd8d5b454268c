"""Taking a calendar in from the palette, as a person does it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.widgets import Static

from fractui.services.views.importing import Judged
from fractui.ui.dialogs.import_names import ImportNames
from fractui.ui.dialogs.import_preview import ImportPreview
from fractui.ui.screens.desk import Desk
from fractui.ui.widgets.many_rows import ManyRows
from tests.calendars.foreign_calendars import GOOGLE, calendar
from tests.ui.desk import opened
from tests.ui.test_ui_importing import begin, foot, go_on, tracked, until, with_acme


async def test_a_calendar_is_taken_in_as_entries_and_blocks(tmp_path: Path) -> None:
    path = tmp_path / "cal.ics"
    path.write_bytes(calendar(GOOGLE.replace("Weekly sync", "ACME sync")))
    async with opened(tmp_path / "data", fill=with_acme) as here:
        await begin(here, path)
        await until(
            here, lambda: "Calendar, 5 events" in str(here.app.screen.query_one("#found", Static).content)
        )
        await go_on(here, "enter", ImportNames)
        await go_on(here, "tab", ImportPreview)
        rows: ManyRows[Judged] = here.app.screen.query_one(ManyRows)
        assert [one.makes for one in rows.rows] == ["entry", "entry", "block", "", ""]
        assert foot(here).startswith("enter takes in 2 entries, 1 block   w entries or blocks")
        await here.pilot.press("w")
        await until(here, lambda: foot(here).startswith("enter takes in 2 entries   w"))
        await here.pilot.press("w")
        await until(here, lambda: foot(here).startswith("enter takes in 1 block"))
        await here.pilot.press("w")
        await until(here, lambda: foot(here).startswith("enter takes in 2 entries, 1 block"))
        await asyncio.sleep(0.07)
        await go_on(here, "enter", Desk)
        await until(here, lambda: tracked(here) == 7200)
        await here.settle()
        assert here.desk.key_bar._said == "Taken in: 2 entries, 1 block, 2 not taken. u takes it back."
        assert len(here.outside().practice.portal("ACME").blocks()) == 1
