"""Editing an entry where it stands: its row in the Time pane turns into fields, and the keys belong to them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fractui.core.errors import FieldRefused, FractuiError
from fractui.core.quick_reading import Context
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.dialogs.row_fields import RowFields
from fractui.ui.theming import Inks
from fractui.ui.widgets.day_strip import chip
from fractui.ui.widgets.lines_view import LEFT
from fractui.ui.widgets.row_editor import RowEditor, layout_of
from fractui.ui.widgets.time_pane import TimePane

Save = Callable[[EntryRow, dict[str, Any]], Awaitable[str]]
"""Keeps the changes of an entry, as one change, and returns the id that it has then."""

KEYS = (("enter", "Save"), ("tab", "Next field"), ("↑ ↓", "Save and go on"), ("esc", "Leave"))
"""The keys of the fields, where the desk's own stand otherwise."""


def _keys() -> list[tuple[str, str]]:
    pairs = (((key, "bold $accent"), (f" {words}   ", "$dim")) for key, words in KEYS)
    return [part for pair in pairs for part in pair]


class InPlace(ModalScreen[None]):
    """Edits the selected entry of the pane, and goes on to the one above or below.

    Enter saves and leaves, Esc leaves without a change, Tab goes to the next field, up and down save and go on where nothing is wrong.
    """

    DEFAULT_CSS = """
    InPlace { background: transparent; }
    InPlace > RowEditor { position: absolute; }
    InPlace > #keys { dock: bottom; height: 1; width: 1fr; background: $background; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("tab", "next_field(1)", "Next field", show=False),
        Binding("shift+tab", "next_field(-1)", "Field before", show=False),
        Binding("down", "go_on(1)", "Next entry", show=False),
        Binding("up", "go_on(-1)", "Entry before", show=False),
    ]

    def __init__(self, inks: Inks, pane: TimePane, context: Context, row: EntryRow, save: Save) -> None:
        super().__init__()
        self._inks = inks
        self._pane = pane
        self._world = context
        self._row = row
        self._save = save
        self._saving = False

    def compose(self) -> ComposeResult:
        """The fields over the row."""
        yield RowEditor(self._inks, lambda who: self._fields.titles(who))
        yield Static(Content.assemble(*_keys()), id="keys")

    @property
    def _editor(self) -> RowEditor:
        return self.query_one(RowEditor)

    @property
    def _view(self) -> DayView:
        view = self._pane.view
        if view is None:
            raise FieldRefused("start", "The day is still being read: wait a moment.")
        return view

    @property
    def _fields(self) -> RowFields:
        return RowFields(self._row, self._view, self._world)

    async def on_mount(self) -> None:
        """Begin in the note, for that is what is changed most."""
        self._pane.when_drawn = self._follow
        await self._hold("note")

    def on_unmount(self) -> None:
        """The pane closes over the row again."""
        self._pane.when_drawn = None
        self._pane.open_up(None)

    async def _hold(self, name: str) -> None:
        """Put the fields of the entry over its row."""
        width, columns = self._pane.columns
        layout = layout_of(columns, width, timed=self._row.timed)
        self._pane.open_up(f"entry:{self._row.id}", layout.lines)
        await self._editor.hold(self._fields.fields, layout, width, chip(self._row.color))
        self._follow()
        names = self._editor.names
        self._editor.field(name if name in names else names[0]).focus()
        self.tell()

    def _follow(self) -> None:
        """Stay over the row, wherever it is drawn."""
        item = f"entry:{self._row.id}"
        if self._pane.entry(item) is None and not self._saving:
            self.notify(
                "The entry is gone: it was deleted or moved elsewhere. u may bring it back.",
                severity="warning",
            )
            self.dismiss()
            return
        place = self._pane.row_at(item)
        self._editor.display = place is not None
        if place is not None:
            self._editor.styles.offset = (place.x - LEFT, place.y)

    async def on_resize(self) -> None:
        """Another width, other columns; what was typed stays."""
        if self.is_mounted and self._editor.names:
            self.call_after_refresh(self._lay_out)

    async def _lay_out(self) -> None:
        typed = self._editor.values
        focused = (self.focused.id or "").removeprefix("field-") if self.focused else "note"
        await self._hold(focused)
        for name, text in typed.items():
            self._editor.field(name).value = text

    # -- what is understood ----------------------------------------------------------------------

    @on(Input.Changed)
    def read_again(self) -> None:
        """Say how it is understood as it is typed."""
        self.tell()

    def tell(self) -> None:
        """Say how the texts are understood, or which of them cannot be."""
        if not self._editor.names:
            return
        try:
            fields, values = self._fields, self._editor.values
            read, shared = fields.reading(values), fields.shared(values)
            self._editor.tell(f"{read}   ! {shared}" if shared else read, "soon" if shared else "")
        except FieldRefused as refused:
            self._editor.tell(refused.sentence, "soon", refused.field)

    # -- keys ------------------------------------------------------------------------------------

    def action_next_field(self, way: int) -> None:
        """Go to the next field; a begun name is completed on the way."""
        names = self._editor.names
        focused = self.focused
        here = (focused.id or "").removeprefix("field-") if focused is not None else names[0]
        if way > 0:
            self._editor.completed(here)
        self._editor.field(names[(names.index(here) + way) % len(names)]).focus()

    @on(Input.Submitted)
    def keep(self) -> None:
        """Save and leave."""
        self._go(0)

    def action_go_on(self, way: int) -> None:
        """Save, and go on to the entry above or below."""
        self._go(way)

    def _go(self, way: int) -> None:
        if not self._saving:
            self._saving = True
            self._keep(way)

    @work
    async def _keep(self, way: int) -> None:
        """Save what was changed; what is refused is said, and everything typed stays."""
        try:
            changes = self._fields.changes(self._editor.values)
            rows = [row for row in self._view.rows if not row.gap]
            place = next((at for at, row in enumerate(rows) if row.id == self._row.id), 0)
            known = self._row.id
            if changes:
                known = await self._save(self._row, changes)
        except FieldRefused as refused:
            self._refuse(refused.sentence, refused.field)
        except FractuiError as error:
            self._refuse(error.sentence)
        else:
            await self._leave_for(known, place, way)
        finally:
            self._saving = False

    async def _leave_for(self, known: str, place: int, way: int) -> None:
        """Go on to the entry beside the one just saved, as the day is now; without a ``way``, leave."""
        rows = [row for row in self._view.rows if not row.gap]
        here = next((at for at, row in enumerate(rows) if row.id == known), place - (way > 0))
        goal = max(0, min(len(rows) - 1, here + way))
        if not way or not rows:
            self.dismiss()
            self._pane.select(f"entry:{known}")
            return
        focused = (self.focused.id or "").removeprefix("field-") if self.focused else "note"
        self._row = rows[goal]
        self._pane.select(f"entry:{self._row.id}")
        await self._hold(focused)

    def _refuse(self, sentence: str, field: str = "") -> None:
        self._editor.tell(sentence, "late bold", field)
        if field in self._editor.names:
            self._editor.field(field).focus()

    def action_leave(self) -> None:
        """Leave without a change."""
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """A click beside the row leaves it while nothing was typed that could be lost."""
        unchanged = all(self._editor.values.get(field.name) == field.value for field in self._fields.fields)
        if event.widget is self and unchanged:
            self.dismiss()

    def wear(self, inks: Inks) -> None:
        """Change the theme while the fields are open."""
        self._inks = inks
        self._editor.wear(inks)
