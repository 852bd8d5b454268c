"""What each layer may load, seen in a fresh process, because a linter cannot see deferred imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

FORBIDDEN = {
    "fractui": ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate", "pendulum"),
    "fractui.wiring": ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate", "pendulum"),
    "fractui.__main__": ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate", "argparse"),
    "fractui.core.entry": ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate"),
    "fractui.core.cycle": ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate"),
    "fractui.store.practice": ("textual", "rich", "icalendar", "tabulate"),
    "fractui.store.glance": ("textual", "rich", "tinydb", "msgspec", "dataclasses", "pathlib", "pendulum"),
    "fractui.store.ledger": ("textual", "rich", "tinydb", "msgspec", "pendulum"),
    "fractui.services.reports": ("textual", "rich", "tinydb", "msgspec", "icalendar", "tabulate"),
    "fractui.services.timer": ("textual", "rich", "icalendar", "tabulate"),
    "fractui.services.exporting": ("textual", "rich", "icalendar", "tabulate"),
    "fractui.services.publishing": ("textual", "rich", "icalendar", "tabulate", "requests"),
    "fractui.ui.actions": ("textual", "rich", "tinydb", "msgspec"),
    "fractui.ui.app": ("icalendar", "requests", "tabulate", "markdown_it", "pygments"),
}


@pytest.mark.parametrize("module", FORBIDDEN)
def test_a_layer_loads_only_what_it_may(module: str) -> None:
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in FORBIDDEN[module] if name in loaded] == []
