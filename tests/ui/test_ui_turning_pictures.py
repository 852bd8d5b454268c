"""What coming back, own time and a week's plan look like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fractui.wiring import Services
from tests.fakes import FixedClock
from tests.ui.test_ui_snapshots import fill_demo, pressing, the_app

Compare = Callable[..., bool]


def with_changes(services: Services) -> None:
    """The demo after an hour in which somebody else has moved ACME on."""
    fill_demo(services)
    clock = services.clock
    assert isinstance(clock, FixedClock)
    clock.forward(hours=1)
    made = services.delivery.add("ACME", "Bank covenant memo", "Memo", date(2026, 12, 4))
    clock.forward(minutes=20)
    services.delivery.move(made.id, "in_review")
    services.clients.add_promise("ACME", "covenant headroom by Friday")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("workspace", ["1"]),
        ("own time", ["O"]),
        ("plan", ["1", "l", "end", "k", "enter"]),
        ("line", ["1", "s", "i"]),
    ],
)
def test_picture(snap_compare: Compare, tmp_path: Path, name: str, keys: list[str]) -> None:
    assert name
    app = the_app(tmp_path, with_changes)
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing(keys))
