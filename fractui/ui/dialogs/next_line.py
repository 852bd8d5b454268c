"""One line at the foot of the screen: where one leaves off with a client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.text import safe
from fractui.ui.dialogs.dialog import SavingDialog, quiet


class NextLine(SavingDialog[bool]):
    """Asks for the line "next time" of one client, over the footer; all else stays in sight. Returns whether it was kept.

    Enter keeps what stands there, the line of before too, and skips where nothing does; Esc skips. ``save`` is awaited with the text;
    a ``FractuiError`` that it raises is shown and the line stays.
    """

    DEFAULT_CSS = """
    NextLine { align: left bottom; background: $background 0%; }
    NextLine > Vertical { width: 1fr; height: auto; background: $background; }
    NextLine #why { height: auto; color: $error; padding: 0 2; display: none; }
    NextLine #why.-some { display: block; }
    NextLine Horizontal { height: 1; padding: 0 2; }
    NextLine #ask { width: auto; color: $accent; text-style: bold; }
    NextLine Input { width: 1fr; height: 1; border: none; padding: 0 1; margin: 0 2; background: $selection; }
    NextLine Input:focus { border: none; background: $selection; text-style: bold; }
    NextLine #keys { width: auto; color: $dim; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Skip", show=False)]

    def __init__(self, code: str, line: str, save: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._code = code
        self._before = line
        self._save = save

    def compose(self) -> ComposeResult:
        """Whose line it is, the line, the keys; above them why it could not be kept."""
        with Vertical():
            yield Static(id="why")
            with Horizontal():
                yield Static(Content(f"{safe(self._code)}: where do you leave off?"), id="ask")
                yield quiet(
                    Input(safe(self._before), placeholder="what to pick up again", select_on_focus=True)
                )
                yield Static("enter keeps   esc skips", id="keys")

    def on_mount(self) -> None:
        """The line takes the keys from now on."""
        self.query_one(Input).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Where it is narrow the keys give way to the line."""
        self.query_one("#keys").display = event.size.width >= 90

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """Keep the line, or skip where there is none and was none."""
        if not event.value.strip() and not self._before:
            self.dismiss(False)
            return
        self.finish(lambda: self._save(event.value), True)

    def complain(self, sentence: str) -> None:
        """Show it above the line."""
        why = self.query_one("#why", Static)
        why.update(Content(safe(sentence)))
        why.add_class("-some")

    def on_click(self, event: events.Click) -> None:
        """A click elsewhere skips."""
        if event.widget is self:
            self.dismiss(False)

    def action_leave(self) -> None:
        """Skip."""
        self.dismiss(False)
