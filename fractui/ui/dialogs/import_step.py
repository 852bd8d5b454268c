"""What the steps of taking foreign time in have in common: work that goes on beside the screen, and Esc that stops it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from fractui.core.errors import FractuiError
from fractui.core.text import safe
from fractui.ui.dialogs.dialog import Dialog
from fractui.ui.errand import Errand

R = TypeVar("R")
LOOK_S = 0.1
"""Seconds between two looks at how far the work is."""
PHASES = {"looking": "Looking at what is there", "writing": "Writing"}


class ImportStep(Dialog[R | None]):
    """One step; ``FOOT`` names its keys. Esc stops the work that is under way, else leaves the step."""

    FOOT = ""
    DEFAULT_CSS = """
    ImportStep { align: center middle; background: $background 60%; }
    ImportStep > #step {
        width: 100; max-width: 96%; height: auto; max-height: 94%;
        background: $background; border: round $accent; padding: 0 1;
    }
    ImportStep #title { height: auto; text-style: bold; color: $accent; padding: 0 1; }
    ImportStep #about { height: auto; color: $dim; padding: 0 1; margin-bottom: 1; }
    ImportStep #foot { height: auto; color: $dim; margin-top: 1; padding: 0 1; }
    ImportStep #foot.-bad { color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._errand: Errand | None = None

    def on_mount(self) -> None:
        """Look now and then how far the work is."""
        self.set_interval(LOOK_S, self._show_progress)

    def on_unmount(self) -> None:
        """What is under way ends with the step."""
        if self._errand is not None:
            self._errand.cancel()

    @property
    def keys(self) -> str:
        """The step's keys as the foot names them."""
        return self.FOOT

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._errand is not None

    def action_leave(self) -> None:
        """Stop what is under way; else leave the step."""
        if self._errand is None:
            self.dismiss(None)
            return
        self._errand.cancel()

    @work(exclusive=True, group="errand")
    async def begin(self, job: Callable[[Errand], Awaitable[R]], done: Callable[[R], None]) -> None:
        """Run work of this step, and do ``done`` with its result; a refusal is shown at the foot."""
        errand = self._errand = Errand()
        try:
            result = await job(errand)
        except FractuiError as error:
            if self._errand is errand:
                self._errand = None
                self.refuse(error)
        else:
            if self._errand is errand:
                self._errand = None
                self.say(self.keys)
                done(result)

    def refuse(self, error: FractuiError) -> None:
        """Show why the work was refused."""
        self.say(error.sentence, bad=True)

    def _show_progress(self) -> None:
        if self._errand is not None:
            phase, done, total = self._errand.progress
            words = PHASES.get(phase, phase.capitalize())
            rows = f" {done:,} of {total:,} rows" if total else f" {done:,} rows" if done else ""
            stops = "" if phase == "writing" else "   esc stops it"
            self.say(f"{words}{rows if phase not in PHASES else ''}{stops}")

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show a line at the foot: the keys, how far the work is, or why it was refused."""
        foot = self.query_one("#foot", Static)
        foot.set_class(bad, "-bad")
        foot.update(Content(safe(text)))
