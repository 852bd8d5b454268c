"""The panes by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Self

from textual.containers import Container
from textual.geometry import Region

from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView


class PaneRoom(Container):
    """Holds the panes. It paints nothing itself: the pane that is shown covers it, and need not be painted anew when another one comes."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,  # noqa: ARG002 - there is nothing to paint
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Arrange the panes anew."""
        return super().refresh(*regions, repaint=False, layout=layout, recompose=recompose)


def make_pane(name: str, inks: Inks) -> LinesView[Any]:
    """The pane, imported when it is first wanted: the first picture needs only one."""
    module = import_module(f"fractui.ui.widgets.{name}_pane")
    pane: LinesView[Any] = getattr(module, f"{name.capitalize()}Pane")(inks, id=name)
    return pane
