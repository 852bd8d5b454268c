"""Attaching a file: its path, and what it takes where the version has a document already or the file names another client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from fractui.core.errors import FieldRefused, FractuiError
from fractui.services.views.library import PaperView
from fractui.services.wrong_client import WrongClient
from fractui.ui.dialogs.dialog import quiet
from fractui.ui.dialogs.heading import Heading, shown
from fractui.ui.dialogs.import_step import ImportStep
from fractui.ui.dialogs.path_input import PathInput
from fractui.ui.errand import Errand
from fractui.ui.paths import offered

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed: the file, the code of another client that it may name, and whether it begins the next version."""

    path: str
    names: str = ""
    next_version: bool = False


Attach = Callable[[Attempt, Errand], Awaitable[str]]
"""Attaches, and gives the document's name."""


class AttachFile(ImportStep[str]):
    """Returns the name under which the file was attached; None when left. Nothing that was typed is lost on a refusal.

    ``title`` says whose it becomes.
    """

    FOOT = "enter attaches it   tab completes   esc leaves it"
    DEFAULT_CSS = """
    AttachFile .row { height: 1; padding: 0 1; }
    AttachFile .label { width: 14; height: 1; color: $dim; }
    AttachFile Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $selection; }
    AttachFile Input:focus { border: none; background: $selection; text-style: bold; }
    AttachFile .said { height: auto; padding: 0 1; margin: 0 1 0 15; color: $dim; }
    AttachFile #ask-names { display: none; margin-top: 1; }
    AttachFile.-names #ask-names { display: block; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, title: Heading, paper: PaperView, start: str, attach: Attach) -> None:
        super().__init__()
        self._title = title
        self._paper = paper
        self._start = start
        self._put = attach
        self._asked_next = ""
        self._stranger: WrongClient | None = None

    def compose(self) -> ComposeResult:
        """The path, what its folder has, the code that is asked for where it is, the keys."""
        paper = self._paper
        with Vertical(id="step"):
            yield Static(shown(self._title), id="title")
            yield Static(Content(f"It is copied into {paper.code}'s files as {paper.stem}"), id="about")
            with Horizontal(classes="row"):
                yield Static("File", classes="label")
                yield PathInput(self._start, id="path")
            yield Static(id="folder", classes="said")
            with Horizontal(classes="row", id="ask-names"):
                yield Static("Its code", classes="label")
                yield quiet(Input(id="names"))
            yield Static(self.FOOT, id="foot")

    def on_mount(self) -> None:
        """Begin behind the path."""
        self.query_one(PathInput).begin()

    @on(Input.Changed, "#path")
    def look(self) -> None:
        """Another path: other names are offered, and what was refused is forgotten."""
        self._asked_next = ""
        self.remove_class("-names")
        self.query_one("#names", Input).value = ""
        if not self.busy:
            self.say(self.keys)
        self._offer()

    @work(exclusive=True, group="look")
    async def _offer(self) -> None:
        offer = await asyncio.to_thread(offered, self.query_one("#path", Input).value)
        # The dialog may have been left meanwhile, with what is in it.
        for folder in self.query("#folder").results(Static):
            folder.update(Content("   ".join(offer.names)))

    @on(Input.Submitted)
    def attach(self) -> None:
        """Attach it; once at a time."""
        path = self.query_one("#path", Input).value.strip()
        if self.busy or not path:
            return
        names = self.query_one("#names", Input).value if self.has_class("-names") else ""
        stranger = self._stranger if self.has_class("-names") else None
        if stranger is not None and not stranger.is_met_by(names):
            self.say(f"Type {stranger.needed}, or esc leaves it; nothing was attached.", bad=True)
            self.query_one("#names", Input).focus()
            return
        attempt = Attempt(path, names, next_version=self._asked_next == path)
        self.begin(lambda errand: self._put(attempt, errand), self.dismiss)

    def refuse(self, error: FractuiError) -> None:
        """Ask for what the file needs, where it can be given; else show why it cannot be attached."""
        if isinstance(error, WrongClient):
            self._stranger = error
            self.add_class("-names")
            self.query_one("#names", Input).focus()
            self.say(
                f"This file names {error.shown}, and this is {self._paper.code}. If that is meant, type {error.needed}.",
                bad=True,
            )
        elif isinstance(error, FieldRefused) and error.field == "next":
            self._asked_next = self.query_one("#path", Input).value.strip()
            version = self._paper.version
            self.say(
                f"v{version} has its document already: enter attaches this one as v{version + 1}", bad=True
            )
        else:
            super().refuse(error)

    def _show_progress(self) -> None:
        if self._errand is not None:
            _, done, total = self._errand.progress
            if total > MEGABYTE:
                self.say(f"Copying {done // MEGABYTE:,} of {total // MEGABYTE:,} MB   esc stops it")
