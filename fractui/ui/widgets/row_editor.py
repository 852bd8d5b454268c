"""The fields of one entry over its own row: they stand where its columns stand, what has no column on a line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from fractui.core.text import safe
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.lines import EMPTY, Line, Span, cut, gap
from fractui.ui.theming import Inks
from fractui.ui.widgets.entry_lines import TIMES, Columns
from fractui.ui.widgets.lines_view import LEFT, RIGHT
from fractui.ui.widgets.paper_lines import PaperLines

TIME_WIDTH = 8
"""Cells of a field for a time: ``-20m`` and ``9:30`` fit, longer texts scroll."""
NARROW = 40
"""With fewer cells after the chip the lines below begin at the row's left edge."""
KIND_WIDTH = 16


class Slot(NamedTuple):
    """Where a field stands, in cells from the row's left edge and lines from its own."""

    x: int
    y: int
    width: int


class Layout(NamedTuple):
    """Where everything stands: a field's slot by its name, the words before those below the row, and how many lines it takes."""

    slots: Mapping[str, Slot]
    labels: tuple[tuple[int, int, str], ...]
    lines: int


def layout_of(columns: Columns, width: int, *, timed: bool) -> Layout:
    """Put the fields over the row's columns; a kind or deliverable without a column goes below the note."""
    slots: dict[str, Slot] = {}
    if timed:
        slots["start"] = Slot(0, 0, TIME_WIDTH)
        slots["end"] = Slot(TIME_WIDTH + 1, 0, TIME_WIDTH)
    else:
        slots["length"] = Slot(11, 0, 7)
    codes = columns.codes
    slots["who"] = Slot(TIMES + 1, 0, codes + 1)
    x = TIMES + codes + 3
    slots["note"] = Slot(x, 0, max(1, columns.note))
    at = x + columns.note + 2
    labels: list[tuple[int, int, str]] = []
    left, y = (x, 0) if width - x >= NARROW else (0, 0)
    if columns.category:
        slots["category"] = Slot(at, 0, columns.category)
        at += columns.category + 2
    else:
        y = 1
        labels.append((left, 1, "kind"))
        slots["category"] = Slot(left + 5, 1, KIND_WIDTH)
    if columns.deliverable:
        slots["deliverable"] = Slot(at, 0, columns.deliverable)
    else:
        begin = left if columns.category else left + 5 + KIND_WIDTH + 2
        y = 1
        labels.append((begin, 1, "for"))
        slots["deliverable"] = Slot(begin + 4, 1, min(40, max(4, width - begin - 4)))
    return Layout(slots, tuple(labels), y + 2)


class RowEditor(Widget):
    """Holds the inputs. What is understood stands in the last line."""

    DEFAULT_CSS = """
    RowEditor { layers: paper fields; background: $background; }
    RowEditor PaperLines { layer: paper; width: 1fr; height: 1fr; }
    RowEditor Input {
        layer: fields; position: absolute; height: 1; border: none; padding: 0; background: $selection;
    }
    RowEditor Input:focus { border: none; background: $selection; text-style: bold underline; }
    RowEditor Input.-bad { color: $error; }
    """

    def __init__(self, inks: Inks, titles: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._inks = inks
        self._titles = titles
        self._layout = Layout({}, (), 0)
        self._ink = "dim"
        self._width = 0

    def compose(self) -> ComposeResult:
        """The paper under the fields; these come with the first entry."""
        yield PaperLines(self._inks)

    async def hold(self, fields: Sequence[Field], layout: Layout, width: int, ink: str) -> None:
        """Show an entry's fields in their places; those that are there already take the new texts."""
        self._layout, self._width, self._ink = layout, width, ink
        self.styles.width, self.styles.height = LEFT + width + RIGHT, layout.lines
        known = {entry.id: entry for entry in self.query(Input)}
        for field in fields:
            entry = known.pop(f"field-{field.name}", None)
            if entry is None:
                entry = self._input(field)
                await self.mount(entry)
            else:
                with entry.prevent(Input.Changed):
                    entry.value = safe(field.value)
                entry.cursor_position = len(entry.value)
            slot = layout.slots[field.name]
            entry.styles.offset, entry.styles.width = (LEFT + slot.x, slot.y), slot.width
            entry.placeholder = cut(field.hint, slot.width)
        for entry in known.values():
            await entry.remove()

    def _input(self, field: Field) -> Input:
        choices: Callable[[], Sequence[str]] | None = None
        if field.name == "deliverable":
            choices = lambda: self._titles(self.values.get("who", ""))  # noqa: E731
        elif field.choices:
            choices = lambda: field.choices  # noqa: E731
        entry = Input(
            safe(field.value),
            id=f"field-{field.name}",
            suggester=_Names(choices) if choices else None,
            select_on_focus=True,
        )
        entry.cursor_blink = False
        return entry

    @property
    def names(self) -> list[str]:
        """The fields in the order in which Tab goes through them."""
        return list(self._layout.slots)

    @property
    def values(self) -> Values:
        """What the fields hold now."""
        return {(entry.id or "").removeprefix("field-"): entry.value for entry in self.query(Input)}

    def field(self, name: str) -> Input:
        """The input of a field."""
        return self.query_one(f"#field-{name}", Input)

    def tell(self, words: str, ink: str, bad: str = "") -> None:
        """Say in the last line what is understood or why not; ``bad`` names the field that it is about."""
        for name in self.names:
            self.field(name).set_class(name == bad, "-bad")
        lines: list[Line] = [EMPTY] * self._layout.lines
        if "end" in self._layout.slots:
            lines[0] = (gap(TIME_WIDTH), Span("-", "dim"), gap(TIMES - TIME_WIDTH - 1), Span("▌", self._ink))
        else:
            lines[0] = (gap(TIMES), Span("▌", self._ink))
        for x, y, label in self._layout.labels:
            have = sum(cell_len(span.text) for span in lines[y])
            lines[y] = (*lines[y], gap(x - have), Span(label, "dim"))
        lines[-1] = (Span(cut(words, self._width), ink),)
        self.query_one(PaperLines).show(tuple(lines))

    def completed(self, name: str) -> bool:
        """Complete the field's text where one thing begins so; whether that changed it."""
        entry = self.field(name)
        suggester = entry.suggester
        if not isinstance(suggester, _Names):
            return False
        whole = suggester.whole(entry.value)
        if whole is None or whole == entry.value:
            return False
        entry.value = whole
        entry.cursor_position = len(whole)
        return True

    def wear(self, inks: Inks) -> None:
        """Change the theme."""
        self._inks = inks
        self.query_one(PaperLines).wear(inks)


class _Names(Suggester):
    """Completes a text to the first of the names that begins so."""

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    def whole(self, text: str) -> str | None:
        """The name that begins so, in any case; None for none."""
        begun = text.casefold()
        fitting = [name for name in self._names() if begun and name.casefold().startswith(begun)]
        return text + fitting[0][len(text) :] if fitting else None

    async def get_suggestion(self, value: str) -> str | None:
        """The completed text."""
        return self.whole(value)
