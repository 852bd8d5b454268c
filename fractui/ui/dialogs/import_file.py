"""Which file to take in: its path, what it is, where its clocks hung, and which number of its dates is the day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.timer import Timer
from textual.widgets import Input, Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.exchange.rows import AskDayOrder
from fractui.services.views.importing import ImportPlan
from fractui.ui.dialogs.dialog import quiet
from fractui.ui.dialogs.import_lines import about_file
from fractui.ui.dialogs.import_step import ImportStep
from fractui.ui.dialogs.path_input import PathInput
from fractui.ui.errand import Errand
from fractui.ui.paths import offered

PAUSE_S = 0.25
"""How long nothing is typed before the file is looked at."""
ORDERS = {"dmy": "the day first: 31/12/2026", "mdy": "the month first: 12/31/2026"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: ``zone`` and ``dates`` are empty where nothing was."""

    path: str
    zone: str = ""
    dates: str = ""


Read = Callable[[Asked, Errand], Awaitable[ImportPlan]]


class ImportFile(ImportStep[ImportPlan]):
    """Returns what taking the file in would do, judged for the first time; None when left.

    The file is read as soon as it is named, so that one sees what it is before Enter goes on.
    """

    FOOT = "enter goes on   tab completes   esc leaves it"
    DEFAULT_CSS = """
    ImportFile .row { height: 1; padding: 0 1; }
    ImportFile .label { width: 14; height: 1; color: $dim; }
    ImportFile Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $selection; }
    ImportFile Input:focus { border: none; background: $selection; text-style: bold; }
    ImportFile .said { height: auto; padding: 0 1; margin: 0 1 0 15; color: $dim; }
    ImportFile #found { color: $foreground; text-style: bold; margin-top: 1; }
    ImportFile #ask-dates { display: none; }
    ImportFile.-dates #ask-dates { display: block; }
    """

    def __init__(self, start: str, zone: str, read: Read) -> None:
        super().__init__()
        self._start = start
        self._zone = zone
        self._read = read
        self._plan: ImportPlan | None = None
        self._wanted = False
        self._pause: Timer | None = None
        self._last = Asked("")

    def compose(self) -> ComposeResult:
        """The path, what the folder has, the zone, the order of dates where it is asked, what was found, the keys."""
        with Vertical(id="step"):
            yield Static("Import time", id="title")
            yield Static(
                "From Toggl, Harvest, Clockify, Timewarrior, Watson, Bartib, a table like our own export, or a calendar (.ics).",
                id="about",
            )
            with Horizontal(classes="row"):
                yield Static("File", classes="label")
                yield PathInput(self._start, id="path")
            yield Static(id="folder", classes="said")
            with Horizontal(classes="row"):
                yield Static("Clocks of", classes="label")
                yield quiet(Input(placeholder=safe(self._zone), id="zone"))
            with Horizontal(classes="row", id="ask-dates"):
                yield Static("Dates", classes="label")
                yield quiet(
                    Input(
                        id="dates",
                        placeholder=", ".join(f"{order} {words}" for order, words in ORDERS.items()),
                        suggester=SuggestFromList(ORDERS, case_sensitive=False),
                    )
                )
            yield Static(id="found", classes="said")
            yield Static(self.FOOT, id="foot")

    def on_mount(self) -> None:
        """Begin behind the path."""
        self.query_one(PathInput).begin()

    @property
    def _asked(self) -> Asked:
        values = {each.id: each.value.strip() for each in self.query(Input)}
        dates = values["dates"].lower() if self.has_class("-dates") else ""
        return Asked(values["path"] or "", values["zone"] or "", dates)

    @on(Input.Changed)
    def look_soon(self) -> None:
        """Something else was typed: look at the file when nothing more comes."""
        if self._asked == self._last:
            return
        self._plan, self._wanted = None, False
        if self._errand is not None:
            self._errand.cancel()
            self._errand = None
        self._found("")
        self.say(self.keys)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_S, self._look)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        asked = self._asked
        offer = await asyncio.to_thread(offered, asked.path)
        # The dialog may have been left meanwhile, with what is in it.
        for folder in self.query("#folder").results(Static):
            folder.update(Content("   ".join(offer.names)))
        whole = asked.path.rpartition("/")[2]
        if whole and whole in offer.names:
            self._take_up(asked)

    def _take_up(self, asked: Asked) -> None:
        self._last = asked

        self.begin(lambda errand: self._read(asked, errand), self._show)

    def refuse(self, error: FractuiError) -> None:
        """Ask which number of the dates is the day, where that is the question; else show why the file cannot be taken."""
        self._wanted = False
        if not isinstance(error, AskDayOrder):
            super().refuse(error)
            return
        self.add_class("-dates")
        self._found(f"“{error.example}” can be read in two ways: which number is the day?")
        self.say(self.keys)
        self.query_one("#dates", Input).focus()

    def _show(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._found(about_file(plan.file))
        self.query_one("#zone", Input).placeholder = safe(plan.file.zone)
        if self._wanted:
            self.dismiss(plan)

    def _found(self, text: str) -> None:
        self.query_one("#found", Static).update(Content(safe(text)))

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go on with the file; where it is still being read, as soon as it is."""
        asked = self._asked
        if self._plan is not None and asked == self._last:
            self.dismiss(self._plan)
            return
        self._wanted = True
        if not (self.busy and asked == self._last):
            if self._pause is not None:
                self._pause.stop()
            self._take_up(asked)
