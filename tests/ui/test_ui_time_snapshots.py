"""What it looks like to write time down, to edit it where it stands, and to be asked who gives way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.test_ui_snapshots import Compare, fill_demo, pressing, the_app

LINE = ["space" if char == " " else char for char in "acme 9:30-11 board deck deep"]


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("in place", (120, 40), ["t", "j", "j", "e"]),
        ("in place", (80, 24), ["t", "j", "j", "e"]),
        ("quick add", (120, 40), ["t", "n", *LINE]),
        ("quick add, empty", (80, 24), ["t", "n"]),
        ("overlap", (120, 40), ["t", "n", *LINE, "enter"]),
    ],
)
def test_time(
    snap_compare: Compare, tmp_path: Path, name: str, size: tuple[int, int], keys: list[str]
) -> None:
    assert name
    app = the_app(tmp_path, fill_demo)
    assert snap_compare(app, terminal_size=size, run_before=pressing(keys))
