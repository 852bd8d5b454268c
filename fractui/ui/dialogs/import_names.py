"""Whom the names of a foreign file mean: a line a name, Enter picks the client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fractui.core.entry import Bucket
from fractui.core.text import safe
from fractui.core.wording import bucket_label
from fractui.services.views.frame import StripItem
from fractui.services.views.importing import NOBODY, ImportPlan, NameRow
from fractui.ui.dialogs.import_lines import GO_ON, about_file, name_lines
from fractui.ui.dialogs.import_step import ImportStep
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.errand import Errand
from fractui.ui.lines import Line
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView

Rejudge = Callable[[Mapping[str, str], str, str, Errand], Awaitable[ImportPlan]]
"""Judges the file again with what a person says of names, of overlaps, and of what a calendar's events become."""
Clients = Callable[[], tuple[StripItem, ...]]
"""The open clients there are now."""
Add = Callable[[str], Awaitable[str | None]]
"""Asks for a new client of that name; its code, None where none was added."""
NEW = "+"
"""The choice that adds a client."""


class NamesView(LinesView[tuple[NameRow, ...]]):
    """The names; the last line goes on."""

    chips: Mapping[str, str] = {}

    def draw(self, view: tuple[NameRow, ...], width: int) -> list[Line]:
        """A line a name, and the one that goes on."""
        return name_lines(view, width, self.chips)


class ImportNames(ImportStep[ImportPlan]):
    """Returns the plan with the names as they were mapped; None to go back to the file."""

    FOOT = "enter picks whom a name means   tab goes on   esc back to the file"
    DEFAULT_CSS = """
    ImportNames NamesView { height: auto; max-height: 24; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "go_on", "Go on", show=False)]

    def __init__(self, inks: Inks, plan: ImportPlan, clients: Clients, add: Add, rejudge: Rejudge) -> None:
        super().__init__()
        self._add = add
        self._inks = inks
        self._plan = plan
        self._clients = clients
        self._rejudge = rejudge
        self._names = plan.names
        self._said: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """What the file is, the names, the keys."""
        with Vertical(id="step"):
            yield Static("Whom do these names mean?", id="title")
            yield Static(
                Content(safe(f"{self._plan.file.source}: {about_file(self._plan.file)}")), id="about"
            )
            view = NamesView(self._inks, id="names")
            view.chips = self._chips()
            yield view
            yield Static(self.FOOT, id="foot")

    def on_mount(self) -> None:
        """Begin with the first name that means nobody, else behind them."""
        view = self._view
        view.focus()
        view.show(self._names)
        self.call_after_refresh(view.select, self._next_open())

    @property
    def _view(self) -> NamesView:
        return self.query_one(NamesView)

    def _next_open(self) -> str:
        places = (f"name:{place}" for place, each in enumerate(self._names) if each.is_open)
        return next(places, GO_ON)

    def on_resize(self, event: events.Resize) -> None:
        """The names scroll where they do not fit, so that the keys are always in sight."""
        self._view.styles.max_height = max(4, event.size.height - 10)

    @on(LinesView.Chosen)
    def choose(self, event: LinesView.Chosen) -> None:
        """Pick whom the name means, or go on."""
        event.stop()
        if self.busy:
            return
        if event.item == GO_ON:
            self.action_go_on()
        else:
            self._pick(int(event.item.partition(":")[2]))

    @work
    async def _pick(self, place: int) -> None:
        name = self._names[place]
        label = name.name or "(rows that name nobody)"
        picked = await self.app.push_screen_wait(
            Picker(self._inks, f"Whom does “{label}” mean?", by_letters(self._choices(name)))
        )
        if picked == NEW:
            picked = await self._add(name.name)
        if picked is not None:
            self._map(place, picked)

    def _chips(self) -> dict[str, str]:
        return {client.code: client.color for client in self._clients()}

    def _choices(self, name: NameRow) -> list[Choice]:
        clients = sorted(self._clients(), key=lambda each: (each.code not in name.near, each.code))
        found = [Choice(each.code, each.name, "", "", each.code, each.color) for each in clients]
        found += [Choice(each.value, bucket_label(each), "your own time", "", each.value) for each in Bucket]
        return [*found, Choice(NEW, "A new client", "code and name"), Choice(NOBODY, "Leave these rows out")]

    def _map(self, place: int, who: str) -> None:
        name = self._names[place]
        self._said[name.name] = who
        nobody = who == NOBODY
        mapped = replace(name, who="" if nobody else who, left_out=nobody, closed=False, said=True)
        self._names = (*self._names[:place], mapped, *self._names[place + 1 :])
        self._view.chips = self._chips()
        self._view.show(self._names)
        self._view.select(self._next_open())

    def action_go_on(self) -> None:
        """Judge the rows with the names as they are now."""
        if self.busy:
            return
        if not self._said:
            self.dismiss(self._plan)
            return
        said = dict(self._plan.said_words) | self._said
        plan = self._plan
        self.begin(lambda errand: self._rejudge(said, plan.on_overlap, plan.what, errand), self.dismiss)
