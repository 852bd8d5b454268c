"""A line that is ticked or not."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from fractui.core.text import safe


class Tick(Static, can_focus=True):
    """Says whether something is wanted; space or a click turns it over, Enter asks the dialog to go on."""

    DEFAULT_CSS = """
    Tick { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Tick:focus { background: $selection; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Tick", show=False),
        Binding("enter", "go_on", "Save", show=False),
    ]

    class Turned(Message):
        """It is wanted now, or not any more."""

        def __init__(self, tick: Tick) -> None:
            super().__init__()
            self.tick = tick

    class GoOn(Message):
        """Enter was pressed on it."""

    def __init__(self, label: str, *, id: str, wanted: bool = True) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._label = label
        self.wanted = wanted

    def on_mount(self) -> None:
        """Show it."""
        self.show()

    def show(self, label: str = "") -> None:
        """Show it, perhaps with other words."""
        self._label = label or self._label
        self.update(Content(f"{'✓' if self.wanted else '○'} {safe(self._label)}"))

    def action_turn(self) -> None:
        """Turn it over."""
        self.wanted = not self.wanted
        self.show()
        self.post_message(self.Turned(self))

    def action_go_on(self) -> None:
        """Ask the dialog to go on."""
        self.post_message(self.GoOn())

    def on_click(self, event: events.Click) -> None:
        """A click turns it over."""
        event.stop()
        self.action_turn()
