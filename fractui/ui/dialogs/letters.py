"""A dialog in which one letter picks: what to add, each with an example of the line that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from fractui.core.text import safe
from fractui.ui.lines import Line, Span, cell, gap
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView


@dataclass(frozen=True, slots=True)
class Lettered:
    """One thing to pick by its ``letter``; ``target`` is what the dialog returns, ``detail`` a quiet word beside the title."""

    letter: str
    target: str
    title: str
    detail: str = ""


class LetterList(LinesView[tuple[Lettered, ...]], can_focus=False):
    """The letters and what they pick."""

    DEFAULT_CSS = "LetterList { height: auto; min-height: 3; }"

    def draw(self, view: tuple[Lettered, ...], width: int) -> list[Line]:
        """A line a letter."""
        title = max(cell_len(each.title) for each in view)
        return [
            (
                Span(f"{each.letter}  ", "accent bold", each.target),
                cell(each.title, title, "bold", each.target),
                gap(3, each.target),
                cell(each.detail, max(0, width - 6 - title), "dim", each.target),
            )
            for each in view
        ]


class LetterPicker(ModalScreen[str | None]):
    """Returns the target of what was picked, None when left by Esc. A letter picks at once."""

    DEFAULT_CSS = """
    LetterPicker { align: center top; background: $background 60%; }
    LetterPicker > Vertical {
        width: 76; max-width: 96%; height: auto; margin-top: 2; background: $background; border: round $accent; padding: 0;
    }
    LetterPicker #title { text-style: bold; color: $accent; margin: 0 2 1 2; height: auto; }
    LetterPicker #foot { color: $dim; margin: 1 2 0 2; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("down,tab", "move('down')", show=False),
        Binding("up,shift+tab", "move('up')", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, inks: Inks, title: str, choices: tuple[Lettered, ...]) -> None:
        super().__init__()
        self._inks = inks
        self._title = title
        self._choices = choices
        self._keys = {each.letter: each.target for each in choices}

    def compose(self) -> ComposeResult:
        """Title, letters, keys."""
        with Vertical():
            yield Static(Content(safe(self._title)), id="title")
            yield LetterList(self._inks, id="letters")
            yield Static(Content("a letter picks   arrows and enter too   esc leave"), id="foot")

    def on_mount(self) -> None:
        """Show the letters, the first selected."""
        letters = self.query_one(LetterList)
        letters.show(self._choices)
        self.call_after_refresh(letters.select, self._choices[0].target)

    def on_key(self, event: events.Key) -> None:
        """A letter picks."""
        target = self._keys.get(event.key)
        if target is not None:
            event.stop()
            self.dismiss(target)

    @on(LinesView.Chosen)
    def pick_clicked(self, event: LinesView.Chosen) -> None:
        """A click on the selected line picks it."""
        event.stop()
        self.dismiss(event.item)

    @on(LinesView.Moved)
    def stay(self, event: LinesView.Moved) -> None:
        """The selection is of the dialog alone."""
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves it."""
        if event.widget is self:
            self.dismiss(None)

    def action_choose(self) -> None:
        """Pick the selected line."""
        item = self.query_one(LetterList).item
        if item is not None:
            self.dismiss(item)

    def action_leave(self) -> None:
        """Leave without picking."""
        self.dismiss(None)

    def action_move(self, way: str) -> None:
        """Move the selection."""
        self.query_one(LetterList).action_move(way)

    def wear(self, inks: Inks) -> None:
        """Change the theme while the dialog is open."""
        self._inks = inks
        self.query_one(LetterList).wear(inks)
