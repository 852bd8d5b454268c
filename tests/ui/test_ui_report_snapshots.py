"""What the report looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fractui.core.rounding import Mode, Rounding, Scope
from fractui.wiring import Services
from tests.ui.test_ui_snapshots import SIZES, fill_demo, pressing, the_app

Compare = Callable[..., bool]


def fill_with_a_rule(services: Services) -> None:
    fill_demo(services)
    services.clients.edit("ACME", rounding=Rounding(15, Mode.UP, Scope.ENTRY, 15))


@pytest.mark.parametrize(
    ("name", "keys", "size", "theme"),
    [
        ("by client", [], "120x40", "dusk"),
        ("by client", [], "80x24", "dusk"),
        ("by day", ["v", "v"], "120x40", "paper"),
        ("one client rounded", ["j", "enter", "R"], "120x40", "dusk"),
    ],
)
def test_report(
    snap_compare: Compare, tmp_path: Path, name: str, keys: list[str], size: str, theme: str
) -> None:
    assert name
    app = the_app(tmp_path, fill_with_a_rule, theme)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=pressing(["t", "r", *keys]))
