"""A dialog that finds one of many by a few letters: find, palette, help, themes and menus are all this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from fractui.ui.dialogs.dialog import Dialog, quiet
from fractui.ui.dialogs.heading import Heading, shown
from fractui.ui.lines import Line, Span, cell, fit, gap, plain
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView

MOST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: ``target`` is what the dialog returns, ``tag`` a short word in colour ``color`` before the title."""

    target: str
    title: str
    detail: str = ""
    key: str = ""
    tag: str = ""
    color: str = ""


class ChoiceList(LinesView[tuple[Choice, ...]], can_focus=False):
    """The choices that fit the letters, best first."""

    DEFAULT_CSS = "ChoiceList { height: auto; max-height: 20; min-height: 1; }"

    def draw(self, view: tuple[Choice, ...], width: int) -> list[Line]:
        """One line a choice: tag, title, detail, key."""
        if not view:
            return [(Span("nothing fits; fewer letters find more", "dim"),)]
        tags = min(10, max(len(choice.tag) for choice in view))
        keys = min(18, max(len(choice.key) for choice in view))
        rest = width - (tags + 2 if tags else 0) - (keys + 2 if keys else 0)
        # Sentences want room: a title gets what the details leave, which keep a good third.
        details = min(rest * 38 // 100, max(cell_len(plain(choice.detail)) for choice in view))
        longest = max(cell_len(plain(choice.title)) for choice in view)
        titles = max(12, min(longest, max(rest * 45 // 100, rest - 2 - details)))
        lines = []
        for choice in view:
            spans: list[Span] = []
            if tags:
                spans += [
                    cell(choice.tag, tags, f"bold chip:{choice.color}", choice.target),
                    gap(2, choice.target),
                ]
            spans += [cell(choice.title, titles, "bold", choice.target), gap(2, choice.target)]
            spans.append(cell(choice.detail, max(0, rest - titles - 2), "dim", choice.target))
            if keys:
                spans += [
                    gap(2, choice.target),
                    Span(fit(choice.key, keys, right=True), "accent", choice.target),
                ]
            lines.append(tuple(spans))
        return lines


Ranking = Callable[[str], Sequence[Choice]]


class Picker(Dialog[str | None]):
    """Returns the target of what was picked, None when left by Esc. ``ranked`` gives the choices for the letters typed so far."""

    BESIDE = True
    DEFAULT_CSS = """
    Picker { align: center top; background: $background 60%; }
    Picker > #picker {
        width: 92; max-width: 96%; height: auto; max-height: 90%; margin-top: 2;
        background: $background; border: round $accent; padding: 0;
    }
    Picker #title { height: auto; color: $dim; padding: 0 2; }
    Picker Input { height: 1; border: none; padding: 0 2; background: $selection; margin-bottom: 1; }
    Picker Input:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("down,ctrl+n", "move('down')", show=False),
        Binding("up", "move('up')", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(
        self,
        inks: Inks,
        title: Heading,
        ranked: Ranking,
        *,
        hint: str = "a few letters",
        preview: Callable[[str], None] | None = None,
        start: str | None = None,
    ) -> None:
        super().__init__()
        self._inks = inks
        self._title = title
        self._ranked = ranked
        self._hint = hint
        self._preview = preview
        self._start = start

    def compose(self) -> ComposeResult:
        """What it is for, the letters, the list."""
        with Vertical(id="picker"):
            yield Static(shown(self._title), id="title")
            yield quiet(Input(placeholder=self._hint))
            yield ChoiceList(self._inks, id="choices")

    def on_mount(self) -> None:
        """Show everything, begin with the letters."""
        self.query_one(Input).focus()
        self._show("")
        if self._start is not None:
            self.call_after_refresh(self.query_one(ChoiceList).select, self._start)

    @on(Input.Changed)
    def rank(self, event: Input.Changed) -> None:
        """Other letters, other choices, the best one selected."""
        self._show(event.value)

    def _show(self, letters: str) -> None:
        choices = self.query_one(ChoiceList)
        ranked = tuple(self._ranked(letters)[:MOST])
        choices.show(ranked)
        choices.select(ranked[0].target if ranked else None)
        choices.scroll_home(animate=False)

    @on(Input.Submitted)
    def pick(self) -> None:
        """Return what is selected."""
        item = self.query_one(ChoiceList).item
        if item is not None:
            self.dismiss(item)

    @on(LinesView.Chosen)
    def pick_clicked(self, event: LinesView.Chosen) -> None:
        """A click on the selected line picks it."""
        self.dismiss(event.item)

    @on(LinesView.Moved)
    def preview(self, event: LinesView.Moved) -> None:
        """Let the caller show what the selection would do."""
        if self._preview is not None and event.item is not None:
            self._preview(event.item)

    def action_leave(self) -> None:
        """Leave without picking."""
        self.dismiss(None)

    def action_move(self, way: str) -> None:
        """Move the selection while the letters keep the focus."""
        self.query_one(ChoiceList).action_move(way)

    def action_page(self, way: int) -> None:
        """Move the selection by a page."""
        self.query_one(ChoiceList).action_page(way)


def by_letters(choices: Sequence[Choice]) -> Ranking:
    """The ranking of a short list: those whose title or tag holds the letters."""

    def ranked(letters: str) -> Sequence[Choice]:
        wanted = letters.casefold().strip()
        return [choice for choice in choices if wanted in f"{choice.tag} {choice.title}".casefold()]

    return ranked
