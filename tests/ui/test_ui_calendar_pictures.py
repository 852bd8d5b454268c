"""What the Calendar looks like: a week at two sizes, four weeks, a day where there is little room, and a paper week of ten clients."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.test_ui_snapshots import fill_demo, fill_ten, pressing, the_app

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((120, 40), ["c"]),
        ((200, 50), ["c"]),
        ((120, 40), ["c", "z"]),
        ((80, 24), ["c", "Z"]),
    ],
    ids=["week-120x40", "week-200x50", "four weeks", "day-80x24"],
)
def test_picture(snap_compare: Compare, tmp_path: Path, size: tuple[int, int], keys: list[str]) -> None:
    assert snap_compare(the_app(tmp_path, fill_demo), terminal_size=size, run_before=pressing(keys))


def test_ten_clients_on_paper(snap_compare: Compare, tmp_path: Path) -> None:
    app = the_app(tmp_path, fill_ten, "paper")
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing(["c", "full_stop"]))
