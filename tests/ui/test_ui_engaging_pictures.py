"""What a workspace with all its sections looks like, and the dialogs with which an engagement begins and ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fractui.services.clients import Closing
from fractui.ui.app import Dashboard
from fractui.ui.dialogs import new_client
from fractui.ui.dialogs.closing import ClosingDialog, Wishes
from fractui.wiring import Services
from tests.builders import a_client
from tests.fakes import FixedClock, Ids
from tests.ui.desk import make_app
from tests.ui.test_ui_snapshots import AFTERNOON, pressing

Compare = Callable[..., bool]
TODAY = date(2026, 11, 24)
BEGAN = datetime(2026, 11, 20, 9, 0, tzinfo=AFTERNOON.tzinfo)


@pytest.fixture(scope="module")
def engaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """HALO, begun on Friday with everything that an engagement begins with, and something in every section."""
    folder = tmp_path_factory.mktemp("engaged")
    clock = FixedClock(BEGAN)
    services = Services(str(folder / "data"), clock, Ids(), lambda: "Europe/Berlin")
    services.engaging.begin(
        "HALO",
        name="Halo Optics",
        function="coo",
        since=BEGAN.date(),
        hours=32,
        capacity_pct=Decimal(20),
        fee=Decimal(9_000),
        currency="EUR",
        owned_problem="from order to delivery in nine days instead of thirty",
    )
    for item in services.checklists.show("HALO").items[:7]:
        services.checklists.done("HALO", item.id)
    services.clients.add_person(
        "HALO", "Mara Quint", role="CEO", contact_every_days=7, last_contact_on=date(2026, 11, 2)
    )
    services.clients.add_person(
        "HALO", "Tomás Řezník", role="plant manager", last_contact_on=TODAY - timedelta(3)
    )
    services.access.add(
        "HALO", system="Jira", scope="admin", granted_on=date(2026, 11, 1), expires_on=date(2026, 11, 12)
    )
    services.access.add("HALO", system="Data room", expires_on=date(2026, 12, 11))
    services.access.add(
        "HALO", system="My scorecard folder", direction="i_give_client", granted_to="Mara Quint"
    )
    services.decisions.add(
        "HALO", "one planner for both plants", date(2026, 11, 5), outcome="in place since Monday"
    )
    services.decisions.add("HALO", "no new ERP before summer", date(2026, 11, 19), owner="board")
    services.clients.add_promise("HALO", "lead times by product, one page", due_on=date(2026, 11, 26))
    services.clients.leave_note("HALO", "Tomás sends the routing sheets; then redo the third step")
    services.time_off.add(date(2026, 12, 7), date(2026, 12, 9), name="ski", cover="Ines")
    clock.now = AFTERNOON
    services.entries.add(
        "HALO", AFTERNOON - timedelta(hours=5), AFTERNOON - timedelta(hours=3), "routing", "deep_work"
    )
    services.close()
    return folder / "data"


async def beginning(pilot: Pilot[None]) -> None:
    """The dialog of a new client, filled in, with what it would begin with."""
    await pressing(["n"])(pilot)
    for name, text in (
        ("code", "gale"),
        ("name", "Gale Ltd"),
        ("commitment", "24 h"),
        ("fee", "9,000"),
        ("capacity", "20"),
    ):
        field = pilot.app.screen.query_one(f"#field-{name}", Input)
        field.focus()
        field.value = text
        await pilot.pause()
    for _ in range(6):
        await cast("Dashboard", pilot.app).backstage.run(lambda services: None)
        await pilot.pause()


async def closing(pilot: Pilot[None]) -> None:
    """The dialog before HALO's code was typed; where the pack goes is not the test's own folder, which is another in each run."""
    await pressing(["1"])(pilot)
    owed = (
        "90-day plan (draft, 3 d late)",
        "RACI (in review, Fri)",
        "promised: lead times by product, one page (Thu)",
    )
    dialog = ClosingDialog(
        cast("Dashboard", pilot.app).inks,
        Closing(a_client("HALO", name="Halo Optics"), owed, ("Jira", "Data room")),
        "/home/ines/.local/share/fractui/data/exports/handover-HALO-2026-11-24",
        nothing,
    )
    await pilot.app.push_screen(dialog)
    await pilot.pause()


async def nothing(_: Wishes) -> None:
    """Closes nothing."""


@pytest.mark.parametrize(
    ("run", "size"),
    [
        pytest.param(pressing(["1"]), (120, 40), id="workspace"),
        pytest.param(pressing(["1"]), (80, 24), id="low workspace"),
        pytest.param(beginning, (120, 40), id="new client"),
        pytest.param(closing, (120, 40), id="closing"),
    ],
)
def test_picture(
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    engaged: Path,
    tmp_path: Path,
    run: Callable[[Pilot[None]], Any],
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(new_client, "PAUSE_S", 0)
    app = make_app(Path(shutil.copytree(engaged, tmp_path / "data")), FixedClock(AFTERNOON))
    assert snap_compare(app, terminal_size=size, run_before=run)
