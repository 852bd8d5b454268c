"""What is copied stays with the client it was copied from: each workspace has a paste buffer of its own."""

from __future__ import annotations

from typing import Any

from textual.app import App

from fractui.ui.screens.desk import Desk


class CopyingApp(App[None]):
    """An application in which nothing that was copied for one client can be pasted into the affairs of another.

    The panes for all clients share one more buffer. The terminal's own clipboard gets all that is copied, to be pasted into other programs;
    what it pastes here is typed by its owner.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._copied: dict[str | None, str] = {}

    def copy_to_clipboard(self, text: str) -> None:
        """Keep ``text`` for pasting while the same client is shown, and hand it to the terminal's clipboard."""
        super().copy_to_clipboard(text)
        self._copied[self._whose()] = text

    @property
    def clipboard(self) -> str:
        """What was last copied for the client that is shown, empty for nothing."""
        return self._copied.get(self._whose(), "")

    def _whose(self) -> str | None:
        """The code of the client that is shown; None in the panes for all."""
        for desk in self.screen_stack[:1]:
            if isinstance(desk, Desk):
                return desk.stage.shown.code
        return None
