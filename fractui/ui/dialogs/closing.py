"""Closing an engagement: what is still owed, which accesses go back, the handover pack, and the client's code as the last word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.text import safe
from fractui.services.clients import Closing
from fractui.ui.dialogs.dialog import SavingDialog, quiet
from fractui.ui.dialogs.tick import Tick
from fractui.ui.lines import Line, Span, cut, cut_middle, title_rule
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView

FEW = 8
"""So many lines of what is owed are shown; the rest is counted and scrolls in the workspace."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What closing shall do beside closing."""

    revoke: bool
    pack: bool


def owed_lines(closing: Closing, width: int, few: int = FEW) -> list[Line]:
    """What is still owed and who may still enter, a section each."""
    lines: list[Line] = [title_rule("Still owed", width, str(len(closing.owed) or ""))]
    lines += _few(closing.owed, "Nothing is owed.", width, few)
    lines += [(), title_rule("Accesses to take back", width, str(len(closing.accesses) or ""))]
    return lines + _few(closing.accesses, "None is open.", width, few)


def _few(texts: tuple[str, ...], nothing: str, width: int, few: int) -> list[Line]:
    if not texts:
        return [(Span(nothing, "dim"),)]
    shown = texts if len(texts) <= few + 1 else texts[:few]
    lines: list[Line] = [(Span("○ ", "dim"), Span(cut(text, width - 2))) for text in shown]
    if len(shown) < len(texts):
        lines.append((Span(f"and {len(texts) - len(shown)} more", "dim"),))
    return lines


class OwedLines(LinesView[Closing], can_focus=False):
    """Shows what is still owed and open."""

    DEFAULT_CSS = "OwedLines { height: auto; max-height: 16; scrollbar-gutter: auto; }"

    def draw(self, view: Closing, width: int) -> list[Line]:
        """Both sections, shorter where the screen is low."""
        return owed_lines(view, width, FEW if self.app.size.height >= 34 else 3)


class ClosingDialog(SavingDialog[bool]):
    """Asks for the client's code before its engagement is closed. Returns whether it was.

    ``save`` is awaited with the wishes; a ``FractuiError`` that it raises is shown and the dialog stays.
    """

    DEFAULT_CSS = """
    ClosingDialog { align: center middle; background: $background 60%; }
    ClosingDialog > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 96%; background: $background; border: round $accent; padding: 0;
    }
    ClosingDialog #title { height: auto; text-style: bold; color: $accent; margin: 0 2 1 2; }
    ClosingDialog #ticks { height: auto; margin: 1 1 1 1; }
    ClosingDialog #row { height: 1; margin: 0 2; }
    ClosingDialog #ask { width: auto; color: $dim; }
    ClosingDialog Input { width: 14; height: 1; border: none; padding: 0 1; margin: 0 1; background: $selection; }
    ClosingDialog Input:focus { border: none; background: $selection; text-style: bold; }
    ClosingDialog #foot { height: auto; color: $dim; margin: 1 2 0 2; }
    ClosingDialog #foot.-bad { color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    FOOT = "enter closes it   tab next   space ticks   esc leave it"

    def __init__(
        self, inks: Inks, closing: Closing, pack: str, save: Callable[[Wishes], Awaitable[None]]
    ) -> None:
        super().__init__()
        self._inks = inks
        self._end = closing
        self._pack = pack
        self._save = save

    def compose(self) -> ComposeResult:
        """Who it is, what is open, what else to do, the code."""
        client, count = self._end.client, len(self._end.accesses)
        with Vertical():
            yield Static(Content(safe(f"Close {client.id}, {client.name}")), id="title")
            yield OwedLines(self._inks, id="owed")
            with Vertical(id="ticks"):
                if count:
                    these = "the access" if count == 1 else f"all {count} accesses"
                    yield Tick(f"note {these} as taken back today", id="revoke")
                yield Tick(f"write the handover pack to {cut_middle(self._pack, 40)}", id="pack")
            with Horizontal(id="row"):
                yield Static(Content(safe(f"Type {client.id} to close it:")), id="ask")
                yield quiet(Input(placeholder=client.id))
            yield Static(Content(self.FOOT), id="foot")

    def on_mount(self) -> None:
        """Begin with the code; the ticks are one key before it."""
        self.query_one(OwedLines).show(self._end)
        self.query_one(Input).focus()

    @property
    def wishes(self) -> Wishes:
        """What is ticked."""
        ticked = {tick.id for tick in self.query(Tick) if tick.wanted}
        return Wishes("revoke" in ticked, "pack" in ticked)

    @on(Input.Changed)
    def forget_complaint(self) -> None:
        """While the code is being typed, the complaint does not linger."""
        foot = self.query_one("#foot", Static)
        foot.remove_class("-bad")
        foot.update(Content(self.FOOT))

    @on(Input.Submitted)
    @on(Tick.GoOn)
    def close_it(self) -> None:
        """Close it when its code was typed."""
        code = self._end.client.id
        if self.query_one(Input).value.strip().upper() != code:
            self.complain(f"Type {code} first: closing is meant for this client alone.")
            self.query_one(Input).focus()
            return
        self.finish(lambda: self._save(self.wishes), True)
