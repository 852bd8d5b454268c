"""What taking a foreign file in would do, row by row; Enter does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.text import safe
from fractui.services.views.importing import ICS, ON_OVERLAP, WHAT, ImportPlan, Judged, Taken, Verdict
from fractui.ui.dialogs.import_lines import about_file, made_words, row_columns, verdict_lines
from fractui.ui.dialogs.import_names import Rejudge
from fractui.ui.dialogs.import_step import ImportStep
from fractui.ui.errand import Errand
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.many_rows import ManyRows

Take = Callable[[ImportPlan, Errand], Awaitable[Taken]]


class VerdictsView(LinesView[ImportPlan], can_focus=False):
    """How many rows have which verdict."""

    DEFAULT_CSS = "VerdictsView { height: auto; max-height: 12; }"

    def draw(self, view: ImportPlan, width: int) -> list[Line]:
        """A line a verdict."""
        return verdict_lines(view, width)


class ImportPreview(ImportStep[Taken]):
    """Returns what was taken in; None to go back."""

    DEFAULT_CSS = """
    ImportPreview > #step { width: 130; height: 94%; }
    ImportPreview ManyRows { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take in", show=False),
        Binding("o", "overlaps", "Overlaps", show=False),
        Binding("w", "what", "What", show=False),
        Binding("v", "all_rows", "All rows", show=False),
        Binding("j", "scroll_rows(1)", show=False),
        Binding("k", "scroll_rows(-1)", show=False),
    ]

    def __init__(
        self, inks: Inks, plan: ImportPlan, colors: Mapping[str, str], rejudge: Rejudge, take: Take
    ) -> None:
        super().__init__()
        self._inks = inks
        self._plan = plan
        self._colors = colors
        self._rejudge = rejudge
        self._take = take
        self._only_odd = False
        self._taking = False

    @property
    def keys(self) -> str:
        """The keys, with what Enter would do."""
        plan = self._plan
        enter = (
            f"enter takes in {made_words(plan.taking, plan.planning, plan.updating)}"
            if plan.changes
            else "nothing to take in"
        )
        overlaps = "   o overlaps" if self._plan.counts()[Verdict.OVERLAP] else ""
        rows = "   v all rows" if self._only_odd else "   v what is not new"
        what = "   w entries or blocks" if self._plan.file.format == ICS else ""
        return f"{enter}{overlaps}{what}{rows}   esc back"

    def compose(self) -> ComposeResult:
        """What the file is, the verdicts, the rows, the keys."""
        with Vertical(id="step"):
            yield Static(Content(safe(f"Import {self._plan.file.source}")), id="title")
            clocks = f"{about_file(self._plan.file)}, clocks of {self._plan.file.zone}"
            yield Static(Content(safe(clocks)), id="about")
            yield VerdictsView(self._inks, id="verdicts")
            yield ManyRows[Judged](self._inks, id="rows")
            yield Static(id="foot")

    def on_mount(self) -> None:
        """Begin with the rows, which scroll."""
        self._show(self._plan)
        self.query_one(ManyRows).focus()

    def on_resize(self, event: events.Resize) -> None:
        """The verdicts leave the rows at least half of the screen."""
        self.query_one(VerdictsView).styles.max_height = max(2, event.size.height // 3)

    def _show(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.query_one(VerdictsView).show(plan)
        self._show_rows()
        self.say(self.keys)

    def _show_rows(self) -> None:
        rows = self._plan.rows
        if self._only_odd:
            rows = tuple(one for one in rows if one.verdict is not Verdict.NEW)
        table: ManyRows[Judged] = self.query_one(ManyRows)
        table.show(rows, row_columns(self._plan.file.zone, self._colors))

    def action_all_rows(self) -> None:
        """Show only what is not new, or all."""
        if not self.busy:
            self._only_odd = not self._only_odd
            self._show_rows()
            self.say(self.keys)

    def action_overlaps(self) -> None:
        """Do the next thing with rows that share time: leave them out, take what is free, take them marked."""
        if self.busy or not self._plan.counts()[Verdict.OVERLAP]:
            return
        how = ON_OVERLAP[(ON_OVERLAP.index(self._plan.on_overlap) + 1) % len(ON_OVERLAP)]
        said = dict(self._plan.said_words)
        self.begin(lambda errand: self._rejudge(said, how, self._plan.what, errand), self._show)

    def action_what(self) -> None:
        """Make of a calendar's events the next thing: entries of what is past, blocks of what is to come, or both."""
        plan = self._plan
        if self.busy or plan.file.format != ICS:
            return
        what = WHAT[(WHAT.index(plan.what) + 1) % len(WHAT)]
        said = dict(plan.said_words)
        self.begin(lambda errand: self._rejudge(said, plan.on_overlap, what, errand), self._show)

    def action_take(self) -> None:
        """Take it in."""
        if self.busy:
            return
        if not self._plan.changes:
            self.dismiss(Taken(0, self._plan))
            return
        self.begin(lambda errand: self._take(self._plan, errand), self.dismiss)

    def action_scroll_rows(self, way: int) -> None:
        """Scroll the rows by one."""
        self.query_one(ManyRows).scroll_relative(y=way, animate=False)

    def wear(self, inks: Inks) -> None:
        """Change the theme while the dialog is open."""
        super().wear(inks)
