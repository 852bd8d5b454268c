"""The footer: the keys that do something here and now, one node that repaints only when they change."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from fractui.ui.actions import Action, key_label
from fractui.ui.lines import cut
from fractui.ui.theming import Inks

SAID_S = 4
"""How long a sentence stays."""


class KeyBar(Widget):
    """Shows as many of the given actions as fit, most worthy first; a click runs one."""

    DEFAULT_CSS = "KeyBar { height: 1; }"

    class Pressed(Message):
        """An action was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.inks = inks
        self._actions: tuple[Action, ...] = ()
        self._spots: list[tuple[int, int, Action]] = []
        self._said = ""
        self._hush: Timer | None = None

    def say(self, text: str) -> None:
        """Say what happened for a moment, before the keys; a new sentence takes the place of an old one."""
        if self._hush is not None:
            self._hush.stop()
        self._said = text
        self._hush = self.set_timer(SAID_S, self._quiet)
        self.refresh()

    def _quiet(self) -> None:
        self._said = ""
        self.refresh()

    def show(self, actions: tuple[Action, ...]) -> None:
        """Show these actions, which work now; the same ones repaint nothing."""
        if actions != self._actions:
            self._actions = actions
            self.refresh()

    def wear(self, inks: Inks) -> None:
        """Change the theme."""
        self.inks = inks
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The one line: keys in the accent, labels quiet, in the order of the registry."""
        width = self.size.width
        key_style, label_style = self.inks.style("accent bold"), self.inks.style("dim")
        said = f"{cut(self._said, width - 4)}    " if self._said else ""
        segments = [Segment("  ", label_style), Segment(said, self.inks.style("bold"))]
        used = 2 + cell_len(said)
        self._spots = []
        for action in self._fitting(width - used):
            key = key_label(action.keys[0])
            cells = cell_len(key) + 1 + cell_len(action.label) + 3
            segments += [Segment(key, key_style), Segment(f" {action.label}   ", label_style)]
            self._spots.append((used, used + cells, action))
            used += cells
        return Strip(segments).adjust_cell_length(width, label_style)

    def _fitting(self, room: int) -> list[Action]:
        chosen: set[str] = set()
        for action in sorted(self._actions, key=lambda action: -action.footer):
            cells = cell_len(key_label(action.keys[0])) + 1 + cell_len(action.label) + 3
            if cells <= room:
                chosen.add(action.id)
                room -= cells
        return sorted((a for a in self._actions if a.id in chosen), key=lambda action: -action.footer)

    def on_click(self, event: events.Click) -> None:
        """A click on a key runs its action."""
        for left, right, action in self._spots:
            if left <= event.x < right:
                self.post_message(self.Pressed(action))
