"""What a guided review looks like: Friday's, with two papers selected to be moved together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from fractui.wiring import Services
from tests.fakes import FixedClock, Ids
from tests.ui.desk import make_app
from tests.ui.test_ui_routines import FRIDAY, a_week
from tests.ui.test_ui_snapshots import pressing

Compare = Callable[..., bool]


def test_fridays_review(snap_compare: Compare, tmp_path: Path) -> None:
    clock = FixedClock(FRIDAY)
    services = Services(str(tmp_path / "data"), clock, Ids(), lambda: "Europe/Berlin")
    a_week(services)
    services.close()
    app = make_app(tmp_path / "data", clock)

    async def run(pilot: Pilot[None]) -> None:
        await pressing(["M", "space", "space", "x"])(pilot)
        await pressing(["home", "space"])(pilot)

    assert snap_compare(app, run_before=run, terminal_size=(120, 40))
