"""The panes by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView


def make_pane(name: str, inks: Inks) -> LinesView[Any]:
    """The pane, imported when it is first wanted: the first picture needs only one."""
    module = import_module(f"fractui.ui.widgets.{name}_pane")
    pane: LinesView[Any] = getattr(module, f"{name.capitalize()}Pane")(inks, id=name)
    return pane
