"""What is written to the terminal, counted where the framework writes it."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate

from fractui.ui.painting import PaintingApp


class Pictures:
    """What dashboards write from now on: ``whole`` pictures, and the ``cells`` (line, first, one after the last) of changed parts."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.whole = 0
        self.cells: list[tuple[int, int, int]] = []
        display = PaintingApp._display

        def noted(app: PaintingApp, screen: Any, update: Any) -> None:
            if not app._batch_count:
                self._note(update)
            display(app, screen, update)

        patch.setattr(PaintingApp, "_display", noted)

    def _note(self, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            self.whole += 1
        elif isinstance(update, ChopsUpdate):
            self.cells += update.spans

    @property
    def count(self) -> int:
        """How many cells were written of changed parts."""
        return sum(last - first for _, first, last in self.cells)

    def forget(self) -> None:
        """Count anew."""
        self.whole = 0
        self.cells.clear()
