"""The report as a person uses it: every key, the way in and out, files, and leaving off what takes long."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fractui.core.rounding import Mode, Rounding, Scope
from fractui.services.report_cells import Amounts, Asked, Stopped, Tracked, Watch
from fractui.services.reports import BY
from fractui.services.views.report import ReportView
from fractui.ui.actions import ACTIONS
from fractui.ui.loading import Shown
from fractui.wiring import Services
from tests.builders import at
from tests.ui.desk import Opened, opened

DAY = date(2026, 11, 24)


def tracked(services: Services) -> None:
    """ACME, whose entries are rounded, and BETA, in two months."""
    services.clients.add(
        "ACME", name="Acme Robotics", hours=Decimal(20), rounding=Rounding(30, Mode.UP, Scope.ENTRY)
    )
    services.clients.add("BETA", name="Beta Foods", hours=Decimal(20))
    for who, start, end in (
        ("ACME", "2026-11-24 08:00", "2026-11-24 09:10"),
        ("BETA", "2026-11-23 08:00", "2026-11-23 10:00"),
        ("ACME", "2026-10-05 08:00", "2026-10-05 09:00"),
    ):
        services.entries.add(who, at(start), at(end), category="deep work")


def view(here: Opened) -> ReportView:
    """The report that is shown."""
    stage = here.desk.stage
    assert stage.shown.pane == "report"
    shown = stage.pane.view
    assert isinstance(shown, ReportView)
    return shown


def items(here: Opened) -> list[str]:
    return [row.item for row in view(here).rows]


def test_no_key_of_the_report_has_two_meanings() -> None:
    keys = [key for action in ACTIONS if action.works_in("report") for key in action.keys]
    assert len(keys) == len(set(keys))


async def test_in_and_out_again(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r")
        assert (items(here), view(here).period) == (["client:BETA", "client:ACME"], "November 2026")
        assert here.desk.strip._pane == "time"
        await here.press("escape")
        assert here.desk.stage.shown.pane == "time"


async def test_leafing_regrouping_and_stretching(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "comma")
        assert (items(here), view(here).period) == (["client:ACME"], "October 2026")
        await here.press("full_stop", "full_stop")
        assert (items(here), view(here).period) == ([], "December 2026")
        await here.press("g")
        assert view(here).period == "November 2026"
        assert here.desk.stage.shown.day is None
        await here.press("v")
        assert view(here).shape.by == BY[1]
        await here.press("V", "V")
        assert view(here).shape.by == BY[-1]
        await here.press("z", "z", "z")
        assert (view(here).period, view(here).total_s) == ("all time", (70 + 120 + 60) * 60)
        await here.press("comma", "z")
        assert view(here).period == "all time"
        await here.press("Z")
        assert (view(here).shape.length, view(here).period) == ("year", "2026")
        await here.press("escape")
        assert here.desk.stage.shown.pane == "time"


async def test_one_client_and_all_of_them(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "j", "a")
        assert (view(here).code, view(here).shape.by, items(here)) == ("ACME", "day", ["day:2026-11-24"])
        assert here.desk.stage.focus_code == "ACME"
        await here.press("a")
        assert (view(here).code, view(here).total_s) == ("", 190 * 60)


async def test_rounding_stands_beside_what_was_tracked(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "R")
        assert (view(here).total_s // 60, view(here).rounded_total_s // 60) == (190, 210)
        assert "1:10      1:30" in here.text()
        await here.press("R")
        assert "1:30" not in here.text()


async def test_enter_shows_what_a_row_is_made_of(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "v", "enter")
        assert (view(here).only, items(here)) == ("deep work", ["client:BETA", "client:ACME"])
        await here.press("enter")
        assert (view(here).code, view(here).only, items(here)) == ("BETA", "deep work", ["day:2026-11-23"])
        await here.press("enter")
        assert (here.desk.stage.shown.pane, here.desk.stage.shown.day) == ("time", date(2026, 11, 23))
        await here.press("escape", "escape")
        assert (view(here).code, items(here)) == ("", ["client:BETA", "client:ACME"])


@pytest.mark.parametrize(("by", "period"), [("week", "5 to 11 Oct 2026"), ("month", "October 2026")])
async def test_a_week_or_month_opens_by_day(tmp_path: Path, by: str, period: str) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "z", *"vvvv"[: BY.index(by)], "enter")
        assert (view(here).period, items(here)) == (period, ["day:2026-10-05"])


async def test_the_report_of_the_day_that_the_time_pane_shows(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.desk.stage.open(Shown("time", day=date(2026, 10, 31)))
        await here.press("r")
        assert view(here).period == "October 2026"


async def test_what_is_shown_is_written_to_a_file(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "x")
        await here.press(*"mark", "enter")
        (file,) = (tmp_path / "data-exports").iterdir()
        assert file.name == "report-all-2026-11-by-client.md"
        assert [each.message for each in here.app._notifications] == [f"The report is in {file}"]
        await here.press("x", "escape")
        assert view(here).period == "November 2026"


async def test_a_change_elsewhere_is_in_the_report(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r")
        outside = here.outside()
        outside.entries.add("BETA", at("2026-11-24 10:00"), at("2026-11-24 10:30"))
        outside.close()
        here.desk.tick(here.clock.forward(seconds=1))
        await here.settle()
        await here.settle()
        assert view(here).total_s == 220 * 60


async def test_a_long_report_says_how_far_it_is_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, pause = threading.Event(), threading.Event()

    def slowly(self: Tracked, asked: Asked, watch: Watch) -> Amounts:
        for done in range(10_000):
            begun.set()
            if not watch(done, 10_000):
                raise Stopped
            pause.wait(0.01)
        return {}

    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "V", "z", "z")
        monkeypatch.setattr(Tracked, "amounts", slowly)
        await here.pilot.press("z")
        begun.wait(5)
        await here.pilot.pause(0.4)
        assert here.desk.key_bar._said.startswith("Adding up the years, ")
        await here.pilot.press("escape")
        await here.settle()
        assert (view(here).shape.length, here.desk.key_bar._said) == ("year", "Stopped.")


async def test_what_find_finds_is_opened_from_a_report_too(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=tracked) as here:
        await here.press("t", "r", "slash", *"beta", "enter")
        assert (here.desk.stage.shown.pane, here.desk.stage.shown.code) == ("workspace", "BETA")
