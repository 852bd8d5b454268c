"""A dialog of one line at the foot of the screen: what is typed is read as it is typed, and the pane stays in sight."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input

from fractui.ui.dialogs.dialog import SavingDialog, quiet
from fractui.ui.dialogs.heading import Heading, shown
from fractui.ui.lines import Line, Span, cut
from fractui.ui.theming import Inks
from fractui.ui.widgets.paper_lines import PaperLines

TITLE = 72
"""Cells that a title has in the border."""
Marks = Sequence[tuple[int, int, str]]
"""Pieces of a text: from one character to before another, and the ink that they are shown in."""


class Outcome(Enum):
    """How a line was left."""

    KEPT = "kept"
    LEFT = "left"
    MORE = "more"
    """The user wants the long form instead."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a line is for.

    ``read`` gives the lines that say how the text is understood, for a width in cells; ``save`` is awaited with the text, and a
    ``FractuiError`` that it raises is shown while the line stays. ``complete`` gives the text with its end completed, ``marks`` the inks
    of its words. ``height`` lines are kept free for what ``read`` gives; ``more`` names what ctrl+o opens, "" for nothing.
    """

    title: Heading
    read: Callable[[str, int], Sequence[Line]]
    save: Callable[[str], Awaitable[None]]
    value: str = ""
    hint: str = ""
    height: int = 2
    complete: Callable[[str], str] | None = None
    marks: Callable[[str], Marks] | None = None
    more: str = ""


class LinePrompt(SavingDialog[Outcome]):
    """Asks for one line. Enter keeps it, Esc leaves without a change, Tab completes."""

    DEFAULT_CSS = """
    LinePrompt { align: center bottom; background: $background 40%; }
    LinePrompt > #prompt {
        width: 1fr; height: auto; background: $background; border: round $accent; border-title-color: $accent;
        border-title-style: bold; border-subtitle-color: $dim; padding: 0; margin-bottom: 2;
    }
    LinePrompt Input { height: 1; border: none; padding: 0 2; background: $selection; }
    LinePrompt Input:focus { border: none; background: $selection; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("tab", "complete", "Complete", show=False),
        Binding("ctrl+o", "more", "More", show=False),
    ]

    def __init__(self, inks: Inks, prompt: Prompt) -> None:
        super().__init__()
        self._inks = inks
        self._prompt = prompt
        self._refusal = ""
        self.last = prompt.value
        """What was in the line when it was left for the long form."""

    def compose(self) -> ComposeResult:
        """The line, and below it how it is understood; what it is for and its keys stand in the border."""
        prompt = self._prompt
        with Vertical(id="prompt") as box:
            box.border_title = shown(prompt.title, TITLE)
            box.border_subtitle = Content("   ".join(self._keys()))
            line = Input(
                prompt.value,
                placeholder=prompt.hint,
                highlighter=_Marked(self._inks, prompt.marks) if prompt.marks else None,
                suggester=_Ending(prompt.complete) if prompt.complete else None,
                select_on_focus=False,
            )
            yield quiet(line)
            lines = PaperLines(self._inks, id="reading")
            lines.styles.height = prompt.height
            yield lines

    def _keys(self) -> list[str]:
        keys = ["enter save"]
        keys += ["tab complete"] if self._prompt.complete else []
        keys += [f"ctrl+o {self._prompt.more}"] if self._prompt.more else []
        return [*keys, "esc leave"]

    def on_mount(self) -> None:
        """Begin at the end of the line."""
        line = self.query_one(Input)
        line.focus()
        line.cursor_position = len(line.value)

    @property
    def text(self) -> str:
        """What is in the line."""
        return self.query_one(Input).value

    @on(Input.Changed)
    def read_again(self) -> None:
        """Other text, another reading; a refusal of what was there before is forgotten."""
        self._refusal = ""
        self.show_reading()

    def on_resize(self) -> None:
        """The reading is made for the width."""
        self.call_after_refresh(self.show_reading)

    def show_reading(self) -> None:
        """Show how the line is understood, or in its last line why it was refused."""
        lines = self.query_one(PaperLines)
        read = list(self._prompt.read(self.text, lines.line_width))[: self._prompt.height]
        if self._refusal:
            read += [()] * (self._prompt.height - len(read))
            read[-1] = (Span(cut(self._refusal, lines.line_width), "late bold"),)
        lines.show(tuple(read))

    @on(Input.Submitted)
    def keep(self) -> None:
        """Save what is understood; once at a time."""
        self.finish(lambda: self._prompt.save(self.text), Outcome.KEPT)

    def complain(self, sentence: str) -> None:
        """Show it under the line."""
        self._refusal = sentence
        self.show_reading()

    def action_complete(self) -> None:
        """Complete the end of the line."""
        line = self.query_one(Input)
        if self._prompt.complete is not None:
            whole = self._prompt.complete(line.value)
            line.value = whole if whole == line.value else f"{whole} "
            line.cursor_position = len(line.value)

    def action_more(self) -> None:
        """Leave the line for the long form."""
        if self._prompt.more:
            self.last = self.text
            self.dismiss(Outcome.MORE)

    def action_leave(self) -> None:
        """Leave without a change."""
        self.dismiss(Outcome.LEFT)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves it while nothing was typed that could be lost."""
        if event.widget is self and self.text == self._prompt.value:
            self.dismiss(Outcome.LEFT)


class _Ending(Suggester):
    """Shows how the line would be completed."""

    def __init__(self, complete: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The completed line; None where nothing more is known."""
        whole = self._complete(value)
        return None if whole == value else whole


class _Marked(Highlighter):
    """Shows each word in the ink of what it was taken for."""

    def __init__(self, inks: Inks, marks: Callable[[str], Marks]) -> None:
        self._inks = inks
        self._marks = marks

    def highlight(self, text: Text) -> None:
        """Lay the inks over the text."""
        for start, end, ink in self._marks(text.plain):
            text.stylize(self._inks.style(ink, selected=True), start, end)
