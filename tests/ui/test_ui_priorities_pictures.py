"""What the plan of the day looks like over the Portfolio: one thing ticked off, one carried over, one of one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from fractui.wiring import Services
from tests.fakes import FixedClock, Ids
from tests.ui.desk import make_app
from tests.ui.test_ui_snapshots import AFTERNOON, pressing

Compare = Callable[..., bool]


def planned(services: Services, clock: FixedClock) -> None:
    """Two clients with priorities, and three things for today."""
    services.tuning.edit(zone="Europe/Berlin")
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20, zone="Europe/Berlin")
    forecast = services.priorities.add("ACME", "one forecast that the board believes")
    services.priorities.add("BETA", "the oat line is listed in two regions")
    memo = services.clients.add_promise("BETA", "pricing memo to Jonas", due_on=date(2026, 11, 24))
    clock.now = AFTERNOON - timedelta(days=4)
    services.day_plan.choose("ACME", "priority", forecast.id)
    clock.now = AFTERNOON
    services.day_plan.tick(services.day_plan.choose("BETA", "promise", memo.id).id)
    services.day_plan.add("book the train to Rotterdam")


def test_the_plan_of_the_day(snap_compare: Compare, tmp_path: Path) -> None:
    clock = FixedClock(AFTERNOON)
    services = Services(str(tmp_path / "data"), clock, Ids(), lambda: "Europe/Berlin")
    planned(services, clock)
    services.close()
    app = make_app(tmp_path / "data", clock)

    async def run(pilot: Pilot[None]) -> None:
        await pressing(["P"])(pilot)

    assert snap_compare(app, run_before=run, terminal_size=(120, 40))
