"""The library of templates: by seat with their uses on one side, the selected one on the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.services.views.library import LibraryRow, Origin
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.library_lines import library_lines, preview_lines
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.paper_lines import PaperLines

BESIDE = 110
"""From this width on the template stands beside the list, below it under the list."""

EDIT, RESET, ARCHIVE, ADD = "edit", "reset", "archive", "add"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with the template that is called ``slug``, or with none of them."""

    what: str
    slug: str = ""


class TemplateList(LinesView[tuple[LibraryRow, ...]]):
    """The templates; items are their names as they are typed."""

    def draw(self, view: tuple[LibraryRow, ...], width: int) -> list[Line]:
        """The templates under their seats."""
        return library_lines(view, width)


class LibraryBrowser(Dialog[Wish | None]):
    """Returns what is wanted, None when it was left. What changes a template must be a key that stands alone: ``alone`` says so."""

    BESIDE = True
    DEFAULT_CSS = """
    LibraryBrowser { align: center middle; background: $background 60%; }
    LibraryBrowser > #library {
        width: 170; max-width: 96%; height: 94%; background: $background; border: round $accent; padding: 0;
    }
    LibraryBrowser #title { text-style: bold; color: $accent; padding: 0 2; height: auto; margin-bottom: 1; }
    LibraryBrowser #sides { height: 1fr; layout: vertical; }
    LibraryBrowser.-wide #sides { layout: horizontal; }
    LibraryBrowser TemplateList { height: 3fr; width: 1fr; }
    LibraryBrowser PaperLines { height: 2fr; width: 1fr; margin-top: 1; }
    LibraryBrowser.-wide TemplateList { width: 62; height: 1fr; }
    LibraryBrowser.-wide PaperLines { width: 1fr; height: 1fr; margin-top: 0; }
    LibraryBrowser.-low PaperLines { display: none; }
    LibraryBrowser #foot { color: $dim; padding: 0 2; height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("e", "wish('edit')", show=False),
        Binding("r", "wish('reset')", show=False),
        Binding("x", "wish('archive')", show=False),
        Binding("n", "wish('add')", show=False),
        Binding("space", "leaf(1)", show=False),
        Binding("backspace", "leaf(-1)", show=False),
    ]

    def __init__(
        self, inks: Inks, rows: tuple[LibraryRow, ...], alone: Callable[[], Awaitable[bool]], start: str = ""
    ) -> None:
        super().__init__()
        self._inks = inks
        self._rows = {row.template.slug: row for row in rows}
        self._alone = alone
        self._start = start

    def compose(self) -> ComposeResult:
        """Title, the list, the selected template, the keys."""
        with Vertical(id="library"):
            yield Static("Templates", id="title")
            with Horizontal(id="sides"):
                yield TemplateList(self._inks, id="templates")
                yield PaperLines(self._inks, id="preview")
            yield Static(id="foot")

    def on_mount(self) -> None:
        """Show the templates, the one that was looked at last selected."""
        templates = self.query_one(TemplateList)
        templates.show(tuple(self._rows.values()))
        templates.focus()
        self.call_after_refresh(templates.select, self._start or next(iter(self._rows), None))

    def on_resize(self, event: events.Resize) -> None:
        """Beside or below, whatever there is room for."""
        self.set_class(event.size.width >= BESIDE, "-wide")
        self.set_class(event.size.width < BESIDE and event.size.height < 30, "-low")
        self.call_after_refresh(self._show_selected)

    @property
    def _row(self) -> LibraryRow | None:
        return self._rows.get(self.query_one(TemplateList).item or "")

    @on(LinesView.Moved)
    def show_moved(self, event: LinesView.Moved) -> None:
        """Another one is selected."""
        event.stop()
        if isinstance(event.view, TemplateList):
            self._show_selected()
            self.query_one(PaperLines).scroll_home(animate=False)

    def _show_selected(self) -> None:
        preview = self.query_one(PaperLines)
        preview.show(tuple(preview_lines(self._row, preview.line_width)))
        self.query_one("#foot", Static).update(Content("   ".join(self._keys())))

    def _keys(self) -> list[str]:
        row = self._row
        keys = ["enter edit"] if row is not None else []
        if row is not None and row.origin is Origin.CHANGED:
            keys.append("r as it came")
        if row is not None:
            keys.append("x take out again" if row.template.archived else "x put away")
        leaf = [] if self.has_class("-low") else ["space leaf"]
        return [*keys, "n your own", *leaf, "esc leave"]

    @on(LinesView.Chosen)
    def edit_chosen(self, event: LinesView.Chosen) -> None:
        """Enter edits."""
        event.stop()
        self.action_wish(EDIT)

    @work(exclusive=True)
    async def action_wish(self, what: str) -> None:
        """Return what is wanted with the selected template."""
        row = self._row
        if what != ADD and row is None:
            return
        if await self._alone():
            self.dismiss(Wish(what, row.template.slug if row is not None else ""))

    def action_leaf(self, way: int) -> None:
        """Leaf through the selected template."""
        preview = self.query_one(PaperLines)
        preview.scroll_relative(y=way * max(1, preview.size.height - 2), animate=False, immediate=True)

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)
