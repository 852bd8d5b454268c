"""A dialog in which one letter picks: what to add, each with an example of the line that follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.dialogs.heading import Heading, shown
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


class OneKeyPicker(Dialog[str | None]):
    """Returns the target of what was picked, None when left by Esc. One of ``keys`` picks its target at once.

    ``lines`` draws what there is to pick, ``first`` is selected when the dialog opens. Where a key must stand alone, because a
    burst of pasted characters would do harm, ``alone`` says whether the one just pressed does.
    """

    BESIDE = True
    DEFAULT_CSS = """
    OneKeyPicker { align: center top; background: $background 60%; }
    OneKeyPicker > Vertical {
        width: 76; max-width: 96%; height: auto; margin-top: 2; background: $background; border: round $accent; padding: 0;
    }
    OneKeyPicker #title { text-style: bold; color: $accent; margin: 0 2 1 2; height: auto; }
    OneKeyPicker #foot { color: $dim; margin: 1 2 0 2; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("down,tab", "move('down')", show=False),
        Binding("up,shift+tab", "move('up')", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(
        self,
        title: Heading,
        foot: str,
        lines: LinesView[Any],
        keys: Mapping[str, str],
        first: str,
        alone: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._foot = foot
        self._lines_view = lines
        self._keys = keys
        self._first = first
        self._alone = alone

    def compose(self) -> ComposeResult:
        """Title, what there is to pick, keys."""
        with Vertical():
            yield Static(shown(self._title), id="title")
            yield self._lines_view
            yield Static(Content(self._foot), id="foot")

    def on_mount(self) -> None:
        """Select the first."""
        self._lines_view.redraw()
        self.call_after_refresh(self._lines_view.select, self._first)

    def on_key(self, event: events.Key) -> None:
        """A key picks its target."""
        target = self._keys.get(event.key)
        if target is not None:
            event.stop()
            self._pick(target)

    @work(exclusive=True)
    async def _pick(self, target: str) -> None:
        if self._alone is None or await self._alone():
            self.dismiss(target)

    @on(LinesView.Chosen)
    def pick_clicked(self, event: LinesView.Chosen) -> None:
        """A click on the selected line picks it."""
        event.stop()
        self.dismiss(event.item)

    def action_choose(self) -> None:
        """Pick the selected line."""
        if self._lines_view.item is not None:
            self._pick(self._lines_view.item)

    def action_leave(self) -> None:
        """Leave without picking."""
        self.dismiss(None)

    def action_move(self, way: str) -> None:
        """Move the selection."""
        self._lines_view.action_move(way)


class LetterPicker(OneKeyPicker):
    """Picks one of ``choices`` by its letter."""

    def __init__(self, inks: Inks, title: Heading, choices: tuple[Lettered, ...]) -> None:
        letters = LetterList(inks, id="letters")
        letters.view = choices
        super().__init__(
            title,
            "a letter picks   arrows and enter too   esc leave",
            letters,
            {each.letter: each.target for each in choices},
            choices[0].target,
        )
